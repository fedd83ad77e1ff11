from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint.readers._dates import is_date, month_in, parse_dates, year_in


def read(value: str, *, order: str | None = None, year: int | None = None) -> tuple[datetime | None, bool]:
    return parse_dates([value], order=order, year=year).times[0]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026/03/01", "2026-03-01"),
        ("20260301", "2026-03-01"),
        ("25 Dec 2026", "2026-12-25"),
        ("25. December 2026", "2026-12-25"),
        ("11-May-2026", "2026-05-11"),
        ("11-May-26", "2026-05-11"),
        ("Dec 25, 2026", "2026-12-25"),
        ("Dec 25th 2026", "2026-12-25"),
        ("Mon Feb 10 2025", "2025-02-10"),
        ("Tue, Feb 11, 2025", "2025-02-11"),
        ("Thursday 5th of March 2026", "2026-03-05"),
        ("@December 1, 2024 ", "2024-12-01"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("25.12.26", "2026-12-25"),
        ("12-25-2026", "2026-12-25"),
        ("04/04/2026", "2026-04-04"),
        ("Jun 8\u201314, 2026", "2026-06-08"),
        ("Jun 8-14, 2026", "2026-06-08"),
        ("8\u201314 June 2026", "2026-06-08"),
        ("Jun 29 \u2013 Jul 5, 2026", "2026-06-29"),
        ("Dec 29 \u2013 Jan 4, 2027", "2026-12-29"),
        ("2026-06-08 - 2026-06-14", "2026-06-08"),
    ],
)
def test_days(value: str, day: str) -> None:
    assert read(value) == (datetime.fromisoformat(day), True)


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("2026-03-01 09:00", "2026-03-01T09:00"),
        ("2026-03-01T09:00:30.250", "2026-03-01T09:00:30"),
        ("2026-03-01T09:00Z", "2026-03-01T09:00+00:00"),
        ("2026-03-01T09:00:00+02:00", "2026-03-01T09:00+02:00"),
        ("2026-03-01 09:00:00 UTC", "2026-03-01T09:00+00:00"),
        ("December 4, 2024 8:45 AM", "2024-12-04T08:45"),
        ("December 4, 2024 8:45 AM (EST) → December 5, 2024 9:00 AM (EST)", "2024-12-04T08:45"),
        ("Tue Dec 23 12:39:02 +0000 2025", "2025-12-23T12:39:02+00:00"),
        ("Tue, 23 Dec 2025 12:39:02 -0530", "2025-12-23T12:39:02-05:30"),
        ("1/23/26 17:30", "2026-01-23T17:30"),
        ("12/25/2026 5pm", "2026-12-25T17:00"),
        ("5 May 2026 at 12:15 a.m.", "2026-05-05T00:15"),
        ("5 May 2026, 12:15 pm ET", "2026-05-05T12:15"),
    ],
)
def test_times(value: str, time: str) -> None:
    assert read(value) == (datetime.fromisoformat(time), False)


@pytest.mark.parametrize(
    "value",
    [
        "12:30",
        "Monday",
        "10-00",
        "2026-03-01 10-00",
        "2026-02-30",
        "2026-03-01 25:00",
        "Jun 8\u201314",
        "March 2026",
        "soon",
    ],
)
def test_what_is_missing_is_never_filled_in(value: str) -> None:
    dates = parse_dates([value])
    assert dates.times == [(None, False)]
    assert dates.unreadable == [0]


@pytest.mark.parametrize("value", ["", " ", "TBD", "n/a", "-"])
def test_a_date_that_is_not_set_is_no_trouble(value: str) -> None:
    dates = parse_dates([value])
    assert dates.times == [(None, False)]
    assert not list(dates.warnings([value]))


def test_one_date_settles_the_order_for_the_file() -> None:
    days = [time for time, _ in parse_dates(["03/04/2026", "25/04/2026"]).times]
    assert [day and day.date() for day in days] == [date(2026, 4, 3), date(2026, 4, 25)]
    days = [time for time, _ in parse_dates(["03/04/2026", "04/25/2026"]).times]
    assert [day and day.date() for day in days] == [date(2026, 3, 4), date(2026, 4, 25)]


