"""Leaves the reader with a link and hardly a word about it.

What it finds
-------------
A post that is a link with no words, or very few, beside it.

Why it matters
--------------
Nobody can tell what is behind it, whether it is for them, or whether it is safe. The help stays behind the click.

How to fix it
-------------
Say in one sentence what the reader finds there; better, give the gist and let the link be the rest.

Limits
------
The preview picture that some networks add is not seen. A reply to somebody is left alone: there the question says
what the link is for.

References
----------
WCAG 2.2, success criterion 2.4.4, “Link Purpose (In Context)”.
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: execution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.measures import first_link
from helplint.rule import Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options


def _words_beside_link(analysis: Analysis, options: Options) -> Measure | None:
    post, count = analysis.post, analysis.text.word_count
    # Most posts have words enough, and need not be searched for a link.
    if count >= options.value("words", post.channels):
        return None
    link = first_link(post.text)
    if link is None or post.reply or post.text.lstrip().startswith("@"):
        return None
    beside = "no words" if not count else "one word" if count == 1 else f"{count} words"
    return Measure(count, *link.span(), words={"beside": beside})


rule = Rule(
    kind=Limit(measure=_words_beside_link, below="words"),
    message="only a link and {beside}, so nobody can tell what is behind it",
    fix="say in one sentence what the reader finds there",
    tags=("execution", "accessibility"),
    options={
        "words": Option(
            4,
            (
                "how many words a post with a link needs: our choice; three words are a label (“read our blog”), "
                "four can say something"
            ),
            tightest="highest",
        )
    },
    bad=(
        "⟦https://news.example/2024/05/16⟧",
        "New post: ⟦https://blog.example/p/81⟧ #blog",
        "Read more ⟦www.shop.example/spring⟧ 👀",
    ),
    good=(
        "@bo_li Here you go: https://help.example/reset",
        "Boil water before drinking it: https://water.example/notice",
        "Nice one!",
        "How to bleed a radiator without flooding the hall: https://heat.example/bleed",
    ),
)
