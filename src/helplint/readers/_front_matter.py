"""What a file, or a section of it, says about its posts: front matter, and the day in the name of the file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from json import JSONDecoder
from typing import TYPE_CHECKING

from helplint.channel import parse_channels
from helplint.origin import Origin
from helplint.readers._columns import find_columns
from helplint.readers._dates import parse_dates
from helplint.readers._json_scanner import JsonValue
from helplint.readers._records import as_text, date_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helplint.readers._file import File
    from helplint.readers._records import Value

_FENCE = {
    mark: re.compile(
        rf"{re.escape(mark)}[ \t]*\r?\n(?P<inside>.*?)(?:\r?\n)?^{re.escape(mark)}[ \t]*(?:(?:\r?\n)+|\Z)",
        re.DOTALL | re.MULTILINE,
    )
    for mark in ("---", "+++")
}
_DAY_IN_NAME = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys at the head of a file.

    Attributes
    ----------
    data
        Keys and values.
    members
        The values with their places, as far as the notation tells them (not in TOML).
    end
        Offset at which the body begins.
    """

    data: Mapping[str, object]
    members: Mapping[str, Value]
    end: int


def yaml_front_matter(file: File, start: int = 0, end: int | None = None) -> FrontMatter | None:
    """Return the front matter between two lines of ``---``; None where what stands there is no mapping.

    Raises
    ------
    HelplintError
        It is not valid YAML.
    """
    text = file.source.text
    match = _FENCE["---"].match(text, start, len(text) if end is None else end)
    if match is None:
        return None
    if not match["inside"].strip():
        return FrontMatter({}, {}, match.end())
    from helplint.readers._yaml_nodes import (  # noqa: PLC0415 - ruamel.yaml costs 40 ms
        suppress_in_comments,
        yaml_documents,
    )

    documents = yaml_documents(file, *match.span("inside"))
    data = documents[0].data if len(documents) == 1 else None
    if not isinstance(data, dict):
        return None
    suppress_in_comments(file, documents, *match.span("inside"))
    return FrontMatter(data, dict(documents[0].members()), match.end())


def any_front_matter(file: File) -> FrontMatter | None:
    """Return the front matter at the head of a file, as YAML (``---``), TOML (``+++``) or a JSON object.

    Raises
    ------
    HelplintError
        It is fenced as one of them and is not valid.
    """
    text = file.source.text
    if match := _FENCE["+++"].match(text):
        try:
            return FrontMatter(tomllib.loads(match["inside"].replace("\r\n", "\n")), {}, match.end())
        except tomllib.TOMLDecodeError as error:
            raise file.error(f"the front matter is not valid TOML: {error}", 1) from error
    if text.startswith("{"):
        try:
            data, end = JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError):
            return None
        return FrontMatter(data, dict(JsonValue(data, file.source, 0).members()), end)
    return yaml_front_matter(file)


def helplint_key(file: File, front: FrontMatter | None) -> tuple[str, Origin] | None:
    """Return what a front matter says under the key ``helplint``, and where; None where it says nothing."""
    keys = tuple(front.data) if front else ()
    index = find_columns(keys).helplint
    if front is None or index is None:
        return None
    key = keys[index]
    value = front.members.get(key)
    if value is not None and isinstance(value.data, str):
        excerpt = value.excerpt()
        return (excerpt.text, excerpt.origin(file.path, file.source, field=key)) if excerpt.text.strip() else None
    text = as_text(front.data[key])
    # Of TOML nothing tells the place of a value.
    origin = Origin(path=file.path, source=file.source, offsets=[0] * (len(text) + 1), field=key)
    return (text, origin) if text.strip() else None


@dataclass(frozen=True, slots=True)
class Details:
    """What is said of a post beside its text.

    Attributes
    ----------
    channels, author, status, fields
        As in `helplint.post.Post`.
    id
        None where none is given.
    date, clock
        Day and time of day, as written.
    """

    channels: tuple[str, ...] = ()
    author: str | None = None
    id: str | None = None
    date: str = ""
    clock: str = ""
    status: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, object]) -> Details:
        """Return what keys and values say, by the names a table would have over its columns."""
        keys = tuple(data)
        columns = find_columns(keys)

        def text(index: int | None) -> str:
            return "" if index is None else as_text(data[keys[index]]).strip()

        date, clock = date_of(data)
        fields = {key: shown for key, value in data.items() if (shown := as_text(value)).strip()}
        return cls(
            channels=parse_channels(text(columns.channel)),
            author=text(columns.author) or None,
            id=text(columns.id) or None,
            date=date,
            clock=clock,
            status=text(columns.status) or None,
            fields=fields,
        )

    def under(self, above: Details) -> Details:
        """Return it with what it leaves out taken from what is said above it; an id is never handed down."""
        return Details(
            channels=self.channels or above.channels,
            author=self.author or above.author,
            id=self.id,
            date=self.date or above.date,
            clock=self.clock or above.clock,
            status=self.status or above.status,
            fields={**above.fields, **self.fields},
        )


def times_of(file: File, details: list[tuple[Details, int | None]]) -> list[tuple[datetime | None, bool]]:
    """Return the time of each post of a file, and whether it is a whole day; the day in the file's name fills gaps.

    Parameters
    ----------
    details
        Each with the line to name where its date cannot be read; None where the file has no lines.
    """
    days = [each.date for each, _ in details]
    dates = parse_dates(days, [each.clock for each, _ in details], order=file.date_order)
    for index, message in dates.warnings(days):
        file.warn(message, details[index][1])
    named = _day_in(file.name)
    return [(named, named is not None) if time is None else (time, whole) for time, whole in dates.times]


def _day_in(name: str) -> datetime | None:
    match = _DAY_IN_NAME.search(name)
    try:
        return datetime.strptime(match.group(), "%Y-%m-%d") if match else None  # noqa: DTZ007 - see Post.time
    except ValueError:
        return None
