"""From the rows under a header to posts: what a CSV file and a worksheet have in common."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from helplint.readers._chosen import index_of
from helplint.readers._dates import DateVote, order_in, year_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from helplint.origin import Origin
    from helplint.post import Post
    from helplint.readers._columns import Table
    from helplint.readers._file import File
    from helplint.suppression import Suppression

HEADER_ROWS = 15
"""So many rows at the top are searched for the headings."""

_FORMULA_ERRORS = frozenset({"#NAME?", "#ERROR!", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NULL!", "#NUM!"})
_SHOWN_HEADINGS = 12
_LONGEST_SHOWN = 60
_MOST_KEPT, _MOST_CHARACTERS = 5_000, 4_000_000
"""Rows that are kept from one reading to the next, and what they hold; of a larger table memory holds but one row."""


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
    left_out
        What it is if it is no post of the sender's own, or not public, in the plural.
    reply
        Whether it answers somebody.
    """

    key: str
    cells: Sequence[str]
    origin: Callable[[int], Origin]
    thread: Sequence[tuple[str, Origin]] = ()
    left_out: str = ""
    reply: bool = False


def posts_of(file: File, table: Table, rows: Callable[[], Iterable[Row]]) -> Iterator[Post]:
    """Yield the posts of a table.

    The rows are gone through twice, as only all dates together tell which number is the day; so a file that turns out
    broken halfway yields no post at all.
    """
    lost = 0
    columns = table.columns
    rows = _kept(rows)
    dates = _dates_of(file, table, rows)
    for row in _filled(table, _counted(file, rows())):
        found = dates.time(_cell(row, columns.date), _cell(row, columns.time))
        when = (found.time, found.whole_day)
        told = _suppressions(file, table, row)
        for post in table.posts(row.cells, key=row.key, origin=row.origin, when=when, suppressions=told):
            if post.text.strip() not in _FORMULA_ERRORS:
                yield from _thread(replace(post, reply=True) if row.reply else post, row.thread)
                continue
            lost += 1
            if lost == 1:
                message = f"the post is lost, its cell holds {post.text.strip()}: a text that begins with @, =, + or -"
                warn_at(file, post.origin, f"{message} is taken for a formula; write it again after an apostrophe")


def _kept(rows: Callable[[], Iterable[Row]]) -> Callable[[], Iterable[Row]]:
    """Return the rows to be gone through again and again, without reading them again where they are few."""
    first: list[Row] = []
    room = _MOST_CHARACTERS
    for row in rows():
        room -= sum(map(len, row.cells))
        if len(first) == _MOST_KEPT or room < 0:
            return rows
        first.append(row)
    return lambda: first


def _suppressions(file: File, table: Table, row: Row) -> tuple[Suppression, ...]:
    index = table.columns.helplint
    text = _cell(row, index)
    return file.suppressions_of_record(text, row.origin(index)) if index is not None and text else ()


def _counted(file: File, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows, and count those that are left out."""
    for row in rows:
        if row.left_out:
            file.leave_out(row.left_out)
        yield row


def _filled(table: Table, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows that hold copy, without headings that are repeated among them."""
    for row in rows:
        copy = [row.cells[index] for index, _ in table.columns.copy if index < len(row.cells)]
        if not row.left_out and any(map(str.strip, copy)) and tuple(row.cells) != table.headings:
            yield row


def _dates_of(file: File, table: Table, rows: Callable[[], Iterable[Row]]) -> DateVote:
    """Let all dates of the table vote, and warn of those that cannot be read."""
    columns = table.columns
    heading = "" if columns.date is None else table.headings[columns.date]
    vote = DateVote(order=order_in(heading) or file.date_order, year=year_in(heading))
    for row in _filled(table, rows()):
        vote.count(_cell(row, columns.date))
    for index, message in vote.warnings():
        row = next(islice(_filled(table, rows()), index, None))
        warn_at(file, row.origin(columns.date or 0), message)
    return vote


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
    return (
        f"no column of posts among {_listed(headings) or 'its rows'}; name it “copy”, “caption”, “text” or “content”,"
        " or “LinkedIn copy” for the posts of one network, or say which it is with text-column"
    )


def refuse_unknown(file: File, headings: Iterable[str], what: str = "column") -> None:
    """Say that a file the user named lacks a column, or key, that the user named.

    Raises
    ------
    HelplintError
        It lacks one.
    """
    known = [*headings]
    for part, name in file.chosen.given().items():
        if file.named and index_of(name, known) is None:
            close = get_close_matches(name, known, n=1)
            hint = f"did you mean “{close[0]}”?" if close else f"it has {_listed(known) or 'none'}"
            raise file.error(f"no {what} is called “{name}”, which {part}-column names; {hint}")


def _listed(headings: Iterable[str]) -> str:
    names = [" ".join(heading.split())[:_LONGEST_SHOWN] for heading in headings if heading.strip()]
    return ", ".join(f"“{name}”" for name in names[:_SHOWN_HEADINGS]) + (" …" if len(names) > _SHOWN_HEADINGS else "")


def _cell(row: Row, index: int | None) -> str:
    return "" if index is None or index >= len(row.cells) else row.cells[index]
