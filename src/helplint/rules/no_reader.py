"""Speaks to nobody and gives nothing to use.

What it finds
-------------
A post with no “you”, no question and nobody addressed, which the model reads as the sender's own news and of no help.

Why it matters
--------------
A post that speaks to nobody is read by nobody. Its sender had something to say, and nobody in mind to say it to.

How to fix it
-------------
Think of one person who follows you, and write to them: what is different for them, and what can they do.

Limits
------
An order (“hold the button”) speaks to a reader without “you”; the model mostly knows it for help. What reads like a
press release is the business of press-release, what plainly sells that of selling-post.

References
----------
plainlanguage.gov, “Address the user”: speak to one person, not a group.
Ryan Cruz, James Leonhardt and Todd Pezzuti, “Second Person Pronouns Enhance Consumer Involvement and Brand Attitude”,
Journal of Interactive Marketing 39, 2017.
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: strategy, a reader and an aim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.rule import Limit, Measure, Option, Rule, headline

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_READER = frozenset(
    {
        *("?", "anybody", "anyone", "everyone", "u", "ur", "y'all", "ya"),
        *("you", "your", "yours", "yourself", "yourselves"),
    }
)
_SENDER = frozenset({"we", "us", "our", "ours", "ourselves"})
_CALLS = frozenset(
    {
        *("apply", "ask", "bring", "buy", "call", "check", "click", "come", "discover", "donate", "find", "follow"),
        *("get", "help", "join", "keep", "learn", "listen", "look", "meet", "order", "please", "read", "register"),
        *("see", "stay", "take", "tell", "try", "tune", "use", "visit", "vote", "watch", "welcome"),
    }
)
_OTHERS_SAY_IT = 0.5  # press-release and selling-post speak from here on


def _speaks_to_somebody(analysis: Analysis) -> bool:
    if analysis.post.reply or analysis.post.text.lstrip().startswith("@"):
        return True
    if not _READER.isdisjoint(map(str.lower, analysis.text.spellings)):
        return True
    return any(first.lower in _CALLS for sentence in analysis.text.sentences for first in sentence.words[:1])


def _news_for_nobody(analysis: Analysis, options: Options) -> Measure | None:
    """Return how likely a post that speaks of its sender and to nobody is news or an offer that does not help."""
    score = analysis.score
    if score.selling is None or (score.broadcast or 0) >= _OTHERS_SAY_IT or score.intents["promote"] >= _OTHERS_SAY_IT:
        return None
    probability = min(score.intents["announce"] + score.intents["promote"], score.selling)
    if probability <= options.value("probability", analysis.post.channels):
        return None
    spellings, words = analysis.text.spellings, analysis.text.is_word.nonzero()[0].tolist()
    found = [spellings[number].lower() for number in words if spellings[number] != "US"]
    named = any(brand in analysis.post.text.lower() for brand in analysis.brands)
    if not found or (not named and not _SENDER.intersection(found[1:])):
        return None
    # Where the first words say it already, sender-first and announcing-opener do.
    if found[0] in _SENDER or analysis.matches.get("announcing-opener") or _speaks_to_somebody(analysis):
        return None
    return Measure(probability, *headline(analysis.post.text))


rule = Rule(
    kind=Limit(measure=_news_for_nobody, above="probability"),
    message="this is news of the sender ({value:.0%} likely), it speaks to nobody and gives nothing to use",
    fix="think of one person who follows you, and tell them what they can do with it",
    tags=("strategy", "execution", "model"),
    level=Level.NOTE,
    options={
        "probability": Option(
            0.5,
            "how sure the model must be that it is news or an offer, and that it sells: more likely than not",
        )
    },
    bad=(
        "⟦Two new branches this year, and a third one on the way for our team in Leeds.⟧",
        "⟦Another busy week for our team, with three sites finished and a fourth one begun in Hull.⟧",
        "⟦A look into our new warehouse in Hull, where the team has packed the first thousand boxes.⟧",
    ),
    good=(
        "Turn the key to the left twice. Ours sticks as well when it rains.",
        "Power is off in Elm Road until noon. Our café has sockets and soup.",
        "@jo_k Two of us looked, and the parcel is on its way.",
        "Ten years of Plannerly! What should our next ten be about?",
        "The 42 runs again from Elm Road. Thanks for waiting with us in the rain.",
    ),
)
