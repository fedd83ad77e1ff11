"""How often each rule found something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._json import dumps
from helplint.reporters._record import posts_of, rounded
from helplint.reporters._terminal import printable
from helplint.reporters._wording import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.finding import Finding
    from helplint.report import Report
    from helplint.reporters._output import Output


def _rows(report: Report) -> Iterator[tuple[str, int, float]]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, count in report.by_rule():
        yield rule, count, len(posts_of(by_rule[rule])) / max(report.posts, 1)


def text(report: Report, output: Output) -> None:
    """Write a table."""
    rows = [("findings", "of posts", "rule")]
    rows += [(f"{count:,}", percent(share), printable(rule)) for rule, count, share in _rows(report)]
    for count, share, rule in rows:
        output.line(f"{count:>8}  {share:>8}  {rule}")


def json(report: Report, output: Output) -> None:
    """Write a list of objects."""
    rows = [{"rule": rule, "count": count, "share": rounded(share)} for rule, count, share in _rows(report)]
    output.line(dumps(rows, indent=2))
