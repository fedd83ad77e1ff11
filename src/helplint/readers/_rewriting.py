"""Characters that a service has put in place of others, undone."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ENTITY = re.compile("&(?:amp|lt|gt);")
"""What X writes for three characters, wherever they stand."""


def rewritten(text: str, offsets: Sequence[int], pattern: re.Pattern[str]) -> tuple[str, Sequence[int]]:
    """Return a text with what stands for something else undone, and its offsets.

    Parameters
    ----------
    offsets
        Shape ``(len(text) + 1,)``, as in `helplint.origin.Origin`.
    pattern
        Finds entities, or what is meant in double quotes.

    Examples
    --------
    >>> rewritten("a &lt; b", range(9), ENTITY)
    ('a < b', [0, 1, 2, 6, 7, 8])
    """
    pieces: list[str] = []
    moved: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        meant = unescape(match[0].strip('"'))
        pieces += text[at : match.start()], meant
        moved += [*offsets[at : match.start()], *[offsets[match.start()]] * len(meant)]
        at = match.end()
    return "".join([*pieces, text[at:]]), [*moved, *offsets[at:]]
