"""One line a finding, as editors and ``grep`` like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._styles import LEVELS
from helplint.reporters._terminal import open_console, printable, put
from helplint.reporters._wording import message, place, place_in_words, write_notices

if TYPE_CHECKING:
    from helplint.report import Report
    from helplint.reporters._output import Output


def render(report: Report, output: Output) -> None:
    """Write the findings to the file, the notices to the errors."""
    from rich.text import Text  # noqa: PLC0415 - only terminal output needs it

    console = open_console(output)
    for finding in report.findings:
        words = place_in_words(finding.position)
        if console.color_system is None:
            # What `put` would write, without the price of styles for thousands of lines.
            said = f"{finding.level} {printable(finding.rule)} {message(finding)}{f' [{words}]' if words else ''}"
            output.line(f"{place(finding.position)}: {said}")
            continue
        put(
            console,
            Text.assemble(
                (place(finding.position), "bold"),
                ": ",
                (str(finding.level), LEVELS[str(finding.level)]),
                f" {printable(finding.rule)} {message(finding)}",
                (f" [{words}]" if words else "", "dim"),
            ),
        )
    write_notices(report, output)
