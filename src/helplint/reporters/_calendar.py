"""What a calendar is made of: lines to read, and a record for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._json import dumps
from helplint.reporters._record import summary_record
from helplint.reporters._terminal import printable
from helplint.reporters._wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from helplint.calendar import Account, Summary
    from helplint.report import Report
    from helplint.reporters._output import Output

_SHOWN_ROWS = 12
_NONE = "no calendar: no file holds three dated posts"
_HEADINGS = ("posts", "help", "sell", "earned", "spent", "balance")


def calendar_lines(summary: Summary, *, whole: bool = False) -> Iterator[str]:
    """Yield the summary of a calendar as lines: what its posts do, each channel over the whole time, its last weeks.

    Parameters
    ----------
    whole
        Give every week.
    """
    total, terms = summary.total, summary.terms
    yield f"calendar: {counted(total.posts, 'post')}, {_span(summary.first, summary.last)}"
    intents = [f"{number:,} {intent}" for intent, number in total.intents.items()]
    if total.unscored:
        intents.append(f"{total.unscored:,} without a score")
    yield f"  what they do: {', '.join(intents)}"
    yield f"  help : sell is {total.helping:,} : {total.selling:,}"
    weeks = summary.weeks if whole else _last_weeks(summary.weeks)
    channel_width = max(len("channel"), *(len(_channel(account)) for account in summary.channels))
    yield f"  {'week of':11}  {'channel':{channel_width}}" + "".join(f"  {heading:>7}" for heading in _HEADINGS)
    yield from (_row(account, channel_width) for account in summary.channels)
    if hidden := len(summary.weeks) - len(weeks):
        yield f"  … {counted(hidden, 'row')} of earlier weeks, which --summary shows"
    yield from (_row(account, channel_width) for account in weeks)
    yield f"  a helping post earns {terms.earnings:g}, a selling one costs {terms.price:g}; a channel opens with"
    yield f"  a credit of {terms.opening:g}, and the balance is that of the last {terms.days:g} days"


def _last_weeks(weeks: Sequence[Account]) -> Sequence[Account]:
    """Return the rows of as many whole weeks as fit, and of the last week in any case."""
    first = max(len(weeks) - _SHOWN_ROWS, 0)
    while 0 < first < len(weeks) and weeks[first - 1].week == weeks[first].week:
        first += 1
    return weeks[first:] or [account for account in weeks if account.week == weeks[-1].week]


def _row(account: Account, channel_width: int) -> str:
    tally = account.tally
    figures = (tally.posts, tally.helping, tally.selling, account.earned, account.spent, account.balance)
    when = "all" if account.week is None else _day(account.week)
    return f"  {when:11}  {_channel(account):{channel_width}}" + "".join(f"  {_figure(each):>7}" for each in figures)


def _channel(account: Account) -> str:
    return printable(account.channel or "no channel")


def _figure(number: float) -> str:
    return f"{number:,.10g}".replace("-", "\N{MINUS SIGN}")


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _span(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def text(report: Report, output: Output) -> None:
    """Write the summary of a calendar."""
    for line in calendar_lines(report.calendar, whole=True) if report.calendar else [_NONE]:
        output.line(line)


def json(report: Report, output: Output) -> None:
    """Write the summary of a calendar as one JSON object, null where nothing was checked."""
    output.line(dumps(report.calendar and summary_record(report.calendar), indent=2))
