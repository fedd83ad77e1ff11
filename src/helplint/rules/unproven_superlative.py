"""Claims to be the best or the first, and shows no comparison.

What it finds
-------------
“#1 choice”, “the best in town”, “unrivalled”, “world's first”, “most trusted”. “Leading” is the business of
leader-claim.

Why it matters
--------------
A superlative is a comparison with all rivals, and the reader cannot see it. Advertising standards ask for evidence
before such a claim is published; readers simply skip it.

How to fix it
-------------
Give the figure and its source (“4.8 of 5 from 2,140 reviews on …”), or say what you do and leave the rank out.

Limits
------
It does not know who is meant: praise of somebody else may be reported. “The best way”, “best practice”, “best
wishes”, “at best” and “reason #1” claim nothing and are left alone. A claim with its source in the same sentence is
reported all the same.

References
----------
UK CAP Code, rule 3.7 (documentary evidence for objective claims) and rules 3.33 to 3.37 (comparisons).
Advertising Standards Authority, AdviceOnline: “Types of claims: Superlative” and “Types of claims: “Best””.
US Federal Trade Commission, “Policy Statement Regarding Advertising Substantiation”, 1984.
"""

from helplint.rule import Phrases, Rule

_OURS = [
    "announces",
    "announcing",
    "built",
    "created",
    "from",
    "introducing",
    "launched",
    "launches",
    "meet",
    "our",
    "try",
]

rule = Rule(
    kind=Phrases(
        lexicon="unproven-superlative",
        patterns=(
            # “The world's first photograph” is history, until somebody offers it.
            [
                {"LOWER": {"IN": [*_OURS, "unveils", "with"]}},
                {"LOWER": "the", "OP": "?"},
                {"LOWER": "world"},
                {"LOWER": {"IN": ["'s", "\u2019s"]}},
                {"LOWER": "first"},
            ],
            # “The best leak alarm on the market”; “the best stall on Leeds market” is a place one can walk to.
            [
                {"LOWER": {"IN": ["best", "finest", "fastest", "smartest", "strongest", "safest"]}},
                {"IS_ALPHA": True, "OP": "{1,3}"},
                {"LOWER": {"IN": ["on", "in"]}},
                {"LOWER": "the"},
                {"LOWER": {"IN": ["market", "world", "business", "industry"]}},
            ],
        ),
    ),
    message="“{text}” claims a rank above all others and shows no comparison, so the reader cannot believe it",
    fix="give the figure and its source, or leave the rank out",
    tags=("execution", "claims", "wording"),
    bad=(
        "The Duo is the ⟦best leak alarm on the market⟧.",
        "We are ⟦the UK's number one⟧ for garden gates.",
        "The ⟦#1 choice⟧ for busy dentists",
        "⟦Unrivalled⟧ comfort ⟦from the world's first⟧ heated insole.",
        "Come and taste ⟦the best in town⟧. ⟦Unbeatable prices⟧, too.",
    ),
    good=(
        "Which is the best stall on Leeds market for a proper pie?",
        "The best time to prune roses is late winter, before the buds swell.",
        "Best before dates are about quality, use-by dates are about safety.",
        "Reason #1 your bread is dense: the water was too cold.",
        "Forgot the chimney? At best you lose a sofa.",
        "The world's first iron bridge opened near here in 1781. Which beach is the best in Wales, by the way?",
        "Best wishes to everyone sitting an exam today, do your best and eat breakfast.",
        "Sorting socks: put the unmatched socks in one bag and wait a month.",
    ),
)
