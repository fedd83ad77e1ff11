"""A JSON array of findings, one a line, with the summary of the calendar as its last element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._json import dumps
from helplint.reporters._record import check_records
from helplint.reporters._wording import write_notices

if TYPE_CHECKING:
    from helplint.report import Report
    from helplint.reporters._output import Output


def render(report: Report, output: Output) -> None:
    """Write the findings and the calendar to the file, the notices to the errors."""
    records = ",\n  ".join(map(dumps, check_records(report)))
    output.line(f"[\n  {records}\n]" if records else "[]")
    write_notices(report, output)
