from __future__ import annotations

import contextlib
import re
from datetime import UTC, datetime, timedelta, timezone
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helplint
from helplint.readers._file import File
from helplint.readers.feed import read

if TYPE_CHECKING:
    from helplint.notice import Notice

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>Tidewell tips</title>
<link>https://tidewell.example/</link>
{items}
</channel>
</rss>
"""
ITEM = """<item>
  <title>Find the stopcock &amp; turn it</title>
  <link>https://tidewell.example/stopcock</link>
  <dc:creator><![CDATA[Halima Kerr]]></dc:creator>
  <pubDate>Tue, 03 Mar 2026 09:00:00 +0100</pubDate>
  <category><![CDATA[Pipes]]></category>
  <category>Winter</category>
  <guid isPermaLink="false">tide-1</guid>
  <description><![CDATA[Know where it is &#8230;]]></description>
  <content:encoded><![CDATA[<p>Know where it is <em>before</em> you need it.</p>
<p>Turn it once a year.</p>]]></content:encoded>
</item>"""
ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"{more}>
  <title>Tidewell tips</title>
  <author><name>Tidewell</name></author>
  <updated>2026-03-05T10:00:00Z</updated>
{entries}
</feed>
"""


def posts_of(text: str, notices: list[Notice] | None = None) -> list[helplint.Post]:
    said: list[Notice] = []
    found = list(read(File.of("a.xml", text.encode(), name="a.xml", notices=said if notices is None else notices)))
    assert notices is not None or not said
    return found


def test_an_rss_item_is_its_title_above_its_body() -> None:
    [post] = posts_of(RSS.format(items=ITEM))
    assert post.text == ("Find the stopcock & turn it\n\nKnow where it is before you need it.\n\nTurn it once a year.")
    assert (post.id, post.channels, post.author) == ("tide-1", ("blog",), "Halima Kerr")
    assert post.time == datetime(2026, 3, 3, 9, tzinfo=timezone(timedelta(hours=1)))
    assert post.fields == {
        "title": "Find the stopcock & turn it",
        "permalink": "https://tidewell.example/stopcock",
        "categories": "Pipes, Winter",
    }


def test_findings_stand_where_the_words_do() -> None:
    source = RSS.format(items=ITEM)
    [post] = posts_of(source)
    for word in ("stopcock", "before", "once a year"):
        start = post.text.index(word)
        place = post.origin.place(post.text, start, start + len(word))
        assert place is not None
        assert source[slice(*place[:2])] == word
        position = post.origin.position(post.text, start)
        line = source.splitlines()[(position.line or 0) - 1]
        assert line[(position.column or 0) - 1 :].startswith(word)
    assert str(post.origin.position(post.text, 0)) == "record 1"


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("<pubDate>Tue, 3 Mar 2026 09:00:00 GMT</pubDate>", datetime(2026, 3, 3, 9, tzinfo=UTC)),
        ("<pubDate>3 Mar 26 09:00 EST</pubDate>", datetime(2026, 3, 3, 14, tzinfo=UTC)),
        ("<dc:date>2026-03-03T09:00:00+02:00</dc:date>", datetime(2026, 3, 3, 7, tzinfo=UTC)),
        ("", None),
    ],
)
def test_dates_are_read_with_their_zone(date: str, time: datetime | None) -> None:
    [post] = posts_of(RSS.format(items=f"<item><title>Rinse it</title>{date}</item>"))
    assert post.time == time


