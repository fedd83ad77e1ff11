"""Posts in time: what a calendar rule sees. Dates, scores and small facts, never the whole text of a post."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from helplint.calendar.days import DayWords
from helplint.calendar.entry import Entry, Quote
from helplint.calendar.facts import Facts
from helplint.calendar.ledger import Statement, Terms, ledger
from helplint.calendar.links import Link
from helplint.calendar.summary import Account, Summary, Tally, week_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

__all__ = [
    "Account",
    "Calendar",
    "DayWords",
    "Entry",
    "Facts",
    "Link",
    "Quote",
    "Statement",
    "Summary",
    "Tally",
    "Terms",
    "ledger",
    "week_of",
]


class Calendar:
    """Posts in time.

    Parameters
    ----------
    entries
        In any order, which changes nothing that is found.
    today
        The day on which the calendar is looked at; None where that should not matter.
    brands
        Lower-case names of the sender.
    """

    def __init__(self, entries: Iterable[Entry], *, today: date | None = None, brands: Collection[str] = ()) -> None:
        self.entries: Sequence[Entry] = tuple(entries)
        """All entries in the order of the files."""
        self.today = today
        self.brands = frozenset(brands)

    @cached_property
    def _dated(self) -> list[tuple[datetime, Entry]]:
        dated = [(entry.time, entry) for entry in self.entries if entry.time is not None]
        return sorted(dated, key=lambda pair: (pair[0], *_order(pair[1])))

    def dated(self) -> Sequence[tuple[datetime, Entry]]:
        """Return the entries that have a date, earliest first.

        Channels and words decide ties: a row that is moved in its file changes no order.
        """
        return self._dated

    def in_order(self) -> Sequence[Entry]:
        """Return all entries, the dated ones first; the order of the files does not matter here either."""
        undated = sorted((entry for entry in self.entries if entry.time is None), key=_order)
        return [*(entry for _, entry in self._dated), *undated]

    def by_channel(self) -> Mapping[str | None, list[tuple[datetime, Entry]]]:
        """Return the dated entries of each channel, in the order of `dated`; None holds those without a channel.

        A post that goes to several channels stands in each of them.
        """
        return self._by_channel

    @cached_property
    def _by_channel(self) -> dict[str | None, list[tuple[datetime, Entry]]]:
        channels: dict[str | None, list[tuple[datetime, Entry]]] = {}
        for time, entry in self.dated():
            for channel in entry.channels or (None,):
                channels.setdefault(channel, []).append((time, entry))
        return channels


def _order(entry: Entry) -> tuple[tuple[str, ...], bytes]:
    return entry.channels, entry.digest
