from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import helplint
from helplint.readers._file import File
from helplint.readers.html import read

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!doctype html>
<html><head><title>March &amp; salt</title><style>p {color: red}</style></head>
<body><div style="display:none;max-height:0">Open me now</div>
<table><tr><td><h1>Salt the step</h1></td></tr><tr><td>Then <b>wait</b>.</td></tr></table>
<script>track()</script></body></html>
"""


def test_a_page_that_is_named_is_one_post(tmp_path: Path) -> None:
    path = tmp_path / "2026-03-03-march.html"
    path.write_text(PAGE)
    [post] = helplint.read([path])
    assert post.text == "Salt the step\n\nThen wait."
    assert (post.fields, post.time, post.whole_day) == ({"title": "March & salt"}, datetime(2026, 3, 3), True)  # noqa: DTZ001
    position = post.origin.position(post.text, post.text.index("wait"))
    assert (position.line, position.column) == (4, 64)


def test_pages_that_a_folder_holds_are_passed_over_unread(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"\x81\xff" + PAGE.encode("utf-16"))
    notices: list[helplint.Notice] = []
    assert list(helplint.read([tmp_path], notices=notices)) == []
    assert [notice.kind for notice in notices] == ["note"]
    assert "name the file itself" in notices[0].message


def test_a_page_without_words_holds_no_post(tmp_path: Path) -> None:
    (tmp_path / "a.htm").write_text("<img src='x.png'>")
    notices: list[helplint.Notice] = []
    assert list(helplint.read([tmp_path / "a.htm"], notices=notices)) == []
    assert [notice.message for notice in notices] == ["no post found in it"]


_PIECES = st.sampled_from([*"ab &;<>/\"'=!-\n[]é🚲", "<p>", "</p>", "<pre>", "&amp;", "<!--", "-->"])


def test_a_comment_says_what_is_not_to_be_reported_below_it(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>Rinse</p>\n<!-- helplint: ignore=hype it is a quotation -->\n<p>it</p>\n\n<p>well.</p>")
    [post] = helplint.read([path])
    [suppression] = post.suppressions
    assert suppression.span is not None
    assert path.read_text()[slice(*suppression.span)] == "<p>it</p>"
    assert post.text == "Rinse\n\nit\n\nwell."


@given(html=st.lists(_PIECES).map("".join))
def test_whatever_a_page_holds_its_characters_are_found_again(html: str) -> None:
    file = File.of("a.html", html.encode(), name="a.html")
    for post in read(file):
        offsets = [post.origin.source_offset(index) for index in range(len(post.text) + 1)]
        assert offsets == sorted(offsets)
        for character, offset in zip(post.text, offsets, strict=False):
            assert character.isspace() or html[offset] in {character, "&"}
