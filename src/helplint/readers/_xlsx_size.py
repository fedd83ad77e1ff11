"""How large a worksheet is before it is unpacked: a library that runs out of memory ends the whole process."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from helplint.readers._tree import Zip, read_whole

if TYPE_CHECKING:
    from helplint.readers._file import File

_MOST_CELLS = 5_000_000
"""Between the first and the last that hold something; a calendar has thousands."""

_SHEET = re.compile(rb"<(?:\w+:)?sheetData\b")
_MAY_BE_FAR = re.compile(rb"""\br=["'](?:[A-Za-z]*0*[1-9]\d{5}|[A-Za-z]{2,}0*[1-9]\d{4})""")
_CELL = re.compile(rb"<(?:\w+:)?c(?:\s(?P<attributes>[^<>]*))?(?<!/)>")
_PLACE = re.compile(rb"""\br=["'](?P<column>[A-Za-z]*)0*(?P<row>\d+)["']""")
_LONGEST = 7
"""Digits of the number of a row, and letters of a column and more."""


def check_size(file: File) -> None:
    """Refuse a workbook with a sheet that holds next to nothing in more cells than memory has.

    Raises
    ------
    HelplintError
        It is no zip file, it is too large, or what is packed in it grows out of measure.
    """
    tree = Zip.of(file.path, BytesIO(file.data))
    for name in tree.names:
        if name.lower().endswith(".xml"):
            data = read_whole(file.path, lambda name=name: tree.open(name))  # type: ignore[misc]  # mypy infers no name
            if _SHEET.search(data) and _MAY_BE_FAR.search(data) and _cells_in(data) > _MOST_CELLS:
                raise file.error(
                    "a cell of this workbook stands too far from the others; delete the rows and columns between them"
                )
        else:
            tree.open(name).close()


def _cells_in(sheet: bytes) -> int:
    """Return how many cells lie between the corner and the last row and column that hold something."""
    rows, columns = 1, 1
    for cell in _CELL.finditer(sheet):
        place = _PLACE.search(cell["attributes"] or b"")
        if place is None:
            # Its row alone tells where it is.
            found = [match["row"] for match in _PLACE.finditer(sheet)]
            return _MOST_CELLS + 1 if any(len(row) > _LONGEST - 2 for row in found) else rows * columns
        if len(place["row"]) > _LONGEST or len(place["column"]) > _LONGEST:
            return _MOST_CELLS + 1
        rows, columns = max(rows, int(place["row"])), max(columns, _number(place["column"]))
    return rows * columns


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
