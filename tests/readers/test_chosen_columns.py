"""Columns and keys that the user has named, where their names do not tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

import helplint
from helplint.config import Config

if TYPE_CHECKING:
    from pathlib import Path

_TABLE = "Ticket,Wording v2,Text,Where,Goes out\nT-7,Oil the chain first.,brief,LinkedIn,2026-03-04\n"
_ALL = Config(text_column="wording V2", id_column="Ticket", channel_column="Where", date_column="Goes out")


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def assert_all_found(post: helplint.Post) -> None:
    assert (post.id, post.text, post.channels) == ("T-7", "Oil the chain first.", ("linkedin",))
    assert post.time is not None
    assert post.time.day == 4


def test_columns_of_a_table(tmp_path: Path) -> None:
    [post] = helplint.read([write(tmp_path, "a.csv", "Plan of spring\n" + _TABLE)], config=_ALL)
    assert_all_found(post)
    assert str(post.origin.position(post.text, 0)) == "row 3, Wording v2"
    assert post.fields["Text"] == "brief"


def test_columns_of_a_workbook(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Notes"])
    sheet = workbook.create_sheet("Plan")
    for line in _TABLE.splitlines():
        sheet.append(line.split(","))
    workbook.save(tmp_path / "a.xlsx")
    [post] = helplint.read([tmp_path / "a.xlsx"], config=_ALL)
    assert_all_found(post)
    assert post.record["Wording v2"] == "Oil the chain first."


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.yaml"])
def test_keys_of_records_within_records(tmp_path: Path, name: str) -> None:
    record = {
        "kind": "t3",
        "title": "brief",
        "data": {"wording": "Oil the chain first.", "key": "T-7", "sub": {"to": "LinkedIn", "on": "2026-03-04"}},
    }
    content = json.dumps(record if name == "a.jsonl" else {"found": {"children": [record]}})
    config = Config(
        text_column="data.wording", id_column="data.key", channel_column="data.sub.to", date_column="data.sub.on"
    )
    [post] = helplint.read([write(tmp_path, name, content)], config=config)
    assert_all_found(post)
    assert post.origin.quote(0, 3) == "Oil"
    assert str(post.origin.position(post.text, 0)) == "record 1, data.wording"
    assert dict(post.record) == record


@pytest.mark.parametrize(
    ("name", "content", "column", "words"),
    [
        (
            "a.csv",
            _TABLE,
            "Wordings v2",
            "no column is called “Wordings v2”, which text-column names; did you mean “Word",
        ),
        ("a.csv", _TABLE, "Copy", "it has “Ticket”, “Wording v2”, “Text”, “Where”, “Goes out”"),
        ("a.csv", "2026-03-04,Oil it first\n", "Copy", "it has “date”, “message”"),
        ("a.json", '[{"data": {"txt": "Oil it."}, "text": "a"}]', "data.text", "did you mean “data.txt”?"),
        ("a.jsonl", '{"a": 1}\n{"wording": "Oil it."}\n', "copy", "it has “wording”"),
        ("a.yaml", "- text: Oil it.\n", "copy", "it has “text”"),
    ],
)
def test_a_name_that_a_named_file_lacks_is_an_error(
    tmp_path: Path, name: str, content: str, column: str, words: str
) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(helplint.HelplintError) as caught:
        list(helplint.read([path], config=Config(text_column=column)))
    assert words in caught.value.notice.message


def test_a_missing_id_is_an_error_too(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", '[{"text": "Oil it."}]')
    with pytest.raises(helplint.HelplintError, match="no key is called “nr”, which id-column names"):
        list(helplint.read([path], config=Config(id_column="nr")))


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.jsonl"])
def test_in_files_that_a_walk_finds_names_tell_instead(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "text,date\nOil it.,\n" if name == "a.csv" else '{"text": "Oil it."}')
    write(tmp_path, "b.csv", _TABLE)
    posts = helplint.read([tmp_path], config=Config(text_column="Wording v2"))
    assert [post.text for post in posts] == ["Oil it.", "Oil the chain first."]


def test_drafts_have_no_columns(tmp_path: Path) -> None:
    [post] = helplint.read([write(tmp_path, "a.md", "Oil it.\n")], config=_ALL)
    assert post.text == "Oil it."
