"""Keeps silent about something that is not there.

What it finds
-------------
A rule named in “ignore=…”, in a comment, a column or a key, that finds nothing where it is ignored.

Why it matters
--------------
Texts change and suppressions stay: the next time the rule would be right, nobody would hear it.

How to fix it
-------------
Take the suppression out, or the rule's name out of it.

Limits
------
Rules of the calendar are not asked about, since what they find hangs on which files are checked together; nor are
rules that are not selected in this run. Suppressions in the configuration (“per-file-ignores”) are not looked at.

References
----------
Ruff, “unused-noqa (RUF100)”, and ESLint, “--report-unused-disable-directives”: the same for code.
"""

from helplint.finding import Level
from helplint.rule import OfSuppressions, Rule

rule = Rule(
    kind=OfSuppressions(),
    message="“{text}” is ignored here and was not found, so the next one would pass unseen",
    fix="take the suppression out, or the name out of it",
    tags=("upkeep",),
    level=Level.NOTE,
    bad=(
        "<!-- helplint: ignore=⟦hype⟧ our engineers' own word -->\nTurn the stopcock clockwise until it stops.",
        "Hurry up! <!-- helplint: ignore=false-urgency,⟦shouting⟧ -->\nThe tap drips.",
        "<!-- helplint: ignore-file=⟦hashtag-wall⟧ -->\n\nBleed the lowest radiator first.",
        "<!-- helplint: ignore=⟦false-urgency⟧ -->\nThe tap drips.\n\nHurry up!",
    ),
    good=(
        "<!-- helplint: ignore=hype our engineers' own word -->\nA game-changing mop.",
        "Hurry up! <!-- helplint: ignore=false-urgency it is the title of the song -->",
        "A game-changing mop.\n\nHurry!\n<!-- helplint: ignore-file=hype,false-urgency -->",
        "<!-- helplint: ignore=selling-streak checked with other files -->\nThe tap drips.",
        "<!-- helplint: ignore=wording the customer's own words -->\nA game-changing mop.",
        "Write `<!-- helplint: ignore=hype -->` above the paragraph.",
    ),
)
