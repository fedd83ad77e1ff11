"""Shouts in capitals.

What it finds
-------------
Several words in a row in capitals.

Why it matters
--------------
Capitals read as shouting, are slower to read because words lose their outline, and some screen readers spell them
out letter by letter.

How to fix it
-------------
Write the words in small letters; if one of them matters most, say it first.

Limits
------
Acronyms are recognised by their shape: without a vowel, or beside others of their kind. A heading in capitals counts
as shouting, except where texts are long enough to have several. A short warning (“DO NOT OPEN”) is below the limit.
The edit writes acronyms with vowels, and names, in small letters too: look at what it did.

References
----------
RFC 1855, “Netiquette Guidelines”, 1995: upper case looks as if you are shouting.
British Dyslexia Association, “Dyslexia Style Guide”: avoid text in capitals.
GOV.UK style guide, “Capitalisation”: do not use block capitals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.finding import Edit
from helplint.rule import Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.features import Token
    from helplint.rule import Analysis, Options, Span

_LONG = 5  # acronyms are mostly shorter
_VOWELS = frozenset("AEIOUY")
_NEAR = 4  # so near a word the sentence before it has ended
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def _is_loud(token: Token) -> bool:
    return token.text.isupper() and bool(_VOWELS & set(token.text))


def _longest_run(analysis: Analysis, options: Options) -> Measure | None:
    """Count the words of the longest run in capitals that holds at least one plain word."""
    if analysis.text.upper_count <= options.value("maximum", analysis.post.channels):
        return None
    best: list[Token] = []
    run: list[Token] = []
    is_word, is_stop = analysis.text.is_word.tolist(), analysis.text.have("stop word").tolist()
    for token in analysis.text.tokens:
        if is_word[token.number] and _is_loud(token):
            run.append(token)
            if len(run) > len(best) and any(is_stop[t.number] or len(t.text) >= _LONG for t in run):
                best = run.copy()
        elif not (run and (token.text in "!?&’'" or token.text.isupper())):
            run = []
    return Measure(len(best), best[0].start, best[-1].end) if best else None


def _in_small_letters(text: str, run: Span) -> Edit | None:
    """Write the words in small letters, but “I”, what has no vowel, and the first letter of a sentence."""

    def small(match: re.Match[str]) -> str:
        word = match[0]
        if not _VOWELS & set(word):
            return word
        start = run.start + match.start()
        before = text[max(start - _NEAR, 0) : start].rstrip(" \"“‘'(")
        opens = before[-1] in ".!?…\n" if before else start <= _NEAR
        return word.capitalize() if opens or re.match(r"I(?!\w)", word) else word.lower()

    words = text[run.start : run.end]
    written = _WORD.sub(small, words)
    return Edit(start=run.start, end=run.end, text=written) if written != words else None


rule = Rule(
    kind=Limit(measure=_longest_run, above="maximum"),
    message="{value:.0f} words in capitals read as shouting and are hard to read",
    fix="write these words in small letters",
    edit=_in_small_letters,
    safe=False,
    tags=("execution", "accessibility"),
    options={
        "maximum": Option(
            3,
            (
                "how many words in a row may stand in capitals: our choice; a warning such as “do not open” needs "
                "three, and a heading above the parts of a long text some more"
            ),
            channels={"newsletter": 10, "email": 10, "blog": 10, "press-release": 15},
        )
    },
    bad=(
        "⟦BUY ONE GET ONE FREE⟧ on all bulbs",
        "Hello Leeds! ⟦THIS IS IT! DOORS OPEN⟧ at six.",
        "We won, ⟦I AM SO HAPPY⟧ for the girls",
    ),
    good=(
        "DO NOT OPEN the valve before the light is green.",
        "NASA, ESA and JAXA will watch it; the BBC and ITV both show it live.",
        "NHS GP and A&E waiting times for May are out.",
        "#BLACK #FRIDAY #SALE #NOW is not our thing.",
        "The DVLA will NEVER text you. Forward it to 7726.",
    ),
)
