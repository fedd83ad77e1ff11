"""Never answers anybody.

What it finds
-------------
An archive with thirty posts or more on one channel, over four weeks or more, and not one reply or answer among them. It
is reported once for each channel, on its last post.

Why it matters
--------------
A network is a telephone, and whoever only talks into it loses those who call. Answering one person in public helps
everybody who has the same question; it is also what earns the right to promote.

How to fix it
-------------
Look for questions about your subject once a day and answer two of them. Put the answers that are worth it into the
calendar.

Limits
------
It can only see replies that are in the file: export them too. A plan holds none and is left alone: what counts as an
archive is a channel whose posts went out in the past and mostly at odd minutes, as people and machines send them; plans
name the full, half or quarter hour. Blogs, newsletters and channels without replies are left alone.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: pick up the telephone before you
make cold calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.calendar import Calendar
    from helplint.rule import Options

_ONE_WAY = frozenset({"blog", "newsletter", "email", "press-release", "telegram", "whatsapp", "google-business"})
_MARK = 5  # minutes; plans name a multiple of it, and by chance four times in five are none


def _unanswered(calendar: Calendar, options: Options) -> Iterator[Offence]:
    for channel, dated in calendar.by_channel().items():
        if channel in _ONE_WAY or any(entry.answers for _, entry in dated):
            continue
        posts, days = (options.value(name, (channel,) if channel else ()) for name in ("posts", "days"))
        past = [
            (time, entry)
            for time, entry in dated
            if not (entry.whole_day or entry.status) and calendar.today and time.date() <= calendar.today
        ]
        odd = sum(time.minute % _MARK != 0 for time, _ in past)
        if len(past) < posts or (past[-1][0] - past[0][0]).days < days or 2 * odd < len(past):
            continue
        yield Offence(past[-1][1], {"channel": channel or "this channel", "count": len(past)})


rule = Rule(
    kind=InCalendar(function=_unanswered),
    message="{count} posts on {channel} and not one reply, so it is a loudspeaker and not a telephone",
    fix="answer two questions a day, and export the replies too if there are some",
    tags=("execution", "staffing", "mix"),
    level=Level.NOTE,
    options={
        "posts": Option(
            30, "how many posts without a reply are a habit: our choice; about one for each day of a month"
        ),
        "days": Option(28, "over how many days: our choice; four weeks, so that a launch or a conference is not all"),
    },
    bad=(
        (
            *(Planned(f"2025-01-{day:02}T09:{2 * day:02}:17", 40, "A post") for day in range(1, 30)),
            Planned("2025-01-30T17:31:04", 40, "The last post", offends=True),
        ),
        (
            *(Planned(f"2025-01-{day:02}T12:07", 70, "A tip", channel="facebook") for day in range(1, 32)),
            Planned("2025-02-03T12:07", 70, "The last tip", channel="facebook", offends=True),
        ),
        (
            *(Planned(f"2025-{month:02}-{day:02}T16:21", 20, "News") for month in (1, 2, 3) for day in range(1, 11)),
            Planned("2025-04-01T16:21", 20, "The last news", offends=True),
        ),
    ),
    good=(
        (
            *(Planned(f"2025-01-{day:02}T09:{2 * day:02}:17", 40, "A post") for day in range(1, 30)),
            Planned("2025-01-30T17:31:04", 75, "@lee The blue one fits", reply=True),
        ),
        tuple(Planned(f"2025-01-{day:02}T09:30", 40, "A planned post") for day in range(1, 32)),
        tuple(Planned(f"2025-01-{day:02}", 40, "A planned post") for day in range(1, 32)),
        tuple(Planned(f"2025-01-{day:02}T09:31:12", 40, "An issue", channel="newsletter") for day in range(1, 32)),
        tuple(Planned(f"2025-01-03T14:{minute:02}:08", 60, f"Minute {minute}") for minute in range(60)),
    ),
)
