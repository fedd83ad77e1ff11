"""Talks in the jargon of offices.

What it finds
-------------
Several different words such as “leverage”, “synergy”, “move the needle”, “end-to-end solution”, “actionable insights”,
“digital transformation” in one post.

Why it matters
--------------
These words let a sender write a sentence without having said anything. A reader who is not of the trade stops; one who
is has read it a hundred times.

How to fix it
-------------
Say who does what to whom: “leverage our platform to drive engagement” is “send the mail on Tuesday, more people open
it”.

Limits
------
One such word may be a term of the reader's own trade, so several different ones must meet, and more in a long text.
Praise (“game-changing”) is the business of hype.

References
----------
George Orwell, “Politics and the English Language”, Horizon, April 1946: never use a jargon word if you can think of an
everyday English equivalent.
GOV.UK style guide, “Words to avoid”; plainlanguage.gov, “Avoid jargon”.
"""

from helplint.rule import Draft, Option, Phrases, Rule
from helplint.rules import lexicon

_LEXICON = "buzzwords"

rule = Rule(
    kind=Phrases(lexicon=_LEXICON, at_least="words", groups=lexicon(_LEXICON)[0]),
    message="“{text}” is buzzword number {count} beside {others}, and together they say nothing a reader could use",
    fix="say who does what to whom, in words you would use on the telephone",
    tags=("execution", "wording"),
    options={
        "words": Option(
            2,
            (
                "how many different buzzwords are too many: our choice; one may be a term of the trade, two in a post "
                "are a manner. Long texts have room for more before it is one"
            ),
            channels={"newsletter": 4, "email": 4, "blog": 6, "press-release": 6},
        )
    },
    bad=(
        "We leverage data to drive ⟦actionable insights⟧.",
        "Our synergies and a holistic approach move the needle for ⟦stakeholders⟧",
        "An end-to-end solution for your ⟦digital transformation⟧ journey",
    ),
    good=(
        "Use a longer lever: with twice the leverage you need half the force.",
        "Our digital transformation in one sentence: the waiting list is now a page you can see.",
        "Stakeholders is the council's word; it means everybody who lives in Elm Road.",
        "Does synergy energy drink stain? Cold water and salt, at once.",
        Draft(
            "Synergy was the word of 1998. Today it is alignment, by Friday it will be learnings. Say what you did.",
            channel="newsletter",
        ),
    ),
)
