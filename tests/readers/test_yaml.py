from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post


def read(folder: Path, content: str, notices: list[Notice] | None = None) -> list[Post]:
    path = folder / "posts.yaml"
    path.write_bytes(content.encode())
    return list(helplint.read([path], notices=notices))


def test_a_list_of_records(tmp_path: Path) -> None:
    content = (
        "- channel: linkedin\n  date: 2026-03-01 09:00\n  text: Sort the seeds by month.\n- text: Label the trays.\n"
    )
    first, second = read(tmp_path, content)
    assert (first.text, first.channels) == ("Sort the seeds by month.", ("linkedin",))
    assert first.time == datetime(2026, 3, 1, 9)  # noqa: DTZ001
    assert str(second.origin.position(second.text, 0)) == "record 2, text"


def test_a_mapping_that_holds_a_list(tmp_path: Path) -> None:
    assert [
        post.text for post in read(tmp_path, "owner: Ann\nposts:\n  - text: Sort them.\n  - text: Sow them.\n")
    ] == [
        "Sort them.",
        "Sow them.",
    ]


def test_lists_by_week_and_by_network(tmp_path: Path) -> None:
    by_week = "weeks:\n- week: 1\n  posts:\n  - text: Sort them.\n- week: 2\n  posts:\n  - text: Sow them.\n"
    assert [post.text for post in read(tmp_path, by_week)] == ["Sort them.", "Sow them."]
    by_network = "linkedin:\n- Sort the seeds.\nx:\n- Sow the seeds.\n"
    assert [(post.text, post.channels) for post in read(tmp_path, by_network)] == [
        ("Sort the seeds.", ("linkedin",)),
        ("Sow the seeds.", ("x",)),
    ]


def test_several_documents(tmp_path: Path) -> None:
    posts = read(tmp_path, "---\n- text: Sort them.\n---\n- text: Sow them.\n")
    assert [(post.text, post.origin.record) for post in posts] == [("Sort them.", 1), ("Sow them.", 2)]


def test_every_style_of_scalar_knows_its_place(tmp_path: Path) -> None:
    content = (
        "- text: plain words\n    over two lines\n"
        '- text: "a \\"quoted\\" caf\\u00e9 \\\n    joined"\n'
        "- text: 'it''s single'\n"
        "- text: |\n    literal\n      deeper\n\n    end\n"
        "- text: >-\n    folded\n    line\n\n    next\n"
        "- text: &note anchored words\n"
        '- text: "kept \\\n\n    apart"\n'
    )
    posts = read(tmp_path, content)
    assert [post.text for post in posts] == [
        "plain words over two lines",
        'a "quoted" café joined',
        "it's single",
        "literal\n  deeper\n\nend",
        "folded line\nnext",
        "anchored words",
        "kept \napart",
    ]
    lines = content.splitlines()
    for post, last_word in zip(posts, ["lines", "joined", "single", "end", "next", "words", "apart"], strict=True):
        position = post.origin.position(post.text, post.text.index(last_word))
        assert position.line is not None
        assert position.column is not None
        assert lines[position.line - 1][position.column - 1 :].startswith(last_word)


def test_a_text_that_begins_with_a_hash_is_empty_and_said_so(tmp_path: Path) -> None:
    notices: list[Notice] = []
    posts = read(tmp_path, "- text: Sow them.\n- date: 2026-03-01\n  text: #gardening starts now\n", notices)
    assert [post.text for post in posts] == ["Sow them."]
    [notice] = notices
    assert (notice.kind, notice.line) == ("warning", 3)
    assert "the text of “text” is empty" in notice.message


def test_a_hashtag_that_yaml_drops_from_the_end_is_said(tmp_path: Path) -> None:
    notices: list[Notice] = []
    [post] = read(tmp_path, "- text: Sow them now #gardening\n", notices)
    assert post.text == "Sow them now"
    assert [(notice.kind, notice.line) for notice in notices] == [("warning", 1)]
    assert "“#gardening” is left out" in notices[0].message


def test_real_comments_are_not_spoken_of(tmp_path: Path) -> None:
    notices: list[Notice] = []
    read(tmp_path, "# our list\n- text: Sow them now # checked by Ann\n  status: ok #done\n", notices)
    assert notices == []


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("- text: fine\n- text: @rose said so\n", 2, "begins with “@” must stand in quotes"),
        ("- text: Hint: sow late\n", 1, "holds a colon and a space must stand in quotes"),
        ('- date: 2026-03-01\n  text: "never closed\n', 2, "the quote that opens here is never closed"),
        ("- text: one\n  text: two\n", 2, "the key “text” stands twice"),
        ("- date: x\n\ttext: one\n", 2, "indented with spaces"),
        ("a: &a x\nposts: [" + "*a, " * 1001 + "]\n", 2, "more than 1,000 aliases"),
        ("posts: " + "[" * 200 + "]" * 200, 1, "nested more than"),
    ],
)
def test_what_is_no_yaml_is_an_error_with_its_line(tmp_path: Path, content: str, line: int, words: str) -> None:
    with pytest.raises(helplint.HelplintError) as caught:
        read(tmp_path, content)
    assert caught.value.notice.line == line
    assert words in caught.value.notice.message


def test_anchors_and_merged_keys(tmp_path: Path) -> None:
    content = (
        "defaults: &all {channel: linkedin, author: Ann}\nposts:\n- <<: *all\n  text: Sort them.\n"
        "- <<: *all\n  channel: x\n  text: Sow them.\n"
    )
    posts = read(tmp_path, content)
    assert [(post.channels, post.author) for post in posts] == [(("linkedin",), "Ann"), (("x",), "Ann")]


def test_an_anchor_that_holds_itself_ends(tmp_path: Path) -> None:
    assert [post.text for post in read(tmp_path, "posts: &p\n- text: Sow them.\n- *p\n")] == ["Sow them."]


def test_a_day_without_a_year_is_no_time(tmp_path: Path) -> None:
    notices: list[Notice] = []
    [post] = read(tmp_path, "tweets:\n- day: 1\n  month: 12\n  hour: 9\n  text: Sow them.\n", notices)
    assert (post.time, notices) == (None, [])


def test_a_day_with_its_year_is_a_time(tmp_path: Path) -> None:
    [post] = read(tmp_path, "- {year: 2026, day: 1, month: 12, hour: 9, text: Sow them.}\n")
    assert post.time == datetime(2026, 12, 1, 9)  # noqa: DTZ001


def test_the_country_norway_and_numbers_stay_text(tmp_path: Path) -> None:
    [post] = read(tmp_path, "- text: Sow them.\n  country: NO\n  count: 012\n  at: 12:30:45\n")
    assert post.fields == {"country": "NO", "count": "012", "at": "12:30:45"}


def test_settings_hold_no_posts(tmp_path: Path) -> None:
    notices: list[Notice] = []
    settings = "name: ci\non: [push]\njobs:\n  test:\n    steps:\n    - name: Check out\n      uses: actions/checkout\n"
    assert read(tmp_path, settings, notices) == []
    assert [(notice.kind, notice.message) for notice in notices] == [("note", "no post found in it")]


def test_a_list_of_strings_under_a_copy_key_is_a_thread(tmp_path: Path) -> None:
    posts = read(tmp_path, "- thread:\n  - Sort the seeds.\n  - Sow the seeds.\n")
    assert [(post.text, post.origin.part) for post in posts] == [("Sort the seeds.", 1), ("Sow the seeds.", 2)]
