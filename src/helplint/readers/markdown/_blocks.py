"""The blocks a Markdown text is made of, with their offsets, and what in it no reader will see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from helplint.origin import line_starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]
"""Offsets into the text of the file."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ESM = re.compile(
    r"^(?:import\s[^\n]*?['\"]|import\s*\{|export\s+(?:const|let|default|function|async|class|\{|\*))"
    r".*?(?=^[ \t]*\r?$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_JSX = re.compile(
    r"</?[A-Z][\w.]*(?:[^<>{}]|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*>|</?>|\{/\*.*?\*/\}",
    re.DOTALL,
)
_CHECKBOX = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\]\s")
_QUOTE_MARK = re.compile(r" {0,3}> ?")


@dataclass(frozen=True, slots=True)
class Block:
    """One block that stands in no other.

    Attributes
    ----------
    kind
        ``heading``, ``hr``, ``fence``, ``code``, ``quote``, ``table``, ``html``, ``list``, ``checklist`` or
        ``paragraph``.
    start, end
        Offsets of its lines, the last line end included.
    level
        1 to 6 of a heading, otherwise 0.
    title
        Of a heading.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    title: str = ""


_KINDS = {
    "heading_open": "heading",
    "hr": "hr",
    "fence": "fence",
    "code_block": "code",
    "blockquote_open": "quote",
    "table_open": "table",
    "html_block": "html",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "paragraph_open": "paragraph",
}


def blocks_of(text: str, start: int) -> list[Block]:
    """Return the blocks of a text from an offset on."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - costs 60 ms

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    body = text[start:]
    starts = [*(start + offset for offset in line_starts(body)), len(text)]
    tokens = parser.parse(body)
    blocks: list[Block] = []
    for token, following in pairwise([*tokens, None]):
        if token is None or token.level or token.map is None or token.type not in _KINDS:
            continue
        first, last = (starts[min(line, len(starts) - 1)] for line in token.map)
        kind = _KINDS[token.type]
        if kind == "list" and _CHECKBOX.match(text, first):
            kind = "checklist"
        level = int(token.tag[1:]) if kind == "heading" else 0
        blocks.append(Block(kind, first, last, level, following.content if level and following else ""))
    return blocks


def unseen(text: str, start: int, blocks: Iterable[Block], *, mdx: bool) -> list[Span]:
    """Return what is not text: comments, and in MDX also imports, exports and tags of components."""
    code = [(block.start, block.end) for block in blocks if block.kind in {"fence", "code"}]
    patterns = (_COMMENT, _ESM, _JSX) if mdx else (_COMMENT,)
    spans = (match.span() for pattern in patterns for match in pattern.finditer(text, start))
    return [_whole_lines(text, *span) for span in spans if not any(a <= span[0] < b for a, b in code)]


def _whole_lines(text: str, start: int, end: int) -> Span:
    """Return a span with the line end after it, where nothing else stands on its lines."""
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    rest = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)").match(text, end)
    return (line_start, rest.end()) if rest and not text[line_start:start].strip() else (start, end)


def without(span: Span, holes: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of a span outside some others.

    Examples
    --------
    >>> list(without((0, 9), [(5, 6), (1, 3)]))
    [(0, 1), (3, 5), (6, 9)]
    """
    start, end = span
    for hole_start, hole_end in sorted(holes):
        if hole_end <= start or hole_start >= end:
            continue
        if hole_start > start:
            yield start, hole_start
        start = max(start, hole_end)
    if start < end:
        yield start, end


def inside(text: str, block: Block) -> list[Span]:
    """Return what a fence, an indented code block or a quote holds, line by line, without its marks."""
    lines = [block.start + offset for offset in line_starts(text[block.start : block.end])]
    spans = [(first, last) for first, last in pairwise([*lines, block.end]) if first < last]
    if block.kind == "fence":
        mark = text[block.start : block.end].lstrip()[:3]
        closed = len(spans) > 1 and text[slice(*spans[-1])].strip().startswith(mark)
        return spans[1 : len(spans) - closed]
    if block.kind == "quote":
        marks = (_QUOTE_MARK.match(text, *span) for span in spans)
        return [(found.end() if found else first, last) for found, (first, last) in zip(marks, spans, strict=True)]
    return [(min(first + 4, last), last) for first, last in spans]
