"""The lines of an iCalendar file: unfolded and unescaped, every character with the place it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from helplint.readers._excerpt import Excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.readers._file import File

_SPLIT_CHARACTER = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})((?:\r?\n[ \t])+)([\x80-\xbf]+)")
_LONGEST_CHARACTER = 4
_FOLDED_LINE = re.compile(r"[^\r\n]+(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*")
_FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]")
_LINE = re.compile(r'(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):')
_PARAMETER = re.compile(r';(?P<name>[^=;:"]+)=(?P<value>[^:;"]*(?:"[^"]*"[^:;"]*)*)')
_ESCAPE = re.compile(r"\\([\\;,nN])")


@dataclass(frozen=True, slots=True)
class Line:
    """One property.

    Attributes
    ----------
    name
        In capitals, without what groups it.
    parameters
        By their names in capitals.
    value
        As written, unfolded.
    """

    name: str
    parameters: dict[str, str]
    value: Excerpt

    def text(self) -> Excerpt:
        """Return the value without escapes."""
        offsets = self.value.offsets or range(self.value.start, self.value.start + len(self.value.text) + 1)
        characters: list[str] = []
        places: list[int] = []
        at = 0
        for match in _ESCAPE.finditer(self.value.text):
            characters += self.value.text[at : match.start()], "\n" if match[1] in "nN" else match[1]
            places += offsets[at : match.start() + 1]
            at = match.end()
        characters.append(self.value.text[at:])
        return Excerpt.mapped("".join(characters), [*places, *offsets[at:]])


def lines_of(text: str) -> Iterator[Line]:
    r"""Yield the properties of a file; what is none is passed over.

    Examples
    --------
    >>> [line.text().text for line in lines_of("DESCRIPTION:Salt\\, \r\n ice")]
    ['Salt, ice']
    """
    for match in _FOLDED_LINE.finditer(text):
        value = _unfolded(text, *match.span())
        if head := _LINE.match(value.text):
            parameters = {each["name"].upper(): each["value"].strip('"') for each in _parameters(head["parameters"])}
            yield Line(head["name"].upper(), parameters, value[head.end() :])


def _parameters(text: str) -> Iterator[re.Match[str]]:
    return _PARAMETER.finditer(text)


def _unfolded(text: str, start: int, end: int) -> Excerpt:
    pieces: list[str] = []
    places: list[int] = []
    for fold in _FOLD.finditer(text, start, end):
        pieces.append(text[start : fold.start()])
        places += range(start, fold.start())
        start = fold.end()
    if not pieces:
        return Excerpt(text[start:end], start)
    return Excerpt.mapped("".join([*pieces, text[start:end]]), [*places, *range(start, end + 1)])


def mended(file: File) -> File:
    """Return a file whose lines are folded between characters, where they were folded inside of one.

    Programs fold after so many bytes, whatever these stand for. The fold moves behind the character, so that every line
    keeps its number.
    """
    try:
        file.data.decode("utf-8")
    except UnicodeDecodeError:
        data = file.data
        for _ in range(_LONGEST_CHARACTER):
            data = _SPLIT_CHARACTER.sub(rb"\1\3\2", data)
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return file
        return replace(file, open=lambda: BytesIO(data))
    return file
