from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post


def card(name: Any = "Hoses", desc: Any = "Look at the hose each spring.", **more: Any) -> dict[str, Any]:
    given = {"id": "c1", "closed": False, "desc": desc, "due": None, "idList": "l1", "labels": [], "name": name}
    return given | more


def board(*cards: Any) -> dict[str, Any]:
    return {
        "id": "b1",
        "name": "Calendar",
        "desc": "What we post.",
        "descData": None,
        "closed": False,
        "idOrganization": None,
        "labelNames": {"green": ""},
        "actions": [{"type": "commentCard", "data": {"text": "Shorter, please."}, "memberCreator": {"fullName": "Bo"}}],
        "cards": list(cards),
        "members": [{"fullName": "Bo", "username": "bo"}],
        "lists": [
            {"id": "l1", "name": "Ready", "closed": False},
            {"id": "l2", "name": "LinkedIn", "closed": False},
            {"id": "l3", "name": "Old", "closed": True},
        ],
    }


def read(folder: Path, *cards: Any, notices: list[Notice] | None = None) -> list[Post]:
    (folder / "board.json").write_text(json.dumps(board(*cards)), encoding="utf-8")
    return list(helplint.read([folder / "board.json"], notices=notices))


LABELS = [{"name": "X", "color": "blue"}, {"name": "Urgent"}, {"name": ""}]


@pytest.mark.parametrize(
    ("given", "text", "channels", "fields"),
    [
        (card(), "Look at the hose each spring.", (), {"name": "Hoses", "list": "Ready"}),
        (card(desc=" "), "Hoses", (), {"list": "Ready"}),
        (card(desc="", labels=LABELS), "Hoses", ("x",), {"list": "Ready", "labels": "X, Urgent"}),
        (card(desc="", idList="l2"), "Hoses", ("linkedin",), {"list": "LinkedIn"}),
        (card(desc="", idList="gone"), "Hoses", (), {}),
        (card(desc="", dueComplete=True), "Hoses", (), {"list": "Ready", "due complete": "true"}),
    ],
)
def test_a_card_is_a_post(
    tmp_path: Path, given: Any, text: str, channels: tuple[str, ...], fields: dict[str, str]
) -> None:
    [post] = read(tmp_path, given)
    assert (post.id, post.text, post.channels, post.fields) == ("c1", text, channels, fields)
    assert post.status == fields.get("list")


def test_when_it_is_due_and_where_it_stands(tmp_path: Path) -> None:
    [post] = read(tmp_path, card(due="2026-03-01T09:30:00.000Z"))
    assert post.time == datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    assert str(post.origin.position(post.text, 0)) == "record 1, desc"
    assert post.origin.quote(0, 4) == "Look"


def test_what_is_put_away_is_counted(tmp_path: Path) -> None:
    notices: list[Notice] = []
    cards = [card(closed=True), card(idList="l3"), card(isTemplate=True), card(id="c2")]
    assert [post.id for post in read(tmp_path, *cards, notices=notices)] == ["c2"]
    assert [notice.message for notice in notices] == ["left out: archived cards (2), card templates (1)"]


def test_a_broken_record_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    notices: list[Notice] = []
    posts = read(tmp_path, 3, card(desc=["x"]), card(due="soon"), card(), notices=notices)
    assert [post.time for post in posts] == [None, None]
    assert posts[0].id == "c1"
    assert len({post.id for post in posts}) == 2
    assert [notice.message for notice in notices] == [
        "record 1 cannot be read: it is no object with keys",
        "record 2 cannot be read: “desc” is no text",
        "“soon” is no time that can be read, so it is left out",
    ]
