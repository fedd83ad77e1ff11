"""Posts in time: what a calendar rule sees. Dates and scores, never the whole text of a post."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from helplint.origin import Position
    from helplint.post import Post
    from helplint.scale import Score

_NOT_COPY = re.compile(r"https?://\S+|[@#]\w+|[^\w@#]+|[@#]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One post of a calendar, without its text.

    Attributes
    ----------
    id, channels, author, whole_day, reply
        As in `Post`.
    time
        Naive, in the calendar's zone; None where the post has no date.
    score
        The post's score, which may be an abstention.
    headline
        The first line of the text that is not blank, and where it starts: what a finding quotes.
    headline_start
        Offset of `headline` in the post's text.
    position
        Place of the headline in the file.
    fingerprint
        Equal for two posts that say the same words, whatever their links, handles, hashtags, capitals and spaces.
        Empty where the text holds nothing else.
    words
        How many words `fingerprint` stands for.
    """

    id: str
    channels: tuple[str, ...]
    author: str | None
    time: datetime | None
    whole_day: bool
    score: Score
    headline: str
    headline_start: int
    position: Position
    fingerprint: bytes
    reply: bool = False
    words: int = 0

    @classmethod
    def of(cls, post: Post, score: Score, *, zone: tzinfo | None = None) -> Entry:
        r"""Return the entry of a scored post; times with an offset are moved into `zone`.

        Examples
        --------
        >>> from helplint.post import Post
        >>> from helplint.scale import Score
        >>> Entry.of(Post.from_text("  Fix the tap\nfirst"), Score()).headline
        'Fix the tap'
        """
        first = len(post.text) - len(post.text.lstrip())
        headline = (post.text[first:].splitlines() or [""])[0].rstrip()
        time = post.time
        if time is not None and time.tzinfo is not None:
            time = time.astimezone(zone).replace(tzinfo=None)
        return cls(
            id=post.id,
            channels=post.channels,
            author=post.author,
            time=time,
            whole_day=post.whole_day,
            score=score,
            headline=headline,
            headline_start=first,
            position=post.origin.position(post.text, first),
            fingerprint=fingerprint(post.text),
            reply=post.reply,
            words=len(_copy_words(post.text)),
        )


def fingerprint(text: str) -> bytes:
    """Return 16 bytes that are equal for texts with the same words in the same order.

    Links, handles, hashtags, capitals, punctuation and spaces do not count.

    Examples
    --------
    >>> fingerprint("Buy NOW! https://a.example #deal") == fingerprint("buy now")
    True
    >>> fingerprint("#deal https://a.example")
    b''
    """
    words = _copy_words(text)
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).digest() if words else b""


def _copy_words(text: str) -> list[str]:
    return _NOT_COPY.sub(" ", text.casefold()).split()


class Calendar:
    """Posts in time.

    Parameters
    ----------
    entries
        In any order; kept in the order of time, undated ones apart.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: Sequence[Entry] = tuple(entries)
        """All entries in the order of the files."""

    def dated(self) -> list[tuple[datetime, Entry]]:
        """Return the entries that have a date, earliest first; the order of the files decides ties."""
        dated = [(entry.time, entry) for entry in self.entries if entry.time is not None]
        return sorted(dated, key=lambda pair: pair[0])

    def by_channel(self) -> dict[str | None, list[tuple[datetime, Entry]]]:
        """Return the dated entries of each channel, earliest first; None holds those without a channel.

        A post that goes to several channels stands in each of them.
        """
        channels: dict[str | None, list[tuple[datetime, Entry]]] = {}
        for time, entry in self.dated():
            for channel in entry.channels or (None,):
                channels.setdefault(channel, []).append((time, entry))
        return channels
