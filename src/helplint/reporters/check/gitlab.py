"""GitLab's code quality report, which a merge request shows.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helplint.reporters._json import dumps
from helplint.reporters._terminal import encodable
from helplint.reporters._wording import file_line, place_in_words, write_notices

if TYPE_CHECKING:
    from helplint.finding import Finding
    from helplint.report import Report
    from helplint.reporters._output import Output

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report, output: Output) -> None:
    """Write one array of issues to the file, the notices to the errors."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in report.findings:
        seen[finding.fingerprint] += 1
        issues.append(_issue(finding, seen[finding.fingerprint]))
    output.line(dumps(issues, indent=2))
    write_notices(report, output)


def _issue(finding: Finding, number: int) -> dict[str, Any]:
    """Return a finding as an issue; `number` counts those of the same fingerprint, of which GitLab shows one only."""
    position, end = finding.position, finding.end_position
    lines = {"begin": file_line(position)}
    if end is not None and end.line is not None and position.cell is None:
        lines["end"] = end.line
    words = place_in_words(position)
    return {
        "description": encodable(f"{words}: {finding.message}" if words else finding.message),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint if number == 1 else f"{finding.fingerprint}-{number}",
        "severity": _SEVERITIES[str(finding.level)],
        "location": {"path": _in_repository(position.path), "lines": lines},
    }


def _in_repository(name: str) -> str:
    """Return a path as GitLab wants it: relative to the root of the repository."""
    root = Path(os.environ.get("CI_PROJECT_DIR") or Path.cwd())
    path = Path.cwd() / name
    return encodable(os.path.relpath(path, root).replace(os.sep, "/") if path.is_relative_to(root) else name)
