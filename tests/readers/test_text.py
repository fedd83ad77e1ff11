from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import helplint

if TYPE_CHECKING:
    from pathlib import Path


def texts_of(folder: Path, content: str, name: str = "draft.txt") -> list[str]:
    path = folder / name
    path.write_bytes(content.encode())
    return [post.text for post in helplint.read([path])]


def test_a_file_is_one_post_whatever_its_paragraphs(tmp_path: Path) -> None:
    content = "Bleed the radiator first.\n\nThen check the pressure.\n\n\nIt should read 1.5 bar.\n"
    assert texts_of(tmp_path, content) == [content.strip()]


def test_a_line_of_three_dashes_parts_posts(tmp_path: Path) -> None:
    assert texts_of(tmp_path, "Bleed it.\n---\nRefill it.\n--- \nWait.") == ["Bleed it.", "Refill it.", "Wait."]


def test_dashes_within_a_line_or_more_of_them_part_nothing(tmp_path: Path) -> None:
    content = "Bleed it --- slowly.\n----\nRefill it."
    assert texts_of(tmp_path, content) == [content]


def test_three_blank_lines_part_posts(tmp_path: Path) -> None:
    assert texts_of(tmp_path, "Bleed it.\n\n \n\nRefill it.\n\n\n\n\nWait.\n\n\n\n") == [
        "Bleed it.",
        "Refill it.",
        "Wait.",
    ]


def test_windows_line_ends_part_posts_too(tmp_path: Path) -> None:
    assert texts_of(tmp_path, "One.\r\n---\r\nTwo.\r\n\r\n\r\n\r\nThree.\r\n") == ["One.", "Two.", "Three."]


def test_each_post_has_its_own_id_and_line(tmp_path: Path) -> None:
    path = tmp_path / "draft.text"
    path.write_text("Bleed it.\n---\n\n  Refill it.\n")
    first, second = helplint.read([path])
    assert first.id != second.id
    assert str(second.origin.position(second.text, 0)) == "line 4"
    assert second.origin.position(second.text, 0).column == 3


def test_the_day_in_the_name_is_the_day_of_the_post(tmp_path: Path) -> None:
    path = tmp_path / "2026-03-31-radiators.txt"
    path.write_text("Bleed it.")
    [post] = helplint.read([path])
    assert (post.time, post.whole_day) == (datetime(2026, 3, 31), True)  # noqa: DTZ001


def test_a_day_that_does_not_exist_is_no_date(tmp_path: Path) -> None:
    path = tmp_path / "2026-02-31-radiators.txt"
    path.write_text("Bleed it.")
    [post] = helplint.read([path])
    assert post.time is None


def test_a_list_of_ids_holds_no_text_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ids.txt"
    path.write_text("1234567890123456789\n1234567890123456790\n")
    notices: list[helplint.Notice] = []
    assert list(helplint.read([path], notices=notices)) == []
    assert [notice.message for notice in notices] == ["passed over: it holds only ids of posts, not their texts"]
