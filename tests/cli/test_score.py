"""`helplint score --output`: one call of the library, and what is said around it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from helplint.cli import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

POSTS = """{"id": 1, "text": "Turn the stopcock clockwise before you open the tap.", "date": "2025-03-01"}
{"id": 2, "text": "Hurry, last chance! Order the amazing Duo today and get 25% off.", "date": "2025-03-02"}
{"id": 3, "text": "https://tidewell.example"}
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    path.write_text(POSTS, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(helplint, ["score", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_summary_stands_at_the_end(archive: Path) -> None:
    output, summary = archive.with_name("scores.csv"), archive.with_name("summary.json")
    result = run(archive, "-o", output, "--model", "fast", "--isolated", "--summary", summary)

    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout.startswith(f"3 posts scored: {output}\n1 post got no score: 1 only a link\n")
    data = json.loads(summary.read_text(encoding="utf-8"))
    assert (data["posts"], data["abstained"]) == (3, {"only a link": 1})
    assert [(row["month"], row["posts"]) for row in data["months"]] == [("2025-03", 2), (None, 1)]


def test_what_is_rejected_makes_the_exit_code_2(archive: Path) -> None:
    archive.write_text(f"{POSTS}{{broken\n", encoding="utf-8")
    result = run(archive, "--output", archive.with_name("scores.parquet"), "--model", "fast", "--isolated")

    assert result.exit_code == 2
    assert "1 record could not be read or scored: " in result.stdout
    assert result.stderr.startswith(f"error: {archive}:4: this record could not be read or scored: this is not valid")
    [rejected] = archive.with_name("scores.rejected.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(rejected)["line"] == 4


def test_ctrl_c_says_that_the_same_command_goes_on(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from helplint import HelplintError, bulk

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bulk, "score", interrupted)
    result = CliRunner().invoke(helplint, ["score", str(archive), "--output", str(archive.with_name("scores.csv"))])
    assert isinstance(result.exception, HelplintError)
    assert str(result.exception) == "ended before it was finished; run the same command again, and it goes on"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--restart"], "--restart says how a file is written; give --output too"),
        (["--jobs", "2"], "--jobs says how a file is written; give --output too"),
        (["--output", "a.csv", "--output-format", "csv"], "--output-format is for the terminal"),
        (["--output", "a.csv", "--jobs", "0"], "0 is not in the range x>=1"),
    ],
)
def test_contradictions_are_refused(arguments: list[str], said: str, archive: Path) -> None:
    result = run(archive, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
