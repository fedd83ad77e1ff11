"""Posts of beehiiv as it exports them: a CSV file with the HTML of each.

The text is what reaches an inbox: the subject line, the preview text, and the body; where a post was not meant for
e-mail, its title and subtitle on the web.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._articles import Archive, under_title
from helplint.readers._export_rows import has_headings, rows_of
from helplint.readers._file import Format
from helplint.readers._html import text_of_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._file import File

_HEADINGS = frozenset({"web_title", "content_html"})


def read(file: File) -> Iterator[Post]:
    """Yield the posts of an export.

    Raises
    ------
    HelplintError
        A quote is not closed.
    """
    archive = Archive(file)
    for row in rows_of(file, _HEADINGS):
        mailed = "email" if row.text("email_subject_line") else "web"
        subject = row.excerpt("email_subject_line" if mailed == "email" else "web_title")
        preview = row.excerpt("email_preview_text" if mailed == "email" else "web_subtitle")
        excerpt = under_title(subject, under_title(preview, text_of_html(row.excerpt("content_html"))))
        time, whole_day = archive.time(row.text("published_at") or row.text("created_at"), row.line)
        yield Post(
            id=archive.id(row.text("id"), row.key),
            text=excerpt.text,
            origin=row.origin(excerpt),
            channels=("newsletter",),
            time=time,
            whole_day=whole_day,
            author=row.text("author") or row.text("authors") or None,
            status=row.text("status") or None,
            fields=row.fields("web_title", "web_subtitle", "audience", "content_tags"),
            record=row.record,
        )


format = Format(  # noqa: A001 - what every reader calls it
    summary="exports of beehiiv: newsletters",
    suffixes=(".csv",),
    read=read,
    recognise=lambda file: has_headings(file.head, _HEADINGS),
    marks="its headings hold web_title and content_html",
)
