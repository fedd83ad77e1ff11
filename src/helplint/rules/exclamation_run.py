"""Runs exclamation marks together.

What it finds
-------------
Three or more marks in a row of which two at least exclaim: “!!!”, “?!?!”.

Why it matters
--------------
The further marks add no meaning, only noise, and a screen reader may say each of them.

How to fix it
-------------
Leave one, or none.

Limits
------
Two marks are how people talk to friends, and left alone, as is “?!”; so are marks in code between backquotes.

References
----------
Mailchimp Content Style Guide, “Grammar and Mechanics”: use exclamation points sparingly, and never more than one at a
time (we let two pass).
"""

from helplint.edits import one_of_each
from helplint.rule import Pattern, Rule

rule = Rule(
    kind=Pattern(
        regex=r"(?<!`)(?=[?!\uff1f\uff01]{3})[?\uff1f]*[!\uff01](?:[?\uff1f]*[!\uff01])+[?\uff1f]*(?![\w`=?!\uff1f\uff01])",
        needs=tuple(before + mark for before in "?!\uff1f\uff01" for mark in "!\uff01"),
    ),
    message="“{text}” shouts where one mark, or none, would do",
    fix="leave one exclamation mark, or none",
    edit=one_of_each,
    tags=("execution", "wording"),
    bad=(
        "Doors open at six⟦!!!⟧",
        "What a night⟦!!!!⟧ Lost gloves are behind the bar.",
        "You did WHAT⟦?!?!⟧ Ring us first",
    ),
    good=(
        "Tiny black flies round the pots? It's the wet soil!! Let the top two inches dry.",
        "Really?! Then the fuse is fine, and it is the switch.",
        "Write `!!!x` and you turn it once more than you need.",
        "In R, !!name unquotes what you pass on.",
        "Type `name!!!` to skip the question.",
    ),
)
