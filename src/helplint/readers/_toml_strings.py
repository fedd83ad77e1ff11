"""The strings of a TOML text, every character with its place: the parser of the standard library tells none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.readers._excerpt import Excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r'(?P<comment>#[^\n]*)|"""(?:\r?\n)?(?P<long>(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{0,2})"""'
    r"|'''(?:\r?\n)?(?P<raw_long>(?:[^']++|'{1,2}(?!'))*+'{0,2})'''"
    r"""|"(?P<short>(?:[^"\\\n]++|\\.)*+)"|'(?P<raw>[^'\n]*)'""",
    re.DOTALL,
)
_PIECE = re.compile(r"\r\n|\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*\r?\n\s*|.)", re.DOTALL)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


def without_strings(text: str) -> str:
    """Return what is left of a text without its strings and comments."""
    return _TOKEN.sub('""', text)


def strings_of(text: str) -> Iterator[Excerpt]:
    r"""Yield the strings of a valid text in their order, as they are meant.

    Examples
    --------
    >>> [string.text for string in strings_of('a = "Salt\\tice" # "no"\nb = \'C:\\dir\'')]
    ['Salt\tice', 'C:\\dir']
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind and kind != "comment":
            yield _meant(text, *match.span(kind), raw=kind.startswith("raw"))


def _meant(text: str, start: int, end: int, *, raw: bool) -> Excerpt:
    pieces: list[str] = []
    places: list[int] = []
    for match in _PIECE.finditer(text, start, end):
        if raw and match[0] != "\r\n":
            continue
        pieces.append(text[start : match.start()])
        places += range(start, match.start())
        meant = _character(match[0])
        pieces.append(meant)
        places += [match.start()] * len(meant)
        start = match.end()
    if not pieces:
        return Excerpt(text[start:end], start)
    return Excerpt.mapped("".join([*pieces, text[start:end]]), [*places, *range(start, end + 1)])


def _character(written: str) -> str:
    if written == "\r\n":
        return "\n"
    if written[1] in "uU":
        code = int(written.lstrip("\\uU"), 16)
        return chr(code) if code < 0x110000 else ""  # noqa: PLR2004 - there are no more characters
    # A backslash at the end of a line takes away the line end, and the space at the beginning of the next.
    return _ESCAPES.get(written[1], "")
