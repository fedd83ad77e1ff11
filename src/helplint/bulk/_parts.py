"""Posts to parts: what is read, cut into portions that are scored one by one, and nothing dropped."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from helplint.bulk._columns import passing
from helplint.notice import Notice
from helplint.readers import may_hold_posts, packed
from helplint.storage import plain, size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo

    from helplint.post import Post

_LARGEST = 16_000_000
"""Characters of a part: posts as long as a book must not fill the memory."""

_SAID = 100
"""Warnings and notes that are kept in words; an archive of many files may have any number."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some records of the input, in its order.

    Attributes
    ----------
    number
        From 1.
    payload
        What `helplint.bulk._scoring.score_part` takes.
    posts
        How many of them are posts; the others could not be read.
    read
        About how many bytes of the input end with it.
    """

    number: int
    payload: bytes
    posts: int
    read: int

    @property
    def digest(self) -> str:
        """What tells it from a part with any other content."""
        return blake2b(self.payload, digest_size=16).hexdigest()


@dataclass(slots=True)
class Notes:
    """What reading has to say short of an error, summed up."""

    left_out: Counter[str] = field(default_factory=Counter)
    said: list[Notice] = field(default_factory=list)
    unsaid: Counter[Literal["error", "warning", "note"]] = field(default_factory=Counter)

    def add(self, notice: Notice) -> None:
        """Take note of a notice."""
        if notice.left_out:
            self.left_out.update(dict(notice.left_out))
        elif len(self.said) < _SAID:
            self.said.append(notice)
        else:
            self.unsaid[notice.kind] += 1

    def notices(self) -> list[Notice]:
        """Return it in sentences."""
        return [
            *self.said,
            *([Notice.of_left_out(self.left_out)] if self.left_out else []),
            *(Notice(kind, f"{count:,} more {kind}s, not kept") for kind, count in sorted(self.unsaid.items())),
        ]


class Meter:
    """About how many bytes of the input have been read.

    Attributes
    ----------
    total
        Bytes of the input; None where that cannot be told: of packed files, of standard input.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self.total = _total(paths)
        self._path: str | None = None
        self._before = 0

    def at(self, post: Post) -> int:
        """Return the bytes read at a post, about: a character counts as one."""
        origin = post.origin
        if origin.path != self._path:
            if self._path is not None:
                self._before += size_of(self._path) or 0
            self._path = origin.path
        inside = origin.source.offset + origin.source_offset(0) if origin.source else 0
        read = self._before + inside
        return read if self.total is None else min(read, self.total)


def _total(paths: Sequence[str]) -> int | None:
    total = 0
    for given in paths:
        path = plain(given)
        folder = Path(path).is_dir()
        for each in (str(found) for found in Path(path).rglob("*") if may_hold_posts(found.name)) if folder else [path]:
            size = None if each == "-" or packed(each) else size_of(each)
            if size is None:
                return None
            total += size
    return total


def parts_of(
    posts: Iterable[Post], notices: list[Notice], notes: Notes, meter: Meter, *, size: int, zone: tzinfo | None
) -> Iterator[Part]:
    """Yield posts in parts; what could not be read is in the part that it was met in.

    Parameters
    ----------
    posts
        Consumed one by one.
    notices
        What reading them has to say: emptied, while `posts` fills it.
    notes
        Gets what of it is no error.
    size
        Records of a part; fewer where they are long.
    zone
        Whose months count, for times with an offset.
    """
    number, rows, length, count, read = 1, list[str](), 0, 0, 0
    for post in posts:
        if len(rows) >= size or length > _LARGEST:
            yield _part(number, rows, count, read)
            number, rows, length, count = number + 1, [], 0, 0
        rejected = _rejected(notices, notes)
        row = json.dumps(_row(post, zone))
        rows += [*rejected, row]
        length += len(row) + sum(map(len, rejected))
        count += 1
        if len(rows) >= size or length > _LARGEST:
            read = meter.at(post)
    rows += _rejected(notices, notes)
    # An input without posts makes one part too, so that there is an output.
    if rows or number == 1:
        yield _part(number, rows, count, meter.total or read)


def _part(number: int, rows: Sequence[str], count: int, read: int) -> Part:
    return Part(number, f"[{','.join(rows)}]".encode(), count, read)


def _rejected(notices: list[Notice], notes: Notes) -> list[str]:
    rows = []
    for notice in notices:
        if notice.kind == "error":
            rejected = {"path": notice.path, "line": notice.line, "reason": notice.message}
            rows.append(json.dumps({"rejected": rejected}))
        else:
            notes.add(notice)
    notices.clear()
    return rows


def _row(post: Post, zone: tzinfo | None) -> dict[str, object]:
    record = passing(dict(post.record or post.fields))
    copy = next((key for key, value in record.items() if value == post.text), None)
    time = post.time
    local = time.astimezone(zone) if time is not None and time.tzinfo is not None else time
    row: dict[str, object] = {
        "record": record,
        "post": {
            "path": post.origin.path,
            "position": post.origin.beginning,
            "id": post.id,
            "channel": ", ".join(post.channels) or None,
            "time": None if time is None else (time.date() if post.whole_day else time).isoformat(),
            "author": post.author,
            "reply": post.reply,
        },
        "month": None if local is None else f"{local:%Y-%m}",
    }
    # The text goes once.
    return {**row, "text": post.text} if copy is None else {**row, "copy": copy}
