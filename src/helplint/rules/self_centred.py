"""Speaks of the sender and hardly to the reader.

What it finds
-------------
A post of some length in which “we”, “our”, “us” and the sender's name outnumber “you” and “your” by far.

Why it matters
--------------
People read on where they are spoken to. A text full of “we” tells them it is about somebody else.

How to fix it
-------------
Turn the sentences round: from “we launched reminders” to “you now get a reminder the day before”.

Limits
------
Counting pronouns is a weak sign, hence only a note, and only on longer posts. An instruction (“hold the button”) speaks
to the reader without any “you”, and a “we” that means everybody counts like any other. The sender's names are those
configured as brands.

References
----------
plainlanguage.gov, “Address the user”: use “you” to speak to the reader.
Ryan Cruz, James Leonhardt and Todd Pezzuti, “Second Person Pronouns Enhance Consumer Involvement and Brand Attitude”,
Journal of Interactive Marketing 39, 2017.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.rule import Limit, Measure, Option, Rule, in_small_letters

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_SENDER = frozenset({"we", "us", "our", "ours", "ourselves"})
_READER = frozenset({"you", "your", "yours", "yourself", "yourselves", "u", "ur", "y'all", "ya"})


def _about_sender(analysis: Analysis, options: Options) -> Measure | None:
    channels = analysis.post.channels
    enough = options.value("words", channels)
    text, mentions = in_small_letters(analysis.post.text), options.value("mentions", channels)
    # Each word about the sender holds one of these, and most posts have few of them.
    if not analysis.brands and text.count("we") + text.count("us") + text.count("our") < mentions:
        return None
    if len(analysis.text) < enough:
        return None
    tokens = analysis.text.words
    # “US” and “U.S.” are a country.
    spans = [(t.start, t.end) for t in tokens if t.lower in _SENDER and t.text != "US"]
    for brand in analysis.brands:
        name = re.compile(rf"(?<![\w@#]){re.escape(brand)}(?!\w)", re.IGNORECASE)
        spans += [match.span() for match in name.finditer(analysis.post.text)]
    if len(tokens) < enough or len(spans) < mentions:
        return None
    reader = sum(token.lower in _READER for token in tokens)
    spans.sort()
    share = 100 * len(spans) / (len(spans) + reader)
    told = f"{reader} speak" if reader > 1 else "one speaks" if reader else "none speaks"
    return Measure(share, *spans[0], words={"sender": len(spans), "reader": told})


rule = Rule(
    kind=Limit(measure=_about_sender, above="share"),
    message="“{text}” is the first of {sender} words about the sender, and {reader} to the reader",
    fix="turn the sentences round, from what we do to what you get",
    tags=("execution", "wording"),
    level=Level.NOTE,
    options={
        "share": Option(
            85,
            "percent of such words that may be about the sender: our choice; six of seven is far from any conversation",
        ),
        "mentions": Option(
            5,
            (
                "how often the sender must be spoken of before it is measured: our choice; four fit into one "
                "honest sentence"
            ),
            tightest="highest",
        ),
        "words": Option(
            25, "how long a post must be before it is measured: our choice; about two sentences", tightest="highest"
        ),
    },
    bad=(
        (
            "⟦We⟧ started in a garage in 1998. We grew, we hired, we moved twice, and today our team of forty "
            "is proud of our work and of our place in the industry."
        ),
        (
            "At Brightwell ⟦we⟧ believe in quality. Our values guide us. Our people make us who we are, and "
            "our awards show that our hard work pays off every single year."
        ),
        (
            "It has been a big year for ⟦us⟧: we opened two branches, we won our first national award, our "
            "app passed a million downloads, and our founder spoke in Lisbon."
        ),
    ),
    good=(
        (
            "We looked at your meter readings, and we think you have paid too much since March. Ring us with "
            "your account number and we will put our mistake right while you wait."
        ),
        "We are closed on Monday.",
        (
            "Hold the button for ten seconds, let go, wait for the green light and press it once more. The "
            "clock sets itself overnight, so leave it plugged in until the morning."
        ),
        (
            "Travelling to the US this summer? The US visa form asks for five years of addresses, so the US "
            "embassy suggests writing them down before the US site times out."
        ),
    ),
)
