"""E-mails in their wire form: the parts of a message, and their text as it is meant, with places in the file."""

from __future__ import annotations

import base64
import codecs
import re
from email import policy
from email.parser import HeaderParser
from typing import TYPE_CHECKING, NamedTuple

from helplint.readers._excerpt import Excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from email.message import EmailMessage

_LINE_END = r"(?>\r\n|\n|\r)"
_LONG_LINE = re.compile(r"([^\r\n]{998})[^\r\n]+")
"""No line of a header may be longer (RFC 5322, 2.1.1), and the library takes seconds for one that is."""

_HEAD_END = re.compile(rf"{_LINE_END}{_LINE_END}")
_HEADERS = HeaderParser(policy=policy.default)
_QUOTED = re.compile(r"=(?P<byte>[0-9A-Fa-f]{2})|(?P<soft>=[ \t]*(?:\r\n|\n|\r|\Z))|[^=]+|=")
_ENCODED_WORD = re.compile(r"=\?(?P<charset>[^?*\s]+)(?:\*[^?\s]*)?\?(?P<encoding>[bBqQ])\?(?P<text>[^?\s]*)\?=")
_FOLD = rf"{_LINE_END}[ \t]+"
_DEEPEST = 20


class Part(NamedTuple):
    """One part of a message.

    Attributes
    ----------
    headers
        Its own; without a body.
    head, start, end
        Offsets at which the headers begin, and between which the body stands.
    """

    headers: EmailMessage
    head: int
    start: int
    end: int


def parts_of(text: str, start: int = 0, end: int | None = None, depth: int = 0) -> Iterator[Part]:
    """Yield a message, or a part of one, and the parts in it, in their order."""
    end = len(text) if end is None else end
    blank = _HEAD_END.search(text, start, end)
    # A part may have no headers at all: then it begins with the empty line.
    bare = re.compile(_LINE_END).match(text, start, end) if depth else None
    if bare is not None:
        headers, body = "", bare.end()
    else:
        headers, body = (text[start:end], end) if blank is None else (text[start : blank.start()], blank.end())
    message = _HEADERS.parsestr(_LONG_LINE.sub(r"\1", headers))
    yield Part(message, start, body, end)
    boundary = message.get_boundary()
    if message.get_content_maintype() != "multipart" or not boundary or depth == _DEEPEST:
        return
    mark = re.compile(rf"(?:^|{_LINE_END})--{re.escape(boundary)}(?P<last>--)?[ \t]*(?:{_LINE_END}|\Z)", re.MULTILINE)
    marks = list(mark.finditer(text, body, end))
    for number, match in enumerate(marks):
        if match["last"]:
            break
        following = marks[number + 1].start() if number + 1 < len(marks) else end
        yield from parts_of(text, match.end(), max(match.end(), following), depth + 1)


def header(text: str, part: Part, name: str) -> Excerpt:
    """Return a header as it is meant; empty where there is none."""
    value = rf"(?P<value>[^\r\n]*(?:{_LINE_END}[ \t][^\r\n]*)*)"
    found = re.compile(rf"^{name}:[ \t]*{value}", re.IGNORECASE | re.MULTILINE)
    match = found.search(text, part.head, part.start)
    if match is None:
        return Excerpt("", 0)
    characters: list[str] = []
    offsets: list[int] = []

    def take(start: int, end: int) -> None:
        for piece in re.finditer(rf"{_FOLD}|[^\r\n]+", text[start:end]):
            folded = piece[0][0] in "\r\n"
            characters.extend(" " if folded else piece[0])
            offsets.extend([start + piece.start()] if folded else range(start + piece.start(), start + piece.end()))

    at = match.start("value")
    value_end = match.end("value")
    for word in _ENCODED_WORD.finditer(text, at, value_end):
        # Blanks between two encoded words are none.
        if text[at : word.start()].strip() or at == match.start("value"):
            take(at, word.start())
        decoded, places = _word(word)
        characters += decoded
        offsets += places
        at = word.end()
    take(at, value_end)
    return Excerpt.mapped("".join(characters), [*offsets, value_end]).trimmed()


def _word(word: re.Match[str]) -> tuple[str, list[int]]:
    start, written = word.start("text"), word["text"]
    if word["encoding"] in "bB":
        data, places = _from_base64(written, start)
    else:
        data, places = _from_quoted(written.replace("_", "=20"), 0)
        # Each “_” was one character before it was three.
        at = [place for place, character in enumerate(written) for _ in range(3 if character == "_" else 1)]
        places = [start + at[place] for place in places]
    return _decoded(data, places, word["charset"])


def body(text: str, part: Part) -> Excerpt:
    """Return the body of a part as it is meant, its characters with their places."""
    encoding = str(part.headers.get("content-transfer-encoding", "")).strip().lower()
    written = text[part.start : part.end]
    if encoding not in {"base64", "quoted-printable"}:
        return Excerpt(written, part.start)
    read = _from_base64 if encoding == "base64" else _from_quoted
    data, places = read(written, part.start)
    decoded, offsets = _decoded(data, places, part.headers.get_content_charset() or "utf-8")
    return Excerpt.mapped(decoded, [*offsets, part.end])


def _from_quoted(written: str, start: int) -> tuple[bytes, list[int]]:
    """Return the bytes that quoted-printable stands for, and the place of each."""
    data = bytearray()
    places: list[int] = []
    for match in _QUOTED.finditer(written):
        if match["byte"]:
            data.append(int(match["byte"], 16))
            places.append(start + match.start())
        elif not match["soft"]:
            for offset, character in enumerate(match[0], start=start + match.start()):
                # What stands there unquoted, against the rules, was decoded with the file.
                encoded = character.encode("utf-8", "replace")
                data += encoded
                places += [offset] * len(encoded)
    return bytes(data), places


def _from_base64(written: str, start: int) -> tuple[bytes, list[int]]:
    """Return the bytes that base64 stands for, and the place of the character in which each begins."""
    signs = [match.start() for match in re.finditer("[A-Za-z0-9+/]", written)]
    packed = "".join(written[sign] for sign in signs)
    packed = packed[:-1] if len(packed) % 4 == 1 else packed
    data = base64.b64decode(packed + "=" * (-len(packed) % 4))
    return data, [start + signs[index * 4 // 3] for index in range(len(data))]


def _decoded(data: bytes, places: Sequence[int], charset: str) -> tuple[str, list[int]]:
    """Return the characters that bytes stand for, and the place of each."""
    try:
        decoder = codecs.getincrementaldecoder(charset)(errors="replace")
    except (LookupError, TypeError):
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    characters: list[str] = []
    offsets: list[int] = []
    begun = 0
    for index in range(len(data)):
        found = decoder.decode(data[index : index + 1], final=index + 1 == len(data))
        if found:
            characters += found
            offsets += [places[begun]] * len(found)
            begun = index + 1
    return "".join(characters), offsets
