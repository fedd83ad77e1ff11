from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import helplint

PAGE = """<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title}</title>
<style>* {{ font-family: Georgia; }}</style></head><body><article class="h-entry">
<header>
<h1 class="p-name">{title}</h1>
</header>
{subtitle}<section data-field="body" class="e-content">
<section name="a1" class="section section--body"><div class="section-content">{body}</div></section>
</section>
<footer>{footer}<p>Exported from <a href="https://medium.com">Medium</a> on March 9, 2026.</p></footer>
</article></body></html>
"""
PUBLISHED = (
    '<p class="p-tags">Tagged in <a class="p-tag">Pipes</a>, <a class="p-tag">Winter</a></p>'
    '<p>By <a href="https://medium.com/@mara" class="p-author h-card">Mara Voss</a> on <a href="https://medium.com/p/0a1b2c3d4e5f">'
    '<time class="dt-published" datetime="2026-03-03T08:00:00.123Z">March 3, 2026</time></a>.</p>'
    '<p><a href="https://medium.com/@mara/salt-0a1b2c3d4e5f" class="p-canonical">Canonical link</a></p>'
)
SUBTITLE = '<section data-field="subtitle" class="p-summary">\nIn short\n</section>\n'
NAME = "2026-03-03_Salt-the-step-0a1b2c3d4e5f.html"


def page(**given: str) -> str:
    usual = {"title": "Salt &amp; ice", "subtitle": SUBTITLE, "body": "<p>Salt the step.</p>", "footer": PUBLISHED}
    return PAGE.format(**{**usual, **given})


def post_of(folder: Path, html: str, name: str = NAME) -> helplint.Post:
    (folder / name).write_text(html)
    notices: list[helplint.Notice] = []
    [post] = helplint.read([folder], notices=notices)
    assert notices == []
    return post


def test_a_page_is_its_title_above_its_body(tmp_path: Path) -> None:
    post = post_of(tmp_path, page())
    assert post.text == "Salt & ice\n\nSalt the step."
    assert (post.id, post.channels, post.author, post.reply) == ("0a1b2c3d4e5f", ("blog",), "Mara Voss", False)
    assert (post.time, post.status) == (datetime(2026, 3, 3, 8, tzinfo=UTC), "published")
    assert post.fields == {
        "title": "Salt & ice",
        "subtitle": "In short",
        "tags": "Pipes, Winter",
        "permalink": "https://medium.com/@mara/salt-0a1b2c3d4e5f",
    }
    start = post.text.index("Salt the step")
    place = post.origin.place(post.text, start, start + 13)
    assert place is not None
    assert page()[slice(*place[:2])] == "Salt the step"


def test_a_title_that_the_body_repeats_is_read_once(tmp_path: Path) -> None:
    body = '<h3 class="graf graf--h3 graf--title">Salt &amp; ice</h3><p>Salt the step.</p>'
    assert post_of(tmp_path, page(body=body, subtitle="")).text == "Salt & ice\n\nSalt the step."


def test_a_response_is_a_reply(tmp_path: Path) -> None:
    post = post_of(tmp_path, page(title="Salt works", body="<p>Salt works, we tried.</p>", subtitle=""))
    assert (post.text, post.reply) == ("Salt works, we tried.", True)


def test_a_draft_has_no_day_yet(tmp_path: Path) -> None:
    post = post_of(tmp_path, page(footer=""), "draft_Salt-the-step-0a1b2c3d4e5f.html")
    assert (post.status, post.time, post.author) == ("draft", None, None)


def test_of_a_whole_export_nothing_but_the_posts_is_read(tmp_path: Path) -> None:
    for name in ("posts", "claps", "highlights", "profile"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.html").write_text("<p>Your archive</p>")
    (tmp_path / "claps" / "claps-0001.html").write_text("<p>Somebody else's post</p>")
    (tmp_path / "profile" / "profile.html").write_text("<p>mara@tidewell.example</p>")
    (tmp_path / "posts" / NAME).write_text(page())
    notices: list[helplint.Notice] = []
    posts = list(helplint.read([tmp_path], notices=notices))
    assert [Path(post.origin.path).name for post in posts] == [NAME]
    assert notices == []


@pytest.mark.parametrize("html", ["", "<article class='h-entry'><h1 class='p-name'>Own site</h1></article>"])
def test_pages_of_other_sites_in_a_folder_are_passed_over(tmp_path: Path, html: str) -> None:
    (tmp_path / "index.html").write_text(html)
    notices: list[helplint.Notice] = []
    assert list(helplint.read([tmp_path], notices=notices)) == []
    assert [notice.kind for notice in notices] == ["note"]
