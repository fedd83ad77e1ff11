from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint.readers import org
from helplint.readers._file import File

PLAN = """#+TITLE: Spring
#+AUTHOR: Ida Berg
#+TODO: IDEA | SENT
* Week 1                                                     :linkedin:
What we do this week.
** TODO [#A] Kettle care
SCHEDULED: <2026-03-01 Sun 09:00 +1w>
:PROPERTIES:
:ID:       kettle
:Owner:    Anna Ek
:END:
Rinse it [[https://web.example/kettle][twice]].

# not this
- Then [[wait]].
*** A detail
Use vinegar.
** IDEA Clear the gutter <2026-03-02 Mon>                    :x:bluesky:
** Notes
Ask Ida.
** SENT Count the tiles
* CANCELLED Buy a kettle
* COMMENT Not this one
* Old :noexport:
** TODO Never
"""


def read(content: str):
    file = File.of("plan.org", content.encode(), name="plan.org")
    return list(org.format.read(file)), file


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_headlines_are_posts(line_end):
    [kettle, gutter, tiles], file = read(PLAN.replace("\n", line_end))
    assert kettle.text.split(line_end) == ["Rinse it twice.", "", "- Then wait.", "*** A detail", "Use vinegar."]
    assert (kettle.id, kettle.channels, kettle.author, kettle.status) == ("kettle", ("linkedin",), "Anna Ek", "TODO")
    assert (kettle.time, kettle.whole_day) == (datetime(2026, 3, 1, 9), False)  # noqa: DTZ001
    assert kettle.fields["Title"] == "Kettle care"
    assert kettle.origin.position(kettle.text, kettle.text.index("twice")).line == 12
    assert (gutter.text, gutter.channels, gutter.author) == ("Clear the gutter", ("x", "bluesky"), "Ida Berg")
    assert (gutter.time, gutter.whole_day) == (datetime(2026, 3, 2), True)  # noqa: DTZ001
    assert gutter.origin.quote(0, len(gutter.text)) == gutter.text
    assert (tiles.text, tiles.status, tiles.time) == ("Count the tiles", "SENT", None)
    assert file.left_out == {"cancelled posts": 1}


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("* LinkedIn\nRinse it.\n* Post 2 (X)\nWait.\n", ["Rinse it.", "Wait."]),
        ("* Monday\nRinse it.\n* Tuesday\nWait.\n", ["Rinse it.", "Wait."]),
        ("#+FILETAGS: :mastodon:\n* TODO\nRinse it.\n", ["Rinse it."]),
        ("Rinse it.\n\n** no headline of ours\n", ["Rinse it.\n\n** no headline of ours"]),
        ("#+BEGIN_QUOTE\nRinse it.\n#+END_QUOTE\n", ["Rinse it."]),
        ("| [[https://web.example/1][A post]] | 2026-03-01 |\n", []),
        ("#+TITLE: Nothing\n# but a comment\n", []),
        ("", []),
    ],
)
def test_what_is_a_post(content, texts):
    assert [post.text for post in read(content)[0]] == texts


def test_a_table_of_copy():
    content = (
        "#+FILETAGS: :x:\n* Plan\n| Date | Copy |\n|------+------|\n| 2026-03-04 | Rinse the kettle twice today |\n"
        "|------+------|\n| 2026-03-05 | Clear the gutter before the storm |\n"
    )
    posts, _ = read(content)
    assert [(post.text, post.channel) for post in posts] == [
        ("Rinse the kettle twice today", "x"),
        ("Clear the gutter before the storm", "x"),
    ]
    assert posts[1].time == datetime(2026, 3, 5)  # noqa: DTZ001
    assert posts[1].origin.position(posts[1].text, 0).line == 7


_LETTERS = st.sampled_from([*"ab .:*#|[]-<>\n", "é", "🫖", "[[a][b]]", "\n# c\n", "\n** d\n"])


@given(texts=st.lists(st.lists(_LETTERS, max_size=20).map("".join), min_size=1, max_size=3))
def test_every_character_knows_its_place(texts):
    posts, _ = read("".join(f"* TODO Post\nIt {text} is\n" for text in texts))
    assert posts
    for post in posts:
        for index, character in enumerate(post.text):
            assert (post.origin.quote(index, index + 1) or "").startswith(character)


@pytest.mark.parametrize(
    "piece", ["* ", "* a\n", "* TODO\n", "[[", "#+", ":a:", "|", "|-\n", "<2026-03-01 ", " ", ":P:\n"]
)
def test_the_time_grows_with_the_length_alone(piece):
    read("* TODO a " + piece * 3_000)
    read("* TODO a\n" + piece * 3_000)
