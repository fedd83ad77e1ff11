"""The tokens of HTML, as a browser parts them; any text is HTML, and takes no longer than it is long."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
"""Elements with nothing in them."""

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{0,31});?")
_RAW = frozenset("script style title textarea xmp iframe noembed noframes".split())  # noqa: SIM905
"""Elements in which nothing is markup but their own end."""

_TEXT = re.compile(r"(?:[^<&]++|&(?!#?[a-zA-Z0-9])|<(?![a-zA-Z!/?])|</(?![a-zA-Z]))++")
_TAG = re.compile(
    # A quote is one only behind “=”; whatever else stands in a tag, it ends at “>”.
    r"<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)(?P<end>>?)"
)
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+")


class Token(NamedTuple):
    """A stretch of text, an entity, or a tag.

    Attributes
    ----------
    kind
        ``text``, ``entity``, ``start`` or ``end``.
    start, end
        Offsets between which it stands.
    name
        Of a tag, in lower case.
    attributes
        Of a start tag, as written.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: str = ""


def tokens_of(html: str) -> Iterator[Token]:
    """Yield the tokens of a stretch of HTML, without comments and what is never shown: scripts, styles, titles.

    Examples
    --------
    >>> [(each.kind, each.name) for each in tokens_of("<p>Salt &amp; ice</p>")]
    [('start', 'p'), ('text', ''), ('entity', ''), ('text', ''), ('end', 'p')]
    """
    at, length = 0, len(html)
    while at < length:
        if found := _TEXT.match(html, at):
            yield Token("text", at, found.end())
        elif found := ENTITY.match(html, at):
            yield Token("entity", at, found.end())
        elif found := _TAG.match(html, at):
            # A tag that is never closed takes the rest with it.
            if found["end"]:
                name = found["name"].lower()
                yield Token("end" if found["slash"] else "start", at, found.end(), name, found["attributes"])
                if name in _RAW and not found["slash"]:
                    at = _end_of_raw(html, found.end(), name)
                    continue
        elif html.startswith("<", at):
            at = _end_of_comment(html, at)
            continue
        else:
            yield Token("text", at, at + 1)
            at += 1
            continue
        at = found.end()


def _end_of_raw(html: str, start: int, name: str) -> int:
    found = re.compile(f"</{name}", re.IGNORECASE).search(html, start)
    return found.start() if found else len(html)


def _end_of_comment(html: str, start: int) -> int:
    mark = "-->" if html.startswith("<!--", start) else ">"
    end = html.find(mark, start + 2 if mark == "-->" else start)
    return len(html) if end < 0 else end + len(mark)


def attributes_of(written: str) -> Mapping[str, str]:
    """Return the attributes of a tag, their names in lower case.

    Examples
    --------
    >>> attributes_of(' class="a b" HIDDEN data-x=1')
    {'class': 'a b', 'hidden': '', 'data-x': '1'}
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found
