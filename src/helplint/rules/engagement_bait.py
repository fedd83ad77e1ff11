"""Begs for likes, tags, shares or one-word comments.

What it finds
-------------
“Like if you agree”, “tag a friend”, “comment YES below”, “RT to win”, “double tap”, “drop a 🔥”.

Why it matters
--------------
Likes count people collected, not anything they did or got. Networks show such posts to fewer people.

How to fix it
-------------
Ask a question whose answer you want to read, or ask for nothing.

Limits
------
Begging for followers is the business of follower-begging. An honest question is never reported, nor an appeal to
share a warning or a missing person's description. Bait in a picture or a video is not seen.

References
----------
Meta, “News Feed FYI: Fighting Engagement Bait on Facebook”, 18 December 2017, and Meta's Content Distribution
Guidelines, “Engagement bait”: vote, react, share, tag and comment baiting are demoted.
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: measure behaviour, not fans.
"""

from helplint.rule import Phrases, Rule

_SHOUTED = {"IS_UPPER": True, "IS_ALPHA": True, "LENGTH": {">=": 3}}
_QUOTE = {"IS_QUOTE": True}

rule = Rule(
    kind=Phrases(
        lexicon="engagement-bait",
        patterns=(
            [{"LOWER": "comment"}, {**_QUOTE, "OP": "?"}, _SHOUTED],
            [{"LOWER": "comment"}, _QUOTE, {"IS_ALPHA": True}],
            [{"LOWER": "dm"}, {"LOWER": {"IN": ["me", "us"]}}, _QUOTE, _SHOUTED],
            [
                {"LOWER": {"IN": ["drop", "leave"]}},
                {"LOWER": {"IN": ["a", "some"]}},
                {"TEXT": {"REGEX": "^[\u2600-\u27bf\U0001f300-\U0001faff]"}},
            ],
        ),
    ),
    message="“{text}” begs for a reaction that helps nobody, and networks show such posts to fewer people",
    fix="ask a question whose answer you want to read, or ask for nothing",
    tags=("measurement", "pressure"),
    bad=(
        "⟦Like if⟧ you agree that Mondays need more coffee ☕",
        "⟦Tag a friend⟧ who would eat this whole!",
        "Dog or cat? ⟦Comment YES below⟧ if you love both, and ⟦tag a friend⟧ who snores.",
        "Win a hamper: ⟦like and share⟧ by Friday",
        "New tunes every week. ⟦Drop a 🔥⟧ if you are in.",
        "My checklist saved clients thousands. ⟦Comment “PROTEST⟧” and I will send it.",
    ),
    good=(
        "What would you plant under an old apple tree? We have deep shade and clay.",
        "Tell us in the comments which bus you take, we are passing the list to the council.",
        "It looks like if you press both buttons the clock resets itself.",
        "Please share with neighbours on Elm Road: the water is off from nine till noon.",
        "You can comment on the plan until Friday, and you can leave a message at the desk.",
        "Make sure you follow the arrows, and share if you can help with lifts home.",
        "Double-tap the screen to wake the meter, then read the lower number.",
    ),
)
