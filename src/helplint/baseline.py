"""Findings that were there before: a file of hashes, so that only new ones are reported."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helplint.notice import HelplintError
from helplint.post import digest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from helplint.finding import Finding

__all__ = ["HEAD", "Baseline", "digest", "fingerprint"]

HEAD = "# Findings that helplint does not report: rule, hash of rule and post, how many."
"""First line of every baseline."""

_LINE = re.compile(r"(?P<rule>[a-z0-9-]+) (?P<hash>[0-9a-f]{16}) (?P<count>[1-9]\d*)")


def fingerprint(rule: str, post: bytes) -> str:
    """Return the hash of a finding: of its rule and of the digest of its post."""
    return hashlib.blake2b(rule.encode() + b"\0" + post, digest_size=8).hexdigest()


@dataclass(frozen=True)
class Baseline:
    """How often each finding is known, by its rule and its fingerprint.

    Examples
    --------
    >>> str(Baseline(Counter({("hype", "0123456789abcdef"): 2}))).splitlines()[1]
    'hype 0123456789abcdef 2'
    """

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Baseline:
        """Return the baseline that knows these findings and no others."""
        return cls(Counter((finding.rule, finding.fingerprint) for finding in findings))

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Return the baseline in a file.

        Raises
        ------
        HelplintError
            The file cannot be read, or is no baseline.
        """
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError as error:
            message = "there is no such baseline; `helplint check --write-baseline` makes one"
            raise HelplintError(message, path=str(path)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise HelplintError(f"the baseline cannot be read: {error}", path=str(path)) from error
        counts: Counter[tuple[str, str]] = Counter()
        for number, line in enumerate(lines, start=1):
            if not line.strip() or line.startswith("#"):
                continue
            entry = _LINE.fullmatch(line.strip())
            if entry is None:
                message = "this is no line of a baseline; write it anew with `helplint check --write-baseline`"
                raise HelplintError(message, path=str(path), line=number)
            # Where two branches were merged, an entry may stand there twice.
            key = entry["rule"], entry["hash"]
            counts[key] = max(counts[key], int(entry["count"]))
        return cls(counts)

    def __str__(self) -> str:
        """Return what the file holds: one finding a line, sorted, so that two branches merge."""
        lines = sorted(f"{rule} {key} {count}" for (rule, key), count in self.counts.items())
        return "".join(f"{line}\n" for line in (HEAD, *lines))

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that it does not know; of equal ones, those beyond the number it knows."""
        left = self.counts.copy()
        unknown = []
        for finding in findings:
            key = finding.rule, finding.fingerprint
            if left[key] > 0:
                left[key] -= 1
            else:
                unknown.append(finding)
        return unknown

    def gone(self, findings: Iterable[Finding]) -> Counter[str]:
        """Return by rule how many of the findings it knows do not occur among these."""
        gone: Counter[str] = Counter()
        for (rule, _), count in (self.counts - Baseline.of(findings).counts).items():
            gone[rule] += count
        return gone
