"""A table for the comment of a pull request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.markdown import escape
from helplint.reporters._terminal import printable
from helplint.reporters._wording import counted, message, notice_lines, place, place_in_words, summary

if TYPE_CHECKING:
    from helplint.finding import Finding
    from helplint.report import Report
    from helplint.reporters._output import Output

_MOST = 100
"""Rows; a comment on GitHub holds 65,536 characters, and a row seldom takes 400."""

_CALLING = re.compile(r"[@#](?=\w)|(?<=GH)-(?=\d)|!(?=\d)")
"""What begins a mention of a person or an issue on code hosts: @name, #12, GH-12, !12."""

_ENTITIES = {"~": "&#126;", "$": "&#36;", "://": "&#58;//", "www.": "www&#46;"}
"""What code hosts make into struck, formulas and links beside what all Markdown does."""


def render(report: Report, output: Output) -> None:
    """Write what came out, the findings as a table, and the notices as a list."""
    output.line(f"**helplint:** {_shown(summary(report, errors='below'))}")
    if report.findings:
        output.line("\n| where | finding | how to mend it |\n| --- | --- | --- |")
    for finding in report.findings[:_MOST]:
        output.line(_row(finding))
    if (hidden := len(report.findings) - _MOST) > 0:
        output.line(f"\nNot shown here: {counted(hidden, 'more finding')}.")
    for number, (_, line) in enumerate(notice_lines(report.notices, verbose=output.verbose)):
        output.line(f"{'' if number else chr(10)}- {_shown(line)}")


def _row(finding: Finding) -> str:
    words = place_in_words(finding.position)
    where = place(finding.position) + (f", {words}" if words else "")
    found = f"**{finding.level}** {_shown(printable(finding.rule))}: {_shown(message(finding))}"
    return f"| {_shown(where)} | {found} | {_shown(printable(finding.fix))} |"


def _shown(text: str) -> str:
    """Return Markdown that shows a printable text and does nothing: no link, no formula, and nobody is called."""
    # A sign of no width between, which is not seen.
    text = escape(_CALLING.sub("\\g<0>\N{WORD JOINER}", text))
    for signs, entity in _ENTITIES.items():
        text = text.replace(signs, entity)
    return text
