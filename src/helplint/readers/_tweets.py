"""Tweets as X and Twitter have given them to programs: version 2 and 1.1, as twarc and others keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.readers._excerpt import Excerpt
from helplint.readers._rewriting import ENTITY, rewritten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helplint.readers._chosen import Chosen

_ALONE = frozenset("author_id edit_history_tweet_ids conversation_id public_metrics id_str retweet_count".split())  # noqa: SIM905
"""Keys of which a tweet has one beside its id and text, and other records have none."""

_WHOLE = (("note_tweet", "text"), ("extended_tweet", "full_text"))
"""Where the whole text of a long tweet stands, of which the text is only the beginning."""


def is_tweet(data: object) -> bool:
    """Return whether a record is a tweet.

    Examples
    --------
    >>> is_tweet({"id": "1", "text": "Oil it.", "author_id": "7"}), is_tweet({"id": "1", "text": "Oil it."})
    (True, False)
    """
    if not isinstance(data, dict) or _ALONE.isdisjoint(data):
        return False
    return ("id" in data or "id_str" in data) and ("text" in data or "full_text" in data)


def tweet_keys(data: Mapping[str, object], chosen: Chosen) -> Chosen:
    """Return what the user has said of keys, and of a tweet where its text stands, if the user has said nothing."""
    if chosen.text is None and is_tweet(data):
        for key, inner in _WHOLE:
            part = data.get(key)
            if isinstance(part, dict) and isinstance(part.get(inner), str):
                return chosen._replace(text=f"{key}.{inner}")
        return chosen._replace(text="full_text" if "full_text" in data else "text")
    return chosen


def is_repost(data: object) -> bool:
    """Return whether a record is a tweet that only passes another one on."""
    return (
        isinstance(data, dict) and is_tweet(data) and ("retweeted_status" in data or "retweeted" in _references(data))
    )


def answers_somebody(data: Mapping[str, object]) -> bool:
    """Return whether a tweet answers one of another account, rather than going on with a thread."""
    user = data.get("user")
    author = user.get("id") if isinstance(user, dict) else data.get("author_id")
    answered = data.get("in_reply_to_user_id")
    if answered is not None and author is not None:
        return str(answered) != str(author)
    return bool(answered or data.get("in_reply_to_status_id")) or "replied_to" in _references(data)


def _references(data: Mapping[str, object]) -> set[object]:
    listed = data.get("referenced_tweets")
    return {each.get("type") for each in listed if isinstance(each, dict)} if isinstance(listed, list) else set()


def unescaped(excerpt: Excerpt) -> Excerpt:
    """Return a text with the characters that its entities stand for.

    Examples
    --------
    >>> unescaped(Excerpt("Oil &amp; dry", 3)).text
    'Oil & dry'
    """
    if ENTITY.search(excerpt.text) is None:
        return excerpt
    start = excerpt.start
    offsets = excerpt.offsets or range(start, start + len(excerpt.text) + 1)
    return Excerpt.mapped(*rewritten(excerpt.text, offsets, ENTITY))
