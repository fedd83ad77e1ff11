from __future__ import annotations

import io
import zipfile
from datetime import datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helplint
from helplint.readers import docx
from helplint.readers._file import File

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = """<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>"""


def run(text: str, properties: str = "") -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{lines}</w:r>"


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def p(*runs: str, style: str = "") -> str:
    inside = "".join(each if each.startswith("<") else run(each) for each in runs if each)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>' if style else f"<w:p>{inside}</w:p>"


def table(*rows: list[str]) -> str:
    def cell(text: str) -> str:
        inside = text if text.startswith("<") else "".join(map(p, text.split("\n")))
        return f"<w:tc>{inside}</w:tc>"

    written = ("".join(map(cell, row)) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in written)}</w:tbl>"


def document(*blocks: str, head: str = "", space: str = W, styles: str | None = STYLES) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        body = f'<w:document xmlns:w="{space}"><w:body>{"".join(blocks)}<w:sectPr/></w:body></w:document>'
        archive.writestr("word/document.xml", head + body)
        if styles is not None:
            archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{space}">{styles}</w:styles>')
    return buffer.getvalue()


def read(data: bytes, name: str = "plan.docx"):
    file = File.of(name, data, name=name)
    return list(docx.format.read(file)), [notice.message for notice in file.notices]


def test_a_document_is_one_post_with_its_headings():
    posts, notices = read(
        document(p("Kettles", style="Titel"), p("Rinse it."), p(), p("Then ", bold("wait"), ".\nLong."))
    )
    [post] = posts
    assert (post.text, notices) == ("Kettles\nRinse it.\n\nThen wait.\nLong.", [])
    places = [post.origin.position(post.text, post.text.index(word)) for word in ("Kettles", "Rinse", "wait", "Long")]
    assert [str(place) for place in places] == ["paragraph 1", "paragraph 2", "paragraph 4", "paragraph 4, line 2"]
    assert (places[0].line, places[0].byte_column) == (None, None)
    assert post.origin.place(post.text, 0, 3) is None


def test_headings_open_posts_whatever_their_styles_are_called():
    posts, _ = read(
        document(
            p("April", style="Titel"),
            p("LinkedIn", style="berschrift1"),
            p(bold("Status:"), " draft"),
            p(bold("Date"), ": 2026-04-07 09:30"),
            p("Rinse it twice."),
            p(bold("Why: "), "lime keeps the heat out."),
            p("Notes", style="berschrift2"),
            p("Ask Ida."),
            p("Post 2 (X, Bluesky)", style="Own"),
            p("Wait."),
            p("---"),
        )
    )
    assert [(post.text, post.channels) for post in posts] == [
        ("Rinse it twice.\nWhy: lime keeps the heat out.", ("linkedin",)),
        ("Wait.", ("x", "bluesky")),
    ]
    assert (posts[0].status, posts[0].time) == ("draft", datetime(2026, 4, 7, 9, 30))  # noqa: DTZ001
    assert [str(post.origin.position(post.text, 0)) for post in posts] == ["paragraph 5", "paragraph 10"]
    assert str(posts[0].origin.position(posts[0].text, posts[0].text.index("lime"))) == "paragraph 6"


def test_styles_that_are_not_listed_are_told_by_their_ids():
    posts, _ = read(
        document(p("LinkedIn", style="Heading1"), p("One."), p("X", style="Heading1"), p("Two."), styles=None)
    )
    assert [(post.text, post.channel) for post in posts] == [("One.", "linkedin"), ("Two.", "x")]


@pytest.mark.parametrize("between", [[p("---")], [p(), p(), p()], [p(), p("---"), p()]])
def test_posts_are_parted_as_in_plain_text(between):
    posts, _ = read(document(p("One."), p(), p("More."), *between, p("Two.")))
    assert [post.text for post in posts] == ["One.\n\nMore.", "Two."]


def test_a_table_of_copy_in_the_order_of_its_rows():
    plan = table(
        ["Date", "Platform", "Copy", "Status"],
        ["2026-04-07", "LinkedIn", "Rinse the kettle twice,\nthen wait.", "draft"],
        ["2026-04-08", "X", "Clear the gutter before the storm.", "approved"],
    )
    posts, _ = read(document(p("Our plan"), plan, p("End")))
    assert [(post.text, post.channel, post.status) for post in posts] == [
        ("Rinse the kettle twice,\nthen wait.", "linkedin", "draft"),
        ("Clear the gutter before the storm.", "x", "approved"),
    ]
    place = posts[0].origin.position(posts[0].text, posts[0].text.index("then"))
    assert str(place) == "table 1!C2, Copy, line 2"
    assert posts[1].time == datetime(2026, 4, 8)  # noqa: DTZ001


