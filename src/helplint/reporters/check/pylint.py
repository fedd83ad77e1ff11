"""One line a finding as pylint writes it, which many editors and CI servers read.

https://flake8.pycqa.org/en/latest/internal/formatters.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._terminal import printable
from helplint.reporters._wording import file_line, full_message, write_notices

if TYPE_CHECKING:
    from helplint.report import Report
    from helplint.reporters._output import Output


def render(report: Report, output: Output) -> None:
    """Write the findings to the file, the notices to the errors."""
    for finding in report.findings:
        path, line = printable(finding.position.path), file_line(finding.position)
        output.line(f"{path}:{line}: [{printable(finding.rule)}] {full_message(finding)}")
    write_notices(report, output)
