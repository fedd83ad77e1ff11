"""What came of a job, for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helplint.reporters._terminal import printable
from helplint.reporters._wording import counted, percent
from helplint.scale import INTENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TextIO

    from helplint.bulk._job import Outcome
    from helplint.bulk._summary import Mention

_FEW_MONTHS = 24
"""Beyond that, help and selling are shown by year."""

_FEW_ROWS = 60
_NAME = 14


def render_summary(outcome: Outcome, file: TextIO) -> None:
    """Write what the posts of a job are made of.

    Parameters
    ----------
    file
        A terminal, or anything else that takes text.

    Examples
    --------
    >>> import sys
    >>> from helplint.bulk import Outcome, Summary
    >>> render_summary(Outcome(output="scores.csv", rejects=None, summary=Summary(), notices=()), sys.stdout)
    0 posts scored: scores.csv
    """
    file.writelines(f"{line}\n" for line in _lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    summary = outcome.summary
    yield f"{counted(summary.posts, 'post')} scored: {printable(outcome.output)}"
    if summary.rejected and outcome.rejects:
        yield f"{counted(summary.rejected, 'record')} could not be read or scored: {printable(outcome.rejects)}"
    if summary.abstained:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in sorted(summary.abstained.items()))
        yield f"{counted(summary.abstained.total(), 'post')} got no score: {reasons}"
    if summary.intents:
        yield from ("", "what the posts do")
        yield from _table(("year", "channel"), _intents(summary.intents), INTENTS)
    months = _periods(summary.months)
    if any(counts["posts"] > counts["unscored"] for counts in months.values()):
        yield from ("", "help and selling")
        shares = [((period,), counts["posts"], counts) for period, counts in months.items()]
        yield from _table(("time",), shares, ("helping", "selling"))
    for title, mentions in (("most helpful", summary.most_helpful), ("most selling", summary.most_selling)):
        yield from _mentions(title, mentions)


def _intents(
    intents: Mapping[tuple[str | None, str | None], Counter[str]],
) -> list[tuple[Sequence[str], int, Counter[str]]]:
    rows = sorted(intents.items(), key=lambda item: [(part is None, part or "") for part in item[0]])
    return [((year or "no date", channel or "no channel"), counts.total(), counts) for (year, channel), counts in rows]


def _table(
    headings: Sequence[str], rows: Sequence[tuple[Sequence[str], int, Counter[str]]], shares: Sequence[str]
) -> Iterator[str]:
    """Yield rows of names, the number of posts, and what share of them each counter has."""
    widths = [max(len(share), len("100 %")) for share in shares]
    names = "".join(f"{heading:<{_NAME}}" for heading in headings)
    yield f"{names}{'posts':>12}  {'  '.join(f'{s:>{w}}' for s, w in zip(shares, widths, strict=True))}"
    for parts, total, counts in rows[:_FEW_ROWS]:
        names = "".join(f"{part:<{_NAME}}" for part in parts)
        of = [percent(counts[share] / total if total else 0) for share in shares]
        yield f"{names}{total:>12,}  {'  '.join(f'{s:>{w}}' for s, w in zip(of, widths, strict=True))}"
    if len(rows) > _FEW_ROWS:
        yield f"… and {len(rows) - _FEW_ROWS:,} more rows"


def _periods(months: Mapping[str | None, Counter[str]]) -> dict[str, Counter[str]]:
    """Return the counts by month, or by year where there are many months; posts without a date last."""
    by_year = len(months) > _FEW_MONTHS
    found: dict[str, Counter[str]] = {}
    for month in sorted(months, key=lambda month: (month is None, month or "")):
        period = "no date" if month is None else month[:4] if by_year else month
        found.setdefault(period, Counter()).update(months[month])
    return found


def _mentions(title: str, mentions: Iterable[Mention]) -> Iterator[str]:
    for number, mention in enumerate(mentions):
        if not number:
            yield from ("", title)
        # A probability of selling is below 1, a helpfulness up to 100.
        value = f"{mention.value:.0f}" if title == "most helpful" else percent(mention.value)
        place = f"{mention.path}, {mention.position}"
        yield printable(f"{value:>6}  {mention.id} ({place}): {mention.text}")
