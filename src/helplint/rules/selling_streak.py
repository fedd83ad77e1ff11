"""Sells again and again with nothing else between.

What it finds
-------------
Three selling posts in a row on one channel. It is reported once for each streak, on the post that makes it one, with
the length of the whole streak.

Why it matters
--------------
Who meets a channel in the middle of a streak sees nothing but offers, whatever the balance of the year.

How to fix it
-------------
Put something useful between them: an answer to a question that customers really asked.

Limits
------
A post without a score ends a streak, since it may have helped; undated posts are left out. A post that goes to several
channels is reported on the first of them.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: business comes from informing,
delighting, educating and entertaining.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.calendar import Calendar
    from helplint.rule import Options


def _streaks(calendar: Calendar, options: Options) -> Iterator[Offence]:
    reported: set[int] = set()
    for channel, dated in calendar.by_channel().items():
        posts, selling = (options.value(name, (channel,) if channel else ()) for name in ("posts", "selling"))
        marked = [((entry.score.selling or 0) >= selling, time, entry) for time, entry in dated]
        for sells, group in groupby(marked, key=itemgetter(0)):
            streak = list(group)
            if not sells or len(streak) < posts:
                continue
            entry = streak[int(posts) - 1][2]
            if id(entry) not in reported:
                reported.add(id(entry))
                first = streak[0][1]
                yield Offence(
                    entry,
                    {
                        "count": len(streak),
                        "since": f"{first.day} {first:%B %Y}",
                        "channel": channel or "this calendar",
                    },
                )


rule = Rule(
    kind=InCalendar(function=_streaks),
    message="{count} selling posts in a row on {channel} since {since}, so whoever comes by finds nothing to use",
    fix="put something useful between them",
    tags=("execution", "strategy", "mix"),
    options={
        "posts": Option(3, "how many in a row are a streak: our choice; two can be an offer and its reminder"),
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
            Planned("2025-05-05T10:00", 5, "Sale starts"),
            Planned("2025-05-06T10:00", 5, "Sale goes on"),
            Planned("2025-05-07T10:00", 5, "Sale ends", offends=True),
            Planned("2025-05-08T10:00", 5, "Sale extended"),
        ),
        (
            Planned("2025-05-05", 90, "How to descale a kettle", channel="facebook"),
            Planned("2025-05-06", 10, "Kettles, half price", channel="facebook"),
            Planned("2025-05-07", 10, "We won an award", channel="facebook"),
            Planned("2025-05-08", 10, "Toasters, half price", channel="facebook", offends=True),
            Planned("2025-05-09", 90, "What the numbers on a toaster mean", channel="facebook"),
        ),
        (
            Planned("2025-05-07", 0, "Last call", offends=True),
            Planned("2025-05-05", 0, "Book now"),
            Planned("2025-05-06", 0, "Still time to book"),
        ),
    ),
    good=(
        (Planned("2025-05-05", 5, "Sale starts"), Planned("2025-05-06", 5, "Sale ends")),
        (
            Planned("2025-05-05", 5, "Sale starts"),
            Planned("2025-05-06", 5, "Sale goes on"),
            Planned("2025-05-07", 80, "How to return what does not fit"),
            Planned("2025-05-08", 5, "Sale ends"),
        ),
        (
            Planned("2025-05-05", 5, "Sale", channel="x"),
            Planned("2025-05-06", 5, "Sale", channel="linkedin"),
            Planned("2025-05-07", 5, "Sale", channel="facebook"),
        ),
        (Planned("", 5, "Idea: sale"), Planned("", 5, "Idea: raffle"), Planned("", 5, "Idea: voucher")),
        tuple(Planned(f"2025-05-{day:02}", 50, "Good morning, Leeds") for day in range(1, 8)),
    ),
)
