"""One post of a calendar, without its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from helplint.calendar.facts import Facts
from helplint.calendar.links import Link, find_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
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
_YES = frozenset({"true", "yes", "y", "x", "1"})


class _Headings(NamedTuple):
    """Headings of a table, or keys of a record, by what stands under them."""

    goals: Sequence[str]
    states: Sequence[str]
    drafts: Sequence[str]
    links: Sequence[str]
    tags: Sequence[str]
    accounts: Sequence[str]


@lru_cache(1024)
def _headings(*headings: str) -> _Headings:
    # The posts of a calendar have the same ones.
    words = [(heading, frozenset(re.findall("[a-z]+", heading.casefold()))) for heading in headings]
    return _Headings(
        *(
            [heading for heading, of_heading in words if of_heading & wanted]
            for wanted in (_GOAL, _STATUS, frozenset({"draft"}), _LINK, _TAG, _ACCOUNT)
        )
    )


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
        under = _headings(*post.fields)
        return cls(
            id=post.id,
            channels=post.channels,
            author=None if post.author is not None and post.author in _values(post, under.accounts) else post.author,
            time=time,
            whole_day=post.whole_day,
            score=score,
            headline=_quote(post, *facts.headline),
            signature=facts.signature,
            digest=facts.digest,
            words=facts.words,
            reply=post.reply,
            goal=next(_values(post, under.goals), ""),
            status=next(filter(_is_to_come, [post.status or "", *_values(post, under.states)]), "")
            or _draft_mark(post, under.drafts),
            links=_links(post, under, facts.links),
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


def _values(post: Post, headings: Iterable[str]) -> Iterator[str]:
    """Yield what stands under some headings."""
    for heading in headings:
        if post.fields[heading].strip():
            yield post.fields[heading].strip()


@lru_cache(256)
def _is_to_come(status: str) -> bool:
    words = frozenset(re.findall("[a-z]+", status.casefold()))
    if words & {"not", "needs"} or words >= {"to", "be"} or words >= {"to", "do"}:
        return True
    return bool(words & _TO_COME) and not words & _OUT


def _draft_mark(post: Post, headings: Iterable[str]) -> str:
    marked = (post.fields[heading] for heading in headings if heading.strip().casefold() == "draft")
    return "draft" if any(value.strip().casefold() in _YES for value in marked) else ""


def _links(post: Post, under: _Headings, of_text: Sequence[Link]) -> tuple[Link, ...]:
    tagged = any(_values(post, under.tags))
    of_columns = (link for value in _values(post, under.links) for link in find_links(value))
    found = dict.fromkeys([*of_text, *of_columns])
    return tuple(Link(link.site, link.target, tagged=link.tagged or tagged) for link in found)
