"""Workflow commands of GitHub Actions, which show findings beside the lines of a pull request.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._terminal import printable, printable_lines
from helplint.reporters._wording import place_in_words

if TYPE_CHECKING:
    from helplint.finding import Finding
    from helplint.report import Report
    from helplint.reporters._output import Output

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: Report, output: Output) -> None:
    """Write one command a finding, then one a notice; notes only where `verbose`."""
    for finding in report.findings:
        output.line(_of_finding(finding))
    for notice in report.notices:
        if notice.kind != "note" or output.verbose:
            places = {"file": notice.path, "line": notice.line}
            output.line(_command(_COMMANDS[notice.kind], notice.message, **places, title="helplint"))


def _of_finding(finding: Finding) -> str:
    position, end = finding.position, finding.end_position
    places: dict[str, str | int | None] = {"file": position.path}
    if position.cell is None:  # the lines of a cell are not lines of the file
        places |= {"line": position.line, "col": position.column}
        if end is not None:
            places |= {"endLine": end.line, "endColumn": end.column}
    words = place_in_words(position)
    message = f"{words}: {finding.message}" if words else finding.message
    if finding.fix:
        message = f"{message}\nfix: {finding.fix}"
    return _command(_COMMANDS[str(finding.level)], message, **places, title=f"helplint ({finding.rule})")


def _command(name: str, message: str, **properties: str | int | None) -> str:
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{name} {said}::{_data(printable_lines(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
