"""Calls its sender a leader.

What it finds
-------------
“A leading provider of”, “the UK's leading”, “industry-leading”, “market leader”, “named a Leader in”.

Why it matters
--------------
Everybody is a leading provider of something. The word tells the reader nothing, and it is how the standing paragraph
of a press release begins.

How to fix it
-------------
Say the figure behind it and who counted (“we service 4,100 of the 9,000 boilers in Leeds, says the council”), or leave
it out.

Limits
------
It does not know who is meant: “the country's leading hospital” in somebody else's praise is reported too. Leading
scientists, experts, scorers and causes are left alone. Best, first and number one are the business of
unproven-superlative.

References
----------
UK CAP Code, rule 3.7 (documentary evidence for objective claims) and rules 3.33 to 3.37 (comparisons).
Tom Foremski, “Die! Press release! Die! Die! Die!”, Silicon Valley Watcher, 27 February 2006.
"""

from helplint.rule import Phrases, Rule

_MAKER = [
    *("agency", "bank", "brand", "broker", "builder", "company", "consultancy", "dealer", "destination", "developer"),
    *("distributor", "employer", "firm", "innovator", "maker", "manufacturer", "marketplace", "platform", "producer"),
    *("provider", "providers", "retailer", "specialist", "specialists", "supplier", "suppliers", "vendor"),
]
_LEADING = {"LOWER": {"IN": ["leading", "foremost", "preeminent", "premier"]}}
_WHOSE: list[dict[str, object]] = [{"IS_ALPHA": True}, {"LOWER": {"IN": ["'s", "\u2019s"]}}]

rule = Rule(
    kind=Phrases(
        lexicon="leader-claim",
        patterns=(
            [
                {"LOWER": {"IN": ["a", "the", "our", "your"]}},
                _LEADING,
                {"IS_ALPHA": True, "OP": "{0,3}"},
                {"LOWER": {"IN": _MAKER}},
            ],
            [*_WHOSE, _LEADING, {"IS_ALPHA": True, "OP": "{0,3}"}, {"LOWER": {"IN": _MAKER}}],
            [
                {"LOWER": {"IN": ["named", "ranked", "recognised", "recognized"]}},
                {"LOWER": "as", "OP": "?"},
                {"LOWER": {"IN": ["a", "the"]}},
                {"IS_TITLE": True, "OP": "{0,2}"},
                {"LOWER": "leader"},
            ],
            [
                {"LOWER": "one"},
                {"LOWER": "of"},
                {"LOWER": "the"},
                *_WHOSE,
                {"LOWER": {"IN": ["leading", "largest", "biggest"]}},
            ],
        ),
    ),
    message="“{text}” is what every sender says of itself, and tells the reader nothing",
    fix="say the figure behind it and who counted, or leave it out",
    tags=("execution", "claims", "broadcasting", "wording"),
    bad=(
        "Plannerly is ⟦a leading provider⟧ of planning software.",
        "We are ⟦the UK's leading⟧ supplier of garden gates.",
        "Brightwell was ⟦named a Leader⟧ in the Wave report, thanks to our ⟦industry-leading⟧ sensors.",
        "⟦One of the world's largest⟧ makers of hinges now delivers to Hull",
    ),
    good=(
        "Smoking is one of the leading causes of house fires here.",
        "Three leading economists answer your mortgage questions tonight at eight.",
        "Leading the horse in? Walk at its shoulder, never in front.",
        "The road leading to the market is shut; our stall is by the church.",
        "We were named a stop on the new bus route, number 40 from Monday.",
    ),
)
