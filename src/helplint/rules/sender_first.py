"""Begins with its sender.

What it finds
-------------
“We …”, “Our …” or the sender's name as the first word of the post, where the model reads it as selling or as news of
the sender.

Why it matters
--------------
The first word says whom a post is about. A reader who finds somebody else there has no reason for the second.

How to fix it
-------------
Begin with “you”, with what to do, or with the thing itself.

Limits
------
The names are those configured as `brands`. Help may begin with “we” (“We tested forty kettles: …”): the model decides,
and what it reads as more of use than of sale is left alone. Announcing (“We're excited to …”) is the business of
announcing-opener. Emoji, hashtags and handles are no words.

References
----------
plainlanguage.gov, “Address the user” and “Put the most important information first”.
Grant Packard, Sarah Moore and Brent McFerran, “(I'm) Happy to Help (You): The Impact of Personal Pronoun Use in
Customer–Firm Interactions”, Journal of Marketing Research 55, 2018: “we” by firms is worth less than they think.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.rule import Draft, Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_FIRST = re.compile(r"(?:[^\w@#]|[@#][\w.-]+)*")
_SENDER = r"(?i:we|our|here at [\w&’' ]{2,30},? we)(?:[’'](?:re|ve|ll|d))?"
_ANNOUNCES = re.compile(
    r"[^.!?\n]{0,25}\b(?:excited|thrilled|delighted|proud|pleased|happy|glad|honou?red|humbled|stoked|pumped"
    r"|announc\w+|launch\w*|unveil\w*|named|awarded|recogni[sz]ed)\b",
    re.IGNORECASE,
)


def _sells(analysis: Analysis, _options: Options) -> Measure | None:
    """Return how likely a post that begins with its sender sells; None where it begins otherwise or answers."""
    text, score = analysis.post.text, analysis.score
    selling = score.selling
    if selling is None or analysis.post.reply or text.lstrip().startswith("@"):
        return None
    names = "|".join(re.escape(brand) for brand in sorted(analysis.brands, key=len, reverse=True))
    first = _FIRST.match(text)
    start = first.end() if first else 0
    sender = re.compile(rf"(?:{_SENDER}{f'|(?i:{names})' if names else ''})(?!\w)").match(text, start)
    if sender is None or text[:start].endswith(("“", '"', "‘", "'")) or _ANNOUNCES.match(text, sender.end()):
        return None
    # Where a rule of words begins with the same ones, it says what is wrong with them.
    if any(match.start == start for matches in analysis.matches.values() for match in matches):
        return None
    return Measure(selling, sender.start(), sender.end())


rule = Rule(
    kind=Limit(measure=_sells, above="selling"),
    message="the first word is “{text}”, and a reader who finds the sender there has no reason for the second",
    fix="begin with “you”, with what to do, or with the thing itself",
    tags=("execution", "wording"),
    level=Level.NOTE,
    options={"selling": Option(0.5, "how sure the model must be that the post sells: more likely than not")},
    bad=(
        "🌱 ⟦We⟧ are giving you free delivery on all garden gates. Order online today at gates.example!",
        "⟦Our⟧ new catalogue is out now. Shop the range and get free delivery.",
        Draft("⟦Tidewell⟧ sensors are now 20% off. Order yours online today, free delivery!", brands=("Tidewell",)),
    ),
    good=(
        "We tested forty kettles. Turn yours off at the wall: the best still draws two watts, the worst nine.",
        "@jo_k We are sorry. Hold the button for ten seconds, then plug it in again.",
        "“We wanted a gate the dog cannot open.” So did we; here are three latches that hold.",
        "Weathered gates: sand, oil, wait a day, oil again.",
        "Our gutters overflow when the moss comes down. Clear yours before the rain on Friday, from the top.",
        Draft("Tidewell Lane is shut until noon. Go round by the church.", brands=("Tidewell",)),
    ),
)
