"""HTML to the text that a reader sees, every character with the place it came from."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from helplint.readers._excerpt import Excerpt
from helplint.readers._html_tokens import ENTITY, VOID, attributes_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from helplint.readers._html_tokens import Token

_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre table figure section article header footer main aside nav form"  # noqa: SIM905
    " fieldset address details hr".split()
)
_LINES = frozenset("br li tr div center dt dd figcaption caption summary legend".split())  # noqa: SIM905
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset("script style template head title noscript svg iframe object select textarea".split())  # noqa: SIM905
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
_MAY_HIDE = re.compile("hidden|style", re.IGNORECASE)
_RUN = re.compile(r"[^ \t\r\n\f]++(?: [^ \t\r\n\f]++)*+")
"""Words with nothing but one space between them, which stand in the text as they are."""

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
    reader.read()
    return reader.excerpt(html)


class _Reader:
    """Collects characters and the offset of each into the HTML."""

    def __init__(self, html: str, *, line_ends: bool) -> None:
        self._html = html
        self._line_ends = line_ends
        self._texts: list[str] = []
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

    def read(self) -> None:
        """Take in the whole HTML."""
        for token in tokens_of(self._html):
            if token.kind == "start":
                self._take_start(token)
            elif token.kind == "end":
                if self._counts[token.name]:
                    self._close(token.name)
                self._break(token)
            elif self._hidden_from is None:
                if token.kind == "text":
                    self._take_text(token)
                else:
                    self._take_entity(token)

    def _take_start(self, token: Token) -> None:
        if self._open and token.name in _ENDED_BY.get(self._open[-1], ()):
            self._close(self._open[-1])
        is_hidden = token.name in _UNSEEN or _is_hidden(token.attributes)
        if token.name in VOID:
            if not is_hidden:
                self._break(token)
            return
        if self._hidden_from is None and is_hidden:
            self._hidden_from = len(self._open)
        self._open.append(token.name)
        self._counts[token.name] += 1
        self._break(token)

    def _close(self, tag: str) -> None:
        """Close an element, and what was left open in it."""
        while True:
            inner = self._open.pop()
            self._counts[inner] -= 1
            if inner == tag:
                break
        if self._hidden_from is not None and len(self._open) <= self._hidden_from:
            self._hidden_from = None

    def _break(self, token: Token) -> None:
        if self._hidden_from is not None:
            return
        self._due = max(self._due, 2 if token.name in _PARAGRAPHS else 1 if token.name in _LINES else 0)
        if token.name in _CELLS and self._spaced is None:
            self._spaced = token.start

    def _take_text(self, token: Token) -> None:
        if self._counts["pre"]:
            self._add(self._html[token.start : token.end], range(token.start, token.end), token.end)
            return
        at = token.start
        for run in _RUN.finditer(self._html, token.start, token.end):
            self._take_space(at, run.start())
            self._add(run[0], range(run.start(), run.end()), run.end())
            at = run.end()
        self._take_space(at, token.end)

    def _take_space(self, start: int, end: int) -> None:
        if start == end:
            return
        if self._spaced is None:
            self._spaced = start
        if self._line_ends and (count := self._html.count("\n", start, end)):
            self._due = max(self._due, min(count, 2))

    def _take_entity(self, token: Token) -> None:
        written = self._html[token.start : token.end]
        meant = unescape(written)
        # A name nobody knows stays as it is written.
        places = range(token.start, token.end) if meant == written else [token.start] * len(meant)
        self._add(meant, places, token.end)

    def _add(self, text: str, offsets: range | list[int], end: int) -> None:
        if not text:
            return
        if self._offsets:
            if self._due:
                self._texts.append("\n" * self._due)
                self._offsets += [offsets[0]] * self._due
            elif self._spaced is not None:
                self._texts.append(" ")
                self._offsets.append(self._spaced)
        self._due, self._spaced = 0, None
        self._texts.append(text)
        self._offsets += offsets
        self._end = end

    def excerpt(self, html: Excerpt) -> Excerpt:
        """Return what was collected, with offsets into the source of the HTML."""
        places = places_of(html)
        return Excerpt.mapped(
            "".join(self._texts), [places[offset] for offset in (*self._offsets, self._end)]
        ).trimmed()


def _is_hidden(written: str) -> bool:
    if not _MAY_HIDE.search(written):
        return False
    attributes = attributes_of(written)
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))


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
    found: dict[str, HtmlElement] = {}
    counts: Counter[str] = Counter()
    opened: list[tuple[str, str, int]] = []
    for token in tokens_of(html):
        if token.kind == "start":
            attributes = attributes_of(token.attributes) if "class" in token.attributes else {}
            for name in attributes.get("class", "").split():
                if name in names and name not in found:
                    found[name] = HtmlElement(attributes, token.end, token.end if token.name in VOID else len(html))
                    opened.append((name, token.name, counts[token.name]))
            counts[token.name] += 1
        elif token.kind == "end" and counts[token.name]:
            counts[token.name] -= 1
            for each in [each for each in opened if each[1:] == (token.name, counts[token.name])]:
                found[each[0]] = found[each[0]]._replace(end=token.start)
                opened.remove(each)
    return found


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
    for match in ENTITY.finditer(text.text):
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
