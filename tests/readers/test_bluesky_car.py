from __future__ import annotations

import hashlib
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import libipld
import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post

DID = "did:plc:tidewell"
LIKE = {"$type": "app.bsky.feed.like", "createdAt": "2026-03-01T09:30:05Z", "text": "Never looked at."}
COMMIT = {"did": DID, "rev": "3k", "version": 3}


def varint(number: int) -> bytes:
    low, high = number & 127, number >> 7
    return bytes([low | 128]) + varint(high) if high else bytes([low])


def car(*blocks: Any) -> bytes:
    """Return the CAR file that holds some blocks."""
    packed = []
    for block in blocks:
        data = libipld.encode_dag_cbor(block)
        packed.append(b"\x01\x71\x12\x20" + hashlib.sha256(data).digest() + data)
    # A header names its root by CID: tag 42 of CBOR, which the encoder has no way to write.
    root = b"\xd8\x2a\x58\x25\x00" + packed[0][:36]
    header = b"\xa2\x65roots\x81" + root + b"\x67version\x01"
    return b"".join(varint(len(each)) + each for each in (header, *packed))


def record(text: Any, **more: Any) -> dict[str, Any]:
    return {"$type": "app.bsky.feed.post", "createdAt": "2026-03-01T09:30:05Z", "text": text} | more


def read(folder: Path, data: bytes, notices: list[Notice] | None = None) -> list[Post]:
    (folder / "repo.car").write_bytes(data)
    return list(helplint.read([folder / "repo.car"], notices=notices))


def test_only_posts_are_read(tmp_path: Path) -> None:
    parent = {"uri": "at://did:plc:bo/app.bsky.feed.post/1"}
    blocks = [COMMIT, LIKE, record("Dry the joint.", langs=["en"]), record("Yes.", reply={"parent": parent}), ["x"]]
    notices: list[Notice] = []
    first, second = read(tmp_path, car(*blocks, record("")), notices)
    assert (first.text, first.channels, first.author) == ("Dry the joint.", ("bluesky",), DID)
    assert first.time == datetime(2026, 3, 1, 9, 30, 5, tzinfo=UTC)
    assert (first.fields, first.reply, second.reply) == ({"language": "en"}, False, True)
    assert str(second.origin.position(second.text, 0)) == "record 2, text"
    assert first.id.startswith("bafyrei")
    assert [notice.message for notice in notices] == ["left out: posts without words (1)"]


def test_a_broken_record_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    notices: list[Notice] = []
    assert [post.text for post in read(tmp_path, car(COMMIT, record(["a"]), record("Wipe it.")), notices)] == [
        "Wipe it."
    ]
    assert [notice.message for notice in notices] == ["record 1 cannot be read: “text” is no text"]


@pytest.mark.parametrize("data", [b"", b"not a repository", car(COMMIT, record("Dry the joint."))[:-9]])
def test_what_is_no_car_file_is_an_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(helplint.HelplintError, match="no CAR file"):
        read(tmp_path, data)


def test_without_libipld_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libipld", None)
    with pytest.raises(helplint.HelplintError, match=r"helplint\[archives\]"):
        read(tmp_path, car(COMMIT))
