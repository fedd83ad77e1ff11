"""Posts in time: what a calendar rule sees. Dates, scores and small facts, never the whole text of a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.calendar.entry import Entry, Quote
from helplint.calendar.ledger import Statement, Terms, ledger
from helplint.calendar.likeness import copy_words, signature
from helplint.calendar.summary import Account, Summary, Tally, week_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime

__all__ = [
    "Account",
    "Calendar",
    "Entry",
    "Quote",
    "Statement",
    "Summary",
    "Tally",
    "Terms",
    "copy_words",
    "ledger",
    "signature",
    "week_of",
]


class Calendar:
    """Posts in time.

    Parameters
    ----------
    entries
        In any order; kept in the order of time, undated ones apart.
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
