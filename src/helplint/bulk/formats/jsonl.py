"""One JSON object a line: the keys of the input's record, then ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.bulk.formats import Format
from helplint.bulk.formats._text import join
from helplint.reporters._json import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from helplint.bulk._columns import Schema


def _encode(rows: Iterable[Mapping[str, object]], schema: Schema, header: bool) -> bytes:  # noqa: FBT001 - of `Format`
    del schema, header
    return "".join(f"{dumps(row)}\n" for row in rows).encode()


format = Format(  # noqa: A001 - the name every format has
    suffixes=(".jsonl", ".ndjson"), encode=_encode, join=join, table=False, packed=True
)
