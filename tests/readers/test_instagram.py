from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post


def medium(name: str, title: Any = "", time: int = 1772357405) -> dict[str, Any]:
    return {
        "uri": f"media/posts/202603/{name}",
        "creation_timestamp": time,
        "media_metadata": {"camera_metadata": {"has_camera_metadata": False}},
        "title": title,
        "cross_post_source": {"source_app": "FB"},
    }


def mangled(text: str) -> str:
    return text.encode().decode("latin-1")


def read(folder: Path, data: Any, name: str = "posts_1.json", notices: list[Notice] | None = None) -> list[Post]:
    (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return list(helplint.read([folder / name], notices=notices))


NINE = datetime(2026, 3, 1, 9, 30, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("data", "text", "media"),
    [
        ([{"media": [medium("a.jpg", "Dry the joint.")]}], "Dry the joint.", "a.jpg"),
        (
            [{"media": [medium("a.jpg"), medium("b.jpg")], "title": "Dry both.", "creation_timestamp": 1772357405}],
            "Dry both.",
            "a.jpg\nmedia/posts/202603/b.jpg",
        ),
        ([{"media": [medium("a.jpg", " "), medium("b.mp4", "Look.")]}], "Look.", "a.jpg\nmedia/posts/202603/b.mp4"),
        ({"ig_reels_media": [{"media": [medium("a.mp4", "Dry it.")]}]}, "Dry it.", "a.mp4"),
        ([{"media": [medium("a.jpg", mangled("Café 🚰 “tap”"))]}], "Café 🚰 “tap”", "a.jpg"),
        ([{"media": [medium("a.jpg", "Café “tap”")]}], "Café “tap”", "a.jpg"),
        ([{"media": [medium("a.jpg", "½ inch")]}], "½ inch", "a.jpg"),
    ],
)
def test_the_shapes_it_comes_in(tmp_path: Path, data: Any, text: str, media: str) -> None:
    [post] = read(tmp_path, data)
    assert (post.text, post.channels, post.time) == (text, ("instagram",), NINE)
    assert post.id == f"{tmp_path / 'posts_1.json'}:1"
    assert post.fields == {"media": f"media/posts/202603/{media}"}
    assert str(post.origin.position(post.text, 0)) == "record 1, title"


def test_a_repaired_character_has_the_place_of_its_first_byte(tmp_path: Path) -> None:
    content = json.dumps([{"media": [medium("a.jpg", mangled("Café 🚰 tap"))]}])
    [post] = read(tmp_path, json.loads(content))
    start = post.text.index("🚰")
    assert post.origin.quote(start, start + 1) == r"\u00f0\u009f\u009a\u00b0"
    start = post.text.index("tap")
    assert post.origin.place(post.text, start, start + 3)[:2] == (content.index("tap"), content.index("tap") + 3)


def test_posts_without_a_caption_are_counted(tmp_path: Path) -> None:
    notices: list[Notice] = []
    assert read(tmp_path, [{"media": [medium("a.jpg")]}], notices=notices) == []
    assert [notice.message for notice in notices] == ["left out: posts without words (1)"]


def test_a_broken_record_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    notices: list[Notice] = []
    data = [
        {"media": [medium("a.jpg", "Oil.")]},
        3,
        {"media": [medium("a.jpg", ["x"])]},
        {"media": [medium("b", "Wipe.")]},
    ]
    assert [post.text for post in read(tmp_path, data, notices=notices)] == ["Oil.", "Wipe."]
    assert [notice.message for notice in notices] == [
        "record 2 cannot be read: it is no object with keys",
        "record 3 cannot be read: “title” is no text",
    ]


def test_what_was_taken_down_is_not_read(tmp_path: Path) -> None:
    data = {"ig_archived_post_media": [{"media": [medium("a.jpg", "Old.")]}]}
    with pytest.raises(helplint.HelplintError, match="archived or deleted"):
        read(tmp_path, data, "archived_posts.json")


CHAT = {
    "participants": [{"name": "Halima"}, {"name": "Tidewell"}],
    "messages": [{"sender_name": "Halima", "timestamp_ms": 1772357405000, "content": "This is between us two."}],
}


def test_of_an_export_of_all_three_only_posts_are_read(tmp_path: Path) -> None:
    thread = {"text_post_app_text_posts": [{"media": [medium("", "A thread.")]}]}
    status = [{"timestamp": 1772357405, "data": [{"post": "A status."}], "title": "Tidewell updated its status."}]
    top = "your_instagram_activity"
    with ZipFile(tmp_path / "export.zip", "w") as packed:
        for name, data in {
            f"{top}/media/posts_1.json": [{"media": [medium("a.jpg", "A post.")]}],
            f"{top}/media/reels.json": {"ig_reels_media": [{"media": [medium("a.mp4", "A reel.")]}]},
            f"{top}/media/archived_posts.json": {"ig_archived_post_media": [{"media": [medium("a.jpg", "Old.")]}]},
            f"{top}/media/stories.json": {"ig_stories": [medium("a.jpg", "A story.")]},
            f"{top}/threads/threads_and_replies.json": thread,
            f"{top}/messages/inbox/halima_1/message_1.json": CHAT,
            f"{top}/comments/post_comments_1.json": [{"string_map_data": {"Comment": {"value": "Nice."}}}],
            "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json": status,
            "your_facebook_activity/messages/inbox/bo_2/message_1.json": CHAT,
            "personal_information/notes.json": {"posts": ["A note to oneself."]},
        }.items():
            packed.writestr(name, json.dumps(data))
    notices: list[Notice] = []
    posts = list(helplint.read([tmp_path / "export.zip"], notices=notices))
    assert sorted((post.text, *post.channels) for post in posts) == [
        ("A post.", "instagram"),
        ("A reel.", "instagram"),
        ("A status.", "facebook"),
        ("A thread.", "threads"),
    ]
    assert notices == []


@pytest.mark.parametrize("folder", ["your_instagram_activity/messages/inbox", "messages/inbox", "inbox"])
def test_messages_alone_are_not_read(tmp_path: Path, folder: str) -> None:
    chat = tmp_path / "export" / folder / "halima_1" / "message_1.json"
    chat.parent.mkdir(parents=True)
    chat.write_text(json.dumps(CHAT))
    notices: list[Notice] = []
    assert list(helplint.read([tmp_path / "export"], notices=notices)) == []
    assert [(notice.kind, "ask for your posts as JSON" in notice.message) for notice in notices] == [("note", True)]
    assert list(helplint.read([chat.parent])) == []
    with pytest.raises(helplint.HelplintError, match="private conversation"):
        list(helplint.read([chat]))
