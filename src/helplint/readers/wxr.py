"""Exports of WordPress (WXR): the posts of a site, published and drafts.

Pages, attachments, menus and other types of content are left out, so are private items, those behind a password, and
what is in the trash; comments are not read. Of the text, marks of the block editor and shortcodes are no part; what
stands between two of a pair of shortcodes is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._articles import Archive, under_title
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._html import places_of, text_of_html
from helplint.readers._html_comments import without
from helplint.readers._xml import elements, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from helplint.readers._file import File
    from helplint.readers._xml import Element

_TYPES = {
    "page": "pages",
    "attachment": "attachments",
    "nav_menu_item": "menu items",
    "revision": "revisions",
    "": "items without a type",
}
_STATUSES = {"publish": "published", "future": "scheduled"}
"""What the project calls them; the other names say the same here and there."""

_TAGS = {"category": "categories", "post_tag": "tags"}
_UNPUBLISHED = frozenset({"draft", "pending"})
_SHORTCODE = re.compile(r"\[(?P<slash>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:\s+[^\[\]<>]*)?)/?\]", re.DOTALL)
_OF_WORDPRESS = frozenset("gallery caption wp_caption embed audio video playlist more".split())  # noqa: SIM905


def recognise(file: File) -> bool:
    """Return whether a file begins as an export of WordPress does."""
    return "wordpress.org/export/" in file.head and root_name(file.head) == "rss"


def read(file: File) -> Iterator[Post]:
    """Yield the posts of an export.

    Raises
    ------
    HelplintError
        It is so broken that no item is found, or declares entities.
    """
    archive = Archive(file)
    names: dict[str, str] = {}
    number = 0
    for element in elements(file, {"item", "wp:author"}, "item"):
        if element.name == "wp:author":
            names[element.text("wp:author_login")] = element.text("wp:author_display_name")
            continue
        number += 1
        if (left_out := _no_post(element)) is not None:
            file.leave_out(left_out)
            continue
        yield _post(file, archive, element, number, names)


def _no_post(element: Element) -> str | None:
    """Return what an item is that is no post, or not public, in the plural."""
    kind, status = element.text("wp:post_type"), element.text("wp:status")
    if kind != "post":
        return _TYPES.get(kind, "items of other types")
    if status == "private" or element.text("wp:post_password"):
        return "private items"
    return {"trash": "items in the trash", "auto-draft": "automatic drafts", "inherit": "revisions"}.get(status)


def _post(file: File, archive: Archive, element: Element, number: int, names: dict[str, str]) -> Post:
    title, content = element.first("title"), element.first("content:encoded")
    excerpt = under_title(
        Excerpt("", 0) if title is None else text_of_html(title.excerpt()),
        Excerpt("", 0) if content is None else _shown(content.excerpt()),
    )
    creator, summary = element.text("dc:creator"), element.first("excerpt:encoded")
    status = element.text("wp:status")
    time, whole_day = _time(archive, element, file.source.line_column(element.start)[0])
    tags = {kind: [each for each in element.all("category") if each.attributes.get("domain") == kind] for kind in _TAGS}
    fields = {
        "title": "" if title is None else text_of_html(title.excerpt()).text,
        "permalink": element.text("link"),
        "excerpt": "" if summary is None else text_of_html(summary.excerpt()).text,
        **{name: ", ".join(each.own_text() for each in tags[kind]) for kind, name in _TAGS.items()},
    }
    return Post(
        id=archive.id(element.text("wp:post_id", "guid"), f"{file.path}:{number}"),
        text=excerpt.text,
        origin=excerpt.origin(file.path, file.source, record=number),
        channels=("blog",),
        time=time,
        whole_day=whole_day,
        author=names.get(creator) or creator or None,
        status=_STATUSES.get(status, status) or None,
        fields={name: value for name, value in fields.items() if value},
    )


def _time(archive: Archive, element: Element, line: int) -> tuple[datetime | None, bool]:
    gmt, local = element.text("wp:post_date_gmt"), element.text("wp:post_date")
    if gmt and not gmt.startswith("0000"):
        return archive.time(f"{gmt} +0000", line)
    # The local date of what is not published is the day it was last saved.
    if element.text("wp:status") in _UNPUBLISHED:
        return None, False
    return archive.time("" if local.startswith("0000") else local or element.text("pubDate"), line)


def _shown(content: Excerpt) -> Excerpt:
    """Return what a reader sees of the content of a post."""
    # Outside of the block editor an empty line parts paragraphs.
    return text_of_html(_without_shortcodes(content), line_ends="<!-- wp:" not in content.text)


def _without_shortcodes(content: Excerpt) -> Excerpt:
    text = content.text
    if "[" not in text:
        return content
    closed = {match["name"] for match in _SHORTCODE.finditer(text) if match["slash"]}
    holes = [
        match.span()
        for match in _SHORTCODE.finditer(text)
        # A word in brackets is a word in brackets.
        if match["name"] in closed | _OF_WORDPRESS or "=" in match["attributes"] or {"-", "_"} & {*match["name"]}
    ]
    if not holes:
        return content
    places = places_of(content)
    kept = list(without((0, len(text)), holes))
    offsets = [place for start, end in kept for place in places[start:end]]
    return Excerpt.mapped("".join(text[start:end] for start, end in kept), [*offsets, places[-1]])


format = Format(  # noqa: A001 - what every reader calls it
    summary="exports of WordPress sites (WXR): posts",
    suffixes=(".xml",),
    read=read,
    recognise=recognise,
    marks="its first element is rss and names wordpress.org/export/",
)
