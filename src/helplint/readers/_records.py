"""Records of posts, however a file writes them, and the posts of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Generic, Protocol, Self, TypeVar

from helplint.channel import parse_channels
from helplint.origin import Origin
from helplint.post import Post
from helplint.readers._chosen import UNCHOSEN, Chosen, index_of
from helplint.readers._columns import find_columns
from helplint.readers._dates import parse_dates
from helplint.readers._ids import Ids
from helplint.readers._rows import refuse_unknown, warn_at
from helplint.readers._tweets import answers_somebody, is_repost, is_tweet, tweet_keys, unescaped
from helplint.suppression import error_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from helplint.origin import Source
    from helplint.readers._excerpt import Excerpt
    from helplint.readers._file import File
    from helplint.suppression import Suppression

_OF_THEIR_OWN = frozenset("posts updates messages captions contents".split())  # noqa: SIM905
_BATCH = 1000
"""Records whose dates vote together on which number is the day; a calendar has fewer, an archive needs no vote."""

_EPOCH = re.compile(r"1\d{9}(\d{3})?")
_BARE_DAY = re.compile(r"(?:day\s*)?\d{1,3}", re.IGNORECASE)
_LONGEST_KEY = 100
"""What is longer means nothing, and is not to be kept in memory."""

_TRUE = frozenset({"true", "yes", "y", "x", "1", "on", "✓", "✔", "✅"})


class Value(Protocol):
    """One value of a file, of any notation.

    Attributes
    ----------
    data
        Mapping, list, string, number, truth value or None.
    start
        Its offset into the text of `source`, which is None where the file has no text of its own.
    """

    @property
    def data(self) -> object: ...
    @property
    def source(self) -> Source | None: ...
    @property
    def start(self) -> int: ...

    def members(self) -> Iterator[tuple[str, Self]]:
        """Yield the keys and values of a mapping."""

    def elements(self) -> Iterator[Self]:
        """Yield the elements of a list."""

    def excerpt(self) -> Excerpt:
        """Return a string with its places in the source."""


V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Record(Generic[V]):
    """A value that makes one post or more: a mapping that holds copy, or the copy itself.

    Attributes
    ----------
    number
        1-based, counting whatever else stands between the records.
    channels
        Where the list it stands in says that it goes to.
    """

    value: V
    number: int
    channels: tuple[str, ...] = ()
    chosen: Chosen = UNCHOSEN


def copy_keys(data: object, chosen: Chosen = UNCHOSEN) -> tuple[str, ...]:
    """Return the keys of a mapping that hold copy; none for what is no record of a post."""
    if not isinstance(data, dict):
        return ()
    chosen = tweet_keys(data, chosen)
    seen = with_chosen(data, chosen)
    keys = tuple(map(str, seen))
    if chosen.text is not None and index_of(chosen.text, keys) is None:
        return ()
    named = ((keys[index], channels) for index, channels in find_columns(keys, chosen).copy)
    return tuple(key for key, channels in named if _may_be_copy(key, seen[key], for_network=bool(channels)))


def with_chosen(data: Mapping[str, object], chosen: Chosen) -> Mapping[str, object]:
    """Return a record with the values in records within it that the user has named with dots.

    Examples
    --------
    >>> with_chosen({"data": {"text": "Oil it."}}, Chosen(text="data.text"))["data.text"]
    'Oil it.'
    """
    if chosen == UNCHOSEN:
        return data
    further = {}
    for name in chosen.given().values():
        if "." in name and name not in data and (found := _below(data, name.split("."))) is not None:
            further[name] = found
    return {**data, **further} if further else data


def _below(data: object, names: Sequence[str]) -> object:
    if not names or not isinstance(data, dict):
        return None if names else data
    keys = tuple(data)
    index = index_of(names[0], keys)
    return None if index is None else _below(data[keys[index]], names[1:])


def _member(value: V, name: str) -> V | None:
    """Return the value at a key, or at one in records within it, as `with_chosen` has it."""
    members: dict[str, V] = {}
    for key, member in value.members():
        if key == name:
            return member
        members[key] = member
    first, _, rest = name.partition(".")
    index = index_of(first, tuple(members))
    return None if index is None or not rest else _member(members[tuple(members)[index]], rest)


def _may_be_copy(key: str, value: object, *, for_network: bool) -> bool:
    if isinstance(value, list):
        # A list of strings is a thread, unless its key says that they are posts of their own.
        return bool(value) and key.casefold() not in _OF_THEIR_OWN and all(isinstance(each, str) for each in value)
    if not isinstance(value, str):
        return value is None and not for_network
    # Under a network's name, one word is an account or an address.
    return not for_network or len(value.split()) > 1


def posts_of_records(file: File, records: Iterable[Record[V]]) -> Iterator[Post]:
    """Yield the posts of records, and warn of dates that cannot be read one way only."""
    rest = iter(records)
    warned: set[bool] = set()
    taken = Ids()
    first = True
    while batch := list(islice(rest, _BATCH)):
        if first and file.chosen.given():
            seen = (with_chosen(each.value.data, file.chosen) for each in batch if isinstance(each.value.data, dict))
            refuse_unknown(file, dict.fromkeys(key for data in seen for key in data), "key")
        first = False
        texts = [date_of(record.value.data, record.chosen) for record in batch]
        dates = parse_dates([date for date, _ in texts], [clock for _, clock in texts], order=file.date_order)
        for index, message in dates.warnings([date for date, _ in texts]):
            kind = index in dates.ambiguous
            if kind not in warned:
                warned.add(kind)
                warn_at(file, _place(file, batch[index]), message)
        for record, (time, whole_day) in zip(batch, dates.times, strict=True):
            if is_repost(record.value.data):
                file.leave_out("reposts")
            else:
                yield from _posts_of(file, record, time, taken, whole_day=whole_day)


def _place(file: File, record: Record[V]) -> Origin:
    return Origin(path=file.path, source=record.value.source, start=record.value.start, record=record.number)


def _posts_of(file: File, record: Record[V], time: datetime | None, taken: Ids, *, whole_day: bool) -> Iterator[Post]:
    key = f"{file.path}:{record.number}"
    data = record.value.data
    if not isinstance(data, dict):
        excerpt = record.value.excerpt()
        origin = excerpt.origin(file.path, record.value.source, record=record.number)
        yield Post(id=key, text=excerpt.text, origin=origin, channels=record.channels)
        return
    chosen = tweet_keys(data, record.chosen)
    seen = with_chosen(data, chosen)
    keys = tuple(seen)
    columns = find_columns(keys, chosen)
    copies = copy_keys(data, chosen)
    tweet = is_tweet(data)
    elsewhere = ("x",) if tweet else record.channels

    def text(index: int | None) -> str:
        return "" if index is None else as_text(seen[keys[index]])

    marked = tuple(name for index, name in columns.networks if text(index).strip().casefold() in _TRUE)
    given = text(columns.id).strip()
    if not given or not taken.add(given):
        given = f"{given} ({key})" if given else key
    fields = {
        name: written
        for name, value in data.items()
        if name not in copies and (written := as_text(value)) and not written.isspace()
    }
    named = {keys[index]: channels for index, channels in columns.copy}
    told = _suppressions(file, record, None if columns.helplint is None else keys[columns.helplint])
    for name in sorted(copies, key=keys.index):
        value = _member(record.value, name)
        if value is None or value.data is None:
            continue
        own = given if len(copies) == 1 else f"{given}:{'-'.join(named[name]) or 'copy'}"
        parts = list(value.elements()) if isinstance(value.data, list) else [value]
        for part, piece in enumerate(parts, start=1):
            excerpt = unescaped(piece.excerpt()) if tweet else piece.excerpt()
            number = part if isinstance(value.data, list) else None
            origin = excerpt.origin(file.path, value.source, record=record.number, field=name, part=number)
            yield Post(
                id=own if len(parts) == 1 else f"{own}:{part}",
                text=excerpt.text,
                origin=origin,
                channels=named[name] or marked or parse_channels(text(columns.channel)) or elsewhere,
                time=time,
                whole_day=whole_day,
                author=text(columns.author).strip() or None,
                status=text(columns.status).strip() or None,
                reply=_is_reply(data),
                fields=fields,
                record=data,
                suppressions=told,
            )


def _suppressions(file: File, record: Record[V], key: str | None) -> tuple[Suppression, ...]:
    value = None if key is None else dict(record.value.members())[key]
    if value is None or value.data is None:
        return ()
    if not isinstance(value.data, str):
        message = f"“{key}” must be a text such as “ignore=hype reason”"
        file.notices.append(error_at(_place(file, record), message).notice)
        return ()
    excerpt = value.excerpt()
    origin = excerpt.origin(file.path, value.source, record=record.number, field=key)
    return file.suppressions_of_record(excerpt.text, origin)


def as_text(value: object) -> str:
    """Return a value of a record as one would write it in a cell: a list by its elements, nothing for an object.

    Examples
    --------
    >>> as_text(["x", "linkedin"])
    'x, linkedin'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(filter(None, (as_text(each) for each in value if not isinstance(each, list))))
    if value is None or isinstance(value, dict):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def date_of(data: object, chosen: Chosen = UNCHOSEN) -> tuple[str, str]:
    """Return the date and the time of day that a record gives, as text."""
    if not isinstance(data, dict):
        return "", ""
    if chosen.date is None and {"day", "month"} <= {str(key).casefold() for key in data}:
        lowered = {str(key).casefold(): as_text(value).strip() for key, value in data.items()}
        year, hour = lowered.get("year"), lowered.get("hour", "")
        clock = f"{hour}:{lowered.get('minute') or 0:0>2}" if hour else ""
        return (f"{year}-{lowered['month']}-{lowered['day']}", clock) if year else ("", "")
    seen = with_chosen(data, chosen)
    keys = tuple(seen)
    columns = find_columns(keys, chosen)

    def text(index: int | None) -> str:
        return "" if index is None else as_text(seen[keys[index]]).strip()

    date = text(columns.date)
    if match := _EPOCH.fullmatch(date):
        date = datetime.fromtimestamp(int(date) / (1000 if match[1] else 1), UTC).isoformat(sep=" ", timespec="seconds")
    return ("" if _BARE_DAY.fullmatch(date) else date), text(columns.time)


def _is_reply(data: Mapping[str, object]) -> bool:
    if is_tweet(data):
        return answers_somebody(data)
    return any(bool(value) and len(key) <= _LONGEST_KEY and _is_of_reply(key) for key, value in data.items())


@lru_cache(1024)
def _is_of_reply(key: str) -> bool:
    return re.sub(r"[\W_]", "", key).casefold().startswith(("inreplyto", "replyto"))
