"""An export of Substack: ``posts.csv`` says what there is, and ``posts`` holds the HTML of each post.

The text is the body. Title and subtitle stand in another file than it, so they are fields, as in a front matter. Pages
and chat threads are left out; who is subscribed, and who opened what, is not looked at.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._articles import Archive
from helplint.readers._excerpt import Excerpt
from helplint.readers._export_rows import has_headings, rows_of
from helplint.readers._file import Format
from helplint.readers._html import text_of_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helplint.readers._export_rows import ExportRow
    from helplint.readers._file import File

_HEADINGS = frozenset({"post_id", "is_published", "audience"})
_BODY = re.compile(r"posts/\d+(?:\.[^/]*)?\.html")
_LEFT_OUT = {"page": "pages", "thread": "chat threads", "restack": "restacks"}


def export(names: Sequence[str]) -> Sequence[str] | None:
    """Return the list of posts where the names are those of a whole export."""
    return ["posts.csv"] if "posts.csv" in names and any(map(_BODY.fullmatch, names)) else None


def read(file: File) -> Iterator[Post]:
    """Yield the posts whose bodies stand beside their list.

    Raises
    ------
    HelplintError
        A quote is not closed.
    """
    archive = Archive(file)
    missing = 0
    for row in rows_of(file, _HEADINGS):
        if row.text("type") in _LEFT_OUT:
            file.leave_out(_LEFT_OUT[row.text("type")])
        elif (body := _body(row)) is None:
            missing += 1
        else:
            yield _post(archive, row, body)
    if missing:
        file.warn(f"no HTML file in the folder “posts” beside it for {missing:,} of the posts listed here; not read")


def _body(row: ExportRow) -> File | None:
    name = f"{row.text('post_id')}.html"
    # Some unpack the export without its folders.
    beside = (each for each in (f"posts/{name}", name, f"posts__{name}") if row.file.beside(each))
    found = next(beside, None)
    return row.file.beside(found) if found else None


def _post(archive: Archive, row: ExportRow, body: File) -> Post:
    text = body.source.text
    excerpt = text_of_html(Excerpt(text, 0))
    is_published = row.text("is_published").casefold() == "true"
    # The date of what is not published is the day it was begun.
    time, whole_day = archive.time(row.text("post_date") if is_published else "", row.line)
    fields = row.fields("title", "subtitle", "type", "audience", "email_sent_at")
    return Post(
        id=archive.id(row.text("post_id"), row.key),
        text=excerpt.text,
        origin=excerpt.origin(body.path, body.source),
        channels=("newsletter",),
        time=time,
        whole_day=whole_day,
        status="published" if is_published else "draft",
        fields={name: unescape(value) for name, value in fields.items()},
        record=row.record,
    )


format = Format(  # noqa: A001 - what every reader calls it
    summary="exports of Substack: posts.csv and the folder posts beside it",
    suffixes=(".csv",),
    read=read,
    recognise=lambda file: has_headings(file.head, _HEADINGS),
    marks="its headings hold post_id, is_published and audience",
    export=export,
)
