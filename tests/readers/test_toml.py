from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helplint
from helplint.readers import formats, toml
from helplint.readers._file import File

POSTS = '''# Spring
[[post]]
id = "kettle"
date = 2026-03-01T09:00:00+01:00
channel = ["x", "linkedin"]
status = "draft"
text = """
Rinse it twice.
Then wait. \\u00e9 \\
   Long."""

[[post]]
date = 2026-03-02
text = 'Clear the gutter # now'
'''


def read(content: str):
    file = File.of("posts.toml", content.encode(), name="posts.toml")
    return list(toml.format.read(file)), file.notices


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_list_of_posts(line_end):
    [kettle, gutter], notices = read(POSTS.replace("\n", line_end))
    assert (kettle.id, kettle.channels, kettle.status) == ("kettle", ("x", "linkedin"), "draft")
    assert kettle.text == "Rinse it twice.\nThen wait. é Long."
    assert kettle.time is not None
    assert (kettle.time.hour, kettle.time.utcoffset()) == (9, timedelta(hours=1))
    place = kettle.origin.position(kettle.text, kettle.text.index("Then"))
    assert (str(place), place.line, place.column) == ("record 1, text, line 2", 9, 1)
    assert kettle.origin.quote(kettle.text.index("é"), kettle.text.index("é") + 1) == "\\u00e9"
    assert (gutter.text, gutter.time, gutter.whole_day) == ("Clear the gutter # now", datetime(2026, 3, 2), True)  # noqa: DTZ001
    assert gutter.origin.position(gutter.text, 0).line == 14
    assert notices == []


def test_what_holds_no_copy_is_passed_over():
    assert read('[tool]\nname = "a"\ntags = ["one", "two"]\n') == ([], [])


@pytest.mark.parametrize(("name", "known"), [("posts.toml", True), ("pyproject.toml", False), ("Helplint.toml", False)])
def test_settings_are_not_looked_into(name, known):
    recognise = formats()["toml"].recognise
    assert recognise is not None
    assert recognise(File.of(name, b"", name=name)) is known


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('a = 1\ntext = "one', 2, "not valid TOML"),
        ("a = 1\na = 2\n", None, "not valid TOML"),
        ("a = " + "[" * 100_000, None, "nested too deep"),
        ("a = " + "1" * 10_000, None, "cannot be read"),
        ("a = 2026-13-01\n", 1, "not valid TOML"),
    ],
)
def test_what_is_broken_is_one_sentence(content, line, words):
    with pytest.raises(helplint.HelplintError, match=words) as caught:
        read(content)
    assert line is None or caught.value.notice.line == line


_COPY = st.text(st.sampled_from("ab ,\"'\\\n#=[é🫖"), min_size=1, max_size=30).map(lambda text: f"It {text} is")


def written(text: str, quotes: str) -> str:
    if quotes == "'''" and "'''" not in text:
        return f"'''\n{text}'''"
    if quotes == '"""':
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"""{escaped}"""'
    return json.dumps(text, ensure_ascii=quotes == '"')


@given(texts=st.lists(_COPY, min_size=1, max_size=3), quotes=st.sampled_from(["'''", '"""', '"', "json"]))
def test_every_character_knows_its_place(texts, quotes):
    lines = [written(text, quotes) for text in texts if quotes != '"' or "🫖" not in text]
    posts, _ = read("# it's\n" + "".join(f"[[posts]]\n'a\"b' = 1\ntext = {line}\n" for line in lines))
    assert [post.text for post in posts] == [text for text in texts if quotes != '"' or "🫖" not in text]
    for post in posts:
        for index, character in enumerate(post.text):
            quote = post.origin.quote(index, index + 1)
            assert quote == character or (quote or "").startswith("\\")
            assert post.origin.source_offset(index) > 0
