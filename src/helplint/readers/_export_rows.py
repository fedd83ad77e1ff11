"""The rows of an export as CSV whose headings are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helplint.origin import Origin
from helplint.readers._excerpt import Excerpt
from helplint.readers._scanner import UnclosedQuoteError, scan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from helplint.readers._file import File
    from helplint.readers._scanner import Field


@dataclass(frozen=True)
class ExportRow:
    """One row below the headings.

    Attributes
    ----------
    file
        It stands in.
    number
        1-based, as a spreadsheet program counts.
    record
        Its cells by their headings, as the file writes both.
    cells
        The same with their places, by the headings in lower case.
    """

    file: File
    number: int
    record: Mapping[str, str]
    cells: Mapping[str, Field]

    def text(self, heading: str) -> str:
        """Return a cell without the white space around it; the empty text where there is none."""
        return self.cells[heading].text.strip() if heading in self.cells else ""

    def excerpt(self, heading: str) -> Excerpt:
        """Return a cell with its places."""
        if heading not in self.cells:
            return Excerpt("", 0)
        field = self.cells[heading]
        return Excerpt.mapped(field.text, field.offsets(self.file.source.text)).trimmed()

    @property
    def line(self) -> int:
        """Number of the line on which it begins."""
        return self.file.source.line_column(next(iter(self.cells.values())).start)[0]

    @property
    def key(self) -> str:
        """Its id where no cell gives one."""
        return f"{self.file.path}:{self.number}"

    def fields(self, *headings: str) -> dict[str, str]:
        """Return the cells of some headings that hold something, by the headings as the file writes them."""
        return {name: cell for name, cell in self.record.items() if name.casefold() in headings and cell.strip()}

    def origin(self, excerpt: Excerpt) -> Origin:
        """Return the origin of a text that stands in the row."""
        return Origin(
            path=self.file.path,
            source=self.file.source,
            start=excerpt.start,
            offsets=excerpt.offsets,
            row=self.number,
        )


def has_headings(text: str, wanted: Collection[str]) -> bool:
    r"""Return whether the first row of a table holds some headings, in lower case.

    Examples
    --------
    >>> has_headings("Post_ID,Title\n1,Salt", {"post_id"}), has_headings("Salt and ice", {"post_id"})
    (True, False)
    """
    return _delimiter(text, wanted) is not None


def rows_of(file: File, wanted: Collection[str]) -> Iterator[ExportRow]:
    """Yield the rows of a table whose headings hold those wanted; blank ones are left out.

    Raises
    ------
    HelplintError
        A quote is not closed.
    """
    text = file.source.text
    rows = scan(text, _delimiter(text, wanted) or ",")
    try:
        headings = [field.text.strip() for field in next(rows, [])]
        for number, fields in enumerate(rows, start=2):
            named = dict(zip(headings, fields, strict=False))
            if any(field.text.strip() for field in named.values()):
                yield ExportRow(
                    file,
                    number,
                    {heading: field.text for heading, field in named.items()},
                    {heading.casefold(): field for heading, field in named.items()},
                )
    except UnclosedQuoteError as error:
        message = "the quote that opens a cell here is not closed at its end; close it, and double quotes inside a text"
        raise file.error(message, file.source.line_column(error.start)[0]) from error


def _delimiter(text: str, wanted: Collection[str]) -> str | None:
    for delimiter in ",;\t":
        try:
            row = next(scan(text, delimiter), [])
        except UnclosedQuoteError:
            continue
        if set(wanted) <= {field.text.strip().casefold() for field in row}:
            return delimiter
    return None
