from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import helplint
from helplint.config import Config

if TYPE_CHECKING:
    from pathlib import Path

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def write(folder: Path, rows: list[dict[str, object]], schema: object = None, **options: object) -> Path:
    path = folder / "posts.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), path, **options)
    return path


def test_rows_of_all_kinds_of_columns(tmp_path: Path) -> None:
    at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    rows = [
        {"id": 1, "text": "Oil the chain.", "created_at": at, "channels": ["x", "linkedin"], "picture": b"\xff\xd8"},
        {"id": 2, "text": None, "created_at": None, "channels": [], "picture": None},
        {"id": 3, "text": "Wipe it\ndry.", "created_at": at, "channels": None, "picture": None},
    ]
    first, second = helplint.read([write(tmp_path, rows)])
    assert (first.id, first.text, first.channels, first.time) == ("1", "Oil the chain.", ("x", "linkedin"), at)
    assert dict(first.record) == {
        "id": 1,
        "text": "Oil the chain.",
        "created_at": "2026-03-01T09:30:00+00:00",
        "channels": ["x", "linkedin"],
    }
    assert str(second.origin.position(second.text, 9)) == "record 3, text, line 2"


def test_times_to_the_billionth_of_a_second(tmp_path: Path) -> None:
    schema = pyarrow.schema([("text", pyarrow.string()), ("date", pyarrow.timestamp("ns"))])
    [post] = helplint.read([write(tmp_path, [{"text": "Oil it.", "date": 1_767_258_000_000_000_001}], schema)])
    assert post.time == datetime(2026, 1, 1, 9)  # noqa: DTZ001


def test_text_that_is_kept_as_bytes(tmp_path: Path) -> None:
    [post] = helplint.read([write(tmp_path, [{"text": b"Oil it."}])])
    assert post.text == "Oil it."


def test_a_list_of_texts_is_a_thread_and_a_list_of_records_holds_posts(tmp_path: Path) -> None:
    [first, _] = helplint.read([write(tmp_path, [{"thread": ["Oil it.", "Wipe it."]}])])
    assert (first.text, first.origin.part) == ("Oil it.", 1)
    posts = helplint.read([write(tmp_path, [{"data": [{"id": "1", "text": "Oil it."}, {"id": "2", "text": "Ride."}]}])])
    assert [(post.id, post.origin.record) for post in posts] == [("1", 1), ("2", 2)]


def test_row_groups_are_read_one_after_the_other(tmp_path: Path) -> None:
    rows = [{"text": f"Oil it {number} times."} for number in range(1000)]
    posts = list(helplint.read([write(tmp_path, rows, row_group_size=90)]))
    assert [post.origin.record for post in posts] == list(range(1, 1001))


def test_a_column_within_a_column_that_the_user_names(tmp_path: Path) -> None:
    path = write(tmp_path, [{"k": 1, "data": {"wording": "Oil it."}}])
    [post] = helplint.read([path], config=Config(text_column="data.wording"))
    assert post.text == "Oil it."
    with pytest.raises(helplint.HelplintError, match=r"did you mean “data\.wording”"):
        list(helplint.read([path], config=Config(text_column="data.word")))


@pytest.mark.parametrize("content", [b"", b"PAR1 and so on PAR1", b"nothing"])
def test_what_is_damaged_is_an_error_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "posts.parquet"
    path.write_bytes(content)
    with pytest.raises(helplint.HelplintError, match="cannot be read as Parquet"):
        list(helplint.read([path]))


def test_without_pyarrow_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, [{"text": "Oil it."}])
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(helplint.HelplintError, match=r"install helplint\[archives\]"):
        list(helplint.read([path]))
