"""Logging commands of Azure Pipelines, which show findings as issues of a run.

https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._terminal import printable, printable_lines
from helplint.reporters._wording import place_in_words

if TYPE_CHECKING:
    from helplint.finding import Finding
    from helplint.report import Report
    from helplint.reporters._output import Output

_TYPES = {"error": "error", "warning": "warning", "note": "warning"}
"""Azure knows no third."""


def render(report: Report, output: Output) -> None:
    """Write one command a finding, then one a notice; notes only where `verbose`."""
    for finding in report.findings:
        output.line(_of_finding(finding))
    for notice in report.notices:
        if notice.kind != "note" or output.verbose:
            places = {"sourcepath": notice.path, "linenumber": notice.line}
            output.line(_command(_TYPES[notice.kind], notice.message, **places))


def _of_finding(finding: Finding) -> str:
    position = finding.position
    places: dict[str, str | int | None] = {"sourcepath": position.path}
    if position.cell is None:  # the lines of a cell are not lines of the file
        places |= {"linenumber": position.line, "columnnumber": position.column}
    words = place_in_words(position)
    message = f"{words}: {finding.message}" if words else finding.message
    if finding.fix:
        message = f"{message}\nfix: {finding.fix}"
    return _command(_TYPES[str(finding.level)], message, **places, code=finding.rule)


def _command(kind: str, message: str, **properties: str | int | None) -> str:
    given = {"type": kind, **properties}
    said = "".join(f"{key}={_property(str(value))};" for key, value in given.items() if value is not None)
    return f"##vso[task.logissue {said}]{_data(printable_lines(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace("]", "%5D").replace(";", "%3B")
