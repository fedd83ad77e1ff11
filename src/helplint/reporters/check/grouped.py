"""The findings of each file under its name, one line each."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from helplint.reporters._styles import LEVELS
from helplint.reporters._terminal import open_console, printable, put
from helplint.reporters._wording import message, place_in_words, write_notices

if TYPE_CHECKING:
    from helplint.finding import Finding
    from helplint.report import Report
    from helplint.reporters._output import Output


def render(report: Report, output: Output) -> None:
    """Write the findings to the file, the notices to the errors."""
    from rich.text import Text  # noqa: PLC0415 - only terminal output needs it

    console = open_console(output)
    for number, (path, group) in enumerate(groupby(report.findings, key=lambda finding: finding.position.path)):
        findings = list(group)
        if number:
            put(console, Text())
        put(console, Text.assemble((printable(path), "bold"), ":"))
        width = max(len(_place(finding)) for finding in findings)
        for finding in findings:
            words = place_in_words(finding.position)
            words = None if words == _place(finding) else words
            put(
                console,
                Text.assemble(
                    f"  {_place(finding):{width}}  ",
                    (str(finding.level), LEVELS[str(finding.level)]),
                    f" {printable(finding.rule)} {message(finding)}",
                    (f" [{words}]" if words else "", "dim"),
                ),
            )
    write_notices(report, output)


def _place(finding: Finding) -> str:
    """Return the place without the file: line and column, or the cell of a workbook or paragraph of a document."""
    position = finding.position
    if position.cell is not None or position.line is None:
        return place_in_words(position) or printable(str(position))
    return f"{position.line or 1}:{position.column or 1}"
