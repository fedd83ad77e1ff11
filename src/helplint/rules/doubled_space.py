"""Leaves two spaces between two words.

What it finds
-------------
Two spaces inside a sentence, between a word in small letters or a comma and another such word.

Why it matters
--------------
It looks as if a word had been lost there, and mostly one was taken out: a reader stops to look for it.

How to fix it
-------------
Take one of the spaces out, and read the sentence once more.

Limits
------
Two spaces after a full stop are a habit of many who learned to type, and left alone. So are three spaces and more,
which align things, and spaces beside names, numbers, links and signs, where something may have been set apart.

References
----------
Microsoft Writing Style Guide, “Top 10 tips for Microsoft style and voice”: only one space, even after a full stop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.edits import in_code
from helplint.finding import Edit, Level
from helplint.rule import Pattern, Rule

if TYPE_CHECKING:
    from helplint.rule import Span


def _one_space(text: str, spaces: Span) -> Edit | None:
    """Take the second space out, but not in code, where what stands below may be aligned to it."""
    return None if in_code(text, spaces.start) else Edit(start=spaces.start + 1, end=spaces.end)


rule = Rule(
    # Of the letters of all scripts re knows no capitals, so that those of English are left out by name.
    kind=Pattern(regex=r"(?<=[^\W\d_]|,)(?<![A-Z])(  )(?=[^\W\d_])(?![A-Z])(?=[^`\n]*$)", needs=("  ",)),
    message="two spaces stand where one belongs, so that a word seems to be lost",
    fix="take one of the spaces out",
    edit=_one_space,
    tags=("execution", "proofreading"),
    level=Level.NOTE,
    bad=(
        "Turn the⟦  ⟧tap off before you leave.",
        "Bring a towel,⟦  ⟧a cap and something to drink.",
        "Two of the three⟦  ⟧routes are open again, and the⟦  ⟧third will be by noon.",
    ),
    good=(
        "The tap drips.  Turn it off at the wall first.",
        "Opening hours\nMon   nine to five\nTue   ten to six",
        "The road to Whitby  A171  is shut until six.",
        "Type `ls  name` and the shell sees one space.",
        "First line  \nsecond line of the poem",
    ),
)
