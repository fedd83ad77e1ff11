from __future__ import annotations

import json
from typing import TYPE_CHECKING

from helplint import Notice, Post
from helplint.bulk import _parts
from helplint.bulk._parts import Meter, Notes, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest


def read(posts: list[Post], said: dict[int, list[Notice]], notices: list[Notice]) -> Iterator[Post]:
    """What yields posts, and says something before some of them."""
    for number, post in enumerate(posts):
        notices += said.get(number, [])
        yield post
    notices += said.get(len(posts), [])


def payloads(posts: list[Post], said: dict[int, list[Notice]], notes: Notes, size: int) -> list[list[dict]]:
    notices: list[Notice] = []
    parts = parts_of(read(posts, said, notices), notices, notes, Meter([]), size=size, zone=None)
    return [json.loads(part.payload) for part in parts]


def test_what_cannot_be_read_is_in_the_part_it_was_met_in() -> None:
    posts = [Post.from_text(f"Post {number}", id=str(number)) for number in range(4)]
    said = {2: [Notice("error", "broken", "a.jsonl", 3)], 4: [Notice("error", "ends too early", "a.jsonl", 9)]}
    found = [
        [row["rejected"]["reason"] if "rejected" in row else row["post"]["id"] for row in part]
        for part in payloads(posts, said, Notes(), 3)
    ]
    assert found == [["0", "1", "broken", "2"], ["3", "ends too early"]]


def test_the_text_goes_once() -> None:
    [[whole, other]] = payloads(
        [
            Post(id="1", text="Fix it", origin=Post.from_text("").origin, record={"Copy": "Fix it", "n": 3}),
            Post(id="2", text="Fix it", origin=Post.from_text("").origin, record={"Copy": "Fix&nbsp;it"}),
        ],
        {},
        Notes(),
        9,
    )
    assert (whole["copy"], "text" in whole) == ("Copy", False)
    assert (other["text"], "copy" in other) == ("Fix it", False)
    assert whole["record"] == {"Copy": "Fix it", "n": 3}


def test_long_posts_make_short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_parts, "_LARGEST", 1000)
    parts = payloads([Post.from_text("a" * 600) for _ in range(5)], {}, Notes(), 100)
    assert [len(part) for part in parts] == [2, 2, 1]


def test_what_was_left_out_is_summed_up_and_many_warnings_counted() -> None:
    notes = Notes()
    said = [Notice("note", "left out: reposts (2)", path, left_out=(("reposts", 2), ("polls", 1))) for path in "ab"]
    said += [Notice("warning", f"look at {number}") for number in range(150)]
    payloads([], {0: said}, notes, 9)

    *warnings, left_out, more = notes.notices()
    assert [notice.message for notice in warnings] == [f"look at {number}" for number in range(100)]
    assert left_out == Notice("note", "left out: polls (2), reposts (4)")
    assert more == Notice("warning", "50 more warnings, not kept")


def test_how_much_was_read_is_told_by_where_posts_stand(tmp_path: Path) -> None:
    from helplint import read as read_posts

    for name in ("1.jsonl", "2.jsonl"):
        (tmp_path / name).write_text('{"text": "Fix it first."}\n' * 40, encoding="utf-8")
    meter = Meter([str(tmp_path)])
    read = [meter.at(post) for post in read_posts([tmp_path])]

    assert meter.total == 2 * 40 * 26
    assert read == sorted(read)
    assert read[40] == 40 * 26 + len('{"text": "')
    assert Meter([str(tmp_path), "-"]).total is None
    (tmp_path / "3.jsonl.gz").write_bytes(b"")
    assert Meter([str(tmp_path)]).total is None
