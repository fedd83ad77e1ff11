"""Sends readers to its own site without a mark by which their visit could be told apart.

What it finds
-------------
A post that promotes or announces, with a link that carries no campaign parameter (`utm_source` and its like), to a site
that other links of the calendar mark. Where no link is marked at all and five such posts or more lead to one site, the
first of them is reported.

Why it matters
--------------
Likes are counts of people collected, not of anything they did. Which post brought somebody who bought or asked can only
be known if the link says so.

How to fix it
-------------
Add `utm_source`, `utm_medium` and `utm_campaign` with the tool of your web statistics, and shorten the link if it is
shown.

Limits
------
Addresses of link shorteners count their own visits, and pages on networks, shops and stages of others cannot be marked:
both are left alone, and so are links to sites that the calendar never marks, which may be somebody else's, and the
links of blogs and press releases. A column “UTM” or “Tracking” with something in it marks the links of its row. Links
without `https://` or `www.` are taken for words.

References
----------
Google Analytics Help, “URL builders: Collect campaign data with custom URLs”.
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: measurement; attribution.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.calendar import Calendar, Entry
    from helplint.rule import Options

_ON_SITE = frozenset({"blog", "press-release"})
_SHORTENERS = frozenset(
    "bit.ly buff.ly ow.ly lnkd.in t.co tinyurl.com t.ly rebrand.ly hubs.ly hubs.la goo.gl is.gd dlvr.it ift.tt trib.al"  # noqa: SIM905 - names
    " fb.me spr.ly shorturl.at cutt.ly tiny.cc short.io linktr.ee lnk.bio ht.ly j.mp amzn.to".split()
)
_OF_OTHERS = frozenset(
    "x.com twitter.com facebook.com instagram.com linkedin.com youtube.com youtu.be tiktok.com threads.net bsky.app"  # noqa: SIM905
    " pinterest.com reddit.com t.me wa.me zoom.us github.com eventbrite.com meetup.com open.spotify.com"
    " podcasts.apple.com apps.apple.com play.google.com docs.google.com forms.gle amazon.com etsy.com".split()
)


def _untagged(calendar: Calendar, options: Options) -> Iterator[Offence]:
    marked = {link.site for entry in calendar.entries for link in entry.links if link.tagged}
    unmarked: dict[str, list[Entry]] = defaultdict(list)
    for entry in calendar.in_order():
        if entry.score.intent not in {"announce", "promote"} or entry.answers or _ON_SITE.intersection(entry.channels):
            continue
        sites = dict.fromkeys(link.site for link in entry.links if not link.tagged)
        mine = [site for site in sites if site not in _SHORTENERS and site.removeprefix("m.") not in _OF_OTHERS]
        for site in mine:
            unmarked[site].append(entry)
        if wrong := next((site for site in mine if site in marked), None):
            yield Offence(entry, {"what": f"the link to {wrong} is not marked as others are"})
    site, entries = max(unmarked.items(), key=lambda item: len(item[1]), default=("", []))
    if not marked and entries and len(entries) >= options.value("posts"):
        what = f"not one of {len(entries)} posts with news or offers marks its link to {site}"
        yield Offence(entries[0], {"what": what})


rule = Rule(
    kind=InCalendar(function=_untagged),
    message="{what} for attribution, so nobody can say which post brought a visitor",
    fix="add utm_source, utm_medium and utm_campaign to the link",
    tags=("measurement",),
    level=Level.NOTE,
    options={
        "posts": Option(
            5,
            (
                "how many posts with news or offers must link to one site, which is then your own, where no link of "
                "the calendar is marked: our choice; one or two may be forgotten, five are a habit"
            ),
        ),
    },
    bad=(
        (
            Planned("2025-08-04", 5, "Order now: https://loom.example/rugs?utm_source=x&utm_campaign=rugs"),
            Planned("2025-08-05", 5, "Order now: https://loom.example/throws", offends=True),
        ),
        (
            Planned("2025-08-04", 5, "Last days", fields={"Link": "https://loom.example/rugs?mtm_campaign=rugs"}),
            Planned(
                "2025-08-05", 30, "We open in Leeds", fields={"Link": "https://www.loom.example/leeds"}, offends=True
            ),
        ),
        (
            Planned("2025-08-04", 5, "Rugs: https://loom.example/rugs", offends=True),
            *(Planned(f"2025-08-{day:02}", 5, "Throws: https://loom.example/throws") for day in range(5, 9)),
        ),
    ),
    good=(
        (
            Planned("2025-08-04", 5, "Order now: https://loom.example/rugs?utm_source=x"),
            Planned("2025-08-05", 5, "Order now: https://bit.ly/3abcd"),
        ),
        (
            Planned("2025-08-04", 5, "Order now: https://loom.example/rugs?utm_source=x"),
            Planned("2025-08-05", 30, "We are in the papers: https://gazette.example/loom"),
        ),
        (
            Planned("2025-08-04", 5, "Order now: https://loom.example/rugs?utm_source=x"),
            Planned("2025-08-05", 85, "How to wash wool: https://loom.example/wash"),
        ),
        (
            Planned("2025-08-04", 5, "Order now: https://loom.example/rugs"),
            Planned("2025-08-05", 5, "Order now: https://loom.example/throws"),
        ),
        (
            Planned("2025-08-04", 5, "Order now: https://loom.example/rugs?utm_source=x"),
            Planned("2025-08-05", 5, "Order: https://loom.example/throws", fields={"UTM": "source=x, medium=social"}),
        ),
    ),
)