def test_a_table_whose_headings_stand_below_each_other():
    posts, _ = read(
        document(
            table(["Channel", "LinkedIn"], ["Copy", "Rinse it twice."], ["Date", "2026-04-07"]),
            table(["Channel", "X"], ["Copy", "Wait."], ["Date", "2026-04-08"]),
        )
    )
    assert [(post.text, post.channel) for post in posts] == [("Rinse it twice.", "linkedin"), ("Wait.", "x")]
    assert str(posts[1].origin.position("Wait.", 0)) == "table 2!B2, Copy"


def test_merged_cells():
    down = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>", "<w:tcPr><w:vMerge/></w:tcPr>"
    wide = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>"
    plan = table(
        ["Date", "Week", "Platform", "Copy"],
        [down[0] + p("2026-04-07"), "15", "X", "Rinse the kettle twice today."],
        [down[1] + p(), "15", "LinkedIn", "Clear the gutter before the storm."],
        [wide + p("2026-04-09"), "X", "Count the tiles from the street."],
    )
    posts, _ = read(document(plan))
    assert [post.time.day if post.time else None for post in posts] == [7, 7, 9]
    assert posts[2].channel == "x"


def test_a_plan_without_copy_is_passed_over():
    posts, [notice] = read(
        document(p("Plan"), table(["Day", "Action", "Where", "Post"], ["1", "Post it now", "X", "Post 1"]))
    )
    assert posts == []
    assert "passed over: a plan, no column of posts among “Day”" in notice


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f'<w:del w:id="1"><w:r><w:delText>Buy</w:delText><w:t>Buy</w:t></w:r></w:del>{run("Rinse.")}', "Rinse."),
        (f'<w:ins w:id="1">{run("Rinse.")}</w:ins><w:moveFrom>{run("Buy")}</w:moveFrom>', "Rinse."),
        (f'{run("See ")}<w:hyperlink r:id="a" xmlns:r="r">{run("our page")}</w:hyperlink>', "See our page"),
        (
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:cr/><w:t>c</w:t></w:r>",
            "a\tb\N{NON-BREAKING HYPHEN}\nc",
        ),
        (f"<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>{run('Rinse.')}", "Rinse."),
        (f"{run('Buy', '<w:vanish/>')}{run('Rinse.')}", "Rinse."),
        (f"<w:sdt><w:sdtContent>{run('Rinse.')}</w:sdtContent></w:sdt>", "Rinse."),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Rinse.</w:t><w:br w:type='page'/></w:r>", "Rinse."),
        (f"<w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>Status: </w:t></w:r>{run('Rinse.')}", "Status: Rinse."),
        (
            (
                '<a:AlternateContent xmlns:a="http://schemas.openxmlformats.org/markup-compatibility/2006"><a:Choice>'
                f"{run('Rinse.')}</a:Choice><a:Fallback>{run('Rinse.')}</a:Fallback></a:AlternateContent>"
            ),
            "Rinse.",
        ),
    ],
)
def test_a_text_is_as_it_reads_once_all_changes_are_accepted(inside, text):
    [post], _ = read(document(f"<w:p>{inside}</w:p>"))
    assert post.text == text


def test_the_strict_kind_of_the_format():
    [post], _ = read(document(p("Rinse it."), space="http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert post.text == "Rinse it."


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a zip file"),
        (b"hello", "not a zip file"),
        (document(p("One."))[:-40], "not a zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "cannot be read as a document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (document(head=ENTITIES), "cannot be read as a document"),
        (document("<w:p>"), "part word/document.xml is damaged in line 1"),
        (document(p("<w:t>" + "0" * (70 << 20) + "</w:t>")), "250-fold|larger than any"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(data, words):
    with pytest.raises(helplint.HelplintError, match=words):
        read(data)


def test_a_zip_file_without_a_document_is_none():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "hello")
    with pytest.raises(helplint.HelplintError, match="cannot be read as a document"):
        read(buffer.getvalue())


_PARAGRAPHS = st.lists(st.text(st.sampled_from("ab .:\n*-é🫖"), max_size=12), min_size=1, max_size=8)


@given(texts=_PARAGRAPHS, labels=st.lists(st.booleans(), min_size=8, max_size=8))
def test_every_character_knows_its_paragraph_and_line(texts, labels):
    made = [(f"Head {text}:", bold) if label else (text, run) for text, label in zip(texts, labels, strict=False)]
    posts, _ = read(document(*(p(write(text)) for text, write in made)))
    for post in posts:
        for index, character in enumerate(post.text):
            place = post.origin.position(post.text, index)
            assert place.paragraph is not None
            assert place.field_line is not None
            if character != "\n":
                assert character in made[place.paragraph - 1][0].split("\n")[place.field_line - 1]
