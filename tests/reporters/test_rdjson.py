from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from helplint.report import Report
from helplint.reporters import render


def diagnostics(*findings):
    file = io.StringIO()
    render(Report(findings=findings), "rdjson", file=file)
    document = json.loads(file.getvalue())
    assert document["source"] == {"name": "helplint"}
    return document["diagnostics"]


@given(before=st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
def test_columns_count_bytes_of_the_file(make, before):
    line = f"{before} SALE!"
    [found] = diagnostics(make.finding(make.draft(line, before="id,"), "SALE", "shouting"))
    place = found["location"]["range"]
    start, end = place["start"]["column"], place["end"]["column"]
    assert f"id,{line}".encode()[start - 1 : end - 1] == b"SALE"
    assert place["start"]["line"] == place["end"]["line"] == 1


def test_a_diagnostic_has_what_the_format_asks_for(make, row):
    [found] = diagnostics(make.finding(row, "Hurry"))
    assert found["severity"] == "WARNING"
    assert found["code"] == {"value": "false-urgency"}
    assert found["message"].startswith("row 2, Caption: “Hurry” hurries")


def test_a_cell_of_a_workbook_is_named_and_has_no_range(make, cell):
    [found] = diagnostics(make.finding(cell, "last chance"))
    assert found["location"] == {"path": "plan 100%.xlsx"}
    assert found["message"].startswith("May, week 1!C7, Copy: ")
