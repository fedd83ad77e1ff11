"""What a DOCX file holds: its paragraphs and tables in their order, as they read once all changes are accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from helplint.readers._tree import Zip, read_whole, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from helplint.notice import HelplintError
    from helplint.readers._file import File

_LARGEST = 64 << 20
"""Bytes of the text of a document with its marks; that of a thick book is a tenth."""

_MAIN = re.compile(r"word/document\d*\.xml")
_STYLES = "word/styles.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "pPrChange", "rPrChange", "rt", "tcPrChange", "trPrChange"})
"""What was deleted, was otherwise, or is said twice for older programs."""

_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}", "softHyphen": "\xad"}
_HEADING_NAME = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})
_WIDEST_CELL = 63
"""Columns; no table of a document has more."""


@dataclass(slots=True)
class Paragraph:
    """One paragraph.

    Attributes
    ----------
    text
        With a line feed for a line break in it.
    level
        1 for the title, from 2 on for headings, 0 otherwise.
    bold
        How many characters at its beginning are bold.
    """

    text: str = ""
    level: int = 0
    bold: int = 0


@dataclass(slots=True)
class Cell:
    """One cell of a table; `continued` where it is one with the cell above it."""

    text: str = ""
    continued: bool = False


Rows = list[list[Cell]]


@dataclass(slots=True)
class _Begun:
    """A paragraph that has not ended yet."""

    level: int = 0
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    bold: int = 0

    def add(self, text: str, *, bold: bool) -> None:
        if bold and self.bold == self.length:
            self.bold += len(text)
        self.pieces.append(text)
        self.length += len(text)


def blocks_of(file: File) -> list[Paragraph | Rows]:
    """Return the paragraphs and tables of a document.

    Raises
    ------
    HelplintError
        It is none, is damaged, is protected, or larger than any.
    """
    with file.open() as opened:
        start = opened.read(len(_OLE))
    if start == _OLE:
        raise file.error(_protected() if _ENCRYPTED in file.data else _unreadable())
    with reading(file.path), file.open() as opened:
        tree = Zip.of(file.path, opened)
        main = next(filter(_MAIN.fullmatch, tree.names), None)
        if main is None:
            raise file.error(_unreadable())
        styles = _Styles()
        if _STYLES in tree.names:
            _parse(file, tree, _STYLES, styles)
        body = _Body(styles.levels)
        _parse(file, tree, main, body)
    return body.blocks


def _protected() -> str:
    return "this document is protected by a password; save it without one"


def _unreadable() -> str:
    return "this cannot be read as a document; open it in a word processor and save it as .docx"


def _parse(file: File, tree: Zip, name: str, handler: _Styles | _Body) -> None:
    data = read_whole(file.path, lambda: tree.open(name))
    if len(data) > _LARGEST:
        raise file.error("this document is larger than any text of posts; split it")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    # No program writes one into a document, and entities can make gigabytes of a kilobyte.
    parser.StartDoctypeDeclHandler = _refusing(file.error(_unreadable()))
    parser.StartElementHandler = lambda name, attributes: handler.start(_local(name), attributes)
    parser.EndElementHandler = lambda name: handler.end(_local(name))
    parser.CharacterDataHandler = handler.characters
    try:
        parser.Parse(data, True)  # noqa: FBT003 - takes no keyword
    except expat.ExpatError as error:
        raise file.error(f"{_unreadable()} (its part {name} is damaged in line {error.lineno})") from error


def _refusing(error: HelplintError) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise error

    return refuse


def _local(name: str) -> str:
    """Return the name of an element of the text; the empty name for any other."""
    space, _, local = name.rpartition(" ")
    return local if space in _WORDS or (space == _COMPATIBILITY and local == "Fallback") else ""


def _value(attributes: Mapping[str, str], name: str = "val") -> str | None:
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == name), None)


def _is_on(attributes: Mapping[str, str]) -> bool:
    return (_value(attributes) or "").casefold() not in _OFF


class _Styles:
    """Reads which styles are headings: by the names they have in every language, or by the level they say."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self._style = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._style = _value(attributes, "styleId") or ""
        elif name == "name" and self._style:
            written = _value(attributes) or ""
            if match := _HEADING_NAME.fullmatch(written):
                self.levels[self._style] = int(match[1]) + 1
            elif written.casefold() == "title":
                self.levels[self._style] = 1
        elif name == "outlineLvl" and self._style:
            self.levels.setdefault(self._style, _level(attributes))

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""

    def characters(self, data: str) -> None:
        pass


