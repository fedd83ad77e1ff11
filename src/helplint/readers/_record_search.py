"""Which of the values in a file are records of posts."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from helplint.channel import parse_channels
from helplint.readers._chosen import UNCHOSEN, Chosen
from helplint.readers._records import Record, V, copy_keys
from helplint.readers._rows import refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from helplint.readers._file import File

_LISTS = frozenset(
    "posts post tweets tweet toots toot items data records rows entries updates messages captions schedule scheduled"  # noqa: SIM905 - words
    " drafts queue calendar content statuses results thread threads campaign campaigns days weeks months social socials"
    " social_posts socialposts channels platforms variants options".split()
)
"""Keys under which lists of posts, or groups of such lists, are kept."""

_DEEPEST_GROUP = 3
_TELLING = frozenset("text copy caption content body post tweet toot message full_text posttext post_text".split())  # noqa: SIM905
"""Keys that make a post even of a file's one and only object; “description” is found in every manifest."""

_SHOWN_KEYS = 100


def records_of(file: File, roots: Iterable[V], *, lone: bool = False) -> Iterator[Record[V]]:
    """Yield the records of posts in the values of a file, numbered on, by the keys that the user has named, if any.

    Parameters
    ----------
    lone
        As for `find_records`.

    Raises
    ------
    HelplintError
        The user has named a key for this file, and no record has it.
    """
    number = 1
    paths: dict[str, None] = {}
    for root in roots:
        for record in find_records(root, first=number, lone=lone, chosen=file.chosen, strict=file.named):
            number = record.number + 1
            yield record
        if number == 1 and file.chosen.text is not None:
            paths |= dict.fromkeys(islice(_text_paths(root.data), _SHOWN_KEYS))
    if number == 1 and file.chosen.text is not None:
        refuse_unknown(file, [*paths][:_SHOWN_KEYS], "key of a text")


def _text_paths(data: object, above: str = "") -> Iterator[str]:
    """Yield the keys of texts, as one would name them."""
    if isinstance(data, list):
        for element in data[:_SHOWN_KEYS]:
            yield from _text_paths(element)
    elif isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str):
                yield above + key
            else:
                yield from _text_paths(value, f"{above}{key}.")


def find_records(
    root: V, *, first: int = 1, lone: bool = False, chosen: Chosen = UNCHOSEN, strict: bool = True
) -> Iterator[Record[V]]:
    """Yield the records of posts in a value, in its order.

    They stand in a list at the root or one that an object holds, may be grouped once more (by week or by network),
    or are the object itself.

    Parameters
    ----------
    first
        Number of the first record.
    lone
        Whether an object at the root is a record as soon as it holds any copy, rather than under a telling key only.
    chosen
        What the user has said of keys.
    strict
        Whether only that counts; otherwise, where it leads to no record, names tell.
    """
    found = _found(root, first, lone=lone, chosen=chosen)
    one = next(found, None)
    if one is None and chosen.text is not None and not strict:
        yield from _found(root, first, lone=lone, chosen=UNCHOSEN)
    elif one is not None:
        yield one
        yield from found


def _found(root: V, first: int, *, lone: bool, chosen: Chosen) -> Iterator[Record[V]]:
    copies = copy_keys(root.data, chosen)
    telling = {key.casefold() for key in copies} & _TELLING
    if isinstance(root.data, dict) and copies and (telling or lone or chosen.text or _is_by_network(root.data)):
        found: Iterator[Record[V] | None] = iter([Record(root, first)])
    else:
        found = _search(root, (), chosen, depth=0)
    for number, record in enumerate(found, start=first):
        if record is not None:
            yield Record(record.value, number, record.channels, chosen)


def _is_by_network(data: Mapping[str, object]) -> bool:
    """Return whether an object says nothing but what to post on which networks."""
    copies = copy_keys(data)
    return len(data) == len(copies) and all(parse_channels(key) for key in copies)


def _search(value: V, channels: tuple[str, ...], chosen: Chosen, *, depth: int) -> Iterator[Record[V] | None]:
    """Yield the records below a value whose key, if it has one, says posts; None for what stands among them."""
    data = value.data
    if isinstance(data, dict):
        if depth and copy_keys(data, chosen):
            yield Record(value, 0, channels)
        elif depth < _DEEPEST_GROUP:
            yield from _search_members(value, data, channels, chosen, depth=depth)
    elif isinstance(data, list):
        holds_records = any(copy_keys(element, chosen) for element in data)
        # Words alone are names: of channels, of tags, of files.
        holds_texts = not (holds_records or chosen.text) and any(
            isinstance(each, str) and len(each.split()) > 1 for each in data
        )
        for element in value.elements():
            if copy_keys(element.data, chosen) or (holds_texts and isinstance(element.data, str)):
                yield Record(element, 0, channels)
            elif holds_records or holds_texts:
                yield None
            elif isinstance(element.data, dict) and depth < _DEEPEST_GROUP:
                yield from _search(element, channels, chosen, depth=depth + 1)


def _search_members(
    value: V, data: Mapping[str, object], channels: tuple[str, ...], chosen: Chosen, *, depth: int
) -> Iterator[Record[V] | None]:
    holders = [key for key, member in data.items() if isinstance(member, list | dict)]
    named = {key: parse_channels(key) or channels for key in holders if key.casefold() in _LISTS or parse_channels(key)}
    if chosen.text is not None:
        named = {key: parse_channels(key) or channels for key in holders}
    if not named:
        lists = [key for key in holders if isinstance(data[key], list)]
        with_copy = [key for key in lists if any(copy_keys(element, chosen) for element in _list(data[key]))]
        # Of several lists nobody can say which one holds the posts.
        named = {with_copy[0]: channels} if len(with_copy) == 1 else {}
    for key, member in value.members():
        if key in named:
            yield from _search(member, named[key], chosen, depth=depth + 1)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
