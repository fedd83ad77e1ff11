"""Announces without saying who did what.

What it finds
-------------
“It has been announced that”, “Harlow has been named …”, “we were recognised as …”, “is set to be unveiled”, in the
first sentence.

Why it matters
--------------
The passive hides who acted, and here it hides that nobody did anything for the reader. It is the grammar of awards
and of press offices.

How to fix it
-------------
Say who did it and what the reader gets; an award by itself helps nobody.

Limits
------
Only the first sentence is looked at. “Delighted to have been named” is the business of announcing-opener.

References
----------
George Orwell, “Politics and the English Language”, Horizon, April 1946: never use the passive where you can use the
active.
plainlanguage.gov, “Use active voice”.
"""

from helplint.rule import Rule, Tokens

_HAVE = {"LOWER": {"IN": ["has", "have", "'s", "\u2019s", "'ve", "\u2019ve"]}}
_WAS = {"LOWER": {"IN": ["was", "were", "is", "are", "'re", "\u2019re"]}}
_ADVERB = {"LOWER": {"IN": ["again", "also", "just", "now", "officially", "once", "recently", "today"]}, "OP": "?"}
_NAMED = {
    "LOWER": {"IN": ["awarded", "honored", "honoured", "named", "ranked", "recognised", "recognized", "shortlisted"]}
}
_FOR = {"LOWER": {"IN": ["a", "an", "among", "as", "by", "for", "in", "one", "the", "with"]}}
_TOLD = {"LOWER": {"IN": ["announced", "confirmed", "revealed"]}}

rule = Rule(
    kind=Tokens(
        where="opening",
        patterns=(
            [_HAVE, _ADVERB, {"LOWER": "been"}, _ADVERB, _NAMED, _FOR],
            [{"LOWER": {"IN": ["we", "our"]}}, {"IS_ALPHA": True, "OP": "?"}, _WAS, _ADVERB, _NAMED, _FOR],
            [{"LOWER": "it"}, _WAS, _TOLD, {"LOWER": "that"}],
            [{"LOWER": "it"}, _HAVE, {"LOWER": "been"}, _TOLD, {"LOWER": "that"}],
            [
                {"LOWER": {"IN": ["set", "due", "about"]}},
                {"LOWER": "to"},
                {"LOWER": "be"},
                {"LOWER": {"IN": ["announced", "launched", "revealed", "unveiled"]}},
            ],
        ),
        exceptions=(
            # “Named as a Leader” is the business of leader-claim, “to have been named” that of announcing-opener.
            [_NAMED, {"LOWER": "as", "OP": "?"}, {"LOWER": {"IN": ["a", "the"]}}, {"LOWER": "leader"}],
            [{"LOWER": "to"}, {"LOWER": "have"}, {"LOWER": "been"}],
            # The weather is named by somebody else, and people are missing.
            [{"LOWER": "been"}, {"LOWER": "named"}, {"LOWER": "by"}, {"LOWER": {"IN": ["police", "the"]}}],
        ),
    ),
    message="“{text}” hides who acted and what it does for the reader, so nobody is told anything",
    fix="say who did it and what the reader gets",
    tags=("execution", "broadcasting", "wording"),
    accepted_on=("press-release",),
    bad=(
        "Harlow & Finch ⟦has been named a⟧ Top 50 employer for the third year running.",
        "⟦We were recognised as⟧ Bakery of the Year last night",
        "⟦It has been announced that⟧ the new range arrives in May.",
        "The Duo 2 is ⟦set to be unveiled⟧ at Harrogate.",
    ),
    good=(
        "The bridge has been closed since six. Take the ferry.",
        "The man who died on the A59 has been named by police. If you saw the car, ring 101.",
        "Your new bin was named after you, if you won: look under the lid.",
        "Fifty streets get new bins in May. It was announced last night; is yours among them?",
        "We're honoured to sit with you at the wake on Friday. Tea from two.",
        "The committee named a new treasurer, so send receipts to Priya from now on.",
    ),
)
