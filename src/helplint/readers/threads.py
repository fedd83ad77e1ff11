"""Threads: posts and replies of the export that an account can ask for (as JSON)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._file import Format
from helplint.readers._json_document import Document, at
from helplint.readers._media import media_fields
from helplint.readers._meta import caption, export, files_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._file import File
    from helplint.readers._json_document import Record

_KEY = "text_post_app_text_posts"


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a file of the export; no ids are exported, a post is told by its number.

    Raises
    ------
    HelplintError
        It is not valid JSON. A record that is broken makes an error notice, and the others are read.
    """
    yield from Document.of(file).posts(_posts_of, _KEY)


def _posts_of(record: Record) -> Iterator[Post]:
    file = record.document.file
    excerpt, path = caption(record.data)
    if not excerpt.text.strip():
        file.leave_out("posts without words")
        return
    first = () if at(record.data, "creation_timestamp") is not None else ("media", 0)
    marks = (at(record.data, *above, "text_app_post", "is_reply") for above in ((), ("media", 0)))
    yield Post(
        id=f"{file.path}:{record.number}",
        text=excerpt.text,
        origin=record.origin(excerpt, path),
        channels=("threads",),
        time=record.unix_time(*first, "creation_timestamp"),
        reply=any(mark is True for mark in marks),
        fields=media_fields(files_of(record.data)),
        record=record.data,
    )


def _recognise(file: File) -> bool:
    return bool(re.match(rf'\s*\{{\s*"{_KEY}"', file.head))


format = Format(  # noqa: A001 - the name every reader has
    summary="Threads' export: posts and replies",
    suffixes=(".json",),
    read=read,
    recognise=_recognise,
    marks=f"its first key is “{_KEY}”; in the export threads_and_replies.json",
    export=export,
)
