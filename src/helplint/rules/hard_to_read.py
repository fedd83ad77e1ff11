"""Is hard to read.

What it finds
-------------
A longer post whose sentences and words are as long as those of an official report, measured by LIX: words to a
sentence, plus the percentage of words of more than six letters.

Why it matters
--------------
Posts are read on a telephone, between two other things. What has to be read twice is not read.

How to fix it
-------------
Cut the longest sentence in two, and use the shorter word where there is one.

Limits
------
A formula counts letters, it does not understand: long names and terms of the reader's own trade count as hard. Short
posts are not measured, since one long word would decide. Links, handles and hashtags are left out. A text with a
sentence far too long is first the business of long-sentence.

References
----------
Carl-Hugo Björnsson, “Läsbarhet”, Liber, 1968: the LIX formula and its scale.
Jonathan Anderson, “Analysing the Readability of English and Non-English Texts in the Classroom with Lix”, 1981
(ERIC ED207022), and “Lix and Rix: Variations on a Little-Known Readability Index”, Journal of Reading 26, 1983.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.measures import LONGEST_SENTENCE, lix
from helplint.rule import Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options


def _lix_of_long_post(analysis: Analysis, options: Options) -> Measure | None:
    enough = options.value("words", analysis.post.channels)
    # Most posts are short; counting tokens first spares them the closer look.
    if analysis.text.word_count < enough:
        return None
    if analysis.text.longest_sentence > options.value("sentence", analysis.post.channels):
        return None
    if analysis.text.lix_at_most <= options.value("lix", analysis.post.channels):
        return None
    return lix(analysis, options)


rule = Rule(
    kind=Limit(measure=_lix_of_long_post, above="lix"),
    message="this is as hard to read as an official report (LIX {value:.0f}), and its longest sentence begins here",
    fix="cut this sentence in two and use shorter words",
    tags=("execution", "accessibility", "wording"),
    level=Level.NOTE,
    options={
        "lix": Option(
            50,
            (
                "the hardest a post may be: on Björnsson's scale 20 is very easy, 30 to 40 fiction and popular "
                "papers, up to 50 ordinary newspaper text, and from 50 to 60 official texts. An article is read on "
                "purpose and may use the terms of its trade, up to the end of that class"
            ),
            channels={"blog": 60, "press-release": 60},
        ),
        "words": Option(
            40,
            (
                "how many words a post needs to be measured: our choice; in fewer, one long word moves LIX by "
                "more than two points"
            ),
            tightest="highest",
        ),
        "sentence": LONGEST_SENTENCE,
    },
    bad=(
        (
            "Thank you for reading. ⟦Strengthening organisational capabilities necessitates interdisciplinary "
            "collaboration between administrative departments, independent consultants and international "
            "stakeholders throughout the implementation of comprehensive sustainability programmes.⟧ "
            "Representatives emphasised that continuous professional development remains fundamental to "
            "successful transformation, and to lasting change."
        ),
        (
            "⟦The municipality's infrastructure department has commissioned an independent environmental "
            "assessment concerning proposed modifications to residential parking regulations, incorporating "
            "recommendations submitted by neighbourhood associations during the preceding consultation "
            "period, and anticipates publication of the accompanying documentation following ministerial "
            "authorisation.⟧ Correspondence is welcome."
        ),
        (
            "Notice to customers\n⟦Following implementation of strengthened authentication requirements, "
            "customers undertaking electronic transactions exceeding established thresholds will periodically "
            "encounter additional verification procedures, notwithstanding previously registered preferences "
            "or existing contractual arrangements concerning contactless payments.⟧ Affected customers should "
            "contact the branches named overleaf."
        ),
    ),
    good=(
        "Strengthening organisational capabilities requires interdisciplinary collaboration.",
        (
            "From May the bank will ask you for a code more often when you pay online. It comes by text. If "
            "you have no mobile, tell us and we will send you a small device. Nobody from the bank will ever "
            "ring you and ask for the code, so keep it to yourself."
        ),
        "Ingredients: buttermilk, wholemeal flour, bicarbonate, caraway, sunflower seeds, treacle.",
        (
            "Slow-worms are lizards, not snakes, and they eat your slugs. If you find one under the compost, "
            "cover it up again and leave the heap alone until the weather warms. "
            "https://wildlife.example/slow-worms-identification-and-conservation-handbook #SlowWorms "
            "#WildlifeGardening #Conservation"
        ),
    ),
)
