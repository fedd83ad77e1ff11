"""A JSON file of an archive: its records at once, the places of their characters only once they are asked for.

Archives are long, and most of their posts give nothing to point at. A document is therefore decoded once, and where a
string stands in it is found by walking it when somebody wants to know.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from helplint.origin import Origin
from helplint.readers._excerpt import Excerpt
from helplint.readers._html import text_of_html
from helplint.readers._html_quick import quick_text
from helplint.readers._json_layout import Layout, decode
from helplint.readers._json_scanner import LONE_SURROGATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from helplint.post import Post
    from helplint.readers._file import File
    from helplint.readers._json_layout import Path

_MOST_ERRORS = 10
_YEAR_5138 = 100_000_000_000
"""Seconds since 1970; what is more counts milliseconds."""


class BrokenRecordError(Exception):
    """A record that is not as its format has it; says in words what is wrong."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a document.

    Attributes
    ----------
    data
        Its keys and values.
    number
        1-based place in its list.
    path
        Leads to it from the root of the document.
    document
        What it stands in.
    """

    data: Mapping[str, object]
    number: int
    path: Path
    document: Document

    def text(self, *path: str | int) -> str:
        """Return the string at a path; the empty one where there is none or null.

        Raises
        ------
        BrokenRecordError
            Something else stands there.
        """
        return text_at(self.data, *path)

    def word(self, *path: str | int) -> str:
        """Return what is said at a path besides the copy; see `word_at`."""
        return word_at(self.data, *path)

    def mapping(self, *path: str | int) -> Mapping[str, object]:
        """Return the object at a path; an empty one where there is none."""
        value = at(self.data, *path)
        return value if isinstance(value, dict) else {}

    def origin(self, excerpt: Excerpt, *strings: Path, field: str | None = None) -> Origin:
        """Return the origin of a post.

        Parameters
        ----------
        excerpt
            Its text, with offsets into what the strings mean, joined.
        strings
            Paths to them; where one leads to nothing it adds nothing.
        field
            As in `Origin`; the last key of the first string where None.
        """
        there = [path for path in strings if at(self.data, *path) is not None]
        return self._origin(there, partial(_offsets_of, excerpt), field)

    def text_of_html(self, *path: str | int) -> tuple[str, Origin]:
        """Return what a reader sees of the HTML in the string at a path, and its origin.

        Raises
        ------
        BrokenRecordError
            No string stands there.
        """
        html = self.text(*path)
        text = quick_text(html)
        if text is None:
            excerpt = text_of_html(Excerpt(html, 0))
            return excerpt.text, self.origin(excerpt, path)
        return text, self._origin((path,), partial(_offsets_of_html, html), None)

    def _origin(self, strings: Sequence[Path], inner: Callable[[], Sequence[int]], field: str | None) -> Origin:
        keys = [key for path in strings[:1] for key in path if isinstance(key, str)]
        return Origin(
            path=self.document.file.path,
            source=self.document.layout.source,
            offsets=self.document.layout.offsets(self.path, strings, inner),
            record=self.number,
            field=field or (keys[-1] if keys else None),
        )

    def iso_time(self, text: str) -> datetime | None:
        """Return a time written as in ISO 8601; None, and a warning once a file, where it cannot be read."""
        return self.time(text, datetime.fromisoformat)

    def unix_time(self, *path: str | int) -> datetime | None:
        """Return the time at a path that is given in seconds or milliseconds since 1970."""
        return self.time(self.word(*path), _of_unix)

    def time(self, text: str, parse: Callable[[str], datetime]) -> datetime | None:
        """Return what `parse` makes of a text; None where it is empty, and with a warning where it cannot be read."""
        if not text:
            return None
        try:
            return parse(text)
        except (ValueError, OverflowError, OSError):
            self.document.warn_of_time(text)
            return None


def iso_time(text: str) -> datetime | None:
    """Return a time written as in ISO 8601; None where it is none.

    Examples
    --------
    >>> str(iso_time("2026-03-01T09:30:05Z")), iso_time("soon")
    ('2026-03-01 09:30:05+00:00', None)
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _offsets_of(excerpt: Excerpt) -> Sequence[int]:
    return excerpt.all_offsets


def _offsets_of_html(html: str) -> Sequence[int]:
    return text_of_html(Excerpt(html, 0)).all_offsets


