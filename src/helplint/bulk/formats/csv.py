"""CSV with a header; lists and mappings as JSON, nothing as an empty cell."""

from __future__ import annotations

import csv
from types import SimpleNamespace
from typing import TYPE_CHECKING

from helplint.bulk._columns import fit_all
from helplint.bulk.formats import Format
from helplint.bulk.formats._text import join
from helplint.reporters._terminal import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from helplint.bulk._columns import Schema


def _encode(rows: Iterable[Mapping[str, object]], schema: Schema, header: bool) -> bytes:  # noqa: FBT001 - of `Format`
    lines: list[str] = []
    # Only what stands in the line end is quoted for its sake, and a lone carriage return ends lines for many readers.
    end = "\r\n"
    line = SimpleNamespace(write=lambda line: lines.append(line.removesuffix(end) + "\n"))
    writer = csv.writer(line, lineterminator=end)
    if header:
        writer.writerow(map(encodable, schema.columns))
    for row in fit_all(rows, schema):
        writer.writerow([str(value).lower() if isinstance(value, bool) else value for value in row])
    return "".join(lines).encode()


format = Format(suffixes=(".csv",), encode=_encode, join=join, packed=True)  # noqa: A001 - the name every format has
