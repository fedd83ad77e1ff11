"""CSV with a header; lists and mappings as JSON, nothing as an empty cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.bulk._columns import fit_all
from helplint.bulk.formats import Format
from helplint.bulk.formats._text import join
from helplint.reporters._rows import row_writer
from helplint.reporters._terminal import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from helplint.bulk._columns import Schema


def _encode(rows: Iterable[Mapping[str, object]], schema: Schema, header: bool) -> bytes:  # noqa: FBT001 - of `Format`
    lines: list[str] = []
    writer = row_writer(lines.append)
    if header:
        writer.writerow(map(encodable, schema.columns))
    for row in fit_all(rows, schema):
        writer.writerow([str(value).lower() if isinstance(value, bool) else value for value in row])
    return "".join(lines).encode()


format = Format(suffixes=(".csv",), encode=_encode, join=join, packed=True)  # noqa: A001 - the name every format has
