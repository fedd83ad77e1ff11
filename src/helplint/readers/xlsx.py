"""Calendars as workbooks: tables under headings, and grids of days, on any of the sheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import is_zipfile

from helplint.origin import Origin
from helplint.post import Post
from helplint.readers._columns import Table, column_letters, find_header
from helplint.readers._file import Format
from helplint.readers._grid import find_grid
from helplint.readers._ids import Ids
from helplint.readers._rows import Row, posts_of, refuse_unknown, without_copy
from helplint.readers._xlsx_size import check_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from python_calamine import CalamineWorkbook

    from helplint.readers._file import File

_HEADER_ROWS = 60
"""So many rows at the top are searched for the headings: the grid of a month may stand above the table."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNREADABLE = (
    "this cannot be read as a workbook; it may be damaged, cut short, or of another format than its name says: open it"
    " in a spreadsheet program and save it as .xlsx"
)
_PROTECTED = "this workbook is protected by a password; save it without one"


@dataclass(frozen=True)
class _Sheet:
    """The texts of one worksheet, row by row, from its cell A1 on."""

    file: File
    name: str
    texts: Sequence[Sequence[str]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
    """First and last row and column of each range of merged cells."""

    def origin(self, row: int, column: int, field: str | None = None) -> Origin:
        """Return the place of a cell, counted from 0."""
        cell = f"{column_letters(column)}{row + 1}"
        return Origin(path=self.file.path, sheet=self.name, cell=cell, row=row + 1, field=field or None)

    def filled_down(self) -> Sequence[Sequence[str]]:
        """Return the texts with that of each merged range in all its rows, but in its first column only."""
        filled = [list(row) for row in self.texts]
        for (top, left), (bottom, _) in self.merged:
            for row in filled[top : bottom + 1]:
                if left < len(row):
                    row[left] = self.texts[top][left]
        return filled


def _read(file: File) -> Iterator[Post]:
    taken = Ids()
    without: list[str] = []
    any_found = False
    sheets = [*_sheets(file)]
    refuse_unknown(file, [cell for sheet in sheets for row in sheet.texts[:_HEADER_ROWS] for cell in row])
    for sheet in sheets:
        filled = sheet.filled_down()
        header = find_header(filled[:_HEADER_ROWS], file.chosen)
        headings = () if header is None else tuple(" ".join(cell.split()) for cell in filled[header])
        table = Table(headings, taken=taken, chosen=file.chosen)
        if header is not None and table.columns.copy:
            any_found = True
            rows = _rows(sheet, filled, header + 1, table)
            yield from posts_of(file, table, lambda rows=rows: rows)  # type: ignore[misc]  # mypy does not infer it
        elif (grid := find_grid(sheet.texts, sheet.merged, title=sheet.name)) is not None:
            any_found = True
            for draft in grid:
                origin = sheet.origin(draft.row, draft.column)
                yield Post(
                    id=f"{file.path}:{sheet.name}!{origin.cell}",
                    text=sheet.texts[draft.row][draft.column],
                    origin=origin,
                    channels=draft.channels,
                    time=draft.day,
                    whole_day=draft.day is not None,
                )
        elif headings:
            without.extend(headings)
    if not any_found:
        file.note(without_copy(without))


def _rows(sheet: _Sheet, filled: Sequence[Sequence[str]], first: int, table: Table) -> list[Row]:
    copy = dict(table.columns.copy)
    rows = []
    for number in range(first, len(filled)):
        # A merged text is one post, a merged date is the date of all its rows.
        raw, full = sheet.texts[number], filled[number]
        cells = [raw[index] if index in copy else text for index, text in enumerate(full)]

        def origin(index: int, row: int = number) -> Origin:
            return sheet.origin(row, index, table.headings[index])

        rows.append(Row(f"{sheet.file.path}:{sheet.name}:{number + 1}", cells, origin))
    return rows


def _sheets(file: File) -> Iterator[_Sheet]:
    """Yield the worksheets that are shown."""
    from python_calamine import (  # noqa: PLC0415 - only those who have workbooks pay for it
        CalamineError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    if file.data.startswith(_OLE) and _ENCRYPTED in file.data:
        raise file.error(_PROTECTED)
    if not is_zipfile(BytesIO(file.data)):
        # Older formats too: damaged ones can abort the process inside the library, which nothing can catch.
        raise file.error(_UNREADABLE)
    check_size(file)
    try:
        workbook = _open(file)
        for about in workbook.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            if about.visible != SheetVisibleEnum.Visible:
                file.note(f"the hidden sheet “{about.name}” was passed over")
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            texts = [[*map(_text, row)] for row in sheet.to_python(skip_empty_area=False)]
            yield _Sheet(file, about.name, texts, sheet.merged_cell_ranges or ())
    except CalamineError as error:
        raise file.error(_UNREADABLE) from error


def _open(file: File) -> CalamineWorkbook:
    from python_calamine import PasswordError, load_workbook  # noqa: PLC0415 - see _sheets

    try:
        return load_workbook(BytesIO(file.data))
    except PasswordError as error:
        raise file.error(_PROTECTED) from error
    except BaseException as error:
        # Some files that are cut short make the library panic, which PyO3 raises beside all Exceptions.
        if type(error).__name__ != "PanicException":
            raise
        raise file.error(_UNREADABLE) from error


def _text(value: object) -> str:
    """Return a cell as it would stand in a CSV file, dates the ISO way."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


format = Format(  # noqa: A001 - the name every reader has
    summary="calendars as workbooks of Excel, LibreOffice or Google Sheets",
    # Not .xls and .xlsb; see `_sheets`.
    suffixes=(".xlsx", ".xlsm", ".ods"),
    read=_read,
)
