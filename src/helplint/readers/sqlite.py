"""SQLite: the table whose columns hold copy, or the one that the user names; nothing in the file is ever run."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from helplint.config import suggest
from helplint.readers._file import Format
from helplint.readers._plain import holds_copy, on_disk, records_of_rows
from helplint.readers._records import posts_of_records
from helplint.readers._rows import without_copy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from helplint.post import Post
    from helplint.readers._file import File

_LONGEST = 1 << 24
"""Bytes of a value or a row."""

_MOST_COLUMNS = 1000


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a table.

    Raises
    ------
    HelplintError
        It is no database or a damaged one, or does not tell which of its tables holds the posts.
    """
    with on_disk(file) as path, _sentences(file), closing(_open(path)) as database:
        tables = {name: _columns(database, name) for name in _tables(database)}
        table = _chosen(file, tables)
        if table is not None:
            rows = _rows(database, table, tables[table])
            yield from posts_of_records(file, records_of_rows(file, tables[table], rows))


@contextmanager
def _sentences(file: File) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if "not a database" in str(error):
            file.refuse("this is no SQLite database, or it is encrypted")
        else:
            raise file.error(f"this database cannot be read: {error}") from error


def _open(path: Path) -> sqlite3.Connection:
    # Without a log beside it nothing is written to it meanwhile, and SQLite is told to leave no file there either.
    written = path.with_name(f"{path.name}-wal").exists()
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{'' if written else '&immutable=1'}", uri=True)
    database.text_factory = lambda data: data.decode("utf-8", "replace")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    database.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, _MOST_COLUMNS)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.set_authorizer(_may)
    return database


def _may(action: int, first: str | None, *_: object) -> int:
    """Allow what reads, and nothing else: no function, no view, no trigger, no module, no other file."""
    reads = action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
    lists = action == sqlite3.SQLITE_PRAGMA and first == "table_info"
    return sqlite3.SQLITE_OK if reads or lists else sqlite3.SQLITE_DENY


def _tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    # What a virtual table holds is what a module says.
    return [name for name, sql in found if sql and "virtual" not in sql.casefold().split("table", 1)[0]]


def _columns(database: sqlite3.Connection, table: str) -> Sequence[str]:
    # Columns that are computed are not listed.
    return [name for _, name, *_ in database.execute(f"PRAGMA table_info({_quoted(table)})")]


def _chosen(file: File, tables: Mapping[str, Sequence[str]]) -> str | None:
    """Return the table to read; None where none holds posts."""
    if file.table is not None and (file.named or file.table in tables):
        if file.table not in tables:
            raise file.error(f"no table is called “{file.table}”; {suggest(file.table, tables)}")
        return file.table
    found = [name for name, columns in tables.items() if holds_copy(columns, file.chosen)]
    found = found or [name for name, columns in tables.items() if not file.named and holds_copy(columns)]
    if len(found) > 1:
        listed = " and ".join(f"“{name}”" for name in found)
        file.refuse(f"the tables {listed} may all hold posts; say which one to read with table")
    elif not found:
        file.refuse(without_copy(column for columns in tables.values() for column in columns))
    return found[0] if len(found) == 1 else None


def _rows(database: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[Mapping[str, object]]:
    listed = ", ".join(map(_quoted, columns))
    # The names were read from the file, and are quoted.
    for row in database.execute(f"SELECT {listed} FROM {_quoted(table)} NOT INDEXED"):  # noqa: S608
        yield dict(zip(columns, row, strict=True))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


format = Format(  # noqa: A001 - what every reader calls it
    summary="SQLite databases: the table that holds copy",
    suffixes=(".sqlite", ".sqlite3", ".db"),
    read=read,
    marks="a table with a column of copy; of several, the one that table names",
)
