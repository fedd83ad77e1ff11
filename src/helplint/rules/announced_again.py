"""Announces the same thing over and over.

What it finds
-------------
The third announcement of the same thing on one channel within four weeks. Two announcements are
of the same thing if they lead to the same page, other than the front page of a site, or if they share half of their
words. Where nearly all words are the same, repeated-copy says so instead.

Why it matters
--------------
News is news once. Who heard it the first time hears an advertisement the third time, and who did not care will not
care more.

How to fix it
-------------
Say something new about it: how somebody used it, the question that was asked most, what it does not do.

Limits
------
The same news in quite other words and without its link is not found. Only what the model takes for an announcement
counts: a how-to with the same link is welcome. Posts without a date are left out.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: social is an ingredient.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from helplint.calendar.likeness import Lookup
from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from helplint.calendar import Calendar
    from helplint.rule import Options


def _again(calendar: Calendar, options: Options) -> Iterator[Offence]:
    reported: set[int] = set()
    for channel, dated in calendar.by_channel().items():
        value = {name: options.value(name, (channel,) if channel else ()) for name in rule.options}
        by_words: Lookup[list[datetime]] = Lookup(value["days"])
        by_page: dict[str, list[datetime]] = {}
        for time, entry in dated:
            if entry.score.intent != "announce" or entry.answers or entry.continues:
                continue
            alike = by_words.alike(entry.signature) if entry.words >= value["words"] else []
            pages = [link.target for link in entry.links if not link.home]
            told = next((by_page[page] for page in pages if page in by_page), None)
            if told is None:
                told = next((before for share, before in alike if 100 * share >= value["likeness"]), [])
            told[:] = [before for before in told if before >= time - timedelta(days=value["days"])]
            copied = any(100 * share >= value["copy"] for share, before in alike if before)
            if len(told) == value["times"] and not copied and id(entry) not in reported:
                reported.add(id(entry))
                first = told[0]
                yield Offence(
                    entry,
                    {
                        "count": len(told),
                        "since": f"{first.day} {first:%B %Y}",
                        "channel": channel or "this calendar",
                    },
                )
            told.append(time)
            by_words.add(entry.signature, told, time)
            by_page.update(dict.fromkeys(pages, told))


rule = Rule(
    kind=InCalendar(function=_again),
    message=(
        "this has been announced {count} times on {channel} since {since}, and news that comes again is an "
        "advertisement"
    ),
    fix="say something new about it: how somebody used it, or what was asked most",
    tags=("integration", "mix"),
    options={
        "times": Option(2, "how many times are fair: our choice; once, and once more for those who missed it"),
        "days": Option(
            28,
            "how far back it counts: our choice; four weeks, as in repeated-copy",
            tightest="highest",
        ),
        "likeness": Option(
            50,
            (
                "per cent of the pairs of words that two announcements of one thing share: Broder and others grouped "
                "the pages of the web by it (“Syntactic clustering of the web”, 1997)"
            ),
        ),
        "copy": Option(70, "per cent from which it is a copy, as in repeated-copy, which then reports it"),
        "words": Option(5, "how many words are needed to compare them, as in repeated-copy", tightest="highest"),
    },
    bad=(
        (
            Planned("2025-04-01", 30, "The Harbour Festival is back. https://harbour.example/festival"),
            Planned("2025-04-08", 30, "Two weeks to go! https://harbour.example/festival?utm_source=x"),
            Planned("2025-04-15", 30, "We cannot wait. https://harbour.example/festival", offends=True),
        ),
        (
            Planned("2025-04-01", 30, "The new reading room in Mill Street opens on Saturday at ten"),
            Planned(
                "2025-04-03",
                30,
                "Good news: the new reading room in Mill Street opens on Saturday, with coffee for all",
            ),
            Planned(
                "2025-04-05",
                30,
                "Do come: the new reading room in Mill Street opens on Saturday, whatever the weather",
                offends=True,
            ),
        ),
        (
            *(
                Planned(day, 30, text, fields={"Link": "https://www.harbour.example/festival/"})
                for day, text in (("2025-04-01", "Save the date"), ("2025-04-05", "The line-up is out"))
            ),
            Planned(
                "2025-04-09",
                30,
                "Here is the poster",
                fields={"Link": "https://harbour.example/festival"},
                offends=True,
            ),
            Planned("2025-04-12", 30, "And here is the map", fields={"Link": "https://harbour.example/festival"}),
        ),
    ),
    good=(
        (
            Planned("2025-04-01", 30, "The Harbour Festival is back. https://harbour.example/festival"),
            Planned("2025-04-08", 30, "Two weeks to go! https://harbour.example/festival"),
        ),
        (
            Planned("2025-04-01", 30, "Our annual report is out. https://harbour.example"),
            Planned("2025-04-08", 30, "We have a new treasurer. https://harbour.example/"),
            Planned("2025-04-15", 30, "The ferry has a new engine. https://harbour.example"),
        ),
        (
            Planned("2025-04-01", 30, "The Harbour Festival is back. https://harbour.example/festival"),
            Planned("2025-04-08", 80, "Where to park for it: https://harbour.example/festival"),
            Planned("2025-04-10", 80, "What to bring with small children: https://harbour.example/festival"),
            Planned("2025-04-15", 80, "Which days are quiet: https://harbour.example/festival"),
        ),
        (
            Planned("2025-01-10", 30, "The Harbour Festival is in April. https://harbour.example/festival"),
            Planned("2025-02-20", 30, "The line-up is out. https://harbour.example/festival"),
            Planned("2025-04-15", 30, "It starts today. https://harbour.example/festival"),
        ),
    ),
)
