"""Asks for a click and does not say what for.

What it finds
-------------
“Click here”, “Learn more”, “Find out more”, “Link in bio”, “Check it out” as a whole sentence, in a post that asks for
the click.

Why it matters
--------------
Who uses a screen reader hears the link by itself. And everybody decides by what is behind it: “learn more” does not
say of what, or for whom.

How to fix it
-------------
Name what the reader gets: “See which of the 40 streets are shut”.

Limits
------
A sentence that says a little more (“learn more about mould”, “the recipe is at the link in our bio”) is left alone. So
is a reply to somebody: there the question says what the link is for.

References
----------
WCAG 2.2, success criteria 2.4.4 and 2.4.9, “Link Purpose”.
W3C Quality Assurance, “Don't use “click here” as link text”.
Katie Sherwin, “‘Learn More’ Links: You Can Do Better”, Nielsen Norman Group, 2015.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.measures import first_link
from helplint.rule import Expression, Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_CALL = Expression(
    re.compile(
        r"(?<![“\"‘])\b(?:(?:click|tap)(?: (?:here|below|this|the link)(?: (?:below|here|in (?:the |our |my )?bio))?)"
        r"|(?:see|check|hit|use)(?: out)? the link(?: (?:below|here|in (?:the |our |my )?(?:bio|comments?)))?"
        r"|(?:find out|get|learn|read|see|discover) more(?: (?:here|now|today|below|at|on our (?:site|website|blog)))*"
        r"|(?:full|more) (?:details|info|information)(?: (?:here|below|at))?"
        r"|(?:the )?links? (?:is )?(?:in (?:the |our |my )?(?:bio|comments?|profile|stories|story)|below)"
        r"|check (?:it|this|them|us) out(?: (?:here|now))?|swipe up"
        r"|visit (?:us|our (?:site|website))(?: (?:here|today))?)\b",
        re.IGNORECASE,
    ),
    needs=(
        *("click", "tap ", "link", "out more", "get more", "learn more", "read more", "see more", "discover more"),
        *("full details", "more details", "full info", "more info", "check it", "check this", "check them"),
        *("check us", "swipe up", "visit us", "visit our"),
    ),
)
_BARE = 4  # fewer words beside a link are the business of bare-link


def _words_beside_call(analysis: Analysis, _options: Options) -> Measure | None:
    """Count the words beside the first call to click in the sentence of the barest such call."""
    post = analysis.post
    if post.reply or post.text.lstrip().startswith("@"):
        return None
    if first_link(post.text) and analysis.text.word_count < _BARE:
        return None
    found: list[Measure] = []
    for sentence in analysis.text.sentences:
        for match in _CALL.pattern.finditer(post.text[sentence.start : sentence.end]):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            beside = [word for word in sentence.words if not start <= word.start < end]
            found.append(Measure(len(beside), start, end))
    return min(found, key=lambda measure: measure.value, default=None)


rule = Rule(
    kind=Limit(measure=_words_beside_call, below="words", only_where=_CALL),
    message="“{text}” does not say what is behind it, so nobody can tell whether it is for them",
    fix="name what the reader finds there",
    tags=("measurement", "execution", "accessibility"),
    level=Level.NOTE,
    options={
        "words": Option(
            1,
            "how many words the sentence of a call needs beside it: our choice; one can already name a thing",
            tightest="highest",
        )
    },
    bad=(
        "Something new for your garden. ⟦Learn more⟧: https://garden.example/new",
        "Six jars from one tree.\n👉 ⟦Link in bio⟧",
        "We have changed our hours! ⟦Click here⟧ https://shop.example",
        "Rain again. ⟦Find out more here⟧ 👇",
    ),
    good=(
        "Learn more about black mould: https://health.example/mould",
        "The whole recipe is at the link in our bio.",
        "@jo_k Yes, that is a known fault. Read more here: https://help.example/42",
        "Learn more: https://garden.example/new",
        "Click here and the window shuts? Then hold Shift while you click.",
        "I hear your page link by link: “Read more”, “Read more”, “Read more”. Name them.",
        "The link is broken in last week's letter; this is the right one: https://town.example/bins",
    ),
)
