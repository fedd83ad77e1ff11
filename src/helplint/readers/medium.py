"""Posts of Medium as it exports them: an HTML file each.

The text is the title above the body, and responses to others' posts are replies. Of a whole export only the folder
``posts`` is looked at: what was read, clapped for or highlighted is nobody's business.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._articles import Archive, begins_with, under_title
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._html import elements_of_classes, text_of_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helplint.readers._file import File
    from helplint.readers._html import HtmlElement

_MARK = re.compile(r'<section\s+data-field="body"\s+class="e-content"')
_POST = re.compile(r"posts/[^/]+\.html")
_BESIDE = re.compile(r"(?:profile|claps|bookmarks|highlights|sessions|ips|lists)/[^/]+\.html")
_CLASSES = frozenset({"p-name", "p-summary", "e-content", "dt-published", "p-author", "p-canonical", "p-tags"})
_ID = re.compile(r"-{1,2}(?P<id>[0-9a-f]{8,12})\.html$")


def export(names: Sequence[str]) -> Sequence[str] | None:
    """Return the posts where the names are those of a whole export."""
    return [name for name in names if _POST.fullmatch(name)] or None if any(map(_BESIDE.fullmatch, names)) else None


def read(file: File) -> Iterator[Post]:
    """Yield the one post of a file."""
    html = file.source.text
    found = elements_of_classes(html, _CLASSES)

    def shown(name: str) -> Excerpt:
        element = found.get(name)
        return Excerpt("", 0) if element is None else _shown(html, element)

    published = found.get("dt-published")
    time, whole_day = Archive(file).time(
        "" if published is None else published.attributes.get("datetime", ""),
        1 if published is None else file.source.line_column(published.start)[0],
    )
    title, body = shown("p-name"), shown("e-content")
    # A response has neither a title nor a subtitle; Medium repeats its beginning where a title would stand.
    is_response = "p-summary" not in found and "graf--title" not in html and begins_with(body.text, title.text)
    excerpt = body if is_response else under_title(title, body)
    given = _ID.search(file.name)
    canonical = found["p-canonical"].attributes.get("href", "") if "p-canonical" in found else ""
    fields = {
        "title": title.text,
        "subtitle": shown("p-summary").text,
        "tags": shown("p-tags").text.removeprefix("Tagged in "),
        "permalink": canonical,
    }
    yield Post(
        id=given["id"] if given else f"{file.path}:1",
        text=excerpt.text,
        origin=excerpt.origin(file.path, file.source),
        channels=("blog",),
        time=time,
        whole_day=whole_day,
        author=shown("p-author").text or None,
        reply=is_response,
        status="draft" if file.name.startswith("draft") else "published",
        fields={name: value for name, value in fields.items() if value},
    )


def _shown(html: str, element: HtmlElement) -> Excerpt:
    return text_of_html(Excerpt(html[element.start : element.end], element.start))


format = Format(  # noqa: A001 - what every reader calls it
    summary="exports of Medium: a page a post",
    suffixes=(".html",),
    read=read,
    recognise=lambda file: _MARK.search(file.head) is not None,
    marks="a section in it has data-field body and class e-content",
    export=export,
)