def test_a_file_that_does_not_settle_it_is_not_guessed_at() -> None:
    values = ["2026-03-01", "03/04/2026", "05/06/2026 9:00"]
    dates = parse_dates(values)
    assert [time is None for time, _ in dates.times] == [False, True, True]
    [(index, message)] = dates.warnings(values)
    assert index == 1
    assert "“03/04/2026”" in message
    assert "2 such dates" in message
    assert "date-order" in message


def test_a_file_that_contradicts_itself_is_not_guessed_at() -> None:
    dates = parse_dates(["25/04/2026", "04/25/2026", "03/04/2026"])
    assert [time and time.date() for time, _ in dates.times] == [date(2026, 4, 25), date(2026, 4, 25), None]


@pytest.mark.parametrize(("order", "day"), [("day-first", date(2026, 4, 3)), ("month-first", date(2026, 3, 4))])
def test_the_configured_order_settles_it(order: str, day: date) -> None:
    time, _ = read("03/04/2026", order=order)
    assert time is not None
    assert time.date() == day


def test_what_the_file_proves_outweighs_the_configuration() -> None:
    time, _ = parse_dates(["03/04/2026", "25/04/2026"], order="month-first").times[0]
    assert time == datetime(2026, 4, 3)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "day"), [("Jun 8\u201314", "2026-06-08"), ("Jun 29\u2013Jul 5", "2026-06-29"), ("4 July", "2026-07-04")]
)
def test_the_year_of_the_heading_counts(value: str, day: str) -> None:
    assert read(value, year=2026) == (datetime.fromisoformat(day), True)


def test_years_and_months_of_titles() -> None:
    assert year_in("Dates (2026)") == 2026
    assert year_in("2025/2026") is None
    assert year_in("Dates") is None
    assert month_in(" May 2025") == 5
    assert month_in("March to June") is None
    assert month_in("Marketing") is None


@pytest.mark.parametrize(
    ("clock", "time"),
    [
        ("12:00", "12:00"),
        ("9 am", "09:00"),
        ("13:10", "13:10"),
        ("9am\u201311am", "09:00"),
        ("12:00 AM", "00:00"),
        ("9.30pm", "21:30"),
    ],
)
def test_a_clock_from_another_column(clock: str, time: str) -> None:
    assert parse_dates(["2026-03-01"], [clock]).times == [(datetime.fromisoformat(f"2026-03-01T{time}"), False)]


def test_a_clock_in_words_leaves_the_whole_day() -> None:
    assert parse_dates(["2026-03-01"], ["Morning"]).times == [(datetime(2026, 3, 1), True)]  # noqa: DTZ001


def test_the_first_unreadable_date_is_shown_with_their_number() -> None:
    values = ["2026-03-01", "Whenever Ana is back from her holidays in the Algarve", "later"]
    [(index, message)] = parse_dates(values).warnings(values)
    assert index == 1
    assert "“Whenever Ana is back from her holidays…”" in message
    assert "2 such dates" in message


def test_what_tells_a_column_of_dates() -> None:
    assert is_date("03/04/2026 10:00")
    assert not is_date("Jun 8")
    assert not is_date("12:30")


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2099, 12, 31)))  # noqa: DTZ001
def test_every_spelling_of_a_time_reads_back(time: datetime) -> None:
    minute = time.replace(second=0, microsecond=0)
    for spelling in ("%Y-%m-%d %H:%M", "%d %b %Y %H:%M", "%B %d, %Y %I:%M %p", "%a %b %d %H:%M:%S +0000 %Y"):
        found, whole_day = read(minute.strftime(spelling))
        assert not whole_day
        assert found is not None
        assert found.replace(tzinfo=None) == minute


@given(st.datetimes(min_value=datetime(1970, 1, 1)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001
def test_an_offset_is_kept(time: datetime, minutes: int) -> None:
    aware = time.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    found, _ = read(aware.isoformat())
    assert found == aware
    assert found is not None
    assert found.utcoffset() == aware.utcoffset()


@given(st.text(max_size=30), st.text(max_size=12))
def test_no_text_breaks_it(value: str, clock: str) -> None:
    dates = parse_dates([value], [clock], order="day-first", year=2026)
    assert len(dates.times) == 1
