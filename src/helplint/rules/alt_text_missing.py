"""Shows a picture without a description for those who cannot see it.

What it finds
-------------
A post whose record names pictures and has a place for their descriptions, in which a description is missing.

Why it matters
--------------
To a reader with a screen reader the picture is then “image”, and often the picture is the post.

How to fix it
-------------
Say in one sentence what a sighted reader takes from it, with the words that stand in it.

Limits
------
Only formats and tables with a field for descriptions are looked at: `alt` in `.tweet` files, a column or key “Alt
text” and the like. It counts descriptions, it does not read them. Videos are left alone.

References
----------
WCAG 2.2, success criterion 1.1.1, “Non-text Content”.
X Help Center, “How to make images accessible for people”.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.rule import Draft, Limit, Measure, Option, Rule, headline

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_PICTURES = re.compile(
    r"(?:media|images?|photos?|pictures?|graphics?|visuals?)(?:[ _-]?(?:files?|urls?|links?|paths?))?(?:\(s\))?",
    re.IGNORECASE,
)
_DESCRIPTIONS = re.compile(
    r"(?:image |picture |photo |media )?(?:alt|alt[ _-]?texts?|image descriptions?)(?:\(s\))?", re.IGNORECASE
)
_PARTS = re.compile(r"\|\||[,;\n]\s*")
_VIDEO = re.compile(r"\.(?:mp4|mov|webm|m4v|avi)\b", re.IGNORECASE)


def _undescribed(analysis: Analysis, _options: Options) -> Measure | None:
    """Count the pictures without a description."""
    fields = {name.strip(): value for name, value in analysis.post.fields.items()}
    described = [value for name, value in fields.items() if _DESCRIPTIONS.fullmatch(name)]
    if not described:
        return None
    files = [part for name, value in fields.items() if _PICTURES.fullmatch(name) for part in _PARTS.split(value)]
    pictures = sum(bool(part.strip()) and not _VIDEO.search(part) for part in files)
    descriptions = sum(bool(part.strip()) for value in described for part in re.split(r"\|\||\n", value))
    return Measure(pictures - descriptions, *headline(analysis.post.text), words={"pictures": pictures})


rule = Rule(
    kind=Limit(measure=_undescribed, above="undescribed"),
    message="{value:.0f} of {pictures} pictures without a description, so that who cannot see them misses the post",
    fix="say in one sentence what a sighted reader takes from the picture",
    tags=("execution", "accessibility"),
    options={"undescribed": Option(0, "how many pictures may be without a description: none, as WCAG 1.1.1 asks")},
    bad=(
        Draft("⟦The flood gauge at noon.⟧", fields={"media": "gauge.png", "alt": ""}),
        Draft("⟦Six jars from one tree.⟧\nRecipe below.", fields={"Image URL": "jars.jpg", "Alt text": ""}),
        Draft("⟦Before and after.⟧", fields={"media": "before.png, after.png", "alt": "A rusty gate."}),
    ),
    good=(
        Draft("The gauge at one.", fields={"media": "gauge.png", "alt": "Gauge at 3.2 metres, the red mark."}),
        Draft("The gauge at two.", fields={"media": "gauge.png"}),
        Draft("How to tie a bowline, in ten seconds.", fields={"media": "bowline.mp4", "alt": ""}),
        Draft("No picture today, it is too dark.", fields={"media": "", "alt": ""}),
    ),
)
