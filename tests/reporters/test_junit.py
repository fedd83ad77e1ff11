from __future__ import annotations

import io
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from helplint.finding import Level
from helplint.report import Report
from helplint.reporters import render


def parsed(report):
    file, errors = io.StringIO(), io.StringIO()
    render(report, "junit", file=file, errors=errors)
    return ET.fromstring(file.getvalue().encode("utf-8"))  # noqa: S314 - our own


def test_a_suite_is_a_file_and_counts_its_tests(report):
    root = parsed(report)
    assert (root.tag, root.get("tests"), root.get("failures"), root.get("errors")) == ("testsuites", "5", "3", "1")
    for suite in root:
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) == len(suite.findall("*/failure"))
    assert [suite.get("name") for suite in root] == [
        "spring/calendar.csv",
        "plan 100%.xlsx",
        "draft.md",
        "files that could not be checked",
    ]


def test_what_does_not_fail_the_check_fails_no_test(make, row):
    findings = [make.finding(row, "Hurry"), make.finding(row, "DON'T WAIT", "shouting", Level.NOTE)]
    assert len(list(parsed(Report(findings=findings)).iter("failure"))) == 1
    assert len(list(parsed(Report(findings=findings, fail_on=Level.NOTE)).iter("failure"))) == 2
    assert not list(parsed(Report(findings=findings, fail_on=Level.ERROR)).iter("failure"))


def test_a_clean_report_is_a_test_that_passed():
    [suite] = parsed(Report(posts=9))
    assert [case.get("name") for case in suite] == ["9 posts"]


@given(text=st.text(st.characters(exclude_categories=()), min_size=1))
def test_any_post_and_path_are_well_formed(make, text):
    finding = make.finding(make.draft(text, path=text), text, start=0)
    [suite] = parsed(Report(findings=[finding]))
    assert suite[0].get("name") == "false-urgency"
