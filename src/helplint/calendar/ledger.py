"""What a channel earns by helping and spends by selling."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, fields
from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from helplint.calendar.entry import Entry
    from helplint.scale import Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of a ledger; the numbers and their reasons are the options of the rule promotion-not-earned.

    Attributes
    ----------
    price, earnings
        What a selling post costs, and what a helping one earns.
    opening
        Credit while the ledger reaches back before the first post.
    days
        How far the ledger reaches back.
    helping
        From which helpfulness a post helps.
    selling
        From which probability of selling it sells.
    """

    price: float
    earnings: float
    opening: float
    days: float
    helping: float
    selling: float

    @classmethod
    def of(cls, value: Callable[[str], float]) -> Self:
        """Return the terms that a function from a name to a number gives."""
        return cls(**{field.name: value(field.name) for field in fields(cls)})

    def helps(self, score: Score) -> bool:
        """Whether a post with this score earns."""
        return (score.helpfulness or 0) >= self.helping

    def sells(self, score: Score) -> bool:
        """Whether a post with this score costs."""
        return (score.selling or 0) >= self.selling


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The ledger of a channel right after one of its posts.

    Attributes
    ----------
    sells, helps
        What this post does.
    helped, sold
        How many posts did, this one included, within the days that the ledger reaches back.
    credit
        What was credited at the opening, 0 once the ledger no longer reaches back before the first post.
    funds, spent
        The credit and what was earned; what was spent.
    """

    time: datetime
    entry: Entry
    helps: bool
    sells: bool
    helped: int
    sold: int
    credit: float
    funds: float
    spent: float

    @property
    def balance(self) -> float:
        """What is left; below zero where more was sold than earned."""
        return self.funds - self.spent


def ledger(dated: Sequence[tuple[datetime, Entry]], terms: Terms) -> list[Statement]:
    """Return the ledger after each post of one channel.

    Parameters
    ----------
    dated
        The posts of the channel, earliest first.
    """
    times = [time for time, _ in dated]
    helps = [terms.helps(entry.score) for _, entry in dated]
    sells = [terms.sells(entry.score) for _, entry in dated]
    # At each index, how many posts before it helped and sold.
    helped, sold = [0, *accumulate(helps)], [0, *accumulate(sells)]
    statements = []
    for index, (time, entry) in enumerate(dated):
        since = time - timedelta(days=terms.days)
        first = bisect_left(times, since)
        gave, took = helped[index + 1] - helped[first], sold[index + 1] - sold[first]
        credit = terms.opening if since < times[0] else 0
        statements.append(
            Statement(
                time=time,
                entry=entry,
                helps=helps[index],
                sells=sells[index],
                helped=gave,
                sold=took,
                credit=credit,
                funds=credit + terms.earnings * gave,
                spent=terms.price * took,
            )
        )
    return statements