def _of_unix(text: str) -> datetime:
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if abs(seconds) >= _YEAR_5138 else seconds, UTC)


def at(data: object, *path: str | int) -> object:
    """Return the value that a path leads to; None where it leads nowhere.

    Examples
    --------
    >>> at({"media": [{"title": "Oil it."}]}, "media", 0, "title"), at({"media": []}, "media", 0, "title")
    ('Oil it.', None)
    """
    for key in path:
        if isinstance(data, dict) and isinstance(key, str):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return None
    return data


def text_at(data: object, *path: str | int) -> str:
    """Return the string that a path leads to; see `Record.text`."""
    value = at(data, *path)
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            # Half a surrogate pair can be written in JSON, and nowhere else.
            return LONE_SURROGATE.sub("\ufffd", value)
        return value
    if value is None:
        return ""
    key = next((key for key in reversed(path) if isinstance(key, str)), "it")
    raise BrokenRecordError(f"“{key}” is no text")


def word_at(data: object, *path: str | int) -> str:
    """Return the string that a path leads to, or a number as text; the empty text where anything else stands there.

    For what a post can do without: nobody misses a post because its language is broken.

    Examples
    --------
    >>> word_at({"id": 7}, "id"), word_at({"id": [7]}, "id")
    ('7', '')
    """
    value = at(data, *path)
    if isinstance(value, str):
        return text_at(data, *path)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def mappings_at(data: object, *path: str | int) -> list[Mapping[str, object]]:
    """Return the objects in the list that a path leads to; none where it leads to none."""
    value = at(data, *path)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


@dataclass(eq=False)
class Document:
    """A JSON text, decoded.

    Attributes
    ----------
    file
        Gets the notices.
    data
        The outermost value.
    layout
        Finds places.
    """

    file: File
    data: object
    layout: Layout
    _errors: int = field(default=0, init=False)
    _warned: bool = field(default=False, init=False)
    _taken: set[str] = field(default_factory=set, init=False)

    @classmethod
    def of(cls, file: File, start: int = 0, *, end: str = "") -> Document:
        """Return the document in a file; the parameters are those of `decode`.

        Raises
        ------
        HelplintError
            It is not valid JSON, or no text.
        """
        return cls(file, decode(file, file.source, start, end=end), Layout(file.source, start))

    def records(self, *path: str | int) -> Iterator[Record]:
        """Yield the records in the list at a path that are objects."""
        found = at(self.data, *path)
        for index, data in enumerate(found if isinstance(found, list) else []):
            if isinstance(data, dict):
                yield Record(data, index + 1, (*path, index), self)

    def posts(self, read: Callable[[Record], Iterable[Post]], *path: str | int) -> Iterator[Post]:
        """Yield the posts of the records in the list at a path; one that is broken makes an error notice.

        Parameters
        ----------
        read
            Returns the posts of a record; raises `BrokenRecordError`.
        path
            Leads to the list, or to an object that is the only record.
        """
        found = at(self.data, *path)
        listed = found if isinstance(found, list) else [] if found is None else [found]
        for index, data in enumerate(listed):
            record_path = (*path, index) if listed is found else path
            try:
                if not isinstance(data, dict):
                    self._fail(index + 1, "it is no object with keys")
                    continue
                for post in read(Record(data, index + 1, record_path, self)):
                    yield self._unique(post, index + 1)
            except BrokenRecordError as error:
                self._fail(index + 1, str(error))
        if self._errors > _MOST_ERRORS:
            message = f"{self._errors - _MOST_ERRORS:,} more records are broken"
            self.file.notices.append(self.file.error(message).notice)

    def _unique(self, post: Post, number: int) -> Post:
        unique = f"{post.id} ({self.file.path}:{number})" if post.id in self._taken else post.id
        self._taken.add(unique)
        return post if unique == post.id else replace(post, id=unique)

    def _fail(self, number: int, what: str) -> None:
        self._errors += 1
        if self._errors <= _MOST_ERRORS:
            message = f"record {number} cannot be read: {what}"
            self.file.notices.append(self.file.error(message).notice)

    def warn_of_time(self, text: str) -> None:
        """Say once that a time cannot be read."""
        if not self._warned:
            self._warned = True
            self.file.warn(f"“{' '.join(text.split())[:40]}” is no time that can be read, so it is left out")
