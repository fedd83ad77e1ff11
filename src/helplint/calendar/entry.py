"""One post of a calendar, without its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from helplint.calendar.facts import Facts
from helplint.calendar.links import Link, find_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime, tzinfo

    from helplint.calendar.days import DayWords
    from helplint.origin import Position
    from helplint.post import Post
    from helplint.scale import Score

_GOAL = frozenset(
    {"campaign", "campaigns", "goal", "goals", "objective", "objectives", "aim", "purpose", "kpi", "kpis"}
)
_STATUS = frozenset({"status", "state", "stage"})
_LINK = frozenset({"link", "links", "url", "urls", "landing", "destination"})
_TAG = frozenset({"utm", "tracking"})
_ACCOUNT = frozenset({"username", "user", "screen", "account", "accounts", "handle", "profile"})
_TO_COME = frozenset(
    "draft drafts drafting drafted idea ideas todo planned planning scheduled approved approval pending ready review"  # noqa: SIM905 - words
    " queued queue progress writing written wip waiting unpublished".split()
)
_OUT = frozenset(
    "published posted sent live done complete completed out cancelled canceled skipped archived missed failed dropped"  # noqa: SIM905
    " rejected".split()
)
_DRAFT = frozenset({"draft"})
_YES = frozenset({"true", "yes", "y", "x", "1"})


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a post, and where they stand.

    Attributes
    ----------
    text
        The words themselves.
    start
        Their offset in the post's text.
    position
        Their place in the file.
    """

    text: str
    start: int
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One post of a calendar, without its text.

    Attributes
    ----------
    id, channels, whole_day, reply
        As in `Post`.
    author
        Who wrote it; None where the file does not say, or names the account only.
    time
        Naive, in the calendar's zone; None where the post has no date.
    score
        The post's score, which may be an abstention.
    headline
        The first line of the text that is not blank: what a finding quotes.
    signature
        Stands for the words of the text, whatever its links, handles, hashtags, capitals and spaces;
        `helplint.calendar.likeness` compares two. Empty where the text holds nothing else.
    digest
        Stands for the text, however it is spaced and wrapped; decides which of two posts of one time comes first.
    words
        How many words `signature` stands for.
    goal
        The campaign or goal that its record names; empty for none.
    status
        What its record says of how far it is, where that means that it is still to come; empty otherwise.
    links
        Those of its text and of the columns for links.
    days
        Words of its text that hold on some days only.
    """

    id: str
    channels: tuple[str, ...]
    author: str | None
    time: datetime | None
    whole_day: bool
    score: Score
    headline: Quote
    signature: bytes
    digest: bytes
    words: int = 0
    reply: bool = False
    goal: str = ""
    status: str = ""
    links: tuple[Link, ...] = ()
    days: tuple[tuple[DayWords, Quote], ...] = ()

    @classmethod
    def of(cls, post: Post, score: Score, *, zone: tzinfo | None = None, facts: Facts | None = None) -> Entry:
        r"""Return the entry of a scored post; times with an offset are moved into `zone`.

        Parameters
        ----------
        facts
            Those of its text, where they are known.

        Examples
        --------
        >>> from helplint.post import Post
        >>> from helplint.scale import Score
        >>> Entry.of(Post.from_text("  Fix the tap\nfirst"), Score()).headline.text
        'Fix the tap'
        """
        time = post.time
        if time is not None and time.tzinfo is not None:
            time = time.astimezone(zone).replace(tzinfo=None)
        facts = facts or Facts.of(post.text)
        return cls(
            id=post.id,
            channels=post.channels,
            author=None if _is_account(post) else post.author,
            time=time,
            whole_day=post.whole_day,
            score=score,
            headline=_quote(post, *facts.headline),
            signature=facts.signature,
            digest=facts.digest,
            words=facts.words,
            reply=post.reply,
            goal=next(_values(post, _GOAL), ""),
            status=next(filter(_is_to_come, [post.status or "", *_values(post, _STATUS)]), "") or _draft_mark(post),
            links=tuple(_links(post, facts.links)),
            days=tuple((days, _quote(post, days.start, days.end)) for days in facts.days),
        )

    @property
    def position(self) -> Position:
        """Place of the headline in the file."""
        return self.headline.position

    @property
    def answers(self) -> bool:
        """Whether it speaks to somebody who spoke first, as far as can be seen."""
        return self.reply or self.headline.text.startswith("@") or self.score.intent == "answer"

    @property
    def continues(self) -> bool:
        """Whether it is a later part of a thread."""
        return (self.position.part or 1) > 1


def _quote(post: Post, start: int, end: int) -> Quote:
    return Quote(post.text[start:end], start, post.origin.position(post.text, start))


def _values(post: Post, wanted: frozenset[str]) -> Iterator[str]:
    """Yield what stands under headings that have one of some words."""
    for heading in _having(wanted, *post.fields):
        if post.fields[heading].strip():
            yield post.fields[heading].strip()


@lru_cache(1024)
def _having(wanted: frozenset[str], *headings: str) -> list[str]:
    # The posts of a calendar have the same headings.
    return [each for each in headings if not wanted.isdisjoint(re.findall("[a-z]+", each.casefold()))]


def _is_account(post: Post) -> bool:
    return post.author is not None and post.author in _values(post, _ACCOUNT)


def _is_to_come(status: str) -> bool:
    words = frozenset(re.findall("[a-z]+", status.casefold()))
    if words & {"not", "needs"} or words >= {"to", "be"} or words >= {"to", "do"}:
        return True
    return bool(words & _TO_COME) and not words & _OUT


def _draft_mark(post: Post) -> str:
    marked = (
        post.fields[heading] for heading in _having(_DRAFT, *post.fields) if heading.strip().casefold() == "draft"
    )
    return "draft" if any(value.strip().casefold() in _YES for value in marked) else ""


def _links(post: Post, of_text: Iterable[Link]) -> Iterator[Link]:
    tagged = any(_values(post, _TAG))
    of_columns = (link for value in _values(post, _LINK) for link in find_links(value))
    for link in dict.fromkeys([*of_text, *of_columns]):
        yield Link(link.site, link.target, tagged=link.tagged or tagged)
