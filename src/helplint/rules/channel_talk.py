"""Talks about the tool instead of the subject.

What it finds
-------------
“We are now on TikTok”, “check out our new Facebook page”, “our first tweet”, “hello Instagram”, “beat the algorithm”.

Why it matters
--------------
A tool is not a strategy. The reader is already here, and that you are somewhere too is of no use to them.

How to fix it
-------------
Post what you opened the channel for. If a channel is better for something (“order by WhatsApp, we answer until nine”),
say that.

Limits
------
Trouble with a channel that readers feel, safety advice for one, and where support answers are left alone.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: strategy; a tool is not one.
"""

from helplint.rule import Phrases, Rule

_NETWORK = {
    "LOWER": {
        "IN": [
            *("bluesky", "facebook", "fb", "ig", "insta", "instagram", "linkedin", "mastodon", "pinterest", "snapchat"),
            *("telegram", "threads", "tiktok", "twitter", "youtube"),
        ]
    }
}
_HERE = ["account", "channel", "feed", "handle", "page", "profile"]
_ARE = {"LOWER": {"IN": ["'re", "\u2019re", "are", "'m", "\u2019m", "am"]}}

rule = Rule(
    kind=Phrases(
        lexicon="channel-talk",
        patterns=(
            [
                {"LOWER": {"IN": ["we", "i"]}},
                _ARE,
                {"LOWER": {"IN": ["now", "finally", "also", "officially"]}, "OP": "{1,2}"},
                {"LOWER": "on"},
                _NETWORK,
            ],
            [
                {"LOWER": {"IN": ["we", "i"]}},
                {"LOWER": {"IN": ["'ve", "\u2019ve", "have"]}, "OP": "?"},
                {"LOWER": {"IN": ["just", "finally"]}, "OP": "?"},
                {"LOWER": "joined"},
                _NETWORK,
            ],
            [
                {"LOWER": {"IN": ["our", "my"]}},
                {"LOWER": {"IN": ["brand", "very"]}, "OP": "?"},
                {"LOWER": {"IN": ["new", "first", "own"]}},
                _NETWORK,
                {"LOWER": {"IN": [*_HERE, "post", "reel", "story", "video"]}},
            ],
            [
                {"LOWER": {"IN": ["visit", "check", "see"]}},
                {"LOWER": "out", "OP": "?"},
                {"LOWER": {"IN": ["our", "my"]}},
                {"LOWER": "new", "OP": "?"},
                _NETWORK,
                {"LOWER": {"IN": _HERE}},
            ],
            [{"LOWER": {"IN": ["hello", "hi", "hey"]}}, {"TEXT": ",", "OP": "?"}, _NETWORK],
        ),
    ),
    message="“{text}” is about the tool, and the reader came for the subject",
    fix="post what you opened the channel for",
    tags=("strategy",),
    bad=(
        "⟦We are now on TikTok⟧!",
        "Big day: ⟦our first tweet⟧.",
        "⟦Hello Instagram⟧ 👋 Bakers here",
        "⟦Check out our Facebook page⟧ while you wait.",
    ),
    good=(
        "Facebook is down for many of you. The order line works: 0113 496 0000.",
        "We answer on WhatsApp until nine in the evening; the mail is read in the morning.",
        "Turn off who can tag you on Instagram: Settings, Tags, Only people I follow.",
        "Somebody sells under our name on a new Facebook page. It is not us; do not pay.",
        "The first reel of the film shows the mill as it was in 1911.",
    ),
)
