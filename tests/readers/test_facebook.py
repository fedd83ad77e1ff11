from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post


def post(text: Any = "Dry the joint.", **more: Any) -> dict[str, Any]:
    return {"timestamp": 1772357405, "data": [{"post": text}], "title": "Tidewell updated its status."} | more


def read(folder: Path, data: Any, name: str = "your_posts_1.json", notices: list[Notice] | None = None) -> list[Post]:
    (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return list(helplint.read([folder / name], notices=notices))


def attached(**data: Any) -> dict[str, Any]:
    return {"attachments": [{"data": [data]}]}


PICTURE = {"uri": "posts/media/hose.jpg", "creation_timestamp": 1772357405, "description": "A split hose."}
TITLE = {"activity": "Tidewell updated its status."}


@pytest.mark.parametrize(
    ("data", "text", "fields"),
    [
        ([post()], "Dry the joint.", TITLE),
        ({"status_updates_v2": [post()]}, "Dry the joint.", TITLE),
        (post(), "Dry the joint.", TITLE),
        ([post(data=[{"update_timestamp": 1772357406}, {"post": "Then look."}])], "Then look.", TITLE),
        ([post("Caf\u00c3\u00a9", title="J\u00c3\u00b8rn wrote.")], "Café", {"activity": "Jørn wrote."}),
        (
            [post(**attached(external_context={"url": "https://a.example/"}))],
            "Dry the joint.",
            TITLE | {"link": "https://a.example/"},
        ),
        ([post(data=[], **attached(media=PICTURE))], "A split hose.", TITLE | {"media": "posts/media/hose.jpg"}),
        ([post(**attached(media=PICTURE))], "Dry the joint.", TITLE | {"media": "posts/media/hose.jpg"}),
    ],
)
def test_the_shapes_it_comes_in(tmp_path: Path, data: Any, text: str, fields: dict[str, str]) -> None:
    [found] = read(tmp_path, data)
    assert (found.text, found.channels, found.fields) == (text, ("facebook",), fields)
    assert found.time == datetime(2026, 3, 1, 9, 30, 5, tzinfo=UTC)
    assert found.origin.record == 1


@pytest.mark.parametrize(
    "name", ["your_posts__check_ins__photos_and_videos_2.json", "profile_posts_1.json", "mine.json"]
)
def test_it_is_told_by_name_or_content(tmp_path: Path, name: str) -> None:
    [found] = read(tmp_path, [post()], name)
    assert found.channels == ("facebook",)


def test_what_facebook_says_is_no_copy(tmp_path: Path) -> None:
    notices: list[Notice] = []
    assert read(tmp_path, [post(data=[])], notices=notices) == []
    assert [notice.message for notice in notices] == ["left out: posts without words (1)"]


def test_a_broken_record_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    notices: list[Notice] = []
    posts = read(tmp_path, [post(), [], post({}), post("Wipe it.", timestamp="soon")], notices=notices)
    assert [(found.text, found.time is None) for found in posts] == [("Dry the joint.", False), ("Wipe it.", True)]
    assert [(notice.kind, notice.message) for notice in notices] == [
        ("error", "record 2 cannot be read: it is no object with keys"),
        ("error", "record 3 cannot be read: “post” is no text"),
        ("warning", "“soon” is no time that can be read, so it is left out"),
    ]
