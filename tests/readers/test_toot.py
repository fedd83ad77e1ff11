from __future__ import annotations

from typing import TYPE_CHECKING

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Post


def posts_of(folder: Path, content: str) -> list[Post]:
    path = folder / "hello.toot"
    path.write_bytes(content.encode())
    return list(helplint.read([path]))


def test_a_toot_goes_to_mastodon(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "Sharpen the spade.\r\n\r\nThen oil it.\r\n")
    assert (post.text, post.channels) == ("Sharpen the spade.\r\n\r\nThen oil it.", ("mastodon",))


def test_there_are_no_threads_and_no_front_matter(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "---\na: b\n---\nSharpen.\n\n---\n\nOil.")
    assert post.text == "---\na: b\n---\nSharpen.\n\n---\n\nOil."


def test_poll_options_have_square_boxes(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "Which first?\n\n[ ] File\n[] Stone\n")
    assert (post.text, post.fields) == ("Which first?", {"poll": "File\nStone"})


def test_round_boxes_are_text(tmp_path: Path) -> None:
    [post] = posts_of(tmp_path, "Which first?\n( ) File\n( ) Stone")
    assert post.text.endswith("( ) Stone")


def test_a_poll_without_a_question_is_no_post(tmp_path: Path) -> None:
    assert posts_of(tmp_path, "[ ] File\n[ ] Stone\n") == []
