"""Piles up hashtags.

What it finds
-------------
More hashtags in one post than readers of the channel put up with.

Why it matters
--------------
A wall of hashtags speaks to a search engine, not to a reader. A screen reader reads out every one of them, and one
without inner capitals as a single strange word.

How to fix it
-------------
Keep those that readers really follow, with a capital at the start of each word: #WomenInTrades.

Limits
------
It counts; it does not judge whether a hashtag fits. Where they are scattered, the longest run of them is shown. The
edit keeps the first ones, and cuts a run at the end of a line only.

References
----------
X Help Center, “How to use hashtags”: no more than two as best practice.
RNIB, “Making your social media accessible”: capital letters inside hashtags, few emoji.
Instagram's @creators account, “Do's and Don'ts of Hashtags”, 2021: three to five.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from helplint.finding import Edit
from helplint.measures import HASHTAG
from helplint.rule import Draft, Expression, Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options, Span

_TAGGED = Expression(HASHTAG, needs=("#", "\uff03"))
_BETWEEN = re.compile(r"[\s.,·•|/&+-]*")


def _hashtags(analysis: Analysis, _options: Options) -> Measure | None:
    """Count the hashtags; the span is the longest run of them with nothing between."""
    text = analysis.post.text
    runs: list[list[tuple[int, int]]] = []
    for match in HASHTAG.finditer(text):
        if runs and _BETWEEN.fullmatch(text, runs[-1][-1][1], match.start()):
            runs[-1].append(match.span())
        else:
            runs.append([match.span()])
    if not runs:
        return None
    wall = max(runs, key=len)
    return Measure(sum(map(len, runs)), wall[0][0], wall[-1][1])


def _without_the_last(text: str, wall: Span) -> Edit | None:
    """Cut what is beyond the limit off a wall that ends its line; inside a sentence a hashtag is a word of it."""
    run = list(HASHTAG.finditer(text, wall.start, wall.end))
    beyond = math.ceil(float(str(wall.words["value"])) - float(str(wall.words["bound"])))
    if beyond >= len(run) or text[wall.end :].partition("\n")[0].strip():
        return None
    return Edit(start=run[-beyond - 1].end(), end=wall.end)


rule = Rule(
    kind=Limit(measure=_hashtags, above="maximum", only_where=_TAGGED),
    message="{value:.0f} hashtags, where {bound:.0f} are the most, speak to a search engine and not to a reader",
    fix="keep the hashtags that readers really follow",
    edit=_without_the_last,
    safe=False,
    tags=("execution", "measurement", "accessibility"),
    options={
        "maximum": Option(
            5,
            (
                "how many hashtags a post may have. X advises two, and one more is still no wall. LinkedIn "
                "writers are advised three to five. Instagram's own advice was three to five in 2021 and its "
                "readers know more: twice that. On Mastodon hashtags are the search, and good manners puts a "
                "handful at the end. Elsewhere five, by the same advice. Readers of articles and mails cannot use "
                "any"
            ),
            channels={"x": 3, "linkedin": 5, "instagram": 10, "mastodon": 5, "threads": 3, "newsletter": 2, "email": 2},
        )
    },
    bad=(
        Draft("New soap is in the shop ⟦#soap #handmade #clean #shoplocal⟧", channel="x"),
        Draft("Proud of this team.\n\n⟦#teamwork #leadership #growth #mindset #success #hustle⟧", channel="linkedin"),
        "The #harvest is in. ⟦#farm #farming #wheat\n#barley #oats⟧",
    ),
    good=(
        Draft("Road closed at #Whitby, use the A171. #NorthYorks #TravelUpdate", channel="x"),
        Draft(
            "Six jars from one tree.\n.\n#jam #plums #preserving #kitchen #garden #autumn #recipe", channel="instagram"
        ),
        "We are #1 #2 and #3 on the start list, and issue #42 of #7 is solved: https://git.example/a#b",
        Draft(
            "Slugs: go out at night with a torch.\n\n#Gardening #Slugs #Allotment #Vegetables #Snails",
            channel="mastodon",
        ),
    ),
)
