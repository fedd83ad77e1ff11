"""What is not well-formed in XML that programs write all the same, put right without moving a character."""

from __future__ import annotations

import re

MASK = "\ue000"
"""Stands for a character that the parser must not see; what it is, the original text tells."""

_OPENING = re.compile(r"<!\[CDATA\[|<!--|<\?")
_STRAY = re.compile(
    r"&(?!(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)"
    r"|&#(?:x(?P<hexadecimal>[0-9a-fA-F]+)|(?P<decimal>[0-9]+));"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\]\]>|<(?![A-Za-z_:/!])"
)
_CHARACTERS = (
    range(0x9, 0xB),
    range(0xD, 0xE),
    range(0x20, 0xD800),
    range(0xE000, 0xFFFE),
    range(0x10000, 0x110000),
)
"""The characters that XML knows, by number."""

_BEFORE_CDATA = re.compile(r"<(?P<name>[\w.:-]+)(?:\s[^<>]*)?>\s*\Z")
_LONGEST_TAG = 200
_FARTHEST = 100_000
"""Characters in which the end tag of what a CDATA section stands in is looked for."""

_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")


def repaired(text: str) -> str:
    """Return XML of the same length with nothing in it that keeps it from being parsed, as far as that can be told.

    Stray characters, and all that stands in CDATA sections, become `MASK`; comments become blank.

    Examples
    --------
    >>> repaired("<a>Fish & chips</a>").replace(MASK, "_")
    '<a>Fish _ chips</a>'
    """
    pieces: list[str] = []
    end_tags: dict[str, tuple[int, int]] = {}
    at = 0
    if declaration := _DECLARATION.match(text):
        # It may only stand at the very beginning, and says nothing that is needed.
        at = declaration.end()
        pieces.append(re.sub(r"[^\r\n]", " ", declaration[0]))
    while opening := _OPENING.search(text, at):
        pieces.append(_STRAY.sub(_masked, text[at : opening.start()]))
        start, mark = opening.end(), opening[0]
        if mark == "<![CDATA[":
            end, closing, fill = _cdata_end(text, start, end_tags), "]]>", MASK
        elif mark == "<!--":
            end, closing, fill = text.find("-->", start), "-->", " "
        else:
            end, closing, fill = text.find("?>", start), "?>", " "
        inside = text[start : end if end >= 0 else len(text)]
        if mark == "<?":
            pieces.append(f"{mark}{inside}{closing if end >= 0 else ''}")
        else:
            # Line ends stay, so that the parser counts the lines as the file has them.
            pieces.append(mark + re.sub(r"[^\n]", fill, inside) + (closing if end >= 0 else ""))
        if end < 0:
            return "".join(pieces)
        at = end + len(closing)
    pieces.append(_STRAY.sub(_masked, text[at:]))
    return "".join(pieces)


def _masked(match: re.Match[str]) -> str:
    number = int(match["hexadecimal"], 16) if match["hexadecimal"] else int(match["decimal"] or 0)
    return match[0] if any(number in stretch for stretch in _CHARACTERS) else MASK * len(match[0])


def _cdata_end(text: str, start: int, end_tags: dict[str, tuple[int, int]]) -> int:
    """Return where a CDATA section ends that may hold its own end mark; -1 where it does not end.

    Parameters
    ----------
    end_tags
        Of the searches so far by the name of the element, so that nothing is searched twice: the offset of the end tag
        that was found, -1 where none was, and the offset up to which there is no other.
    """
    end = text.find("]]>", start)
    mark = start - len("<![CDATA[")
    tag = _BEFORE_CDATA.search(text[max(0, mark - _LONGEST_TAG) : mark])
    if end < 0 or tag is None or text.startswith("<![CDATA[", end + 3):
        return end
    name = tag["name"]
    closing, searched = end_tags.get(name, (-1, 0))
    if closing < end:
        closing = text.find(f"</{name}", max(end, searched), end + _FARTHEST)
        end_tags[name] = closing, closing if closing >= 0 else max(searched, end + _FARTHEST - len(name) - 1)
    if not end <= closing <= end + _FARTHEST:
        return end
    last = text.rfind("]]>", end, closing)
    return end if text[last + 3 : closing].strip() else last
