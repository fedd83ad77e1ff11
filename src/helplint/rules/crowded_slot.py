"""Puts more posts into an hour or a day than anybody will read.

What it finds
-------------
More posts of one channel in an hour, or on a day, than its readers are used to. It is reported once for each crowd, on
the first post that is one too many.

Why it matters
--------------
Posts that stand close together push each other down and are read as one. Whoever sends them cannot answer what comes
back either.

How to fix it
-------------
Keep the one that is of most use, and move the others to days on which there is nothing.

Limits
------
Answers and later parts of a thread do not count. A crowd of more than ten in an hour is live coverage, or an archive
that was filled in one go, and left alone. Entries with a day and no time of day are held to the number for a day only.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: less firing off, more
answering.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helplint.calendar import Calendar, Entry
    from helplint.rule import Options

_HOUR = timedelta(hours=1)


def _crowds(dated: Sequence[tuple[datetime, Entry]], most: float) -> Iterator[tuple[Entry, list[datetime]]]:
    """Yield the first post that is too many of each crowd, with the times of the whole crowd."""
    crowd: list[datetime] = []
    too_many: Entry | None = None
    first = 0
    for index, (time, entry) in enumerate(dated):
        while time - dated[first][0] >= _HOUR:
            first += 1
        if index - first + 1 > most:
            if too_many is None:
                too_many, crowd = entry, [before for before, _ in dated[first:index]]
            crowd.append(time)
        elif too_many is not None and time - crowd[-1] >= _HOUR:
            yield too_many, crowd
            too_many = None
    if too_many is not None:
        yield too_many, crowd


def _crowded(calendar: Calendar, options: Options) -> Iterator[Offence]:
    reported: set[int] = set()
    for channel, entries in calendar.by_channel().items():
        hour, live, day = (options.value(name, (channel,) if channel else ()) for name in ("hour", "live", "day"))
        dated = [(time, entry) for time, entry in entries if not (entry.answers or entry.continues)]
        crowds = list(_crowds([(time, entry) for time, entry in dated if not entry.whole_day], hour))
        live_days = {time.date() for _, crowd in crowds if len(crowd) > live for time in crowd}
        found = [
            (entry, len(crowd), f"within an hour on {crowd[0].day} {crowd[0]:%B %Y}")
            for entry, crowd in crowds
            if len(crowd) <= live
        ]
        told = {id(entry) for entry, _, _ in found}
        for date, posts in groupby(dated, key=lambda post: post[0].date()):
            of_day = [entry for _, entry in posts]
            if len(of_day) > day and date not in live_days and told.isdisjoint(map(id, of_day)):
                found.append((of_day[int(day)], len(of_day), f"on {date.day} {date:%B %Y}"))
        for entry, count, when in found:
            if id(entry) not in reported:
                reported.add(id(entry))
                yield Offence(entry, {"count": count, "channel": channel or "this calendar", "when": when})


rule = Rule(
    kind=InCalendar(function=_crowded),
    message="{count} posts on {channel} {when} push each other down, and nobody can answer what comes back",
    fix="keep the most useful one there, and move the others to empty days",
    tags=("execution", "staffing", "mix"),
    level=Level.NOTE,
    options={
        "hour": Option(
            2,
            "how many posts fit into an hour: our choice; quick networks carry more, and a mailbox one",
            channels={"x": 4, "mastodon": 4, "bluesky": 4, "threads": 4, "newsletter": 1, "email": 1},
        ),
        "day": Option(
            4,
            "how many posts fit into a day: our choice; quick networks carry more, a mailbox one",
            channels={"x": 10, "mastodon": 10, "bluesky": 10, "threads": 10, "newsletter": 1, "email": 1},
        ),
        "live": Option(
            10, "from more than how many it is live coverage or a file filled in one go: our choice", tightest="highest"
        ),
    },
    bad=(
        (
            Planned("2025-02-03T09:00", 60, "Snow on the pass", channel="facebook"),
            Planned("2025-02-03T09:20", 30, "Our new logo", channel="facebook"),
            Planned("2025-02-03T09:45", 5, "Snow chains, half price", channel="facebook", offends=True),
            Planned("2025-02-03T09:50", 5, "Shovels, half price", channel="facebook"),
        ),
        (
            Planned("2025-02-03", 30, "Our new logo", channel="linkedin"),
            Planned("2025-02-03", 30, "Our new mug", channel="linkedin"),
            Planned("2025-02-03", 30, "Our new office", channel="linkedin"),
            Planned("2025-02-03", 30, "Our new van", channel="linkedin"),
            Planned("2025-02-03", 60, "Frost tonight", channel="linkedin", offends=True),
        ),
        (
            Planned("2025-02-03T08:00", 5, "Letter one", channel="newsletter"),
            Planned("2025-02-03T08:30", 5, "Letter two", channel="newsletter", offends=True),
        ),
    ),
    good=(
        (
            Planned("2025-02-03T09:00", 60, "Snow on the pass", channel="facebook"),
            Planned("2025-02-03T09:30", 60, "The pass is closed", channel="facebook"),
            Planned("2025-02-03T10:00", 60, "The pass is open", channel="facebook"),
        ),
        tuple(Planned(f"2025-02-03T14:{minute:02}", 60, f"Minute {minute}") for minute in range(0, 55, 5)),
        tuple(
            Planned(f"2025-02-03T09:{minute:02}", 75, f"@guest{minute} Try the side door", channel="facebook")
            for minute in range(0, 60, 15)
        ),
        (
            Planned("2025-02-03T09:00", 60, "Snow on the pass", channel="facebook"),
            Planned("2025-02-03T09:10", 60, "Snow on the pass", channel="linkedin"),
            Planned("2025-02-03T09:20", 60, "Snow on the pass", channel="instagram"),
        ),
    ),
)
