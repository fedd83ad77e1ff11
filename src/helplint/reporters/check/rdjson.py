"""The Reviewdog Diagnostic Format, which reviewdog turns into comments on any code host.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helplint.reporters._json import dumps
from helplint.reporters._wording import place_in_words, write_notices

if TYPE_CHECKING:
    from helplint.finding import Finding
    from helplint.origin import Position
    from helplint.report import Report
    from helplint.reporters._output import Output

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(report: Report, output: Output) -> None:
    """Write one result to the file, the notices to the errors."""
    diagnostics = [_diagnostic(finding) for finding in report.findings]
    output.line(dumps({"source": {"name": "helplint"}, "diagnostics": diagnostics}, indent=2))
    write_notices(report, output)


def _diagnostic(finding: Finding) -> dict[str, Any]:
    words = place_in_words(finding.position)
    message = f"{words}: {finding.message}" if words else finding.message
    location: dict[str, Any] = {"path": finding.position.path}
    # The lines of a cell are not lines of the file, and a document has none.
    if finding.position.cell is None and finding.position.line is not None:
        location["range"] = {"start": _place(finding.position)}
        if finding.end_position is not None:
            location["range"]["end"] = _place(finding.end_position)
    diagnostic: dict[str, Any] = {
        "message": f"{message}\nfix: {finding.fix}" if finding.fix else message,
        "location": location,
        "severity": _SEVERITIES[str(finding.level)],
        "code": {"value": finding.rule},
    }
    if finding.edit and finding.edit.place:
        place = finding.edit.place
        edited = {"start": _place(place.position), "end": _place(place.end_position)}
        diagnostic["suggestions"] = [{"range": edited, "text": finding.edit.text}]
    return diagnostic


def _place(position: Position) -> dict[str, int]:
    """Return a place as the format counts: columns in bytes of UTF-8."""
    return {"line": position.line or 1, "column": position.byte_column or 1}
