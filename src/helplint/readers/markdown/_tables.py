"""Tables in Markdown: a calendar with a column of copy, or a plan without one."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from helplint.origin import line_starts
from helplint.readers._columns import find_columns
from helplint.readers._excerpt import Excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helplint.readers._html_comments import Span
    from helplint.readers.markdown._blocks import Block

_CELL_PIECE = re.compile(r"(?P<pipe>\\\|)|(?P<line><br\s*/?>)|(?P<end>\|)|(?P<rest>.)", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"[*_`~]+")
_REFERENCE = re.compile(
    r"\W*+(?:see|use|as|same as|cf)?\W*+(?:post|tweet|thread|toot|draft|copy|option|caption|script|asset|image|video"
    r"|reel|story|carousel|article)s?\b\W*+(?:#?\d+|[a-z]\b|in\b|from\b|$)|\W*+\Z|(?:tbd|tba|n/a|none|done|yes|no)\b\W*+\Z",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4


def rows_of(text: str, block: Block, unseen: Sequence[Span] = ()) -> list[list[Excerpt]]:
    r"""Return the cells of a table, its headings first; ``<br>`` is a line end in them and ``\|`` a bar.

    What is `unseen` is left out of them.
    """
    inside = [span for span in unseen if block.start <= span[0] < block.end]
    offsets = [block.start + offset for offset in line_starts(text[block.start : block.end])]
    lines = [(start, end) for start, end in pairwise([*offsets, block.end]) if text[start:end].strip()]
    # The second line parts the headings from the rest.
    return [_cells(text, *line, inside) for number, line in enumerate(lines) if number != 1]


def _cells(text: str, start: int, end: int, unseen: Sequence[Span]) -> list[Excerpt]:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    if text.startswith("|", start):
        start += 1
    cells: list[Excerpt] = []
    characters: list[str] = []
    places: list[int] = []
    for piece in _CELL_PIECE.finditer(text, start, end):
        if piece["end"]:
            cells.append(_cell(characters, places, piece.start()))
            characters, places = [], []
        elif not any(first <= piece.start() < last for first, last in unseen):
            characters.append("|" if piece["pipe"] else "\n" if piece["line"] else piece["rest"])
            places.append(piece.start())
    if not text.endswith("|", start, end) or text.endswith("\\|", start, end):
        cells.append(_cell(characters, places, end))
    return cells


def _cell(characters: list[str], places: list[int], end: int) -> Excerpt:
    return Excerpt.mapped("".join(characters), [*places, end]).trimmed()


def headings_of(rows: list[list[Excerpt]]) -> list[str]:
    """Return the headings of a table without emphasis."""
    return [plain(cell.text) for cell in rows[0]] if rows else []


def plain(text: str) -> str:
    """Return a short text without emphasis."""
    return _MARKUP.sub("", text).strip()


def holds_copy(rows: list[list[Excerpt]]) -> bool:
    """Return whether a table has a column that is called copy and is not filled with references to copy elsewhere."""
    columns = find_columns(headings_of(rows))
    texts = [row[index].text for row in rows[1:] for index, _ in columns.copy if index < len(row)]
    filled = [plain(text) for text in texts if plain(text)]
    written = [text for text in filled if not _REFERENCE.match(text) and len(text.split()) >= _FEWEST_WORDS]
    return len(written) * 2 > len(filled)


def is_schedule(rows: list[list[Excerpt]]) -> bool:
    """Return whether a table says what is done when or where."""
    columns = find_columns(headings_of(rows))
    return columns.hits > 1 or columns.date is not None
