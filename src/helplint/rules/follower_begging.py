"""Asks to be followed, for its own sake.

What it finds
-------------
“Follow us for more”, “help us reach 10,000 followers”, “don't forget to follow”, “follow back”, “hit subscribe”.

Why it matters
--------------
Followers are a count of people collected, not of anything they did or got. Who found a post useful follows without
being asked.

How to fix it
-------------
Give the reader something today that makes them want the next one; or say what comes next, and when.

Limits
------
Asking to follow so that a private message can be sent is support, and left alone; so are directions, instructions and
a case that one can follow. Likes, tags and shares are the business of engagement-bait.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: measurement, not fans.
Eric Ries, “The Lean Startup”, Crown Business, 2011: vanity metrics against actionable ones.
"""

from helplint.rule import Phrases, Rule

_COUNT = {"TEXT": {"REGEX": r"^\d[\d,.]*[kKmM]?\+?$"}}
_PEOPLE = {"LOWER": {"IN": ["fans", "follower", "followers", "likes", "subs", "subscribers"]}}
_NETWORK = {
    "LOWER": {
        "IN": [
            *("bluesky", "facebook", "fb", "ig", "insta", "instagram", "linkedin", "mastodon", "pinterest", "snapchat"),
            *("socials", "telegram", "threads", "tiktok", "twitter", "x", "youtube"),
        ]
    }
}

rule = Rule(
    kind=Phrases(
        lexicon="follower-begging",
        patterns=(
            [
                {"LOWER": "follow"},
                {"TEXT": {"REGEX": r"^(@\w+|[Mm]e|[Uu]s)$"}},
                {"LOWER": "for"},
                {"LOWER": {"IN": ["daily", "inspiration", "more", "tips", "weekly"]}},
            ],
            [
                {"LOWER": "help"},
                {"LOWER": {"IN": ["me", "us"]}},
                {"LOWER": {"IN": ["get", "hit", "reach"]}},
                {"LOWER": "to", "OP": "?"},
                _COUNT,
                _PEOPLE,
            ],
            [
                {"LOWER": {"IN": ["let", "lets"]}},
                {"LOWER": {"IN": ["'s", "\u2019s"]}, "OP": "?"},
                {"LOWER": {"IN": ["get", "hit", "reach"]}},
                {"LOWER": "to", "OP": "?"},
                _COUNT,
                _PEOPLE,
            ],
            [
                {"LOWER": "follow"},
                {"LOWER": {"IN": ["me", "us"]}},
                {"LOWER": "on"},
                {"LOWER": "our", "OP": "?"},
                _NETWORK,
            ],
        ),
    ),
    message="“{text}” collects people instead of helping one, and a follower who was begged for does not listen",
    fix="say what the reader gets next and when, or ask for nothing",
    tags=("measurement", "pressure"),
    bad=(
        "New tunes every week, ⟦follow for more⟧.",
        "⟦Follow @tidewell for more⟧",
        "We are so close! ⟦Help us reach 10,000 followers⟧ by Friday",
        "⟦Follow us on Instagram⟧ for behind the scenes",
        "⟦Don't forget to follow us⟧ and ⟦hit subscribe⟧",
    ),
    good=(
        "@jo_k Please follow us and send a DM with your order number, so that nobody else sees it.",
        "Follow the yellow arrows to the ferry; the blue ones lead to the car park.",
        "Dress pattern, part 2 comes on Thursday: the sleeves. Keep the first cuttings.",
        "You can follow the count live from ten on the council's page.",
        "How to follow a case in court: ask the clerk for its number.",
    ),
)
