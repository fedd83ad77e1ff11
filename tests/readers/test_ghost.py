from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post


def lexical(*children: Any) -> str:
    return json.dumps({"root": {"children": list(children), "type": "root", "version": 1}})


def words(text: str, kind: str = "text") -> dict[str, Any]:
    return {"detail": 0, "text": text, "type": kind, "version": 1}


def block(kind: str, *children: Any) -> dict[str, Any]:
    return {"children": list(children), "type": kind}


LEXICAL = lexical(
    block("heading", words("First")),
    block(
        "paragraph", words("Dry “it”, "), block("link", words("see here")), {"type": "linebreak"}, words("then wait.")
    ),
    block("list", block("listitem", words("Nut")), block("listitem", words("Washer"))),
    {"type": "image", "src": "a.jpg", "alt": "A hose."},
    {"type": "markdown", "markdown": "**Look** again."},
    block("paragraph"),
)
MOBILEDOC = json.dumps(
    {
        "version": "0.3.1",
        "markups": [["strong"]],
        "atoms": [["soft-return", "", {}]],
        "cards": [["image", {"src": "a.jpg"}], ["markdown", {"markdown": "**Look** again."}]],
        "sections": [
            [1, "h2", [[0, [], 0, "First"]]],
            [1, "p", [[0, [], 0, "Dry “it”, "], [0, [0], 1, "see here"], [1, [], 0, 0], [0, [], 0, "then wait."]]],
            [3, "ul", [[[0, [], 0, "Nut"]], [[0, [], 0, "Washer"]]]],
            [10, 0],
            [10, 1],
            [10, 7],
        ],
    }
)
WRITTEN = "First\n\nDry “it”, see here\nthen wait.\n\nNut\nWasher\n\n**Look** again."


def post(**more: Any) -> dict[str, Any]:
    given = {"id": "p1", "title": "", "slug": "drips", "mobiledoc": None, "lexical": None, "html": None, "type": "post"}
    given |= {"status": "published", "published_at": "2026-03-01T09:30:05.000Z", "visibility": "public"}
    return given | more


def export(*posts: Any) -> dict[str, Any]:
    tables = {
        "members": [{"email": "a@b.example", "note": "Not a post."}],
        "posts": list(posts),
        "posts_authors": [
            {"post_id": "p1", "author_id": "u2", "sort_order": 1},
            {"post_id": "p1", "author_id": "u1", "sort_order": 0},
        ],
        "users": [{"id": "u1", "name": "Halima", "email": "h@tidewell.example"}, {"id": "u2", "name": "Bo"}],
    }
    return {"db": [{"meta": {"exported_on": 1772357405000, "version": "5.80.0"}, "data": tables}]}


def read(folder: Path, data: Any, notices: list[Notice] | None = None) -> list[Post]:
    (folder / "blog.json").write_text(json.dumps(data), encoding="utf-8")
    return list(helplint.read([folder / "blog.json"], notices=notices))


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"html": "<p>Dry &amp; look.</p>"}, "Dry & look."),
        ({"title": "On drips", "html": "<p>Dry.</p>"}, "On drips\n\nDry."),
        ({"html": "<p>Dry.</p>", "lexical": LEXICAL}, "Dry."),
        ({"lexical": LEXICAL}, WRITTEN),
        ({"mobiledoc": MOBILEDOC}, WRITTEN),
        ({"title": "On drips", "lexical": LEXICAL}, f"On drips\n\n{WRITTEN}"),
        ({"title": "On drips", "lexical": "{broken"}, "On drips"),
        ({"title": "On drips", "lexical": "[1, 2]"}, "On drips"),
        ({"title": "On drips", "mobiledoc": "[" * 9999}, "On drips"),
    ],
)
def test_the_text_of_a_post(tmp_path: Path, given: dict[str, Any], text: str) -> None:
    [found] = read(tmp_path, export(post(**given)))
    assert found.text == text


@pytest.mark.parametrize("given", [{"lexical": LEXICAL}, {"mobiledoc": MOBILEDOC}])
def test_what_an_editor_wrote_has_its_places(tmp_path: Path, given: dict[str, Any]) -> None:
    [found] = read(tmp_path, export(post(**given, title="On drips")))
    content = (tmp_path / "blog.json").read_text()
    for word in ("On drips", "First", "see here", "then wait", "Nut", "Washer", "again"):
        start = found.text.index(word)
        assert found.origin.place(found.text, start, start + len(word))[:2] == (
            content.index(word),
            content.index(word) + len(word),
        )
    start = found.text.index("“")
    assert found.origin.quote(start, start + 1) == r"\\u201c"


def test_what_else_is_known_of_it(tmp_path: Path) -> None:
    draft = post(id="p2", html="<p>Soon.</p>", status="draft", published_at=None, custom_excerpt="On soon.")
    sent = post(id="p3", html="<p>By mail.</p>", status="sent", published_at=1772357405000)
    first, second, third = read(tmp_path, export(post(html="<p>Dry.</p>"), draft, sent))
    assert (first.id, first.author, first.status, first.channels) == ("p1", "Halima", "published", ("blog",))
    assert first.time == third.time == datetime(2026, 3, 1, 9, 30, 5, tzinfo=UTC)
    assert (second.time, second.status, second.fields["excerpt"]) == (None, "draft", "On soon.")
    assert third.channels == ("newsletter",)
    assert str(first.origin.position(first.text, 0)) == "record 1, html"


def test_what_tools_write_who_move_blogs(tmp_path: Path) -> None:
    data = post(title="On drips", html="<p>Dry.</p>", author={"data": {"name": "Halima"}})
    del data["id"]
    [found] = read(tmp_path, {"posts": [{"url": "https://a.example/drips", "data": data}]})
    assert (found.id, found.text, found.author) == ("https://a.example/drips", "On drips\n\nDry.", "Halima")


def test_pages_are_counted(tmp_path: Path) -> None:
    notices: list[Notice] = []
    assert (
        read(tmp_path, export(post(type="page", html="<p>About.</p>"), post(page=1, html="x"), post()), notices) == []
    )
    assert [notice.message for notice in notices] == ["left out: pages (2), posts without words (1)"]


def test_a_broken_record_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    notices: list[Notice] = []
    posts = read(tmp_path, export(3, post(html={}), post(html="<p>Wipe.</p>")), notices)
    assert [found.text for found in posts] == ["Wipe."]
    assert [notice.message for notice in notices] == [
        "record 1 cannot be read: it is no object with keys",
        "record 2 cannot be read: “html” is no text",
    ]
