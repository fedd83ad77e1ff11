"""Asks a question only to sell the answer.

What it finds
-------------
“Tired of damp walls?”, “Looking for a gift?”, “Ready to transform …?”, “Who doesn't love …?”, in a post that the model
reads as selling.

Why it matters
--------------
Nobody wants to hear the reader's answer, and the reader knows. A question that is none makes people look for the
motive behind it.

How to fix it
-------------
Ask something whose answer you want to read, or answer the question in the post so that nobody has to buy.

Limits
------
It knows the usual openings of such questions. Where the post goes on to help (“Struggling with knots? Here are two”)
the model reads it so, and nothing is reported; where it abstains, neither.

References
----------
Rohini Ahluwalia and Robert Burnkrant, “Answering Questions about Questions: A Persuasion Knowledge Perspective for
Understanding the Effects of Rhetorical Questions”, Journal of Consumer Research 31, 2004.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.rule import Expression, Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_WANTS = (
    *("tired of", "sick of", "fed up with", "bored of", "bored with", "looking for", "looking to", "want to", "want a"),
    *("want more", "wanna", "ready to", "ready for", "need a", "need an", "need help", "need more", "need some"),
    *("struggling to", "struggling with", "dreaming of", "thinking of", "thinking about", "in need of", "wish you"),
    *(
        "ever wish",
        "ever wished",
        "why wait",
        "why settle",
        "sound familiar",
        "guess what",
        "what if you",
        "what if we",
    ),
    *("who doesn't", "who wouldn't", "who wants to", "wouldn't it", "wouldn't you", "can't get rid of"),
)
_LEAD_IN = Expression(
    re.compile(
        r"(?:^(?:[^\w\n]|_){0,12}|[.!?…:”\"*]\s+)((?:are you |do you )?(?:"
        + "|".join(_WANTS).replace("'", "['\u2019]")
        + r")\b[^?.!\n]{0,120}\?)",
        re.IGNORECASE | re.MULTILINE,
    ),
    needs=("?",),
)


def _sells(analysis: Analysis, _options: Options) -> Measure | None:
    """Return how likely a post with such a question sells."""
    selling = analysis.score.selling
    if selling is None:
        return None
    question = _LEAD_IN.pattern.search(analysis.post.text)
    return None if question is None else Measure(selling, *question.span(1))


rule = Rule(
    kind=Limit(measure=_sells, above="selling", only_where=_LEAD_IN),
    message="“{text}” is asked only to sell the answer, and the reader knows that nobody wants theirs",
    fix="ask what you want to know, or answer the question in the post",
    tags=("execution", "wording"),
    options={
        "selling": Option(
            0.5,
            "how sure the model must be that the post sells: more likely than not, since the question leans that way",
        )
    },
    bad=(
        "⟦Tired of damp walls?⟧ Get 20% off DryCoat with code DRY. Order by Friday!",
        "⟦Looking for the perfect gift?⟧ Get 20% off our candles with code GLOW. Order by Friday!",
        "💥 ⟦Ready to grow your business?⟧ Book a free call with our experts today.",
    ),
    good=(
        "Struggling with knots? Learn two: the bowline never slips, the clove hitch lets go when you want.",
        "Looking for the key? It is under the blue pot, and the back door is the one that sticks.",
        "What would you plant under an old apple tree? We have deep shade and clay.",
        "Spring sale on Saturday. Which plants do you want to see there? Write to us and we bring them.",
        "Why wait for the kettle? Heat only the water you need: one cup takes forty seconds.",
    ),
)
