"""From the rows under a header to posts: what a CSV file and a worksheet have in common."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from helplint.readers._dates import parse_dates, year_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from helplint.origin import Origin
    from helplint.post import Post
    from helplint.readers._columns import Table
    from helplint.readers._dates import Dates
    from helplint.readers._file import File
    from helplint.suppression import Suppression

HEADER_ROWS = 15
"""So many rows at the top are searched for the headings."""

_FORMULA_ERRORS = frozenset({"#NAME?", "#ERROR!", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NULL!", "#NUM!"})
_SHOWN_HEADINGS = 12
_LONGEST_SHOWN = 60


class Row(NamedTuple):
    """One row below the headings.

    Attributes
    ----------
    key
        Unique in the file.
    cells
        Its text, cell by cell.
    origin
        Gives the place of a cell, by index.
    thread
        Texts that follow the post as answers to itself, each with its place.
    """

    key: str
    cells: Sequence[str]
    origin: Callable[[int], Origin]
    thread: Sequence[tuple[str, Origin]] = ()


def posts_of(file: File, table: Table, rows: Callable[[], Iterable[Row]]) -> Iterator[Post]:
    """Yield the posts of a table.

    The rows are asked for twice, as only all dates together tell which number is the day; so a file that turns out
    broken halfway yields no post at all.
    """
    lost = 0
    dates = _dates_of(file, table, rows)
    for row, when in zip(_filled(table, rows()), dates.times, strict=True):
        told = _suppressions(file, table, row)
        for post in table.posts(row.cells, key=row.key, origin=row.origin, when=when, suppressions=told):
            if post.text.strip() not in _FORMULA_ERRORS:
                yield from _thread(post, row.thread)
                continue
            lost += 1
            if lost == 1:
                message = f"the post is lost, its cell holds {post.text.strip()}: a text that begins with @, =, + or -"
                warn_at(file, post.origin, f"{message} is taken for a formula; write it again after an apostrophe")


def _suppressions(file: File, table: Table, row: Row) -> tuple[Suppression, ...]:
    index = table.columns.helplint
    text = _cell(row, index)
    return file.suppressions_of_record(text, row.origin(index)) if index is not None and text else ()


def _filled(table: Table, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows that hold copy, without headings that are repeated among them."""
    for row in rows:
        copy = [row.cells[index] for index, _ in table.columns.copy if index < len(row.cells)]
        if any(map(str.strip, copy)) and tuple(row.cells) != table.headings:
            yield row


def _dates_of(file: File, table: Table, rows: Callable[[], Iterable[Row]]) -> Dates:
    columns = table.columns
    cells = [(_cell(row, columns.date), _cell(row, columns.time)) for row in _filled(table, rows())]
    days = [day for day, _ in cells]
    year = None if columns.date is None else year_in(table.headings[columns.date])
    dates = parse_dates(days, [clock for _, clock in cells], order=file.date_order, year=year)
    for index, message in dates.warnings(days):
        row = next(islice(_filled(table, rows()), index, None))
        warn_at(file, row.origin(columns.date or 0), message)
    return dates


def _thread(post: Post, answers: Sequence[tuple[str, Origin]]) -> Iterator[Post]:
    yield replace(post, origin=replace(post.origin, part=1)) if answers else post
    for part, (text, origin) in enumerate(answers, start=2):
        yield replace(post, id=f"{post.id}:{part}", text=text, origin=replace(origin, part=part))


def warn_at(file: File, origin: Origin, message: str) -> None:
    """Warn of something in a cell."""
    position = origin.position("", 0)
    if origin.source is None:
        file.warn(f"{position}: {message}")
    else:
        file.warn(message, position.line)


def without_copy(headings: Iterable[str]) -> str:
    """Return the note that no column holds posts, and how to name one that does."""
    names = [" ".join(heading.split())[:_LONGEST_SHOWN] for heading in headings if heading.strip()]
    shown = ", ".join(f"“{name}”" for name in names[:_SHOWN_HEADINGS]) + (" …" if len(names) > _SHOWN_HEADINGS else "")
    return (
        f"no column of posts among {shown or 'its rows'}; name it “copy”, “caption”, “text” or “content”, or “LinkedIn"
        " copy” for the posts of one network"
    )


def column_letters(index: int) -> str:
    """Return the name a spreadsheet program gives a column.

    Examples
    --------
    >>> [column_letters(index) for index in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _cell(row: Row, index: int | None) -> str:
    return "" if index is None or index >= len(row.cells) else row.cells[index]
