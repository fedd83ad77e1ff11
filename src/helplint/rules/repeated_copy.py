"""Says the same words again, on the same channel or pasted into another.

What it finds
-------------
A post whose words stand in an earlier post of the calendar, all of them or nearly all, whatever its links, handles,
hashtags and capitals. The message names the earlier one that is most alike.

Why it matters
--------------
One frosting does not fit every cake: readers of two channels came for different things, and those who follow both get
the feeling of an advertisement. Networks treat repeated copy as spam.

How to fix it
-------------
Write it anew for the channel, from what its readers would ask; or leave the repeat out.

Limits
------
Likeness is the share of pairs of neighbouring words that both posts have, estimated by MinHash to about four points in
a hundred. The same thought in other words is not found. Replies, answers, parts of a thread and greetings of a few
words are left out, and so is one post that a calendar sends to several channels at once. Long after the first, a repeat
is fair. Where no time tells which post was first, it is always the same one, wherever the rows are moved.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: social is an ingredient.
X Help Center, “Platform manipulation and spam policy”: duplicative or substantially similar posts.
Andrei Broder, “On the resemblance and containment of documents”, Compression and Complexity of Sequences, 1997.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.calendar.likeness import Lookup
from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.calendar import Calendar, Entry
    from helplint.rule import Options

_WHOLE = 100


def _repeats(calendar: Calendar, options: Options) -> Iterator[Offence]:
    longest = max((options.value("days", entry.channels) for entry in calendar.entries), default=0)
    earlier: Lookup[Entry] = Lookup(longest)
    for entry in calendar.in_order():
        # Support says the same to many people, and should.
        if entry.answers or entry.continues or entry.words < options.value("words", entry.channels):
            continue
        least, days = options.value("likeness", entry.channels), options.value("days", entry.channels)
        for share, other in earlier.alike(entry.signature):
            percent = round(100 * share)
            if percent >= least and _days_between(other, entry) <= days:
                here, there = set(entry.channels), set(other.channels)
                pasted = here and there and here != there
                what = "these words" if percent == _WHOLE else f"{percent} % of these words"
                verb = "are" if percent == _WHOLE else "or so are"
                yield Offence(
                    entry,
                    {
                        "what": f"{what} {verb}",
                        "how": "pasted from" if pasted else "already in",
                        "where": f"{other.position.path}, {other.position}",
                        "when": "" if other.time is None else f" ({other.time.day} {other.time:%B %Y})",
                    },
                )
                break
        earlier.add(entry.signature, entry, entry.time)


def _days_between(earlier: Entry, later: Entry) -> int:
    if earlier.time is None or later.time is None:
        return 0
    return (later.time.date() - earlier.time.date()).days


rule = Rule(
    kind=InCalendar(function=_repeats),
    message="{what} {how} {where}{when}, and who has read them once learns nothing",
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
        "likeness": Option(
            70,
            (
                "per cent of the pairs of words that must be the same: our choice; in a post of twenty words two may "
                "be changed, while posts made from one template differ more"
            ),
            tightest="lowest",
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
            Planned(
                "2025-06-02",
                80,
                "Before you tow a trailer, check the tyres, the lights, the coupling and the load, and then look twice",
            ),
            Planned(
                "2025-06-10",
                80,
                "Before you tow a trailer: check the tyres, the lights, the hitch and the load, and then look twice",
                offends=True,
            ),
        ),
        (
            Planned("", 20, "REGISTER for our free spring webinar today https://web.example/r"),
            Planned("", 60, "What to ask a roofer before the work begins"),
            Planned("", 20, "Register for our free spring webinar today", offends=True),
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
            Planned("2025-06-02", 70, "Word of the day for sailors: the luff is the front edge of a sail"),
            Planned("2025-06-03", 70, "Word of the day for sailors: a fairlead guides a rope past an edge"),
        ),
        (
            Planned("2025-06-02", 80, "Five things to check before you tow a trailer", channel="linkedin"),
            Planned("2025-06-02", 80, "Towing a trailer? Check these five things before you go", channel="x"),
        ),
    ),
)
