from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint.readers._excerpt import Excerpt
from helplint.readers._html import text_of_html
from helplint.readers._html_quick import quick_text

_TAGS = [
    "<p>",
    "</p>",
    "<br>",
    "<br />",
    '<span class="invisible">',
    "</span>",
    '<a href="https://a.example/b">',
    "</a>",
]
_ENTITIES = ["&amp;", "&lt;", "&#39;", "&nbsp;", "amp;"]
_CHARACTERS = [" ", "\n", "\t", "\r", "a", "é🚲", ".", "\u00a0", "\u2028", ";", '"']
_PIECES = st.sampled_from([*_TAGS, *_ENTITIES, *_CHARACTERS])


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_it_gives_what_the_thorough_reading_gives(html: str) -> None:
    assert quick_text(html) == text_of_html(Excerpt(html, 0)).text


@pytest.mark.parametrize(
    "html",
    [
        "a < b",
        "a & b",
        "&am<b></b>p;",
        '<p hidden="">x</p>',
        '<span style="display:none">x</span>',
        "<!-- x -->",
        "\x02",
    ],
)
def test_what_is_not_simple_is_left_to_it(html: str) -> None:
    assert quick_text(html) is None


def test_long_runs_take_no_long_time() -> None:
    assert quick_text("<br> <p>" * 200_000 + "x" + " <br>" * 200_000) == "x"
