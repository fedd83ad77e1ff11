from __future__ import annotations

import codecs
import io
import sys
from typing import TYPE_CHECKING

import pytest

import helplint
from helplint.readers import _FORMATS_BY_ENDING, formats

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice

_TEXT = "Café “Sud”: rinse the kettle 🫖\r\ntwice."


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize(
    "data",
    [
        _TEXT.encode(),
        codecs.BOM_UTF8 + _TEXT.encode(),
        codecs.BOM_UTF16_LE + _TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + _TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + _TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + _TEXT.encode("utf-32-be"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"],
)
def test_unicode_is_told_by_its_mark_which_is_no_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    notices: list[Notice] = []
    [post] = helplint.read([path], notices=notices)
    assert (post.text, notices) == (_TEXT, [])
    assert post.origin.position(post.text, 0).column == 1
    assert post.origin.position(post.text, post.text.index("twice")).line == 2


def test_windows_1252_is_read_with_a_warning_at_the_first_odd_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("First line.\nCafé “Sud”.".encode("cp1252"))
    notices: list[Notice] = []
    [post] = helplint.read([path], notices=notices)
    assert post.text == "First line.\nCafé “Sud”."
    assert [(notice.kind, notice.line) for notice in notices] == [("warning", 2)]
    assert "Windows-1252" in notices[0].message


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"one\n\x81\xff two", 2, "encoding that cannot be told"),
        (codecs.BOM_UTF16_LE + b"a\x00\n\x00\x00", 2, "encoding that cannot be told"),
        (codecs.BOM_UTF8 + b"one\ntwo \xff", 2, "encoding that cannot be told"),
        (b"one\ntwo\x00", 2, "a NUL byte"),
        ("without a mark".encode("utf-16-le"), 1, "a NUL byte"),
    ],
)
def test_what_cannot_be_decoded_is_an_error_with_its_line(tmp_path: Path, data: bytes, line: int, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(helplint.HelplintError) as caught:
        list(helplint.read([path]))
    assert (caught.value.notice.path, caught.value.notice.line) == (str(path), line)
    assert words in caught.value.notice.message


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.tweet", "a.csv", "a.json", "a.yaml"])
def test_a_line_of_twenty_megabytes_is_an_error_not_a_post(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = "Rinse the kettle. " * 1_200_000
    head, tail = {"csv": ('text\n"', '"\n'), "json": ('[{"text": "', '"}]')}.get(path.suffix[1:], ("", ""))
    path.write_text(("- text: " if name.endswith("yaml") else head) + text + tail)
    notices: list[Notice] = []
    assert list(helplint.read([path], notices=notices)) == []
    assert [notice.kind for notice in notices] == ["error"]
    assert "21," in notices[0].message


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(helplint.HelplintError, match="cannot be read: No such file") as caught:
        list(helplint.read([tmp_path / "gone.md"]))
    assert caught.value.notice.path == str(tmp_path / "gone.md")


def test_other_files_are_read_after_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.md").write_text("Rinse it.")
    notices: list[Notice] = []
    posts = helplint.read([tmp_path / "a.json", tmp_path / "gone.md", tmp_path / "b.md"], notices=notices)
    assert [post.text for post in posts] == ["Rinse it."]
    assert [notice.kind for notice in notices] == ["error", "error"]


def test_a_format_that_is_not_known_is_passed_over_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpeg"
    path.write_bytes(b"\xff\xd8")
    notices: list[Notice] = []
    assert list(helplint.read([path], notices=notices)) == []
    assert [notice.kind for notice in notices] == ["note"]
    assert "helplint formats" in notices[0].message


def test_an_empty_file_says_that_it_holds_no_post(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"")
    notices: list[Notice] = []
    assert list(helplint.read([path], notices=notices)) == []
    assert [(notice.kind, notice.message) for notice in notices] == [("note", "no post found in it")]


def test_standard_input_is_plain_text_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"Rinse it.\n---\nTwice.\n")
    posts = list(helplint.read(["-"]))
    assert [(post.text, post.origin.path) for post in posts] == [("Rinse it.", "-"), ("Twice.", "-")]


def test_standard_input_is_of_the_format_that_its_name_says(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b'{"id": "a", "text": "Rinse it."}\n')
    [post] = helplint.read(["-"], stdin_filename="posts/2026.jsonl")
    assert (post.id, post.text, post.origin.path) == ("a", "Rinse it.", "-")


def test_posts_come_in_the_order_of_the_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(name)
    assert [post.text for post in helplint.read([tmp_path / "b.txt", str(tmp_path / "a.txt")])] == ["b.txt", "a.txt"]


def test_posts_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Rinse it.")
    posts = helplint.read([tmp_path / "a.md", tmp_path / "gone.md"])
    assert next(posts).text == "Rinse it."


@pytest.mark.parametrize("ending", _FORMATS_BY_ENDING)
def test_of_a_common_ending_all_formats_are_asked_that_may_have_it(ending: str) -> None:
    may = [name for name, each in formats().items() if any(n.endswith(ending) for n in each.suffixes + each.globs)]

    assert list(_FORMATS_BY_ENDING[ending]) == may


def test_formats_say_what_they_are_and_share_no_suffix_without_looking() -> None:
    assert {"csv", "json", "markdown", "text", "toot", "tweet", "yaml"} <= formats().keys()
    unconditional = [suffix for each in formats().values() if each.recognise is None for suffix in each.suffixes]
    assert len(unconditional) == len(set(unconditional))
    assert all(each.summary and suffix.startswith(".") for each in formats().values() for suffix in each.suffixes)
