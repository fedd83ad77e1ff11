"""CSV with positions: the same values as :mod:`csv`, and where every character of them stands."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DELIMITERS = ",;\t|"
_SAMPLE = 20
"""Rows that tell the delimiter."""


class UnclosedQuoteError(ValueError):
    """A quote opens that is not closed where a cell ends.

    Parameters
    ----------
    start
        Offset of the quote.
    """

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


class Field(NamedTuple):
    """One cell.

    Attributes
    ----------
    text
        Its value.
    start, end
        Offsets into the scanned text between which it stands, its quotes included.
    """

    text: str
    start: int
    end: int

    def offsets(self, source: str) -> Sequence[int]:
        """Return the offset into the scanned text of each character of the value, then of its end."""
        if not source.startswith('"', self.start, self.end):
            return range(self.start, self.end + 1)
        if source[self.start + 1 : self.end - 1] == self.text:
            return range(self.start + 1, self.end)
        found: list[int] = []
        at = self.start + 1
        quote = source.index('"', at, self.end)
        while source.startswith('""', quote, self.end):
            found.extend(range(at, quote + 1))
            at = quote + 2
            quote = source.index('"', at, self.end)
        found.extend(range(at, quote))
        # What follows a closing quote belongs to the value, as it does for the csv module.
        found.extend(range(quote + 1, self.end))
        found.append(quote if quote == self.end - 1 else self.end)
        return found


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    quoted = r'"(?P<quoted>(?:[^"]++|"")*+)(?P<closing>"?)'
    return re.compile(rf"(?:{quoted})?(?P<rest>[^{mark}\r\n]*+)(?P<end>{mark}|\r\n?|\n|\Z)")


def scan(text: str, delimiter: str) -> Iterator[list[Field]]:
    r"""Yield the rows of a table; a blank line is a row without cells.

    Raises
    ------
    UnclosedQuoteError
        A quote is not closed before the text ends, or only at another quote in the middle of a later line: then rows
        would be swallowed.

    Examples
    --------
    >>> [[field.text for field in row] for row in scan('day,text\n1,"say ""hi"", twice"', ",")]
    [['day', 'text'], ['1', 'say "hi", twice']]
    """
    match_cell = _cell(delimiter).match
    row: list[Field] = []
    at, length = 0, len(text)
    while at < length or row:
        found = match_cell(text, at)
        # Every text matches: each part of the pattern can be empty up to the next end of a cell.
        assert found is not None  # noqa: S101
        quoted, closing, rest, end = found.groups()
        if quoted is None:
            value = rest
        else:
            if not closing or (rest.strip() and ("\n" in quoted or "\r" in quoted)):
                raise UnclosedQuoteError(at)
            value = quoted.replace('""', '"') + rest
        row.append(Field(value, at, found.end("rest")))
        at = found.end()
        if end != delimiter:
            yield [] if len(row) == 1 and row[0].start == row[0].end else row
            row = []


def find_delimiter(text: str) -> str:
    r"""Return the delimiter under which the first rows have the most equal numbers of cells; of equals the first.

    A first line such as ``sep=;``, which Excel writes, says it outright.

    Examples
    --------
    >>> find_delimiter("day;text\n1;one, two, three\n2;four")
    ';'
    """
    told = re.match(r'"?sep=([,;\t|])"?[\r\n]', text)
    if told:
        return told[1]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    try:
        widths = [len(row) for row in islice(scan(text, delimiter), _SAMPLE) if row]
    except UnclosedQuoteError:
        return (0, 0)
    return max(((widths.count(width), width) for width in set(widths) if width > 1), default=(0, 0))
