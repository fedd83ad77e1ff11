"""Where the characters of a post came from: offsets are carried, never searched for."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEP = 4096
"""Characters from one counted place of a text to the next."""

_PACKED = re.compile(r"\.(?:gz|zst)$|\.zip[/\\]", re.IGNORECASE)


class Source:
    r"""The decoded text of a file, or of one stretch of it, shared by all posts that stand in it.

    Parameters
    ----------
    text
        Decoded characters as they stand in the file, line ends untouched, without a byte order mark.
    first_line
        Line number (1-based) in the file on which `text` begins.
    offset
        Offset in the file's text at which it begins.

    Examples
    --------
    >>> Source("one\r\ntwo\rthree").line_column(9)
    (3, 1)
    """

    __slots__ = ("_marks", "_starts", "first_line", "offset", "text")

    def __init__(self, text: str, *, first_line: int = 1, offset: int = 0) -> None:
        self.text = text
        self.first_line = first_line
        self.offset = offset
        self._starts: list[int] | None = None
        self._marks: list[int] | None = None

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column, in characters, of an offset into `text`."""
        if self._starts is None:
            self._starts = line_starts(self.text)
        line = bisect_right(self._starts, offset)
        return self.first_line + line - 1, offset - self._starts[line - 1] + 1

    def byte_column(self, offset: int) -> int:
        """Return the 1-based column of an offset into `text` as some programs count: in bytes of UTF-8.

        Examples
        --------
        >>> Source("né!").byte_column(2)
        4
        """
        return self._byte_column(offset, self.line_column(offset)[1])

    def columns(self, offset: int) -> tuple[int, int, int]:
        """Return the line, the column and the column in bytes of an offset into `text`."""
        line, column = self.line_column(offset)
        return line, column, self._byte_column(offset, column)

    def _byte_column(self, offset: int, column: int) -> int:
        start = offset - column + 1
        if column <= _STEP:
            return utf8_length(self.text[start:offset]) + 1
        return self._bytes_before(offset) - self._bytes_before(start) + 1

    def _bytes_before(self, offset: int) -> int:
        """Return how many bytes of UTF-8 stand before an offset, counted once: an archive may be one line of 100 MB."""
        if self.text.isascii():
            return offset
        if self._marks is None:
            steps = range(0, len(self.text), _STEP)
            self._marks = [0, *accumulate(utf8_length(self.text[start : start + _STEP]) for start in steps)]
        step = offset // _STEP
        return self._marks[step] + utf8_length(self.text[step * _STEP : offset])


def utf8_length(text: str) -> int:
    """Return how many bytes a text has in UTF-8; half a surrogate pair counts as three."""
    return len(text.encode("utf-8", "surrogatepass"))


def count_line_ends(text: str) -> int:
    r"""Return how many lines end in a text; ``\n``, ``\r\n`` and a lone ``\r`` end one.

    Examples
    --------
    >>> count_line_ends("a\nb\r\nc")
    2
    """
    return text.count("\n") + (text.count("\r") - text.count("\r\n") if "\r" in text else 0)


