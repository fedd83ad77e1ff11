"""SARIF 2.1.0, for code scanning and other tools that collect findings.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from helplint.reporters._json import dumps
from helplint.reporters._record import applicability
from helplint.reporters._wording import place_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helplint.finding import Finding
    from helplint.notice import Notice
    from helplint.origin import Position
    from helplint.report import Report
    from helplint.reporters._output import Output

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "helplint/v1"


def render(report: Report, output: Output) -> None:
    """Write one document; of the manual pages only those of rules that found something."""
    rules = sorted({finding.rule for finding in report.findings})
    driver: dict[str, Any] = {"name": "helplint", "rules": [_rule(name, output.manuals.get(name)) for name in rules]}
    if output.version:
        driver["version"] = output.version
    run = {
        "tool": {"driver": driver},
        "invocations": [
            {
                "executionSuccessful": not any(notice.kind == "error" for notice in report.notices),
                "exitCode": report.exit_code,
                "toolExecutionNotifications": [_notification(notice) for notice in report.notices],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": _results(report.findings, rules),
    }
    output.line(dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2))


def _rule(name: str, manual: str | None) -> dict[str, Any]:
    if not manual or not manual.strip():
        return {"id": name}
    paragraphs = manual.strip().split("\n\n")
    short = " ".join(paragraphs[0].split())
    # A section is a heading, underlined, and its text: in Markdown too, so that the page can stand as it is.
    first = " ".join(" ".join(line.split()) for line in paragraphs[1].split("\n")[2:]) if paragraphs[1:] else ""
    return {
        "id": name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": f"{short} {first}".strip()},
        "help": {"text": manual.strip(), "markdown": manual.strip()},
    }


def _results(findings: Sequence[Finding], rules: Sequence[str]) -> list[dict[str, Any]]:
    index = {name: number for number, name in enumerate(rules)}
    seen: Counter[tuple[str, str]] = Counter()
    results = []
    for finding in findings:
        # No line, offset or id, which is made from the place: the same words stay the same finding when they move.
        said = "\0".join((finding.rule, finding.text, " ".join(finding.context.split())))
        key = (finding.position.path, said)
        digest = hashlib.sha256(f"{said}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()
        seen[key] += 1
        result = {
            "ruleId": finding.rule,
            "ruleIndex": index[finding.rule],
            "level": str(finding.level),
            "message": {"text": f"{finding.message}\nfix: {finding.fix}" if finding.fix else finding.message},
            "locations": [_location(finding)],
            "partialFingerprints": {_FINGERPRINT: digest[:32]},
            "properties": {"post": finding.id},
        }
        results.append({**result, "fixes": fixes} if (fixes := list(_fixes(finding))) else result)
    return results


def _fixes(finding: Finding) -> Iterator[dict[str, Any]]:
    if finding.edit is None or finding.edit.place is None:
        return
    position, end = finding.edit.place.position, finding.edit.place.end_position
    replacement = {"deletedRegion": _region(position, end), "insertedContent": {"text": finding.edit.text}}
    change = {"artifactLocation": {"uri": _uri(position.path)}, "replacements": [replacement]}
    caution = "" if finding.edit.safe else " (unsafe: it can change what the post says)"
    yield {
        "description": {"text": f"{finding.fix}{caution}"},
        "artifactChanges": [change],
        "properties": {"applicability": applicability(finding.edit)},
    }


def _location(finding: Finding) -> dict[str, Any]:
    position, end = finding.position, finding.end_position
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(position.path)}}
    if position.line is not None and position.cell is None:  # the lines of a cell are not lines of the file
        physical["region"] = _region(position, end) | {"snippet": {"text": finding.text}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if words := place_in_words(position):
        location["logicalLocations"] = [{"name": words, "fullyQualifiedName": f"{position.path}: {words}"}]
    return location


def _region(position: Position, end: Position | None) -> dict[str, Any]:
    region = {"startLine": position.line, "startColumn": position.column or 1}
    if end is not None and end.line is not None:
        region |= {"endLine": end.line, "endColumn": end.column or 1}
    return region


def _notification(notice: Notice) -> dict[str, Any]:
    notification: dict[str, Any] = {"level": notice.kind, "message": {"text": notice.message}}
    if notice.path is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(notice.path)}}
        if notice.line is not None:
            physical["region"] = {"startLine": notice.line}
        notification["locations"] = [{"physicalLocation": physical}]
    return notification


def _uri(name: str) -> str:
    """Return a path as a URI reference, relative to where helplint runs if it can be."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:  # half a surrogate pair, which no file system gives but a caller may
        name = name.encode("utf-8", "replace").decode("utf-8")
    path = Path(name)
    if path.is_absolute():
        here = Path.cwd()
        if not path.is_relative_to(here):
            return path.as_uri()
        path = path.relative_to(here)
    # From its bytes, because a name need not be valid Unicode.
    return quote(os.fsencode(path.as_posix()), safe="/")
