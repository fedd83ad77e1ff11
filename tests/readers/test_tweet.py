from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Post


def posts_of(folder: Path, content: str, name: str = "hello.tweet") -> list[Post]:
    path = folder / name
    path.write_bytes(content.encode())
    return list(helplint.read([path]))


def test_a_plain_tweet_is_trimmed_and_goes_to_x(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "\n  Prune roses above an outward bud.  \n")
    assert (post.text, post.channels, post.reply) == ("Prune roses above an outward bud.", ("x",), False)
    assert (post.origin.position(post.text, 0).line, post.origin.position(post.text, 0).column) == (2, 3)


def test_no_line_end_at_the_end(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "Prune roses.")
    assert post.text == "Prune roses."


def test_an_empty_file_is_no_post(tmp_path: Path) -> None:
    assert posts_of(tmp_path, "") == []


def test_a_thread_is_one_post_a_part(tmp_path: Path) -> None:
    posts = posts_of(tmp_path, "Prune roses.\n\n---\n\nThen feed them.\n--- \t\nWater last.\n")
    assert [(post.text, post.origin.part) for post in posts] == [
        ("Prune roses.", 1),
        ("Then feed them.", 2),
        ("Water last.", 3),
    ]
    assert str(posts[1].origin.position(posts[1].text, 0)) == "line 5, part 2"


def test_a_single_tweet_has_no_part(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "Prune roses.")
    assert post.origin.part is None


def test_front_matter_is_not_text_and_a_reply_is_known(tmp_path: Path) -> None:
    content = "--- \nreply: https://x.example/1\n--- \n\nYes, after the last frost.\n\n---\n\nNot before.\n"
    posts = posts_of(tmp_path, content)
    assert [post.text for post in posts] == ["Yes, after the last frost.", "Not before."]
    assert [post.reply for post in posts] == [True, True]


def test_windows_line_ends(tmp_path: Path) -> None:
    content = "---\r\nmedia:\r\n  - file: rose.png\r\n    alt: A rose\r\n---\r\n\r\nPrune.\r\n\r\n---\r\n\r\nFeed.\r\n"
    first, second = posts_of(tmp_path, content)
    assert (first.text, second.text) == ("Prune.", "Feed.")
    assert first.fields == {"media": "rose.png", "alt": "A rose"}
    assert second.origin.position(second.text, 0).line == 11


def test_a_thread_delimiter_of_its_own_counts_for_one_split(tmp_path: Path) -> None:
    content = '---\nthread-delimiter: "***"\n---\nPrune.\n\n---\n\nStill the first.\n***\nFeed.\n***\nStill the second.'
    assert [post.text for post in posts_of(tmp_path, content)] == [
        "Prune.\n\n---\n\nStill the first.",
        "Feed.\n***\nStill the second.",
    ]


def test_each_part_may_have_front_matter(tmp_path: Path) -> None:
    content = "Prune.\n---\n---\nmedia:\n  - file: feed.png\n---\nFeed.\n"
    first, second = posts_of(tmp_path, content)
    assert (first.text, second.text, second.fields) == ("Prune.", "Feed.", {"media": "feed.png", "alt": ""})


def test_poll_options_at_the_end_are_no_text(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "When do you prune?\n\n( ) March\n() April\n( )  Never\n")
    assert post.text == "When do you prune?"
    assert post.fields["poll"] == "March\nApril\nNever"


def test_a_poll_in_the_front_matter_leaves_the_text_alone(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "---\npoll:\n- March\n- April\n---\nWhen?\n( ) kept\n")
    assert (post.text, post.fields["poll"]) == ("When?\n( ) kept", "March\nApril")


def test_a_retweet_without_words_is_no_post(tmp_path: Path) -> None:
    path = tmp_path / "hello.tweet"
    path.write_text("---\nretweet: https://x.example/1\n---\n")
    notices: list[helplint.Notice] = []
    assert list(helplint.read([path], notices=notices)) == []
    assert [(notice.kind, notice.message) for notice in notices] == [
        ("note", "passed over: a retweet without words of its own")
    ]


def test_a_retweet_with_words_is_a_post(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "---\nretweet: https://x.example/1\n---\nWell said: prune in March.\n")
    assert post.text == "Well said: prune in March."


def test_a_first_line_of_dashes_without_its_pair_is_text(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "---\nPrune roses.\n")
    assert post.text == "---\nPrune roses."


def test_a_schedule_is_its_time(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "---\nschedule: 2026-03-01 09:30\n---\nPrune.\n")
    assert (post.time, post.whole_day) == (datetime(2026, 3, 1, 9, 30), False)  # noqa: DTZ001


def test_the_day_in_the_name_is_its_day(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "Prune.", "2026-03-01-roses.tweet")
    assert (post.time, post.whole_day) == (datetime(2026, 3, 1), True)  # noqa: DTZ001


def test_front_matter_that_is_no_yaml_is_an_error_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(helplint.HelplintError, match=r"must stand in quotes") as caught:
        posts_of(tmp_path, "---\nreply: https://x.example/1\nretweet: @rose\n---\nPrune.\n")
    assert caught.value.notice.line == 3