def line_starts(text: str) -> list[int]:
    r"""Return the offset at which each line begins; ``\n``, ``\r\n`` and a lone ``\r`` end a line.

    Examples
    --------
    >>> line_starts("a\nb\r\nc")
    [0, 2, 5]
    """
    starts = [0]
    offset = 0
    for line in text.splitlines(keepends=True):
        offset += len(line)
        if line.endswith(("\n", "\r")):
            starts.append(offset)
    return starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place a writer can go to.

    Attributes
    ----------
    path
        The file as it was named, ``-`` for standard input.
    line, column
        1-based, in characters, in the file; in the cell for a workbook or a table of a document. None in a paragraph
        of a document, which has no lines of its own.
    row
        1-based row as a spreadsheet program numbers it (title rows, header and blank rows count).
    record
        1-based number of the record in a JSON, JSON Lines or YAML file.
    field
        Column heading or key.
    field_line
        1-based line within the cell, value or paragraph.
    sheet, cell
        Name of the worksheet, or of the table in a document, and cell reference, such as ``C7``.
    paragraph
        1-based number of the paragraph in a document, empty ones counted, those in tables not.
    part
        1-based number of the post in its thread.
    byte_column
        As `column`, in bytes of UTF-8.
    """

    path: str
    line: int | None = None
    column: int | None = None
    row: int | None = None
    record: int | None = None
    field: str | None = None
    field_line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    part: int | None = None
    byte_column: int | None = None
    paragraph: int | None = None

    def __str__(self) -> str:
        """Say the place in words, without the path: ``row 5, Caption, line 2``."""
        words: list[str] = []
        if self.cell is not None:
            words.append(f"{self.sheet}!{self.cell}" if self.sheet else self.cell)
        elif self.paragraph is not None:
            words.append(f"paragraph {self.paragraph}")
        elif self.row is not None:
            words.append(f"row {self.row}")
        elif self.record is not None:
            words.append(f"record {self.record}")
        if self.field:
            words.append(self.field)
        if not words:
            words.append(f"line {self.line or 1}")
        elif self.field_line is not None and self.field_line > 1:
            words.append(f"line {self.field_line}")
        if self.part is not None:
            words.append(f"part {self.part}")
        return ", ".join(words)


class Place(NamedTuple):
    """A stretch of a file, half open.

    Attributes
    ----------
    start, end
        Offsets into the decoded text of the file.
    position, end_position
        The same as lines and columns of the file; the second is one past the last character.
    """

    start: int
    end: int
    position: Position
    end_position: Position


def is_packed(path: str) -> bool:
    """Return whether a file, by its name, holds its text packed, so that no place of the text is one of the file.

    Examples
    --------
    >>> is_packed("posts.csv.gz"), is_packed("export.zip/posts.csv"), is_packed("posts.csv")
    (True, True, False)
    """
    return _PACKED.search(path) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    r"""Lookup from an offset into a post's text to its place in the file.

    Attributes
    ----------
    path
        The file as it was named, ``-`` for standard input.
    source
        The text the post stands in; None where the file has no text of its own (a workbook) or the
        post was made in memory.
    start
        Offset into ``source.text`` of the post's first character, where `offsets` is None.
    offsets
        Shape ``(len(text) + 1,)``, never falling: offset into ``source.text`` of each character of the
        post, then of its end. None where the text is one unbroken slice of the source.
    row, record, field, sheet, cell, part
        As in `Position`.
    paragraphs
        Of a text that stands in paragraphs of a document: for each line of the text the offset at which it begins, the
        number of its paragraph, and that of the line in its paragraph.

    Examples
    --------
    >>> origin = Origin(path="draft.md", source=Source("# Title\nBuy now\n"), start=8)
    >>> origin.position("Buy now", 4)  # doctest: +ELLIPSIS
    Position(path='draft.md', line=2, column=5, ...)
    """

    path: str
    source: Source | None = None
    start: int = 0
    offsets: Sequence[int] | None = None
    row: int | None = None
    record: int | None = None
    field: str | None = None
    sheet: str | None = None
    cell: str | None = None
    part: int | None = None
    paragraphs: Sequence[tuple[int, int, int]] = ()

    def source_offset(self, offset: int) -> int:
        """Return the offset into ``source.text`` of an offset into the post's text."""
        return self.start + offset if self.offsets is None else self.offsets[offset]

    def quote(self, start: int, end: int) -> str | None:
        """Return what the file holds, escapes and all, between two offsets into the post's text."""
        if self.source is None:
            return None
        return self.source.text[self.source_offset(start) : self.source_offset(end)]

    def place(self, text: str, start: int, end: int) -> Place | None:
        r"""Return where in the file a span of the post stands, character for character.

        None where it does not: in a workbook, packed, with escapes, or where something else stands between.

        Parameters
        ----------
        text
            The text of the post this origin belongs to.
        start, end
            Half open and not empty, in characters of `text`.

        Examples
        --------
        >>> origin = Origin(path="a.json", source=Source(r'"a\nb!!!"'), offsets=[1, 2, 4, 5, 6, 7, 8])
        >>> origin.place("a\nb!!!", 3, 6)[:2], origin.place("a\nb!!!", 0, 3)
        ((5, 8), None)
        """
        if self.source is None or start >= end:
            return None
        first, last = self.source_offset(start), self.source_offset(end - 1) + 1
        if self.source.text[first:last] != text[start:end]:
            return None
        return self.stretch(self.source.offset + first, self.source.offset + last)

    def stretch(self, start: int, end: int) -> Place | None:
        """Return the place between two offsets into the file's text; None where that text is packed, or there is none.

        Parameters
        ----------
        start, end
            Within `source`.
        """
        if self.source is None or is_packed(self.path):
            return None
        first, last = (self._in_file(offset - self.source.offset, self.source) for offset in (start, end))
        return Place(start, end, first, last)

    def _in_file(self, offset: int, source: Source) -> Position:
        line, column, byte_column = source.columns(offset)
        return Position(path=self.path, line=line, column=column, byte_column=byte_column)

    def text_offset(self, offset: int, length: int) -> int:
        """Return the offset into the post's text, of a length, of what stands at or next behind one into the file's."""
        if self.source is None:
            return length
        inside = offset - self.source.offset
        if self.offsets is None:
            return min(max(inside - self.start, 0), length)
        return bisect_left(self.offsets, inside, 0, length)

    @property
    def beginning(self) -> str:
        """Where the post begins, in words: as `position` of its first character, which may have to count lines.

        Examples
        --------
        >>> Origin(path="a.jsonl", record=7, field="text").beginning
        'record 7, text'
        """
        unnamed = self.cell is None and self.row is None and self.record is None and not self.field
        if self.paragraphs or unnamed:
            return str(self.position("", 0))
        return str(
            Position(
                path=self.path,
                row=self.row,
                record=self.record,
                field=self.field,
                sheet=self.sheet,
                cell=self.cell,
                part=self.part,
            )
        )

    def position(self, text: str, offset: int) -> Position:
        """Return the place of an offset into `text`, the text of the post this origin belongs to."""
        if self.paragraphs:
            return self._in_paragraph(offset)
        before = text[:offset]
        field_line = count_line_ends(before) + 1 if before else 1
        if self.source is None and not before:
            line = column = byte_column = 1
        elif self.source is None:
            start = line_starts(before)[-1]
            line, column, byte_column = field_line, offset - start + 1, utf8_length(before[start:]) + 1
        else:
            line, column, byte_column = self.source.columns(self.source_offset(offset))
        named = self.field is not None or self.cell is not None
        return Position(
            path=self.path,
            line=line,
            column=column,
            row=self.row,
            record=self.record,
            field=self.field,
            field_line=field_line if named else None,
            sheet=self.sheet,
            cell=self.cell,
            part=self.part,
            byte_column=byte_column,
        )

    def _in_paragraph(self, offset: int) -> Position:
        index = bisect_right(self.paragraphs, offset, key=lambda line: line[0]) - 1
        _, number, line = self.paragraphs[max(index, 0)]
        return Position(path=self.path, paragraph=number, field=self.field, field_line=line, part=self.part)


def pack_offsets(offsets: Sequence[int]) -> Sequence[int] | None:
    """Return the offsets as a compact array, or None where they are one unbroken run.

    Examples
    --------
    >>> pack_offsets([4, 5, 6]) is None
    True
    >>> pack_offsets([4, 6, 7])
    array('q', [4, 6, 7])
    """
    # Compared as wholes: calendars have millions of characters.
    run = range(offsets[0], offsets[0] + len(offsets)) if offsets else range(0)
    if offsets == run or (offsets[-1] == run[-1] and list(offsets) == list(run)):
        return None
    return array("q", offsets)
