"""Sells so much in a week or a month that its channel gives little in return.

What it finds
-------------
A week, from Monday to Sunday, in which a channel sells more often than it helps; and a month in which less than two
thirds of the posts that do either help. It is reported once, on the first selling post of that time. A month is left
out where one of its weeks was reported.

Why it matters
--------------
Readers judge a feed by what they find when they come by. Where most of it wants something from them, they stop coming,
and the offers that they would have liked are not seen either.

How to fix it
-------------
Move an offer into another week, or answer in public what customers asked this week.

Limits
------
Only posts that help or sell count: talk, greetings and posts without a score do not. Weeks and months with few of them
say nothing. The ledger of promotion-not-earned looks at the order of posts too; here it is only their number.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: helping and selling differ by
two letters.
Tippingpoint Labs' 4-1-1 rule, made known by Joe Pulizzi, Content Marketing Institute: of six posts, four help.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from helplint.calendar import week_of
from helplint.rule import InCalendar, Offence, Option, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from helplint.calendar import Calendar, Entry
    from helplint.rule import Options


def _one_sided(calendar: Calendar, options: Options) -> Iterator[Offence]:
    reported: set[int] = set()
    for channel, dated in calendar.by_channel().items():
        value = {name: options.value(name, (channel,) if channel else ()) for name in rule.options}
        counted = [
            (time, entry, (entry.score.selling or 0) >= value["selling"])
            for time, entry in dated
            if (entry.score.selling or 0) >= value["selling"] or (entry.score.helpfulness or 0) >= value["helping"]
        ]
        weeks: dict[date, list[tuple[datetime, Entry, bool]]] = defaultdict(list)
        months: dict[date, list[tuple[datetime, Entry, bool]]] = defaultdict(list)
        for post in counted:
            weeks[week_of(post[0])].append(post)
            months[post[0].date().replace(day=1)].append(post)
        told: set[date] = set()
        for first, posts in [*weeks.items(), *months.items()]:
            period = "week" if posts is weeks.get(first) else "month"
            sold = [(time, entry) for time, entry, sells in posts if sells]
            helped = len(posts) - len(sold)
            if len(posts) < value[f"{period}-posts"] or 100 * helped >= value[period] * len(posts):
                continue
            if period == "week":
                told |= {time.date().replace(day=1) for time, _, _ in posts}
            elif first in told:
                continue
            _, entry = sold[0]
            if id(entry) not in reported:
                reported.add(id(entry))
                name = f"the week of {first.day} {first:%B %Y}" if period == "week" else f"{first:%B %Y}"
                yield Offence(
                    entry,
                    {
                        "period": name,
                        "channel": channel or "this calendar",
                        "helped": helped or "no",
                        "sold": len(sold),
                        "posts": f"post{'s' * (len(sold) != 1)}",
                    },
                )


rule = Rule(
    kind=InCalendar(function=_one_sided),
    message=(
        "on {channel}, {period} has {helped} helping and {sold} selling {posts}, which is too little for readers to "
        "stay"
    ),
    fix="move an offer into another week, or put something useful beside it",
    tags=("execution", "strategy", "mix"),
    options={
        "week": Option(
            50,
            "per cent of the posts of a week that must help: our choice; a week may hold an offer, not be one",
            tightest="highest",
        ),
        "month": Option(
            66,
            (
                "per cent of the posts of a month that must help, two thirds: four of six in the 4-1-1 rule, if what "
                "is shared from others does not count as help"
            ),
            tightest="highest",
        ),
        "week-posts": Option(3, "how many posts of a week must help or sell before their share says something"),
        "month-posts": Option(6, "how many of a month: one round of the 4-1-1 rule"),
        "helping": Option(
            62.5,
            "from which helpfulness a post helps: half-way between 50, neither, and 75, mostly helps",
            tightest="highest",
        ),
        "selling": Option(
            0.7,
            (
                "from which probability of selling a post counts: on real posts the model says selling too surely at "
                "one half"
            ),
        ),
    },
    bad=(
        (
            Planned("2025-09-01", 85, "How to store potatoes", channel="facebook"),
            Planned("2025-09-03", 5, "Potatoes, two sacks for one", channel="facebook", offends=True),
            Planned("2025-09-05", 5, "Carrots, two sacks for one", channel="facebook"),
        ),
        (
            Planned("2025-09-01", 85, "How to store potatoes"),
            Planned("2025-09-02", 5, "Order your winter sack", offends=True),
            Planned("2025-09-09", 85, "Why onions make you cry"),
            Planned("2025-09-10", 85, "Which apple keeps until March"),
            Planned("2025-09-16", 5, "Winter sacks, last week"),
            Planned("2025-09-23", 5, "Apples by the crate"),
        ),
        (
            Planned("2025-09-29", 5, "Crates, half price", offends=True),
            Planned("2025-10-01", 5, "Crates, again half price"),
            Planned("2025-10-02", 5, "Crates, still half price"),
            Planned("2025-10-03", 50, "Good morning, everybody"),
        ),
    ),
    good=(
        (
            Planned("2025-09-01", 85, "How to store potatoes"),
            Planned("2025-09-03", 5, "Potatoes, two sacks for one"),
            Planned("2025-09-05", 85, "What to do with green potatoes"),
        ),
        (Planned("2025-09-01", 5, "Potatoes, two for one"), Planned("2025-09-05", 5, "Carrots, two for one")),
        (
            Planned("2025-09-01", 5, "Sacks", channel="x"),
            Planned("2025-09-02", 5, "Sacks", channel="facebook"),
            Planned("2025-09-03", 5, "Sacks", channel="instagram"),
        ),
        (
            *(Planned(f"2025-09-{day:02}", 85, "A tip from the field") for day in (1, 8, 15, 22)),
            Planned("2025-09-16", 5, "Order your winter sack"),
            Planned("2025-09-24", 5, "Apples by the crate"),
        ),
        tuple(Planned(f"2025-09-{day:02}", 45, "Good morning, everybody") for day in range(1, 12)),
    ),
)
