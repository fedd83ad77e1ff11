from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = [
    {"id": "a-1", "secondary_id": "1", "subject": "Salt", "publish_date": "2026-03-03 08:00:00+00:00", "slug": "salt"},
    {"id": "a-2", "secondary_id": "2", "subject": "Ice", "publish_date": "", "slug": "ice"},
]
BODIES = {
    "salt": "<!-- buttondown-editor-mode: fancy --><h2>Salt &amp; ice</h2>\n<p>Salt the <em>step</em>.</p>\n",
    "ice": "<!-- buttondown-editor-mode: plaintext -->\n\n# Ice\n\nWait <!-- not seen --> a *day*.\n",
}


def export(folder: Path, kind: str) -> Path:
    (folder / "emails").mkdir()
    for slug, text in BODIES.items():
        (folder / "emails" / f"{slug}.md").write_text(text)
    if "csv" in kind:
        lines = [",".join(RECORDS[0]), *(",".join(record.values()) for record in RECORDS)]
        (folder / "emails.csv").write_text("\n".join(lines))
    if "json" in kind:
        (folder / "emails.json").write_text(json.dumps(RECORDS))
    (folder / "subscribers.csv").write_text("email,notes\nsomebody@tidewell.example,a note of some words\n")
    return folder


@pytest.mark.parametrize("kind", ["csv", "json", "csv and json"])
def test_a_folder_is_read_as_one_export(tmp_path: Path, kind: str) -> None:
    notices: list[helplint.Notice] = []
    posts = list(helplint.read([export(tmp_path, kind)], notices=notices))
    assert [(post.id, post.text, post.status) for post in posts] == [
        ("a-1", "Salt & ice\n\nSalt the step.", None),
        ("a-2", "# Ice\n\nWait a *day*.", "draft"),
    ]
    assert [post.time for post in posts] == [datetime(2026, 3, 3, 8, tzinfo=UTC), None]
    assert {post.channels for post in posts} == {("newsletter",)}
    assert posts[0].fields == {"subject": "Salt", "slug": "salt"}
    assert posts[0].record["secondary_id"] == "1"
    assert posts[1].origin.path == str(tmp_path / "emails" / "ice.md")
    assert posts[1].origin.position(posts[1].text, 0).line == 3
    assert notices == []


def test_a_project_that_keeps_its_mails_so_is_more_than_an_export(tmp_path: Path) -> None:
    (export(tmp_path, "csv") / "drafts").mkdir()
    (tmp_path / "drafts" / "march.txt").write_text("Rinse it.")
    assert "Rinse it." in [post.text for post in helplint.read([tmp_path])]


def test_the_list_is_enough_to_name(tmp_path: Path) -> None:
    assert len(list(helplint.read([export(tmp_path, "csv") / "emails.csv"]))) == 2


def test_a_body_is_enough_to_name_where_it_names_its_editor(tmp_path: Path) -> None:
    [post] = helplint.read([export(tmp_path, "csv") / "emails" / "salt.md"])
    assert (post.text, post.channels) == ("Salt & ice\n\nSalt the step.", ("newsletter",))


def test_bodies_that_are_missing_are_told(tmp_path: Path) -> None:
    (tmp_path / "emails.json").write_text(json.dumps(RECORDS))
    notices: list[helplint.Notice] = []
    assert list(helplint.read([tmp_path], notices=notices)) == []
    assert ["2 of the e-mails" in notice.message for notice in notices] == [True]


def test_a_list_that_is_cut_off_is_one_error(tmp_path: Path) -> None:
    (export(tmp_path, "json") / "emails.json").write_text(json.dumps(RECORDS)[:-20])
    with pytest.raises(helplint.HelplintError, match="not valid JSON"):
        list(helplint.read([tmp_path]))
