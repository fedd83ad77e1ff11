from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helplint

if TYPE_CHECKING:
    from helplint import Post
    from helplint.notice import Notice

ID = "0123456789abcdef0123456789abcdef"
PAGE = """# Kettle

Publish date: December 4, 2026 8:45 AM
Platform: LinkedIn, X
Status: Draft
Owner: Anna Ek
Campaign: Spring care (../Campaigns/Spring%20care%20{id}.md)
Evergreen: No

Rinse it **twice**.

Then wait.
"""


def read(folder: Path, files: dict[str, str], *names: str) -> tuple[list[Post], list[Notice]]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    notices: list[Notice] = []
    posts = list(helplint.read([folder / name for name in names] or [folder], notices=notices))
    return posts, notices


def test_a_page_is_the_post_and_its_properties_say_when_where_and_by_whom(tmp_path):
    [post], notices = read(tmp_path, {f"Kettle {ID}.md": PAGE.format(id=ID)})
    assert (post.text, notices) == ("Rinse it **twice**.\n\nThen wait.", [])
    assert (post.channels, post.author, post.status) == (("linkedin", "x"), "Anna Ek", "Draft")
    assert (post.time, post.whole_day) == (datetime(2026, 12, 4, 8, 45), False)  # noqa: DTZ001
    assert (post.fields["Title"], post.fields["Campaign"], post.fields["Evergreen"]) == ("Kettle", "Spring care", "No")
    assert post.origin.position(post.text, post.text.index("Then")).line == 12
    assert post.origin.quote(0, len(post.text)) == post.text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "# Kettle\n\nTip: descale it before the first frost, since lime keeps the heat out.\n\nTwice.",
            "Tip: descale",
        ),
        ("# Kettle\n\nRinse it.", "Rinse it."),
        ("# \n\nRinse it.", "Rinse it."),
        ("# Kettle\n\n<aside>\nRinse it.\n\n</aside>\n", "Rinse it."),
        (f"# Kettle\n\n[All posts](Posts%20{ID}.csv)\n\nRinse it.\n", "Rinse it."),
        ("# Kettle\r\n\r\nStatus: draft\r\n\r\nRinse it.\r\n", "Rinse it."),
    ],
)
def test_a_page_that_belongs_to_no_database_is_a_draft(tmp_path, content, expected):
    [post], _ = read(tmp_path, {f"Kettle {ID}.md": content})
    assert post.text.startswith(expected)
    assert post.origin.quote(0, len(post.text)) == post.text


@pytest.mark.parametrize(
    "content",
    [
        "# Kettle\n\nPlatform: LinkedIn\nDone: No",
        "# Kettle\n",
        "",
        f"# Content\n\n[Posts](Content/Posts%20{ID}.csv)\n",
        "# @Today\n\nFull date: December 4, 2026 8:45 AM\n",
    ],
)
def test_a_page_without_a_text_is_no_post(tmp_path, content):
    posts, [notice] = read(tmp_path, {f"Kettle {ID}.md": content})
    assert posts == []
    assert "without a text of its own" in notice.message


def test_headings_of_networks_part_a_page(tmp_path):
    content = "# Kettle\n\nStatus: draft\n\n## LinkedIn\n\nRinse it.\n\n## X\n\nWait.\n\n## Notes\n\nAsk Ida.\n"
    posts, _ = read(tmp_path, {f"Kettle {ID}.md": content})
    assert [(post.text, post.channel, post.status) for post in posts] == [
        ("Rinse it.", "linkedin", "draft"),
        ("Wait.", "x", "draft"),
    ]


TABLE = (
    "\ufeffName,Date,Platform,Copy\r\n"
    'Kettle,"December 4, 2026 8:45 AM",LinkedIn,Old words of the kettle.\r\n'
    'Gutter,"December 5, 2026","Facebook","Clear it, then\nlook again."\r\n'
    "Roof,,X,Count the tiles.\r\n"
)


