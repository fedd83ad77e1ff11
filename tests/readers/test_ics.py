from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helplint
from helplint.readers import ics
from helplint.readers._file import File


def calendar(*entries: str, above: str = "") -> str:
    inside = "".join(f"BEGIN:VEVENT\n{entry}\nEND:VEVENT\n" for entry in entries)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{above}{inside}END:VCALENDAR\n".replace("\n", "\r\n")


def read(content: str | bytes):
    file = File.of("plan.ics", content if isinstance(content, bytes) else content.encode(), name="plan.ics")
    return list(ics.format.read(file)), file


def wrapped(line: str, width: int) -> list[str]:
    return [line[start : start + width] for start in range(0, len(line), width)]


def fold(text: str, width: int) -> bytes:
    """Fold as programs do, after so many bytes whatever they stand for."""
    lines = []
    for line in text.encode().split(b"\r\n"):
        size = width if line.startswith(b"DESCRIPTION") else 75
        pieces = [line[start : start + size] for start in range(0, len(line), size)]
        lines.append(b"\r\n ".join(pieces))
    return b"\r\n".join(lines)


EVENT = r"""UID:kettle-1
SUMMARY:Kettle care
DESCRIPTION:Rinse it twice\, then wait\;\n\nBack\\front.
DTSTART;TZID=Europe/Oslo:20260601T090000
CATEGORIES:LinkedIn,Facebook
CATEGORIES:Spring
STATUS:TENTATIVE
ORGANIZER;CN="Ek, Anna":mailto:anna@web.example
URL:https://web.example/kettle
BEGIN:VALARM
DESCRIPTION:Wake up
END:VALARM"""


def test_an_event_is_a_post():
    [post], file = read(calendar(EVENT))
    assert post.text == "Rinse it twice, then wait;\n\nBack\\front."
    assert (post.id, post.channels) == ("kettle-1", ("linkedin", "facebook"))
    assert (post.author, post.status) == ("Ek, Anna", "tentative")
    assert (post.time, post.whole_day) == (datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/Oslo")), False)
    assert post.fields["SUMMARY"] == "Kettle care"
    assert post.fields["URL"] == "https://web.example/kettle"
    assert "Wake up" not in str(post.fields)
    place = post.origin.position(post.text, post.text.index("Back"))
    assert (str(place), place.line, place.column) == ("record 1, DESCRIPTION, line 3", 6, 45)
    assert file.notices == []


@pytest.mark.parametrize(
    ("line", "time", "whole_day"),
    [
        ("DTSTART:20260601T090000Z", datetime(2026, 6, 1, 9, tzinfo=UTC), False),
        ("DTSTART:20260601T090000", datetime(2026, 6, 1, 9), False),  # noqa: DTZ001
        ("DTSTART;VALUE=DATE:20260601", datetime(2026, 6, 1), True),  # noqa: DTZ001
        ("DTSTART;TZID=/calendar.example/Asia/Tokyo:20260601T090000", datetime(2026, 6, 1, tzinfo=UTC), False),
        ("DUE:20260601T235960Z", datetime(2026, 6, 1, 23, 59, 59, tzinfo=UTC), False),
        ("", None, False),
    ],
)
def test_when_it_goes_out(line, time, whole_day):
    [post], file = read(calendar(f"SUMMARY:Rinse it.\n{line}"))
    assert (post.time, post.whole_day) == (time, whole_day)
    assert file.notices == []


def test_a_time_without_a_zone_is_in_that_of_its_calendar():
    [post], _ = read(calendar("SUMMARY:Rinse.\nDTSTART:20260601T090000", above="X-WR-TIMEZONE:Asia/Tokyo\n"))
    assert post.time is not None
    assert post.time.utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("DTSTART;TZID=Nowhere Standard Time:20260601T090000", "timezone “Nowhere Standard Time” is not known"),
        ("DTSTART;TZID=../../etc/passwd:20260601T090000", "is not known"),
        ("DTSTART;TZID=Europe:20260601T090000", "is not known"),
        ("DTSTART:20261301T090000", "“20261301T090000” is no date"),
        ("DTSTART:soon", "“soon” is no date"),
    ],
)
def test_what_is_wrong_with_a_time_is_said_once_with_its_line(line, words):
    posts, file = read(calendar(f"SUMMARY:One\n{line}", f"SUMMARY:Two\n{line}"))
    [notice] = file.notices
    assert len(posts) == 2
    assert words in notice.message
    assert (notice.kind, notice.line) == ("warning", 5)


