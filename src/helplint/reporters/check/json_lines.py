"""One JSON object a line, each a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._json import dumps
from helplint.reporters._record import finding_record
from helplint.reporters._wording import write_notices

if TYPE_CHECKING:
    from helplint.report import Report
    from helplint.reporters._output import Output


def render(report: Report, output: Output) -> None:
    """Write the findings to the file, the notices to the errors."""
    for finding in report.findings:
        output.line(dumps(finding_record(finding)))
    write_notices(report, output)
