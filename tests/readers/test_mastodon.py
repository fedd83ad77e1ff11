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

ACTOR = "https://tools.example/users/tidewell"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def toot(content: Any, *, to: Any = (PUBLIC,), cc: Any = (f"{ACTOR}/followers",), **more: Any) -> dict[str, Any]:
    return {
        "id": f"{ACTOR}/statuses/7/activity",
        "type": "Create",
        "actor": ACTOR,
        "published": "2026-03-01T09:30:05Z",
        "to": to,
        "cc": cc,
        "object": {
            "id": f"{ACTOR}/statuses/7",
            "type": "Note",
            "summary": None,
            "inReplyTo": None,
            "published": "2026-03-01T09:30:05Z",
            "url": "https://tools.example/@tidewell/7",
            "content": content,
            "contentMap": {"en": content},
            "attachment": [],
        }
        | more,
    }


def outbox(*items: Any) -> str:
    listed = json.dumps(items)
    return (
        '{"@context": [], "id": "outbox.json", "type": "OrderedCollection", "totalItems": 99, "orderedItems": [], '
        f'"orderedItems": {listed}}}'
    )


def read(folder: Path, *items: Any, notices: list[Notice] | None = None) -> list[Post]:
    (folder / "outbox.json").write_text(outbox(*items), encoding="utf-8")
    return list(helplint.read([folder / "outbox.json"], notices=notices))


def test_a_toot(tmp_path: Path) -> None:
    [post] = read(tmp_path, toot("<p>Dry the joint &amp; look.</p><p>Then<br />wait.</p>"))
    assert post.text == "Dry the joint & look.\n\nThen\nwait."
    assert (post.id, post.channels, post.author) == ("7", ("mastodon",), "@tidewell@tools.example")
    assert (post.time, post.reply) == (datetime(2026, 3, 1, 9, 30, 5, tzinfo=UTC), False)
    assert post.fields == {"language": "en", "permalink": "https://tools.example/@tidewell/7"}
    assert str(post.origin.position(post.text, 0)) == "record 1, content"


LINK = (
    '<p>See <a href="https://tidewell.example/hoses/how-to" rel="nofollow noopener" target="_blank">'
    '<span class="invisible">https://</span><span class="ellipsis">tidewell.example/hoses/</span>'
    '<span class="invisible">how-to</span></a></p>'
)


def test_a_link_that_is_cut_for_show_is_whole(tmp_path: Path) -> None:
    assert [post.text for post in read(tmp_path, toot(LINK))] == ["See https://tidewell.example/hoses/how-to"]


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"summary": "Leaks, again"}, {"content warning": "Leaks, again"}),
        ({"type": "Question", "oneOf": [{"name": "One year"}, {"name": "Five"}]}, {"poll": "One year\nFive"}),
        ({"type": "Question", "anyOf": [{"name": "Tap"}]}, {"poll": "Tap"}),
        (
            {
                "attachment": [
                    {"mediaType": "image/png", "url": "/media/hose.png", "name": "A split\nhose."},
                    {"mediaType": "image/png", "url": "/media/tap.png", "name": None},
                    {"mediaType": "video/mp4", "url": "/media/tap.mp4", "name": None},
                ]
            },
            {"media": "/media/hose.png\n/media/tap.png", "alt": "A split hose.\n"},
        ),
        ({"contentMap": {"de": "x"}}, {"language": "de"}),
    ],
)
def test_what_belongs_to_it_is_kept_in_fields(tmp_path: Path, more: dict[str, Any], fields: dict[str, str]) -> None:
    [post] = read(tmp_path, toot("<p>How old is the hose behind your machine?</p>", **more))
    assert post.fields == {"language": "en", "permalink": "https://tools.example/@tidewell/7"} | fields


@pytest.mark.parametrize(
    ("answered", "reply"),
    [(None, False), ("https://other.example/users/bo/statuses/1", True), (f"{ACTOR}/statuses/6", False)],
)
def test_a_reply_answers_somebody_else(tmp_path: Path, answered: str | None, reply: bool) -> None:  # noqa: FBT001
    assert [post.reply for post in read(tmp_path, toot("<p>Tighten the nut.</p>", inReplyTo=answered))] == [reply]


def test_what_is_not_public_or_not_theirs_is_counted(tmp_path: Path) -> None:
    notices: list[Notice] = []
    items = [
        toot("<p>Everybody.</p>"),
        toot("<p>Quietly.</p>", to=[f"{ACTOR}/followers"], cc=[PUBLIC]),
        toot("<p>Followers.</p>", to=[f"{ACTOR}/followers"], cc=[]),
        toot("<p>You and me.</p>", to=["https://other.example/users/bo"], cc=[]),
        toot("<p>Only me.</p>", to=ACTOR, cc=None),
        {"type": "Announce", "actor": ACTOR, "object": "https://other.example/1", "to": [PUBLIC]},
    ]
    assert [post.text for post in read(tmp_path, *items, notices=notices)] == ["Everybody.", "Quietly."]
    assert [(notice.kind, notice.message) for notice in notices] == [
        ("note", "left out: direct messages (2), followers-only posts (1), reposts (1)")
    ]


def test_a_broken_record_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    notices: list[Notice] = []
    items = [toot("<p>Oil it.</p>"), None, toot(["a"]), toot("<p>Wipe it.</p>")]
    assert [post.origin.record for post in read(tmp_path, *items, notices=notices)] == [1, 4]
    assert [notice.message for notice in notices] == [
        "record 2 cannot be read: it is no object with keys",
        "record 3 cannot be read: “content” is no text",
    ]


def test_of_many_broken_records_the_first_are_told(tmp_path: Path) -> None:
    notices: list[Notice] = []
    assert read(tmp_path, *[3] * 12, notices=notices) == []
    assert len(notices) == 11
    assert notices[-1].message == "2 more records are broken"


def test_a_file_that_breaks_off_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "outbox.json").write_text(outbox(toot("<p>Oil it.</p>"))[:-30])
    with pytest.raises(helplint.HelplintError, match="not valid JSON"):
        list(helplint.read([tmp_path / "outbox.json"]))


def test_of_an_archive_only_the_outbox_is_read(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "archive.zip", "w") as packed:
        packed.writestr("actor.json", json.dumps({"type": "Person", "summary": "We make leak alarms."}))
        packed.writestr("bookmarks.json", json.dumps({"posts": [{"text": "Not ours at all."}]}))
        packed.writestr("outbox.json", outbox(toot("<p>Oil it.</p>")))
    assert [post.text for post in helplint.read([tmp_path / "archive.zip"])] == ["Oil it."]
