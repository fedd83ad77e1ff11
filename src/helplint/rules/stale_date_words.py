"""Says a day that does not fit the day it goes out.

What it finds
-------------
Words that are wrong on the planned day: “tomorrow (Friday)” in a post for a Tuesday, “Happy Friday” on a Monday,
“Friday, 3 May” where that is a Saturday, “this Thursday” the day after, “until 3 May” on the fifth.

Why it matters
--------------
Readers come on the wrong day, or see that the post was moved and nobody read it again.

How to fix it
-------------
Give the date, and read the post once more with the day in mind on which it goes out.

Limits
------
“Tomorrow” alone is right on any day. A date without a year is taken in the year that makes it nearest, and its
weekday may also be that of the next one. What is told as
past (“this Monday we opened”) and what ended more than two months before is left alone. Posts without a date are left
out. Times that the file gives with an offset are moved into your `timezone`; without it a post of the late evening may
seem to be of the next day.

References
----------
Chicago Manual of Style, 17th edition, 6.38: a day of the week and its date belong together and are set off by commas.
ISO 8601: dates, and weeks that begin on Monday.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.calendar.days import said
from helplint.rule import InCalendar, Offence, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.calendar import Calendar
    from helplint.rule import Options


def _stale(calendar: Calendar, _options: Options) -> Iterator[Offence]:
    for time, entry in calendar.dated():
        wrong = ((days.why_not(time.date()), quote) for days, quote in entry.days)
        why, quote = next((found for found in wrong if found[0]), (None, None))
        if why is not None:
            yield Offence(entry, {"day": f"{time:%A}, {said(time)}", "why": why}, quote)


rule = Rule(
    kind=InCalendar(function=_stale),
    message="“{text}” is wrong on {day}, when this goes out: {why}, and readers come on the wrong day",
    fix="give the date, and read it again with the day in mind on which it goes out",
    tags=("execution", "proofreading"),
    bad=(
        (
            Planned("2025-05-06T09:00", 60, "Doors open tomorrow (Friday) at ten", offends=True),
            Planned("2025-05-08T09:00", 60, "Doors open tomorrow (Friday) at ten"),
        ),
        (
            Planned("2025-05-05", 50, "Happy Friday, everybody", offends=True),
            Planned("2025-05-06", 70, "#MondayMotivation Ring the one you have put off", offends=True),
        ),
        (
            Planned("2025-04-28", 60, "The pool opens again on Friday, 3 May", offends=True),
            Planned("2025-05-05", 20, "20 % off until 3 May", offends=True),
        ),
        (
            Planned("2025-05-09", 60, "Come and see us this Thursday", offends=True),
            Planned("2025-05-12", 60, "Today, 13 May, all buses are free", offends=True),
        ),
    ),
    good=(
        (
            Planned("2025-05-08T09:00", 60, "Doors open tomorrow (Friday) at ten"),
            Planned("2025-05-05", 60, "Doors open tomorrow at ten"),
        ),
        (
            Planned("2025-05-09", 50, "Happy Friday, everybody"),
            Planned("2025-05-08", 50, "Happy Friday Eve"),
            Planned("2025-05-08", 60, "Book your #SundayRoast by noon"),
        ),
        (
            Planned("2025-04-28", 60, "The pool opens again on Saturday, May 3rd"),
            Planned("2025-05-06", 60, "On Friday 3 May 1968 the Sorbonne was closed"),
            Planned("2025-05-05", 60, "We had 900 visitors until 3 May"),
            Planned("2025-12-29", 60, "Book by Friday, 2 January"),
        ),
        (
            Planned("2025-05-07", 60, "This Monday we opened our third shop"),
            Planned("2025-05-09", 60, "Come and see us this Monday"),
            Planned("2025-05-06", 60, "Open today, Friday and Saturday until six"),
        ),
        (Planned("", 60, "Happy Friday"), Planned("", 60, "Open until 3 May")),
    ),
)
