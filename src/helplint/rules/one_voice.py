"""Lets one person write nearly everything.

What it finds
-------------
A calendar of twenty posts or more in which one author has nine of ten. It is reported once, on the first post by that
author.

Why it matters
--------------
One person's job cannot hear and answer everything. Those who know the product, the workshop or the complaints best are
not the ones who write, and when that person is away the channel is silent.

How to fix it
-------------
Ask a colleague from service or the workshop for one answer a week, and put their name under it.

Limits
------
It believes the column of authors. Where that holds the name of an account or one of your `brands`, nobody knows who
wrote. A firm of one person has one voice: turn the rule off.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: staffing. One person's job
cannot hold it; as with typing, it becomes everybody's skill.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.calendar import Calendar
    from helplint.rule import Options


def _alone(calendar: Calendar, options: Options) -> Iterator[Offence]:
    people = [
        entry
        for entry in calendar.in_order()
        if entry.author and not entry.author.startswith("@") and entry.author.casefold() not in calendar.brands
    ]
    if len(people) < options.value("posts"):
        return
    [(author, count)] = Counter(entry.author for entry in people).most_common(1)
    share = 100 * count / len(people)
    if share >= options.value("share"):
        first = next(entry for entry in people if entry.author == author)
        yield Offence(first, {"author": author, "count": count, "posts": len(people)})


rule = Rule(
    kind=InCalendar(function=_alone),
    message="{author} writes {count} of {posts} posts, and one person cannot hear and answer everything",
    fix="ask a colleague who knows the customers for one answer a week",
    tags=("staffing", "mix"),
    level=Level.NOTE,
    options={
        "posts": Option(
            20, "how many posts with a known author make a habit: our choice; about a month of working days"
        ),
        "share": Option(
            90, "per cent of them by one author: our choice; with two more voices in twenty it is no longer one"
        ),
    },
    bad=(
        (
            Planned("2025-05-01", 60, "The first tip", author="Ann Lowe", offends=True),
            *(Planned(f"2025-05-{day:02}", 60, "A tip", author="Ann Lowe") for day in range(2, 22)),
        ),
        (
            Planned("2025-05-01", 60, "A guest", author="Bo"),
            Planned("2025-05-02", 60, "The first tip", author="Ann", offends=True),
            *(Planned(f"2025-05-{day:02}", 60, "A tip", author="Ann") for day in range(3, 26)),
        ),
        (
            Planned("2025-05-01", 60, "The first tip", author="Ann", channel="linkedin", offends=True),
            *(Planned(f"2025-05-{day:02}", 60, "A tip", author="Ann") for day in range(2, 21)),
            *(Planned(f"2025-05-{day:02}", 60, "A tip of unknown hand") for day in range(2, 21)),
        ),
    ),
    good=(
        (
            *(Planned(f"2025-05-{day:02}", 60, "A tip", author="Ann") for day in range(1, 21)),
            *(Planned(f"2025-05-{day:02}", 60, "From the workshop", author="Bo") for day in range(21, 25)),
        ),
        tuple(Planned(f"2025-05-{day:02}", 60, "A tip", author="Ann") for day in range(1, 15)),
        tuple(Planned(f"2025-05-{day:02}", 60, "A tip", author="@acme") for day in range(1, 26)),
        tuple(
            Planned(f"2025-05-{day:02}", 60, "A tip", author="acme", fields={"username": "acme"})
            for day in range(1, 26)
        ),
        tuple(Planned(f"2025-05-{day:02}", 60, "A tip") for day in range(1, 26)),
    ),
)
