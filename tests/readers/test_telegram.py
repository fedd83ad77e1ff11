from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post


def message(id_: int, text: Any, **more: Any) -> dict[str, Any]:
    given = {"id": id_, "type": "message", "date": "2026-03-01T10:30:05", "date_unixtime": "1772357405"}
    return given | {"from": "Tidewell", "from_id": "channel12", "text": text} | more


def chat(*messages: Any, kind: str = "public_channel", name: str = "Tidewell") -> dict[str, Any]:
    return {"name": name, "type": kind, "id": 12, "messages": list(messages)}


def read(folder: Path, data: Any, notices: list[Notice] | None = None) -> list[Post]:
    (folder / "result.json").write_text(json.dumps(data, indent=1), encoding="utf-8")
    return list(helplint.read([folder / "result.json"], notices=notices))


LINKED = [
    "Look ",
    {"type": "text_link", "text": "here", "href": "https://a.example/"},
    " for ",
    {"type": "bold", "text": "drips"},
]


@pytest.mark.parametrize(
    ("given", "text", "fields"),
    [
        (message(2, "Dry the joint."), "Dry the joint.", {}),
        (message(2, LINKED), "Look here for drips", {"links": "https://a.example/"}),
        (message(2, "A hose.", photo="photos/a.jpg"), "A hose.", {"media": "photos/a.jpg"}),
        (
            message(2, "", poll={"question": "How old is it?", "answers": [{"text": "One"}, {"text": "Five"}]}),
            "How old is it?",
            {"poll": "One\nFive"},
        ),
    ],
)
def test_a_post_of_a_public_channel(tmp_path: Path, given: Any, text: str, fields: dict[str, str]) -> None:
    [post] = read(tmp_path, chat(given))
    assert (post.id, post.text, post.channels, post.author) == ("12/2", text, ("telegram",), "Tidewell")
    assert (post.time, post.fields) == (datetime(2026, 3, 1, 9, 30, 5, tzinfo=UTC), fields)
    assert post.origin.record == 1


def test_pieces_have_their_places(tmp_path: Path) -> None:
    content = json.dumps(chat(message(2, LINKED)), indent=1)
    [post] = read(tmp_path, json.loads(content))
    for word in ("Look", "here", "drips"):
        start = post.text.index(word)
        assert post.origin.place(post.text, start, start + len(word))[:2] == (
            content.index(f'"{word}') + 1,
            content.index(f'"{word}') + 1 + len(word),
        )
    assert str(post.origin.position(post.text, 0)) == "record 1, text"


def test_an_older_export_gives_the_time_without_a_zone(tmp_path: Path) -> None:
    given = message(2, "Dry it.", author="Ada")
    del given["date_unixtime"]
    [post] = read(tmp_path, chat(given))
    assert (post.time, post.author) == (datetime(2026, 3, 1, 10, 30, 5), "Ada")  # noqa: DTZ001 - none is given


def test_what_is_not_public_or_not_theirs_is_counted(tmp_path: Path) -> None:
    notices: list[Notice] = []
    posts = read(
        tmp_path,
        {
            "about": "Here is the data you requested. …",
            "personal_information": {"first_name": "Ada"},
            "contacts": {"list": [{"first_name": "Bo", "text": "Not a post at all."}]},
            "chats": {
                "about": "…",
                "list": [
                    chat(message(1, "Between us."), kind="personal_chat", name="Bo"),
                    chat(
                        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
                        message(2, "Ours."),
                        message(3, "Somebody else's.", forwarded_from="News"),
                        message(4, ""),
                    ),
                    chat(message(1, "Between some."), kind="private_supergroup"),
                ],
            },
        },
        notices,
    )
    assert [(post.text, str(post.origin.position(post.text, 0))) for post in posts] == [("Ours.", "record 2, text")]
    assert [notice.message for notice in notices] == [
        "left out: chats that are no public channel (2), posts without words (1), reposts (1)"
    ]


def test_a_broken_record_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    notices: list[Notice] = []
    posts = read(tmp_path, chat("x", message(3, {"a": 1}), message(4, "Wipe it.")), notices)
    assert [post.text for post in posts] == ["Wipe it."]
    assert [notice.message for notice in notices] == [
        "record 1 cannot be read: it is no object with keys",
        "record 2 cannot be read: “text” is no text",
    ]


def test_of_an_export_only_the_result_is_read(tmp_path: Path) -> None:
    read(tmp_path, chat(message(2, "Ours.")))
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "draft.txt").write_text("What somebody sent.")
    assert [post.text for post in helplint.read([tmp_path])] == ["Ours."]
