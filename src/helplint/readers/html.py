"""A newsletter or page as HTML: one post, what a reader sees of its body.

A folder may hold a whole web site, so a page is read only where it is named itself. What mail programs hide, such as
the preview text above a newsletter, is no text; the title of the page is a field.

``<!-- helplint: ignore=hype reason -->`` is about its line, or, alone on its line, about the lines below it up to an
empty one.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._front_matter import Details, times_of
from helplint.readers._html import text_of_html
from helplint.readers._html_comments import suppress_in_comments, suppressions_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._file import File

_TITLE = re.compile(r"<title[^>]*>([^<]*)</title", re.IGNORECASE)


def read(file: File) -> Iterator[Post]:
    """Yield the one post of a page; the day in the name of the file is its day."""
    if not file.named:
        file.note("passed over: a web page; name the file itself to have it read")
        return
    html = file.source.text
    suppress_in_comments(file, suppressions_in(html))
    excerpt = text_of_html(Excerpt(html, 0))
    [(time, whole_day)] = times_of(file, [(Details(), 1)])
    title = _TITLE.search(html)
    if excerpt.text:
        yield Post(
            id=f"{file.path}:1",
            text=excerpt.text,
            origin=excerpt.origin(file.path, file.source),
            time=time,
            whole_day=whole_day,
            fields={"title": " ".join(unescape(title[1]).split())} if title and title[1].strip() else {},
        )


format = Format(  # noqa: A001 - what every reader calls it
    summary="a newsletter or web page as HTML",
    suffixes=(".html", ".htm"),
    read=read,
    marks="any page, where the file itself is named; those that a folder holds are passed over",
)
