"""The blocks a Markdown text is made of, with their offsets, and what in it no reader will see."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from helplint.origin import line_starts
from helplint.readers._html_comments import Span, hole, paragraph_below, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CODE_OR_COMMENT = re.compile(
    # As many backticks as open it close a stretch of code, within one paragraph.
    r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t\r]*\n).)+?(?<!`)(?P=ticks)(?!`)|(?P<opening><!--|\{/\*)",
    re.DOTALL,
)
_CLOSING = {"<!--": "-->", "{/*": "*/}"}
"""By what opens it; the second only in MDX."""

_ESM = re.compile(
    r"^(?:import\s[^\n]*?['\"]|import\s*\{|export\s+(?:const|let|default|function|async|class|\{|\*))"
    r".*?(?=^[ \t]*\r?$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_JSX = re.compile(
    r"</?[A-Z][\w.]*(?:[^<>{}]|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*>|</?>",
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


def comments_of(text: str, start: int, blocks: Iterable[Block], *, mdx: bool) -> Iterator[Span]:
    """Yield where comments stand that are not shown as code, those side by side as one."""
    code = [(block.start, block.end) for block in blocks if block.kind in {"fence", "code"}]
    for span in _comments(text, start, mdx=mdx):
        # The last fence that begins before it.
        before = bisect_right(code, (span[0], len(text))) - 1
        if before < 0 or span[0] >= code[before][1]:
            yield span


def _comments(text: str, start: int, *, mdx: bool) -> Iterator[Span]:
    """Yield where comments stand outside of code within a line, those side by side as one."""
    never_closed = set() if mdx else {"{/*"}
    at = start if "<!--" in text or mdx else len(text)
    side_by_side: Span | None = None
    while found := _CODE_OR_COMMENT.search(text, at):
        opening, at = found["opening"], found.end()
        if opening is None or opening in never_closed:
            continue
        end = text.find(_CLOSING[opening], at)
        if end < 0:
            never_closed.add(opening)
            continue
        at = end + len(_CLOSING[opening])
        if side_by_side and opening == "<!--" and _follows(text, side_by_side, found.start()):
            side_by_side = side_by_side[0], at
            continue
        if side_by_side:
            yield side_by_side
        side_by_side = found.start(), at
    if side_by_side:
        yield side_by_side


def _follows(text: str, comment: Span, start: int) -> bool:
    """Return whether what begins at an offset stands beside a comment of HTML."""
    return text.startswith("<!--", comment[0]) and not text[comment[1] : start].strip(" \t")


def unseen(text: str, start: int, blocks: Iterable[Block], *, mdx: bool) -> list[Span]:
    """Return what is not text: comments, and in MDX also imports, exports and tags of components."""
    code = [(block.start, block.end) for block in blocks if block.kind in {"fence", "code"}]
    spans = (match.span() for pattern in (_ESM, _JSX) for match in pattern.finditer(text, start)) if mdx else ()
    components = [span for span in spans if not any(first <= span[0] < last for first, last in code)]
    return [hole(text, span) for span in (*comments_of(text, start, blocks, mdx=mdx), *components)]


def below(text: str, blocks: Sequence[Block], comment: Span) -> Span:
    """Return what a comment on lines of its own is about: the block below it, of a heading its whole section."""
    if any(block.start <= comment[0] < block.end and block.kind != "html" for block in blocks):
        return paragraph_below(text, comment[1])
    following = [block for block in blocks if block.start >= comment[1] and not _is_comment(text, block)]
    if not following:
        return len(text), len(text)
    first = following[0]
    if first.kind != "heading":
        return first.start, first.end
    ends = (each.start for each in following[1:] if each.kind == "heading" and each.level <= first.level)
    return first.start, next(ends, len(text))


def _is_comment(text: str, block: Block) -> bool:
    """Return whether a block holds nothing but comments, which are a paragraph in MDX."""
    if block.kind not in {"html", "paragraph"}:
        return False
    written = text[block.start : block.end]
    return not "".join(
        written[slice(*span)] for span in without((0, len(written)), _comments(written, 0, mdx=True))
    ).strip()


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
