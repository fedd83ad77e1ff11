"""Telegram: ``result.json``, which the desktop program exports of one chat or of all.

Only posts of public channels are read: what stands in other chats is private, or other people's. Forwarded messages are
left out and counted as reposts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._json_document import Document, at, mappings_at, word_at
from helplint.readers._media import media_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from helplint.readers._file import File
    from helplint.readers._json_document import Record
    from helplint.readers._json_layout import Path

_RESULT = "result.json"
_CHAT = re.compile(
    r'"type"\s*:\s*"(?:(?:public|private)_(?:channel|group|supergroup)|(?:personal|bot)_chat|saved_messages)"'
)
_ALL = re.compile(r'\s*\{\s*"about"\s*:\s*"Here is the data you requested|"chats"\s*:\s*\{\s*"about"')
_SENT = ("photos/", "files/", "video_files/", "voice_messages/", "round_video_messages/", "stickers/", "chats/")


def read(file: File) -> Iterator[Post]:
    """Yield the posts of public channels.

    Raises
    ------
    HelplintError
        It is not valid JSON. A record that is broken makes an error notice, and the others are read.
    """
    document = Document.of(file)
    if isinstance(at(document.data, "messages"), list):
        yield from _posts_of_chat(document, ())
        return
    chats = at(document.data, "chats", "list")
    for index in range(len(chats) if isinstance(chats, list) else 0):
        yield from _posts_of_chat(document, ("chats", "list", index))


def _posts_of_chat(document: Document, path: Path) -> Iterator[Post]:
    chat = at(document.data, *path)
    if at(chat, "type") != "public_channel":
        document.file.leave_out("chats that are no public channel")
        return
    yield from document.posts(lambda record: _posts_of(record, chat), *path, "messages")


def _posts_of(record: Record, chat: object) -> Iterator[Post]:
    file, message = record.document.file, record.data
    if record.word("type") != "message":
        return
    if record.word("forwarded_from"):
        file.leave_out("reposts")
        return
    paths = _strings(message)
    excerpt = Excerpt("".join(record.text(*path) for path in paths), 0)
    if not excerpt.text.strip():
        file.leave_out("posts without words")
        return
    name, number = word_at(chat, "name"), record.word("id")
    yield Post(
        id=f"{word_at(chat, 'id') or name}/{number}" if number else f"{file.path}:{record.number}",
        text=excerpt.text,
        origin=record.origin(excerpt, *paths, field=None if paths[0][0] == "poll" else "text"),
        channels=("telegram",),
        time=record.unix_time("date_unixtime") if "date_unixtime" in message else record.iso_time(record.word("date")),
        author=record.word("author") or name or None,
        fields=_fields(message),
        record=message,
    )


def _strings(message: Mapping[str, object]) -> list[Path]:
    """Return where the words of a message stand: in one string, in pieces some of which are links, or in a poll."""
    text = message.get("text")
    if isinstance(text, list):
        return [
            ("text", index, "text") if isinstance(piece, dict) else ("text", index) for index, piece in enumerate(text)
        ] or [("text",)]
    return [("text",)] if text or "poll" not in message else [("poll", "question")]


def _fields(message: Mapping[str, object]) -> dict[str, str]:
    options = mappings_at(message, "poll", "answers")
    given = {
        "links": "\n".join(filter(None, (word_at(piece, "href") for piece in mappings_at(message, "text")))),
        "poll": "\n".join(word_at(option, "text") for option in options),
    }
    photo = word_at(message, "photo")
    return {name: value for name, value in given.items() if value} | media_fields([(photo, None)] if photo else [])


def _recognise(file: File) -> bool:
    before = file.head.partition('"messages"')[0]
    return bool(_CHAT.search(before)) or bool(_ALL.search(file.head))


def _export(names: Sequence[str]) -> Sequence[str] | None:
    sent = any(name.startswith(_SENT) for name in names)
    return [_RESULT] if _RESULT in names and sent else None


format = Format(  # noqa: A001 - the name every reader has
    summary="Telegram's export: the posts of public channels",
    suffixes=(".json",),
    read=read,
    recognise=_recognise,
    marks="the “type” of a chat, such as “public_channel”, before its “messages”, or “chats” with a “list”",
    export=_export,
)
