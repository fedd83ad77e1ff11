from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helplint
from helplint.readers import _format_of
from helplint.readers._file import File
from helplint.readers.beehiiv import read

HEADINGS = [
    "id",
    "web_title",
    "status",
    "audience",
    "content_tags",
    "url",
    "web_subtitle",
    "email_subject_line",
    "email_preview_text",
    "content_html",
    "thumbnail_url",
    "created_at",
]


def file_of(*rows: dict[str, str], delimiter: str = ",") -> File:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, HEADINGS, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return File.of("posts.csv", written.getvalue().encode(), name="posts.csv")


ROW = {
    "id": "b-1",
    "web_title": "Salt",
    "status": "confirmed",
    "audience": "free",
    "web_subtitle": "And ice",
    "email_subject_line": "Salt, quick",
    "email_preview_text": "Before the frost",
    "content_html": '<table><tr id="content-blocks"><td><p>Salt the "step".</p></td></tr></table>',
    "url": "https://tidewell.example/p/salt",
    "created_at": "2026-03-03 08:00:00",
}


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_the_text_is_what_reaches_an_inbox(delimiter: str) -> None:
    file = file_of(ROW, delimiter=delimiter)
    found = _format_of(file)
    assert found is not None
    [post] = found.read(file)
    assert post.text == 'Salt, quick\n\nBefore the frost\n\nSalt the "step".'
    assert (post.id, post.channels, post.status, post.time) == (
        "b-1",
        ("newsletter",),
        "confirmed",
        datetime(2026, 3, 3, 8),  # noqa: DTZ001
    )
    assert post.fields == {"web_title": "Salt", "audience": "free", "web_subtitle": "And ice"}
    assert post.record["url"] == "https://tidewell.example/p/salt"
    assert str(post.origin.position(post.text, 0)) == "row 2"


def test_what_was_not_mailed_has_the_title_it_has_on_the_web() -> None:
    [post] = read(file_of({**ROW, "email_subject_line": "", "email_preview_text": ""}))
    assert post.text == 'Salt\n\nAnd ice\n\nSalt the "step".'


def test_a_quote_that_is_not_closed_is_an_error_with_its_line() -> None:
    file = File.of("posts.csv", ",".join(HEADINGS).encode() + b'\nb-1,"Salt', name="posts.csv")
    with pytest.raises(helplint.HelplintError, match="not closed") as caught:
        list(read(file))
    assert caught.value.notice.line == 2


_COPY = st.text(st.sampled_from("abc é🚲&\"',;\n"), min_size=1, max_size=20).map(lambda text: f"Start {text} end")


@given(subject=_COPY, html=_COPY)
def test_every_word_is_found_again(subject: str, html: str) -> None:
    file = file_of(ROW, {**ROW, "email_subject_line": subject, "content_html": f"<p>{html.replace('&', '&amp;')}</p>"})
    _, post = read(file)
    offsets = [post.origin.source_offset(index) for index in range(len(post.text) + 1)]
    assert offsets == sorted(offsets)
    for character, offset in zip(post.text, offsets, strict=False):
        assert character.isspace() or file.source.text[offset] == character
