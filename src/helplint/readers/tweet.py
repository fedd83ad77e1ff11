"""Tweets as files, in the way of twitter-together: front matter, threads and polls.

The front matter may give ``thread-delimiter`` (``---`` otherwise), ``reply``, ``retweet``, ``media``, ``schedule`` and
``poll``; each post of a thread may have its own. Poll options at the end are kept in the field ``poll`` of the post.
``helplint: ignore=hype`` in the first is about the whole thread, in another about its post; a comment in the text would
be published.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._front_matter import Details, helplint_key, times_of, yaml_front_matter
from helplint.readers._html_comments import suppressions_in
from helplint.readers._poll import split_poll

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helplint.readers._file import File
    from helplint.readers._front_matter import FrontMatter


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a thread, or the one post there is; a retweet without words of its own makes none.

    Raises
    ------
    HelplintError
        A front matter is not valid YAML.
    """
    parts = list(_parts(file))
    first = Details.of(_data(parts[0][0]))
    [(time, whole_day)] = times_of(file, [(first, 1)])
    reply = bool(first.fields.get("reply"))
    if first.fields.get("retweet") and not any(excerpt.text for _, excerpt in parts):
        file.note("passed over: a retweet without words of its own")
    if key := helplint_key(file, parts[0][0]):
        file.suppress(*key)
    for start, _ in suppressions_in(file.source.text):
        message = "this comment would be published; write it into the front matter, as “helplint: ignore=NAME reason”"
        file.warn(message, file.source.line_column(start)[0])
    for number, (front, excerpt) in enumerate(parts, start=1):
        data = _data(front)
        key = helplint_key(file, front) if number > 1 else None
        options = _strings(data.get("poll"))
        if not options:
            excerpt, options = split_poll(excerpt, "()")  # noqa: PLW2901 - what is left of it
        fields = {**Details.of(data).fields, **_media(data)} | ({"poll": "\n".join(options)} if options else {})
        if excerpt.text:
            origin = excerpt.origin(file.path, file.source)
            yield Post(
                id=f"{file.path}:{number}",
                text=excerpt.text,
                origin=replace(origin, part=number) if len(parts) > 1 else origin,
                channels=("x",),
                time=time,
                whole_day=whole_day,
                reply=reply,
                status=Details.of(data).status or first.status,
                fields=fields,
                suppressions=file.suppressions_of_record(*key) if key else (),
            )


def _parts(file: File) -> Iterator[tuple[FrontMatter | None, Excerpt]]:
    """Yield the front matter and the text of each post; as in twitter-together, a delimiter counts for one split."""
    text = file.source.text
    start: int | None = 0
    while start is not None:
        front = yaml_front_matter(file, start)
        data = _data(front)
        start = front.end if front else start
        delimiter = data.get("thread-delimiter")
        mark = re.escape(delimiter if isinstance(delimiter, str) and delimiter else "---")
        found = re.compile(rf"(?<!\n)(?<!\n\r)(?:\r?\n)++{mark}[ \t]*(?:\r?\n)+").search(text, start)
        yield front, Excerpt.cut(text, start, found.start() if found else len(text))
        start = found.end() if found else None


def _data(front: FrontMatter | None) -> Mapping[str, object]:
    return front.data if front else {}


def _strings(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _media(data: Mapping[str, object]) -> dict[str, str]:
    """Return the files and their descriptions; the latter, even if there is none, wherever there is a file."""
    media = data.get("media")
    entries = [each for each in media if isinstance(each, dict)] if isinstance(media, list) else []
    files = ", ".join(str(each["file"]) for each in entries if each.get("file"))
    alt = "\n".join(str(each["alt"]) for each in entries if each.get("alt"))
    return {"media": files, "alt": alt} if files else {}


format = Format(  # noqa: A001 - the name every reader has
    summary="tweets as files, with front matter, threads and polls (twitter-together)",
    suffixes=(".tweet",),
    read=read,
)
