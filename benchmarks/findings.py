"""Which findings a change to the code brings, and which it takes away.

    python benchmarks/findings.py --against REVISION [PATHS...] [--show N] [--select NAMES] [--model NAME] [--isolated]

Checks the same files with the code of the working tree and with that of a commit, branch or tag, and prints for each
rule how many findings appeared and disappeared, with some of each. Each of PATHS is a calendar of its own; unless they
are given, it checks the examples and the posts of the corpus. The other options are those of `helplint check`; the
model is `fast` unless set, which rules of words do not mind.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
PATHS = ("examples", "corpora/helping-selling/posts.jsonl", "corpora/helping-selling/crossed.jsonl")
LONGEST_QUOTE = 80


class Found(NamedTuple):
    """A finding, as far as it is the same after a change of the code."""

    rule: str
    place: str
    quote: str


def found_by(code: Path, paths: Sequence[str], arguments: Sequence[str] = ()) -> Counter[Found]:
    """Return what the code in a folder finds in each of some files or folders.

    Raises
    ------
    SystemExit
        It could not check one of them.
    """
    command = [sys.executable, "-P", "-m", "helplint", "check", "--exit-zero", "--output-format", "json-lines"]
    environment = {**os.environ, "PYTHONPATH": str(code / "src")}
    found: Counter[Found] = Counter()
    for path in paths:
        ran = subprocess.run([*command, *arguments, path], env=environment, capture_output=True, check=False)
        if ran.returncode:
            sys.exit(f"findings.py: the code in {code} cannot check {path}:\n{ran.stderr.decode()}")
        found.update(_read(ran.stdout))
    return found


def _read(lines: bytes) -> Iterator[Found]:
    for record in map(json.loads, lines.splitlines()):
        if "rule" in record:  # some revisions end with a summary
            place = f"{record['path']}:{record['line']}:{record['column']}"
            yield Found(record["rule"], place, " ".join(record["text"].split()))


def compare(
    root: Path, revision: str, paths: Sequence[str], arguments: Sequence[str] = ()
) -> tuple[Counter[Found], Counter[Found]]:
    """Return what only the working tree finds, and what only a revision does.

    Raises
    ------
    SystemExit
        git knows no such revision, or one of the two cannot check a file.
    """
    archive = subprocess.run(["git", "-C", root, "archive", revision], capture_output=True, check=False)  # noqa: S607 - as in history.py
    if archive.returncode:
        sys.exit(f"findings.py: git cannot give revision “{revision}”: {archive.stderr.decode().strip()}")
    now = found_by(root, paths, arguments)
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        before = found_by(Path(folder), paths, arguments)
    return now - before, before - now


def lines(appeared: Counter[Found], disappeared: Counter[Found], show: int) -> Iterator[str]:
    """Yield the counts of each rule as a table, then up to `show` findings of each rule that came and that went."""
    by_rule = [Counter(finding.rule for finding in some.elements()) for some in (appeared, disappeared)]
    yield f"{'rule':30} {'appeared':>9} {'disappeared':>12}"
    for rule in sorted(by_rule[0] | by_rule[1]):
        yield f"{rule:30} {by_rule[0][rule]:9,} {by_rule[1][rule]:12,}"
    yield f"{'all':30} {appeared.total():9,} {disappeared.total():12,}"
    for rule in sorted(by_rule[0] | by_rule[1]):
        for what, some in (("appeared", appeared), ("disappeared", disappeared)):
            of_rule = [finding for finding in some.elements() if finding.rule == rule]
            if not of_rule or not show:
                continue
            yield f"\n{rule} {what}:"
            yield from (f"  {finding.place}: “{_short(finding.quote)}”" for finding in of_rule[:show])
            if len(of_rule) > show:
                yield f"  … and {len(of_rule) - show:,} more"


def _short(quote: str) -> str:
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE].rstrip()}…"


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATHS", default=[os.path.relpath(ROOT / each) for each in PATHS])
    parser.add_argument("--against", required=True, metavar="REVISION", help="commit, branch or tag")
    parser.add_argument("--show", type=int, default=5, metavar="N", help="findings of each rule to show (5)")
    parser.add_argument("--select", default="ALL", metavar="NAMES", help="rules or tags to check, with commas")
    parser.add_argument("--model", default="fast", metavar="NAME|FOLDER")
    parser.add_argument("--isolated", action="store_true", help="read no configuration, which one side may not know")
    given = parser.parse_args()
    arguments = ["--select", given.select, "--model", given.model, *["--isolated"] * given.isolated]
    print("\n".join(lines(*compare(ROOT, given.against, given.paths, arguments), given.show)))


if __name__ == "__main__":
    main()
