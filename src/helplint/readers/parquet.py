"""Parquet: a post a row, or the records in its nested columns; read batch by batch."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from helplint.readers._columns import find_columns
from helplint.readers._file import Format
from helplint.readers._plain import PlainValue, as_json, holds_copy, on_disk, records_of_rows
from helplint.readers._record_search import records_of
from helplint.readers._records import posts_of_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helplint.post import Post
    from helplint.readers._file import File

_ROWS = 256
"""Rows that are in memory at once."""

_LONGEST = 1 << 27
"""Bytes of what a file says of itself."""


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a Parquet file.

    Raises
    ------
    HelplintError
        It is damaged, or pyarrow is not installed.
    """
    try:
        from pyarrow import parquet  # noqa: PLC0415 - an extra, and a heavy one
    except ImportError as error:
        message = "reading Parquet needs pyarrow; install helplint[archives], or save it as CSV or JSON Lines"
        raise file.error(message) from error
    limits = {"thrift_string_size_limit": _LONGEST, "thrift_container_size_limit": _LONGEST}
    with on_disk(file) as path, _sentences(file), parquet.ParquetFile(path, memory_map=False, **limits) as opened:
        names = opened.schema_arrow.names
        if holds_copy(names) or (file.chosen.text is not None and holds_copy(_paths(opened.schema_arrow), file.chosen)):
            yield from posts_of_records(file, records_of_rows(file, _paths(opened.schema_arrow), _rows(opened)))
        else:
            values = (PlainValue(as_json(row)) for row in _rows(opened))
            yield from posts_of_records(file, records_of(file, values))


@contextmanager
def _sentences(file: File) -> Iterator[None]:
    from pyarrow import ArrowException  # noqa: PLC0415 - see above

    try:
        yield
    except (ArrowException, OSError) as error:
        message = (
            "this cannot be read as Parquet; it may be damaged, cut short, or of another format than its name says"
        )
        raise file.error(message) from error


def _rows(opened: Any) -> Iterator[Mapping[str, object]]:
    """Yield the rows, without columns of bytes that are no text by their names: pictures, mostly."""
    import pyarrow as pa  # noqa: PLC0415 - see above

    schema = opened.schema_arrow
    copies = {schema.names[index] for index, _ in find_columns(schema.names).copy}
    columns = [each.name for each in schema if each.name in copies or not _is_binary(each.type)]
    for batch in opened.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
        fine = [
            # No clock of Python goes to the billionth of a second.
            column.cast(pa.timestamp("us", column.type.tz), safe=False)
            if pa.types.is_timestamp(column.type)
            else column
            for column in batch.columns
        ]
        yield from pa.RecordBatch.from_arrays(fine, names=batch.schema.names).to_pylist()


def _is_binary(kind: Any) -> bool:
    from pyarrow import types  # noqa: PLC0415 - see above

    return bool(types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind))


def _paths(schema: Any, above: str = "") -> list[str]:
    """Return the names of the columns, and of what is in columns of records with dots."""
    from pyarrow import types  # noqa: PLC0415 - see above

    paths = []
    for each in schema:
        paths.append(above + each.name)
        if types.is_struct(each.type):
            paths += _paths(each.type, f"{above}{each.name}.")
    return paths


format = Format(  # noqa: A001 - what every reader calls it
    summary="Parquet: a row a post (needs helplint[archives])",
    suffixes=(".parquet", ".pq"),
    read=read,
)
