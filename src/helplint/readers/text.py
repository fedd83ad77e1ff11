"""Plain text: one post, or several where they are parted by a line of ``---`` or by three or more blank lines.

``<!-- helplint: ignore=hype reason -->`` is no part of the text; it is about its line, or, alone on its line, about the
paragraph below it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.baseline import HEAD
from helplint.post import Post
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._front_matter import Details, times_of
from helplint.readers._html_comments import hole, suppress_in_comments, suppressions_in, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._file import File

SEPARATOR = re.compile(r"^[ \t]*---[ \t]*\r?$|(?:^[ \t]*\r?\n){3,}", re.MULTILINE)
"""What parts the posts of a text without headings."""

_IDS = re.compile(r"\s*(?:\d{6,20}\s+)*\d{6,20}\s*")


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a text file; the day in its name, such as ``2026-03-31-launch.txt``, is theirs."""
    text = file.source.text
    if _IDS.fullmatch(text):
        file.note("passed over: it holds only ids of posts, not their texts")
        return
    if text.startswith(HEAD):
        file.note("passed over: a baseline of helplint")
        return
    [(time, whole_day)] = times_of(file, [(Details(), 1)])
    comments = list(suppressions_in(text))
    suppress_in_comments(file, comments)
    holes = [hole(text, span) for span in comments]
    start, number = 0, 0
    for end, following in [*(match.span() for match in SEPARATOR.finditer(text)), (len(text), 0)]:
        excerpt = Excerpt.joined(text, without((start, end), holes)) if holes else Excerpt.cut(text, start, end)
        start = following
        if excerpt.text:
            number += 1
            yield Post(
                id=f"{file.path}:{number}",
                text=excerpt.text,
                origin=excerpt.origin(file.path, file.source),
                time=time,
                whole_day=whole_day,
            )


format = Format(  # noqa: A001 - the name every reader has
    summary="plain text: one post, or several parted by --- or three blank lines",
    suffixes=(".txt", ".text"),
    read=read,
)
