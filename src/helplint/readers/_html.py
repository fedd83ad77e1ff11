"""HTML to the text that a reader sees, every character with the place it came from."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from helplint.readers._excerpt import Excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol blockquote pre table figure section article header footer hr".split()  # noqa: SIM905
)
_LINES = frozenset("br li tr div dt dd figcaption".split())  # noqa: SIM905
_UNSEEN = frozenset("script style template head title noscript svg iframe object".split())  # noqa: SIM905
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


def text_of_html(html: Excerpt) -> Excerpt:
    r"""Return what a reader sees of a stretch of HTML: paragraphs apart by an empty line, without what is hidden.

    Examples
    --------
    >>> text_of_html(Excerpt("<p>Salt &amp; ice.</p><p>Then<br>wait.</p>", 0)).text
    'Salt & ice.\n\nThen\nwait.'
    """
    reader = _Reader(html.text)
    reader.feed(html.text)
    reader.close()
    return reader.excerpt(html)


class _Reader(HTMLParser):
    """Collects characters and the offset of each into the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = _line_starts(html)
        self._characters: list[str] = []
        self._offsets: list[int] = []
        self._due = 0
        """Line ends that stand before the next character."""
        self._spaced: int | None = None
        """Where the space began that stands before the next character; None where there is none."""
        self._hidden: list[str] = []
        """Open elements from the outermost hidden one."""
        self._preformatted = 0

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden or tag in _UNSEEN or _is_hidden(dict(attrs)):
            if tag not in _VOID:
                self._hidden.append(tag)
            return
        self._break(tag)
        self._preformatted += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._hidden and not _is_hidden(dict(attrs)):
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            # What was left open inside is closed with it.
            if tag in self._hidden:
                del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]
            return
        self._break(tag)
        self._preformatted -= tag == "pre" and self._preformatted > 0

    def _break(self, tag: str) -> None:
        self._due = max(self._due, 2 if tag in _PARAGRAPHS else 1 if tag in _LINES else 0)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            for piece, start in _pieces(data):
                if _SPACE.fullmatch(piece) and not self._preformatted:
                    if self._spaced is None:
                        self._spaced = self._offset() + start
                else:
                    self._add(piece, self._offset() + start)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        if not self._hidden:
            meant = unescape(f"{written};")
            # A number too large for a character, or a name nobody knows, stays as it is written.
            for character in meant if meant != f"{written};" else written:
                self._add(character, self._offset(), one=True)

    def _add(self, text: str, offset: int, *, one: bool = False) -> None:
        if self._characters:
            if self._due:
                self._characters += "\n" * self._due
                self._offsets += [offset] * self._due
            elif self._spaced is not None:
                self._characters.append(" ")
                self._offsets.append(self._spaced)
        self._due, self._spaced = 0, None
        self._characters += text
        self._offsets += [offset] * len(text) if one else range(offset, offset + len(text))

    def excerpt(self, html: Excerpt) -> Excerpt:
        """Return what was collected, with offsets into the source of the HTML."""
        end = self._offsets[-1] + 1 if self._offsets else 0
        places = [*self._offsets, end]
        moved = [html.start + place for place in places] if html.offsets is None else [html.offsets[p] for p in places]
        return Excerpt.mapped("".join(self._characters), moved).trimmed()


def _pieces(data: str) -> Iterator[tuple[str, int]]:
    at = 0
    for match in _SPACE.finditer(data):
        if match.start() > at:
            yield data[at : match.start()], at
        yield match[0], match.start()
        at = match.end()
    if at < len(data):
        yield data[at:], at


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def unescaped(text: Excerpt) -> Excerpt:
    """Return a text with its entities resolved, as in a field that is no HTML and yet escaped.

    Examples
    --------
    >>> unescaped(Excerpt("Fish &amp; chips", 0)).text
    'Fish & chips'
    """
    offsets = text.offsets or range(text.start, text.start + len(text.text) + 1)
    pieces: list[str] = []
    moved: list[int] = []
    at = 0
    for match in _ENTITY.finditer(text.text):
        meant = unescape(match[0])
        pieces += text.text[at : match.start()], meant
        moved += [*offsets[at : match.start()], *[offsets[match.start()]] * len(meant)]
        at = match.end()
    return Excerpt.mapped("".join([*pieces, text.text[at:]]), [*moved, *offsets[at:]])


def _line_starts(html: str) -> list[int]:
    """Return the offset at which each line begins as the parser counts them: by line feeds alone."""
    return [0, *(match.end() for match in re.finditer("\n", html))]
