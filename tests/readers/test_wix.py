from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint.readers import _format_of
from helplint.readers._file import File
from helplint.readers.wix import read

HEADINGS = [
    "Author",
    "Main Category",
    "Title",
    "Excerpt",
    "ID",
    "Tags",
    "Featured",
    "Slug",
    "Plain Content",
    "Cover Image",
    "Published Date",
    "Categories",
    "Rich Content",
    "Post Page URL",
    "Last Published Date",
    "Internal ID",
]
ROW = {
    "Author": "Mara Voss",
    "Main Category": "Pipes",
    "Title": "Salt",
    "ID": "w-1",
    "Plain Content": "Salt the step.\nThen wait.",
    "Published Date": "2026-03-03T08:00:00Z",
    "Post Page URL": "/post/salt",
}


def text(*words: str) -> list[dict[str, object]]:
    return [{"type": "TEXT", "nodes": [], "textData": {"text": word, "decorations": []}} for word in words]


RICH = {
    "nodes": [
        {"type": "HEADING", "nodes": text("Salt “first”")},
        {"type": "PARAGRAPH", "nodes": text("Then ", "wait", ".\nA day")},
        {"type": "IMAGE", "nodes": [], "imageData": {"altText": "A step"}},
        {
            "type": "BULLETED_LIST",
            "nodes": [{"type": "LIST_ITEM", "nodes": [{"type": "PARAGRAPH", "nodes": text("Ice")}]}],
        },
        {"type": "BUTTON", "nodes": [], "buttonData": {"text": "Read on"}},
    ]
}


def file_of(*rows: dict[str, str]) -> File:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, HEADINGS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return File.of("posts.csv", written.getvalue().encode(), name="posts.csv")


def test_a_post_is_its_title_above_its_plain_text() -> None:
    file = file_of(ROW, {"Title": "Next", "Plain Content": "Not yet."})
    found = _format_of(file)
    assert found is not None
    first, second = found.read(file)
    assert first.text == "Salt\n\nSalt the step.\nThen wait."
    assert (first.id, first.channels, first.author, first.status) == ("w-1", ("blog",), "Mara Voss", "published")
    assert first.time == datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert first.fields == {"Main Category": "Pipes", "Title": "Salt"}
    assert (second.text, second.status, second.time) == ("Next\n\nNot yet.", "draft", None)


def test_rich_text_stands_in_where_the_plain_one_is_missing() -> None:
    [post] = read(file_of({**ROW, "Plain Content": "", "Rich Content": json.dumps(RICH)}))
    assert post.text == "Salt\n\nSalt “first”\n\nThen wait.\nA day\n\nIce\n\nRead on"


@pytest.mark.parametrize(
    "rich", ["", "[]", "{}", '{"nodes": []}', '{"nodes": ' + '[{"nodes": ' * 60 + "[]" + "}]" * 60 + "}"]
)
def test_a_post_without_any_text_is_its_title(rich: str) -> None:
    file = file_of({**ROW, "Plain Content": "", "Rich Content": rich})
    [post] = read(file)
    assert (post.text, file.notices) == ("Salt", [])


def test_rich_text_that_cannot_be_read_is_told() -> None:
    file = file_of({**ROW, "Plain Content": "", "Rich Content": "{not json"})
    [post] = read(file)
    assert post.text == "Salt"
    assert [(notice.kind, notice.line) for notice in file.notices] == [("warning", 2)]


@given(words=st.lists(st.text(st.sampled_from('abé🚲"\\\n,'), min_size=1, max_size=8), min_size=1, max_size=4))
def test_every_character_of_rich_text_is_found_again(words: list[str]) -> None:
    rich = {"nodes": [{"type": "PARAGRAPH", "nodes": text(*words)}]}
    file = file_of({**ROW, "Title": "", "Plain Content": "", "Rich Content": json.dumps(rich, ensure_ascii=False)})
    for post in read(file):
        offsets = [post.origin.source_offset(index) for index in range(len(post.text) + 1)]
        assert offsets == sorted(offsets)
        for character, offset in zip(post.text, offsets, strict=False):
            assert file.source.text[offset] in {character, "\\"}