def test_a_date_that_cannot_be_read_is_told_once() -> None:
    notices: list[Notice] = []
    posts = posts_of(RSS.format(items="<item><title>A b</title><pubDate>soon</pubDate></item>" * 3), notices)
    assert [(post.time, post.id) for post in posts] == [(None, "a.xml:1"), (None, "a.xml:2"), (None, "a.xml:3")]
    assert len(notices) == 1
    assert "soon" in notices[0].message


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<title>Only a title</title>", "Only a title"),
        ("<description>Only &lt;b&gt;words&lt;/b&gt;</description>", "Only words"),
        ("<description>Plain &amp;amp; simple\n\nand apart</description>", "Plain & simple\n\nand apart"),
        ("<title>Rinse it</title><description>Rinse it, then dry.</description>", "Rinse it\n\nRinse it, then dry."),
        ("<title>Rinse it</title><description>RINSE it\nThen dry.</description>", "RINSE it\nThen dry."),
        (
            "<title>Rinse it, then dry it</title><description>Rinse it, then dry it.</description>",
            "Rinse it, then dry it.",
        ),
        ("<title>Rinse it, then…</title><description>Rinse it, then dry it.</description>", "Rinse it, then dry it."),
        ("<description>Body</description><title>Behind it</title>", "Body"),
        ("<title><![CDATA[3 < 4 & 5]]></title>", "3 < 4 & 5"),
        ("<title>\n   Rinse\n it \n</title>", "Rinse\n it"),
    ],
)
def test_bodies_of_many_kinds(item: str, text: str) -> None:
    [post] = posts_of(RSS.format(items=f"<item>{item}</item>"))
    assert post.text == text


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("mara@tidewell.example (Mara Voss)", "Mara Voss"),
        ("Mara Voss (mara@tidewell.example)", "Mara Voss"),
        ("Mara Voss", "Mara Voss"),
    ],
)
def test_authors_are_named_without_their_address(author: str, name: str) -> None:
    [post] = posts_of(RSS.format(items=f"<item><title>Rinse it</title><author>{author}</author></item>"))
    assert post.author == name


def test_rss_1_items_stand_beside_the_channel() -> None:
    [post] = posts_of(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:d="http://purl.org/dc/elements/1.1/"><channel><title>Tips</title></channel>'
        "<item><title>Rinse it</title><d:creator>Mara</d:creator><d:date>2026-03-03</d:date></item></rdf:RDF>"
    )
    assert (post.text, post.author, post.time, post.whole_day) == ("Rinse it", "Mara", datetime(2026, 3, 3), True)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<content type="html">&lt;p&gt;Rinse &amp;amp; dry&lt;/p&gt;</content>', "Rinse & dry"),
        (
            (
                '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Rinse <b>&amp;</b></p>'
                "<p>dry</p></div></content>"
            ),
            "Rinse &\n\ndry",
        ),
        ("<content>Rinse &lt;it&gt; &amp;amp;</content>", "Rinse <it> &amp;"),
        ('<summary>Short</summary><content type="html">Rinse</content>', "Rinse"),
        ('<content type="image/png">iVBORw0KGgo=</content><summary>Rinse</summary>', "Rinse"),
        ('<content src="https://tidewell.example/a"/><summary>Rinse</summary>', "Rinse"),
    ],
)
def test_atom_says_what_its_content_is(content: str, text: str) -> None:
    entry = f"<entry><title>Tips</title><id>tag:tide,2026:1</id>{content}</entry>"
    [post] = posts_of(ATOM.format(more="", entries=entry))
    assert post.text == f"Tips\n\n{text}"
    assert (post.id, post.author) == ("tag:tide,2026:1", "Tidewell")


def test_atom_under_a_prefix() -> None:
    [post] = posts_of(
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>Rinse it</a:title>'
        '<a:link rel="self" href="x"/><a:link href="https://tidewell.example/a"/>'
        "<a:published>2026-03-03T09:00:00Z</a:published><a:author><a:name>Mara</a:name></a:author></a:entry></a:feed>"
    )
    assert (post.text, post.author) == ("Rinse it", "Mara")
    assert (post.id, post.time) == ("https://tidewell.example/a", datetime(2026, 3, 3, 9, tzinfo=UTC))


