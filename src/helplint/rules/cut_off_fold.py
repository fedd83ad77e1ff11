"""Keeps its help below the “see more” line.

What it finds
-------------
A helping post on a network that folds long texts, whose visible part is all warm-up: it is about the writer, speaks to
nobody, asks nobody to do anything and names no fact, while the help comes after.

Why it matters
--------------
Most readers never unfold a post. They see the warm-up and take nothing away.

How to fix it
-------------
Move the sentence that helps to the top, and cut the run-up.

Limits
------
Where the fold is depends on the telephone; the numbers are those that the networks give to advertisers. The model says
whether the post helps at all; a post that it does not read as help is left to other rules. Counts as a fact: a number,
a colon, a list. Replies are left alone.

References
----------
LinkedIn Marketing Solutions, “Single image ads specifications”: introductory text up to 150 characters is not cut.
Meta Ads Guide, “Image ads: Facebook and Instagram feed”: primary text up to 125 characters.
Jakob Nielsen, “Inverted Pyramids in Cyberspace”, 1996: begin with the conclusion.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.rule import Draft, Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_READER = frozenset({"you", "your", "yours", "yourself", "u", "ur", "if", "when", "how", "never", "always"})
_WRITER = frozenset({"i", "i'm", "me", "my", "our", "us", "we"})
_FACT = re.compile(r"\d|[:?]\s|^\W*[-•✓✔☐]", re.MULTILINE)
_ORDERS = frozenset(
    {
        *("add", "ask", "avoid", "be", "book", "bring", "call", "check", "choose", "clean", "close", "cut", "do"),
        *("don't", "find", "get", "give", "go", "hold", "keep", "leave", "let", "look", "make", "measure", "move"),
        *("open", "pick", "please", "press", "put", "read", "remove", "ring", "save", "say", "set", "start", "stop"),
        *("take", "tell", "test", "try", "turn", "use", "wait", "wash", "watch", "wear", "write"),
    }
)


def _warm_up(analysis: Analysis, options: Options) -> Measure | None:
    """Return how helpful a folded post is whose visible part gives nothing; the span is that part."""
    text, channels = analysis.post.text, analysis.post.channels
    fold = int(options.value("fold", channels))
    if len(text) <= 2 * fold or analysis.score.helpfulness is None:
        return None
    if analysis.post.reply or text.lstrip().startswith("@"):
        return None
    fold = text.rfind(" ", 0, fold + 1)
    if _FACT.search(text[:fold]):
        return None
    sentences = takewhile(lambda sentence: sentence.start < fold, analysis.text.sentences)
    seen = [[word.lower for word in sentence.words if word.start < fold] for sentence in sentences]
    if any(_READER.intersection(found) or _ORDERS.intersection(found[:1]) for found in seen):
        return None
    if not any(_WRITER.intersection(found) for found in seen):
        return None
    start = len(text) - len(text.lstrip())
    return Measure(analysis.score.helpfulness, start, max(fold, start + 1))


rule = Rule(
    kind=Limit(measure=_warm_up, above="helpfulness", each_channel=True),
    message="this is all that {channel} shows before “see more”, and the help comes after it",
    fix="move the sentence that helps to the top",
    tags=("execution", "integration"),
    level=Level.NOTE,
    options={
        "helpfulness": Option(
            60,
            "how much a post must help for its help to be missed: our choice; between neither and mostly helps",
            tightest="lowest",
        ),
        "fold": Option(
            999_999,
            "how many characters are seen before the fold, as the networks tell advertisers; others do not fold",
            channels={"linkedin": 150, "instagram": 125, "facebook": 125},
        ),
    },
    bad=(
        Draft(
            (
                "⟦So this is a story from our street that I have been wanting to tell for ages, because it is one of "
                "those things that nobody ever told me and that I⟧ had to learn in the snow. If your boiler stops "
                "in the cold, the white pipe outside has frozen. Pour warm water over it, never boiling, from the top "
                "down, then press reset. It takes ten minutes and costs nothing. Wrap the pipe afterwards."
            ),
            channel="linkedin",
        ),
        Draft(
            (
                "⟦Autumn again, and our leaves are down, and the evenings draw in the way they do around here, with "
                "that smell of smoke in the⟧ lane. Clear your gutters before the first storm. Start at the end away "
                "from the pipe, scoop towards you, then flush with a hose. If the water stands, the pipe is blocked "
                "at its bend; push a wire up from below."
            ),
            channel="instagram",
        ),
        Draft(
            (
                "⟦Another Tuesday evening at our repair table, and another good crowd with old friends and new faces "
                "and a cake from Sheila. A⟧ toaster that will not stay down mostly has crumbs under the magnet. Unplug "
                "it, turn it over, shake it, and brush the magnet clean with a dry toothbrush. Nine times in ten it "
                "then holds. If it does not, the catch is bent and a thin pair of pliers will do."
            ),
            channel="facebook",
        ),
    ),
    good=(
        Draft(
            (
                "If your boiler stops in the cold, the white pipe outside has frozen. Pour warm water over it, never "
                "boiling, from the top down, then press reset. So this is what I learned in the snow last week, and "
                "nobody had ever told me, and now my whole street knows it and the plumber has a quiet winter."
            ),
            channel="linkedin",
        ),
        Draft("A long evening at the repair table, with cake. Crumbs under the magnet, again.", channel="instagram"),
        Draft(
            (
                "Autumn again, and our leaves are down, and the evenings draw in the way they do around here. Clear "
                "your gutters before the first storm. Start at the end away from the pipe, scoop towards you, then "
                "flush with a hose. If the water stands, the pipe is blocked at its bend; push a wire up from below."
            ),
            channel="mastodon",
        ),
        Draft(
            (
                "Three things to do before the snow:\n- bleed the radiators, upstairs last\n- wrap the white pipe "
                "outside, it freezes first\n- find the stopcock and turn it once, so that it does not seize\nThat is "
                "all, and it takes half an hour with a cup of tea in the middle. The neighbours did it in twenty."
            ),
            channel="facebook",
        ),
    ),
)
