"""What a file says is not to be reported: where it may stand, what it is about, and that it is no text of a post."""

from __future__ import annotations

import json
import re
import tempfile
from io import BytesIO
from pathlib import Path
from textwrap import fill

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import helplint
from helplint.suppression import covering


def read(name, content):
    """The posts of a file, and its notices."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        notices = []
        return list(helplint.read([path], notices=notices)), notices


def heard(name, content):
    """The words such as “hurry1” that no suppression is about."""
    posts, notices = read(name, content)
    assert [notice.message for notice in notices] == []
    assert not any("helplint" in post.text for post in posts)
    words = [(post, match) for post in posts for match in re.finditer(r"hurry\d", post.text)]
    return [match[0] for post, match in words if not covering(post.suppressions, post.origin, *match.span())]


HYPE = "<!-- helplint: ignore=hype the customer's own words -->"


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"hurry1 now {HYPE}\nhurry2\n", ["hurry2"]),
        (f"hurry1\n{HYPE} hurry2\nhurry3", ["hurry1", "hurry3"]),
        (f"hurry1\n\n{HYPE}\nhurry2\nhurry3\n\nhurry4", ["hurry1", "hurry4"]),
        (f"hurry1\n\n  {HYPE}  \n\nhurry2\nhurry3\n\nhurry4", ["hurry1", "hurry4"]),
        (f"{HYPE}\n{HYPE}\nhurry1\n\nhurry2", ["hurry2"]),
        (f"{HYPE} {HYPE}\nhurry1\n\nhurry2", ["hurry2"]),
        (f"hurry1\n{HYPE}\nhurry2", ["hurry1"]),
        ("hurry1\n\n<!-- helplint: ignore-file=hype -->\n\nhurry2", []),
        ("hurry1\n\n<!--\nhelplint: ignore=hype,shouting\nfor reasons\n-->\nhurry2\n\nhurry3", ["hurry1", "hurry3"]),
        ("<!-- Helplint ignore = hype -->\nhurry1\n\nhurry2", ["hurry2"]),
        (f"hurry1\n\n{HYPE}", ["hurry1"]),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_comment_is_about_its_line_or_alone_about_what_stands_below(name, content, expected, line_end):
    assert heard(name, content.replace("\n", line_end)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"{HYPE}\n## LinkedIn\nhurry1\n\nhurry2\n\n## X\nhurry3 too\n", ["hurry3"]),
        (f"## LinkedIn\n**Status:** draft\n\n{HYPE}\nhurry1\n\nhurry2\n", ["hurry2"]),
        (f"## LinkedIn\n\n{HYPE}\n\n```text\nhurry1\n\nhurry2\n```\n\n## X\nhurry3 too\n", ["hurry3"]),
        (f"## LinkedIn\n\n> hurry1 {HYPE}\n> hurry2\n", ["hurry2"]),
        (f"{HYPE}\n\n`hurry1`\n\nhurry2\n", ["hurry2"]),
        (f"- hurry1 one\n\n  {HYPE}\n  hurry2\n\n  hurry3\n", ["hurry1", "hurry3"]),
        (
            f"| # | Copy |\n|---|---|\n| 1 | hurry1 these are words {HYPE} |\n| 2 | hurry2 these are words |\n",
            ["hurry2"],
        ),
        (
            "| Copy | helplint |\n|---|---|\n| hurry1 these are words | ignore=hype |\n| hurry2 these are words | |\n",
            ["hurry2"],
        ),
        ("---\nhelplint: ignore=hype its name\n---\nhurry1\n\nhurry2\n", []),
        ("+++\nhelplint = 'ignore=hype its name'\n+++\nhurry1\n", []),
        ('{"helplint": "ignore=hype"}\n\nhurry1\n', []),
        (
            "---\n# helplint: ignore=hype\nlinkedin: hurry1 now\nx: hurry2 now\n---\nhurry3\n",
            ["hurry2", "hurry3"],
        ),
    ],
)
def test_markdown(content, expected):
    assert heard("a.md", content) == expected


def test_a_comment_in_mdx_stands_in_braces():
    said = "{/* helplint: ignore=hype its name */}"
    assert heard("a.mdx", f"{said}\nhurry1\n\nhurry2 {said}\n\n{said}\n\nhurry3\n\nhurry4\n") == ["hurry4"]
    assert read("a.md", said)[0][0].text == said


def test_a_page_of_notion_says_it_among_its_properties():
    assert heard(f"Launch {'0' * 32}.md", "# Launch\n\nStatus: draft\nhelplint: ignore=hype\n\nhurry1\n") == []


def test_fields_below_a_comment_are_fields():
    [post], _ = read("a.md", f"## LinkedIn\n{HYPE}\n**Status:** draft\n\nFix it.\n")
    assert (post.text, post.status) == ("Fix it.", "draft")


def test_what_markdown_shows_as_code_suppresses_nothing():
    [post], notices = read("a.md", f"Write `{HYPE}` above it.\n\n```html\n{HYPE}\n```\n")
    assert post.suppressions == ()
    assert post.text.count(HYPE) == 2
    assert notices == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("# helplint: ignore=hype\n- text: hurry1\n  date: 2026-01-01\n- text: hurry2\n", ["hurry2"]),
        (
            "posts:\n  # helplint: ignore=hype why\n  - date: 2026-01-01\n    text: hurry1\n  - text: hurry2\n",
            ["hurry2"],
        ),
        ("# helplint: ignore=hype\nposts:\n- text: hurry1\n- text: hurry2\n", []),
        ("- text: hurry1 # helplint: ignore=hype\n- text: hurry2\n", ["hurry2"]),
        ("- text: | # helplint: ignore=hype\n    hurry1\n\n    hurry2\n  note: none\n- text: hurry3\n", ["hurry3"]),
        ('- text: "hurry1\n    hurry2" # helplint: ignore=hype\n- text: hurry3\n', ["hurry3"]),
        ("- text: hurry1\n  # helplint: ignore=hype\n  linkedin copy: hurry2 now\n", ["hurry1"]),
        ("- text: hurry1\n# helplint: ignore-file=hype\n- text: hurry2\n", []),
        ("- text: hurry1\n  helplint: ignore=hype why not\n- text: hurry2\n", ["hurry2"]),
        ("- text: hurry1 #helplint: ignore=hype\n", []),
        ("- text: hurry1\n  date: 2026-01-01 # helplint: ignore=hype\n", ["hurry1"]),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_yaml(content, expected, line_end):
    assert heard("a.yaml", content.replace("\n", line_end)) == expected


@pytest.mark.parametrize("style", ["|", ">", '"', "'"])
def test_what_looks_like_a_comment_in_a_yaml_text_is_text(style):
    words = "hurry # helplint: ignore=hype"
    value = f"{style}\n    {words}" if style in "|>" else f"{style}{words}{style}"
    [post], notices = read("a.yaml", f"- text: {value}\n")
    assert (post.text, post.suppressions, notices) == (words, (), [])


def test_a_column_of_a_table():
    content = "Date,helplint,Copy\n2026-01-01,ignore=hype a quote,hurry1\n2026-01-02,,hurry2\n2026-01-03, ,hurry3\n"
    assert heard("a.csv", content) == ["hurry2", "hurry3"]
    assert heard("a.tsv", content.replace(",", "\t")) == ["hurry2", "hurry3"]


def test_a_column_of_a_workbook():
    book = openpyxl.Workbook()
    for row in (["Copy", "Helplint"], ["hurry1", "ignore=hype,shouting a quote"], ["hurry2", None]):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    assert heard("a.xlsx", file.getvalue()) == ["hurry2"]
    [first, _], _ = read("a.xlsx", file.getvalue())
    [suppression] = first.suppressions
    assert suppression.origin.cell == "B2"


def test_a_key_of_a_record():
    records = [{"text": "hurry1", "helplint": "ignore=hype"}, {"text": "hurry2", "helplint": None}]
    assert heard("a.json", json.dumps(records)) == ["hurry2"]
    assert heard("a.jsonl", "\n".join(map(json.dumps, records))) == ["hurry2"]


def test_the_front_matter_of_a_thread():
    content = (
        "---\nhelplint: ignore=shouting\n---\nhurry1\n\n---\n\n---\nhelplint: ignore=hype\n---\nhurry2\n\n---\n\nhurry3"
    )
    posts, notices = read("a.tweet", content)
    names = [[name.text for each in post.suppressions for name in each.names] for post in posts]
    assert names == [["shouting"], ["hype", "shouting"], ["shouting"]]
    assert notices == []


@pytest.mark.parametrize("name", ["a.tweet", "a.toot"])
def test_a_comment_that_would_be_published_is_text_and_says_so(name):
    [post], [notice] = read(name, f"Fix it.\n{HYPE}\n")
    assert post.text == f"Fix it.\n{HYPE}"
    assert post.suppressions == ()
    assert (notice.kind, notice.line) == ("warning", 2)
    assert notice.message.startswith("this comment would be published; ")


@pytest.mark.parametrize(
    ("name", "content", "line", "message"),
    [
        (
            "a.md",
            "Fix\n\n<!-- helplint: off -->\n",
            3,
            "“off” does not say what to ignore; write “ignore=NAME reason” or",
        ),
        ("a.txt", "Fix\n<!-- helplint: ignore -->\n", 2, "“ignore” does not say what to ignore"),
        ("a.yaml", "- text: Fix it # helplint: hype\n", 1, "“hype” does not say what to ignore"),
        (
            "a.csv",
            "Copy,helplint\nFix it,\nFix it,82\n",
            3,
            "“82” does not say what to ignore; write “ignore=NAME reason”,",
        ),
        ("a.csv", "Copy,helplint\nFix it,ignore-file=hype\n", 2, "“ignore-file=hype” does not say what to ignore"),
        ("a.json", '[\n{"text": "Fix it", "helplint": ["hype"]}]', 2, "“helplint” must be a text such as “ignore=hype"),
        ("a.md", "---\nhelplint: true\n---\nFix it.\n", 2, "“true” does not say what to ignore"),
    ],
)
def test_what_says_nothing_to_ignore_is_an_error_with_its_line_and_the_posts_are_read(name, content, line, message):
    posts, [notice] = read(name, content)
    assert posts
    assert (notice.kind, notice.line) == ("error", line)
    assert message in notice.message


_LINES = st.lists(
    st.sampled_from(["Start here.", "é 🚲 end", f"Middle {HYPE} of it", f"At its end {HYPE}", HYPE]), min_size=1
)


@given(_LINES, st.sampled_from(["\n", "\r\n", "\n\n"]), st.sampled_from(["a.md", "a.txt"]))
def test_every_character_around_comments_stands_where_it_is_said_to(lines, line_end, name):
    content = line_end.join(lines)
    posts, _ = read(name, content)
    words = [word for line in lines for word in line.replace(HYPE, "").split()]
    assert [word for post in posts for word in post.text.split()] == words
    for post in posts:
        assert "  " not in post.text
        offsets = [post.origin.source_offset(offset) for offset in range(len(post.text))]
        assert "".join(content[offset] for offset in offsets) == post.text


@given(st.lists(st.sampled_from(["such", "a", "hurry1"]), min_size=1, max_size=30), st.integers(8, 70))
def test_a_comment_above_survives_that_its_paragraph_is_wrapped_anew(words, width):
    content = f"Before.\n\n{HYPE}\n{fill(' '.join([*words, 'hurry1']), width)}\n\nhurry2 after.\n"
    assert heard("a.md", content) == ["hurry2"]
    assert heard("a.txt", content) == ["hurry2"]


@given(st.permutations(range(5)), st.sampled_from(",;\t"))
def test_a_column_survives_that_rows_are_moved(order, delimiter):
    rows = [f"hurry{number}{delimiter}{'ignore=hype' if number % 2 else ''}" for number in range(5)]
    content = "\n".join([f"Copy{delimiter}helplint", *(rows[number] for number in order)])
    assert sorted(heard("a.csv", content)) == ["hurry0", "hurry2", "hurry4"]
