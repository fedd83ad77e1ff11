"""A SQLite file with one table, ``scores``; its rows are in the order of the input."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from helplint.bulk._columns import fit_all
from helplint.bulk.formats import Format
from helplint.reporters._terminal import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import BinaryIO

    from helplint.bulk._columns import Schema

_TYPES = {"bool": "INTEGER", "int": "INTEGER", "long": "INTEGER", "float": "REAL"}


def _encode(rows: Iterable[Mapping[str, object]], schema: Schema, header: bool) -> bytes:  # noqa: FBT001 - of `Format`
    del header
    return json.dumps(list(fit_all(rows, schema))).encode()


def _join(parts: Iterable[bytes], schema: Schema, file: BinaryIO) -> None:
    declared = ", ".join(f"{name} {_TYPES.get(kind, 'TEXT')}" for name, kind in _named(schema))
    values = ", ".join("?" for _ in schema.columns)
    with closing(sqlite3.connect(file.name)) as database:
        # The file counts only once it is whole, so nothing is to be rolled back; a journal left over would be.
        database.execute("PRAGMA journal_mode = OFF")
        database.execute(f"CREATE TABLE scores ({declared})")
        for part in parts:
            database.executemany(f"INSERT INTO scores VALUES ({values})", json.loads(part))  # noqa: S608 - only “?”
        database.commit()


def _named(schema: Schema) -> Iterable[tuple[str, str]]:
    """Yield each column as SQL writes its name, with what is in it; SQLite does not tell capitals from small."""
    taken: set[str] = set()
    for name, kind in schema.columns.items():
        base, number, unique = encodable(name).replace("\0", " ") or "column", 1, ""
        while not unique or unique.casefold() in taken:
            unique, number = base if number == 1 else f"{base}_{number}", number + 1
        taken.add(unique.casefold())
        yield '"' + unique.replace('"', '""') + '"', kind


format = Format(  # noqa: A001 - the name every format has
    suffixes=(".db", ".sqlite", ".sqlite3"), encode=_encode, join=_join, streams=False
)
