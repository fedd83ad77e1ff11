"""Posts like clockwork.

What it finds
-------------
Six or more posts of one channel, one after the other, each the same number of minutes after the last, several times
a day: the press release every four hours. It is reported once for each run, on the post that makes it one.

Why it matters
--------------
Business does not come from firing off a very short press release every four hours. Nobody is at the telephone of a
feed that ticks, and readers notice.

How to fix it
-------------
Post when there is something to say and somebody there to answer; spread the rest by hand.

Limits
------
Once or twice a day at the same hour is a habit that people have, and never reported; nor is live coverage, which comes
closer together. Entries with a day and no time of day do not count.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: execution.
X Help Center, “Automation rules”.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from helplint.calendar import Calendar, Entry
    from helplint.rule import Options


def _runs(
    dated: list[tuple[datetime, Entry]], shortest: float, longest: float, tolerance: float
) -> Iterator[tuple[float, list[tuple[datetime, Entry]]]]:
    """Yield each run of posts at one interval, with the interval in minutes."""
    run: list[tuple[datetime, Entry]] = []
    interval = 0.0
    for before, after in pairwise(dated):
        minutes = (after[0] - before[0]).total_seconds() / 60
        if run and abs(minutes - interval) <= tolerance:
            run.append(after)
            continue
        if run:
            yield interval, run
        run = [before, after] if shortest <= minutes <= longest else []
        interval = minutes
    if run:
        yield interval, run


def _robotic(calendar: Calendar, options: Options) -> Iterator[Offence]:
    reported: set[int] = set()
    for channel, entries in calendar.by_channel().items():
        posts, shortest, longest, tolerance = (
            options.value(name, (channel,) if channel else ()) for name in ("posts", "shortest", "longest", "tolerance")
        )
        dated = [(time, entry) for time, entry in entries if not entry.whole_day]
        for interval, run in _runs(dated, shortest, longest, tolerance):
            if len(run) < posts:
                continue
            entry = run[int(posts) - 1][1]
            if id(entry) not in reported:
                reported.add(id(entry))
                hours, minutes = divmod(round(interval), 60)
                every = " ".join(
                    f"{n} {unit}{'s' * (n > 1)}" for n, unit in ((hours, "hour"), (minutes, "minute")) if n
                )
                yield Offence(entry, {"count": len(run), "every": every, "channel": channel or "this calendar"})


rule = Rule(
    kind=InCalendar(function=_robotic),
    message=(
        "{count} posts in a row on {channel} are exactly {every} apart, which reads as a machine that "
        "nobody answers for"
    ),
    fix="post when there is something to say and somebody there to answer",
    tags=("execution", "staffing", "mix"),
    options={
        "posts": Option(
            6,
            (
                "how many posts at one interval are clockwork: our choice; a working day with a post every two "
                "hours has five, and stops"
            ),
        ),
        "tolerance": Option(
            1,
            "how many minutes an interval may differ: archives cut seconds off, which moves a post by one",
            tightest="highest",
        ),
        "shortest": Option(30, "minutes; below it posts are live coverage or answers worked off in a row: our choice"),
        "longest": Option(
            480,
            (
                "minutes; eight hours is three posts a day spread over day and night, while twelve hours and a "
                "day are hours that people keep"
            ),
            tightest="highest",
        ),
    },
    bad=(
        (
            *(Planned(f"2025-07-01T{hour:02}:00", 20, "A release") for hour in (0, 4, 8, 12, 16)),
            Planned("2025-07-01T20:00", 20, "The sixth release", offends=True),
            *(Planned(f"2025-07-02T{hour:02}:00", 20, "A release") for hour in (0, 4, 8)),
        ),
        (
            *(
                Planned(f"2025-07-01T{time}", 60, "A quote", "facebook")
                for time in ("09:00", "09:45", "10:30", "11:15")
            ),
            Planned("2025-07-01T12:00", 60, "A quote", "facebook"),
            Planned("2025-07-01T12:45", 60, "The sixth quote", "facebook", offends=True),
        ),
        (
            Planned("2025-07-01T00:17", 30, "An offer"),
            Planned("2025-07-01T08:17", 30, "An offer"),
            Planned("2025-07-01T16:18", 30, "An offer"),
            Planned("2025-07-02T00:17", 30, "An offer"),
            Planned("2025-07-02T08:17", 30, "An offer"),
            Planned("2025-07-02T16:18", 30, "The sixth offer", offends=True),
        ),
    ),
    good=(
        tuple(Planned(f"2025-07-{day:02}T09:00", 70, f"Tip {day}") for day in range(1, 15)),
        tuple(Planned(f"2025-07-{1 + n // 2:02}T{8 + n % 2 * 12:02}:00", 70, f"Tip {n}") for n in range(14)),
        tuple(Planned(f"2025-07-01T14:{minute:02}", 60, f"Minute {minute}") for minute in range(0, 50, 5)),
        tuple(Planned(f"2025-07-{day:02}", 30, f"Post {day}") for day in range(1, 12)),
        tuple(Planned(f"2025-07-{1 + n // 4:02}T{8 + n % 4 * 4:02}:00", 50, f"Slot {n}") for n in range(12)),
    ),
)
