"""Calendars as iCalendar files: an event, a task or a journal entry is a post.

The copy is the description, as text where a calendar program wrote HTML; without a description it is the summary. The
networks are those that the categories name, or the summary (“LinkedIn: …”, “Post 3 (X, Bluesky)”). What repeats by a
rule is one post. Left out and counted are cancelled entries, single changed days of an event whose text they repeat,
and meetings: what invites attendees, or whose description holds the link to join a call.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from helplint.channel import parse_channels
from helplint.post import Post
from helplint.readers._file import Format
from helplint.readers._headings import parse_heading
from helplint.readers._html import text_of_html
from helplint.readers._ics_lines import lines_of, mended

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from helplint.origin import Origin
    from helplint.readers._excerpt import Excerpt
    from helplint.readers._file import File
    from helplint.readers._ics_lines import Line

_ENTRIES = {"VEVENT": "events", "VTODO": "tasks", "VJOURNAL": "journal entries"}
_BEGINNING = re.compile(r"\s*BEGIN:V(?:CALENDAR|EVENT|TODO|JOURNAL)\b", re.IGNORECASE)
_HTML = re.compile(r"</?(?:p|br|div|span|a|b|i|u|ul|ol|li|html|body|strong|em|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TIME = re.compile(r"(?P<day>\d{8})(?:T(?P<clock>\d{6})(?P<utc>Z?))?")
_JOIN = re.compile(
    r"https?://(?:[\w-]+\.)?(?:zoom\.us/(?:j|my)/|meet\.google\.com/|teams\.(?:microsoft|live)\.com/(?:l/)?meet"
    r"|webex\.com/\S*(?:j\.php|meet/))",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"\s*[(\[]?(?P<name>[^:()\[\]\n]{1,40}?)[)\]]?\s*(?::|\s[-\u2013—|]|(?<=[)\]]))\s+(?=\S)")
_PRIVATE = frozenset({"ATTENDEE", "ORGANIZER", "COMMENT", "CONTACT"})
_TECHNICAL = frozenset(
    {"DTSTAMP", "SEQUENCE", "TRANSP", "CLASS", "PRIORITY", "UID", "DTEND", "DTSTART", "DUE", "DURATION"}
)


class _Entry(NamedTuple):
    """One event, task or journal entry; the lines of each of its properties, in their order."""

    kind: str
    number: int
    lines: dict[str, list[Line]]

    def first(self, *names: str) -> Line | None:
        return next((self.lines[name][0] for name in names if name in self.lines), None)

    def text(self, name: str) -> str:
        return ", ".join(line.text().text for line in self.lines.get(name, ()))


def _entries(text: str) -> Iterator[tuple[_Entry, str]]:
    """Yield the entries of all calendars in a file, each with the zone that its calendar names."""
    above: list[str] = []
    lines: defaultdict[str, list[Line]] = defaultdict(list)
    number, zone = 0, ""
    for line in lines_of(text):
        value = line.value.text.strip()
        if line.name == "BEGIN":
            above.append(value.upper())
            if above[-1] in _ENTRIES:
                lines.clear()
        elif line.name == "END" and above:
            kind = above.pop()
            if kind in _ENTRIES:
                number += 1
                yield _Entry(kind, number, dict(lines)), zone
        elif above and above[-1] in _ENTRIES:
            # An alarm inside an event has a description of its own.
            lines[line.name].append(line)
        elif line.name == "X-WR-TIMEZONE":
            zone = value


def _read(file: File) -> Iterator[Post]:
    file = mended(file)
    if not _BEGINNING.match(file.source.text):
        file.refuse("this is no iCalendar file; one begins with BEGIN:VCALENDAR")
        return
    clock = _Clock(file)
    taken: set[str] = set()
    said: set[tuple[str, str]] = set()
    for entry, zone in _entries(file.source.text):
        if entry.text("STATUS").strip().upper() == "CANCELLED":
            file.leave_out(f"cancelled {_ENTRIES[entry.kind]}")
            continue
        copy = _copy(entry)
        if copy is None:
            continue
        name, excerpt, channels = copy
        uid = entry.text("UID").strip()
        if "ATTENDEE" in entry.lines or (name == "DESCRIPTION" and _JOIN.search(excerpt.text)):
            file.leave_out("meetings")
            continue
        if "RECURRENCE-ID" in entry.lines and (uid, excerpt.text) in said:
            file.leave_out("changed days of a repeated event")
            continue
        said.add((uid, excerpt.text))
        time, whole_day = clock.time_of(entry, zone)
        key = f"{file.path}:{entry.number}"
        given = key if not uid else f"{uid} ({key})" if uid in taken else uid
        taken.add(given)

        def origin(excerpt: Excerpt, field: str, number: int = entry.number) -> Origin:
            return excerpt.origin(file.path, file.source, record=number, field=field)

        told = entry.first("X-HELPLINT")
        yield Post(
            id=given,
            text=excerpt.text,
            origin=origin(excerpt, name),
            channels=channels,
            time=time,
            whole_day=whole_day,
            author=_organizer(entry),
            status=entry.text("STATUS").strip().lower() or None,
            fields=_fields(entry, name),
            suppressions=file.suppressions_of_record(told.text().text, origin(told.text(), told.name)) if told else (),
        )


def _copy(entry: _Entry) -> tuple[str, Excerpt, tuple[str, ...]] | None:
    """Return the property that holds the copy, the copy, and the networks it is for; None where there is no copy."""
    summary = entry.first("SUMMARY")
    title = summary.text().trimmed() if summary else None
    listed = parse_channels(entry.text("CATEGORIES"))
    channels = listed or (parse_heading(title.text.partition("\n")[0]).channels if title else ())
    description = entry.first("DESCRIPTION")
    if description and (text := description.text().trimmed()).text:
        text = text_of_html(text) if _HTML.search(text.text) else text
        if text.text:
            return description.name, text, channels
    if summary is None or title is None or not title.text:
        return None
    prefix = _PREFIX.match(title.text)
    # “LinkedIn: Oil the hinge” says where it goes before it says what.
    named = parse_heading(prefix["name"]).channels if prefix else ()
    return summary.name, title[prefix.end() :] if prefix and named else title, channels or named


def _organizer(entry: _Entry) -> str | None:
    line = entry.first("ORGANIZER")
    return line.parameters.get("CN", "").strip() or None if line else None


def _fields(entry: _Entry, copy: str) -> dict[str, str]:
    left_out = _PRIVATE | _TECHNICAL | {copy}
    fields = {name: entry.text(name).strip() for name in entry.lines if name not in left_out}
    return {name: text for name, text in fields.items() if text}


class _Clock:
    """Reads times, and warns once of each kind that cannot be read."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._zones: dict[str, tzinfo | None] = {}
        self._warned = False

    def time_of(self, entry: _Entry, calendar_zone: str) -> tuple[datetime | None, bool]:
        """Return when an entry begins, or a task is due, and whether that is a whole day."""
        line = entry.first("DTSTART", "DUE")
        if line is None:
            return None, False
        match = _TIME.fullmatch(line.value.text.strip())
        time = _moment(match) if match else None
        if match is None or time is None:
            self._warn(line)
            return None, False
        if match["clock"] is None:
            return time, True
        zone = UTC if match["utc"] else self._zone(line.parameters.get("TZID") or calendar_zone, line)
        return time.replace(tzinfo=zone), False

    def _zone(self, name: str, line: Line) -> tzinfo | None:
        if name and name not in self._zones:
            self._zones[name] = _zone_called(name)
            if self._zones[name] is None:
                message = f"the timezone “{name[:40]}” is not known, so its times are read as those of your own zone"
                self._file.warn(message, self._file.source.line_column(line.value.start)[0])
        return self._zones[name] if name else None

    def _warn(self, line: Line) -> None:
        if not self._warned:
            self._warned = True
            message = f"“{line.value.text[:40]}” is no date that can be read, so it is left out"
            self._file.warn(message, self._file.source.line_column(line.value.start)[0])


def _moment(match: re.Match[str]) -> datetime | None:
    # A leap second is no time of day to Python.
    clock = re.sub("60$", "59", match["clock"] or "000000")
    try:
        return datetime.strptime(match["day"] + clock, "%Y%m%d%H%M%S")  # noqa: DTZ007 - see Post.time
    except ValueError:
        return None


def _zone_called(name: str) -> tzinfo | None:
    """Return a zone; some programs put an address of their own before its name."""
    parts = name.split("/")
    for start in range(max(len(parts) - 3, 0), len(parts)):
        try:
            return ZoneInfo("/".join(parts[start:]))
        except (KeyError, ValueError, OSError):
            continue
    return None


format = Format(  # noqa: A001 - the name every reader has
    summary="calendars as iCalendar files: an event, task or journal entry is a post",
    suffixes=(".ics", ".ical"),
    read=_read,
)