def _level(attributes: Mapping[str, str]) -> int:
    """Return the level that an outline gives, from 2 on; 0 for what is body text."""
    value = _value(attributes) or ""
    return int(value) + 2 if re.fullmatch("[0-8]", value) else 0


@dataclass
class _Body:
    """Collects paragraphs and tables."""

    levels: Mapping[str, int]
    blocks: list[Paragraph | Rows] = field(default_factory=list)
    _open: list[_Begun] = field(default_factory=list)
    """From the outermost paragraph on: a text box stands inside one."""
    _tables: int = 0
    _rows: Rows = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    """Paragraphs of the cell that is read."""
    _span: int = 1
    _in_run: bool = False
    _in_text: bool = False
    _bold: bool = False
    _hidden: bool = False
    _skipped: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipped or name in _LEFT_OUT:
            self._skipped += 1
        elif name == "p":
            self._open.append(_Begun())
        elif name == "r":
            self._in_run, self._bold, self._hidden = True, False, False
        elif name == "t":
            self._in_text = True
        elif name in _CHARACTERS and self._in_run:
            if _value(attributes, "type") not in {"page", "column"}:
                self._add(_CHARACTERS[name])
        elif name in {"tbl", "tr", "tc", "gridSpan", "vMerge"}:
            self._start_in_table(name, attributes)
        else:
            self._format(name, attributes)

    def _format(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._in_run:
            if name == "b":
                self._bold = _is_on(attributes)
            elif name == "vanish":
                self._hidden = _is_on(attributes)
        elif self._open and name == "pStyle":
            style = _value(attributes) or ""
            named = _HEADING_NAME.fullmatch(style)
            self._open[-1].level = self.levels.get(style, int(named[1]) + 1 if named else 0)
        elif self._open and name == "outlineLvl":
            self._open[-1].level = _level(attributes) or self._open[-1].level

    def _start_in_table(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "tbl":
            self._tables += 1
        elif self._tables != 1:
            pass  # a table in a cell is text of that cell
        elif name == "tr":
            self._rows.append([])
        elif self._rows and name == "tc":
            self._rows[-1].append(Cell())
        elif self._rows and self._rows[-1] and name == "vMerge":
            self._rows[-1][-1].continued = _value(attributes) != "restart"
        elif self._rows and self._rows[-1] and name == "gridSpan":
            width = _value(attributes) or ""
            # Counted behind the cell when it ends, as its text comes after.
            self._span = min(int(width), _WIDEST_CELL) if re.fullmatch(r"\d{1,6}", width) else 1

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif name == "p" and self._open:
            self._end_paragraph(self._open.pop())
        elif name == "r":
            self._in_run = False
        elif name == "t":
            self._in_text = False
        elif name == "tc" and self._tables == 1 and self._rows and self._rows[-1]:
            self._rows[-1][-1].text = "\n".join(self._lines).strip()
            self._lines.clear()
            self._rows[-1] += [Cell() for _ in range(self._span - 1)]
            self._span = 1
        elif name == "tbl" and self._tables:
            self._tables -= 1
            if not self._tables:
                self.blocks.append(self._rows)
                self._rows = []

    def _end_paragraph(self, begun: _Begun) -> None:
        text = "".join(begun.pieces)
        if not self._tables:
            self.blocks.append(Paragraph(text, begun.level, begun.bold))
        elif self._rows and self._rows[-1]:
            self._lines.append(text)

    def characters(self, data: str) -> None:
        if self._in_text and not self._skipped:
            self._add(data)

    def _add(self, text: str) -> None:
        if self._open and not self._hidden:
            self._open[-1].add(text, bold=self._bold)
