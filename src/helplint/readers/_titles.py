"""A title above a body, where a file has them under two keys of one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.readers._excerpt import Excerpt

if TYPE_CHECKING:
    from helplint.origin import Origin
    from helplint.readers._json_document import Record
    from helplint.readers._json_layout import Path


def under_title(record: Record, title: Path, body: Excerpt, path: Path) -> tuple[str, Origin]:
    """Return what a reader sees: a title, an empty line, the body; and the origin of it all.

    The body alone where it begins with its title, or where its title stands behind it in the file.

    Parameters
    ----------
    title, path
        Where the title and the body stand in the record; next to each other.
    body
        Its offsets are into the string at `path`.
    """
    words = record.text(*title)
    if not body.text.strip():
        excerpt = Excerpt(words, 0)
        return words, record.origin(excerpt, title)
    if not words.strip() or _begins_with(body.text, words) or not _stands_before(record, title, path):
        return body.text, record.origin(body, path)
    places = [len(words) + place for place in body.all_offsets]
    excerpt = Excerpt.mapped(f"{words}\n\n{body.text}", [*range(len(words)), places[0], places[0], *places])
    return excerpt.text, record.origin(excerpt, title, path, field=str(path[-1]))


def _begins_with(body: str, title: str) -> bool:
    begun, wanted = (" ".join(text.split()).casefold() for text in (body[: 2 * len(title) + 100], title))
    return begun.startswith(wanted)


def _stands_before(record: Record, title: Path, path: Path) -> bool:
    above = record.mapping(*title[:-1])
    keys = list(above)
    return title[:-1] == path[:-1] and keys.index(str(title[-1])) < keys.index(str(path[-1]))
