from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post

DID = "did:plc:tidewell"


def record(text: Any = "Dry the joint.", **more: Any) -> dict[str, Any]:
    return {
        "$type": "app.bsky.feed.post",
        "createdAt": "2026-03-01T09:30:05.120Z",
        "langs": ["en"],
        "text": text,
    } | more


def view(number: int, held: Any) -> dict[str, Any]:
    author = {"did": DID, "handle": "tidewell.example", "displayName": "Tidewell"}
    return {"uri": f"at://{DID}/app.bsky.feed.post/{number}", "cid": "b", "author": author, "record": held}


def read(folder: Path, data: Any, notices: list[Notice] | None = None) -> list[Post]:
    (folder / "posts.json").write_text(json.dumps(data), encoding="utf-8")
    return list(helplint.read([folder / "posts.json"], notices=notices))


URI = f"at://{DID}/app.bsky.feed.post/1"


@pytest.mark.parametrize(
    ("data", "id_", "author"),
    [
        ({"feed": [{"post": view(1, record())}], "cursor": "x"}, URI, "@tidewell.example"),
        ({"posts": [view(1, record())]}, URI, "@tidewell.example"),
        ({"records": [{"uri": URI, "cid": "b", "value": record()}]}, URI, DID),
        ([{"uri": URI, "cid": "b", "value": record()}], URI, DID),
        ([view(1, record())], URI, "@tidewell.example"),
        ([record()], None, None),
        (record(), None, None),
    ],
)
def test_the_shapes_it_comes_in(tmp_path: Path, data: Any, id_: str | None, author: str | None) -> None:
    [post] = read(tmp_path, data)
    assert (post.text, post.channels, post.author) == ("Dry the joint.", ("bluesky",), author)
    assert post.id == ("1" if id_ else f"{tmp_path / 'posts.json'}:1")
    assert post.time == datetime(2026, 3, 1, 9, 30, 5, 120_000, tzinfo=UTC)
    assert post.fields == {"language": "en"} | ({"uri": id_} if id_ else {})
    assert post.origin.quote(0, 3) == "Dry"
    assert str(post.origin.position(post.text, 0)) == "record 1, text"


def test_reposts_are_counted_and_a_pinned_post_is_read_once(tmp_path: Path) -> None:
    notices: list[Notice] = []
    feed = [
        {"post": view(1, record("Pinned.")), "reason": {"$type": "app.bsky.feed.defs#reasonPin"}},
        {"post": view(2, record("Of somebody else.")), "reason": {"$type": "app.bsky.feed.defs#reasonRepost"}},
        {"post": view(1, record("Pinned."))},
        {"post": view(3, record(""))},
    ]
    assert [post.text for post in read(tmp_path, {"feed": feed}, notices)] == ["Pinned."]
    assert [notice.message for notice in notices] == ["left out: posts without words (1), reposts (1)"]


@pytest.mark.parametrize(("parent", "reply"), [("did:plc:bo", True), (DID, False)])
def test_a_reply_answers_somebody_else(tmp_path: Path, parent: str, reply: bool) -> None:  # noqa: FBT001
    place = {"uri": f"at://{parent}/app.bsky.feed.post/9", "cid": "b"}
    [post] = read(tmp_path, {"feed": [{"post": view(1, record(reply={"root": place, "parent": place}))}]})
    assert post.reply is reply


PICTURES = [
    {"alt": "A split hose.", "image": {"$type": "blob", "ref": {"$link": "bafy1"}, "mimeType": "image/jpeg"}},
    {"alt": "", "image": {"$type": "blob", "ref": {"$link": "bafy2"}, "mimeType": "image/jpeg"}},
]
FACET = {
    "index": {"byteStart": 0, "byteEnd": 3},
    "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://a.example/long"}],
}


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"embed": {"images": PICTURES}}, {"media": "bafy1\nbafy2", "alt": "A split hose.\n"}),
        ({"embed": {"media": {"images": PICTURES}, "record": {}}}, {"media": "bafy1\nbafy2", "alt": "A split hose.\n"}),
        ({"embed": {"items": PICTURES}}, {"media": "bafy1\nbafy2", "alt": "A split hose.\n"}),
        ({"embed": {"external": {"uri": "https://a.example/", "title": "A"}}}, {"links": "https://a.example/"}),
        ({"facets": [FACET]}, {"links": "https://a.example/long"}),
    ],
)
def test_what_belongs_to_it_is_kept_in_fields(tmp_path: Path, more: dict[str, Any], fields: dict[str, str]) -> None:
    [post] = read(tmp_path, [record(**more)])
    assert post.fields == {"language": "en"} | fields


def test_a_broken_record_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    notices: list[Notice] = []
    posts = read(
        tmp_path, {"records": [{"value": record()}, 3, {"value": record(["x"])}, {"value": record("Wipe.")}]}, notices
    )
    assert [post.text for post in posts] == ["Dry the joint.", "Wipe."]
    assert [notice.kind for notice in notices] == ["error", "error"]
