"""Mechanical edits: what more than one rule offers, and where none may be made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.finding import Edit

if TYPE_CHECKING:
    from helplint.rule import Span

_KINDS = {"\uff01": "!", "\uff1f": "?"}
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_BOX = re.compile(r"\+? +[a-z]")


def in_code(text: str, offset: int) -> bool:
    r"""Return whether what stands at an offset is code in Markdown: between backquotes, or in a fence.

    Examples
    --------
    >>> in_code("Type `a  b`", 7), in_code("```\na  b\n```\nc  d", 16)
    (True, False)
    """
    *lines, last = text[:offset].split("\n")
    return sum(bool(_FENCE.match(line)) for line in lines) % 2 == 1 or last.count("`") % 2 == 1


def one_of_each(text: str, run: Span) -> Edit | None:
    """Return the edit that leaves of a run of marks the first of each kind.

    None where the run may be no punctuation: in code, at the beginning of a line, where it can open a box in Markdown
    (“!!! note”), and before a bracket, where its last mark opens a picture.

    Examples
    --------
    >>> from helplint.rule import Span
    >>> one_of_each("What?!?!?", Span(4, 9)).text
    '?!'
    """
    begins_line = not text[: run.start].rpartition("\n")[2].strip()
    if in_code(text, run.start) or text.startswith("[", run.end) or (begins_line and _BOX.match(text, run.end)):
        return None
    first: dict[str, str] = {}
    for mark in text[run.start : run.end]:
        first.setdefault(_KINDS.get(mark, mark), mark)
    return Edit(start=run.start, end=run.end, text="".join(first.values()))
