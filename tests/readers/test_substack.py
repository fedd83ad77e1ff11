from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

LIST = """post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url
101.salt,2026-03-03T08:00:00.123Z,TRUE,2026-03-03T08:00:01.000Z,,newsletter,everyone,Salt,&#x201C;Ice&#x201D; first,
102.talk,2026-03-04T08:00:00.123Z,true,,,podcast,only_paid,Talk,,https://tidewell.example/talk.mp3
103.chat,2026-03-05T08:00:00.123Z,true,,,thread,everyone,Chat,,
104.next,2026-03-06T08:00:00.123Z,false,,,newsletter,everyone,Next,,
105.about,2026-03-06T08:00:00.123Z,true,,,page,everyone,About,,
"""
BODIES = {
    "101.salt": "<p>Salt the <em>step</em> &amp; wait.</p>\n<p>Then sweep.</p>",
    "102.talk": "<p>We talk of taps.</p>",
    "104.next": "<p>Not yet out.</p>",
    "105.about": "<p>About us.</p>",
}


def export(folder: Path, prefix: str = "posts/") -> Path:
    (folder / "posts.csv").write_text(LIST)
    for name, html in BODIES.items():
        path = folder / f"{prefix}{name}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(html)
    (folder / "email_list.csv").write_text("email,active_subscription\nsomebody@tidewell.example,true\n")
    (folder / "posts").mkdir(exist_ok=True)
    (folder / "posts" / "101.opens.csv").write_text("post_id,email\n101,somebody@tidewell.example\n")
    return folder


def test_a_folder_is_read_as_one_export(tmp_path: Path) -> None:
    notices: list[helplint.Notice] = []
    posts = list(helplint.read([export(tmp_path)], notices=notices))
    assert [(post.id, post.text, post.status) for post in posts] == [
        ("101.salt", "Salt the step & wait.\n\nThen sweep.", "published"),
        ("102.talk", "We talk of taps.", "published"),
        ("104.next", "Not yet out.", "draft"),
    ]
    assert posts[0].time == datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert posts[2].time is None
    assert {post.channels for post in posts} == {("newsletter",)}
    assert posts[0].fields["title"] == "Salt"
    assert posts[0].fields["subtitle"] == "“Ice” first"
    assert posts[1].fields["audience"] == "only_paid"
    assert posts[1].record["podcast_url"] == "https://tidewell.example/talk.mp3"
    assert [notice.message for notice in notices] == ["left out: chat threads (1), pages (1)"]


def test_findings_stand_in_the_file_of_the_body(tmp_path: Path) -> None:
    post = next(helplint.read([export(tmp_path)]))
    assert post.origin.path == str(tmp_path / "posts" / "101.salt.html")
    position = post.origin.position(post.text, post.text.index("sweep"))
    assert (position.line, position.column) == (2, 9)


@pytest.mark.parametrize("prefix", ["posts/", "", "posts__"])
def test_the_list_is_enough_to_name(tmp_path: Path, prefix: str) -> None:
    posts = list(helplint.read([export(tmp_path, prefix) / "posts.csv"]))
    assert [post.id for post in posts] == ["101.salt", "102.talk", "104.next"]


def test_an_export_is_read_out_of_its_zip_file(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for path in sorted(export(tmp_path / "export").rglob("*")):
            archive.write(path, path.relative_to(tmp_path / "export"))
    posts = list(helplint.read([tmp_path / "export.zip"]))
    assert [post.origin.path for post in posts][:1] == [str(tmp_path / "export.zip") + "/posts/101.salt.html"]
    assert len(posts) == 3


def test_bodies_that_are_missing_are_told(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text(LIST)
    notices: list[helplint.Notice] = []
    assert list(helplint.read([tmp_path / "posts.csv"], notices=notices)) == []
    assert [notice.kind for notice in notices] == ["warning", "note"]
    assert "3 of the posts" in notices[0].message


def test_a_quote_that_is_not_closed_is_an_error_with_its_line(tmp_path: Path) -> None:
    (export(tmp_path) / "posts.csv").write_text(LIST + '106.x,"open')
    with pytest.raises(helplint.HelplintError, match="not closed") as caught:
        list(helplint.read([tmp_path]))
    assert caught.value.notice.line == 7
