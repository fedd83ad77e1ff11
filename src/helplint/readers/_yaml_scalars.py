"""Where each character of a YAML scalar stands: quotes, escapes, indents and folds undone by rule, not by search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.readers._excerpt import Excerpt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ruamel.yaml.nodes import ScalarNode

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_HEADER = re.compile(r"[|>](?:[+-]?(?P<indent>[1-9])?[+-]?)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)?")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_FOLD = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?P<more>(?:(?:\r\n|\r|\n)[ \t]*)*)")
_BREAK = re.compile(r"\r\n|\r|\n")
_ESCAPE = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}"
    r"|(?:\r\n|\r|\n)[ \t]*(?P<more>(?:(?:\r\n|\r|\n)[ \t]*)*)|[\s\S])"
)
_SIMPLE_ESCAPES = {
    "0": "\0", "a": "\x07", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def scalar(source: str, node: ScalarNode, base: int) -> Excerpt:
    """Return the text of a scalar without the line ends that a block scalar closes with.

    Parameters
    ----------
    source
        The text of the file.
    node
        From the stretch of it that begins at `base`.

    Returns
    -------
    Excerpt
        With the exact offset of each character; should the rules here and the parser ever disagree about the text,
        the parser's, with every offset that of its beginning.
    """
    match = _PROPERTIES.match(source, base + node.start_mark.index)
    start, end = (match.end() if match else 0), base + node.end_mark.index
    text = str(node.value)
    if node.style in {"|", ">"}:
        text = text.rstrip("\n")
    elif source[start:end] == text:
        return Excerpt(text, start)
    scan: dict[str | None, Callable[[str, int, int], Iterator[tuple[str, int]]]] = {
        "|": _block, ">": _block, '"': _double_quoted, "'": _single_quoted, None: _plain,
    }  # fmt: skip
    characters = list(scan[node.style](source, start, end))
    last = end - 1 if node.style in {'"', "'"} else end
    if node.style in {"|", ">"}:
        while characters and characters[-1][0] == "\n":
            last = characters.pop()[1]
    if "".join(character for character, _ in characters) != text:
        return Excerpt(text, start, [start] * (len(text) + 1))
    if not characters:
        return Excerpt("", start)
    return Excerpt.mapped(text, [*(offset for _, offset in characters), last])


def _plain(source: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    while start < end:
        if fold := _FOLD.match(source, start, end):
            yield from _folded(fold)
            start = fold.end()
        else:
            yield source[start], start
            start += 1


def _single_quoted(source: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    start += 1
    while start < end - 1:
        if fold := _FOLD.match(source, start, end - 1):
            yield from _folded(fold)
            start = fold.end()
        else:
            yield source[start], start
            start += 2 if source.startswith("''", start) else 1


def _double_quoted(source: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    start += 1
    while start < end - 1:
        if fold := _FOLD.match(source, start, end - 1):
            yield from _folded(fold)
            start = fold.end()
        elif escape := _ESCAPE.match(source, start, end):
            body = escape.group()[1:]
            if escape["more"] is not None:
                yield from _line_ends(escape)
            elif body[0] in "xuU":
                yield chr(int(body[1:], 16)), start
            else:
                yield _SIMPLE_ESCAPES.get(body, body), start
            start = escape.end()
        else:
            yield source[start], start
            start += 1


def _folded(fold: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield what a break between lines means: a space, or one line end for each further break."""
    if not fold["more"]:
        yield " ", fold.start()
    yield from _line_ends(fold)


def _line_ends(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    for line_break in _BREAK.finditer(match["more"]):
        yield "\n", match.start("more") + line_break.start()


def _block(source: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    header = _HEADER.match(source, start, end)
    if header is None:
        return
    lines = [match.span() for match in _LINE.finditer(source, header.end(), end) if match.group()]
    filled = [line for line in lines if source[slice(*line)].strip(" \r\n")]
    if not filled:
        return
    indents = [_indent(source, *line) for line in filled]
    # An explicit indentation counts from the parent, which the scalar does not know; all its lines have at least it.
    indent = min(indents) if header["indent"] else indents[0]
    if source[start] == "|":
        for line_start, line_end in lines:
            content = min(line_start + indent, _content_end(source, line_start, line_end))
            yield from _content(source, content, line_end)
            if _content_end(source, line_start, line_end) < line_end:
                yield "\n", _content_end(source, line_start, line_end)
    else:
        yield from _folded_block(source, lines, indent)


def _folded_block(source: str, lines: list[tuple[int, int]], indent: int) -> Iterator[tuple[str, int]]:
    pending: list[int] = []  # offsets of line breaks not yet told apart as spaces and line ends
    previous_folds = False
    begun = False
    for line_start, line_end in lines:
        break_at = _content_end(source, line_start, line_end)
        content = min(line_start + indent, break_at)
        if content == break_at:
            pending.append(break_at)
            continue
        folds = source[content] not in " \t"
        if begun and folds and previous_folds:
            yield from [(" ", pending[0])] if len(pending) == 1 else [("\n", offset) for offset in pending[1:]]
        else:
            yield from (("\n", offset) for offset in pending)
        yield from _content(source, content, line_end)
        pending, previous_folds, begun = [break_at], folds, True
    yield from (("\n", offset) for offset in pending)


def _content(source: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    for offset in range(start, _content_end(source, start, end)):
        yield source[offset], offset


def _content_end(source: str, start: int, end: int) -> int:
    while end > start and source[end - 1] in "\r\n":
        end -= 1
    return end


def _indent(source: str, start: int, end: int) -> int:
    line = source[start:end]
    return len(line) - len(line.lstrip(" "))
