"""Calendars and exports as CSV, with own headings or those of a scheduler."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from helplint.origin import Origin, pack_offsets
from helplint.readers._columns import Table, column_letters, find_header
from helplint.readers._dates import is_date
from helplint.readers._exports import DIALECTS, NO_EXPORT, Export, export_of, plain, public_files
from helplint.readers._file import Format
from helplint.readers._rewriting import rewritten
from helplint.readers._rows import HEADER_ROWS, Row, posts_of, refuse_unknown, without_copy
from helplint.readers._scanner import PIECE, RowTooLongError, UnclosedQuoteError, find_delimiter, scan_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helplint.origin import Source
    from helplint.post import Post
    from helplint.readers._file import File
    from helplint.readers._scanner import Field

_ID = re.compile(r"\d{6,20}")


@dataclass(frozen=True)
class _Layout:
    """Where the table begins and what its columns are called."""

    table: Table
    first_row: int
    names: Sequence[str]
    export: Export = NO_EXPORT

    def index(self, heading: str) -> int | None:
        """Return the index of a column of the export."""
        return next((index for index, name in enumerate(self.names) if plain(name) == heading), None)


def _read(file: File) -> Iterator[Post]:
    with file.open_text() as opened:
        start = opened.read(PIECE)
        delimiter = find_delimiter(start, more=len(start) == PIECE)
    try:
        top = [[field.text for field in row] for _, row in islice(_scanned(file, delimiter), HEADER_ROWS)]
        layout = _layout(file, top)
        if layout is not None and layout.export.without_posts:
            file.note(f"passed over: {layout.export.without_posts}")
            return
        if top and all(len(row) == 1 and _ID.fullmatch(row[0].strip()) for row in top[1:] or top):
            file.note("passed over: its lines hold ids and no text")
            return
        refuse_unknown(file, layout.table.headings if layout else next(filter(any, top), []))
        if layout is None:
            first = next((row for row in top if any(map(str.strip, row))), None)
            if first is not None:
                file.refuse(without_copy(first))
        elif not layout.table.columns.copy:
            file.note(without_copy(layout.table.headings))
        else:
            yield from posts_of(file, layout.table, lambda: _rows(file, layout, delimiter))
    except UnclosedQuoteError as error:
        message = "the quote that opens a cell here is not closed at its end; close it, and double quotes inside a text"
        raise file.error(message, error.line) from error
    except RowTooLongError as error:
        raise file.error("a row begins here that does not end; is a quote missing?", error.line) from error


def _scanned(file: File, delimiter: str) -> Iterator[tuple[Source, list[Field]]]:
    with file.open_text() as opened:
        yield from scan_file(opened, delimiter)


def _layout(file: File, top: Sequence[Sequence[str]]) -> _Layout | None:
    known = next((number for number, row in enumerate(top) if export_of(row) is not NO_EXPORT), None)
    header = find_header(top, file.chosen) if known is None else known
    if header is not None:
        headings = tuple(top[header])
        export = export_of(headings)
        table = Table(headings, export.channels, chosen=export.chosen_over(file.chosen), hidden=export.hidden)
        return _Layout(table, header + 1, headings, export)
    rows = [row for row in top if any(map(str.strip, row))]
    if not rows or not all(len(row) > 1 and is_date(row[0]) for row in rows):
        return None
    # No headings, as Hootsuite has it: the date comes first, and the longest of the others is the message.
    width = max(map(len, rows))
    texts = [[row[index] for row in rows if index < len(row) and "://" not in row[index][:9]] for index in range(width)]
    message = max(range(1, width), key=lambda index: sum(map(len, texts[index])))
    letters = [column_letters(index) for index in range(width)]
    headings = ("date", *letters[1:message], "message", *letters[message + 1 :])
    return _Layout(Table(headings, chosen=file.chosen), 0, letters)


@dataclass(frozen=True)
class _Line:
    """One row of the table, and how to find each of its cells again."""

    file: File
    layout: _Layout
    source: Source
    number: int
    fields: Sequence[Field]

    def value(self, index: int) -> tuple[str, Sequence[int]]:
        """Return the text of a cell as it is meant, and its offsets."""
        field, pattern = self.fields[index], self.layout.export.rewritten
        offsets = field.offsets(self.source.text)
        return rewritten(field.text, offsets, pattern) if pattern else (field.text, offsets)

    def origin(self, index: int, start: int = 0, end: int | None = None) -> Origin:
        """Return the place of a cell, or of what stands in it between two offsets."""
        index = self._standing(index)
        offsets = self.value(index)[1][start : None if end is None else end + 1]
        return Origin(
            path=self.file.path,
            source=self.source,
            start=offsets[0],
            offsets=None if isinstance(offsets, range) else pack_offsets(offsets),
            row=self.number,
            field=self.layout.names[index].strip("\ufeff \t\r\n") or column_letters(index),
        )

    def _standing(self, index: int) -> int:
        """Return the index of the cell that is read for a cell of copy: where it is empty, that which stands in."""
        heading = self.layout.export.stand_in
        if heading is None or index not in dict(self.layout.table.columns.copy):
            return index
        other = self.layout.index(heading)
        empty = index >= len(self.fields) or not self.fields[index].text.strip()
        return other if empty and other is not None and other < len(self.fields) else index

    def row(self) -> Row:
        """Return the row as a table is made of."""
        export = self.layout.export
        cells = [field.text for field in self.fields]
        for index, _ in self.layout.table.columns.copy if export.rewritten or export.stand_in else ():
            if index < len(cells):
                cells[index] = self.value(self._standing(index))[0]
        row = Row(f"{self.file.path}:{self.number}", cells, self.origin)
        if export is NO_EXPORT:
            return row
        named = dict.fromkeys(export.headings, "") | dict(zip(map(plain, self.layout.names), cells, strict=False))
        return row._replace(thread=[*self._answers()], left_out=export.left_out(named), reply=export.reply(named))

    def _answers(self) -> Iterator[tuple[str, Origin]]:
        heading = self.layout.export.thread
        index = None if heading is None else self.layout.index(heading)
        if index is None or index >= len(self.fields):
            return
        at = 0
        for part in self.fields[index].text.split("||"):
            if part.strip():
                yield part, self.origin(index, at, at + len(part))
            at += len(part) + len("||")


def _rows(file: File, layout: _Layout, delimiter: str) -> Iterator[Row]:
    for number, (source, fields) in enumerate(_scanned(file, delimiter), start=1):
        if number > layout.first_row and fields:
            yield _Line(file, layout, source, number, fields).row()


format = Format(  # noqa: A001 - the name every reader has
    summary="calendars and exports as comma-, semicolon- or tab-separated values",
    suffixes=(".csv", ".tsv"),
    read=_read,
    marks="a heading such as copy, caption, text or content in one of the first rows; see --text-column for others",
    dialects=DIALECTS,
    export=public_files,
)
