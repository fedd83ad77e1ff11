"""What a calendar is made of: the mix of what its posts do, help against selling, and the ledger of each channel."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Self

from helplint.calendar.ledger import ledger
from helplint.scale import INTENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from helplint.calendar import Calendar
    from helplint.calendar.entry import Entry
    from helplint.calendar.ledger import Statement, Terms

SEVERAL = 3
"""So many dated posts of one file make it a calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Some posts, counted.

    Attributes
    ----------
    posts
        How many there are.
    intents
        How many do what, by the intent of the model, in the order of the codebook; what none does is left out.
    helping, selling
        How many help, and how many sell; the others do neither.
    unscored
        How many have no score.
    """

    posts: int
    intents: Mapping[str, int]
    helping: int
    selling: int
    unscored: int

    @classmethod
    def of(cls, entries: Iterable[Entry], terms: Terms) -> Self:
        """Count entries."""
        scores = [entry.score for entry in entries]
        intents = Counter(score.intent for score in scores)
        return cls(
            posts=len(scores),
            intents={intent: intents[intent] for intent in INTENTS if intents[intent]},
            helping=sum(map(terms.helps, scores)),
            selling=sum(map(terms.sells, scores)),
            unscored=sum(score.helpfulness is None for score in scores),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A channel in a week, or in all of them.

    Attributes
    ----------
    channel
        None for posts without one.
    week
        Its Monday; None for the whole time.
    tally
        Its posts, counted.
    earned, spent
        By helping and by selling in that time.
    balance
        Of the ledger after the last post of that time; below zero where more was sold than earned.
    """

    channel: str | None
    week: date | None
    tally: Tally
    earned: float
    spent: float
    balance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the dated posts of a calendar are made of.

    Attributes
    ----------
    first, last
        The days of the first and the last post.
    total
        All posts, each counted once.
    channels
        Each channel over the whole time; a post that goes to several counts in each.
    weeks
        Each channel in each week in which it has posts, in the order of time.
    terms
        Of the ledger, where no channel has terms of its own.
    """

    first: date
    last: date
    total: Tally
    channels: Sequence[Account]
    weeks: Sequence[Account]
    terms: Terms

    @classmethod
    def of(cls, calendar: Calendar, terms: Callable[[str | None], Terms]) -> Self | None:
        """Return the summary of a calendar; None where no file of it holds several dated posts.

        Parameters
        ----------
        terms
            Gives the terms of the ledger of a channel, or of all where it is given None.
        """
        dated = calendar.dated()
        files = Counter(entry.position.path for _, entry in dated)
        if max(files.values(), default=0) < SEVERAL:
            return None
        channels: list[Account] = []
        weeks: list[Account] = []
        by_channel = calendar.by_channel()
        for channel in sorted(by_channel, key=lambda name: name or ""):
            own = terms(channel)
            statements = ledger(by_channel[channel], own)
            channels.append(_account(channel, None, statements, own))
            weeks += [
                _account(channel, week, list(of), own)
                for week, of in groupby(statements, key=lambda each: week_of(each.time))
            ]
        return cls(
            first=dated[0][0].date(),
            last=dated[-1][0].date(),
            total=Tally.of((entry for _, entry in dated), terms(None)),
            channels=channels,
            weeks=sorted(weeks, key=lambda each: (each.week or date.min, each.channel or "")),
            terms=terms(None),
        )


def _account(channel: str | None, week: date | None, statements: Sequence[Statement], terms: Terms) -> Account:
    return Account(
        channel=channel,
        week=week,
        tally=Tally.of((each.entry for each in statements), terms),
        earned=terms.earnings * sum(each.helps for each in statements),
        spent=terms.price * sum(each.sells for each in statements),
        balance=statements[-1].balance,
    )


def week_of(time: date) -> date:
    """Return the Monday of the week of a day.

    Examples
    --------
    >>> week_of(date(2026, 3, 8))
    datetime.date(2026, 3, 2)
    """
    day = date(time.year, time.month, time.day)
    return day - timedelta(days=day.weekday())
