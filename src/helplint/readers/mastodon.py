"""Mastodon: ``outbox.json`` of the archive that an account can ask for.

Toots that everybody can see are read; boosts, direct messages and what only followers see are left out and counted. A
content warning is kept in the field ``content warning``, poll options in ``poll``, descriptions of pictures in ``alt``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from helplint.post import Post
from helplint.readers._file import Format
from helplint.readers._json_document import Document, at, mappings_at, word_at
from helplint.readers._media import media_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from helplint.readers._file import File
    from helplint.readers._json_document import Record

_OUTBOX = "outbox.json"
_COLLECTION = re.compile(r'"type"\s*:\s*"Ordered(?:Collection|CollectionPage)"')
_PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_ELSEWHERE = frozenset({"Announce", "Delete", "Undo", "Update", "Like", "Add", "Remove", "Move", "Follow", "Accept"})


def read(file: File) -> Iterator[Post]:
    """Yield the public toots of an outbox.

    Raises
    ------
    HelplintError
        It is not valid JSON. A record that is broken makes an error notice, and the others are read.
    """
    yield from Document.of(file).posts(_posts_of, "orderedItems")


def _posts_of(record: Record) -> Iterator[Post]:
    file = record.document.file
    activity, toot = record.data, at(record.data, "object")
    if record.word("type") in _ELSEWHERE or not isinstance(toot, dict):
        if record.word("type") == "Announce":
            file.leave_out("reposts")
        return
    receivers = [*_listed(activity.get("to")), *_listed(activity.get("cc"))]
    if not _PUBLIC.intersection(receivers):
        to_followers = any(each.endswith("/followers") for each in receivers)
        file.leave_out("followers-only posts" if to_followers else "direct messages")
        return
    actor, answered = record.word("actor"), word_at(toot, "inReplyTo")
    text, origin = record.text_of_html("object", "content")
    if text:
        yield Post(
            # The number that ends its address: in a list, addresses that begin alike cannot be told apart.
            id=word_at(toot, "id").rpartition("/")[2] or f"{file.path}:{record.number}",
            text=text,
            origin=origin,
            channels=("mastodon",),
            time=record.iso_time(word_at(toot, "published") or record.word("published")),
            author=_account(actor) or None,
            # Who goes on with a thread of their own answers nobody.
            reply=bool(answered) and not answered.startswith(f"{actor}/"),
            fields=_fields(toot),
            record=activity,
        )


def _listed(value: object) -> Sequence[str]:
    """Return addresses, which stand alone or in a list."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else _listed([value])


@lru_cache
def _account(actor: str) -> str:
    """Return an account as people write it.

    Examples
    --------
    >>> _account("https://tools.example/users/ada")
    '@ada@tools.example'
    """
    parts = urlsplit(actor)
    name = parts.path.rpartition("/")[2].removeprefix("@")
    return f"@{name}@{parts.hostname}" if name and parts.hostname else actor


def _fields(toot: Mapping[str, object]) -> dict[str, str]:
    options = mappings_at(toot, "oneOf") or mappings_at(toot, "anyOf")
    languages = at(toot, "contentMap")
    pictures = [each for each in mappings_at(toot, "attachment") if word_at(each, "mediaType").startswith("image/")]
    given = {
        "content warning": word_at(toot, "summary"),
        "poll": "\n".join(word_at(option, "name") for option in options),
        "language": ", ".join(languages) if isinstance(languages, dict) else "",
        "permalink": word_at(toot, "url"),
    }
    return {name: value for name, value in given.items() if value} | media_fields(
        (word_at(each, "url"), word_at(each, "name")) for each in pictures
    )


def _recognise(file: File) -> bool:
    return bool(_COLLECTION.search(file.head)) and ("orderedItems" in file.head or file.name.lower().endswith(_OUTBOX))


def _export(names: Sequence[str]) -> Sequence[str] | None:
    return [_OUTBOX] if _OUTBOX in names and "actor.json" in names else None


format = Format(  # noqa: A001 - the name every reader has
    summary="Mastodon's archive: the public toots of an outbox",
    suffixes=(".json",),
    read=read,
    recognise=_recognise,
    marks="“type” is “OrderedCollection” and there are “orderedItems”; in the archive outbox.json beside actor.json",
    export=_export,
)
