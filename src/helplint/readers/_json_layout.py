"""JSON texts: decoded in one go, with the places of their values found only once somebody asks for them."""

from __future__ import annotations

from array import array
from functools import partial
from itertools import islice
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING

from helplint.readers._excerpt import Places
from helplint.readers._json_scanner import elements, members, skip_space, string

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from helplint.origin import Source
    from helplint.readers._file import File

Path = tuple[str | int, ...]
"""Keys and indices that lead from one value to another inside it."""

_raw_decode = JSONDecoder().raw_decode


def decode(file: File, source: Source, start: int = 0, *, end: str = "") -> object:
    """Return the value at an offset of a text.

    Parameters
    ----------
    end
        What may stand behind it, if anything other than white space.

    Raises
    ------
    HelplintError
        It is not valid JSON.
    """
    try:
        return _decoded(source.text, start, end)
    except JSONDecodeError as error:
        line = source.line_column(error.pos)[0]
        raise file.error(f"this is not valid JSON: {_in_words(error)}", line) from error
    except RecursionError as error:
        raise file.error("this JSON is nested too deep to be read", source.first_line) from error
    except ValueError as error:
        raise file.error("a number in this JSON is too long to be read", source.first_line) from error


def _decoded(text: str, start: int, end: str) -> object:
    data, behind = _raw_decode(text, skip_space(text, start))
    if text[behind:].strip().strip(end):
        raise JSONDecodeError("Something stands behind its end", text, skip_space(text, behind))
    return data


def _in_words(error: JSONDecodeError) -> str:
    rest = error.doc[error.pos : error.pos + 1]
    if not rest.strip() and not error.doc[error.pos :].strip():
        return "it ends too early"
    if "Invalid control character" in error.msg:
        return "a line break or tab stands in a string; write \\n or \\t"
    if "delimiter" in error.msg:
        return f"a comma is missing before “{rest}”" if "','" in error.msg else f"a colon is missing before “{rest}”"
    if "double quotes" in error.msg:
        return "a comma too many, or a key without double quotes"
    return error.msg[0].lower() + error.msg[1:]


class Layout:
    """Where the values of a JSON text stand.

    Parameters
    ----------
    source
        Holds a text that has been decoded; it is not checked again.
    root
        Offset of the outermost value.

    Examples
    --------
    >>> from helplint.origin import Source
    >>> Layout(Source('{"posts": [7, 8]}')).start(("posts", 1))
    14
    """

    def __init__(self, source: Source, root: int = 0) -> None:
        self.source = source
        self._root = root
        self._elements: dict[Path, array[int]] = {}

    def start(self, path: Path) -> int:
        """Return the offset of the value that a path leads to; where the elements of lists stand is kept."""
        if not path:
            return skip_space(self.source.text, self._root)
        above, key = path[:-1], path[-1]
        if isinstance(key, str):
            return _inside(self.source.text, self.start(above), (key,))
        if above not in self._elements:
            self._elements[above] = array("q", elements(self.source.text, self.start(above)))
        return self._elements[above][key]

    def offsets(self, record: Path, strings: Sequence[Path], inner: Callable[[], Sequence[int]]) -> Places:
        """Return the offsets of the characters of a post.

        Parameters
        ----------
        record
            Leads to its record.
        strings
            Paths inside the record to the strings whose characters make up the post, in order of the text.
        inner
            Returns the offsets of the post's characters, and of its end, into what these strings mean, joined.
        """
        return Places(partial(_offsets, self, record, strings, inner))


def _offsets(
    layout: Layout, record: Path, strings: Sequence[Path], inner: Callable[[], Sequence[int]]
) -> Sequence[int]:
    text, start = layout.source.text, layout.start(record)
    outer: list[int] = []
    end = 0
    for path in strings:
        *offsets, end = string(text, _inside(text, start, path)).all_offsets
        outer += offsets
    outer.append(end)
    return array("q", [outer[offset] for offset in inner()])


def _inside(text: str, start: int, path: Path) -> int:
    """Return the offset of a value inside the one at `start`; of equal keys the last counts, as in decoding."""
    for key in path:
        if isinstance(key, str):
            start = dict(members(text, start))[key]
        else:
            start = next(islice(elements(text, start), key, None))
    return start
