"""Plays one note only.

What it finds
-------------
A channel with ten posts or more of which nine in ten do the same thing: announce, promote, entertain, or ask the
readers something. It is reported once for each channel, on the post with which it becomes plain.

Why it matters
--------------
Business comes from informing, delighting, educating and entertaining people. Whoever only announces has readers who
wait for the end of it; whoever only jokes has readers who never learn what he can do for them.

How to fix it
-------------
For each week plan one post of another kind: the answer to a question, a how-to, something to laugh about, a question of
yours.

Limits
------
Tips, news that serves the reader, and answers are what people follow a channel for: one that only teaches, informs or
answers is left alone. The model names one main thing for each post, and is right about three times in five.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: listening for chances to inform,
delight, educate and entertain.
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

_SAID = {
    "announce": "announce",
    "promote": "make an offer",
    "delight": "entertain",
    "engage": "ask the readers something",
}


def _monotone(calendar: Calendar, options: Options) -> Iterator[Offence]:
    reported: set[int] = set()
    for channel, dated in calendar.by_channel().items():
        posts, share = (options.value(name, (channel,) if channel else ()) for name in ("posts", "share"))
        scored = [entry for _, entry in dated if entry.score.intent is not None]
        if len(scored) < posts:
            continue
        [(intent, count)] = Counter(entry.score.intent for entry in scored).most_common(1)
        if intent not in _SAID or 100 * count < share * len(scored):
            continue
        entry = [entry for entry in scored if entry.score.intent == intent][int(posts * share / 100) - 1]
        if id(entry) not in reported:
            reported.add(id(entry))
            yield Offence(
                entry,
                {
                    "count": count,
                    "posts": len(scored),
                    "channel": channel or "this calendar",
                    "what": _SAID[intent],
                },
            )


rule = Rule(
    kind=InCalendar(function=_monotone),
    message="{count} of {posts} posts on {channel} {what}, and hardly one teaches, answers or does anything else",
    fix="plan one post of another kind for each week: an answer, a how-to, a question",
    tags=("strategy", "execution", "mix"),
    level=Level.NOTE,
    options={
        "posts": Option(10, "how many posts show what a channel does: our choice; two working weeks of one a day"),
        "share": Option(
            90,
            (
                "per cent of them that do the same: our choice; one in ten is left over for chance and for the "
                "mistakes of the model. A press release is meant to announce"
            ),
            channels={"press-release": 101},
        ),
    },
    bad=(
        (
            *(Planned(f"2025-10-{day:02}", 40, "News of ours", intent="announce") for day in range(1, 9)),
            Planned("2025-10-09", 40, "More news of ours", intent="announce", offends=True),
            Planned("2025-10-10", 40, "And more", intent="announce"),
        ),
        (
            *(Planned(f"2025-10-{day:02}", 5, "An offer", "instagram", intent="promote") for day in range(1, 9)),
            Planned("2025-10-09", 5, "Another offer", "instagram", intent="promote", offends=True),
            Planned("2025-10-10", 80, "How to wash wool", "instagram", intent="teach"),
        ),
        (
            *(Planned(f"2025-10-{day:02}", 50, "Sun or rain?", "facebook", intent="engage") for day in range(1, 9)),
            Planned("2025-10-09", 50, "Tea or coffee?", "facebook", intent="engage", offends=True),
            *(Planned(f"2025-10-{day:02}", 50, "Cats or dogs?", "facebook", intent="engage") for day in range(10, 14)),
        ),
    ),
    good=(
        tuple(Planned(f"2025-10-{day:02}", 85, f"Tip {day}", intent="teach") for day in range(1, 15)),
        tuple(Planned(f"2025-10-{day:02}", 65, f"Line {day} is late", intent="inform") for day in range(1, 15)),
        tuple(Planned(f"2025-10-{day:02}", 40, "News of ours", intent="announce") for day in range(1, 9)),
        (
            *(Planned(f"2025-10-{day:02}", 40, "News of ours", intent="announce") for day in range(1, 9)),
            Planned("2025-10-09", 80, "How to wash wool", intent="teach"),
            Planned("2025-10-10", 50, "Who knits here?", intent="engage"),
        ),
    ),
)
