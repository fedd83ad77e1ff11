"""Polls in files of one post: the options stand as its last lines, and are not part of its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helplint.readers._excerpt import Excerpt


def split_poll(excerpt: Excerpt, brackets: str) -> tuple[Excerpt, list[str]]:
    r"""Return a trimmed text without its trailing poll options, and the options.

    Parameters
    ----------
    excerpt
        The text with its options.
    brackets
        What opens and closes the box before an option.

    Examples
    --------
    >>> from helplint.readers._excerpt import Excerpt
    >>> rest, options = split_poll(Excerpt("Tea?\n\n( ) yes\n() no", 0), "()")
    >>> rest.text, options
    ('Tea?', ['yes', 'no'])
    """
    box = re.compile(rf"{re.escape(brackets[0])}\s?{re.escape(brackets[1])}\s+")
    options: list[str] = []
    while excerpt.text:
        last = excerpt.text.rfind("\n") + 1
        if not (match := box.match(excerpt.text, last)):
            break
        options.insert(0, excerpt.text[match.end() :])
        excerpt = excerpt[:last].trimmed()
    return excerpt, options
