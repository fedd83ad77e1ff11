"""JSON Feed: what a blog or a microblog offers to feed readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._html import text_of_html
from helplint.readers._json_document import Document, at, word_at
from helplint.readers._titles import under_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._file import File
    from helplint.readers._json_document import Record

_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')


def read(file: File) -> Iterator[Post]:
    """Yield the items of a feed: title and text, as plain text or else from HTML.

    Raises
    ------
    HelplintError
        It is not valid JSON. A record that is broken makes an error notice, and the others are read.
    """
    document = Document.of(file)
    yield from document.posts(lambda record: _posts_of(record, document.data), "items")


def _posts_of(record: Record, feed: object) -> Iterator[Post]:
    file = record.document.file
    plain, html = record.text("content_text"), record.text("content_html")
    key = "content_text" if plain.strip() else "content_html"
    body = Excerpt(plain, 0) if plain.strip() else text_of_html(Excerpt(html, 0))
    text, origin = under_title(record, ("title",), body, (key,))
    if not text.strip():
        file.leave_out("posts without words")
        return
    tags = at(record.data, "tags")
    given = {
        "summary": record.word("summary"),
        "tags": ", ".join(map(str, tags)) if isinstance(tags, list) else "",
        "language": record.word("language") or word_at(feed, "language"),
        "permalink": record.word("url"),
        "link": record.word("external_url"),
    }
    yield Post(
        id=record.word("id") or f"{file.path}:{record.number}",
        text=text,
        origin=origin,
        channels=("blog",),
        time=record.iso_time(record.word("date_published")),
        author=_author(record.data) or _author(feed),
        fields={name: value for name, value in given.items() if value},
        record=record.data,
    )


def _author(data: object) -> str | None:
    return word_at(data, "authors", 0, "name") or word_at(data, "author", "name") or None


def _recognise(file: File) -> bool:
    return bool(_VERSION.search(file.head))


format = Format(  # noqa: A001 - the name every reader has
    summary="JSON Feed: the posts of a blog",
    suffixes=(".json",),
    read=read,
    recognise=_recognise,
    marks="“version” is an address under https://jsonfeed.org/version/",
)
