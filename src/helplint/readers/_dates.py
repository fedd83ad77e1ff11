"""Dates and times as calendars write them: a table of spellings, and a vote on which of two numbers is the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - reads as the calendar does
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?(?:\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2}|[ecmp][sd]?t|cest|cet|bst|ist))?"
)
_TIME = rf"(?:(?:\s*,|\s+at|\s*-(?=\s))?\s+|t){_CLOCK}"

# A first number, a second one and a year are told apart by `_is_day_first`; everything else says what it is.
_SPELLINGS = tuple(
    re.compile(rf"{_WEEKDAY}{spelling}(?:{_TIME})?", re.IGNORECASE)
    for spelling in (
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
        r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second_number>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})",
        rf"{_DAY}\.?(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+{_YEAR})?(?!:)",
        rf"{_MONTH}[\s-]+{_DAY}(?:,?[\s-]+(?P<year>\d{{4}}))?(?!:)",
    )
)
_X = re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY} {_CLOCK} (?P<year>\d{{4}})", re.IGNORECASE)
_CLOCK_ALONE = re.compile(rf"{_CLOCK}(?:\s*(?:-|\u2013|—|to)\s*{re.sub(r'[?]P<[a-z]+>', '', _CLOCK)})?", re.IGNORECASE)
_RANGES = (re.compile(r"\s*(?:\u2013|—|→|\s-\s|\bto\b|\buntil\b)\s*", re.IGNORECASE), re.compile(r"(?<=\d)-(?=\d)"))
_NO_DATE = frozenset("tbd tbc tba ? - \N{EN DASH} — n/a none null true false yes no draft unscheduled asap".split())  # noqa: SIM905

_SPELT_OUT = re.compile(r"(?<![a-z])(?<![a-z][-/.])(?:(?P<day>d{1,2})[-/.]m{1,3}|m{1,3}[-/.]d{1,2})", re.IGNORECASE)

_NOON = 12
_MOST_CERTAIN = 5_000


@dataclass(frozen=True, slots=True)
class Dates:
    """What the dates of one file say, in its order.

    Attributes
    ----------
    times
        For each the time, naive unless the file gives an offset, and whether it is a whole day (then midnight);
        ``(None, False)`` where there is none, or none that can be read one way only.
    ambiguous, unreadable
        Indices of those that can be read two ways, and of those that cannot be read at all.
    """

    times: Sequence[tuple[datetime | None, bool]]
    ambiguous: Sequence[int] = ()
    unreadable: Sequence[int] = ()

    def warnings(self, values: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Yield what the user should hear, at most once for each kind of trouble: index of the first, and message."""
        if self.ambiguous:
            first = self.ambiguous[0]
            yield first, _ambiguous(values[first], len(self.ambiguous))
        if self.unreadable:
            first = self.unreadable[0]
            yield first, _unreadable(values[first], len(self.unreadable))


def _ambiguous(value: str, many: int) -> str:
    return (
        f"“{_shown(value)}” can be day/month or month/day, and no other date of the file settles it, so"
        f" {_counted(many)} left out; set date-order to “day-first” or “month-first”"
    )


def _unreadable(value: str, many: int) -> str:
    return (
        f"“{_shown(value)}” is no date that can be read, so {_counted(many)} left out; write dates with their"
        " year, such as 2026-03-31 09:00"
    )


def _counted(many: int) -> str:
    return "it is" if many == 1 else f"{many} such dates are"


def _shown(value: str) -> str:
    short = " ".join(value.split())
    return short if len(short) <= 40 else f"{short[:39].rstrip()}…"  # noqa: PLR2004 - enough to recognise it


def parse_dates(
    values: Sequence[str], clocks: Sequence[str] = (), *, order: str | None = None, year: int | None = None
) -> Dates:
    """Return the times that the values mean; no part that is missing is ever filled in from today.

    Parameters
    ----------
    values
        Dates, with or without a time of day; of a range (``June 8 to 14``) the first day counts.
    clocks
        Times of day from another column, for the dates that have none.
    order
        ``day-first`` or ``month-first``, for ``03/04/2026`` where no other date of the file settles it.
    year
        For dates that name none, such as under a heading ``Dates (2026)``.

    Examples
    --------
    >>> parse_dates(["03/04/2026", "25/04/2026 9 am"]).times[0]
    (datetime.datetime(2026, 4, 3, 0, 0), True)
    >>> parse_dates(["03/04/2026"]).ambiguous
    [0]
    """
    vote = DateVote(order=order, year=year)
    for value in values:
        vote.count(value)
    times: list[tuple[datetime | None, bool]] = []
    ambiguous: list[int] = []
    unreadable: list[int] = []
    for index, value in enumerate(values):
        found = vote.time(value, clocks[index] if index < len(clocks) else "")
        times.append((found.time, found.whole_day))
        if found.trouble:
            (ambiguous if found.trouble == "ambiguous" else unreadable).append(index)
    return Dates(times, ambiguous, unreadable)


