"""Bluesky: what its programs give as JSON: a feed, a list of posts, or the records themselves.

Reposts are left out and counted. Links that the text shows shortened are kept whole in the field ``links``.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._bluesky import POST, answers, fields_of
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._json_document import Document, at, text_at, word_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._file import File
    from helplint.readers._json_document import Record
    from helplint.readers._json_layout import Path

_TYPE = re.compile(rf'"\$type"\s*:\s*"{re.escape(POST)}"')
_LISTS: tuple[tuple[str, Path], ...] = (("feed", ("post", "record")), ("posts", ("record",)), ("records", ("value",)))
"""Keys of lists, and where in each element of theirs the record is."""


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a feed or list.

    Raises
    ------
    HelplintError
        It is not valid JSON. A record that is broken makes an error notice, and the others are read.
    """
    document = Document.of(file)
    seen: set[str] = set()
    for key, inner in _LISTS:
        if isinstance(at(document.data, key), list):
            yield from document.posts(partial(_posts_of, inner=inner, seen=seen), key)
            return
    yield from document.posts(partial(_posts_of, inner=(), seen=seen))


def _posts_of(entry: Record, inner: Path, seen: set[str]) -> Iterator[Post]:
    file = entry.document.file
    view = at(entry.data, *inner[:-1])
    inner = inner if inner or "$type" in entry.data else ("value",) if "value" in entry.data else ("record",)
    record = at(entry.data, *inner)
    if "Repost" in word_at(entry.data, "reason", "$type"):
        file.leave_out("reposts")
        return
    if not isinstance(record, dict) or word_at(record, "$type") != POST:
        return
    uri = word_at(view, "uri")
    if uri and uri in seen:
        # What is pinned stands on top, and once more in its place.
        return
    seen.add(uri)
    excerpt = Excerpt(text_at(record, "text"), 0)
    if not excerpt.text.strip():
        file.leave_out("posts without words")
        return
    author = word_at(view, "author", "did") or uri.removeprefix("at://").partition("/")[0]
    handle = word_at(view, "author", "handle")
    yield Post(
        id=uri.rpartition("/")[2] or f"{file.path}:{entry.number}",
        text=excerpt.text,
        origin=entry.origin(excerpt, (*inner, "text")),
        channels=("bluesky",),
        time=entry.iso_time(word_at(record, "createdAt")),
        author=(f"@{handle}" if handle else author) or None,
        reply=answers(record, author),
        fields=fields_of(record) | ({"uri": uri} if uri else {}),
        record=entry.data,
    )


def _recognise(file: File) -> bool:
    return bool(_TYPE.search(file.head))


format = Format(  # noqa: A001 - the name every reader has
    summary="Bluesky's posts as JSON: a feed, or the records of a repository, without reposts",
    suffixes=(".json",),
    read=read,
    recognise=_recognise,
    marks=f"a “$type” near its beginning is “{POST}”",
    dialects={
        "feed": "“feed” holds objects with a “post”, as app.bsky.feed.getAuthorFeed answers",
        "posts": "“posts” holds objects with a “record”, as app.bsky.feed.getPosts answers",
        "records": "“records” holds objects with a “value”, as com.atproto.repo.listRecords answers",
        "list": "a list of records, or one record",
    },
)
