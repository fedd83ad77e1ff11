"""Posts in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint import Post, Score
from helplint.calendar import Calendar, Entry, fingerprint
from helplint.origin import Origin, Source

MAY = datetime(2025, 5, 1, 9)  # noqa: DTZ001 - naive on purpose, as most calendars are


def entry(text="A post", time=None, channels=("x",), **more):
    post = Post(
        id=text, text=text, origin=Origin(path="a.csv", source=Source(text)), time=time, channels=channels, **more
    )
    return Entry.of(post, Score())


def test_an_entry_quotes_the_first_line_that_is_not_blank_and_where_it_stands():
    made = entry("\n\n  Frost tonight  \nCover the beans")
    assert made.headline == "Frost tonight"
    assert made.headline_start == 4
    assert (made.position.line, made.position.column) == (3, 3)


def test_a_post_of_blanks_has_an_empty_headline():
    assert entry(" \n ").headline == ""


def test_times_with_an_offset_are_moved_into_the_zone_of_the_calendar():
    post = Post.from_text("Hello")
    noon = Post(id="1", text="Hello", origin=post.origin, time=datetime(2025, 7, 1, 12, tzinfo=UTC))
    assert Entry.of(noon, Score(), zone=ZoneInfo("Europe/Paris")).time == datetime(2025, 7, 1, 14)  # noqa: DTZ001


def test_naive_times_stay_as_they_are():
    assert entry(time=MAY).time == MAY


def test_an_entry_remembers_whether_it_is_a_reply_and_how_many_words_it_has():
    made = entry("@kim Thanks for the photo! https://p.example #cats", reply=True)
    assert made.reply
    assert made.words == 4


@pytest.mark.parametrize(
    "copy",
    [
        "come and taste it",
        "Come, and taste it!",
        "COME AND TASTE IT https://menu.example/a?b=c",
        "@lou Come and taste it! #menu #lunch",
        "  Come\nand\ttaste it… (https://menu.example)",
    ],
)
def test_a_fingerprint_ignores_all_but_the_words(copy):
    assert fingerprint(copy) == fingerprint("Come and taste it")


@pytest.mark.parametrize("other", ["Come and taste", "and come taste it", "Come and taste it now", "Come and tasteit"])
def test_other_words_have_another_fingerprint(other):
    assert fingerprint(other) != fingerprint("Come and taste it")


@given(st.text())
def test_a_fingerprint_has_sixteen_bytes_or_none(text):
    assert len(fingerprint(text)) in (0, 16)
    assert (fingerprint(text) == b"") == (entry(text).words == 0)


def test_dated_entries_come_in_the_order_of_time_and_ties_in_the_order_of_the_file():
    late, early, tie = entry("late", MAY + timedelta(days=1)), entry("early", MAY), entry("tie", MAY)
    assert [made.headline for _, made in Calendar([late, early, entry("never"), tie]).dated()] == [
        "early",
        "tie",
        "late",
    ]


def test_a_post_for_several_channels_stands_in_each():
    both, none = entry("both", MAY, ("x", "facebook")), entry("none", MAY, ())
    channels = Calendar([both, none, entry("undated")]).by_channel()
    assert {name: [made.headline for _, made in dated] for name, dated in channels.items()} == {
        "x": ["both"],
        "facebook": ["both"],
        None: ["none"],
    }
