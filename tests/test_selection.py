"""Posts by their day, channel and status."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from helplint.cli import helplint
from helplint.origin import Origin
from helplint.post import Post
from helplint.selection import Selection

COPY = "Hurry up and visit our new shop said number"
CALENDAR = f"""Date,Channel,Status,Copy
2026-05-04,X,draft,{COPY} one.
2026-05-05,"X, LinkedIn",Approved,{COPY} two.
2026-05-06,LinkedIn,approved,{COPY} three.
,X,draft,{COPY} four.
"""


def run(*arguments):
    return CliRunner().invoke(helplint, list(arguments))


@pytest.fixture(autouse=True)
def _calendar(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("calendar.csv").write_text(CALENDAR, encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ([], [2, 3, 4, 5]),
        (["--from", "2026-05-05"], [3, 4]),
        (["--until", "2026-05-05"], [2, 3]),
        (["--from", "2026-05-05", "--until", "2026-05-05"], [3]),
        (["--channel", "twitter"], [2, 3, 5]),
        (["--channel", "x,linkedin"], [2, 3, 4, 5]),
        (["--status", "APPROVED"], [3, 4]),
        (["--status", "draft", "--status", "approved", "--channel", "LinkedIn", "--until", "2026-05-05"], [3]),
    ],
)
def test_check_reports_and_score_scores_the_posts_that_are_meant(options, rows):
    checked = run("check", "--select", "false-urgency", "--output-format", "json-lines", *options)
    records = map(json.loads, checked.stdout.splitlines())
    assert [record["position"] for record in records] == [f"row {row}, Copy" for row in rows]
    scored = run("score", "--output-format", "jsonl", *options)
    assert [json.loads(line)["position"] for line in scored.stdout.splitlines()] == [f"row {row}, Copy" for row in rows]


def test_what_is_not_meant_is_still_part_of_the_calendar():
    Path("calendar.csv").write_text(CALENDAR.replace("three", "two"), encoding="utf-8")
    Path("helplint.toml").write_text("[rules.repeated-copy]\nlikeness = 100\n", encoding="utf-8")
    options = ["--select", "repeated-copy", "--output-format", "json-lines"]
    first, *_ = run("check", *options, "--from", "2026-05-06").stdout.splitlines()
    assert "calendar.csv, row 3" in json.loads(first)["message"]
    assert run("check", *options, "--until", "2026-05-05").stdout == ""


@pytest.mark.parametrize("command", ["check", "score"])
def test_posts_without_a_date_and_a_status_that_is_not_there_are_said(command):
    said = run(command, "--from", "2026-05-05", "--status", "approvd").stderr.splitlines()
    assert "warning: no post has the status “approvd”; there are “Approved”, “draft”" in said
    assert "note: 1 post has no date and so cannot be between two days" in run(command, "--until", "2026-05-04").stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--from", "05/04/2026"], "'05/04/2026' does not match the format '%Y-%m-%d'"),
        (["--from", "2026-05-06", "--until", "2026-05-05"], "--from 2026-05-06 is after --until 2026-05-05"),
        (["--channel", "linkdin"], "unknown channel “linkdin”; did you mean “linkedin”?"),
    ],
)
@pytest.mark.parametrize("command", ["check", "score"])
def test_what_no_post_can_be_is_an_error(command, options, message):
    result = run(command, *options)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_day_begins_where_the_team_is():
    post = Post(id="1", text="Fix it.", origin=Origin(path="a.json"), time=datetime(2026, 5, 4, 22, tzinfo=UTC))
    assert Selection(since=date(2026, 5, 5), zone=ZoneInfo("Asia/Tokyo"))(post)
    assert not Selection(since=date(2026, 5, 5), zone=ZoneInfo("Europe/London"))(post)
