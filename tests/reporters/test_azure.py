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


def commands(report, **options):
    """Read the commands as the agent does: up to the first bracket, then at semicolons, then the escapes."""
    file = io.StringIO()
    render(report, "azure", file=file, **options)
    parsed = []
    for line in file.getvalue().splitlines():
        properties, message = re.fullmatch(r"##vso\[task\.logissue ([^\]]*)\](.*)", line).groups()
        pairs = dict(each.split("=", 1) for each in properties.split(";") if each)
        parsed.append(({key: unescaped(value) for key, value in pairs.items()}, unescaped(message)))
    return parsed


def unescaped(text):
    for code, character in (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%AZP25", "%")):
        text = text.replace(code, character)
    return text


@given(path=ANY_TEXT.filter(bool), message=ANY_TEXT)
def test_any_path_and_message_come_through(make, path, message):
    finding = replace(make.finding(make.draft("SALE", path=path), "SALE", "shouting"), message=message)
    [(properties, said)] = commands(Report(findings=[finding]))
    assert properties == {
        "type": "warning",
        "sourcepath": printable(path),
        "linenumber": "1",
        "columnnumber": "1",
        "code": "shouting",
    }
    assert said == printable_lines(f"{message}\nfix: {finding.fix}")


def test_a_cell_of_a_workbook_is_named_and_has_no_line(make, cell):
    [(properties, message)] = commands(Report(findings=[make.finding(cell, "last chance")]))
    assert properties == {"type": "warning", "sourcepath": "plan 100%.xlsx", "code": "false-urgency"}
    assert message.startswith("May, week 1!C7, Copy: ")


def test_errors_of_the_job_are_errors_and_notes_are_kept_back():
    notices = [Notice("error", "cannot be read", "a.csv", 3), Notice("note", "passed over", "b.png")]
    error = {"type": "error", "sourcepath": "a.csv", "linenumber": "3"}
    assert commands(Report(notices=notices)) == [(error, "cannot be read")]
    assert len(commands(Report(notices=notices), verbose=True)) == 2
