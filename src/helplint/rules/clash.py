"""Goes out at the very minute of another post on the same channel.

What it finds
-------------
Two posts of one channel for the same minute. All but one are reported, whatever the order of the rows.

Why it matters
--------------
One of them pushes the other down before anybody has seen it. It is nearly always a slip: two people filled the same
slot, or a row was copied and its time was not changed.

How to fix it
-------------
Give one of them another time; if they belong together, make them one post or a thread.

Limits
------
Parts of a thread and replies go out together and are left alone; so are entries with a day and no time of day, and
posts without a channel, of which nobody knows where they go. Of several accounts on one network, each needs a calendar
of its own.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: the common root of what goes
wrong is too little work put in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.rule import InCalendar, Offence, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from helplint.calendar import Calendar, Entry
    from helplint.rule import Options


def _clashes(calendar: Calendar, _options: Options) -> Iterator[Offence]:
    reported: set[int] = set()
    for channel, dated in calendar.by_channel().items():
        taken: dict[datetime, Entry] = {}
        for time, entry in dated:
            if channel is None or entry.whole_day or entry.answers or entry.continues:
                continue
            other = taken.setdefault(time, entry)
            if other is not entry and id(entry) not in reported:
                reported.add(id(entry))
                yield Offence(
                    entry,
                    {
                        "channel": channel,
                        "when": f"{time.day} {time:%B %Y at %H:%M}",
                        "where": f"{other.position.path}, {other.position}",
                    },
                )


rule = Rule(
    kind=InCalendar(function=_clashes),
    message="on {channel}, {when} is taken by {where}, and one of the two will not be seen",
    fix="give one of them another time, or make them one post",
    tags=("execution", "proofreading"),
    bad=(
        (
            Planned("2025-11-03T09:00", 5, "An offer for the week"),
            Planned("2025-11-03T09:00", 60, "A tip for the week", offends=True),
        ),
        (
            Planned("2025-11-03T09:00", 60, "A tip", channel="linkedin"),
            Planned("2025-11-04T09:00", 60, "A fourth", channel="linkedin"),
            Planned("2025-11-04T09:00", 60, "Another tip", channel="linkedin", offends=True),
            Planned("2025-11-04T09:00", 60, "A third", channel="linkedin", offends=True),
        ),
        (
            Planned("2025-11-05T18:30", 30, "Last week", channel="facebook"),
            Planned("2025-11-04T18:30", 30, "First week", channel="facebook"),
            Planned("2025-11-05T18:30", 30, "Second week", channel="facebook", offends=True),
        ),
    ),
    good=(
        (Planned("2025-11-03T09:00", 60, "A tip"), Planned("2025-11-03T09:00", 60, "A tip", channel="linkedin")),
        (Planned("2025-11-03", 60, "A tip"), Planned("2025-11-03", 60, "Another tip")),
        (
            Planned("2025-11-03T09:00", 75, "@kit The valve is on the left"),
            Planned("2025-11-03T09:00", 75, "@joy The valve is on the right"),
        ),
        (Planned("2025-11-03T09:00", 60, "A tip"), Planned("2025-11-03T09:01", 60, "Another tip")),
        (Planned("2025-11-03T09:00", 60, "A tip", channel=""), Planned("2025-11-03T09:00", 60, "A tip", channel="")),
    ),
)
