"""A block a finding: the place, what is wrong, the words themselves, and how to mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._calendar import calendar_lines
from helplint.reporters._styles import LEVELS
from helplint.reporters._terminal import excerpt, lines, open_console, printable, put
from helplint.reporters._wording import message, notice_lines, place, place_in_words, summary

if TYPE_CHECKING:
    from rich.text import Text

    from helplint.finding import Finding
    from helplint.report import Report
    from helplint.reporters._output import Output

_SPAN_LINES = 3
_GUTTER = "  | "
_NARROWEST = 20


def render(report: Report, output: Output) -> None:
    """Write the findings, the notices, what the calendar is made of, and what came out."""
    from rich.text import Text  # noqa: PLC0415 - only terminal output needs it

    console = open_console(output)
    for finding in report.findings:
        put(console, _block(finding, console.width))
    notices = list(notice_lines(report.notices, verbose=output.verbose))
    for kind, line in notices:
        word = line[: len(kind)] if line.startswith(f"{kind}: ") else ""
        put(console, Text.assemble((word, LEVELS[kind]), line[len(word) :]))
    if notices:
        put(console, Text())
    if report.calendar is not None:
        heading, *rows = calendar_lines(report.calendar)
        put(console, Text(heading, "bold"))
        put(console, Text("\n".join([*rows, ""])))
    put(console, Text(summary(report), "bold"))


def _block(finding: Finding, width: int) -> Text:
    """Return all lines of a finding, and an empty one."""
    from rich.text import Text  # noqa: PLC0415 - only terminal output needs it

    level = str(finding.level)
    block = Text.assemble(
        (place(finding.position), "bold"),
        ": ",
        (level, LEVELS[level]),
        (f"[{printable(finding.rule)}]", "bold"),
        f" {message(finding)}\n",
    )
    if words := place_in_words(finding.position):
        block.append(f"  {words}\n", "dim")
    _quote(block, finding, max(width, _NARROWEST) - len(_GUTTER))
    if finding.fix:
        block.append_text(Text.assemble(("  fix: ", "bold green"), f"{printable(finding.fix)}\n"))
    return block


def _quote(block: Text, finding: Finding, width: int) -> None:
    start, end = finding.start - finding.context_start, finding.end - finding.context_start
    touched = [
        (offset, line)
        for offset, line in lines(finding.context)
        if start <= offset + len(line) and (offset < end or offset <= start)
    ]
    for offset, line in touched[:_SPAN_LINES]:
        first, last = max(start - offset, 0), min(end - offset, len(line))
        text, column, cells = excerpt(line, first, max(first, last), width)
        block.append(_GUTTER.rstrip() if not text else _GUTTER, "dim").append(f"{text}\n")
        if last > first or len(touched) == 1:
            block.append(_GUTTER, "dim").append(" " * column)
            block.append(f"{'^' * cells}\n", LEVELS[str(finding.level)])
    if len(touched) > _SPAN_LINES:
        block.append(f"{_GUTTER}…\n", "dim")
