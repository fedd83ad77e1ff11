"""Praises with words that show nothing.

What it finds
-------------
“Game-changing”, “revolutionary”, “world-class”, “take your business to the next level”, “must-have”: praise
that would fit any product of any sender.

Why it matters
--------------
The reader learns nothing from it and trusts the rest less. In a measured test the same page was 27 % more usable
once its promotional language was replaced by neutral words.

How to fix it
-------------
Say the fact that made you think the word: what it does, how much faster, for whom, since when.

Limits
------
It knows a list of worn phrases, not praise as such; a fresh exaggeration goes through. Praise that a customer is
quoted with is reported too, since it shows as little.

References
----------
John Morkes and Jakob Nielsen, “Concise, SCANNABLE, and Objective: How to Write for the Web”, 1997.
GOV.UK content design guidance, plain English: words to avoid.
UK CAP Code, rule 3.2: obvious exaggerations are allowed only where they do not materially mislead.
"""

from helplint.rule import Phrases, Rule

rule = Rule(
    kind=Phrases(lexicon="hype"),
    message="“{text}” is praise that shows nothing, so the reader learns nothing from it",
    fix="say the fact behind the word: what it does, how much, for whom",
    tags=("execution", "wording"),
    bad=(
        "Our ⟦game-changing⟧ planner is here.",
        "⟦Take your business to the next level⟧ with our ⟦cutting-edge⟧ CRM",
        "This ⟦revolutionary⟧ mop will ⟦change your life⟧.",
        "⟦Unleash your⟧ inner baker. The new mixer is a ⟦must-have⟧!",
    ),
    good=(
        "The new planner moves a task to tomorrow with one swipe; the old one took four taps.",
        "Two people have life-changing injuries after the crash on Mill Lane. If you saw it, ring 101.",
        "Sprained it? Rest, ice, and elevate your ankle above your heart for twenty minutes.",
        "You must have your booking number with you. No number, no boat, sorry.",
        "The groundbreaking ceremony means Mill Lane is shut from nine till noon.",
        "Keep the cutting edge of the plane sharp: ten strokes on the stone after each door.",
        "Carry your torch to the next level of the car park, the lights are out on this one.",
    ),
)