@pytest.mark.parametrize(
    ("summary", "text", "channels"),
    [
        ("Oil the hinge", "Oil the hinge", ()),
        ("LinkedIn: Oil the hinge", "Oil the hinge", ("linkedin",)),
        ("[X] Oil the hinge", "Oil the hinge", ("x",)),
        ("X/LinkedIn - Oil the hinge", "Oil the hinge", ("x", "linkedin")),
        ("Tip: oil the hinge", "Tip: oil the hinge", ()),
        ("Oil the hinge (Bluesky)", "Oil the hinge (Bluesky)", ("bluesky",)),
    ],
)
def test_without_a_description_the_summary_is_the_copy(summary, text, channels):
    [post], _ = read(calendar(f"SUMMARY:{summary}"))
    assert (post.text, post.channels) == (text, channels)
    assert post.origin.quote(0, len(post.text)) == text


def test_tasks_and_journal_entries_are_posts_too():
    content = "".join(
        f"BEGIN:VCALENDAR\nBEGIN:{kind}\nSUMMARY:Kettle\nDESCRIPTION:In {kind}\nEND:{kind}\nEND:VCALENDAR\n"
        for kind in ("VTODO", "VJOURNAL", "VFREEBUSY")
    )
    posts, _ = read("\ufeff" + content)
    assert [(post.text, post.origin.record) for post in posts] == [("In VTODO", 1), ("In VJOURNAL", 2)]


def test_html_is_read_as_its_reader_sees_it():
    [post], _ = read(calendar(r"DESCRIPTION:<p>Salt &amp\; ice.</p><p>Then <b>wait</b>\, please.</p>"))
    assert post.text == "Salt & ice.\n\nThen wait, please."
    assert post.origin.quote(post.text.index("wait"), len(post.text)) == r"wait</b>\, please."


def test_a_smaller_sign_is_no_html():
    [post], _ = read(calendar("DESCRIPTION:1 < 2 and a <3 for you"))
    assert post.text == "1 < 2 and a <3 for you"


def test_what_is_no_post_is_counted():
    posts, file = read(
        calendar(
            "UID:a\nSUMMARY:Rinse it.\nRRULE:FREQ=WEEKLY",
            "UID:a\nSUMMARY:Rinse it.\nRECURRENCE-ID:20260608",
            "UID:a\nSUMMARY:Rinse it again.\nRECURRENCE-ID:20260615",
            "SUMMARY:Never\nSTATUS:CANCELLED",
            "SUMMARY:Weekly call\nATTENDEE:mailto:ida@web.example",
            r"SUMMARY:Sync\nDESCRIPTION:Join: https://meet.google.com/abc-defg",
            "SUMMARY:Sync\nDESCRIPTION:Join: https://meet.google.com/abc-defg",
        )
    )
    assert [post.text for post in posts][:2] == ["Rinse it.", "Rinse it again."]
    assert posts[0].id != posts[1].id
    assert posts[0].fields == {"RRULE": "FREQ=WEEKLY"}
    assert file.left_out == {"cancelled events": 1, "meetings": 2, "changed days of a repeated event": 1}


def test_a_property_of_ours_says_what_not_to_report():
    [post], _ = read(calendar("SUMMARY:Hurry!\nX-HELPLINT:ignore=hype its name"))
    assert [name.text for name in post.suppressions[0].names] == ["hype"]


@pytest.mark.parametrize("content", ["", "hello", "\x1f\x8b"])
def test_what_is_no_calendar_is_refused(content):
    with pytest.raises(helplint.HelplintError, match="no iCalendar file"):
        read(content)


@pytest.mark.parametrize("width", [1, 2, 3, 5, 74, 75])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_character_cut_in_two_by_a_fold_is_whole_again(width, mark):
    text = "Café “Sud” 🫖👩‍🚀, twice. " * 4
    [post], file = read(fold(mark + calendar(f"UID:a\nDESCRIPTION:{text}"), width))
    assert (post.text, file.notices) == (text.strip(), [])


_TEXT = st.text(st.sampled_from('abc ,;:\\\n"é🫖<-'), min_size=1, max_size=90).map(lambda text: f"It {text} is")


@given(texts=st.lists(_TEXT, min_size=1, max_size=3), width=st.integers(1, 75), by_bytes=st.booleans())
def test_every_character_knows_its_place(*, texts, width, by_bytes):
    def escaped(text):
        return text.replace("\\", "\\\\").replace(",", r"\,").replace(";", r"\;").replace("\n", r"\n")

    content = calendar(*(f"DESCRIPTION:{escaped(text)}" for text in texts))
    data = fold(content, width)
    if not by_bytes:
        data = re.sub(r"DESCRIPTION[^\r\n]*", lambda line: "\r\n\t".join(wrapped(line[0], width)), content).encode()
    posts, _ = read(data)
    assert [post.text for post in posts] == texts
    for post in posts:
        for index, character in enumerate(post.text):
            quote = post.origin.quote(index, index + 1)
            assert quote is not None
            assert quote.replace("\r\n ", "").replace("\r\n\t", "") in {character, escaped(character), r"\n"}
            assert post.origin.source is not None
