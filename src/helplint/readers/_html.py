"""HTML to the text that a reader sees, every character with the place it came from."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from helplint.readers._excerpt import Excerpt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre table figure section article header footer main aside nav form"  # noqa: SIM905
    " fieldset address details hr".split()
)
_LINES = frozenset("br li tr div center dt dd figcaption caption summary legend".split())  # noqa: SIM905
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset("script style template head title noscript svg iframe object select textarea".split())  # noqa: SIM905
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
_ENDED_BY = {
    "p": _PARAGRAPHS | {"div", "li"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": _CELLS | {"tr"},
    "th": _CELLS | {"tr"},
    "tr": frozenset({"tr"}),
}
"""Elements that need no end tag, and the start tags that end them."""

_HIDDEN = re.compile(
    # Mail programs differ in what they obey, so newsletters hide their preview text in all these ways at once.
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:max-height|font-size|opacity)\s*:\s*0(?:\.0+)?(?:px|em|rem|pt|%)?\s*(?:!important\s*)?(?:;|$))",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<!--")


def text_of_html(html: Excerpt, *, line_ends: bool = False) -> Excerpt:
    r"""Return what a reader sees of a stretch of HTML: paragraphs apart by an empty line, without what is hidden.

    Parameters
    ----------
    line_ends
        Whether line ends in the HTML are shown, and empty lines part paragraphs, as older blog programs have it.

    Examples
    --------
    >>> text_of_html(Excerpt("<p>Salt &amp; ice.</p><p>Then<br>wait.</p>", 0)).text
    'Salt & ice.\n\nThen\nwait.'
    >>> text_of_html(Excerpt("Salt <b>and</b> ice.\n\nThen\nwait.", 0), line_ends=True).text
    'Salt and ice.\n\nThen\nwait.'
    """
    reader = _Reader(html.text, line_ends=line_ends)
    # The parser loses the last “&” of a text that ends as “Q&A” does.
    reader.feed(f"{html.text}\n")
    reader.close()
    return reader.excerpt(html)


class _Positioned(HTMLParser):
    """Knows the offset of what it is at."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._html = html
        self._starts = _line_starts(html)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column


