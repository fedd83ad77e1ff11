"""Ghost: the JSON export of a blog.

Posts are read with their status, drafts too; pages are left out and counted. The text is taken from the HTML, or else
from what Ghost's editors wrote (Lexical, Mobiledoc). Members, settings and addresses are not looked at.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from helplint.post import Post
from helplint.readers._editor_text import text_of_lexical, text_of_mobiledoc
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._html import text_of_html
from helplint.readers._json_document import Document, at, mappings_at, text_at, word_at
from helplint.readers._titles import under_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helplint.readers._file import File
    from helplint.readers._json_document import Record
    from helplint.readers._json_layout import Path

_EXPORT = re.compile(r'\s*\{\s*"db"\s*:\s*\[\s*\{\s*"(?:meta|data)"\s*:')
_OF_TOOLS = re.compile(r'"posts"\s*:\s*\[\s*\{\s*"url"\s*:\s*"[^"]*"\s*,\s*"data"\s*:\s*\{')
_TABLES: tuple[Path, ...] = (("db", 0, "data"), ("data",), ())
_BODIES = (("html", text_of_html), ("lexical", text_of_lexical), ("mobiledoc", text_of_mobiledoc))


def read(file: File) -> Iterator[Post]:
    """Yield the posts of an export.

    Raises
    ------
    HelplintError
        It is not valid JSON. A record that is broken makes an error notice, and the others are read.
    """
    document = Document.of(file)
    above = next((path for path in _TABLES if isinstance(at(document.data, *path, "posts"), list)), ())
    authors = _authors(at(document.data, *above))
    yield from document.posts(lambda record: _posts_of(record, authors), *above, "posts")


def _authors(tables: object) -> Mapping[str, str]:
    """Return the name of the first author of each post, by the ids of posts and of users."""
    names = {str(user.get("id")): str(user.get("name") or "") for user in mappings_at(tables, "users")}
    links = mappings_at(tables, "posts_authors")
    of_posts = {
        str(link.get("post_id")): names.get(str(link.get("author_id")), "")
        for link in links
        if not link.get("sort_order")
    }
    return names | of_posts


def _posts_of(record: Record, authors: Mapping[str, str]) -> Iterator[Post]:
    file = record.document.file
    # Tools that move blogs to Ghost wrap a post, with the address it had.
    above: Path = ("data",) if isinstance(record.data.get("data"), dict) else ()
    post = at(record.data, *above)
    if word_at(post, "type") == "page" or at(post, "page") == 1:
        file.leave_out("pages")
        return
    key, read_body = next(((key, body) for key, body in _BODIES if text_at(post, key).strip()), _BODIES[0])
    body = read_body(Excerpt(text_at(post, key), 0))
    text, origin = under_title(record, (*above, "title"), body, (*above, key))
    if not text.strip():
        file.leave_out("posts without words")
        return
    id_, status = word_at(post, "id"), word_at(post, "status")
    author = word_at(post, "author", "data", "name") or authors.get(id_) or authors.get(word_at(post, "author_id"))
    given = {
        "excerpt": word_at(post, "custom_excerpt"),
        "description": word_at(post, "meta_description"),
        "visibility": word_at(post, "visibility"),
        "slug": word_at(post, "slug"),
    }
    yield Post(
        id=id_ or record.word("url") or f"{file.path}:{record.number}",
        text=text,
        origin=origin,
        # What was sent and not published went out by mail alone.
        channels=("newsletter",) if status == "sent" else ("blog",),
        time=record.time(word_at(post, "published_at"), _time),
        author=author or None,
        status=status or None,
        fields={name: value for name, value in given.items() if value},
        record=record.data,
    )


def _time(text: str) -> datetime:
    """Return a time as one of Ghost's versions wrote it: always in UTC."""
    if text.isdigit():
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _recognise(file: File) -> bool:
    return bool(_EXPORT.match(file.head)) or bool(_OF_TOOLS.search(file.head))


format = Format(  # noqa: A001 - the name every reader has
    summary="Ghost's export: the posts of a blog, with drafts",
    suffixes=(".json",),
    read=read,
    recognise=_recognise,
    marks="its first key is “db”, with “meta” and “data”; or “posts” that hold “url” and “data”",
)
