from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint.readers._excerpt import Excerpt
from helplint.readers._html import elements_of_classes, places_of, text_of_any, text_of_html, unescaped

_WORD = st.text(st.sampled_from("abcé🚲<>&\"'; #x1"), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<h1>Salt</h1><p>Ice<br/>melts.</p>", "Salt\n\nIce\nmelts."),
        ("one\n  two\tthree", "one two three"),
        ("<ul><li>Rinse<li>Dry</ul>Done", "Rinse\nDry\n\nDone"),
        ("<table><tr><td>Mon</td><td>Open</td></tr><tr><td>Tue</td><td>Shut</td></tr></table>", "Mon Open\nTue Shut"),
        ("<p>a<b>b</b>c <i>d</i></p>", "abc d"),
        ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
        ("<script>x()</script><style>p {}</style><title>T</title>Seen<!-- not seen -->", "Seen"),
        (
            "Fish&nbsp;&amp; chips &#8364;5 &#x1F6B2; &bogus; AT&T R&D; Q&A",
            "Fish\xa0& chips €5 🚲 &bogus; AT&T R&D; Q&A",
        ),
        ("a < b and b > a", "a < b and b > a"),
        ("R&5 &#z; &", "R&5 &#z; &"),
        ("One <!-- never closed", "One"),
        ("One<!doctype x><![CDATA[two]]>", "One"),
        ("One <p class='never closed", "One"),
        ('<p title="a > b" data-x=c>One</p>', "One"),
        ("<script>never closed", ""),
        ("<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph -->", "One."),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_text_is_what_a_reader_sees(html: str, seen: str) -> None:
    assert text_of_html(Excerpt(html, 0)).text == seen


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "color: red; DISPLAY : none !important",
        "visibility:hidden",
        "mso-hide:all",
        "max-height:0px;overflow:hidden",
        "font-size:0",
        "opacity:0;",
    ],
)
def test_the_preview_text_above_a_newsletter_is_hidden(style: str) -> None:
    html = f'<div style="{style}">Open me<p>now</div><p>Rinse it.</p>'
    assert text_of_html(Excerpt(html, 0)).text == "Rinse it."


@pytest.mark.parametrize("style", ["font-size:0.9em", "max-height:05px0", "opacity:0.5", "display:block"])
def test_what_is_only_small_is_seen(style: str) -> None:
    assert text_of_html(Excerpt(f'<p style="{style}">Rinse it.</p>', 0)).text == "Rinse it."


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ('<p style="display:none">No<p>Yes', "Yes"),
        ("<ul><li hidden>No<li>Yes</ul>", "Yes"),
        ("<div><span hidden>No</div>Yes", "Yes"),
        ("<div hidden><div>No</div>No</div>Yes", "Yes"),
        ("<img hidden>Yes<br hidden>", "Yes"),
        ("</p></div>Yes", "Yes"),
    ],
)
def test_what_is_hidden_ends_where_a_browser_ends_it(html: str, seen: str) -> None:
    assert text_of_html(Excerpt(html, 0)).text == seen


def test_older_blog_programs_show_line_ends() -> None:
    html = "One <b>two</b>\nthree.\r\n\r\nFour.\n\n\n\n<ul>\n<li>five</li>\n</ul>"
    assert text_of_html(Excerpt(html, 0), line_ends=True).text == "One two\nthree.\n\nFour.\n\nfive"


@given(words=st.lists(_WORD, min_size=1, max_size=5), shift=st.integers(0, 3))
def test_every_character_knows_where_it_came_from(words: list[str], shift: int) -> None:
    escaped = [word.replace("&", "&amp;").replace("<", "&lt;") for word in words]
    html = "<p>" + "</p>\n<p class='x'>".join(escaped) + "</p>"
    source = "#" * shift + html
    seen = text_of_html(Excerpt(html, shift))
    places = places_of(seen)
    assert len(places) == len(seen.text) + 1
    assert list(places) == sorted(places)
    for character, start, end in zip(seen.text, places, places[1:], strict=False):
        if not character.isspace():
            written = {"&": "&amp;", "<": "&lt;"}.get(character, character)
            assert source[start:end].startswith(written)


def test_the_end_of_an_entity_is_its_semicolon() -> None:
    html = "<b>Fish &amp;</b> x"
    seen = text_of_html(Excerpt(html[:13], 0))
    assert seen.text == "Fish &"
    assert list(places_of(seen))[-1] == html.index("</b>")


def test_offsets_lead_through_those_of_the_html() -> None:
    html = Excerpt.mapped("<p>ab", [10, 12, 14, 16, 18, 20])
    assert list(places_of(text_of_html(html))) == [16, 18, 20]


def test_elements_are_found_by_class_whatever_stands_in_them() -> None:
    page = (
        '<section class="x e-content"><section>One <br> two</section></section><time class="dt" datetime="2026"></time>'
    )
    found = elements_of_classes(page, {"e-content", "dt", "none"})
    assert page[found["e-content"].start : found["e-content"].end] == "<section>One <br> two</section>"
    assert found["dt"].attributes["datetime"] == "2026"
    assert "none" not in found


def test_an_element_that_is_not_closed_ends_with_the_page() -> None:
    page = '<div class="body">One <p>two'
    found = elements_of_classes(page, {"body"})["body"]
    assert page[found.start : found.end] == "One <p>two"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Fish &amp; chips &lt;3 &#x2019;", "Fish & chips <3 \N{RIGHT SINGLE QUOTATION MARK}"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("", ""),
    ],
)
def test_entities_are_resolved_where_nothing_else_is_html(text: str, meant: str) -> None:
    assert unescaped(Excerpt(text, 0)).text == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("one\n\ntwo", "one\n\ntwo"), ("one <b>two</b>\n\nthree", "one two three"), ("1 <2 & 3> 2", "1 <2 & 3> 2")],
)
def test_a_field_is_html_where_it_looks_like_it(text: str, meant: str) -> None:
    assert text_of_any(Excerpt(text, 0)).text == meant


def test_a_deep_page_is_read_in_time() -> None:
    html = "<div>" * 50_000 + "x" + "</b>" * 50_000
    assert text_of_html(Excerpt(html, 0)).text == "x"
