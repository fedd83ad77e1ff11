"""Words of a text that hold on some days only, and why they do not hold on a given one."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG_AGO = 60  # days; what ended earlier is told as history
_JUST_PAST = 3  # days; further back, “this Monday” is the one that comes

_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_WEEKDAY = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
_SHORT_WEEKDAY = r"(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:,?\s+(?:19|20)\d\d\b)?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?\b(?![:.]\d)"
_DATE = rf"(?P<date>\b{_NUMBER}(?:\s+of)?\s+{_MONTH}{_YEAR}|\b{_MONTH}\s+{_NUMBER}{_YEAR})"
_LISTED = r"(?:\s*(?:and|&|or|to|till|until|[-\N{EN DASH}])\s|,\s*\w+day\b|['’]s\b)"  # days of opening, mostly

_Kind = Literal["relative", "weekday", "this", "greeting", "deadline"]
_WORDS: dict[_Kind, str] = {
    "relative": (
        r"\b(?P<cue>today|tonight|tomorrow|yesterday)(?:\s+(?:night|morning|afternoon|evening))?(?:\s+is)?"
        rf"(?:,\s+|\s+\(?)(?:on\s+)?(?:{_WEEKDAY}(?!{_LISTED})(?:,?\s+(?:the\s+)?)?)?(?:{_DATE})?"
    ),
    "weekday": rf"\b{_SHORT_WEEKDAY},?\s+(?:the\s+)?{_DATE}",
    "this": rf"\bthis\s+{_WEEKDAY}",
    "greeting": (
        r"(?:\bhappy\s+|(?P<tag>[#\uff03]))"
        r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
        r"(?(tag)(?:motivation|mood|thoughts?|tips?|wisdom|feelings?|vibes|blues))\b(?!\s+eve\b)"
    ),
    "deadline": (
        r"\b(?:(?:book|order|buy|register|sign\s+up|apply|rsvp|reply|enter|submit|send|pay|vote|return)\s+(?:\w+\s+){0,4}?"
        r"(?:by|before)|until|till|ends?|ending|closes?|closing|expires?|deadline(?:\s+is)?|see\s+you|join\s+us)"
        rf"\s+(?:midnight\s+)?(?:on\s+)?(?:{_SHORT_WEEKDAY},?\s+)?(?:the\s+)?{_DATE}"
    ),
}
_SPELLINGS: dict[_Kind, re.Pattern[str]] = {
    kind: re.compile(spelling, re.IGNORECASE) for kind, spelling in _WORDS.items()
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LIKE_DATE = re.compile(rf"\d(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{'|'.join(_MONTHS)})|(?:{'|'.join(_MONTHS)})\w*\.?\s+\d")
_SHIFTS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_SENTENCE_END = re.compile(r"[.!?\n]")
_TOLD = re.compile(
    r"\b(?:was|were|had|did|went|took|came|held|met|saw|ran|gave|won|made|spoke|raised|sold|opened|launched|hosted"
    r"|visited|welcomed|attended|celebrated|announced|published|joined|started|finished|ended|closed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DayWords:
    """Words that hold on some days only.

    Attributes
    ----------
    start, end
        Half open, in characters of the text.
    kind
        ``relative`` (tomorrow, Friday), ``weekday`` (Friday, 3 May), ``this`` (this Friday), ``greeting`` (Happy
        Friday) or ``deadline`` (until 3 May).
    shift
        How many days after the day of the post a relative day lies.
    weekday
        0 for Monday; None where none is named.
    day, month, year
        The date as far as it is named.
    """

    start: int
    end: int
    kind: _Kind
    shift: int = 0
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None

    def why_not(self, posted: date) -> str | None:
        """Return why the words are wrong on the day of the post, as half a sentence; None where they are right.

        Examples
        --------
        >>> [words] = find_day_words("Doors open tomorrow (Friday) at ten")
        >>> words.why_not(date(2026, 3, 3)), words.why_not(date(2026, 3, 5))
        ('the day after is a Wednesday', None)
        """
        if self.kind == "relative":
            return self._why_not_relative(posted + timedelta(days=self.shift))
        if self.kind == "greeting":
            return None if posted.weekday() == self.weekday else f"that is a {posted:%A}"
        if self.kind == "this":
            past = posted.weekday() - (self.weekday or 0)
            return f"that {posted - timedelta(days=past):%A} is over" if 1 <= past <= _JUST_PAST else None
        # Without a year, the date that is nearest counts, and for its weekday the next one may be meant too.
        dates = sorted(self._dates(posted), key=lambda named: abs(named - posted))
        if self.kind == "weekday":
            meant = [*dates[:1], *[named for named in sorted(dates) if named >= posted][:1]]
            wrong = meant and all(named.weekday() != self.weekday for named in meant)
            return f"{said(meant[0])} is a {meant[0]:%A}" if wrong else None
        over = dates and timedelta() < posted - dates[0] <= timedelta(days=_LONG_AGO)
        return f"{said(dates[0])} is over" if over else None

    def _why_not_relative(self, meant: date) -> str | None:
        which = {0: "that day", 1: "the day after", -1: "the day before"}[self.shift]
        if self.weekday is not None and meant.weekday() != self.weekday:
            return f"{which} is a {meant:%A}"
        # An anniversary names another year and means the day.
        if self.day is not None and (meant.day, meant.month) != (self.day, self.month):
            return f"{which} is {said(meant)}"
        return None

    def _dates(self, near: date) -> Iterator[date]:
        """Yield the dates that may be named: one, or without a year those around a day."""
        for year in (self.year,) if self.year else (near.year - 1, near.year, near.year + 1):
            # There is no 30 February, and a 29th in some years only.
            with suppress(ValueError):
                yield date(year, self.month or 0, self.day or 0)


def find_day_words(text: str) -> list[DayWords]:
    """Return the words of a text that hold on some days only, in its order.

    What is told as past is left out: “this Monday we opened”.

    Examples
    --------
    >>> text = "Happy Friday! We are open until 3 May."
    >>> [text[words.start : words.end] for words in find_day_words(text)]
    ['Happy Friday', 'until 3 May']
    """
    found = []
    for kind in _may_be_in(text):
        for match in _SPELLINGS[kind].finditer(text):
            parts = match.groupdict()
            weekday, named = parts.get("weekday"), parts.get("date")
            if (weekday is None and named is None) or (kind in ("this", "deadline") and _told_as_past(text, match)):
                continue
            words = match.group().rstrip(" ,.(")
            end = match.start() + len(words)
            closed = "(" in words and text[end : end + 1] == ")"
            day, month, year = _numbers(named) if named else (None, None, None)
            found.append(
                DayWords(
                    match.start(),
                    end + closed,
                    kind,
                    shift=_SHIFTS[parts["cue"].casefold()] if kind == "relative" else 0,
                    weekday=None if weekday is None else _WEEKDAYS[weekday[:3].casefold()],
                    day=day,
                    month=month,
                    year=year,
                )
            )
    return sorted(found, key=lambda words: (words.start, -words.end))


def _may_be_in(text: str) -> list[_Kind]:
    """Return the kinds whose words a text may hold; most texts name neither a day of the week nor a date."""
    plain = text.casefold()
    dated = any(month in plain for month in _MONTHS) and _LIKE_DATE.search(plain) is not None
    named = "day" in plain and any(day in plain for day in _DAYS)
    kinds: list[_Kind] = []
    if (dated or named) and any(cue in plain for cue in _SHIFTS):
        kinds.append("relative")
    if named and "this" in plain:
        kinds.append("this")
    if named and ("happy" in plain or "#" in plain or "\uff03" in plain):
        kinds.append("greeting")
    return [*kinds, "weekday", "deadline"] if dated else kinds


def _told_as_past(text: str, match: re.Match[str]) -> bool:
    starts = [end.end() for end in _SENTENCE_END.finditer(text, 0, match.start())]
    end = _SENTENCE_END.search(text, match.end())
    return bool(_TOLD.search(text, starts[-1] if starts else 0, end.start() if end else len(text)))


def _numbers(named: str) -> tuple[int, int, int | None]:
    numbers = [int(number) for number in re.findall(r"\d+", named)]
    [month] = {number for number, name in enumerate(_MONTHS, start=1) if re.search(rf"\b{name}", named, re.IGNORECASE)}
    return numbers[0], month, numbers[1] if numbers[1:] else None


def said(day: date) -> str:
    """Return a day as one says it.

    Examples
    --------
    >>> said(date(2026, 5, 3))
    '3 May 2026'
    """
    return f"{day.day} {day:%B %Y}"
