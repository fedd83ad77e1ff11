"""A newsletter as an e-mail: the subject above the body, which is the plain text or else the HTML.

Of the sender his name is read, and no address of anybody. What mail programs hide in HTML, such as the preview text, is
no text, and attachments are not looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._articles import Archive, under_title
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._html import text_of_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._file import File
    from helplint.readers._mime import Part

_LONGEST = 1000
"""Characters of a date or a sender that are looked at."""

_NAME = re.compile(r'\s*"?(?P<name>[^"<@]*?)"?\s*<')


def read(file: File) -> Iterator[Post]:
    """Yield the one post of an e-mail.

    Raises
    ------
    HelplintError
        A header holds brackets in brackets without end.
    """
    try:
        yield _post(file)
    except RecursionError as error:
        raise file.error("a header of this e-mail has too many brackets in one another to be read") from error


def _post(file: File) -> Post:
    from helplint.readers._mime import header, parts_of  # noqa: PLC0415 - the library for e-mail costs 40 ms

    text = file.source.text
    parts = list(parts_of(text))
    message = parts[0]
    date = header(text, message, "date")
    line = file.source.line_column(date.start)[0]
    time, whole_day = Archive(file).time(re.sub(r"\s*\([^)]*\)\s*$", "", date.text[:_LONGEST]), line)
    subject = header(text, message, "subject")
    excerpt = under_title(subject, _body(text, parts))
    sender = _NAME.match(header(text, message, "from").text[:_LONGEST])
    return Post(
        id=f"{file.path}:1",
        text=excerpt.text,
        origin=excerpt.origin(file.path, file.source),
        channels=("newsletter",),
        time=time,
        whole_day=whole_day,
        author=(sender["name"] if sender else "") or None,
        reply=bool(header(text, message, "in-reply-to").text),
        status="draft" if header(text, message, "x-unsent").text == "1" else None,
        fields={"subject": subject.text} if subject.text else {},
    )


def _body(text: str, parts: list[Part]) -> Excerpt:
    """Return what a reader sees of the first part in plain text that holds some, or else of the first in HTML."""
    from helplint.readers._mime import body  # noqa: PLC0415 - see above

    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.headers.get_content_type() == kind and not part.headers.is_attachment():
                found = body(text, part)
                shown = found.trimmed() if kind == "text/plain" else text_of_html(found)
                if shown.text:
                    return shown
    return Excerpt("", 0)


format = Format(  # noqa: A001 - what every reader calls it
    summary="a newsletter as an e-mail",
    suffixes=(".eml",),
    read=read,
)
