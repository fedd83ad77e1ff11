"""Feeds of blogs and podcasts: RSS 2.0 and its forerunners, RSS 1.0 (RDF), Atom.

The text is the title above the body; of several bodies the fullest, ``content:encoded`` before ``description``,
``content`` before ``summary``. HTML is read as its reader sees it. Of a backup of Blogger, which is a feed too, posts
alone are read. What a feed calls a post, ``guid`` or ``id``, is its id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._articles import Archive, under_title
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._html import text_of_any, text_of_html
from helplint.readers._xml import elements, root_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._file import File
    from helplint.readers._xml import Element

_ROOTS = frozenset({"rss", "feed", "RDF"})
_FEED = re.compile(r"<(?:\w+:)?(?:rss[\s>]|feed\b[^>]*Atom|feed\b[^>]*atom/ns|RDF\b[^>]*purl\.org/rss/)", re.DOTALL)
_ITEMS = "(?:item|entry)"
_NAMED_ADDRESS = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\s*\((?P<after>[^)]+)\)|(?P<before>[^@<>()]+?)\s*[<(][^)>]*@.*")
_KIND = "http://schemas.google.com/g/2005#"


def recognise(file: File) -> bool:
    """Return whether a file begins as a feed does, and not as the export of a WordPress site."""
    head = file.head
    is_root = root_name(head).rpartition(":")[2] in _ROOTS
    return is_root and _FEED.search(head) is not None and "wordpress.org/export/" not in head


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a feed.

    Raises
    ------
    HelplintError
        It is so broken that no item is found, or declares entities.
    """
    archive = Archive(file)
    sender = ""
    number = 0
    for element in elements(file, {"item", "entry", "author"}, _ITEMS):
        if element.name == "author":
            sender = element.text("name") or sender
            continue
        number += 1
        if (left_out := _no_post(element)) is not None:
            file.leave_out(left_out)
            continue
        yield _post(file, archive, element, number, sender)


def _no_post(element: Element) -> str | None:
    """Return what an entry of a backup is that is no post, in the plural."""
    terms = (each.attributes.get("term", "") for each in element.all("category"))
    kinds = [term.rpartition("#")[2] for term in terms if term.startswith(_KIND)]
    return f"{kinds[0].rstrip('s')}s" if kinds and kinds[0] != "post" else None


def _post(file: File, archive: Archive, element: Element, number: int, sender: str) -> Post:
    is_atom = element.name == "entry"
    title = element.first("title", "itunes:title")
    names = ("content", "summary") if is_atom else ("content:encoded", "description", "itunes:summary", "content")
    bodies = (_shown(file, each, is_atom=is_atom) for name in names for each in element.all(name))
    excerpt = under_title(
        Excerpt("", 0) if title is None else _shown(file, title, is_atom=is_atom),
        next((body for body in bodies if body.text), Excerpt("", 0)),
    )
    time, whole_day = archive.time(
        element.text("published", "pubDate", "dc:date", "issued", "updated"),
        file.source.line_column(element.start)[0],
    )
    is_draft = any(each.text("app:draft", "draft") == "yes" for each in element.all("app:control", "control"))
    fields = {
        "title": element.text("title"),
        "permalink": _permalink(element),
        "categories": ", ".join(filter(None, map(_category, element.all("category")))),
    }
    return Post(
        id=archive.id(element.text("guid", "id") or _permalink(element), f"{file.path}:{number}"),
        text=excerpt.text,
        origin=excerpt.origin(file.path, file.source, record=number),
        channels=("blog",),
        time=time,
        whole_day=whole_day,
        author=_author(element) or sender or None,
        reply=element.first("thr:in-reply-to") is not None,
        status="draft" if is_draft else None,
        fields={name: value for name, value in fields.items() if value},
    )


def _shown(file: File, element: Element, *, is_atom: bool) -> Excerpt:
    """Return what a reader sees of an element."""
    kind = element.attributes.get("type", "")
    if not is_atom and not kind:
        return text_of_any(element.excerpt())
    if kind in {"xhtml", "application/xhtml+xml"}:
        return text_of_html(Excerpt(file.source.text[slice(*element.inside)], element.inside[0]))
    if kind in {"html", "text/html"} or element.attributes.get("mode") == "escaped":
        return text_of_html(element.excerpt())
    # Atom may carry pictures and other files in place of words.
    return element.excerpt() if kind in {"", "text", "text/plain"} else Excerpt("", 0)


def _permalink(element: Element) -> str:
    for link in element.all("link"):
        if link.attributes.get("rel", "alternate") == "alternate" and (link.attributes.get("href") or link.own_text()):
            return link.attributes.get("href") or link.own_text()
    return ""


def _category(element: Element) -> str:
    term = element.attributes.get("label") or element.attributes.get("term") or element.own_text()
    return "" if term.startswith(_KIND) else term


def _author(element: Element) -> str:
    author = element.first("author")
    name = author.text("name") if author is not None else ""
    name = name or element.text("dc:creator", "author", "itunes:author")
    match = _NAMED_ADDRESS.fullmatch(name)
    return name if match is None else (match["after"] or match["before"]).strip()


format = Format(  # noqa: A001 - what every reader calls it
    summary="feeds of blogs and podcasts: RSS and Atom, backups of Blogger",
    suffixes=(".rss", ".atom", ".rdf", ".xml"),
    read=read,
    recognise=recognise,
    marks="its first element is rss, feed (of Atom) or rdf:RDF (of RSS)",
)
