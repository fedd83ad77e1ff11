"""Toots as files, in the way of toot-together: a file is one toot; poll options with square boxes end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._front_matter import Details, times_of
from helplint.readers._html_comments import suppressions_in
from helplint.readers._poll import split_poll

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._file import File


def read(file: File) -> Iterator[Post]:
    """Yield the one toot of a file; its poll options are kept in the field ``poll``."""
    text = file.source.text
    excerpt, options = split_poll(Excerpt.cut(text, 0, len(text)), "[]")
    for start, _ in suppressions_in(text):
        message = "this comment would be published; name the file under “per-file-ignores” in the configuration instead"
        file.warn(message, file.source.line_column(start)[0])
    [(time, whole_day)] = times_of(file, [(Details(), 1)])
    if excerpt.text:
        yield Post(
            id=f"{file.path}:1",
            text=excerpt.text,
            origin=excerpt.origin(file.path, file.source),
            channels=("mastodon",),
            time=time,
            whole_day=whole_day,
            fields={"poll": "\n".join(options)} if options else {},
        )


format = Format(  # noqa: A001 - the name every reader has
    summary="toots as files, with polls (toot-together)",
    suffixes=(".toot",),
    read=read,
)
