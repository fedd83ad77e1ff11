"""Values of files that hold no text to point into: databases and columns of numbers."""

from __future__ import annotations

import io
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from helplint.readers._chosen import UNCHOSEN, Chosen
from helplint.readers._excerpt import Excerpt
from helplint.readers._records import Record, copy_keys
from helplint.readers._rows import refuse_unknown
from helplint.readers._tree import LARGEST, reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from helplint.readers._file import File


class PlainValue:
    """A value that its file keeps in a notation of its own.

    Attributes
    ----------
    data, source, start
        As in `helplint.readers._records.Value`; there is no source.
    """

    __slots__ = ("data",)
    source = None
    start = 0

    def __init__(self, data: object) -> None:
        self.data = data

    def members(self) -> Iterator[tuple[str, PlainValue]]:
        """Yield the members of a mapping."""
        if isinstance(self.data, dict):
            for key, value in self.data.items():
                yield key, PlainValue(value)

    def elements(self) -> Iterator[PlainValue]:
        """Yield the elements of a list."""
        if isinstance(self.data, list):
            yield from map(PlainValue, self.data)

    def excerpt(self) -> Excerpt:
        """Return a string."""
        return Excerpt(str(self.data), 0)


def as_json(value: object) -> object:
    r"""Return a value as JSON would have it: times in the ISO way, bytes as the text they are, or else as nothing.

    Examples
    --------
    >>> as_json({"at": date(2026, 3, 1), "text": b"Oil it", "image": b"\xff\xd8"})
    {'at': '2026-03-01', 'text': 'Oil it', 'image': None}
    """
    if isinstance(value, dict):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(each) for each in value]
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return None
    if isinstance(value, date | time):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float) else str(value)


def holds_copy(names: Sequence[str], chosen: Chosen = UNCHOSEN) -> bool:
    """Return whether a row with columns of these names can be a post.

    Examples
    --------
    >>> holds_copy(["id", "body"]), holds_copy(["id", "price"])
    (True, False)
    """
    return bool(copy_keys(dict.fromkeys(names, "two words"), chosen))


def records_of_rows(
    file: File, names: Sequence[str], rows: Iterable[Mapping[str, object]]
) -> Iterator[Record[PlainValue]]:
    """Yield the rows of a table, numbered from 1, as records of posts.

    Raises
    ------
    HelplintError
        The user has named a column for this file, and it has none of that name.
    """
    refuse_unknown(file, names)
    chosen = file.chosen if holds_copy(names, file.chosen) else UNCHOSEN
    for number, row in enumerate(rows, start=1):
        yield Record(PlainValue(as_json(row)), number, chosen=chosen)


@contextmanager
def on_disk(file: File) -> Iterator[Path]:
    """Give the path of what a file holds: its own, or where it is packed or in memory, that of a passing copy.

    Raises
    ------
    HelplintError
        It cannot be read, or is too large to be copied.
    """
    with reading(file.path), file.open() as opened:
        if isinstance(opened, io.BufferedReader) and isinstance(opened.raw, io.FileIO):
            yield Path(opened.name)
            return
        with TemporaryDirectory(prefix="helplint-") as folder:
            path = Path(folder, "copy")
            with path.open("wb") as copy:
                while (piece := opened.read(1 << 20)) and copy.tell() <= LARGEST:
                    copy.write(piece)
            if path.stat().st_size > LARGEST:
                raise file.error("this file is larger than a gibibyte when it is unpacked; unpack it yourself")
            yield path
