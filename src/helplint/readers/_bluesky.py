"""Records of posts as Bluesky keeps them, in whichever file they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.readers._json_document import at, mappings_at, word_at
from helplint.readers._media import media_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

POST = "app.bsky.feed.post"
"""The type of a record that is a post."""


def answers(record: object, author: str) -> bool:
    """Return whether a post answers somebody else than its author, who is given by their decentralised id."""
    parent = word_at(record, "reply", "parent", "uri")
    # Who goes on with a thread of their own answers nobody.
    return bool(parent) and not (author and parent.startswith(f"at://{author}/"))


def fields_of(record: Mapping[str, object]) -> dict[str, str]:
    """Return what rules may want to know of a post besides its text."""
    languages = at(record, "langs")
    pictures = [
        (word_at(picture, "image", "ref", "$link"), word_at(picture, "alt"))
        for embed in _embeds(record)
        for picture in mappings_at(embed, "images") or mappings_at(embed, "items")
        if "image" in picture
    ]
    given = {
        "language": ", ".join(map(str, languages)) if isinstance(languages, list) else "",
        "links": "\n".join(dict.fromkeys(_links(record))),
    }
    return {name: value for name, value in given.items() if value} | media_fields(pictures)


def _embeds(record: object) -> Iterator[object]:
    yield at(record, "embed")
    # Of a quote with pictures.
    yield at(record, "embed", "media")


def _links(record: object) -> Iterator[str]:
    """Yield where the links lead that the text shows shortened, and the one that is shown as a card."""
    for facet in mappings_at(record, "facets"):
        for feature in mappings_at(facet, "features"):
            if uri := word_at(feature, "uri"):
                yield uri
    for embed in _embeds(record):
        if uri := word_at(embed, "external", "uri"):
            yield uri
