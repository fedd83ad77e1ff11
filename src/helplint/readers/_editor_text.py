"""The text of documents that block editors keep as JSON, every character with the place it came from."""

from __future__ import annotations

from json import loads
from typing import TYPE_CHECKING

from helplint.origin import Source
from helplint.readers._excerpt import Excerpt
from helplint.readers._json_scanner import JsonValue, skip_space

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEEPEST = 100
_PARAGRAPH, _LINE = "\n\n", "\n"

Piece = Excerpt | str
"""Characters of the document, or a break between two blocks or lines."""


def text_of_lexical(document: Excerpt) -> Excerpt:
    """Return the text of a Lexical document: paragraphs, headings, quotes, lists, and Markdown cards.

    Examples
    --------
    >>> text = '{"root":{"children":[{"type":"paragraph","children":[{"type":"text","text":"Wait."}]}]}}'
    >>> text_of_lexical(Excerpt(text, 0)).text
    'Wait.'
    """
    return _text(document, lambda root: _lexical(_member(root, "root"), 0))


def text_of_mobiledoc(document: Excerpt) -> Excerpt:
    """Return the text of a Mobiledoc document: paragraphs, headings, quotes, lists, and Markdown cards.

    Examples
    --------
    >>> text_of_mobiledoc(Excerpt('{"sections":[[1,"p",[[0,[],0,"Wait."]]]]}', 0)).text
    'Wait.'
    """
    return _text(document, _mobiledoc)


def _text(document: Excerpt, pieces: Callable[[JsonValue], Iterator[Piece]]) -> Excerpt:
    try:
        data = loads(document.text)
    except (ValueError, RecursionError):
        # Without its text the post still has its title.
        return Excerpt("", 0)
    root = JsonValue(data, Source(document.text), skip_space(document.text, 0))
    characters: list[str] = []
    places: list[int] = []
    due, end = "", 0
    outer = document.all_offsets
    for piece in pieces(root):
        if isinstance(piece, str):
            due = max(due, piece, key=len) if characters else ""
        elif piece.text:
            *inner, end = piece.all_offsets
            characters += [*due, *piece.text]
            places += [*[inner[0]] * len(due), *inner]
            due = ""
    if not characters:
        return Excerpt("", 0)
    return Excerpt.mapped("".join(characters), [outer[place] for place in (*places, end)]).trimmed()


def _member(value: JsonValue | None, key: str) -> JsonValue | None:
    return dict(value.members()).get(key) if value else None


def _elements(value: JsonValue | None) -> list[JsonValue]:
    return list(value.elements()) if value else []


def _lexical(node: JsonValue | None, depth: int) -> Iterator[Piece]:
    if node is None or depth > _DEEPEST:
        return
    members = dict(node.members())
    kind = str(members["type"].data) if "type" in members else ""
    words = members.get("markdown") if kind == "markdown" else members.get("text")
    children = _elements(members.get("children"))
    inline = kind in {"link", "autolink", "text", "extended-text", "tk", "at-link"}
    if not inline:
        yield _LINE if kind in {"linebreak", "listitem"} else _PARAGRAPH
    if words is not None and isinstance(words.data, str) and not children:
        yield words.excerpt()
    for child in children:
        yield from _lexical(child, depth + 1)
    if not inline:
        yield _LINE if kind in {"linebreak", "listitem"} else _PARAGRAPH


def _mobiledoc(root: JsonValue) -> Iterator[Piece]:
    cards = _elements(_member(root, "cards"))
    for section in _elements(_member(root, "sections")):
        yield _PARAGRAPH
        match section.data:
            case [1, str(), list(), *_]:
                yield from _markers(_elements(section)[2])
            case [3, str(), list(), *_]:
                for item in _elements(_elements(section)[2]):
                    yield _LINE
                    yield from _markers(item)
            case [10, int(index), *_] if index < len(cards):
                match cards[index].data:
                    case ["markdown" | "card-markdown", {"markdown": str()}, *_]:
                        words = _member(_elements(cards[index])[1], "markdown")
                        yield from [words.excerpt()] if words else []


def _markers(markers: JsonValue) -> Iterator[Piece]:
    for marker in _elements(markers):
        match marker.data:
            case [0, _, _, str(), *_]:
                yield _elements(marker)[3].excerpt()
            case [1, *_]:
                # The only atom that Ghost has is a line break.
                yield _LINE
