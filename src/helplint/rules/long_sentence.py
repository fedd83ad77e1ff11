"""Has a sentence too long to be read once.

What it finds
-------------
A sentence of more words than a reader keeps in mind; the longest of the post is shown.

Why it matters
--------------
By the end of it the beginning is gone. Posts are read on a telephone, between two other things.

How to fix it
-------------
Put a full stop where the first thought ends.

Limits
------
A line end ends a sentence. Links, handles, hashtags and numbers are no words. It does not see that a long list reads
well.

References
----------
Government Digital Service, “Sentence length: why 25 words is our limit”, Inside GOV.UK, 2014.
plainlanguage.gov, “Write short sentences”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.measures import LONGEST_SENTENCE, longest_sentence
from helplint.rule import Draft, Limit, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Measure, Options


def _longest_sentence(analysis: Analysis, options: Options) -> Measure | None:
    # To count spares most posts the search for the sentence.
    if analysis.text.longest_sentence <= options.value("words", analysis.post.channels):
        return None
    return longest_sentence(analysis, options)


rule = Rule(
    kind=Limit(measure=_longest_sentence, above="words"),
    message="{value:.0f} words in one sentence, where {bound:.0f} are the most, and by its end the beginning is gone",
    fix="put a full stop where the first thought ends",
    tags=("execution", "accessibility", "wording"),
    level=Level.NOTE,
    options={"words": LONGEST_SENTENCE},
    bad=(
        (
            "Hello. ⟦If you have a bin with a blue lid and it was not emptied this week because of the snow that fell "
            "on Tuesday night, you can bring up to four bags to the yard on Mill Lane on Saturday from nine until "
            "noon, where somebody will help you unload.⟧"
        ),
        (
            "⟦We looked at every meter in the street and found that the old ones count a little too fast when the "
            "pressure drops at night and so most of you have paid some pounds too much each year since they were "
            "put in, which we will now pay back⟧"
        ),
        (
            "⟦The dough has to rest in a cool place under a damp cloth for as long as it takes to double, which can be "
            "two hours in August and a whole night in a cold kitchen in January when even the cat will not sleep "
            "there⟧\nThen bake it."
        ),
    ),
    good=(
        "Take gloves, a torch, water, a map, a whistle, a spare jumper and some food that keeps, such as nuts.",
        "\n".join(f"{number} spoons of flour for tin number {number}" for number in range(2, 12)),
        (
            "Read https://mill.example/" + "-and-".join(map(str, range(60))) + " before you come, and bring it along "
            "printed if the telephone does not show it."
        ),
        Draft(
            (
                "When the pipe under the sink drips only at night, the cause is nearly always the pressure, which "
                "rises once nobody in the street draws water, so tighten the nut by a quarter of a turn before you go "
                "to bed and put a dry cloth under it."
            ),
            channel="newsletter",
        ),
    ),
)
