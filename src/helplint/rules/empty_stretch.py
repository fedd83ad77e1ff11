"""Falls silent for weeks on a channel that otherwise speaks.

What it finds
-------------
Three weeks or more without a post on a channel, where that is also at least four times as long as it usually waits. It
is reported once for each channel, on the post that ends the latest silence, with how many there were before.

Why it matters
--------------
Trust comes slowly, a few people at a time, and a channel that goes quiet reads as a shop with its blinds down. It is
nearly always a sign that the work hangs on one person who was away.

How to fix it
-------------
Plan one useful post into the gap, or give the channel up and say where to find you.

Limits
------
It sees the posts it is given: two exports with a gap between them look like a silence. Holidays look like one too; a
post that says when you are back fills them.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: staffing; too little work put
in.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.calendar import Calendar
    from helplint.rule import Options


def _silences(calendar: Calendar, options: Options) -> Iterator[Offence]:
    reported: set[int] = set()
    for channel, dated in calendar.by_channel().items():
        days, times, posts = (options.value(name, (channel,) if channel else ()) for name in ("days", "times", "posts"))
        if len(dated) < posts:
            continue
        gaps = [(after[0] - before[0], before[0], after[1]) for before, after in pairwise(dated)]
        usual = timedelta(seconds=median(gap.total_seconds() for gap, _, _ in gaps))
        silences = [each for each in gaps if each[0] >= max(timedelta(days=days), times * usual)]
        if silences and id(silences[-1][2]) not in reported:
            gap, since, entry = silences[-1]
            reported.add(id(entry))
            before = len(silences) - 1
            yield Offence(
                entry,
                {
                    "channel": channel or "this calendar",
                    "days": gap.days,
                    "since": f"{since.day} {since:%B %Y}",
                    "before": f" (and {before} time{'s' * (before > 1)} before)" if before else "",
                },
            )


rule = Rule(
    kind=InCalendar(function=_silences),
    message=(
        "nothing on {channel} for {days} days before this, since {since}{before}, and a silent channel looks deserted"
    ),
    fix="plan one useful post into the gap, or say where you are to be found",
    tags=("staffing", "execution", "mix"),
    level=Level.NOTE,
    options={
        "days": Option(
            21,
            "how many days are a silence: our choice; two weeks are a holiday",
            channels={"blog": 62, "newsletter": 62, "press-release": 365},
        ),
        "times": Option(4, "how many times the usual wait, the median of the channel, it must be: our choice"),
        "posts": Option(6, "how many posts a channel needs before it has something usual: our choice"),
    },
    bad=(
        (
            *(Planned(f"2025-01-{day:02}", 60, "A tip") for day in (6, 8, 10, 13, 15)),
            Planned("2025-02-20", 60, "Back again", offends=True),
        ),
        (
            *(Planned(f"2025-03-{day:02}", 60, "A recipe", channel="facebook") for day in (3, 10, 17)),
            Planned("2025-04-21", 60, "A recipe", channel="facebook", offends=True),
            *(Planned(f"2025-{day}", 60, "A recipe", channel="facebook") for day in ("04-28", "05-05", "05-12")),
        ),
        (
            *(Planned(f"2025-01-{day:02}T10:00", 60, "A tip") for day in (6, 7, 8, 9, 10)),
            Planned("2025-02-10T10:00", 60, "A tip"),
            Planned("2025-03-10T10:00", 60, "A tip", offends=True),
            *(Planned(f"2025-03-{day:02}T10:00", 60, "A tip") for day in (11, 12, 13)),
        ),
    ),
    good=(
        (
            *(Planned(f"2025-12-{day:02}", 60, "A tip") for day in (8, 10, 12, 15, 17, 19)),
            Planned("2026-01-05", 60, "Happy New Year"),
        ),
        tuple(Planned(f"2025-{month:02}-01", 60, "The monthly tip") for month in range(1, 10)),
        (
            Planned("2025-01-06", 60, "Hello"),
            Planned("2025-03-06", 60, "Hello again"),
            Planned("2025-03-07", 60, "And"),
        ),
        (
            *(Planned(f"2025-01-{day:02}", 60, "A tip") for day in (6, 8, 10, 13, 15, 17)),
            Planned("2025-03-20", 60, "Our first post here", channel="bluesky"),
        ),
    ),
)
