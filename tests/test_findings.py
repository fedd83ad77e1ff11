"""``benchmarks/findings.py`` tells which findings a change of the code brings and takes away."""

from __future__ import annotations

import runpy
import subprocess
from collections import Counter
from pathlib import Path

import pytest

BENCHMARK = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "findings.py"))
Found = BENCHMARK["Found"]

# Stands for helplint: it finds each line of a file that holds a word.
CODE = """
import json, sys
path = sys.argv[-1]
for number, line in enumerate(open(path, encoding="utf-8"), start=1):
    if WORD in line:
        print(json.dumps({"rule": WORD, "path": path, "line": number, "column": 1, "text": line}))
print(json.dumps({"calendar": {}}))
"""


@pytest.fixture
def repository(tmp_path):
    """Return a function that writes the code that finds a word, in a repository whose only commit finds “mop”."""

    def git(*arguments):
        identity = ["-c", "user.name=Ines", "-c", "user.email=ines@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", tmp_path, *identity, *arguments], check=True, capture_output=True)  # noqa: S607

    def write(word):
        (tmp_path / "src/helplint/__main__.py").write_text(f"WORD = {word!r}\n{CODE}", encoding="utf-8")

    (tmp_path / "src/helplint").mkdir(parents=True)
    (tmp_path / "src/helplint/__init__.py").touch()
    (tmp_path / "posts.txt").write_text("A mop.\nA pail.\nA mop and a pail.\n", encoding="utf-8")
    write("mop")
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Find mops")
    return tmp_path, write


def test_what_a_change_finds_and_no_longer_finds(repository):
    root, write = repository
    write("pail")
    path = str(root / "posts.txt")
    appeared, disappeared = BENCHMARK["compare"](root, "HEAD", [path])

    assert appeared == Counter(
        [Found("pail", f"{path}:2:1", "A pail."), Found("pail", f"{path}:3:1", "A mop and a pail.")]
    )
    assert disappeared == Counter(
        [Found("mop", f"{path}:1:1", "A mop."), Found("mop", f"{path}:3:1", "A mop and a pail.")]
    )


def test_the_same_code_finds_the_same_in_files_that_changed(repository):
    root, _ = repository
    (root / "posts.txt").write_text("Another mop.\n", encoding="utf-8")

    assert BENCHMARK["compare"](root, "HEAD", [str(root / "posts.txt")]) == (Counter(), Counter())


def test_what_cannot_be_compared_is_one_sentence(repository):
    root, _ = repository
    with pytest.raises(SystemExit, match="git cannot give revision “no-such”"):
        BENCHMARK["compare"](root, "no-such", [])
    with pytest.raises(SystemExit, match=r"cannot check missing\.txt"):
        BENCHMARK["compare"](root, "HEAD", ["missing.txt"])


def test_each_rule_is_counted_and_some_of_its_findings_shown():
    found = [Found("hype", f"a.csv:{line}:1", "game-changing " * 9) for line in range(1, 5)]
    *table, total, blank_and_title, first, more = BENCHMARK["lines"](Counter(found), Counter(), 1)

    assert [line.split() for line in table] == [["rule", "appeared", "disappeared"], ["hype", "4", "0"]]
    assert total.split() == ["all", "4", "0"]
    assert (blank_and_title, more) == ("\nhype appeared:", "  … and 3 more")
    assert first.startswith("  a.csv:1:1: “game-changing game-changing")
    assert len(first) < 100
