from __future__ import annotations

import io
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from helplint.notice import Notice
from helplint.report import Report
from helplint.reporters import render
from helplint.reporters._terminal import printable, printable_lines

ANY_TEXT = st.text(st.characters(exclude_categories=()))
COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:]*,?)+)::(.*)")


def commands(report, **options):
    file = io.StringIO()
    render(report, "github", file=file, **options)
    parsed = []
    for line in file.getvalue().splitlines():
        name, properties, message = COMMAND.fullmatch(line).groups()
        pairs = dict(each.split("=", 1) for each in properties.split(","))
        parsed.append((name, {key: unescaped(value) for key, value in pairs.items()}, unescaped(message)))
    return parsed


def unescaped(text):
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


@given(path=ANY_TEXT.filter(bool), message=ANY_TEXT)
def test_any_path_and_message_come_through(make, path, message):
    finding = replace(make.finding(make.draft("SALE", path=path), "SALE", "shouting"), message=message)
    [(name, properties, said)] = commands(Report(findings=[finding]))
    assert name == "warning"
    assert properties["file"] == printable(path)
    assert said == printable_lines(f"{message}\nfix: {finding.fix}")


def test_the_span_is_given_in_lines_and_columns_of_the_file(make, tags):
    finding = make.finding(tags, "#soil\n\n#garden", "wall-of-tags")
    [(_, properties, _)] = commands(Report(findings=[finding]))
    assert properties == {
        "file": "draft.md",
        "line": "4",
        "col": "1",
        "endLine": "6",
        "endColumn": "8",
        "title": "helplint (wall-of-tags)",
    }


def test_a_cell_of_a_workbook_is_named_and_has_no_line(make, cell):
    [(_, properties, message)] = commands(Report(findings=[make.finding(cell, "last chance")]))
    assert properties["file"] == "plan 100%.xlsx"
    assert "line" not in properties
    assert message.startswith("May, week 1!C7, Copy: ")


def test_errors_of_the_job_are_errors_and_notes_are_kept_back():
    notices = [Notice("error", "cannot be read", "a.csv", 3), Notice("note", "passed over", "b.png")]
    assert commands(Report(notices=notices)) == [
        ("error", {"file": "a.csv", "line": "3", "title": "helplint"}, "cannot be read")
    ]
    assert len(commands(Report(notices=notices), verbose=True)) == 2
