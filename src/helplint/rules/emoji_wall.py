"""Piles up emoji.

What it finds
-------------
More emoji in one post than readers of the channel put up with.

Why it matters
--------------
A screen reader says the whole name of every one of them, “face with tears of joy” five times over. For the eye they
hide the words between.

How to fix it
-------------
Keep one or two that say something the words do not, and put them at the end.

Limits
------
It counts; a flag or a family is one, the same one three times is three. One that opens a line is a bullet and not
counted, nor are ticks and boxes to tick.

References
----------
RNIB, “Making your social media accessible”: capital letters inside hashtags, few emoji.
Mailchimp Content Style Guide, “Writing for Social Media”: emoji infrequently and deliberately.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.measures import EMOJI
from helplint.rule import Draft, Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_BULLET = re.compile(r"^[\s*_>•-]*", re.MULTILINE)
_TICKS = frozenset("☐☑☒✓✔✗✘")


def _emoji(analysis: Analysis, _options: Options) -> Measure | None:
    """Count the emoji that are no bullet; the span leads from the first to the last."""
    text = analysis.post.text
    if text.isascii():
        return None
    emoji = [match for match in EMOJI.finditer(text) if match[0][0] not in _TICKS]
    bullets = {match.end() for match in _BULLET.finditer(text)} if emoji else set()
    spans = [match.span() for match in emoji if match.start() not in bullets]
    return Measure(len(spans), spans[0][0], spans[-1][1]) if spans else None


rule = Rule(
    kind=Limit(measure=_emoji, above="maximum"),
    message="{value:.0f} emoji, where {bound:.0f} are the most, hide the words, and a screen reader says each by name",
    fix="keep one or two that say something the words do not",
    tags=("execution", "accessibility"),
    options={
        "maximum": Option(
            6,
            (
                "how many emoji a post may have beside bullets: our choice; one in each of its sentences still reads. "
                "On Instagram readers are used to more, and a long text has more room"
            ),
            channels={"instagram": 10, "newsletter": 12, "email": 12, "blog": 12},
        )
    },
    bad=(
        "New soap ⟦🎉🎉🎉 smells of pine 🌲 and foams 🧼🛁✨⟧",
        "Big ⟦💥 news 💥 today 💥 at 💥 six 💥 sharp 💥 here 💥⟧",
        Draft(
            "Pets ⟦🐶 that 🐱 met 🐭 the 🐹 vet 🐰 today 🦊 and 🐻 were 🐼 all 🐨 good 🐯 and 🦁⟧ brave",
            channel="instagram",
        ),
    ),
    good=(
        "Flags of the harbour today: 🇳🇴 🇩🇰 🇸🇪 🇫🇮. Norway in first, by a mile.",
        "✅ gloves\n✅ torch\n✅ water\n✅ map\n✅ rope\n✅ whistle\n✅ tea\nThat is the whole list 🙂",
        "👨‍👩‍👧‍👦 tickets cover two adults and three children; under-twos need none.",
        "Mon ☐ yes ☐ no\nTue ☐ yes ☐ no\nWed ☐ yes ☐ no\nThu ☐ yes ☐ no: print it and pin it up.",
        Draft("Beds we dug: 🥕🥕🥕 🧅🧅 🥔🥔 and one 🎃. Sow before May.", channel="instagram"),
    ),
)
