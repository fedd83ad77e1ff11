"""Every word of a post from an archive leads back to where it stands, whatever stands around it."""

from __future__ import annotations

import html
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helplint

if TYPE_CHECKING:
    from collections.abc import Callable

    from helplint import Post

_WORD = "stopcock"
_AROUND = st.text(st.sampled_from(list("abc xyz.,:;!?'\"\\/#@-*_|>&%{}[]()<é–“”🚲👩‍🚀𝗕\t\n")), max_size=30)  # noqa: RUF001


def _mastodon(text: str) -> Any:
    content = f"<p>{html.escape(text)}</p>"
    public = "https://www.w3.org/ns/activitystreams#Public"
    toot = {"type": "Create", "actor": "a", "to": [public], "object": {"content": content, "id": "1"}}
    return {"type": "OrderedCollection", "orderedItems": [toot]}


def _telegram(text: str) -> Any:
    pieces = ["a", {"type": "bold", "text": "b"}, {"type": "bold", "text": text}, "c"]
    chat = {"name": "a", "type": "public_channel", "id": 1}
    return chat | {"messages": [{"id": 1, "type": "message", "date_unixtime": "1", "text": pieces}]}


def _ghost(text: str) -> Any:
    lexical = {"root": {"children": [{"type": "paragraph", "children": [{"type": "text", "text": text}]}]}}
    posts = [{"id": "1", "title": "A title", "lexical": json.dumps(lexical)}]
    return {"db": [{"meta": {}, "data": {"posts": posts}}]}


def _meta(text: str) -> str:
    return text.encode().decode("latin-1")


_BUILDERS: dict[str, Callable[[str], Any]] = {
    "outbox.json": _mastodon,
    "tweets.js": lambda text: [{"tweet": {"id_str": "1", "full_text": html.escape(text, quote=False)}}],
    "bluesky.json": lambda text: {"feed": [{"post": {"record": {"$type": "app.bsky.feed.post", "text": text}}}]},
    "posts_1.json": lambda text: [{"media": [{"uri": "a", "creation_timestamp": 1, "title": _meta(text)}]}],
    "threads.json": lambda text: {"text_post_app_text_posts": [{"title": _meta(text), "creation_timestamp": 1}]},
    "your_posts_1.json": lambda text: [{"timestamp": 1, "data": [{"post": _meta(text)}]}],
    "result.json": _telegram,
    "board.json": lambda text: {"descData": None, "idOrganization": None, "cards": [{"id": "1", "desc": text}]},
    "feed.json": lambda text: {
        "version": "https://jsonfeed.org/version/1",
        "items": [{"id": 1, "title": "On it", "content_html": html.escape(text)}],
    },
    "ghost.json": _ghost,
}


def _read(name: str, content: str) -> list[Post]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_text(content, encoding="utf-8", newline="")
        return list(helplint.read([path]))


@pytest.mark.parametrize("name", _BUILDERS)
@given(before=_AROUND, after=_AROUND, ascii_only=st.booleans(), indent=st.sampled_from([None, 1]))
def test_a_word_is_found_where_it_stands(
    name: str, before: str, after: str, *, ascii_only: bool, indent: int | None
) -> None:
    data = _BUILDERS[name](f"{before} {_WORD} {after}")
    content = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    if name.endswith(".js"):
        content = f"window.YTD.tweets.part0 = {content}"
    [post] = _read(name, content)
    assert _WORD in post.text
    start = post.text.index(_WORD)
    place = content.index(_WORD)
    assert post.origin.place(post.text, start, start + len(_WORD))[:2] == (place, place + len(_WORD))
    offsets = [post.origin.source_offset(offset) for offset in range(len(post.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] <= len(content)
