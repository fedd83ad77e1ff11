from __future__ import annotations

from datetime import datetime

import pytest

from helplint.origin import Origin
from helplint.readers._columns import Table, find_columns, find_header


def headings_of_copy(*headings: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(headings[index], channels) for index, channels in find_columns(headings).copy]


@pytest.mark.parametrize(
    ("headings", "copy"),
    [
        (["Content Preview", "Full Content"], "Full Content"),
        (["Content", "Caption"], "Caption"),
        (["\ufeffTEXT ", "Image URL"], "\ufeffTEXT "),
        (["message_text", "date"], "message_text"),
        (["postAtSpecificTime (yyyy-MM-dd HH:mm:ss)", "content", "link (OGmetaUrl)"], "content"),
        (["Date", "ShareLink", "ShareCommentary"], "ShareCommentary"),
        (["Title", "Post copy", "Hook", "First comment", "Alt text(s)", "Notes"], "Post copy"),
        (["Date", "Description"], "Description"),
        (["Title"], "Title"),
        (["Date", "Channel", "Title"], "Title"),
    ],
)
def test_one_column_without_a_network_holds_the_copy(headings: list[str], copy: str) -> None:
    assert headings_of_copy(*headings) == [(copy, ())]


@pytest.mark.parametrize(
    "headings",
    [
        ["Date", "Channel", "Title/Hook", "Offer", "Notes"],
        ["Preview", "Notes", "Alt text", "First Comment Text", "Image text", "Hashtags"],
        ["Name", "Description"],
        ["Meta description", "Date"],
        ["Name", "Email"],
        ["x", "y"],
        ["Post type", "Content type", "Post URL", "Text colour"],
        ["Twitter/X Poll Option 1", "Facebook Title", "LinkedIn Type", "Posted for Instagram"],
    ],
)
def test_what_is_never_copy(headings: list[str]) -> None:
    assert headings_of_copy(*headings) == []


@pytest.mark.parametrize(
    ("heading", "channels"),
    [
        ("LinkedIn copy", ("linkedin",)),
        ("X Post", ("x",)),
        ("linkedinCopy", ("linkedin",)),
        ("insta_caption", ("instagram",)),
        ("Insta/Facebook Caption", ("instagram", "facebook")),
        ("Copy for LinkedIn", ("linkedin",)),
        ("Caption (IG)", ("instagram",)),
        ("Post - Mastodon", ("mastodon",)),
        ("Tweet", ("x",)),
    ],
)
def test_a_heading_can_name_the_network(heading: str, channels: tuple[str, ...]) -> None:
    assert headings_of_copy("Date", heading) == [(heading, channels)]


def test_every_column_for_a_network_is_taken_beside_the_general_one() -> None:
    assert headings_of_copy("Copy", "X copy", "Content", "LinkedIn copy") == [
        ("Copy", ()),
        ("X copy", ("x",)),
        ("LinkedIn copy", ("linkedin",)),
    ]


def test_columns_named_after_networks_are_marks_beside_copy_and_copy_without_it() -> None:
    assert find_columns(["Text", "LinkedIn", "Twitter/X"]).networks == ((1, "linkedin"), (2, "x"))
    assert headings_of_copy("Date", "LinkedIn", "Twitter/X") == [("LinkedIn", ("linkedin",)), ("Twitter/X", ("x",))]


def test_the_other_parts() -> None:
    columns = find_columns(
        ["Post ID", "Publish date", "Posting time", "Platform", "Owner", "Status", "Hashtags", "Copy"]
    )
    assert (columns.id, columns.date, columns.time, columns.channel) == (0, 1, 2, 3)
    assert (columns.author, columns.status, columns.hashtags, columns.hits) == (4, 5, 6, 8)


@pytest.mark.parametrize(
    "heading", ["Posting Time", "Dates (2026)", "Go-live date", "Date of publication", "scheduledAt"]
)
def test_what_a_column_of_dates_is_called(heading: str) -> None:
    assert find_columns([heading, "Text"]).date == 0


def test_a_time_column_is_the_date_where_there_is_no_other() -> None:
    assert find_columns(["Date", "Time"]).time == 1
    assert find_columns(["Text", "Time"]).date == 1
    assert find_columns(["Text", "Time"]).time is None


def test_the_headings_are_found_under_titles() -> None:
    rows = [
        ["Spring plan", "", ""],
        ["Owner:", "Priya", ""],
        ["Date", "Channel", "Copy"],
        ["2026-03-01", "LinkedIn", "Hi"],
    ]
    assert find_header(rows) == 2


def test_one_known_heading_is_enough_only_in_the_first_row_of_the_table() -> None:
    assert find_header([["Plan"], [""], ["Caption", "Mood"], ["Mind the gap", "calm"]]) == 2
    assert find_header([["Task", "Hours"], ["Write", "2"], ["Message", "1"]]) is None


def test_a_long_sentence_is_no_heading() -> None:
    assert (
        find_header(
            [["Date and time and what else there is to say about this calendar of ours, all in one long row", "Copy"]]
        )
        == 0
    )
    assert find_header([["x" * 100, "y" * 100]]) is None


def rows_of(table: Table, *values: str, key: str = "plan.csv:2") -> list[tuple[str, str, tuple[str, ...]]]:
    posts = table.posts(
        values, key=key, origin=lambda index: Origin(path="plan.csv", row=2, field=table.headings[index])
    )
    return [(post.id, post.text, post.channels) for post in posts]


def test_marks_make_one_post_for_several_channels() -> None:
    table = Table(("Text", "Facebook", "LinkedIn", "X"))
    assert rows_of(table, "Fix it first.", "true", "false", "TRUE") == [
        ("plan.csv:2", "Fix it first.", ("facebook", "x")),
    ]


def test_each_network_column_makes_a_post_of_its_own() -> None:
    table = Table(("Date", "LinkedIn", "X"))
    assert rows_of(table, "", "The long version.", "Short.") == [
        ("plan.csv:2:LinkedIn", "The long version.", ("linkedin",)),
        ("plan.csv:2:X", "Short.", ("x",)),
    ]


def test_cells_that_only_mark_or_count_are_no_posts() -> None:
    table = Table(("Date", "LinkedIn", "X"))
    assert rows_of(table, "", "yes", "1.5") == []


def test_an_id_that_comes_again_stays_unique() -> None:
    table = Table(("id", "text"))
    assert rows_of(table, "7", "One.", key="a:2")[0][0] == "7"
    assert rows_of(table, "7", "Two.", key="a:3")[0][0] == "7:a:3"


def test_a_row_keeps_what_else_it_says() -> None:
    table = Table(("Date", "Platform", "Copy", "Campaign", "Owner", ""))
    [post] = table.posts(
        ["1 May 2026", "X, LinkedIn", " Mind the gap. ", "spring", "Priya", "stray"],
        key="k",
        origin=lambda _: Origin(path="p"),
        when=(datetime(2026, 5, 1), True),  # noqa: DTZ001
    )
    assert post.text == " Mind the gap. "
    assert post.channels == ("x", "linkedin")
    assert post.author == "Priya"
    assert post.whole_day
    assert post.fields == {"Date": "1 May 2026", "Platform": "X, LinkedIn", "Campaign": "spring", "Owner": "Priya"}


def test_the_channel_of_the_file_stands_in_where_the_row_names_none() -> None:
    table = Table(("Channel", "Text"), channels=("linkedin",))
    assert rows_of(table, "", "Hello there.")[0][2] == ("linkedin",)
    assert rows_of(table, "X", "Hello there.")[0][2] == ("x",)
    assert rows_of(table, "", "") == []
