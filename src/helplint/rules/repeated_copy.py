"""Says the same words again, on the same channel or pasted into another.

What it finds
-------------
A post whose words stand in an earlier post of the calendar, whatever its links, handles, hashtags and capitals. The
message names the nearest earlier one.

Why it matters
--------------
One frosting does not fit every cake: readers of two channels came for different things, and those who follow both get
the feeling of an advertisement. Networks treat repeated copy as spam.

How to fix it
-------------
Write it anew for the channel, from what its readers would ask; or leave the repeat out.

Limits
------
Only the very same words are found; a changed word hides a copy. Replies, answers, and greetings of a few words are
left out, and so is one post that a calendar sends to several channels at once. Long after the first, a repeat is fair.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: social is an ingredient.
X Help Center, “Platform manipulation and spam policy”: duplicative or substantially similar posts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.calendar import Calendar, Entry
    from helplint.rule import Options


def _repeats(calendar: Calendar, options: Options) -> Iterator[Offence]:
    undated = [entry for entry in calendar.entries if entry.time is None]
    last: dict[bytes, Entry] = {}
    for entry in [*(entry for _, entry in calendar.dated()), *undated]:
        # Support says the same to many people, and should.
        if entry.reply or entry.headline.startswith("@") or entry.score.intent == "answer":
            continue
        if entry.words < options.value("words", entry.channels):
            continue
        earlier = last.get(entry.fingerprint)
        last[entry.fingerprint] = entry
        if earlier is None:
            continue
        when, days = "", 0
        if earlier.time is not None:
            when = f" ({earlier.time.day} {earlier.time:%B %Y})"
            days = 0 if entry.time is None else (entry.time.date() - earlier.time.date()).days
        if days <= options.value("days", entry.channels):
            here, there = set(entry.channels), set(earlier.channels)
            how = "pasted from" if here and there and here != there else "already in"
            yield Offence(entry, {"how": how, "where": f"{earlier.position.path}, {earlier.position}", "when": when})


rule = Rule(
    kind=InCalendar(function=_repeats),
    message="these words are {how} {where}{when}, and who has read them once learns nothing",
    fix="write it anew for this channel, or leave it out",
    tags=("integration", "mix"),
    options={
        "days": Option(
            28,
            (
                "how long after an earlier post the same words are a repeat: our choice; after four weeks few "
                "readers have seen both, and a good answer may come back"
            ),
            tightest="highest",
        ),
        "words": Option(
            5, "how many words make copy: our choice; “Good morning, have a nice day” is manners", tightest="highest"
        ),
    },
    bad=(
        (
            Planned("2025-06-02T09:00", 20, "Our summer menu is here, come and taste it"),
            Planned("2025-06-09T09:00", 20, "Our summer menu is here: come and taste it! #menu", offends=True),
        ),
        (
            Planned("2025-06-02", 80, "Five things to check before you tow a trailer", channel="linkedin"),
            Planned("2025-06-02", 80, "Five things to check before you tow a trailer", channel="x", offends=True),
        ),
        (
            Planned("", 20, "Register for our free spring webinar today"),
            Planned("", 60, "What to ask a roofer before the work begins"),
            Planned("", 20, "REGISTER for our free spring webinar today https://web.example/r", offends=True),
        ),
    ),
    good=(
        (
            Planned("2025-01-06", 80, "Clear your gutters before the first big storm"),
            Planned("2025-10-06", 80, "Clear your gutters before the first big storm"),
        ),
        (Planned("2025-06-02", 50, "Good morning, Leeds!"), Planned("2025-06-03", 50, "Good morning, Leeds!")),
        (
            Planned("2025-06-02", 75, "@kim_b Sorry about that, please send us your order number"),
            Planned("2025-06-02", 75, "@lou Sorry about that, please send us your order number"),
        ),
        (
            Planned("2025-06-02", 80, "Five things to check before you tow a trailer", channel="linkedin"),
            Planned("2025-06-02", 80, "Towing a trailer? Check these five things before you go", channel="x"),
        ),
    ),
)
