from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post


def entry(title: Any, uri: str = "", **more: Any) -> dict[str, Any]:
    return {"media": [{"uri": uri, "creation_timestamp": 1772357405, "title": title} | more]}


def read(folder: Path, *entries: Any, notices: list[Notice] | None = None) -> list[Post]:
    path = folder / "threads_and_replies.json"
    path.write_text(json.dumps({"text_post_app_text_posts": entries}), encoding="utf-8")
    return list(helplint.read([path], notices=notices))


def test_posts_and_replies(tmp_path: Path) -> None:
    notices: list[Notice] = []
    first, second = read(
        tmp_path,
        entry("Dry the joint\u00e2\u0080\u00a6"),
        entry("", "media/a.jpg"),
        entry("Yes, each spring.", "media/b.jpg", text_app_post={"is_reply": True}),
        notices=notices,
    )
    assert (first.text, first.channels, first.reply, first.fields) == ("Dry the joint…", ("threads",), False, {})
    assert first.time == datetime(2026, 3, 1, 9, 30, 5, tzinfo=UTC)
    assert (second.text, second.reply, second.fields) == ("Yes, each spring.", True, {"media": "media/b.jpg"})
    assert str(second.origin.position(second.text, 0)) == "record 3, title"
    assert [notice.message for notice in notices] == ["left out: posts without words (1)"]


def test_a_broken_record_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    notices: list[Notice] = []
    assert [post.text for post in read(tmp_path, entry({}), entry("Wipe it."), notices=notices)] == ["Wipe it."]
    assert [notice.message for notice in notices] == ["record 1 cannot be read: “title” is no text"]
