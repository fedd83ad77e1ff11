from __future__ import annotations

import io
import json
import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint.bulk import endings
from helplint.bulk._columns import PLACE, Schema, kind_of, passing, unite
from helplint.bulk.formats import format_of, formats
from helplint.notice import HelplintError
from helplint.reporters._record import score_values
from helplint.scale import Score

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=()), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)
NAMES = st.sampled_from(["id", "ID", "Id", "text", "", "a\0b", '"', "stance_1", "more", "n"]) | st.text(max_size=3)
RECORDS = st.lists(st.dictionaries(NAMES, VALUES, max_size=5), max_size=6)


def scored(record: dict[str, Any]) -> dict[str, Any]:
    return {"record": passing(record), "post": {**dict.fromkeys(PLACE), "text": "Fix"}, "score": score_values(Score())}


def laid_out(records: list[dict[str, Any]], name: str) -> tuple[Schema, list[dict[str, object]]]:
    columns: dict[str, Any] = {}
    for record in records:
        unite(columns, {key: kind_of(value) for key, value in passing(record).items()})
    schema = Schema.of(columns, text=True, spread_out=formats()[name].table)
    return schema, [schema.row(scored(record)) for record in records]


def joined(rows: list[dict[str, object]], schema: Schema, name: str, file: Any) -> None:
    parts = [
        formats()[name].encode(rows[start : start + 2], schema, not start) for start in range(0, len(rows) or 1, 2)
    ]
    formats()[name].join(parts, schema, file)


@given(RECORDS)
def test_whatever_records_hold_can_be_written_in_every_format(records: list[dict[str, Any]]) -> None:
    import csv
    import tempfile

    import pyarrow.parquet

    for name in formats():
        schema, rows = laid_out(records, name)
        if name == "sqlite":
            with tempfile.NamedTemporaryFile() as file:
                joined(rows, schema, name, file)
                with sqlite3.connect(file.name) as database:
                    found = database.execute("SELECT * FROM scores").fetchall()
                database.close()
            assert [len(row) for row in found] == [len(schema.columns)] * len(records)
            continue
        written = io.BytesIO()
        joined(rows, schema, name, written)
        if name == "jsonl":
            lines = written.getvalue().decode().splitlines()
            assert [json.loads(line) for line in lines] == rows
        elif name == "csv":
            table = list(csv.reader(io.StringIO(written.getvalue().decode(), newline="")))
            assert len(table) == len(records) + 1
        else:
            table = pyarrow.parquet.read_table(written)
            assert table.num_rows == len(records)
            assert len(table.column_names) == len(schema.columns)


@given(RECORDS)
def test_no_column_of_the_input_is_lost_or_covered(records: list[dict[str, Any]]) -> None:
    schema, rows = laid_out(records, "jsonl")
    for record, row in zip(records, rows, strict=True):
        assert {name: row[name] for name in record} == passing(record)
        assert row[schema.own["text"]] == "Fix"
    names = [name.casefold() for name in schema.own.values()]
    assert len(set(names)) == len(names)


def test_more_columns_than_a_table_holds_share_one() -> None:
    record = {f"c{number}": number for number in range(1200)}
    schema, [row] = laid_out([record], "csv")
    assert len([name for name in schema.columns if name.startswith("c")]) == 1000 + len(["channel"])
    assert row["more"] == {f"c{number}": number for number in range(1000, 1200)}


@pytest.mark.parametrize("ending", endings())
def test_every_ending_is_of_a_format(ending: str) -> None:
    name, packed = format_of(f"Scores{ending.upper()}", folder=False)
    assert ending.endswith(packed)
    assert ending.removesuffix(packed) in formats()[name].suffixes


@pytest.mark.parametrize(("name", "folder"), [("scores.parquet", False), ("scores", True)])
def test_what_writing_needs_is_said_before_anything_is_scored(
    monkeypatch: pytest.MonkeyPatch, *, name: str, folder: bool
) -> None:
    monkeypatch.setattr("helplint.bulk.formats.find_spec", lambda _: None)

    with pytest.raises(HelplintError, match=r"writing parquet needs pyarrow; install helplint\[archives\], or give"):
        format_of(name, folder=folder)
    assert format_of("scores.jsonl", folder=folder) == ("jsonl", "")
