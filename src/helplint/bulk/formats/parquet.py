"""Parquet: each column of the type that all its values are of; lists and mappings as JSON."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from helplint.bulk._columns import fit_all
from helplint.bulk.formats import Format
from helplint.reporters._terminal import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import BinaryIO

    from helplint.bulk._columns import Schema

_PACKING = "zstd"


def _pyarrow() -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an extra, and it takes half a second
    import pyarrow.parquet  # noqa: PLC0415 - makes `pa.parquet`

    return pa


def _arrow_schema(schema: Schema) -> Any:
    pa = _pyarrow()
    types = {"bool": pa.bool_(), "int": pa.int64(), "long": pa.int64(), "float": pa.float64()}
    return pa.schema([(encodable(name), types.get(kind, pa.string())) for name, kind in schema.columns.items()])


def _encode(rows: Iterable[Mapping[str, object]], schema: Schema, header: bool) -> bytes:  # noqa: FBT001 - of `Format`
    del header
    pa, arrow = _pyarrow(), _arrow_schema(schema)
    values = list(fit_all(rows, schema))
    columns = zip(*values, strict=True) if values else ([] for _ in arrow)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, arrow, strict=True)]
    made = io.BytesIO()
    pa.parquet.write_table(pa.Table.from_arrays(arrays, schema=arrow), made, compression=_PACKING)
    return made.getvalue()


def _join(parts: Iterable[bytes], schema: Schema, file: BinaryIO) -> None:
    pa, arrow = _pyarrow(), _arrow_schema(schema)
    with pa.parquet.ParquetWriter(file, arrow, compression=_PACKING) as writer:
        for part in parts:
            # Threads would each keep memory of their own, for nothing: a part is small.
            writer.write_table(pa.parquet.ParquetFile(io.BytesIO(part)).read(use_threads=False))


format = Format(suffixes=(".parquet",), encode=_encode, join=_join, needs="pyarrow")  # noqa: A001 - the name every format has
