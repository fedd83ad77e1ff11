"""Facebook: posts of the export that a person or page can ask for (as JSON).

The words of a post are read; where there are none, those at its picture. What Facebook says about it (“… updated her
status”) is no copy, and kept in the field ``activity``. Private messages, also those of Instagram, are refused.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._json_document import Document, mappings_at, text_at, word_at
from helplint.readers._media import media_fields
from helplint.readers._meta import export, is_conversation, repaired

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helplint.readers._file import File
    from helplint.readers._json_document import Record
    from helplint.readers._json_layout import Path

_NAMES = ("your_posts*.json", "profile_posts*.json")
_POST = re.compile(r'"data"\s*:\s*\[\s*\{\s*"post"\s*:')


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a file of the export; no ids are exported, a post is told by its number.

    Raises
    ------
    HelplintError
        It is not valid JSON. A record that is broken makes an error notice, and the others are read.
    """
    if is_conversation(file):
        file.refuse("this is a private conversation, which is not read; name the files with posts")
        return
    document = Document.of(file)
    data = document.data
    lists = [key for key, value in data.items() if isinstance(value, list)] if isinstance(data, dict) else []
    if isinstance(data, dict) and "timestamp" not in data and len(lists) == 1:
        yield from document.posts(_posts_of, lists[0])
    else:
        yield from document.posts(_posts_of)


def _posts_of(record: Record) -> Iterator[Post]:
    file = record.document.file
    path = _copy(record.data)
    if path is None:
        file.leave_out("posts without words")
        return
    excerpt = repaired(Excerpt(record.text(*path), 0))
    yield Post(
        id=f"{file.path}:{record.number}",
        text=excerpt.text,
        origin=record.origin(excerpt, path),
        channels=("facebook",),
        time=record.unix_time("timestamp"),
        fields=_fields(record.data),
        record=record.data,
    )


def _attached(record: Mapping[str, object]) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """Yield what is attached to a post, and where it stands."""
    for outer, attachment in enumerate(mappings_at(record, "attachments")):
        for inner, data in enumerate(mappings_at(attachment, "data")):
            yield ("attachments", outer, "data", inner), data


def _copy(record: Mapping[str, object]) -> Path | None:
    paths: list[Path] = [("data", index, "post") for index in range(len(mappings_at(record, "data")))]
    paths += [("post",), *((*above, "media", "description") for above, _ in _attached(record))]
    return next((path for path in paths if text_at(record, *path).strip()), None)


def _fields(record: Mapping[str, object]) -> dict[str, str]:
    attached = [data for _, data in _attached(record)]
    links = [word_at(data, "external_context", "url") for data in attached]
    given = {
        "activity": repaired(Excerpt(word_at(record, "title"), 0)).text,
        "link": "\n".join(filter(None, links)),
    }
    files = [word_at(data, "media", "uri") for data in attached]
    return {name: value for name, value in given.items() if value} | media_fields(
        (file, None) for file in files if file
    )


def _recognise(file: File) -> bool:
    named = any(fnmatchcase(file.name.lower(), name) for name in _NAMES) and '"timestamp"' in file.head
    return named or bool(_POST.search(file.head)) or is_conversation(file)


format = Format(  # noqa: A001 - the name every reader has
    summary="Facebook's export: the posts of a person or page",
    suffixes=(".json",),
    read=read,
    recognise=_recognise,
    marks="objects whose “data” holds a “post”; in the export your_posts….json or profile_posts….json",
    export=export,
)
