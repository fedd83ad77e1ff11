from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helplint
from helplint.readers._file import File
from helplint.readers.wxr import read

if TYPE_CHECKING:
    from pathlib import Path

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.7" created="2026-03-10 12:00" -->
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Tidewell</title>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[hk@tidewell.example]]></wp:author_login>
  <wp:author_display_name><![CDATA[Halima Kerr]]></wp:author_display_name></wp:author>
{items}
</channel>
</rss>
"""
ITEM = """<item>
  <title><![CDATA[Fish &amp; <em>chips</em>]]></title>
  <link>https://tidewell.example/?p=7</link>
  <pubDate>Tue, 03 Mar 2026 08:00:00 +0000</pubDate>
  <dc:creator><![CDATA[hk@tidewell.example]]></dc:creator>
  <description></description>
  <content:encoded><![CDATA[{content}]]></content:encoded>
  <excerpt:encoded><![CDATA[<p>Short of it</p>]]></excerpt:encoded>
  <wp:post_id>7</wp:post_id>
  <wp:post_date><![CDATA[2026-03-03 09:00:00]]></wp:post_date>
  <wp:post_date_gmt><![CDATA[{gmt}]]></wp:post_date_gmt>
  <wp:post_name><![CDATA[fish]]></wp:post_name>
  <wp:status><![CDATA[{status}]]></wp:status>
  <wp:post_type><![CDATA[{kind}]]></wp:post_type>
  <wp:post_password><![CDATA[{password}]]></wp:post_password>
  <category domain="category" nicename="news"><![CDATA[News]]></category>
  <category domain="post_tag" nicename="salt"><![CDATA[Salt]]></category>
  <category domain="post_tag" nicename="ice"><![CDATA[Ice]]></category>
  <wp:comment><wp:comment_content><![CDATA[Nobody wants this read]]></wp:comment_content></wp:comment>
</item>
"""


def item(content: str = "<p>Rinse it.</p>", **given: str) -> str:
    usual = {"gmt": "2026-03-03 08:00:00", "status": "publish", "kind": "post", "password": ""}
    return ITEM.format(content=content, **{**usual, **given})


def file_of(items: str) -> File:
    return File.of("site.xml", WXR.format(items=items).encode(), name="site.xml")


def test_a_post_is_its_title_above_its_content() -> None:
    [post] = read(file_of(item()))
    assert post.text == "Fish & chips\n\nRinse it."
    assert (post.id, post.channels, post.author, post.status) == ("7", ("blog",), "Halima Kerr", "published")
    assert post.time == datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert post.fields == {
        "title": "Fish & chips",
        "permalink": "https://tidewell.example/?p=7",
        "excerpt": "Short of it",
        "categories": "News",
        "tags": "Salt, Ice",
    }


def test_what_is_no_post_or_not_public_is_left_out_and_counted() -> None:
    kinds = ["page", "attachment", "attachment", "nav_menu_item", "revision", "wp_template"]
    hidden = [{"status": "private"}, {"password": "salt"}, {"status": "trash"}, {"status": "auto-draft"}]
    file = file_of("".join([*(item(kind=kind) for kind in kinds), *(item(**each) for each in hidden)]))
    assert list(read(file)) == []
    assert file.left_out == {
        "pages": 1,
        "attachments": 2,
        "menu items": 1,
        "revisions": 1,
        "items of other types": 1,
        "private items": 2,
        "items in the trash": 1,
        "automatic drafts": 1,
    }


@pytest.mark.parametrize(
    ("status", "gmt", "shown", "time"),
    [
        ("future", "2026-03-03 08:00:00", "scheduled", datetime(2026, 3, 3, 8, tzinfo=UTC)),
        ("draft", "0000-00-00 00:00:00", "draft", None),
        ("pending", "0000-00-00 00:00:00", "pending", None),
        ("publish", "0000-00-00 00:00:00", "published", datetime(2026, 3, 3, 9)),  # noqa: DTZ001
        ("publish", "", "published", datetime(2026, 3, 3, 9)),  # noqa: DTZ001
    ],
)
def test_drafts_have_no_day_yet(status: str, gmt: str, shown: str, time: datetime | None) -> None:
    [post] = read(file_of(item(status=status, gmt=gmt)))
    assert (post.status, post.time) == (shown, time)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            (
                '<!-- wp:paragraph {"align":"left"} -->\n<p>One\nline.</p>\n<!-- /wp:paragraph -->\n\n'
                "<!-- wp:list --><ul><li>Two</li></ul><!-- /wp:list -->\n\n<!-- wp:more --><!--more--><!-- /wp:more -->"
            ),
            "One line.\n\nTwo",
        ),
        ("One\nline.\n\nNext <b>one</b>.\n<!--more-->\nThird.", "One\nline.\n\nNext one.\nThird."),
        ('[caption id="a" align="left"]<img src="x.png" /> The tap[/caption]\n\nText', "The tap\n\nText"),
        ('[gallery ids="1,2"]Text [sic] and [1] and [contact-form-7 id=3]', "Text [sic] and [1] and"),
        ("[quote]Text[/quote] [x] [/y]", "Text [x]"),
        ("Text [sic]", "Text [sic]"),
        ("[embed]https://tidewell.example/v[/embed]", "https://tidewell.example/v"),
    ],
)
def test_blocks_and_shortcodes_are_no_text(content: str, text: str) -> None:
    [post] = read(file_of(item(content)))
    assert post.text == f"Fish & chips\n\n{text}"


def test_raw_ampersands_in_addresses_and_marks_in_text_do_no_harm() -> None:
    broken = "<item><link>https://a.example/?a=1&b=2</link><wp:post_type>attachment</wp:post_type></item>"
    file = file_of(broken + item("<p>Ends ]]> here</p>"))
    [post] = read(file)
    assert post.text == "Fish & chips\n\nEnds ]]> here"
    assert (post.origin.record, file.left_out, file.notices) == (2, {"attachments": 1}, [])
    place = post.origin.place(post.text, post.text.index("Ends"), len(post.text))
    assert place is not None
    assert file.source.text[slice(*place[:2])] == "Ends ]]> here"


def test_authors_stay_known_where_items_are_broken() -> None:
    file = file_of("<item><title>x</titel></item>" + item())
    [post] = read(file)
    assert post.author == "Halima Kerr"
    assert [notice.kind for notice in file.notices] == ["error"]


def test_a_folder_tells_an_export_from_a_feed(tmp_path: Path) -> None:
    (tmp_path / "site.xml").write_text(WXR.format(items=item() + item(kind="page")))
    notices: list[helplint.Notice] = []
    [post] = helplint.read([tmp_path], notices=notices)
    assert post.status == "published"
    assert [notice.message for notice in notices] == ["left out: pages (1)"]


_TEXT = st.text(st.sampled_from("abc é🚲&<>\"'\n[]"), min_size=1, max_size=30).map(lambda text: f"Start {text} end")


@given(copy=_TEXT, stray=st.booleans(), line_end=st.sampled_from(["\n", "\r\n"]))
def test_any_word_is_found_again(*, copy: str, stray: bool, line_end: str) -> None:
    content = f"<p>{escape(copy, quote=False)}</p>".replace("[", "(").replace("\n", line_end)
    file = file_of("<item><link>a?b&c</link></item>" * stray + item(content))
    [post] = read(file)
    assert post.text.split()[3:] == copy.replace("[", "(").split()
    for word in ("Start", "end"):
        start = post.text.rindex(word)
        place = post.origin.place(post.text, start, start + len(word))
        assert place is not None
        assert file.source.text[slice(*place[:2])] == word
