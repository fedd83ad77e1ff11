"""Comments that stand in the text itself, and what they suppress: ``<!-- helplint: ignore=NAME reason -->``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.origin import Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from helplint.readers._file import File

Span = tuple[int, int]
"""Offsets into the text of the file."""

# The words up to the end of the comment, without the space before it, in one go however long they are.
_WORDS = r"(?P<said>(?:[^\s*-]|\s+(?!\s|-->|\*/\})|-(?!->)|\*(?!/\}))*+)\s*"
_SAID = rf"<!--\s*helplint(?::|(?=\s+ignore))\s*{_WORDS}-->"
SUPPRESSIONS = re.compile(rf"{_SAID}(?:[ \t]*{_SAID.replace('?P<said>', '?:')})*", re.DOTALL | re.IGNORECASE)
"""One comment to helplint, or several side by side."""

_ONE = re.compile(rf"(?:<!--|\{{/\*)\s*helplint(?::|(?=\s+ignore))\s*{_WORDS}(?:-->|\*/\}})", re.DOTALL | re.IGNORECASE)
"""In MDX a comment stands between ``{/*`` and ``*/}``."""

_BLANKS = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")
_PARAGRAPH_END = re.compile(r"(?>\r\n|\r|\n)(?=[ \t]*(?:\r|\n|\Z))|\Z")


def line_start(text: str, offset: int) -> int:
    """Return where the line that an offset is on begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def is_alone(text: str, span: Span) -> bool:
    """Return whether nothing else stands on the lines of a span."""
    return not text[line_start(text, span[0]) : span[0]].strip() and _BLANKS.match(text, span[1]) is not None


def hole(text: str, span: Span) -> Span:
    r"""Return what goes when a comment is taken out: its lines where it is alone on them, or the blanks before it too.

    Examples
    --------
    >>> hole("Fix it.\n<!-- -->\nNow.", (8, 16)), hole("Fix it. <!-- -->\n", (8, 16))
    ((8, 17), (7, 16))
    """
    start, end = span
    rest = _BLANKS.match(text, end)
    if rest is None:
        # Blanks on both sides of it are one space between words.
        return (_before_blanks(text, start), end) if text[end] in " \t" and start else span
    first = line_start(text, start)
    if not text[first:start].strip():
        return first, rest.end()
    return _before_blanks(text, start), end


def _before_blanks(text: str, offset: int) -> int:
    first = line_start(text, offset)
    kept = text[first:offset].rstrip(" \t")
    return first + len(kept) if kept else offset


def suppress_in_comments(file: File, comments: Iterable[Span], below: Callable[[Span], Span] | None = None) -> None:
    """Take down the suppressions in comments: about their line, or, where they are alone on theirs, what stands below.

    Parameters
    ----------
    comments
        Where the comments stand, those side by side as one.
    below
        Returns what a comment that is alone on its lines is about; the next paragraph where None.
    """
    text = file.source.text
    for span in comments:
        found = list(_ONE.finditer(text, *span))
        for number, comment in enumerate(found):
            if is_alone(text, span):
                stretch = below(span) if below else paragraph_below(text, span[1])
            else:
                end = _LINE_END.search(text, span[1])
                stretch = line_start(text, span[0]), end.start() if end else len(text)
            origin = Origin(path=file.path, source=file.source, start=comment.start("said"))
            if len(found) == 1:
                whole = hole(text, span)
            elif number:
                whole = found[number - 1].end(), comment.end()
            else:
                whole = comment.start(), found[1].start()
            file.suppress(comment["said"], origin, stretch, whole)


def paragraph_below(text: str, offset: int) -> Span:
    """Return the lines from the next one that holds more than comments down to the next blank one."""
    start = offset
    while True:
        blank = re.compile(r"\s*").match(text, start)
        start = blank.end() if blank else start
        comment = SUPPRESSIONS.match(text, start)
        if comment is None:
            break
        start = comment.end()
    end = _PARAGRAPH_END.search(text, start)
    return start, end.start() if end else len(text)


def suppressions_in(text: str) -> Iterator[Span]:
    """Yield where comments to helplint stand in a text, those side by side as one."""
    # What is never closed is not looked for time and again.
    end = text.rfind("-->") + len("-->")
    yield from (match.span() for match in SUPPRESSIONS.finditer(text, 0, end))


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
