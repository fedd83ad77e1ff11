"""Runs question marks together.

What it finds
-------------
Three or more marks in a row that ask: “???”, “??!”.

Why it matters
--------------
One mark asks; the further ones read as impatience or alarm, and a screen reader may say each of them.

How to fix it
-------------
Leave one.

Limits
------
Two marks are how people talk to friends, and left alone, as is “?!”; so are marks in code between backquotes. Runs in
which two marks or more exclaim are found by `exclamation-run`.

References
----------
Mailchimp Content Style Guide, “Grammar and Mechanics”, on exclamation points: never more than one at a time. What holds
for marks that exclaim we hold for those that ask, and let two pass.
"""

from helplint.edits import one_of_each
from helplint.rule import Pattern, Rule

rule = Rule(
    kind=Pattern(
        regex=(
            r"(?<![`?!\uff1f\uff01])(?=[?!\uff1f\uff01]{3})(?:[?\uff1f]+[!\uff01]?[?\uff1f]*|[!\uff01][?\uff1f]+)"
            r"(?![\w`=?!\uff1f\uff01])"
        ),
        needs=tuple(before + mark for before in "?!\uff1f\uff01" for mark in "?!\uff1f\uff01"),
    ),
    message="“{text}” reads as impatience where one mark asks, and no answer comes the sooner",
    fix="leave one question mark",
    edit=one_of_each,
    tags=("execution", "wording"),
    bad=(
        "Which week suits you⟦???⟧",
        "You left it running all night⟦??!⟧ Ring the number on the lid",
        "Does anybody read these⟦????⟧ We do, every one.",
    ),
    good=(
        "Really?? Then the fuse is fine, and it is the switch.",
        "You did what?! Turn it off at the wall first.",
        "Write `???` and the compiler fills the gap.",
        "What? When? Where? Bring the form to the desk by noon.",
    ),
)
