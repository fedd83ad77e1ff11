"""Celebrates a count of people collected.

What it finds
-------------
“We hit 10,000 followers”, “thank you for 5k likes”, “our post went viral”, “2 million views”, of the sender's own
account.

Why it matters
--------------
The number is yours. It tells nobody what they can do, and it rewards counting people over anything that they did.

How to fix it
-------------
Tell what those people asked or did: “what 5,000 of you asked us about mould, and the answers”.

Limits
------
The count must be reached, celebrated or thanked for. Advice about numbers of followers, other people's numbers and
counts of things that were done (trees planted, meals cooked) are left alone.

References
----------
Eric Ries, “The Lean Startup”, Crown Business, 2011: vanity metrics against actionable ones.
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: fans and followers are people
collected.
"""

from helplint.rule import Rule, Tokens

_COUNT = {"TEXT": {"REGEX": r"^\d[\d,.]*[kKmM]?\+?$"}}
_UNIT = {
    "LOWER": {"IN": ["+", "k", "m", "amazing", "happy", "lovely", "million", "thousand", "organic", "wonderful"]},
    "OP": "{0,3}",
}
_PEOPLE = {
    "LOWER": {
        "IN": ["fans", "follower", "followers", "impressions", "likes", "page", "subs", "subscribers", "views"],
    }
}
_OURS = {"LOWER": {"IN": ["we", "we've", "i", "our", "my"]}}
_HAVE = {
    "LOWER": {"IN": ["'ve", "\u2019ve", "have", "just", "finally", "now", "page", "channel", "account", "has"]},
    "OP": "{0,3}",
}
_REACHED = {"LOWER": {"IN": ["broke", "crossed", "hit", "passed", "reached", "smashed", "surpassed", "topped"]}}

rule = Rule(
    kind=Tokens(
        patterns=(
            [_OURS, _HAVE, _REACHED, {"LOWER": {"IN": ["over", "the"]}, "OP": "?"}, _COUNT, _UNIT, _PEOPLE],
            [
                {"LOWER": {"IN": ["thank", "thanks"]}},
                {"LOWER": "you", "OP": "?"},
                {"LOWER": "for"},
                {"LOWER": {"IN": ["all", "our", "the"]}, "OP": "?"},
                _COUNT,
                _UNIT,
                _PEOPLE,
            ],
            [
                {"LOWER": {"IN": ["celebrating", "wow", "woohoo", "officially"]}},
                {"IS_PUNCT": True, "OP": "?"},
                {"LOWER": "over", "OP": "?"},
                _COUNT,
                _UNIT,
                _PEOPLE,
            ],
            [
                {"LOWER": {"IN": ["our", "my"]}},
                {"IS_ALPHA": True, "OP": "{1,2}"},
                {"LOWER": {"IN": ["went", "goes", "is", "has"]}},
                {"LOWER": {"IN": ["gone", "going"]}, "OP": "?"},
                {"LOWER": "viral"},
            ],
            [
                {"LOWER": {"IN": ["our", "my"]}},
                {"LOWER": {"IN": ["follower", "subscriber"]}},
                {"LOWER": {"IN": ["count", "milestone", "number"]}},
            ],
            [_COUNT, _UNIT, {"LOWER": {"IN": ["followers", "subscribers"]}}, {"TEXT": "!"}],
        ),
    ),
    message="“{text}” is a count of people collected, and tells a reader nothing they could use",
    fix="tell what these people asked or did, and what others can learn from it",
    tags=("measurement",),
    bad=(
        "⟦We just hit 10,000 followers⟧ and we are over the moon",
        "⟦Thank you for 5k likes⟧ 💛",
        "So proud, ⟦our last reel went viral⟧.",
        "⟦1,000 subscribers!⟧ Who would have thought",
    ),
    good=(
        "Accounts with fewer than 1,000 followers cannot go live there; use the web page instead.",
        "We planted 1,000 trees, and 940 of them stand. What killed the others: voles.",
        "Thank you for 300 answers about damp. The three best are below.",
        "Our neighbours' clip of the flood has had a million views; this is how to tell which bits are old.",
        "The viral rice trick does not save a wet phone. Turn it off and leave it open for two days.",
    ),
)
