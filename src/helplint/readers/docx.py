"""Drafts and calendars as documents of Word or Google Docs.

Headings open posts by the same rule as in Markdown, with bold labels (“Status: draft”) above the text; a table with a
column of copy makes a post a row, or a column where the headings stand below each other. Without such headings and
tables the whole document is one post, or several parted by ``---`` or three empty paragraphs. Deleted text of tracked
changes is left out and inserted text taken; comments, footnotes and hidden text are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helplint.origin import Origin
from helplint.post import Post
from helplint.readers._columns import Table, column_letters, find_columns, find_header
from helplint.readers._docx_xml import Paragraph, blocks_of
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._front_matter import Details, times_of
from helplint.readers._ids import Ids
from helplint.readers._rows import HEADER_ROWS, Row, posts_of, without_copy
from helplint.readers.markdown._blocks import Block
from helplint.readers.markdown._drafts import Body, Draft
from helplint.readers.markdown._tables import holds_copy
from helplint.readers.text import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helplint.readers._docx_xml import Rows
    from helplint.readers._file import File

_LABEL = re.compile(r"\s*[^:*_\n]{1,40}(?::\s*)?")
_RULE = re.compile(r"\s*(?:-{3,}|_{3,}|\*{3,}|—{2,})\s*")
_LEAST_HITS = 2


@dataclass
class _Text:
    """The paragraphs of a document as one text, in which bold labels are marked as in Markdown, and its tables.

    Attributes
    ----------
    blocks, unseen
        As of a Markdown text.
    starts
        Where each paragraph begins.
    tables
        The rows of each table.
    """

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    unseen: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    tables: list[Rows] = field(default_factory=list)

    @classmethod
    def of(cls, blocks: Sequence[Paragraph | Rows]) -> _Text:
        found, pieces, at = cls(), [], 0
        for block in blocks:
            if not isinstance(block, Paragraph):
                found.tables.append(block)
                found.blocks.append(Block("table", at, at))
                continue
            found.starts.append(at)
            written = found._mark(block, at) + "\n"
            kind = "heading" if block.level else "hr" if _RULE.fullmatch(block.text) else "paragraph"
            if block.text.strip():
                title = block.text.strip() if block.level else ""
                found.blocks.append(Block(kind, at, at + len(written), block.level, title))
            pieces.append(written)
            at += len(written)
        found.text = "".join(pieces)
        return found

    def _mark(self, paragraph: Paragraph, at: int) -> str:
        """Return the text of a paragraph, with marks that nobody sees around the bold label it begins with."""
        bold, rest = paragraph.text[: paragraph.bold], paragraph.text[paragraph.bold :]
        if paragraph.level or not _LABEL.fullmatch(bold) or ":" not in bold + rest[:1]:
            return paragraph.text
        end = len(bold.rstrip())
        self.unseen += [(at, at + 2), (at + 2 + end, at + 4 + end)]
        return f"**{bold[:end]}**{bold[end:]}{rest}"

    def origin(self, file: File, draft: Draft) -> Origin:
        """Return the paragraphs that a draft stands in."""
        excerpt = draft.excerpt
        offsets = excerpt.offsets or range(excerpt.start, excerpt.start + len(excerpt.text) + 1)
        lines: list[tuple[int, int, int]] = []
        paragraph, line, counted = 0, 0, 0
        for start in [0, *(match.end() for match in re.finditer("\n", excerpt.text))]:
            offset = offsets[start]
            number = bisect_right(self.starts, offset)
            if number != paragraph:
                paragraph, line, counted = number, 1, self.starts[number - 1]
            line += self.text.count("\n", counted, offset)
            counted = offset
            lines.append((start, number, line))
        return Origin(path=file.path, paragraphs=lines, field=draft.field, part=draft.part)


def _read(file: File) -> Iterator[Post]:
    text = _Text.of(blocks_of(file))
    body = Body(text.text, 0, text.blocks, text.unseen)
    tables = [found for number, rows in enumerate(text.tables, start=1) if (found := _Calendar.of(rows, number))]
    drafts = body.drafts(Details())
    if not tables and not drafts:
        drafts = _whole(body)
        planned = sum(len(cell.text.split()) for rows in text.tables for row in rows for cell in row)
        if planned and planned > sum(len(draft.excerpt.text.split()) for draft in drafts):
            headings = next([cell.text for cell in rows[0]] for rows in text.tables if rows)
            file.note(f"passed over: a plan, {without_copy(headings)}")
            return
    yield from _posts(file, text, [draft for draft in drafts if draft.excerpt.text])
    taken = Ids()
    for table in tables:
        yield from table.posts(file, taken)


def _whole(body: Body) -> list[Draft]:
    parts, start = [], 0
    for end, following in [*(match.span() for match in SEPARATOR.finditer(body.text)), (len(body.text), 0)]:
        parts.append(Draft(body.excerpt(start, end), Details()))
        start = following
    return parts


def _posts(file: File, text: _Text, drafts: list[Draft]) -> Iterator[Post]:
    times = times_of(file, [(draft.details, None) for draft in drafts])
    for number, (draft, (time, whole_day)) in enumerate(zip(drafts, times, strict=True), start=1):
        yield Post(
            id=f"{file.path}:{number}",
            text=draft.excerpt.text,
            origin=text.origin(file, draft),
            channels=draft.details.channels,
            time=time,
            whole_day=whole_day,
            author=draft.details.author,
            status=draft.details.status,
            fields=draft.details.fields,
        )


@dataclass(frozen=True)
class _Calendar:
    """A table with a column of copy; `turned` where its headings stand below each other."""

    name: str
    headings: tuple[str, ...]
    cells: list[list[str]]
    filled: list[list[str]]
    first: int
    turned: bool

    @classmethod
    def of(cls, rows: Rows, number: int) -> _Calendar | None:
        """Return the calendar that a table is; None where it holds no copy."""
        width = max(map(len, rows), default=0)
        cells = [[cell.text for cell in row] + [""] * (width - len(row)) for row in rows]
        filled = [list(row) for row in cells]
        for index, row in enumerate(rows[1:], start=1):
            for column, cell in enumerate(row):
                if cell.continued:
                    filled[index][column] = filled[index - 1][column]
        for turned in (False, True):
            table, full = (([*map(list, zip(*each, strict=True))] if turned else each) for each in (cells, filled))
            header = find_header(table[:HEADER_ROWS]) if not turned else 0
            headings = () if header is None or not table else tuple(" ".join(cell.split()) for cell in table[header])
            columns = find_columns(headings)
            below = [[Excerpt(cell, 0) for cell in row] for row in table[header or 0 :]]
            if columns.copy and (not turned or columns.hits >= _LEAST_HITS) and (turned or holds_copy(below)):
                return cls(f"table {number}", headings, table, full, (header or 0) + 1, turned)
        return None

    def posts(self, file: File, taken: Ids) -> Iterator[Post]:
        table = Table(self.headings, taken=taken)
        copy = dict(table.columns.copy)

        def row_of(number: int) -> Row:
            def origin(index: int) -> Origin:
                row, column = (index, number) if self.turned else (number, index)
                cell = f"{column_letters(column)}{row + 1}"
                return Origin(
                    path=file.path, sheet=self.name, cell=cell, row=row + 1, field=self.headings[index] or None
                )

            # A merged text is one post, a merged date is the date of all its rows.
            full, own = self.filled[number], self.cells[number]
            values = [own[index] if index in copy else text for index, text in enumerate(full)]
            return Row(f"{file.path}:{self.name}:{number + 1}", values, origin)

        yield from posts_of(file, table, lambda: map(row_of, range(self.first, len(self.cells))))


format = Format(  # noqa: A001 - the name every reader has
    summary="documents of Word or Google Docs: a draft, posts under headings, or a calendar as a table",
    suffixes=(".docx",),
    read=_read,
)
