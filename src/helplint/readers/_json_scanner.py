r"""Where the values of a JSON text stand. Only for texts that ``json.loads`` has accepted: it checks nothing again."""

from __future__ import annotations

import re
from json import JSONDecoder
from typing import TYPE_CHECKING

from helplint.readers._excerpt import Excerpt, Places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from helplint.origin import Source

_SPACE = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""What only an escape can write, and no encoding can."""

_decode = JSONDecoder().raw_decode


def skip_space(text: str, offset: int) -> int:
    """Return the offset of the first character at or after `offset` that is not white space."""
    match = _SPACE.match(text, offset)
    return match.end() if match else offset


def members(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the key of each member of the object at `start`, and the offset of its value.

    Examples
    --------
    >>> list(members('{"a": 1, "b": []}', 0))
    [('a', 6), ('b', 14)]
    """
    offset = skip_space(text, start + 1)
    while text[offset] != "}":
        key, offset = _decode(text, offset)
        value = skip_space(text, skip_space(text, offset) + 1)
        yield key, value
        offset = _after(text, value)


def elements(text: str, start: int) -> Iterator[int]:
    """Yield the offset of each element of the array at `start`.

    Examples
    --------
    >>> list(elements("[1, [2], 3]", 0))
    [1, 4, 9]
    """
    offset = skip_space(text, start + 1)
    while text[offset] != "]":
        yield offset
        offset = _after(text, offset)


def _after(text: str, value: int) -> int:
    """Return the offset of what follows a value and its comma."""
    offset = skip_space(text, _decode(text, value)[1])
    return skip_space(text, offset + 1) if text[offset] == "," else offset


def string(text: str, start: int) -> Excerpt:
    r"""Return the string at `start`, escapes resolved; half a surrogate pair becomes U+FFFD.

    Examples
    --------
    >>> string(r'"a\nb"', 0)
    Excerpt(text='a\nb', start=1, offsets=array('q', [1, 2, 4, 5]))
    """
    value, end = _decode(text, start)
    if "\\" not in text[start + 1 : end]:
        return Excerpt(value, start + 1)
    offsets: list[int] = []
    at = start + 1
    for match in _ESCAPE.finditer(text, start + 1, end - 1):
        offsets += range(at, match.start() + 1)
        at = match.end()
    offsets += range(at, end)
    return Excerpt.mapped(LONE_SURROGATE.sub("\ufffd", value), offsets)


class JsonValue:
    """One value of a JSON text that has been decoded; where it stands is found when somebody asks for it.

    Parameters
    ----------
    place
        Its offset into the text of `source`; or the object that it is a member of, and its key there.
    """

    __slots__ = ("_members", "_place", "data", "source")

    def __init__(self, data: object, source: Source, place: int | tuple[JsonValue, str]) -> None:
        self.data, self.source = data, source
        self._place = place
        self._members: Mapping[str, int] | None = None

    @property
    def start(self) -> int:
        """Its offset into the text of `source`."""
        if not isinstance(self._place, int):
            above, key = self._place
            if above._members is None:  # noqa: SLF001 - another of its kind
                above._members = dict(members(above.source.text, above.start))  # noqa: SLF001
            self._place = above._members[key]  # noqa: SLF001
        return self._place

    def members(self) -> Iterator[tuple[str, JsonValue]]:
        """Yield the members of an object; of a key that stands more than once the last counts."""
        if isinstance(self.data, dict):
            for key, value in self.data.items():
                yield key, JsonValue(value, self.source, (self, key))

    def elements(self) -> Iterator[JsonValue]:
        """Yield the elements of an array."""
        if isinstance(self.data, list):
            starts = elements(self.source.text, self.start)
            for value, start in zip(self.data, starts, strict=True):
                yield JsonValue(value, self.source, start)

    def excerpt(self) -> Excerpt:
        """Return a string with its places."""
        text = str(self.data)
        return Excerpt(text if text.isascii() else LONE_SURROGATE.sub("\ufffd", text), 0, Places(self._offsets))

    def _offsets(self) -> Sequence[int]:
        return string(self.source.text, self.start).all_offsets
