"""Calendars drawn as a grid: a column for each weekday, drafts in the cells under the numbers of their days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from helplint.channel import parse_channels
from helplint.readers._dates import is_date, month_in, parse_dates, year_in
from helplint.readers._rows import HEADER_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\.?", re.IGNORECASE)
_DAY_NUMBER = re.compile(r"(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\.?")
_WEEKDAYS_OF_A_GRID = 3
_NUMBERS_OF_A_WEEK = 5
_WORDS_OF_A_LABEL = 3
_LATE_IN_A_MONTH = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A cell of a grid that holds more than a label; row and column count from 0."""

    row: int
    column: int
    day: datetime | None
    channels: tuple[str, ...]


def find_grid(
    texts: Sequence[Sequence[str]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (), *, title: str
) -> list[Draft] | None:
    """Return the drafts of a sheet that is a grid of days, None where it is none.

    Parameters
    ----------
    texts
        All cells, row by row.
    merged
        First and last row and column of each range of merged cells; what spans several days is no post of a day.
    title
        Name of the sheet; together with the rows above the grid it may tell month and year.
    """
    start, columns = _weekdays(texts) or _weeks_of_numbers(texts) or (None, [])
    if start is None:
        return None
    titles = " ".join([title, *(cell for row in texts[: start + 1] for cell in row)])
    days = _Days(month_in(titles), year_in(titles))
    banners = {
        top_left
        for top_left, bottom_right in merged
        if sum(top_left[1] <= column <= bottom_right[1] for column in columns) > 1
    }
    return [*_drafts(texts, start, columns, days, banners)]


def _drafts(
    texts: Sequence[Sequence[str]], start: int, columns: Sequence[int], days: _Days, banners: set[tuple[int, int]]
) -> Iterator[Draft]:
    below: dict[int, datetime | None] = {}
    for number, row in enumerate(texts[start:], start):
        cells = {column: row[column].strip() for column in columns if column < len(row)}
        dated = {column: text for column, text in cells.items() if _DAY_NUMBER.fullmatch(text) or is_date(text)}
        if dated:
            below = {column: days.next(text) for column, text in dated.items()}
        label = parse_channels(row[0]) if 0 not in columns else ()
        for column, text in cells.items():
            if len(text.split()) > _WORDS_OF_A_LABEL and column not in dated and (number, column) not in banners:
                yield Draft(number, column, below.get(column), label)


def _weekdays(texts: Sequence[Sequence[str]]) -> tuple[int, list[int]] | None:
    for number, row in enumerate(texts[:HEADER_ROWS]):
        columns = [column for column, cell in enumerate(row) if _WEEKDAY.fullmatch(cell.strip())]
        filled = sum(bool(cell.strip()) for cell in row)
        if len(columns) >= _WEEKDAYS_OF_A_GRID and len(columns) * 2 > filled:
            return number + 1, columns
    return None


def _weeks_of_numbers(texts: Sequence[Sequence[str]]) -> tuple[int, list[int]] | None:
    """Return where a grid without weekdays begins: two rows or more of days that follow each other."""
    weeks = []
    for number, row in enumerate(texts):
        numbers = [(int(cell), column) for column, cell in enumerate(row) if re.fullmatch(r"[1-9]|[12]\d|3[01]", cell)]
        follow = all(after[0] == before[0] + 1 for before, after in pairwise(numbers))
        if len(numbers) >= _NUMBERS_OF_A_WEEK and follow:
            weeks.append((number, [column for _, column in numbers]))
    if len(weeks) < 2:  # noqa: PLR2004 - one such row may be anything
        return None
    return weeks[0][0], sorted({column for _, columns in weeks for column in columns})


class _Days:
    """The days of a grid in the order in which it numbers them, from the end of the month before to the next one."""

    def __init__(self, month: int | None, year: int | None) -> None:
        self._month = month
        self._year = year
        self._before: int | None = None
        self._months_on = 0

    def next(self, text: str) -> datetime | None:
        """Return the day that the next number, or date, of the grid means, if its month and year are known."""
        if is_date(text):
            return parse_dates([text]).times[0][0]
        day = int(re.sub(r"\D", "", text))
        if self._before is None:
            self._months_on = -1 if day > _LATE_IN_A_MONTH else 0
        elif day < self._before:
            self._months_on += 1
        self._before = day
        if self._month is None or self._year is None or abs(self._months_on) > 1:
            return None
        years, month = divmod(self._month - 1 + self._months_on, 12)
        try:
            return datetime(self._year + years, month + 1, day)  # noqa: DTZ001 - a day of the calendar's own zone
        except ValueError:
            return None