def test_of_a_backup_of_blogger_posts_alone_are_read() -> None:
    kind = '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/g/2005#{}"/>'
    entries = "".join(
        f"<entry>{kind.format(name)}<title>A {name}</title>{more}</entry>"
        for name, more in [
            ("post", "<category term='pipes'/>"),
            ("post", "<app:control><app:draft>yes</app:draft></app:control>"),
            ("comment", "<thr:in-reply-to/>"),
            ("settings", ""),
            ("settings", ""),
        ]
    )
    more = ' xmlns:app="http://purl.org/atom/app#" xmlns:thr="http://purl.org/syndication/thread/1.0"'
    file = File.of("a.xml", ATOM.format(more=more, entries=entries).encode(), name="a.xml")
    posts = list(read(file))
    assert [(post.text, post.status, post.fields.get("categories")) for post in posts] == [
        ("A post", None, "pipes"),
        ("A post", "draft", None),
    ]
    assert file.left_out == {"comments": 1, "settings": 2}


def test_ids_are_given_once() -> None:
    posts = posts_of(RSS.format(items="<item><title>A b</title><guid>g</guid></item>" * 2))
    assert [post.id for post in posts] == ["g", "g (a.xml:2)"]


def test_entities_are_refused() -> None:
    bomb = (
        '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n'
        + RSS.format(items="<item><title>&b;</title></item>").partition("\n")[2]
    )
    with pytest.raises(helplint.HelplintError, match="declares entities"):
        posts_of(bomb)


def test_what_is_nested_without_end_is_refused() -> None:
    with pytest.raises(helplint.HelplintError, match="nested too deep"):
        posts_of(RSS.format(items=f"<item>{'<b>' * 300}{'</b>' * 300}</item>"))


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<title>Fish & chips</title><link>https://a.example/?a=1&b=2</link>", "Fish & chips"),
        ("<title>Fish&nbsp;&amp; chips&eacute;</title>", "Fish\xa0& chipsé"),
        ("<title>3 < 4</title>", "3 < 4"),
        ("<title>Bell \x07 it</title>", "Bell \x07 it"),
        ("<title>Bad &#0; number</title>", "Bad \N{REPLACEMENT CHARACTER} number"),
        ("<title>Ends ]]> here</title>", "Ends ]]> here"),
        ("<content:encoded><![CDATA[<p>a ]]> b</p>]]></content:encoded>", "a ]]> b"),
        (
            "<content:encoded><![CDATA[x <![CDATA[ y ]]> z]]></content:encoded><title>t & t</title>",
            "x <![CDATA[ y ]]> z",
        ),
        ("<!-- a -- b --><title>Rinse & dry</title>", "Rinse & dry"),
        ("<?php echo 1 ?><title>Rinse & dry</title>", "Rinse & dry"),
        ("<link><![CDATA[a&b]]> &</link><title><![CDATA[a]]]]><![CDATA[>b]]></title>", "a]]>b"),
        ("<title>a & b &#x1F6B2;&#8364;</title>", "a & b 🚲€"),
        ("<unknown:thing>x</unknown:thing><title>Rinse it</title>", "Rinse it"),
    ],
)
def test_what_is_not_well_formed_is_read_as_it_is_meant(item: str, text: str) -> None:
    source = RSS.format(items=f"<item>{item}</item><item><title>Next é one</title></item>")
    first, second = posts_of(source)
    assert first.text == text
    assert source[second.origin.source_offset(0) :].startswith("Next é one")


def test_blank_lines_above_the_declaration_do_no_harm() -> None:
    [post] = posts_of("\n\n" + RSS.format(items=ITEM))
    assert post.origin.position(post.text, 0).line == 9


def test_a_broken_item_is_an_error_and_the_others_are_read() -> None:
    items = "<item><title>One é</title></item>\n<item><title>Two</titel></item>\n<item><title>Three</title></item>\n"
    source = RSS.format(items=items + "<item><title>Four")
    notices: list[Notice] = []
    posts = posts_of(source, notices)
    assert [(post.text, post.origin.record) for post in posts] == [("One é", 1), ("Three", 2)]
    assert [post.origin.quote(0, len(post.text)) for post in posts] == ["One é", "Three"]
    assert [(notice.kind, notice.line) for notice in notices] == [("error", 7), ("error", 10)]
    assert "line 7" in notices[0].message


