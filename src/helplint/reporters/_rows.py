"""Rows of CSV that every reader cuts where they end."""

from __future__ import annotations

import csv
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_END = "\r\n"


def row_writer(write: Callable[[str], object]) -> Any:
    r"""Return a `csv.writer` whose rows end with a line feed, and that quotes a carriage return too.

    `csv` quotes line ends only where they stand in the end of its own rows, and for many readers a lone carriage return
    ends a row.

    Parameters
    ----------
    write
        Gets one row after the other.

    Examples
    --------
    >>> rows = []
    >>> _ = row_writer(rows.append).writerow(["a\rb", "c"])
    >>> rows
    ['"a\rb",c\n']
    """
    return csv.writer(SimpleNamespace(write=lambda row: write(row.removesuffix(_END) + "\n")), lineterminator=_END)
