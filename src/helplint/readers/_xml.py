"""XML with positions: elements one by one, and those of damaged files too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from helplint.readers._excerpt import Excerpt
from helplint.readers._xml_repair import MASK, repaired

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from helplint.readers._file import File

_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?P<name>[A-Za-z_][\w.:-]*)", re.DOTALL
)
_SPACES = {
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atom/app#": "app",
}
"""Prefixes under which the readers know the elements of a namespace, whatever the file calls it."""

_WORDPRESS = re.compile(r"https?://wordpress\.org/export/[\d.]+/(?P<excerpt>excerpt/)?")
_CHUNK = 1 << 16
_DEEPEST = 200
_MOST_ERRORS = 10
_IN_WORDS = {
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "an element is closed that is not the one open",
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "it ends too early",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: "it ends too early",
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]: "it ends too early",
    expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]: "a character stands where none may",
    expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: "an attribute is given twice",
}


def root_name(head: str) -> str:
    """Return the name of the first element of a file, as it begins; the empty text where it is no XML.

    Examples
    --------
    >>> root_name('<?xml version="1.0"?><!-- A feed --><rss version="2.0"><channel>')
    'rss'
    """
    match = _ROOT.match(head)
    return match["name"] if match else ""


@dataclass(slots=True)
class Element:
    """One element with all that is in it.

    Attributes
    ----------
    name
        With the prefix that the readers know its namespace by.
    attributes
        Of its start tag, their names as written.
    start
        Offset of its start tag.
    inside
        Offsets between which stands what is in it.
    children
        In their order.
    pieces
        Its own text, in stretches: offset, characters, and whether they stand in the file as they are meant.
    """

    name: str
    attributes: dict[str, str]
    start: int
    inside: tuple[int, int] = (0, 0)
    children: list[Element] = field(default_factory=list)
    pieces: list[tuple[int, str, bool]] = field(default_factory=list)

    def all(self, *names: str) -> list[Element]:
        """Return the children of these names."""
        return [child for child in self.children if child.name in names]

    def first(self, *names: str) -> Element | None:
        """Return the first child of the first of these names that has one."""
        return next((child for name in names for child in self.all(name)), None)

    def text(self, *names: str) -> str:
        """Return the text of the first child of the first of these names whose child holds some."""
        texts = (child.own_text() for name in names for child in self.all(name))
        return next(filter(None, texts), "")

    def own_text(self) -> str:
        """Return its own text, without the white space around it."""
        return "".join(text for _, text, _ in self.pieces).strip()

    def excerpt(self) -> Excerpt:
        """Return its own text with its places."""
        text = "".join(text for _, text, _ in self.pieces)
        offsets: list[int] = []
        for start, piece, verbatim in self.pieces:
            offsets += range(start, start + len(piece)) if verbatim else [start] * len(piece)
        return Excerpt.mapped(text, [*offsets, self.inside[1]]).trimmed()


def elements(file: File, wanted: Collection[str], items: str) -> Iterator[Element]:
    """Yield the elements of some names that stand in none of the others, in their order.

    Of a file that is not well-formed what is meant is read: stray ``&`` and ``<``, names of HTML entities, control
    characters, and ``]]>`` in text. Where that is not enough, its items are read one by one, and those that are broken
    make an error notice each.

    Parameters
    ----------
    wanted
        The names, with the readers' prefixes.
    items
        Name of what a broken file is split into.

    Raises
    ------
    HelplintError
        It declares entities, is nested too deep, or so broken that no item is found.
    """
    text = file.source.text
    fault = _fault(file, text)
    if fault is None:
        yield from _Builder(file, text, wanted).parse()
        return
    mended = repaired(text)
    if _fault(file, mended) is None:
        yield from _Builder(file, mended, wanted).parse()
    else:
        yield from _item_by_item(file, mended, wanted, items, fault)


def _fault(file: File, text: str) -> expat.ExpatError | None:
    """Return why a text is not well-formed; None where it is."""
    parser = _parser(file)
    try:
        for chunk in _chunks(text):
            parser.Parse(chunk, False)  # noqa: FBT003 - its own signature
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        return error
    return None


def _parser(file: File) -> expat.XMLParserType:
    def refuse(*_: object) -> None:
        message = "this XML declares entities, which may unfold without end; it is not read, export it again without"
        raise file.error(message)

    parser = expat.ParserCreate("utf-8")
    parser.EntityDeclHandler = refuse
    return parser


def _chunks(text: str) -> Iterator[bytes]:
    for start in range(0, len(text), _CHUNK):
        yield text[start : start + _CHUNK].encode("utf-8", "surrogatepass")


def _in_words(error: expat.ExpatError) -> str:
    return _IN_WORDS.get(error.code, expat.ErrorString(error.code))


def _item_by_item(
    file: File, text: str, wanted: Collection[str], items: str, fault: expat.ExpatError
) -> Iterator[Element]:
    opening = re.compile(rf"<(?P<name>(?:[\w.-]+:)?{items})(?=[\s>])")
    found = list(opening.finditer(text))
    if not found:
        raise file.error(f"this is not valid XML: {_in_words(fault)}", fault.lineno)
    head = _Builder(file, text, wanted, end=found[0].start())
    try:
        yield from head.parse(final=False)
    except expat.ExpatError as error:
        raise file.error(f"this is not valid XML: {_in_words(error)}", error.lineno) from error
    broken = 0
    for match, following in zip(found, [*(each.start() for each in found[1:]), len(text)], strict=True):
        closing = re.compile(rf"</{re.escape(match['name'])}\s*>").search(text, match.start(), following)
        try:
            end = closing.end() if closing else following
            yield from list(_Builder(file, text, wanted, match.start(), end, head.prefixes).parse())
        except expat.ExpatError as error:
            broken += 1
            if broken <= _MOST_ERRORS:
                first = file.source.line_column(match.start())[0]
                message = f"the {match['name']} that begins in line {first} is left out, it is not valid XML"
                file.notices.append(file.error(f"{message}: {_in_words(error)}", first + error.lineno - 1).notice)
    if broken > _MOST_ERRORS:
        message = f"{broken - _MOST_ERRORS} more of its elements are left out, they are not valid XML"
        file.notices.append(file.error(message).notice)


class _Builder:
    """Builds the wanted elements of a stretch of text while it is parsed."""

    def __init__(
        self,
        file: File,
        text: str,
        wanted: Collection[str],
        start: int = 0,
        end: int | None = None,
        prefixes: dict[str, str] | None = None,
    ) -> None:
        self._file = file
        self._original = file.source.text
        self._text = text
        self._wanted = wanted
        self._span = start, len(text) if end is None else end
        self.prefixes = dict(prefixes or {})
        """What the file calls namespaces, and what the readers do."""
        self._open: list[Element] = []
        """From a wanted element to the innermost one."""
        self._depth = 0
        self._started: Element | None = None
        self._done: list[Element] = []
        self._parser = _parser(file)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.SkippedEntityHandler = self._skipped
        self._known = (0, start)
        """A byte that was asked for, and the offset of its character."""

    def parse(self, *, final: bool = True) -> Iterator[Element]:
        """Yield the wanted elements; ExpatError where the stretch is not well-formed."""
        for chunk in _chunks(self._text[slice(*self._span)]):
            self._parser.Parse(chunk, False)  # noqa: FBT003
            yield from self._done
            self._done.clear()
        if final:
            self._parser.Parse(b"", True)  # noqa: FBT003
            yield from self._done

    def _offset(self) -> int:
        byte, (known_byte, offset) = self._parser.CurrentByteIndex, self._known
        # Characters have one byte to four, so a stretch of as many characters as bytes is long enough.
        stretch = self._text[offset : offset + byte - known_byte]
        if not stretch.isascii():
            stretch = stretch.encode("utf-8", "surrogatepass")[: byte - known_byte].decode("utf-8", "surrogatepass")
        self._known = byte, offset + len(stretch)
        return self._known[1]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            line = self._file.source.line_column(self._offset())[0]
            raise self._file.error("this XML is nested too deep to be read", line)
        self._declare(attributes)
        prefix, _, local = name.rpartition(":")
        prefix = self.prefixes.get(prefix, prefix)
        name = f"{prefix}:{local}" if prefix else local
        if not self._open and name not in self._wanted:
            return
        offset = self._offset()
        self._enter(offset)
        element = Element(name, {key: value.replace(MASK, "&") for key, value in attributes.items()}, offset)
        if self._open:
            self._open[-1].children.append(element)
        self._open.append(element)
        self._started = element

    def _declare(self, attributes: dict[str, str]) -> None:
        for key, uri in attributes.items():
            prefix = key.removeprefix("xmlns").removeprefix(":") if key.startswith("xmlns") else None
            if prefix is None:
                continue
            if wordpress := _WORDPRESS.fullmatch(uri):
                self.prefixes[prefix] = "excerpt" if wordpress["excerpt"] else "wp"
            elif uri in _SPACES:
                self.prefixes[prefix] = _SPACES[uri]

    def _enter(self, offset: int) -> None:
        """Take down where what is in the last element begins: with the first that comes after its start tag."""
        if self._started is not None:
            self._started.inside = offset, offset
            self._started = None

    def _end(self, _: str) -> None:
        self._depth -= 1
        if not self._open:
            return
        offset = self._offset()
        self._enter(offset)
        element = self._open.pop()
        element.inside = element.inside[0], offset
        if not self._open:
            self._done.append(element)

    def _data(self, data: str) -> None:
        if not self._open:
            return
        offset = self._offset()
        self._enter(offset)
        verbatim = self._text.startswith(data, offset)
        if MASK in data and verbatim:
            there = self._original[offset : offset + len(data)]
            data = "".join(real if seen == MASK else seen for real, seen in zip(there, data, strict=True))
        self._open[-1].pieces.append((offset, data, verbatim))

    def _skipped(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - its own signature
        if self._open and not is_parameter:
            offset = self._offset()
            self._enter(offset)
            self._open[-1].pieces.append((offset, f"&{name};", True))
