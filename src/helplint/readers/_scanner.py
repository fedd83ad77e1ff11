"""CSV with positions: the same values as :mod:`csv`, and where every character of them stands."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from helplint.origin import Source, count_line_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

_DELIMITERS = ",;\t|"
_SAMPLE = 20
"""Rows that tell the delimiter."""

PIECE = 1 << 18
"""Characters that are scanned at once."""

_LONGEST_ROW = 1 << 26
"""Characters; so far the end of a cell is looked for."""

_TEXT_BEHIND = re.compile(r'"(?:[^"]++|"")*+"[,;\t|]')
"""A cell in quotes with a delimiter right behind it, which is none where this is said to be one cell."""


class UnclosedQuoteError(ValueError):
    """A quote opens that is not closed where a cell ends.

    Parameters
    ----------
    start
        Offset of the quote.
    line
        The line (1-based) it stands on, where it is known.
    """

    def __init__(self, start: int, line: int = 1) -> None:
        super().__init__(start)
        self.start = start
        self.line = line


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


class RowTooLongError(ValueError):
    """A row does not end where any row does.

    Parameters
    ----------
    line
        The line (1-based) on which it begins.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def scan(text: str, delimiter: str, *, more: bool = False) -> Iterator[list[Field]]:
    r"""Yield the rows of a table; a blank line is a row without cells.

    Parameters
    ----------
    more
        Whether the text goes on behind what is given; the row that reaches its end is then left out.

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
    for row, _ in _rows(text, delimiter, more=more):
        yield row


def scan_file(opened: TextIO, delimiter: str) -> Iterator[tuple[Source, list[Field]]]:
    r"""Yield the rows of a table in a file, each with the stretch of the file in which its offsets count.

    No more of the file is kept than such a stretch.

    Raises
    ------
    UnclosedQuoteError
        As for `scan`.
    RowTooLongError
        A row has more than 64 million characters.

    Examples
    --------
    >>> from io import StringIO
    >>> [source.text[row[0].start : row[0].end] for source, row in scan_file(StringIO("one\ntwo"), ",")]
    ['one', 'two']
    """
    source, done, more = Source(""), 0, True
    while more:
        rest = source.text[done:]
        if len(rest) > _LONGEST_ROW:
            raise RowTooLongError(source.line_column(done)[0])
        # A row that is longer than a piece is scanned again when there is twice as much of it.
        piece = opened.read(max(PIECE, len(rest)))
        more = bool(piece)
        line = source.first_line + count_line_ends(source.text[:done])
        source, done = Source(rest + piece, first_line=line, offset=source.offset + done), 0
        try:
            for row, done in _rows(source.text, delimiter, more=more):  # noqa: B007 - used behind the loop
                yield source, row
        except UnclosedQuoteError as error:
            raise UnclosedQuoteError(error.start, source.line_column(error.start)[0]) from None


def _rows(text: str, delimiter: str, *, more: bool) -> Iterator[tuple[list[Field], int]]:
    """Yield the rows, each with the offset behind it."""
    match_cell = _cell(delimiter).match
    row: list[Field] = []
    at, length = 0, len(text)
    while at < length or row:
        found = match_cell(text, at)
        # Every text matches: each part of the pattern can be empty up to the next end of a cell.
        assert found is not None  # noqa: S101
        quoted, closing, rest, end = found.groups()
        if more and found.end() == length:
            return
        if quoted is None:
            value = rest
        else:
            if not closing or (rest.strip() and ("\n" in quoted or "\r" in quoted)):
                raise UnclosedQuoteError(at)
            value = quoted.replace('""', '"') + rest
        row.append(Field(value, at, found.end("rest")))
        at = found.end()
        if end != delimiter:
            yield ([] if len(row) == 1 and row[0].start == row[0].end else row), at
            row = []


def find_delimiter(text: str, *, more: bool = False) -> str:
    r"""Return the delimiter under which the first rows have the most equal numbers of cells; of equals the first.

    One under which another stands right behind the quotes of a cell comes after all others. A first line such as
    ``sep=;``, which Excel writes, says it outright.

    Parameters
    ----------
    text
        How the table begins.
    more
        Whether it goes on behind that.

    Examples
    --------
    >>> find_delimiter("day;text\n1;one, two, three\n2;four")
    ';'
    """
    told = re.match(r'"?sep=([,;\t|])"?[\r\n]', text)
    if told:
        return told[1]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter, more=more))


def _evenness(text: str, delimiter: str, *, more: bool) -> tuple[bool, int, int]:
    try:
        rows = [row for row in islice(scan(text, delimiter, more=more), _SAMPLE) if row]
    except UnclosedQuoteError:
        return (False, 0, 0)
    widths = [len(row) for row in rows]
    apart = not any(_TEXT_BEHIND.match(text, field.start, field.end) for row in rows for field in row)
    count, width = max(((widths.count(width), width) for width in set(widths) if width > 1), default=(0, 0))
    return (apart and count > 0, count, width)
