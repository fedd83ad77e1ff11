"""Posts of a Wix blog as it exports them: a CSV file with the title and the plain text of each.

Where the plain text is missing, it is taken out of the rich one, which is JSON.
"""

from __future__ import annotations

from json import loads
from typing import TYPE_CHECKING

from helplint.origin import Source
from helplint.post import Post
from helplint.readers._articles import Archive, under_title
from helplint.readers._excerpt import Excerpt
from helplint.readers._export_rows import has_headings, rows_of
from helplint.readers._file import Format
from helplint.readers._html import places_of
from helplint.readers._json_scanner import JsonValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._export_rows import ExportRow
    from helplint.readers._file import File

_HEADINGS = frozenset({"plain content", "rich content"})
_INLINE = frozenset({"TEXT"})
_DEEPEST = 50


def read(file: File) -> Iterator[Post]:
    """Yield the posts of an export.

    Raises
    ------
    HelplintError
        A quote is not closed.
    """
    archive = Archive(file)
    for row in rows_of(file, _HEADINGS):
        body = row.excerpt("plain content")
        excerpt = under_title(row.excerpt("title"), body if body.text else _rich(row))
        published = row.text("published date")
        time, whole_day = archive.time(published, row.line)
        yield Post(
            id=archive.id(row.text("id") or row.text("internal id"), row.key),
            text=excerpt.text,
            origin=row.origin(excerpt),
            channels=("blog",),
            time=time,
            whole_day=whole_day,
            author=row.text("author") or None,
            status="published" if published else "draft",
            fields=row.fields("title", "excerpt", "main category", "slug"),
            record=row.record,
        )


def _rich(row: ExportRow) -> Excerpt:
    """Return the words of the rich content, a line a block."""
    cell = row.excerpt("rich content")
    if not cell.text:
        return cell
    try:
        data = loads(cell.text)
    except (ValueError, RecursionError):
        row.file.warn("“Rich Content” is not valid JSON, and “Plain Content” is empty: this post has no text", row.line)
        return Excerpt("", 0)
    if not isinstance(data, dict):
        return Excerpt("", 0)
    places = places_of(cell)
    text, offsets = "", []
    for value in _texts(JsonValue(data, Source(cell.text), 0), 0):
        found = Excerpt("\n\n", 0, [0, 0, 0]) if value is None else value.excerpt()
        if value is not None:
            text += found.text
            offsets += [places[each] for each in places_of(found)[:-1]]
            end = places[places_of(found)[-1]]
        elif text and not text.endswith("\n\n"):
            text += found.text
            offsets += [end, end]
    return Excerpt.mapped(text, [*offsets, end]).trimmed() if text else Excerpt("", 0)


def _texts(node: JsonValue, depth: int) -> Iterator[JsonValue | None]:
    """Yield the texts of a node in their order, and None where a block ends."""
    if depth > _DEEPEST:
        return
    members = dict(node.members())
    for name in ("textData", "buttonData"):
        if name in members and isinstance(members[name].data, dict):
            inner = dict(members[name].members())
            yield from (inner[key] for key in inner if key == "text" and isinstance(inner[key].data, str))
    if "nodes" in members:
        for child in members["nodes"].elements():
            yield from _texts(child, depth + 1)
    if "textData" not in members:
        yield None


format = Format(  # noqa: A001 - what every reader calls it
    summary="exports of Wix: blog posts",
    suffixes=(".csv",),
    read=read,
    recognise=lambda file: has_headings(file.head, _HEADINGS),
    marks="its headings hold Plain Content and Rich Content",
)
