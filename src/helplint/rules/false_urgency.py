"""Hurries the reader without a reason they could check.

What it finds
-------------
“Hurry”, “act now”, “while stocks last”, “last chance”, “only 3 left”: pressure to decide at once.

Why it matters
--------------
Help does not run out. Pressure that the reader cannot check takes away the time to think, and advertising
standards in many countries treat invented scarcity as misleading.

How to fix it
-------------
If there is a real deadline, say which day and why. If there is none, leave the hurry out.

Limits
------
It cannot know whether the stock really ends; a true deadline, said with its date, is not reported.

References
----------
UK CAP Code, section 3 (misleading advertising) and section 8 (promotional marketing: significant conditions).
Directive 2005/29/EC, Annex I, point 7: falsely stating that a product will only be available for a very limited time.
US Federal Trade Commission, “Bringing Dark Patterns to Light”, staff report, September 2022.
"""

from helplint.rule import Phrases, Rule

_GOODS = ["chairs", "places", "seats", "slots", "spaces", "spots", "tables", "tickets"]

rule = Rule(
    kind=Phrases(
        lexicon="false-urgency",
        patterns=(
            [
                {"LOWER": {"IN": ["only", "just"]}},
                {"LIKE_NUM": True},
                {"LOWER": {"IN": _GOODS}, "OP": "?"},
                {"LOWER": {"IN": ["left", "remaining"]}},
            ],
            [{"LIKE_NUM": True}, {"LOWER": {"IN": _GOODS}}, {"LOWER": "left"}, {"TEXT": "!"}],
            [
                {"LOWER": {"IN": [*_GOODS, "classes", "courses", "dates", "sessions", "tours"]}},
                {"LOWER": "are"},
                {"LOWER": {"IN": ["filling", "going", "selling"]}},
                {"LOWER": "up", "OP": "?"},
                {"LOWER": {"IN": ["fast", "quick", "quickly"]}},
            ],
        ),
    ),
    message="“{text}” hurries the reader without a reason they could check",
    fix="say the real deadline and why there is one, or leave the hurry out",
    tags=("execution", "pressure"),
    bad=(
        "⟦Hurry⟧, the sale ends at midnight",
        "New mugs are in. ⟦Don't miss out⟧!",
        "⟦Last chance⟧ to get your ticket",
        "Cookery with Nan: ⟦places are filling up fast⟧, and there are ⟦only 3 places left⟧.",
        "20% off all wellies ⟦for a limited time only⟧, ⟦while stocks last⟧ 🌧️",
    ),
    good=(
        "No hurry: the form stays open until you are ready.",
        "Registration for the allotment closes on 3 May because the seeds are ordered on the 4th.",
        "Drivers in a hurry caused two crashes on the A59 last week.",
        "Don't hesitate to ask if the form makes no sense, we filled in forty of them last week.",
        "There are only three weeks left to register to vote: the list closes on 16 April.",
        "The car park is filling up fast, so take the park and ride from Junction 4.",
        "Flood warning for Keswick: act now, move upstairs and take your medicines with you.",
        "Only have limited time? Do the first exercise and leave the rest.",
    ),
)
