"""The text of simple HTML at a tenth of the time: archives of networks hold tens of thousands of such posts.

It gives what `helplint.readers._html.text_of_html` gives, without the places, which are wanted of few posts only.
"""

from __future__ import annotations

import re
from html import unescape

_SIMPLE = re.compile(
    r"(?:[^<>&\x00-\x08]+|&(?:amp|lt|gt|quot|apos|nbsp|#39);"
    r"|</?(?:p|br|a|span)(?:\s+(?:href|class|rel|target|title|translate|lang|dir)=\"[^\"<>&\x00-\x08]*\")*\s*/?>)*+"
)
"""The elements that networks let through, with attributes that hide nothing."""

_SPACES = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_PARAGRAPH = re.compile(r"</?p\b[^>]*>")
_LINE = re.compile(r"</?br\b[^>]*>")
_OTHER = re.compile(r"<[^>]*>")


def quick_text(html: str) -> str | None:
    r"""Return what a reader sees of simple HTML; None where it is not simple.

    Examples
    --------
    >>> quick_text("<p>Salt &amp; ice.</p><p>Then<br>wait.</p>")
    'Salt & ice.\n\nThen\nwait.'
    >>> quick_text("<b>Wait.</b>") is None
    True
    """
    if not _SIMPLE.fullmatch(html):
        return None
    # What stands for the ends of paragraphs and lines until no tag is left.
    text = _OTHER.sub("", _LINE.sub("\x01", _PARAGRAPH.sub("\x02", html)))
    text = _SPACES.sub(" ", text)
    return unescape("\n\n".join(filter(None, map(_lines, text.split("\x02"))))).strip()


def _lines(paragraph: str) -> str:
    if "\x01" not in paragraph:
        return paragraph.strip(" ")
    return "\n".join(filter(None, (line.strip(" ") for line in paragraph.split("\x01"))))
