from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from helplint import Config

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HELPING = "Turn the stopcock clockwise, then open the lowest tap so that the pipe number {0} runs dry."
SELLING = "Hurry, last chance! Order {0} boxes of the amazing Duo today and get 25% off. Sign up now!"
CHANNELS = ("x", "linkedin", None)


def made(number: int) -> dict[str, object]:
    """A record of an invented archive: helping and selling posts by turns, over three years."""
    text = (SELLING if number % 3 else HELPING).format(number)
    record: dict[str, object] = {
        "id": number,
        "text": text,
        "date": f"{2023 + number % 3}-0{1 + number % 9}-12T09:00:00Z",
    }
    if channel := CHANNELS[number % 3]:
        record["channel"] = channel
    return record


@pytest.fixture
def record() -> Callable[[int], dict[str, object]]:
    """What makes the record of a number."""
    return made


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of 23 posts."""
    path = tmp_path / "archive.jsonl"
    path.write_text("".join(f"{json.dumps(made(number))}\n" for number in range(23)), encoding="utf-8")
    return path


@pytest.fixture
def config() -> Config:
    return Config(model="fast")


@pytest.fixture
def rows() -> Callable[[Path], list[dict[str, object]]]:
    """What reads an output of any format as rows."""

    def read(path: Path) -> list[dict[str, object]]:
        import csv
        import gzip
        import sqlite3

        import pyarrow.parquet
        import zstandard

        if path.is_dir():
            return [row for part in sorted(path.iterdir()) for row in read(part)]
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        elif path.suffix == ".zst":
            data = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True).read()
        if ".jsonl" in path.suffixes:
            return [json.loads(line) for line in data.decode().splitlines()]
        if ".csv" in path.suffixes:
            return list(csv.DictReader(data.decode().splitlines()))
        if path.suffix == ".parquet":
            return pyarrow.parquet.ParquetFile(path).read().to_pylist()
        database = sqlite3.connect(path)
        database.row_factory = sqlite3.Row
        found = [dict(row) for row in database.execute("SELECT * FROM scores ORDER BY rowid")]
        database.close()
        return found

    return read
