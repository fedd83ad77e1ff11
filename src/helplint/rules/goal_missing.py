"""Promotes for no campaign and no goal, in a calendar that has a column for it.

What it finds
-------------
A post that promotes and has nothing under “Campaign”, “Goal”, “Objective” or the like, where other promotions of the
same file have.

Why it matters
--------------
Without a goal that can be measured nobody can say later whether the offer was worth the readers' patience, and it will
be made again. A tool is not a strategy, and a sale is not a goal.

How to fix it
-------------
Write down what should come of it, in a number and by a day; or leave the offer out.

Limits
------
It does not judge the goal. Empty columns cannot be seen: what counts as a column is a heading under which at least a
quarter of the promotions of the file have something. Posts without a score are left out.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: measurement.
“Death of the Social Media Strategist: Overselling & Underperforming from the Start”, and its discussion: without a goal
that can be measured, no budget.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.calendar import Calendar, Entry
    from helplint.rule import Options


def _aimless(calendar: Calendar, options: Options) -> Iterator[Offence]:
    promotions: dict[tuple[str, str | None], list[Entry]] = defaultdict(list)
    for entry in calendar.entries:
        if (entry.score.selling or 0) >= options.value("selling", entry.channels):
            promotions[entry.position.path, entry.position.sheet].append(entry)
    for entries in promotions.values():
        without = [entry for entry in entries if not entry.goal]
        filled = len(entries) - len(without)
        if filled and 100 * filled >= options.value("filled") * len(entries):
            for entry in without:
                yield Offence(entry, {"filled": filled, "number": len(entries)})


rule = Rule(
    kind=InCalendar(function=_aimless),
    message=(
        "this promotes without a campaign or goal, which {filled} of {number} promotions here have, so nobody can say "
        "whether it worked"
    ),
    fix="write down what should come of it, in a number and by a day, or leave it out",
    tags=("strategy", "measurement"),
    options={
        "selling": Option(
            0.7,
            (
                "from which probability of selling a post promotes: on real posts the model says selling too surely at "
                "one half"
            ),
        ),
        "filled": Option(
            25,
            (
                "per cent of the promotions of a file that must have a goal before the others are missing it: our "
                "choice; a column that hardly anybody fills is no habit of the team"
            ),
        ),
    },
    bad=(
        (
            Planned("2025-03-03", 5, "Spring sale", fields={"Campaign": "Spring"}),
            Planned("2025-03-10", 5, "Garden chairs, half price", offends=True),
        ),
        (
            Planned("2025-03-03", 5, "Book a demo", fields={"Post goal": "20 demos by May"}),
            Planned("2025-03-05", 85, "How to sharpen a plane"),
            Planned("2025-03-10", 5, "Book a demo, there are places left", fields={"Notes": "again"}, offends=True),
        ),
        (
            Planned("", 5, "Idea: a raffle", fields={"utm_campaign": "raffle"}),
            Planned("", 5, "Idea: a voucher", offends=True),
            Planned("", 5, "Idea: a sale", offends=True),
        ),
    ),
    good=(
        (
            Planned("2025-03-03", 5, "Spring sale", fields={"Campaign": "Spring"}),
            Planned("2025-03-10", 5, "Garden chairs, half price", fields={"Objective": "clear the stock"}),
        ),
        (
            Planned("2025-03-03", 5, "Spring sale", fields={"Campaign": "Spring"}),
            Planned("2025-03-10", 85, "How to sharpen a plane"),
        ),
        (Planned("2025-03-03", 5, "Spring sale"), Planned("2025-03-10", 5, "Garden chairs, half price")),
        (
            Planned("2025-03-03", 5, "Spring sale", fields={"Campaign": "Spring"}),
            *(Planned(f"2025-03-{day:02}", 5, "An offer") for day in range(10, 15)),
        ),
    ),
)
