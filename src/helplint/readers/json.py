"""JSON: a list of records, an object that holds one, or (JSON Lines) a record a line.

Which key means what is told by its name, as with the columns of a table: ``text``, ``date``, ``channel``, ``id`` …
A string in a list of posts is a post; under a copy key, a list of strings is a thread. What holds no copy is passed
over: settings, schemas, manifests.
"""

from __future__ import annotations

import re
from itertools import count
from json import loads
from typing import TYPE_CHECKING

from helplint.notice import HelplintError
from helplint.origin import Source
from helplint.readers._file import Format
from helplint.readers._json_layout import decode
from helplint.readers._json_scanner import JsonValue, skip_space
from helplint.readers._record_search import records_of
from helplint.readers._records import posts_of_records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from helplint.post import Post
    from helplint.readers._file import File
    from helplint.readers._records import Record

_LONGEST_LINE = 1 << 26
"""Characters."""

_MOST_ERRORS = 10
_ID = re.compile(r"\d{6,20}")


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a JSON or JSON Lines file.

    Raises
    ------
    HelplintError
        It is not valid JSON. Of JSON Lines a broken line makes an error notice, and the others are read.
    """
    yield from posts_of_records(file, _records(file))


def _records(file: File) -> Iterator[Record[JsonValue]]:
    first, second = _first_lines(file)
    named = file.name.lower().endswith((".jsonl", ".ndjson"))
    # JSON Lines are saved under .json as well, and the other way round. No document goes on behind a whole value.
    lines = bool(named or second) and _is_json(first)
    # A line that is broken, yet begins and ends as a record does; or a document with the braces of its first records.
    broken = not lines and first.lstrip().startswith("{") and second.startswith("{")
    if not lines and not (broken and named):
        try:
            document = _decoded(file, file.source)
        except HelplintError:
            if not broken:
                raise
        else:
            yield from records_of(file, [document])
            return
    yield from records_of(file, _values_of_lines(file), lone=True)


def _is_json(text: str) -> bool:
    try:
        loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _first_lines(file: File) -> tuple[str, str]:
    """Return the first two lines that hold something; nothing where there are fewer, or only very long ones."""
    with file.open_text() as opened:
        try:
            lines = (line for _, line, _ in _lines(file, opened))
            return next(lines, ""), next(lines, "")
        except HelplintError:
            return "", ""


def _values_of_lines(file: File) -> Iterator[JsonValue]:
    broken, ids = 0, 0
    with file.open_text() as opened:
        for at, line, offset in _lines(file, opened):
            try:
                value = _decoded(file, Source(line, first_line=at, offset=offset))
            except HelplintError as error:
                broken += 1
                if broken <= _MOST_ERRORS:
                    file.notices.append(error.notice)
                continue
            ids += _ID.fullmatch(line.strip(' "\r')) is not None
            yield value
    if broken > _MOST_ERRORS:
        file.notices.append(file.error(f"{broken - _MOST_ERRORS} more lines are not valid JSON").notice)
    if ids:
        file.note(f"{ids:,} lines hold an id and no text")


def _lines(file: File, opened: TextIO) -> Iterator[tuple[int, str, int]]:
    """Yield the lines that hold something: number, text without its end, and offset in the file."""
    offset = 0
    for number in count(1):
        line = opened.readline(_LONGEST_LINE)
        if not line:
            return
        if len(line) == _LONGEST_LINE:
            raise file.error("this line is too long to be one record; put each on a line of its own", number)
        if not line.isspace():
            yield number, line.removesuffix("\n"), offset
        offset += len(line)


def _decoded(file: File, source: Source) -> JsonValue:
    return JsonValue(decode(file, source), source, skip_space(source.text, 0))


format = Format(  # noqa: A001 - what every reader calls it
    summary="JSON and JSON Lines: a list of records",
    suffixes=(".json", ".jsonl", ".ndjson"),
    read=read,
    marks="a key such as text, copy, caption or content; see --text-column for others",
    dialects={
        "tweets of API version 2 (twarc2)": "id, text or note_tweet, author_id …, in pages under data or one a line",
        "tweets of version 1.1 (twarc)": "id_str, text, full_text or extended_tweet; reposts are left out in both",
    },
)
