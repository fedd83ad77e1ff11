"""The format is told in GitLab's documentation; no schema of it is published."""

from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from helplint.report import Report
from helplint.reporters import render


def issues(*findings):
    file = io.StringIO()
    render(Report(findings=findings), "gitlab", file=file)
    return json.loads(file.getvalue())


@given(text=st.text(st.characters(exclude_categories=()), min_size=1))
def test_an_issue_has_all_that_gitlab_asks_for(make, text):
    [issue] = issues(make.finding(make.draft(text, path=f"{text}.md"), text, start=0))
    assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
    assert issue["location"]["lines"]["begin"] >= 1
    json.dumps(issue).encode("utf-8")


def test_a_fingerprint_survives_a_move_and_tells_equals_apart(make):
    here, moved = make.draft("SALE and SALE"), make.draft("SALE and SALE", before="# News\n\n", path="other.md")
    first, second = (
        [each["fingerprint"] for each in issues(*(make.finding(post, "SALE", "shouting", start=n) for n in (0, 9)))]
        for post in (here, moved)
    )
    assert first == second
    assert len(set(first)) == 2


def test_the_first_of_its_kind_has_the_fingerprint_of_the_finding(make, row):
    finding = make.finding(row, "Hurry")
    assert issues(finding)[0]["fingerprint"] == finding.fingerprint


def test_paths_are_relative_to_the_root_of_the_repository(make, tmp_path, monkeypatch):
    (tmp_path / "social").mkdir()
    monkeypatch.chdir(tmp_path / "social")
    finding = make.finding(make.draft("SALE", path="a.md"), "SALE", "shouting")
    assert issues(finding)[0]["location"]["path"] == "a.md"

    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    assert issues(finding)[0]["location"]["path"] == "social/a.md"


def test_lines_are_those_of_the_file_and_a_workbook_has_none(make, tags, cell):
    of_tags, of_cell = issues(make.finding(tags, "#soil\n\n#garden", "wall-of-tags"), make.finding(cell, "last chance"))
    assert of_tags["location"]["lines"] == {"begin": 4, "end": 6}
    assert of_cell["location"]["lines"] == {"begin": 1}
    assert of_cell["description"].startswith("May, week 1!C7, Copy: ")
