"""Promotes before the channel has earned it.

What it finds
-------------
A selling post for which the channel has not helped enough. Each channel has a ledger of its last four weeks: a helping
post earns one, a selling post costs four.

Why it matters
--------------
The right to promote is earned by being helpful first. A feed that asks more often than it gives is one more
commercial, and its readers scroll past.

How to fix it
-------------
Move the promotion behind the next helping posts, or put helping posts before it.

Limits
------
It sees the calendar it is given: answers to customers that are not in the file earn nothing. What lay before the
file is unknown, so the first weeks of a channel begin with credit for one promotion. Posts without a date, or without a
score, neither earn nor cost; talk and greetings do neither. A post that goes to several channels is reported once.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: earn the right to promote.
Tippingpoint Labs' 4-1-1 rule, made known by Joe Pulizzi, Content Marketing Institute: four helpful posts and one shared
one for each that serves yourself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.calendar import Terms, ledger
from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.calendar import Calendar, Statement
    from helplint.rule import Options


def _overdrawn(calendar: Calendar, options: Options) -> Iterator[Offence]:
    reported: set[int] = set()
    for channel, dated in calendar.by_channel().items():
        channels = (channel,) if channel else ()
        terms = Terms.of(lambda name, channels=channels: options.value(name, channels))  # type: ignore[misc]
        for statement in ledger(dated, terms):
            entry = statement.entry
            if statement.sells and statement.balance < 0 and id(entry) not in reported:
                reported.add(id(entry))
                where = channel or "this calendar"
                yield Offence(entry, {"channel": where, "number": statement.sold, "ledger": _said(statement, terms)})


def _said(statement: Statement, terms: Terms) -> str:
    """Return the ledger in words."""
    gave, pays = statement.helped, statement.funds // terms.price
    helping = f"{gave or 'no'} helping post{'s' * (gave != 1)} in {terms.days:.0f} days"
    payer = f"the opening credit and {helping} pay" if statement.credit else f"{helping} pay{'s' * (gave == 1)}"
    return f"{payer} for {pays:.0f} promotion{'s' * (pays != 1)}" if pays else f"{payer} for no promotion"


rule = Rule(
    kind=InCalendar(function=_overdrawn),
    message="on {channel}, {ledger}, and this is number {number}, so it is not earned yet",
    fix="put helping posts before it, or move it behind them",
    tags=("execution", "strategy", "mix"),
    options={
        "price": Option(
            4,
            "what a selling post costs: the 4-1-1 rule asks for four helpful posts to each that serves yourself",
            tightest="highest",
        ),
        "earnings": Option(1, "what a helping post earns, the unit of the ledger"),
        "opening": Option(
            4,
            (
                "credit while the ledger reaches back before the first post of the channel: one promotion, since "
                "what came before is unknown"
            ),
        ),
        "days": Option(
            28, "how far the ledger reaches back: our choice; four weeks, so that every weekday counts alike"
        ),
        "helping": Option(
            62.5,
            "from which helpfulness a post earns: half-way between 50, neither, and 75, mostly helps",
            tightest="highest",
        ),
        "selling": Option(
            0.7,
            (
                "from which probability of selling a post counts: on real posts the model says selling too surely at "
                "one half"
            ),
        ),
    },
    bad=(
        (
            Planned("2025-03-03T09:00", 10, "Spring sale, 20% off"),
            Planned("2025-03-04T09:00", 90, "How to oil a hinge"),
            Planned("2025-03-05T09:00", 5, "Two for one on hinges", offends=True),
        ),
        (
            *(Planned(f"2025-03-{day:02}", 90, "A tip", channel="linkedin") for day in range(1, 5)),
            Planned("2025-03-05", 5, "Book a demo", channel="linkedin"),
            Planned("2025-03-06", 5, "Book a demo, part two", channel="linkedin"),
            Planned("2025-03-07", 5, "Book a demo, part three", channel="linkedin", offends=True),
        ),
        (
            *(Planned(f"2025-01-{day:02}T08:00", 95, "A tip") for day in range(1, 13)),
            Planned("2025-03-20T08:00", 0, "Buy our book", offends=True),
        ),
    ),
    good=(
        (Planned("2025-03-03T09:00", 10, "Spring sale, 20% off"),),
        (
            *(Planned(f"2025-03-{day:02}", 80, "A tip") for day in range(1, 5)),
            Planned("2025-03-05", 5, "Spring sale"),
            *(Planned(f"2025-03-{day:02}", 80, "A tip") for day in range(6, 10)),
            Planned("2025-03-10", 5, "Summer sale"),
        ),
        (
            Planned("2025-03-03T09:00", 10, "Spring sale", channel="x"),
            Planned("2025-03-04T09:00", 10, "Spring sale", channel="linkedin"),
        ),
        (Planned("", 10, "Undated sale"), Planned("", 10, "Another undated sale"), Planned("", 10, "And another")),
        (Planned("2025-03-03T09:00", 40, "We have a new logo"), Planned("2025-03-04T09:00", 50, "Happy Tuesday")),
    ),
)
