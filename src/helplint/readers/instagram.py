"""Instagram: posts and reels of the export that an account can ask for (as JSON).

Captions only; what is archived or deleted is not read. No ids are exported: a post is told by its number.
"""

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

_POSTS = re.compile(r'\s*(?:\{\s*"ig_\w+"\s*:\s*)?\[\s*\{.*?"creation_timestamp"\s*:', re.DOTALL)
_NOT_PUBLIC = re.compile(r"archive|delete", re.IGNORECASE)


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a file of the export.

    Raises
    ------
    HelplintError
        It is not valid JSON. A record that is broken makes an error notice, and the others are read.
    """
    document = Document.of(file)
    if isinstance(document.data, dict):
        # Other files than those of posts have their list under a key.
        key = next(iter(document.data), "")
        if _NOT_PUBLIC.search(key):
            file.refuse("these posts were archived or deleted, so they are not read")
            return
        yield from document.posts(_posts_of, key)
    else:
        yield from document.posts(_posts_of)


def _posts_of(record: Record) -> Iterator[Post]:
    file = record.document.file
    excerpt, path = caption(record.data)
    if not excerpt.text.strip():
        file.leave_out("posts without words")
        return
    first = () if at(record.data, "creation_timestamp") is not None else ("media", 0)
    yield Post(
        id=f"{file.path}:{record.number}",
        text=excerpt.text,
        origin=record.origin(excerpt, path),
        channels=("instagram",),
        time=record.unix_time(*first, "creation_timestamp"),
        fields=media_fields(files_of(record.data)),
        record=record.data,
    )


def _recognise(file: File) -> bool:
    return bool(_POSTS.match(file.head)) and '"uri"' in file.head


format = Format(  # noqa: A001 - the name every reader has
    summary="Instagram's export: the captions of posts and reels",
    suffixes=(".json",),
    read=read,
    recognise=_recognise,
    marks="objects with “uri” and “creation_timestamp”, or whose “media” has them; in the export posts_1.json …",
    export=export,
)
