"""Files of any length are read piece by piece, and nothing of what is read depends on where a piece ends."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

import helplint
from helplint.readers import _scanner
from helplint.readers._scanner import UnclosedQuoteError, scan, scan_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from helplint import Notice, Post

_TEXTS = [f"Oil the chain,\nthen wipe\u00a0it “dry” for the {number}. time" for number in range(400)]


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_scanner, "PIECE", 64)


@given(st.text(st.sampled_from('ab,"\n\r '), max_size=60), st.integers(1, 8))
def test_a_table_is_the_same_in_pieces(text: str, size: int) -> None:
    def cells(rows: Iterator[tuple[int, list[str]]]) -> tuple[list[tuple[int, list[str]]], bool]:
        found = []
        try:
            found.extend(rows)
        except UnclosedQuoteError:
            return [], False
        return found, True

    before, _scanner.PIECE = _scanner.PIECE, size
    try:
        opened = io.StringIO(text, newline="")
        pieces = cells(
            (source.offset + row[0].start if row else -1, [field.text for field in row])
            for source, row in scan_file(opened, ",")
        )
    finally:
        _scanner.PIECE = before
    whole = cells((row[0].start if row else -1, [field.text for field in row]) for row in scan(text, ","))
    assert pieces == whole


def table(texts: list[str]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["id", "date", "text"], *([f"p{n}", "3/4/2026", text] for n, text in enumerate(texts))])
    return file.getvalue()


def lines(texts: list[str]) -> str:
    return "".join(json.dumps({"id": f"p{n}", "text": text}) + "\r\n" for n, text in enumerate(texts))


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.csv.zst", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_posts_and_their_places_in_any_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    text = (table if "csv" in name else lines)(_TEXTS)
    path = tmp_path / name
    data = text.encode(encoding)
    pack = {"gz": gzip.compress, "zst": zstandard.compress}.get(name.rpartition(".")[2], bytes)
    path.write_bytes(pack(data))
    notices: list[Notice] = []
    posts = list(helplint.read([path], notices=notices))
    assert [post.text for post in posts] == _TEXTS
    last = posts[-1]
    start = last.text.index("wipe")
    assert last.origin.quote(start, start + 4) == "wipe"
    # Nobody edits what is packed.
    place = last.origin.place(last.text, start, start + 4)
    assert (place is None) is name.endswith(("gz", "zst"))
    assert place is None or text[slice(*place[:2])] == "wipe"
    before = text[: text.rindex("wipe")]
    assert last.origin.position(last.text, start).line == before.count("\n") + 1
    assert any("Windows-1252" in notice.message for notice in notices) is (encoding == "cp1252" and "csv" in name)


@pytest.mark.usefixtures("small_pieces")
def test_all_dates_of_a_long_table_vote(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(table(_TEXTS) + "last,25/4/2026,Ride on\n", encoding="utf-8")
    posts = list(helplint.read([path]))
    assert {post.time and post.time.month for post in posts} == {4}


@pytest.mark.usefixtures("small_pieces")
def test_a_long_table_that_breaks_at_its_end_yields_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = table(_TEXTS)
    path.write_bytes((text + 'last,25/4/2026,"Ride on\n').encode())
    notices: list[Notice] = []
    assert list(helplint.read([path], notices=notices)) == []
    assert [(notice.kind, notice.line) for notice in notices] == [("error", text.count("\n") + 1)]


def test_a_zstandard_file_of_several_frames(tmp_path: Path) -> None:
    data = lines(_TEXTS).encode()
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.compress(data[:5000]) + zstandard.compress(data[5000:]))
    assert [post.text for post in helplint.read([path])] == _TEXTS


@pytest.mark.parametrize("name", ["a.csv.gz", "a.jsonl.gz", "a.jsonl.zst"])
def test_a_packed_file_cut_short_is_an_error_in_a_sentence(tmp_path: Path, name: str) -> None:
    data = (table if "csv" in name else lines)([f"{text} {hash(text)}" for text in _TEXTS]).encode()
    packed = gzip.compress(data) if name.endswith("gz") else zstandard.compress(data)
    (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    with pytest.raises(helplint.HelplintError, match="damaged"):
        list(helplint.read([tmp_path / name]))


def test_a_row_without_end_is_not_read_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_scanner, "PIECE", 64)
    monkeypatch.setattr(_scanner, "_LONGEST_ROW", 1000)
    path = tmp_path / "a.csv"
    path.write_text('date,text\n2026-03-01,"Oil it ' + "again " * 10_000 + '"\n')
    with pytest.raises(helplint.HelplintError, match="is a quote missing") as caught:
        list(helplint.read([path]))
    assert caught.value.notice.line == 2


_PEAKS = """
import sys, tracemalloc
import helplint
from helplint.readers import _dates, _file, _rows, _scanner

_file._PIECE = _scanner.PIECE = 4096
_rows._MOST_KEPT = _dates._MOST_CERTAIN = 50
for path in sys.argv[1:]:
    tracemalloc.start()
    for post in helplint.read([path], notices=[]):
        pass
    print(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
"""


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, name: str) -> None:
    paths = []
    for many in (1, 6, 24):
        paths.append(tmp_path / f"{many}{name}")
        paths[-1].write_text((table if "csv" in name else lines)(_TEXTS * many), encoding="utf-8", newline="")
    # In a process of its own, where nothing else is allocated meanwhile.
    run = subprocess.run([sys.executable, "-c", _PEAKS, *paths], capture_output=True, check=True, text=True)
    _, few, many = map(int, run.stdout.split())
    grown = paths[-1].stat().st_size - paths[-2].stat().st_size
    # Of each id eight bytes are kept, and room for more.
    assert many - few < grown / 2


def records(posts: list[Post]) -> list[dict[str, object]]:
    return [dict(post.record) for post in posts]


def test_a_post_carries_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,likes,likes,\nOil it,3,4,5\n")
    [post] = helplint.read([path])
    assert dict(post.record) == {"text": "Oil it", "likes": "3", "likes (2)": "4", "D": "5"}


def test_a_post_carries_its_record(tmp_path: Path) -> None:
    record = {"text": "Oil it", "likes": 3, "pinned": True, "tags": ["a"], "reply": None}
    path = tmp_path / "a.json"
    path.write_text(json.dumps([record]))
    [post] = helplint.read([path])
    assert dict(post.record) == record
