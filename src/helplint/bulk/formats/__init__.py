"""What an output can be written as, told by the ending of its name: one file a format, discovered by file name."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from helplint.bulk.formats._packing import PACKED
from helplint.notice import HelplintError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import BinaryIO

    from helplint.bulk._columns import Schema

FOLDER = "parquet"
"""What the parts of a folder are whose name has no ending."""


@dataclass(frozen=True)
class Format:
    """One way to write scored posts.

    Attributes
    ----------
    suffixes
        Lower-case endings of file names.
    encode
        Rows, the schema, and whether a header is wanted, to the bytes of one part, which is a file of its own.
    join
        Writes parts, in order, into one open file.
    table
        Whether it has columns; otherwise each row has what it has.
    packed
        Whether it may be packed as ``.gz`` or ``.zst``.
    streams
        Whether a part is a file of its own, and the whole can be written to a URL.
    needs
        A package of the extra ``archives`` that writes it.
    """

    suffixes: tuple[str, ...]
    encode: Callable[[Iterable[Mapping[str, object]], Schema, bool], bytes]
    join: Callable[[Iterable[bytes], Schema, BinaryIO], None]
    table: bool = True
    packed: bool = False
    streams: bool = True
    needs: str | None = None


@cache
def formats() -> Mapping[str, Format]:
    """Return the formats by name.

    Examples
    --------
    >>> list(formats())
    ['csv', 'jsonl', 'parquet', 'sqlite']
    """
    names = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    return {name: import_module(f"{__name__}.{name}").format for name in names}


def endings(*, folder: bool = False) -> Sequence[str]:
    """Return the endings that an output may have, or a folder of parts."""
    return [
        suffix + packed
        for each in formats().values()
        if each.streams or not folder
        for suffix in each.suffixes
        for packed in ("", *(PACKED if each.packed else ()))
    ]


def format_of(name: str, *, folder: bool) -> tuple[str, str]:
    """Return the name of the format that an output is written in, and how it is packed: ``.gz``, ``.zst`` or not.

    Raises
    ------
    HelplintError
        The ending is of none, or the package for it is not installed.

    Examples
    --------
    >>> format_of("scores.jsonl.gz", folder=False), format_of("scores", folder=True)
    (('jsonl', '.gz'), ('parquet', ''))
    """
    lowered = name.lower()
    packed = next((suffix for suffix in PACKED if lowered.endswith(suffix)), "")
    lowered = lowered.removesuffix(packed)
    for known, each in formats().items():
        if lowered.endswith(each.suffixes) and (each.packed or not packed) and (each.streams or not folder):
            return _installed(known, name), packed
    if folder and "." not in lowered:
        return _installed(FOLDER, name), ""
    known_endings = ", ".join(endings(folder=folder))
    raise HelplintError(f"the ending tells the format; give one of {known_endings}, or a folder with “/”", path=name)


def _installed(known: str, name: str) -> str:
    """Return the name of a format, now that it is known that it can be written: an hour later is too late to say so."""
    package = formats()[known].needs
    if package is not None and find_spec(package) is None:
        message = f"writing {known} needs {package}; install helplint[archives], or give another ending, such as .jsonl"
        raise HelplintError(message, path=name)
    return known