class Found(NamedTuple):
    """What one date means; `trouble` says why there is no time though there is something that looks like a date."""

    time: datetime | None
    whole_day: bool = False
    trouble: Literal["ambiguous", "unreadable", ""] = ""


class DateVote:
    """What all dates of a file together say of each; of the dates themselves only some are kept.

    Parameters
    ----------
    order, year
        As for `parse_dates`.

    Examples
    --------
    >>> vote = DateVote()
    >>> for value in ("03/04/2026", "25/04/2026"):
    ...     vote.count(value)
    >>> vote.time("03/04/2026").time
    datetime.datetime(2026, 4, 3, 0, 0)
    """

    def __init__(self, *, order: str | None = None, year: int | None = None) -> None:
        self._order = order
        self._year = year
        self._proven: set[bool] = set()
        self._open = _Trouble()
        self._unreadable = _Trouble()
        self._count = 0
        self._certain: dict[str, Found] = {}
        """What the first dates mean that can be read one way only."""

    def count(self, value: str) -> None:
        """Take account of the next date of the file."""
        match = _match(value)
        if match and match["first"]:
            first, second = int(match["first"]), int(match["second_number"] or 0)
            if min(first, second) <= _NOON < max(first, second):
                self._proven.add(first > second)
        if match and _is_open(match):
            self._open.add(self._count, value)
        else:
            found = self._read(match, value, "")
            if found.trouble:
                self._unreadable.add(self._count, value)
            if len(self._certain) < _MOST_CERTAIN and not (match and match["first"]):
                self._certain[value] = found
        self._count += 1

    @property
    def _day_first(self) -> bool | None:
        """What the file itself proves, or else what is configured; None where neither settles it."""
        if len(self._proven) == 1:
            return next(iter(self._proven))
        return None if self._order is None else self._order == "day-first"

    def time(self, value: str, clock: str = "") -> Found:
        """Return what one of the dates means, with the time of day from another column where it has none."""
        found = self._certain.get(value)
        if found is not None and not (found.whole_day and clock):
            return found
        return self._read(_match(value), value, clock.strip())

    def _read(self, match: _Parts | None, value: str, clock: str) -> Found:
        if match and self._day_first is None and _is_open(match):
            return Found(None, trouble="ambiguous")
        found = _time_of(match, self._year, day_first=bool(self._day_first)) if match else None
        if found is None:
            written = value.strip()
            return Found(None, trouble="unreadable" if written and written.casefold() not in _NO_DATE else "")
        whole_day = match is not None and match["hour"] is None
        if whole_day and clock:
            found, whole_day = _at(found, clock)
        return Found(found, whole_day)

    def warnings(self) -> Iterator[tuple[int, str]]:
        """Yield what the user should hear once all dates are counted; see `Dates.warnings`."""
        if self._day_first is None and self._open.many:
            yield self._open.first, _ambiguous(self._open.value, self._open.many)
        if self._unreadable.many:
            yield self._unreadable.first, _unreadable(self._unreadable.value, self._unreadable.many)


@dataclass(slots=True)
class _Trouble:
    """The first of some dates, and how many there are."""

    first: int = 0
    value: str = ""
    many: int = 0

    def add(self, index: int, value: str) -> None:
        if not self.many:
            self.first, self.value = index, value
        self.many += 1


def is_date(value: str) -> bool:
    """Return whether a text is a date with its year, whichever of its numbers is the day."""
    match = _match(value)
    return match is not None and match["year"] is not None and _time_of(match, None, day_first=True) is not None


def order_in(heading: str) -> str | None:
    """Return which number comes first in dates, as a heading that spells them out says; None where it does not.

    Examples
    --------
    >>> order_in("postAtSpecificTime (dd/MM/yyyy HH:mm)"), order_in("Date (yyyy-MM-dd)")
    ('day-first', None)
    """
    found = re.search(
        r"(?<![a-z])(?<![a-z][-/.])(?:(?P<day>d{1,2})[-/.]m{1,3}|m{1,3}[-/.]d{1,2})", heading, re.IGNORECASE
    )
    return None if found is None else "day-first" if found["day"] else "month-first"


