"""What a check has to say: findings, notices, counts and the exit code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helplint.finding import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helplint.calendar import Summary
    from helplint.finding import Finding
    from helplint.notice import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of a check.

    Attributes
    ----------
    findings
        In the order of the input; those of one post by their place in it.
    notices
        What could not be done, or was passed over.
    posts
        How many posts were checked.
    abstained
        How many of them got no score, by reason.
    calendar
        What the dated posts are made of; None where no file holds several.
    fail_on
        The lowest level that makes the check fail.
    suppressed, known
        How many more findings there would be without suppressions, and without the baseline.
    """

    findings: Sequence[Finding] = ()
    notices: Sequence[Notice] = ()
    posts: int = 0
    abstained: Counter[str] = field(default_factory=Counter)
    calendar: Summary | None = None
    fail_on: Level = Level.WARNING
    suppressed: int = 0
    known: int = 0

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings at or above `fail_on`, 2 a part of the job could not be done.

        Examples
        --------
        >>> Report().exit_code
        0
        """
        if any(notice.kind == "error" for notice in self.notices):
            return 2
        return int(any(finding.level >= self.fail_on for finding in self.findings))

    def by_rule(self) -> list[tuple[str, int]]:
        """Return each rule that found something with its number of findings, most first, then by name."""
        counts = Counter(finding.rule for finding in self.findings)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
