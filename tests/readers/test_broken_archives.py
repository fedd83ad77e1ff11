"""Whatever stands in an archive in place of what should: there are notices, and never a traceback."""

from __future__ import annotations

import json
import pickle
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helplint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint import Notice

_PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
_MEDIUM = {"uri": "a.jpg", "creation_timestamp": 1772357405, "title": "Caf\u00c3\u00a9"}
_LEXICAL = {"root": {"children": [{"type": "paragraph", "children": [{"type": "text", "text": "Wait."}]}]}}

_ARCHIVES: dict[str, Any] = {
    "outbox.json": {
        "type": "OrderedCollection",
        "orderedItems": [
            {
                "type": "Create",
                "actor": "https://tools.example/users/ada",
                "to": [_PUBLIC],
                "cc": "x",
                "object": {
                    "id": "https://tools.example/1",
                    "content": "<p>Oil it.</p>",
                    "published": "2026-03-01T09:30:05Z",
                    "contentMap": {"en": "x"},
                    "attachment": [{"mediaType": "image/png", "url": "a.png", "name": "A hose."}],
                    "oneOf": [{"name": "Yes"}],
                },
            }
        ],
    },
    "tweets.js": [
        {
            "tweet": {
                "id_str": "1",
                "full_text": "@bo See https://t.co/ab &amp; https://t.co/pic",
                "created_at": "Sun Mar 01 09:30:05 +0000 2026",
                "display_text_range": ["4", "9"],
                "in_reply_to_user_id_str": "9",
                "edit_info": {"initial": {"editTweetIds": ["1", "2"]}},
                "entities": {
                    "urls": [{"url": "https://t.co/ab", "expanded_url": "https://a.example/"}],
                    "media": [{"url": "https://t.co/pic", "type": "photo", "media_url_https": "a.jpg"}],
                },
            }
        }
    ],
    "note-tweet.js": [
        {
            "noteTweet": {
                "noteTweetId": "1",
                "createdAt": "2026-03-01T09:30:05.000Z",
                "core": {
                    "text": "See https://t.co/ab and more",
                    "urls": [{"shortUrl": "https://t.co/ab", "expandedUrl": "https://a.example/"}],
                },
            }
        }
    ],
    "account.js": [{"account": {"accountId": "7", "username": "tidewell"}}],
    "bluesky.json": {
        "feed": [
            {
                "post": {
                    "uri": "at://did:plc:a/app.bsky.feed.post/1",
                    "author": {"did": "did:plc:a", "handle": "a.example"},
                    "record": {
                        "$type": "app.bsky.feed.post",
                        "text": "Oil it.",
                        "createdAt": "2026-03-01T09:30:05Z",
                        "langs": ["en"],
                        "reply": {"parent": {"uri": "at://b"}},
                        "facets": [{"features": [{"uri": "https://a.example/"}]}],
                        "embed": {"images": [{"alt": "", "image": {"ref": {"$link": "b"}}}], "external": {"uri": "a"}},
                    },
                },
                "reason": None,
            }
        ]
    },
    "posts_1.json": [{"media": [_MEDIUM, _MEDIUM], "title": "", "creation_timestamp": 1772357405}],
    "threads.json": {"text_post_app_text_posts": [{"media": [_MEDIUM | {"text_app_post": {"is_reply": True}}]}]},
    "your_posts_1.json": [
        {
            "timestamp": 1772357405,
            "title": "Ada wrote.",
            "data": [{"update_timestamp": 1}, {"post": "Oil it."}],
            "attachments": [{"data": [{"media": {"uri": "a", "description": "b"}, "external_context": {"url": "c"}}]}],
        }
    ],
    "result.json": {
        "about": "Here is the data you requested.",
        "chats": {
            "list": [
                {
                    "name": "A",
                    "type": "public_channel",
                    "id": 1,
                    "messages": [
                        {
                            "id": 1,
                            "type": "message",
                            "date_unixtime": "1772357405",
                            "text": ["a ", {"type": "link", "text": "b", "href": "c"}],
                            "poll": {"question": "d", "answers": [{"text": "e"}]},
                            "photo": "f",
                        }
                    ],
                }
            ]
        },
    },
    "board.json": {
        "descData": None,
        "idOrganization": None,
        "lists": [{"id": "l", "name": "X", "closed": False}],
        "cards": [{"id": "1", "name": "a", "desc": "b", "idList": "l", "labels": [{"name": "X"}], "due": None}],
    },
    "feed.json": {
        "version": "https://jsonfeed.org/version/1",
        "authors": [{"name": "Ada"}],
        "items": [
            {
                "id": "1",
                "title": "a",
                "content_html": "<p>b</p>",
                "tags": ["c"],
                "date_published": "2026-03-01T09:30:05Z",
                "author": {"name": "Bo"},
            }
        ],
    },
    "ghost.json": {
        "db": [
            {
                "meta": {},
                "data": {
                    "posts": [
                        {
                            "id": "1",
                            "title": "a",
                            "lexical": json.dumps(_LEXICAL),
                            "published_at": "2026-03-01T09:30:05Z",
                            "author": {"data": {"name": "Ada"}},
                        }
                    ],
                    "posts_authors": [{"post_id": "1", "author_id": "u", "sort_order": 0}],
                    "users": [{"id": "u", "name": "Ada"}],
                },
            }
        ]
    },
}
_JUNK: list[Any] = [
    None,
    3,
    -1.5,
    1e300,
    True,
    "",
    "x",
    "99",
    [],
    [3],
    [[]],
    [None],
    {},
    {"a": 1},
    "\ud83d",
    "{}",
    "[1]",
]