class _Reader(_Positioned):
    """Collects characters and the offset of each into the HTML."""

    def __init__(self, html: str, *, line_ends: bool) -> None:
        super().__init__(html)
        self._line_ends = line_ends
        self._characters: list[str] = []
        self._offsets: list[int] = []
        self._end = 0
        """Offset behind the last character."""
        self._due = 0
        """Line ends that stand before the next character."""
        self._spaced: int | None = None
        """Where the space began that stands before the next character; None where there is none."""
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()
        """Of the open elements."""
        self._hidden_from: int | None = None
        """How many elements were open when the outermost hidden one began; None where nothing is hidden."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._open and tag in _ENDED_BY.get(self._open[-1], ()):
            self._close(self._open[-1])
        if tag in _VOID:
            self.handle_startendtag(tag, attrs)
            return
        if self._hidden_from is None and (tag in _UNSEEN or _is_hidden(dict(attrs))):
            self._hidden_from = len(self._open)
        self._open.append(tag)
        self._counts[tag] += 1
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not _is_hidden(dict(attrs)):
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._counts[tag]:
            self._close(tag)
        self._break(tag)

    def _close(self, tag: str) -> None:
        """Close an element, and what was left open in it."""
        while True:
            inner = self._open.pop()
            self._counts[inner] -= 1
            if inner == tag:
                break
        if self._hidden_from is not None and len(self._open) <= self._hidden_from:
            self._hidden_from = None

    def _break(self, tag: str) -> None:
        if self._hidden_from is not None:
            return
        self._due = max(self._due, 2 if tag in _PARAGRAPHS else 1 if tag in _LINES else 0)
        if tag in _CELLS and self._spaced is None:
            self._spaced = self._offset()

    def handle_data(self, data: str) -> None:
        if self._hidden_from is not None:
            return
        for piece, start in _pieces(data):
            if self._counts["pre"] or not _SPACE.fullmatch(piece):
                self._add(piece, range(self._offset() + start, self._offset() + start + len(piece)))
                continue
            if self._spaced is None:
                self._spaced = self._offset() + start
            if self._line_ends and "\n" in piece:
                self._due = max(self._due, min(piece.count("\n"), 2))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        if self._hidden_from is not None:
            return
        start = self._offset()
        written += ";" * self._html.startswith(";", start + len(written))
        meant = unescape(written)
        end = start + len(written)
        # A name nobody knows stays as it is written.
        self._add(meant, range(start, end) if meant == written else [start] * len(meant), end)

    def _add(self, text: str, offsets: range | list[int], end: int | None = None) -> None:
        if not text:
            return
        if self._characters:
            if self._due:
                self._characters += "\n" * self._due
                self._offsets += [offsets[0]] * self._due
            elif self._spaced is not None:
                self._characters.append(" ")
                self._offsets.append(self._spaced)
        self._due, self._spaced = 0, None
        self._characters += text
        self._offsets += offsets
        self._end = offsets[-1] + 1 if end is None else end

    def excerpt(self, html: Excerpt) -> Excerpt:
        """Return what was collected, with offsets into the source of the HTML."""
        places = places_of(html)
        moved = [places[min(offset, len(html.text))] for offset in (*self._offsets, self._end)]
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


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


class HtmlElement(NamedTuple):
    """One element of a page.

    Attributes
    ----------
    attributes
        Of its start tag.
    start, end
        Offsets between which stands what is in it.
    """

    attributes: Mapping[str, str]
    start: int
    end: int


def elements_of_classes(html: str, names: Collection[str]) -> dict[str, HtmlElement]:
    """Return the first element of each class that is there.

    Examples
    --------
    >>> page = '<div class="body wide"><div>One.</div> Two.</div>'
    >>> found = elements_of_classes(page, {"body"})["body"]
    >>> page[found.start : found.end]
    '<div>One.</div> Two.'
    """
    finder = _Finder(html, names)
    finder.feed(html)
    finder.close()
    return finder.found


class _Finder(_Positioned):
    """Finds the first element of each of some classes."""

    def __init__(self, html: str, names: Collection[str]) -> None:
        super().__init__(html)
        self._names = names
        self.found: dict[str, HtmlElement] = {}
        self._counts: Counter[str] = Counter()
        self._open: list[tuple[str, str, int]] = []
        """Name, tag, and how many elements of that tag were open, of those whose end is to be found."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        start = self._offset() + len(self.get_starttag_text() or "")
        for name in attributes.get("class", "").split():
            if name in self._names and name not in self.found:
                self.found[name] = HtmlElement(attributes, start, start if tag in _VOID else len(self._html))
                if tag not in _VOID:
                    self._open.append((name, tag, self._counts[tag]))
        self._counts[tag] += tag not in _VOID

    def handle_endtag(self, tag: str) -> None:
        self._counts[tag] -= self._counts[tag] > 0
        for opened in [each for each in self._open if each[1] == tag and each[2] == self._counts[tag]]:
            self.found[opened[0]] = self.found[opened[0]]._replace(end=self._offset())
            self._open.remove(opened)


def unescaped(text: Excerpt) -> Excerpt:
    """Return a text with its entities resolved, as in a field that is no HTML and yet escaped.

    Examples
    --------
    >>> unescaped(Excerpt("Fish &amp; chips", 0)).text
    'Fish & chips'
    """
    offsets = places_of(text)
    pieces: list[str] = []
    moved: list[int] = []
    at = 0
    for match in _ENTITY.finditer(text.text):
        meant = unescape(match[0])
        pieces += text.text[at : match.start()], meant
        moved += offsets[at : match.start()]
        moved += offsets[slice(*match.span())] if meant == match[0] else [offsets[match.start()]] * len(meant)
        at = match.end()
    return Excerpt.mapped("".join([*pieces, text.text[at:]]), [*moved, *offsets[at:]])


def text_of_any(text: Excerpt) -> Excerpt:
    """Return what a reader sees of a field that may be HTML or plain text, and says nowhere which.

    Examples
    --------
    >>> text_of_any(Excerpt("Salt <em>and</em> ice", 0)).text, text_of_any(Excerpt("3 < 4 &amp; 5", 0)).text
    ('Salt and ice', '3 < 4 & 5')
    """
    return text_of_html(text) if _MARKUP.search(text.text) else unescaped(text).trimmed()


def places_of(text: Excerpt) -> range | list[int]:
    """Return the offset into the source of each character of an excerpt, and of its end."""
    if text.offsets is None:
        return range(text.start, text.start + len(text.text) + 1)
    return list(text.offsets)


def _line_starts(html: str) -> list[int]:
    """Return the offset at which each line begins as the parser counts them: by line feeds alone."""
    return [0, *(match.end() for match in re.finditer("\n", html))]
