"""JUnit's XML, which CI servers list as tests.

There is no official schema; this is what they agree on: https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from helplint.reporters._terminal import printable
from helplint.reporters._wording import counted, full_message, place, write_notices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from helplint.finding import Finding
    from helplint.notice import Notice
    from helplint.report import Report
    from helplint.reporters._output import Output


def render(report: Report, output: Output) -> None:
    """Write a suite for each file, in it a test for each finding, failed at or above `fail_on`; then the errors.

    Other notices go to the errors.
    """
    from xml.etree.ElementTree import Element, indent, tostring  # noqa: PLC0415 - only this format needs it

    root = Element("testsuites")
    for path, findings in groupby(report.findings, key=lambda finding: finding.position.path):
        root.append(_suite(path, [_of_finding(finding, report) for finding in findings]))
    if errors := [notice for notice in report.notices if notice.kind == "error"]:
        root.append(_suite("files that could not be checked", [_of_error(error) for error in errors]))
    if not len(root):
        # A report without a test is an error to some servers.
        root.append(_suite("helplint", [_case("helplint", counted(report.posts, "post"))]))
    for name, number in {"name": "helplint", **_counts(root)}.items():
        root.set(name, number)
    indent(root)
    output.line('<?xml version="1.0" encoding="utf-8"?>')
    output.line(tostring(root, encoding="unicode"))
    write_notices(report, output)


def _suite(name: str, cases: Sequence[Element]) -> Element:
    from xml.etree.ElementTree import Element  # noqa: PLC0415 - see above

    suite = Element("testsuite", name=_text(printable(name)))
    suite.extend(cases)
    for count, number in _counts(suite).items():
        suite.set(count, number)
    return suite


def _of_finding(finding: Finding, report: Report) -> Element:
    from xml.etree.ElementTree import SubElement  # noqa: PLC0415 - see above

    case = _case(finding.position.path, finding.rule)
    said = full_message(finding)
    if finding.level >= report.fail_on:
        result = SubElement(case, "failure", message=_text(said), type=str(finding.level))
    else:
        # It does not fail the check, so it fails no test.
        result = SubElement(case, "system-out")
    fix = f"\nfix: {printable(finding.fix)}" if finding.fix else ""
    result.text = _text(f"{place(finding.position)}: {finding.level} {said}{fix}")
    return case


def _of_error(notice: Notice) -> Element:
    from xml.etree.ElementTree import SubElement  # noqa: PLC0415 - see above

    case = _case(notice.path or "helplint", "helplint")
    SubElement(case, "error", message=_text(printable(str(notice))), type="error")
    return case


def _case(path: str, name: str) -> Element:
    from xml.etree.ElementTree import Element  # noqa: PLC0415 - see above

    return Element("testcase", classname=_text(printable(path)), name=_text(printable(name)))


def _counts(element: Element) -> dict[str, str]:
    cases = {"tests": "testcase", "failures": "failure", "errors": "error"}
    return {name: str(sum(1 for _ in element.iter(tag))) for name, tag in cases.items()}


def _text(text: str) -> str:
    """Return a text that may stand in XML, which has no place for two characters that `printable` lets pass."""
    return text.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
