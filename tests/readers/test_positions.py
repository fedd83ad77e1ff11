"""Every span of every post leads back to the very characters of the file, whatever the format does to them."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import helplint
from helplint.origin import line_starts

if TYPE_CHECKING:
    from collections.abc import Callable

    from helplint import Post

_LETTERS = st.sampled_from(list("abc xyz.,:;!?'\"\\/#@-*_|>&%{}[]()`~=+<1é–“”🚲👩‍🚀𝗕\u00a0\t"))  # noqa: RUF001
_WORDS = st.text(_LETTERS, min_size=1, max_size=12)
_COPY = st.text(st.one_of(_LETTERS, st.just("\n")), min_size=1, max_size=40).map(lambda text: f"Start {text} end")
_relaxed = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def read(name: str, content: str) -> tuple[str, list[Post]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content.encode())
        return content, list(helplint.read([path]))


def assert_leads_back(content: str, post: Post, start: int, end: int, undo: Callable[[str], str]) -> None:
    """Assert that the file holds the characters of a span where their positions say."""
    start, end = sorted((start % (len(post.text) + 1), end % (len(post.text) + 1)))
    quote = post.origin.quote(start, end)
    assert quote is not None
    assert undo(quote) == post.text[start:end]
    if start < len(post.text):
        position = post.origin.position(post.text, start)
        assert position.line is not None
        assert position.column is not None
        offset = line_starts(content)[position.line - 1] + position.column - 1
        assert content.startswith(quote, offset)


def identity(quote: str) -> str:
    return quote


def from_json(quote: str) -> str:
    return str(json.loads(f'"{quote}"'))


_SPAN = st.tuples(st.integers(0, 1000), st.integers(0, 1000))
_LINE_ENDS = st.sampled_from(["\n", "\r\n"])


@_relaxed
@given(copies=st.lists(_COPY, min_size=1, max_size=3), line_end=_LINE_ENDS, final=st.booleans(), span=_SPAN)
def test_text(*, copies: list[str], line_end: str, final: bool, span: tuple[int, int]) -> None:
    joined = "\n---\n".join(copies).replace("\n", line_end) + line_end * final
    content, posts = read("a.txt", joined)
    assert posts
    for post in posts:
        assert_leads_back(content, post, *span, identity)


@_relaxed
@given(copies=st.lists(_COPY, min_size=1, max_size=3), front=st.booleans(), line_end=_LINE_ENDS, span=_SPAN)
def test_tweet(*, copies: list[str], front: bool, line_end: str, span: tuple[int, int]) -> None:
    head = "---\nmedia:\n- file: a.png\n---\n\n" if front else ""
    content, posts = read("a.tweet", (head + "\n\n--- \n\n".join(copies)).replace("\n", line_end))
    assert posts
    for post in posts:
        assert_leads_back(content, post, *span, identity)


@_relaxed
@given(copy=_COPY, front=st.booleans(), line_end=_LINE_ENDS, span=_SPAN)
def test_markdown_draft(*, copy: str, front: bool, line_end: str, span: tuple[int, int]) -> None:
    head = "---\nchannel: x\n---\n\n" if front else ""
    content, posts = read("a.md", (head + copy).replace("\n", line_end))
    for post in posts:
        assert_leads_back(content, post, *span, identity)


@_relaxed
@given(copies=st.lists(_COPY, min_size=1, max_size=3), line_end=_LINE_ENDS, span=_SPAN)
def test_markdown_headings_with_quotes(copies: list[str], line_end: str, span: tuple[int, int]) -> None:
    quoted = ["> " + copy.replace("\n", "\n> ") for copy in copies]
    written = "".join(f"## LinkedIn {number}\n\n{copy}\n\n---\n\n" for number, copy in enumerate(quoted))
    content, posts = read("a.md", written.replace("\n", line_end))
    assert len(posts) == len(copies)
    for post, copy in zip(posts, copies, strict=True):
        assert post.text.replace("\r\n", "\n").split() == copy.split()
        assert_leads_back(content, post, *span, lambda quote: re.sub(r"(?<=\n)> ?", "", quote))


@_relaxed
@given(cells=st.lists(st.lists(_WORDS, min_size=1, max_size=3), min_size=1, max_size=3), span=_SPAN)
def test_markdown_table(cells: list[list[str]], span: tuple[int, int]) -> None:
    texts = ["\n".join(f"these are four words {words}" for words in cell).replace("<", "") for cell in cells]
    assume(not any("\\" in text or "`" in text for text in texts))
    rows = [text.replace("|", r"\|").replace("\n", "<br>") for text in texts]
    content, posts = read("a.md", "| Date | Copy |\n|---|---|\n" + "".join(f"| 2026-03-01 | {row} |\n" for row in rows))
    assert [post.text for post in posts] == [text.strip() for text in texts]
    for post in posts:
        assert_leads_back(content, post, *span, lambda quote: quote.replace(r"\|", "|").replace("<br>", "\n"))


@_relaxed
@given(
    copies=st.lists(_COPY, min_size=1, max_size=3),
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 1]),
    span=_SPAN,
)
def test_json(*, copies: list[str], ascii_only: bool, indent: int | None, span: tuple[int, int]) -> None:
    records = [{"id": number, "text": copy, "note": "x"} for number, copy in enumerate(copies)]
    content, posts = read("a.json", json.dumps({"posts": records}, ensure_ascii=ascii_only, indent=indent))
    assert [post.text for post in posts] == copies
    for post in posts:
        assert_leads_back(content, post, *span, from_json)


@_relaxed
@given(copies=st.lists(_COPY, min_size=1, max_size=3), ascii_only=st.booleans(), line_end=_LINE_ENDS, span=_SPAN)
def test_json_lines(*, copies: list[str], ascii_only: bool, line_end: str, span: tuple[int, int]) -> None:
    lines = [json.dumps({"text": copy}, ensure_ascii=ascii_only) for copy in copies]
    content, posts = read("a.jsonl", line_end.join(lines))
    assert [post.text for post in posts] == copies
    for post in posts:
        assert_leads_back(content, post, *span, from_json)


@_relaxed
@given(copies=st.lists(_COPY, min_size=1, max_size=3), ascii_only=st.booleans(), span=_SPAN)
def test_yaml_in_double_quotes(*, copies: list[str], ascii_only: bool, span: tuple[int, int]) -> None:
    written = (json.dumps(copy, ensure_ascii=ascii_only) for copy in copies)
    # A pair of escapes is one character in JSON only.
    lines = "".join(f"- text: {text}\n" for text in written if r"\ud8" not in text)
    content, posts = read("a.yaml", lines)
    for post in posts:
        assert post.text in copies
        assert_leads_back(content, post, *span, from_json)


@_relaxed
@given(copies=st.lists(_COPY, min_size=1, max_size=3), line_end=_LINE_ENDS, span=_SPAN)
def test_yaml_literal_blocks(copies: list[str], line_end: str, span: tuple[int, int]) -> None:
    blocks = ["- text: |\n    " + copy.replace("\n", "\n    ") + "\n" for copy in copies]
    content, posts = read("a.yaml", "".join(blocks).replace("\n", line_end))
    assert [post.text for post in posts] == copies
    for post in posts:
        assert_leads_back(content, post, *span, lambda quote: re.sub(r"\r?\n {0,4}", "\n", quote))


@_relaxed
@given(
    words=st.lists(st.text("abcé🚲.", min_size=1, max_size=6), min_size=2, max_size=8), style=st.sampled_from(">'\" ")
)
def test_yaml_folded_words_stand_where_they_are_said_to(words: list[str], style: str) -> None:
    head, tail = {">": (">-\n    ", ""), " ": ("", "")}.get(style, (style, style))
    content, [post] = read("a.yaml", f"- text: {head}" + "\n    ".join(words) + f"{tail}\n  date: 2026-03-01\n")
    assert post.text == " ".join(words)
    start = 0
    for word in words:
        assert_leads_back(content, post, start, start + len(word), identity)
        start += len(word) + 1


@_relaxed
@given(copies=st.lists(_COPY, min_size=1, max_size=3), delimiter=st.sampled_from(",;"), line_end=_LINE_ENDS, span=_SPAN)
def test_csv(copies: list[str], delimiter: str, line_end: str, span: tuple[int, int]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerow(["Date", "Channel", "Copy"])
    writer.writerows(["2026-03-01", "x", copy] for copy in copies)
    content, posts = read("a.csv", file.getvalue())
    assert [post.text for post in posts] == copies
    for post in posts:
        assert_leads_back(content, post, *span, lambda quote: quote.replace('""', '"'))