def _paths(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in items:
        yield (*above, key)
        yield from _paths(member, (*above, key))


def _with(value: Any, path: tuple[Any, ...], junk: Any) -> Any:
    changed = inner = deepcopy(value)
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = junk
    return changed


def _write(folder: Path, name: str, data: Any) -> None:
    variable = f"window.YTD.{name[:-3].replace('-', '_')}.part0 = " if name.endswith(".js") else ""
    (folder / name).write_text(variable + json.dumps(data), encoding="utf-8")


def _read(name: str, data: Any, alone: bool = True) -> tuple[list[helplint.Post], list[Notice]]:  # noqa: FBT001, FBT002
    with tempfile.TemporaryDirectory() as folder:
        for beside, content in _ARCHIVES.items():
            if beside.endswith(".js"):
                _write(Path(folder), beside, content)
        _write(Path(folder), name, data)
        notices: list[Notice] = []
        posts = list(helplint.read([Path(folder, name) if alone else folder], notices=notices))
        for post in posts:
            post.origin.position(post.text, 0)
            post.origin.quote(0, len(post.text))
        return posts, notices


@pytest.mark.parametrize("name", [name for name in _ARCHIVES if name != "account.js"])
@given(data=st.data())
def test_nothing_in_a_record_breaks_the_reading(name: str, data: st.DataObject) -> None:
    whole = _ARCHIVES[name]
    path = data.draw(st.sampled_from(list(_paths(whole))))
    _read(name, _with(whole, path, data.draw(st.sampled_from(_JUNK))))


@given(data=st.data())
def test_nothing_in_the_account_breaks_the_reading(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(list(_paths(_ARCHIVES["account.js"]))))
    changed = _with(_ARCHIVES["account.js"], path, data.draw(st.sampled_from(_JUNK)))
    posts, _ = _read("account.js", changed, alone=False)
    assert len(posts) == 1


@pytest.mark.parametrize("name", [name for name in _ARCHIVES if name not in {"account.js", "note-tweet.js"}])
def test_a_post_can_be_sent_to_another_process(name: str) -> None:
    [post], notices = _read(name, _ARCHIVES[name])
    assert notices == []
    again = pickle.loads(pickle.dumps(post))  # noqa: S301 - our own
    assert again.origin.quote(0, len(post.text)) == post.origin.quote(0, len(post.text))
