from __future__ import annotations

import csv
import io
import json

import pytest

from helplint.reporters import render_scores
from helplint.scale import INTENTS, Score

KEYS = [
    "id",
    "path",
    "position",
    "helpfulness",
    "stance",
    "selling",
    "intent",
    "intents",
    "broadcast",
    "abstained",
]


def written(scored, name, **options):
    file = io.StringIO()
    render_scores(scored, name, file=file, **{"width": 90, "color": False, **options})
    return file.getvalue()


@pytest.mark.parametrize("name", ["table", "csv", "jsonl"])
def test_each_format_looks_as_agreed(scored, golden, name):
    golden(f"score-{name}.txt", written(scored, name))


@pytest.mark.parametrize("width", [40, 60, 100, 200])
def test_no_row_is_wider_than_the_terminal(scored, width):
    assert max(map(len, written(scored, "table", width=max(width, 52)).splitlines())) <= max(width, 52)


def test_records_hold_the_agreed_keys(scored):
    first, *_, last = map(json.loads, written(scored, "jsonl").splitlines())
    assert list(first) == KEYS
    assert first["helpfulness"] == 24.75
    assert first["selling"] == 0.72
    assert list(first["intents"]) == list(INTENTS)
    assert [key for key, value in last.items() if value is not None] == [
        "id", "path", "position", "intent", "abstained",
    ]  # fmt: skip
    assert last["intent"] == "none"


def test_numbers_have_six_digits(make):
    third = make.score(*[1 / 3] * 3, 0.0, 0.0)
    [record] = map(json.loads, written([(make.draft("A text"), third)], "jsonl").splitlines())
    assert record["stance"][0] == 0.333333


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_texts_are_given_only_when_asked_for(scored, name):
    assert "seedlings go" not in written(scored, name)
    assert "seedlings go" in written(scored, name, include_text=True)


def test_csv_and_json_lines_say_the_same(scored):
    rows = list(csv.DictReader(io.StringIO(written(scored, "csv", include_text=True), newline="")))
    records = map(json.loads, written(scored, "jsonl", include_text=True).splitlines())
    for row, record in zip(rows, records, strict=True):
        assert row["text"] == record["text"]
        assert row["abstained"] == (record["abstained"] or "")
        if record["stance"]:
            assert [float(row[f"stance_{grade}"]) for grade in range(1, 6)] == record["stance"]
            assert {intent: float(row[f"intent_{intent}"]) for intent in INTENTS} == record["intents"]
        else:
            assert row["stance_1"] == row["intent_teach"] == row["helpfulness"] == ""


def test_csv_keeps_a_reply_as_it_is(make):
    text = '@robin "=1+1" is how you add\nin a sheet,\ror in two'
    [row] = csv.DictReader(io.StringIO(written([(make.draft(text), Score())], "csv", include_text=True), newline=""))
    assert row["text"] == text


@pytest.mark.parametrize("name", ["table", "csv", "jsonl"])
def test_each_score_is_written_before_the_next_is_asked_for(make, name):
    file = io.StringIO()
    seen = []

    def posts():
        for number in range(3):
            seen.append(file.getvalue())
            yield make.draft("A text", path=f"draft-{number}.md"), make.score(0.0, 0.0, 0.0, 0.0, 1.0)

    render_scores(posts(), name, file=file, width=80, color=False)
    assert "draft-0.md" in seen[1]
    assert "draft-1.md" in seen[2]


def test_a_table_of_nothing_says_so():
    assert written([], "table") == "No posts to score.\n"