def year_in(heading: str) -> int | None:
    """Return the one year that a heading or title names; None where it names none, or several.

    Examples
    --------
    >>> year_in("Dates (2026)")
    2026
    """
    years = set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", heading))
    return int(years.pop()) if len(years) == 1 else None


def month_in(title: str) -> int | None:
    """Return the number of the one month that a title names; None where it names none, or several.

    Examples
    --------
    >>> month_in("JUNE 2025")
    6
    """
    months = {_month(found["month"]) for found in re.finditer(rf"\b{_MONTH}(?![a-z])", title, re.IGNORECASE)}
    return months.pop() if len(months) == 1 else None


class _Parts(dict[str, "str | None"]):
    """The named parts of a date; None for each that it does not give."""

    def __missing__(self, name: str) -> None:
        return None


def _match(value: str) -> _Parts | None:
    text = " ".join(re.sub(r"\([^)]*\)", " ", value).split()).removeprefix("@").strip()
    whole = _match_day(text)
    if whole is not None:
        return whole
    halves = next((halves for mark in _RANGES if len(halves := mark.split(text, maxsplit=1)) > 1), None)
    return None if halves is None else _match_range(*halves)


def _match_range(first: str, rest: str) -> _Parts | None:
    """Return the parts of the day with which a range begins."""
    last = _match_day(rest)
    if last is not None and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?\.?", first):
        # “8 to 14 June 2026”: the month and the year stand at the end only.
        return _match_day(re.sub(r"^\D*\d{1,2}", re.sub(r"\D", "", first), rest))
    begin = _match_day(first)
    if begin is None or begin["year"] is not None:
        return begin
    year = last["year"] if last is not None else next(iter(re.findall(r"\b\d{4}$", rest)), None)
    if year is not None:
        turned = last is not None and last["month"] is not None and _month(last["month"]) < _month(begin["month"] or "")
        begin["year"] = str(_year(year) - turned)
    return begin


def _match_day(text: str) -> _Parts | None:
    for spelling in (*_SPELLINGS, _X):
        if found := spelling.fullmatch(text):
            return _Parts(found.groupdict())
    return None


def _is_open(match: _Parts) -> bool:
    if not match["first"]:
        return False
    first, second = int(match["first"]), int(match["second_number"] or 0)
    return first != second and max(first, second) <= _NOON


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)  # noqa: PLR2004 - two digits


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].casefold()) + 1


def _time_of(match: _Parts, year: int | None, *, day_first: bool) -> datetime | None:
    if match["first"]:
        first, second = int(match["first"]), int(match["second_number"] or 0)
        if max(first, second) > _NOON:
            day_first = first > _NOON
        day, month = (first, second) if day_first else (second, first)
    else:
        day, month = int(match["day"] or 0), _month(match["month"] or "")
    named = year if match["year"] is None else _year(match["year"])
    if named is None:
        return None
    try:
        date = datetime(named, month, day)  # noqa: DTZ001 - the file says no zone; see Post.time
    except ValueError:
        return None
    return date if match["hour"] is None else _on(date, match)


def _on(date: datetime, clock: _Parts) -> datetime | None:
    hour, half = int(clock["hour"] or 0), (clock["half"] or "").casefold()
    if half and not 1 <= hour <= _NOON:
        return None
    hour = hour % _NOON + (_NOON if half == "p" else 0) if half else hour
    if not half and clock["minute"] is None:
        return None
    try:
        return date.replace(
            hour=hour, minute=int(clock["minute"] or 0), second=int(clock["second"] or 0), tzinfo=_zone(clock["zone"])
        )
    except ValueError:
        return None


def _zone(text: str | None) -> tzinfo | None:
    """Return the offset that a text gives; the letters of a zone (“ET”) are the sender's own, and are left to him."""
    if text is None or text[0] not in "+-zZuUgG":
        return None
    if text[0] not in "+-":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone((-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def _at(date: datetime, clock: str) -> tuple[datetime, bool]:
    """Return a day at a time of day from another cell, or the whole day where that gives none."""
    found = _CLOCK_ALONE.fullmatch(clock)
    if found is None:
        match = _match_day(" ".join(clock.split()))
        found_time = None if match is None or match["hour"] is None else _on(date, match)
    else:
        found_time = _on(date, _Parts(found.groupdict()))
    return (date, True) if found_time is None else (found_time, False)
