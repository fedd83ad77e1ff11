"""Teases help and holds it back behind a click.

What it finds
-------------
“5 tips for a dry cellar”, “Find out how …”, “The secret to …”, “How to …” as a bare title, in a short post that has a
link and tells none of it, where the model reads it as selling.

Why it matters
--------------
The reader who does not click has nothing, and remembers that. Help given in the post earns the click for the rest;
networks show posts less that withhold what they are about.

How to fix it
-------------
Tell the best of the five tips here. Who wants the other four will follow the link.

Limits
------
It sees words, not what is behind the link. A post that lists its points or explains one is left alone, as the model
reads that as help; so is a reply. Fewer than four words beside a link are the business of bare-link.

References
----------
George Loewenstein, “The Psychology of Curiosity: A Review and Reinterpretation”, Psychological Bulletin 116, 1994: the
gap that a tease opens.
Facebook, “News Feed FYI: Click-baiting”, 25 August 2014.
Jay Baer, “Youtility: Why Smart Marketing Is About Help Not Hype”, Portfolio, 2013.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.measures import first_link
from helplint.rule import Expression, Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_POINTS = (
    "(?:articles|facts|hacks|ideas|insights|lessons|mistakes|myths|questions|reasons|rules|secrets|signs|steps|things"
    "|tips|tricks|trends|truths|ways)"
)
_TEASE = Expression(
    re.compile(
        rf"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:\w+[ -]){{0,3}}{_POINTS}\b"
        r"|\b(?:find out|learn|discover|see|read|explore|watch)(?: more)? (?:about )?(?:how|why|what|when|where|who)\b"
        r"|\bfind out (?:more )?about\b|\b(?:learn|read) (?:more|all) about\b|(?:^|(?<=[.!?] ))(?:learn|read) about\b"
        r"|\b(?:the|our) secrets? (?:of|to|behind)\b|\byou (?:need|have) to know\b|\byou should know\b"
        r"|\b(?:check out|download|explore|get|read|see|watch)\b[^.!?\n]{0,40}\b(?:our|my)"
        r" (?:latest|newest|new|full|free) (?:\w+ ){0,2}"
        r"(?:analysis|article|blog|e-?book|guide|paper|post|report|study|video|white ?paper)\b"
        r"|\b(?:read|see|get|download|watch) the (?:full|whole|complete|free|latest|new)\b"
        r"|\bnew on (?:the|our) blog\b|\bhere[’']s (?:how|why|what)\b"
        r"|^(?:[^\w\n]|_){0,12}(?:how to|why)\b",
        re.IGNORECASE | re.MULTILINE,
    ),
    needs=(
        *("articles", "facts", "hacks", "ideas", "insights", "lessons", "mistakes", "myths", "questions", "reasons"),
        *("rules", "secret", "signs", "steps", "things", "tips", "tricks", "trends", "truths", "ways"),
        *("find out", "learn", "discover", "see", "read", "explore", "watch", "to know", "should know", "check out"),
        *("download", "get", "new on ", "here's", "here’s", "how to", "why"),
    ),
)
_GATE = Expression(
    re.compile(r"\blinks? in (?:the |our |my )?(?:bio|comments?|profile)\b|\[link\]", re.IGNORECASE), needs=("link",)
)
_LIST = re.compile(
    r"^[ \t]*(?:[-•·*✓✅→▪]|\d{1,3}[.)/])[ \t]*\S.*\n(?:.*\n)?[ \t]*(?:[-•·*✓✅→▪]|\d{1,3}[.)/])[ \t]*\S", re.MULTILINE
)
_BARE = 4  # below it, bare-link has its say


def _held_back(analysis: Analysis, options: Options) -> Measure | None:
    """Return how likely a short post that teases with a link sells."""
    post, selling = analysis.post, analysis.score.selling
    # What takes longest is asked last, and of few posts.
    if selling is None or selling <= options.value("selling", post.channels):
        return None
    if post.reply or post.text.lstrip().startswith("@") or not (first_link(post.text) or _GATE.search(post.text)):
        return None
    if not _BARE <= analysis.text.word_count <= options.value("words", post.channels) or _LIST.search(post.text):
        return None
    tease = _TEASE.pattern.search(post.text)
    if tease is None:
        return None
    start = tease.end() - len(tease[0].lstrip())
    return Measure(selling, start, tease.end())


rule = Rule(
    kind=Limit(measure=_held_back, above="selling", only_where=_TEASE),
    message="“{text}” promises help and leaves it behind the click, so that a reader who stays here has nothing",
    fix="tell the best of it here, and let the link be the rest",
    tags=("execution", "strategy", "model"),
    options={
        "selling": Option(
            0.5,
            (
                "how sure the model must be that the post sells: more likely than not; a post that tells some of what "
                "it promises reads as help"
            ),
        ),
        "words": Option(
            60, "how long a post may be and still hold everything back: our choice; beyond that it tells something"
        ),
    },
    bad=(
        "🚀 ⟦5 insights⟧ for your strategy are waiting for you. Download now: https://shop.example/five",
        "⟦Find out how⟧ our customers save money every month. https://plannerly.example/stories",
        "⟦Download our free guide⟧ to a better website and save your seat for the webinar: https://shop.example/guide",
    ),
    good=(
        "Find out how many litres your tap drips: a cup under it for an hour, times 8,760.",
        "Three ways to open a stuck jar: hot water on the lid, a spoon under the edge, a rubber glove. jars.example",
        "@jo_k Here's how to reset it: https://help.example/reset",
        "5 things to take: gloves, torch, water, map, whistle. The list to print: https://hills.example/list",
        "Hold the button for ten seconds to reset the clock. With pictures in our new guide: https://help.example/clock",
    ),
)
