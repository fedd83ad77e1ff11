"""Opens by announcing instead of saying.

What it finds
-------------
“We're excited to announce”, “proud to share”, “Introducing our new …”, “X today announced”, “Big news”, in the first
sentence.

Why it matters
--------------
The first line is what a reader sees of a post, and here it tells how the sender feels. It is the register of a
press release: a newsroom speaks to nobody in particular, and readers pass by.

How to fix it
-------------
Begin with what changes for the reader; the announcement is then often not needed.

Limits
------
Only the first sentence is looked at. Somebody else's announcement that you pass on is reported where its words are
those of a press release.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: a very short press release
every four hours wins nobody.
plainlanguage.gov, “Address the user” and “Put the most important information first”.
"""

from helplint.rule import Rule, Tokens

_GLAD = [
    *("chuffed", "delighted", "ecstatic", "elated", "excited", "honored", "honoured", "humbled", "pleased", "proud"),
    *("psyched", "pumped", "stoked", "thrilled"),
]
_TELL = ["announce", "introduce", "launch", "present", "release", "reveal", "unveil"]
_SHARE = ["confirm", "report", "say", "share", "welcome"]
_WON = ["become", "receive", "win"]

rule = Rule(
    kind=Tokens(
        where="opening",
        patterns=(
            [
                {"LOWER": {"IN": [*_GLAD, "happy", "glad"]}},
                {"LOWER": "to"},
                {"IS_ALPHA": True, "OP": "?"},
                {"LOWER": {"IN": _TELL}},
            ],
            [{"LOWER": {"IN": _GLAD}}, {"LOWER": "to"}, {"IS_ALPHA": True, "OP": "?"}, {"LOWER": {"IN": _SHARE}}],
            [
                {"LOWER": {"IN": _GLAD}},
                {"LOWER": "to"},
                {"LOWER": "be", "OP": "?"},
                {"LOWER": {"IN": [*_WON, "awarded", "named", "ranked", "recognised", "recognized"]}},
            ],
            [
                {"LOWER": {"IN": _GLAD}},
                {"LOWER": "to"},
                {"LOWER": "have"},
                {"LOWER": "been", "OP": "?"},
                {"LOWER": {"IN": ["awarded", "named", "received", "recognised", "recognized", "won"]}},
            ],
            [{"LOWER": "today"}, {"LOWER": {"IN": ["announced", "announces", "launched", "unveiled"]}}],
            [{"LOWER": {"IN": ["introducing", "announcing", "presenting"]}, "IS_SENT_START": True}, {"IS_TITLE": True}],
            [
                {"LOWER": {"IN": ["introducing", "announcing", "presenting"]}, "IS_SENT_START": True},
                {"LOWER": {"IN": ["our", "the", "a", "your"]}},
                {"LOWER": {"IN": ["all", "brand", "first", "latest", "new", "newest", "next"]}, "OP": "?"},
            ],
            [
                {"LOWER": {"IN": ["big", "exciting", "huge", "massive"]}},
                {"LOWER": "news"},
                {"LOWER": {"NOT_IN": ["for", "about", "in", "of"]}},
            ],
            [{"LOWER": "drum"}, {"LOWER": "roll"}],
            [{"LOWER": "drumroll"}],
            [{"LOWER": "the"}, {"LOWER": "wait"}, {"LOWER": "is"}, {"LOWER": "over"}],
            [{"LOWER": "the"}, {"LOWER": "secret"}, {"LOWER": {"IN": ["is", "'s", "’s"]}}, {"LOWER": "out"}],
            [{"IS_TITLE": True}, {"LOWER": {"IN": ["announces", "appoints", "unveils"]}}],
        ),
        exceptions=([{"LOWER": "introducing"}, {"IS_PUNCT": False, "OP": "{1,5}"}, {"LOWER": "to"}],),
    ),
    message="“{text}” announces instead of saying, so the reader's first line is about the sender",
    fix="begin with what changes for the reader",
    tags=("execution", "broadcasting", "wording"),
    bad=(
        "We're ⟦excited to announce⟧ our new opening hours!",
        "⟦Introducing our⟧ spring range of kettles.",
        "Harlow & Finch ⟦today announced⟧ a partnership with Bexley Logistics.",
        "⟦Proud to share⟧ that we won Bakery of the Year",
        "So ⟦thrilled to finally unveil⟧ what the team has built.",
        "We are ⟦delighted to have been named⟧ a top employer",
        "We're ⟦honoured to be ranked⟧ among the fifty best bakeries.",
    ),
    good=(
        "From Monday we open at seven, so you can collect before work.",
        "Introducing a new kitten to your old cat? Keep the door shut for three days.",
        "Happy to share my notes with anyone who missed the talk.",
        "The bridge shuts on 3 May. The council announced it last night; here is the way round.",
        "Your first goal! Be proud. We were excited to hear it from your coach.",
    ),
)
