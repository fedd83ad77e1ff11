from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post


def read(folder: Path, *items: Any, notices: list[Notice] | None = None, **more: Any) -> list[Post]:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Tidewell", **more, "items": items}
    (folder / "feed.json").write_text(json.dumps(feed), encoding="utf-8")
    return list(helplint.read([folder / "feed.json"], notices=notices))


@pytest.mark.parametrize(
    ("item", "text", "key"),
    [
        ({"id": "1", "content_text": "Dry the joint."}, "Dry the joint.", "content_text"),
        ({"id": "1", "content_html": "<p>Dry &amp; look.</p>"}, "Dry & look.", "content_html"),
        ({"id": "1", "title": "Drips", "content_html": "<p>Dry.</p>"}, "Drips\n\nDry.", "content_html"),
        ({"id": "1", "content_html": "<p>Dry.</p>", "title": "Drips"}, "Dry.", "content_html"),
        (
            {"id": "1", "title": "Dry the  joint", "content_text": "Dry the joint. Look."},
            "Dry the joint. Look.",
            "content_text",
        ),
        ({"id": "1", "title": "Only a title"}, "Only a title", "title"),
        ({"id": "1", "content_text": "Plain.", "content_html": "<p>Rich.</p>"}, "Plain.", "content_text"),
        ({"id": 1, "content_text": "A number."}, "A number.", "content_text"),
    ],
)
def test_what_an_item_says(tmp_path: Path, item: Any, text: str, key: str) -> None:
    [post] = read(tmp_path, item)
    assert (post.id, post.text, post.channels, post.origin.field) == ("1", text, ("blog",), key)


def test_title_and_text_have_their_places(tmp_path: Path) -> None:
    [post] = read(
        tmp_path, {"id": "1", "title": "On drips", "url": "https://a.example", "content_html": "<p>Dry it.</p>"}
    )
    content = (tmp_path / "feed.json").read_text()
    for word in ("drips", "Dry"):
        start = post.text.index(word)
        place = content.index(word)
        assert post.origin.place(post.text, start, start + len(word))[:2] == (place, place + len(word))


def test_time_authors_and_fields(tmp_path: Path) -> None:
    first, second, third = read(
        tmp_path,
        {
            "id": "1",
            "content_text": "One.",
            "date_published": "2026-03-01T10:30:00+01:00",
            "url": "https://a.example/1",
            "external_url": "https://b.example/",
            "summary": "On one.",
            "tags": ["drips", "taps"],
            "authors": [{"name": "Halima"}],
        },
        {"id": "2", "content_text": "Two.", "author": {"name": "Bo"}},
        {"id": "3", "content_text": "Three."},
        author={"name": "Tidewell"},
        language="en-GB",
    )
    assert [post.author for post in (first, second, third)] == ["Halima", "Bo", "Tidewell"]
    assert first.time == datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    assert first.fields == {
        "summary": "On one.",
        "tags": "drips, taps",
        "language": "en-GB",
        "permalink": "https://a.example/1",
        "link": "https://b.example/",
    }


def test_a_broken_record_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    notices: list[Notice] = []
    posts = read(
        tmp_path,
        "x",
        {"id": "1", "content_text": []},
        {"id": "2"},
        {"id": "3", "content_text": "Wipe."},
        notices=notices,
    )
    assert [post.id for post in posts] == ["3"]
    assert [notice.message for notice in notices] == [
        "record 1 cannot be read: it is no object with keys",
        "record 2 cannot be read: “content_text” is no text",
        "left out: posts without words (1)",
    ]
