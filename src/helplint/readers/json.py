"""JSON: a list of records, an object that holds one, or (JSON Lines) a record a line.

Which key means what is told by its name, as with the columns of a table: ``text``, ``date``, ``channel``, ``id`` …
A string in a list of posts is a post; under a copy key, a list of strings is a thread. What holds no copy is passed
over: settings, schemas, manifests.
"""

from __future__ import annotations

import re
from json import loads
from typing import TYPE_CHECKING

from helplint.notice import HelplintError
from helplint.origin import Source
from helplint.readers._file import Format
from helplint.readers._json_layout import decode
from helplint.readers._json_scanner import JsonValue, skip_space
from helplint.readers._records import find_records, posts_of_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.post import Post
    from helplint.readers._file import File
    from helplint.readers._records import Record

_LINE = re.compile(r"[^\n]+")
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
    lines = file.name.lower().endswith((".jsonl", ".ndjson"))
    try:
        document = None if lines and _is_lines(file.source.text) else _decoded(file, file.source)
    except HelplintError:
        # JSON Lines are saved under .json as well.
        if lines or not _is_lines(file.source.text):
            raise
        document = None
    if document is None:
        yield from _records_of_lines(file)
    else:
        yield from find_records(document)


def _is_lines(text: str) -> bool:
    """Return whether the first line that holds something is a value of its own."""
    lines = (match.group() for match in _LINE.finditer(text) if not match.group().isspace())
    first, second = next(lines, ""), next(lines, None)
    try:
        loads(first)
    except (ValueError, RecursionError):
        # A line that is broken, yet begins and ends as a record does.
        return first.lstrip().startswith("{") and second is not None and second.startswith("{")
    return True


def _records_of_lines(file: File) -> Iterator[Record[JsonValue]]:
    number, broken, ids = 1, 0, 0
    for line, match in _lines(file.source.text):
        try:
            value = _decoded(file, Source(match.group(), first_line=line, offset=match.start()))
        except HelplintError as error:
            broken += 1
            if broken <= _MOST_ERRORS:
                file.notices.append(error.notice)
            continue
        ids += _ID.fullmatch(match.group().strip(' "\r')) is not None
        for record in find_records(value, first=number, lone=True):
            number = record.number + 1
            yield record
    if broken > _MOST_ERRORS:
        file.notices.append(file.error(f"{broken - _MOST_ERRORS} more lines are not valid JSON").notice)
    if ids:
        file.note(f"{ids:,} lines hold an id and no text")


def _lines(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the lines that hold something, with their numbers."""
    line, counted = 1, 0
    for match in _LINE.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        if not match.group().isspace():
            yield line, match


def _decoded(file: File, source: Source) -> JsonValue:
    return JsonValue(decode(file, source), source, skip_space(source.text, 0))


format = Format(  # noqa: A001 - what every reader calls it
    summary="JSON and JSON Lines: a list of records",
    suffixes=(".json", ".jsonl", ".ndjson"),
    read=read,
)