def test_many_broken_items_are_counted() -> None:
    notices: list[Notice] = []
    assert posts_of(RSS.format(items="<item><title>x</item>\n" * 14), notices) == []
    assert len(notices) == 11
    assert notices[-1].message.startswith("4 more")


def test_what_holds_no_item_and_is_broken_is_one_error() -> None:
    with pytest.raises(
        helplint.HelplintError, match="not valid XML: an element is closed that is not the one open"
    ) as caught:
        posts_of('<rss version="2.0">\n<channel></chanel></rss>')
    assert caught.value.notice.line == 2


def test_a_head_that_is_broken_is_one_error() -> None:
    with pytest.raises(helplint.HelplintError, match="not valid XML") as caught:
        posts_of("<rss><channel>\n<title>x</titel><item><title>Rinse it</title></item></channel></rss>")
    assert caught.value.notice.line == 2


@pytest.mark.parametrize("end", ["<![CDATA[never closed", "<!-- never closed", "<?never closed"])
def test_what_is_never_closed_is_an_error_at_its_item(end: str) -> None:
    notices: list[Notice] = []
    posts = posts_of(RSS.format(items=ITEM + f"\n<item><title>{end}</title></item>"), notices)
    assert [post.id for post in posts] == ["tide-1"]
    assert [notice.kind for notice in notices] == ["error"]


def test_names_that_a_far_away_file_would_explain_are_taken_for_those_of_html() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Tidewell//DTD RSS//EN" "https://tidewell.example/rss.dtd">\n'
    [post] = posts_of(doctype + "<rss><channel><item><title>Caf&eacute; news</title></item></channel></rss>")
    assert post.text == "Café news"


@pytest.mark.parametrize("piece", ["<a><![CDATA[x]]> y", "<![CDATA[", "<!--", "<item>", "&", "<"])
def test_broken_files_take_no_longer_than_they_are_long(piece: str) -> None:
    notices: list[Notice] = []
    with contextlib.suppress(helplint.HelplintError):
        assert posts_of(f"<rss>{piece * 20_000}", notices) == []


def test_other_xml_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pom.xml").write_text("<project><item>x y</item></project>")
    (tmp_path / "map.xml").write_text('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>')
    (tmp_path / "feed.xml").write_text(RSS.format(items=ITEM))
    (tmp_path / "more.rss").write_text("<!-- x -->\n<rss><channel><item><title>Rinse it</title></item></channel></rss>")
    notices: list[Notice] = []
    posts = list(helplint.read([tmp_path], notices=notices))
    assert [Path(post.origin.path).name for post in posts] == ["feed.xml", "more.rss"]
    assert [notice.kind for notice in notices] == ["note", "note"]


_TEXT = st.text(st.sampled_from("abc é🚲&<>\"'\n]"), min_size=1, max_size=30).map(lambda text: f"Start {text} end")


@given(
    copies=st.lists(_TEXT, min_size=1, max_size=3),
    cdata=st.booleans(),
    broken=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n"]),
    data=st.data(),
)
def test_any_text_is_found_again(
    *, copies: list[str], cdata: bool, broken: bool, line_end: str, data: st.DataObject
) -> None:
    def written(copy: str) -> str:
        html = f"<p>{escape(copy, quote=False)}</p>"
        return f"<![CDATA[{html}]]>" if cdata else escape(html, quote=False)

    items = "".join(f"<item><description>{written(copy)}</description></item>\n" for copy in copies)
    source = RSS.format(items=items + "<item><link>a?b&c</link></item>" * broken).replace("\n", line_end)
    posts = [post for post in posts_of(source) if post.text]
    assert [post.text for post in posts] == [" ".join(copy.split()) for copy in copies]
    for post in posts:
        start = data.draw(st.integers(0, len(post.text) - 1))
        end = data.draw(st.integers(start + 1, len(post.text)))
        quote = post.origin.quote(start, end)
        assert quote is not None
        meant = unescape(quote) if cdata else unescape(unescape(quote))
        assert re.sub(r"\s+", " ", meant) == post.text[start:end] or post.text[end - 1].isspace()
