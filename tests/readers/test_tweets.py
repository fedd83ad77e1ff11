"""Tweets as programs get them: pages and lines of version 2, and version 1.1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post

_NEW = {"id": "1850000000000000001", "author_id": "7", "created_at": "2026-03-01T09:00:00.000Z", "text": "Oil it."}
_OLD = {"id": 1, "id_str": "1", "created_at": "Sun Mar 01 09:00:00 +0000 2026", "user": {"id": 7, "name": "Ann"}}


def read(folder: Path, *lines: object, notices: list[Notice] | None = None) -> list[Post]:
    path = folder / "tweets.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return list(helplint.read([path], notices=notices))


def test_pages_and_flattened_lines_hold_the_same_tweets(tmp_path: Path) -> None:
    other = {**_NEW, "id": "1850000000000000002", "text": "Wipe it."}
    included = {"users": [{"id": "7", "name": "Ann", "description": "I ride a lot"}], "tweets": [{**_NEW, "id": "9"}]}
    pages = read(tmp_path, {"data": [_NEW, other], "includes": included, "meta": {"result_count": 2}})
    lines = read(tmp_path, _NEW, other)
    assert [(post.id, post.text, post.time, post.channels) for post in pages] == [
        (post.id, post.text, post.time, post.channels) for post in lines
    ]
    assert [post.channels for post in lines] == [("x",), ("x",)]
    assert lines[0].time is not None


@pytest.mark.parametrize(
    "tweet",
    [
        {**_NEW, "text": "Oil the …", "note_tweet": {"text": "Oil the chain &amp; wipe it."}},
        {**_OLD, "text": "Oil the …", "extended_tweet": {"full_text": "Oil the chain &amp; wipe it."}},
        {**_OLD, "full_text": "Oil the chain &amp; wipe it.", "display_text_range": [0, 26]},
    ],
)
def test_the_whole_text_is_read_without_entities(tmp_path: Path, tweet: dict[str, object]) -> None:
    [post] = read(tmp_path, tweet)
    assert post.text == "Oil the chain & wipe it."
    assert post.origin.quote(14, 20) == "&amp; wipe"
    assert dict(post.record) == tweet


def test_reposts_are_left_out_and_counted(tmp_path: Path) -> None:
    notices: list[Notice] = []
    passed_on = {**_NEW, "text": "RT @bo: Ride.", "referenced_tweets": [{"type": "retweeted", "id": "3"}]}
    as_before = {**_OLD, "full_text": "RT @bo: Ride.", "retweeted_status": {**_OLD, "full_text": "Ride."}}
    assert [post.text for post in read(tmp_path, passed_on, _NEW, as_before, notices=notices)] == ["Oil it."]
    assert [notice.message for notice in notices] == ["left out: reposts (2)"]


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        ({**_NEW, "referenced_tweets": [{"type": "replied_to", "id": "3"}]}, True),
        ({**_NEW, "in_reply_to_user_id": "8", "referenced_tweets": [{"type": "replied_to", "id": "3"}]}, True),
        ({**_NEW, "in_reply_to_user_id": "7", "referenced_tweets": [{"type": "replied_to", "id": "3"}]}, False),
        ({**_NEW, "referenced_tweets": [{"type": "quoted", "id": "3"}]}, False),
        ({**_OLD, "text": "No.", "in_reply_to_status_id": 5, "in_reply_to_user_id": 8}, True),
        ({**_OLD, "text": "Ride.", "in_reply_to_status_id": None, "in_reply_to_user_id": None}, False),
    ],
)
def test_an_answer_to_somebody_is_a_reply_and_a_thread_is_not(
    tmp_path: Path, answer: dict[str, object], *, reply: bool
) -> None:
    assert [post.reply for post in read(tmp_path, answer)] == [reply]
