"""Exports of Notion as Markdown and CSV: the rows of its databases, and its pages.

The draft of a row mostly stands on the page of the row, below the lines of its properties; a page that has such a text
is a post (or several, as in any Markdown), and its row in the table of the database is none. Of the other rows the
table gives the posts, where it has a column of copy. The table is exported twice, and the one whose name ends in
``_all`` has all columns; the other is passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from helplint.notice import HelplintError
from helplint.readers import csv
from helplint.readers._columns import find_columns
from helplint.readers._file import Format

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helplint.post import Post
    from helplint.readers._file import File

_ID = r"[ -][0-9a-f]{32}"
_PAGE = re.compile(rf".*{_ID}\.md", re.IGNORECASE | re.DOTALL)
_TABLE = re.compile(rf"(?P<stem>(?P<title>.*){_ID})(?P<all>_all)?\.csv", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"#[ \t]*(?P<title>[^\r\n]*)(?:\r?\n)*")
_PROPERTIES = re.compile(r"(?:[^\r\n:]{1,60}: [^\r\n]*(?:\r?\n|\Z))*")
_LONGEST_VALUE = 8
_LINK_INTO_EXPORT = re.compile(r"\([^()\s]*[0-9a-f]{32}(?:_all)?\.(?:md|csv)\)", re.IGNORECASE)
_CHROME = re.compile(
    # A callout, and a line that only leads to another page or table of the export.
    rf"^[ \t]*(?:</?aside>|\[[^\[\]\n]*\]{_LINK_INTO_EXPORT.pattern})[ \t]*(?:\r?\n|\Z)",
    re.IGNORECASE | re.MULTILINE,
)


class _Page(NamedTuple):
    """What stands on a page, where its body begins, and whether that holds a text."""

    title: str
    properties: dict[str, str]
    body: int
    written: bool

    @classmethod
    def of(cls, text: str) -> _Page:
        head = _TITLE.match(text)
        if head is None:
            return cls("", {}, 0, _holds_text(text, 0))
        match = _PROPERTIES.match(text, head.end())
        lines = match[0].splitlines() if match else []
        pairs = {key.strip(): value.strip() for key, _, value in (line.partition(": ") for line in lines)}
        if match is None or not _are_properties(pairs):
            return cls(_shown(head["title"]), {}, head.end(), _holds_text(text, head.end()))
        properties = {key: _shown(value) for key, value in pairs.items()}
        return cls(_shown(head["title"]), properties, match.end(), _holds_text(text, match.end()))


def _holds_text(text: str, start: int) -> bool:
    return bool(_CHROME.sub("", text[start:]).strip())


def _are_properties(pairs: dict[str, str]) -> bool:
    """Return whether lines say what a row holds, rather than being the first line of a text, such as “Tip: …”."""
    short = all(len(value.split()) <= _LONGEST_VALUE for value in pairs.values())
    return len(pairs) > 1 or short or bool(find_columns([*pairs]).hits)


def _shown(text: str) -> str:
    """Return a text without the files that its links lead to, in which Notion writes the ids of pages."""
    return " ".join(_LINK_INTO_EXPORT.sub("", text).split()).replace(" ,", ",")


def _read(file: File) -> Iterator[Post]:
    table = _TABLE.fullmatch(file.name)
    if table is None:
        yield from _page(file)
    elif not table["all"] and f"{table['stem']}_all.csv" in file.names_beside:
        file.note("passed over: the file beside it whose name ends in “_all” holds the same rows with all columns")
    else:
        yield from _rows(file, _pages(file, table))


def _page(file: File) -> Iterator[Post]:
    text = file.source.text
    page = _Page.of(text)
    if not page.written:
        what = "a row of a database" if page.properties else "a page"
        file.note(f"passed over: {what} without a text of its own")
        return
    # A calendar is asked whether it is a table of Notion, and needs nothing of Markdown for that.
    from helplint.readers import markdown  # noqa: PLC0415
    from helplint.readers._front_matter import FrontMatter  # noqa: PLC0415

    front = FrontMatter({"Title": page.title, **page.properties}, {}, page.body)
    chrome = [match.span() for match in _CHROME.finditer(text, page.body)]
    yield from markdown.posts_below(file, front, left_out=chrome)


def _pages(file: File, table: re.Match[str]) -> list[_Page]:
    """Return the pages of the rows of a database; they lie in a folder of its name."""
    folders = {table["title"], table["stem"]}
    pages = []
    for name in file.names_beside:
        folder, _, rest = name.partition("/")
        if folder in folders and "/" not in rest and _PAGE.fullmatch(rest) and (found := file.beside(name)):
            # What is wrong with a page is said where it is read itself.
            with suppress(HelplintError):
                pages.append(_Page.of(replace(found, notices=[]).source.text))
    return pages


def _rows(file: File, pages: list[_Page]) -> Iterator[Post]:
    """Yield the posts of the rows that have no text on a page."""
    left: defaultdict[str, list[_Page]] = defaultdict(list)
    for page in pages:
        left[page.title].append(page)
    count = sum(page.written for page in pages)
    quiet = replace(file, notices=[], named=file.named and not count)
    written: dict[int | None, bool] = {}
    for post in csv.format.read(quiet):
        row = post.origin.row
        if row not in written:
            written[row] = _take(left, post)
        if not written[row]:
            yield replace(post, fields={name: _shown(value) for name, value in post.fields.items()})
    # A table without a column of copy is as it should be where the pages hold the copy.
    file.notices += [each for each in quiet.notices if each.kind != "note" or not count]
    if count and file.named:
        number = f"{count:,} rows have" if count > 1 else "1 row has"
        file.note(f"{number} a text on a page of the folder beside it; name that folder too, to have it read")


def _take(left: Mapping[str, list[_Page]], post: Post) -> bool:
    """Take the page of a row out of those that are left, and return whether there is a text on it."""
    values = {_shown(value) for value in (post.text, *post.fields.values())}
    pages = next((left[value] for value in values if left.get(value)), [])
    if pages:
        # Of several rows of one name, the one that agrees most.
        page = max(pages, key=lambda page: len(values.intersection(page.properties.values())))
        pages.remove(page)
        return page.written
    return False


format = Format(  # noqa: A001 - the name every reader has
    summary="exports of Notion: pages, and the rows of its databases",
    suffixes=(".md", ".csv"),
    read=_read,
    recognise=lambda file: bool(_PAGE.fullmatch(file.name) or _TABLE.fullmatch(file.name)),
    marks="a name that ends in a space and 32 hexadecimal digits, as “Launch 0f…e1.md”",
)
