"""Trello: the JSON export of a board on which each card is a post.

Open cards are read: the description, or the name where there is none. Archived cards and templates are left out and
counted. The labels of a card, or else its list, name the channel; the list is how far the post has come. Members,
comments and what was done to the cards are not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.channel import parse_channels
from helplint.post import Post
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._json_document import Document, at, mappings_at, word_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._file import File
    from helplint.readers._json_document import Record


def read(file: File) -> Iterator[Post]:
    """Yield the posts on the open cards of a board, in the order of the file.

    Raises
    ------
    HelplintError
        It is not valid JSON. A record that is broken makes an error notice, and the others are read.
    """
    document = Document.of(file)
    lists = {
        word_at(each, "id"): each for each in mappings_at(document.data, "lists") if isinstance(each.get("id"), str)
    }

    def posts_of(record: Record) -> Iterator[Post]:
        return _posts_of(record, lists.get(record.word("idList")))

    yield from document.posts(posts_of, "cards")


def _posts_of(record: Record, held_by: object) -> Iterator[Post]:
    file, card = record.document.file, record.data
    if card.get("closed") is True or at(held_by, "closed") is True:
        file.leave_out("archived cards")
        return
    if card.get("isTemplate") is True:
        file.leave_out("card templates")
        return
    key = "desc" if record.text("desc").strip() else "name"
    excerpt = Excerpt(record.text(key), 0)
    if not excerpt.text.strip():
        return
    labels = [label for each in mappings_at(card, "labels") if (label := word_at(each, "name"))]
    list_name = word_at(held_by, "name")
    given = {
        "name": record.word("name") if key == "desc" else "",
        "list": list_name,
        "labels": ", ".join(labels),
        "due complete": "true" if card.get("dueComplete") is True else "",
    }
    yield Post(
        id=record.word("id") or f"{file.path}:{record.number}",
        text=excerpt.text,
        origin=record.origin(excerpt, (key,)),
        channels=parse_channels(", ".join(labels)) or parse_channels(list_name),
        time=record.iso_time(record.word("due")),
        status=list_name or None,
        fields={name: value for name, value in given.items() if value},
        record=card,
    )


def _recognise(file: File) -> bool:
    return '"descData"' in file.head and ('"idOrganization"' in file.head or '"labelNames"' in file.head)


format = Format(  # noqa: A001 - the name every reader has
    summary="Trello's export of a board: open cards",
    suffixes=(".json",),
    read=read,
    recognise=_recognise,
    marks="near its beginning “descData”, and “idOrganization” or “labelNames”",
)