@pytest.mark.parametrize("folder", ["Posts", f"Posts {ID}"])
def test_a_row_with_a_text_on_its_page_is_read_once_and_the_others_from_the_table(tmp_path, folder):
    files = {
        f"Posts {ID}.csv": "Name,Date\nKettle,2026\n",
        f"Posts {ID}_all.csv": TABLE,
        f"{folder}/Kettle {ID}.md": "# Kettle\n\nPlatform: LinkedIn\n\nRinse it twice.\n",
        f"{folder}/Gutter {ID}.md": "# Gutter\n\nPlatform: Facebook\n",
    }
    posts, notices = read(tmp_path, files)
    assert sorted((post.text, post.channel) for post in posts) == [
        ("Clear it, then\nlook again.", "facebook"),
        ("Count the tiles.", "x"),
        ("Rinse it twice.", "linkedin"),
    ]
    assert {notice.kind for notice in notices} == {"note"}
    [gutter] = [post for post in posts if post.channel == "facebook"]
    assert str(gutter.origin.position(gutter.text, 0)) == "row 3, Copy"


def test_of_rows_of_one_name_the_one_that_agrees_has_the_page(tmp_path):
    files = {
        f"Posts {ID}_all.csv": "Name,Platform,Copy\nKettle,X,Wait.\nKettle,LinkedIn,Old.\n",
        f"Posts/Kettle 1{ID[1:]}.md": "# Kettle\n\nPlatform: X\n",
        f"Posts/Kettle {ID}.md": "# Kettle\n\nPlatform: LinkedIn\n\nRinse it twice.\n",
    }
    posts, _ = read(tmp_path, files)
    assert {(post.text, post.channel) for post in posts} == {("Wait.", "x"), ("Rinse it twice.", "linkedin")}


def test_a_table_without_copy_is_as_it_should_be_where_the_pages_hold_it(tmp_path):
    files = {
        f"Posts {ID}_all.csv": "Name,Platform\nKettle,LinkedIn\n",
        f"Posts/Kettle {ID}.md": "# Kettle\n\nPlatform: LinkedIn\n\nRinse it twice.\n",
    }
    posts, notices = read(tmp_path, files)
    assert [post.text for post in posts] == ["Rinse it twice."]
    assert [notice.message for notice in notices] == ["no post found in it"]


def test_a_table_named_alone_says_that_pages_hold_more(tmp_path):
    files = {f"Posts {ID}_all.csv": TABLE, f"Posts/Kettle {ID}.md": "# Kettle\n\nPlatform: LinkedIn\n\nRinse it.\n"}
    posts, [notice] = read(tmp_path, files, f"Posts {ID}_all.csv")
    assert len(posts) == 2
    assert "1 row has a text on a page" in notice.message


def test_a_broken_page_is_said_once_and_its_row_is_read(tmp_path):
    page = tmp_path / f"Posts/Kettle {ID}.md"
    page.parent.mkdir()
    page.write_bytes(b"# Kettle\n\n\x00")
    posts, notices = read(tmp_path, {f"Posts {ID}_all.csv": TABLE})
    assert len(posts) == 3
    assert [notice.path for notice in notices] == [str(page)]


def test_the_export_is_read_as_it_is_downloaded(tmp_path):
    part, export = io.BytesIO(), tmp_path / "Export-1f.zip"
    with zipfile.ZipFile(part, "w") as archive:
        archive.writestr(f"Content {ID}.md", f"# Content\n\n[Posts](Content/Posts%20{ID}.csv)\n")
        archive.writestr(f"Content/Posts {ID}.csv", "\ufeffName\r\nKettle\r\n")
        archive.writestr(f"Content/Posts {ID}_all.csv", TABLE)
        archive.writestr(f"Content/Posts/Kettle {ID}.md", PAGE.format(id=ID))
    with zipfile.ZipFile(export, "w") as archive:
        archive.writestr("Export-1f-Part-1.zip", part.getvalue())
    posts, notices = read(tmp_path, {}, export.name)
    assert [post.text.split()[0] for post in posts] == ["Clear", "Count", "Rinse"]
    assert posts[0].origin.path == str(export / "Export-1f-Part-1.zip" / f"Content/Posts {ID}_all.csv")
    assert [notice.kind for notice in notices] == ["note", "note"]


@given(body=st.text(st.sampled_from("ab .:\n-é🫖"), min_size=1, max_size=60))
def test_every_character_of_a_page_knows_its_place(tmp_path_factory, body):
    folder = Path(tmp_path_factory.mktemp("notion"))
    posts, _ = read(folder, {f"Kettle {ID}.md": f"# Kettle\n\nStatus: draft\nOwner: Ida\n\nIt {body} is"})
    assert posts
    for post in posts:
        for index, character in enumerate(post.text):
            assert post.origin.quote(index, index + 1) == character
