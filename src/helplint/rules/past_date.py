"""Still waits to go out on a day that is over.

What it finds
-------------
A post whose status says that it is yet to come (draft, planned, approved, scheduled …) and whose day has passed. It is
reported once for each file, on the latest of them, with their number.

Why it matters
--------------
Either the day is wrong and it will be sent at once, or it was missed and whoever should have read it did not. Both look
like a machine that nobody attends to.

How to fix it
-------------
Correct the day; or, if it went out, say so in its status.

Limits
------
Only calendars with a status are seen: without one, what is past has been published. The day itself is not over until
midnight, in your `timezone`. `--today` sets another day to count from.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: the common root of what goes
wrong is too little work put in.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from helplint.calendar.days import said
from helplint.rule import InCalendar, Offence, Planned, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from helplint.calendar import Calendar, Entry
    from helplint.rule import Options


def _overdue(calendar: Calendar, _options: Options) -> Iterator[Offence]:
    overdue: dict[str, list[tuple[datetime, Entry]]] = defaultdict(list)
    for time, entry in calendar.dated():
        if entry.status and calendar.today and time.date() < calendar.today:
            overdue[entry.position.path].append((time, entry))
    for posts in overdue.values():
        time, entry = posts[-1]
        more = len(posts) - 1
        others = f", as are {more} before it" if more > 1 else ", as is one before it" if more else ""
        yield Offence(entry, {"status": entry.status, "day": said(time), "others": others})


rule = Rule(
    kind=InCalendar(function=_overdue),
    message="this is “{status}” and its day, {day}, is over{others}, so the day is wrong or the post was missed",
    fix="correct the day, or its status if it went out",
    tags=("execution", "staffing", "proofreading"),
    bad=(
        (
            Planned("2020-02-03", 60, "A tip", fields={"Status": "Draft"}, offends=True),
            Planned("2020-02-04", 60, "A tip", fields={"Status": "Published"}),
        ),
        (
            Planned("2020-02-03T09:00", 60, "A tip", fields={"Post status": "🟡 Not published"}),
            Planned("2020-02-04T09:00", 60, "A tip", fields={"Post status": "Needs approval"}, offends=True),
        ),
        (Planned("2020-02-03", 60, "A tip", fields={"draft": "true"}, offends=True),),
    ),
    good=(
        (Planned("2020-02-03", 60, "A tip"), Planned("2020-02-04", 60, "Another tip")),
        (
            Planned("2020-02-03", 60, "A tip", fields={"Status": "Posted"}),
            Planned("2020-02-04", 60, "A tip", fields={"Status": "Approved and sent"}),
            Planned("2020-02-05", 60, "A tip", fields={"Status": "Cancelled"}),
        ),
        (Planned("2999-02-03", 60, "A tip", fields={"Status": "Scheduled"}),),
        (Planned("", 60, "A tip", fields={"Status": "Idea"}),),
    ),
)
