"""Text as Markdown shows it."""

from __future__ import annotations

import re

_ACTIVE = re.compile(r"[\\`*_\[\]#|]")


def escape(text: str) -> str:
    r"""Return Markdown that shows a text as it stands, in a paragraph, a list or a table.

    Examples
    --------
    >>> print(escape("*5 < 6* & #soap"))
    \*5 &lt; 6\* &amp; \#soap
    """
    # Not every Markdown knows a backslash before < and &, and all know the entities.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _ACTIVE.sub(r"\\\g<0>", text)


def prose(text: str) -> str:
    r"""Return Markdown of a text in which only what stands between single backticks is meant as Markdown.

    Examples
    --------
    >>> prose("Set `brands` where a name has an _")
    'Set `brands` where a name has an \\_'
    """
    pieces = re.split(r"(`[^`\n]+`)", text)
    return "".join(piece if number % 2 else escape(piece) for number, piece in enumerate(pieces))
