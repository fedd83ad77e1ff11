"""TOML: a list of records, such as ``[[post]]``, with the keys that a table has over its columns.

What holds no copy is passed over: settings of programs are mostly TOML.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._record_search import records_of
from helplint.readers._records import posts_of_records
from helplint.readers._toml_strings import strings_of, without_strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.origin import Source
    from helplint.post import Post
    from helplint.readers._file import File

_SETTINGS = frozenset({"pyproject.toml", "helplint.toml", "cargo.toml", "netlify.toml", "ruff.toml", ".ruff.toml"})
_DOTTED = re.compile(r"(?<![^\s.=])(?:[^\s.=]+\s*\.\s*){100}")
"""A key of so many parts; Python takes the square of their number."""

_LARGEST = 16 << 20
"""Characters; Python takes ten seconds for as many."""


@dataclass(frozen=True, slots=True)
class _TomlValue:
    """A value; see `helplint.readers._records.Value`."""

    data: object
    source: Source
    places: dict[str, deque[Excerpt]]

    @property
    def start(self) -> int:
        place = self._place()
        return place.start if place else 0

    def members(self) -> Iterator[tuple[str, _TomlValue]]:
        if isinstance(self.data, dict):
            for key, value in self.data.items():
                yield key, _TomlValue(value, self.source, self.places)

    def elements(self) -> Iterator[_TomlValue]:
        if isinstance(self.data, list):
            for value in self.data:
                yield _TomlValue(value, self.source, self.places)

    def excerpt(self) -> Excerpt:
        """Return a string with its places: of equal strings the one that was not taken yet."""
        places = self.places.get(str(self.data))
        if not places:
            return Excerpt(str(self.data), 0, [0] * (len(str(self.data)) + 1))
        return places.popleft() if len(places) > 1 else places[0]

    def _place(self) -> Excerpt | None:
        """Return where it begins: a string itself, a table with the first string in it."""
        if isinstance(self.data, str):
            return next(iter(self.places.get(self.data, ())), None)
        inside = (value for _, value in self.members()) if isinstance(self.data, dict) else self.elements()
        return next((place for value in inside if (place := value._place())), None)  # noqa: SLF001 - its own kind


def _read(file: File) -> Iterator[Post]:
    text = file.source.text
    if len(text) > _LARGEST:
        file.refuse("this TOML is larger than any list of posts; save it as JSON Lines or CSV")
        return
    if _DOTTED.search(without_strings(text)):
        raise file.error("a key in this TOML has more parts than any key of a post")
    try:
        # TOML 1.0 knows no line end but these two.
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        what, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place) or (0, text.count("\n") + 1)
        message = f"this is not valid TOML: {what[:1].lower()}{what[1:]}"
        raise file.error(message, int(line[1])) from error
    except RecursionError as error:
        raise file.error("this TOML is nested too deep to be read") from error
    except ValueError as error:
        raise file.error("a number or date in this TOML cannot be read") from error
    places: defaultdict[str, deque[Excerpt]] = defaultdict(deque)
    for string in strings_of(text):
        places[string.text].append(string)
    yield from posts_of_records(file, records_of(file, [_TomlValue(data, file.source, dict(places))]))


format = Format(  # noqa: A001 - what every reader calls it
    summary="TOML: a list of records",
    suffixes=(".toml",),
    read=_read,
    recognise=lambda file: file.name.lower() not in _SETTINGS,
    marks="any name but that of settings, such as pyproject.toml",
)
