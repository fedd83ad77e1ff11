from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from helplint.notice import HelplintError
from helplint.readers import xlsx
from helplint.readers._file import File

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from helplint.post import Post


def workbook_of(**sheets: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return workbook


def data_of(workbook: openpyxl.Workbook) -> bytes:
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def read(workbook: openpyxl.Workbook) -> tuple[list[Post], list[str]]:
    file = File.of("plan.xlsx", data_of(workbook), name="plan.xlsx")
    return list(xlsx.format.read(file)), [str(notice) for notice in file.notices]


def sheet_of(rows: Sequence[Sequence[object]], name: str = "Plan") -> tuple[openpyxl.Workbook, Worksheet]:
    workbook = workbook_of(**{name: rows})
    return workbook, workbook[name]


def test_headings_under_a_merged_title() -> None:
    workbook, sheet = sheet_of(
        [
            ["Spring plan"],
            ["Date", "Platform", "Caption", "Hashtags"],
            [date(2026, 5, 11), "LinkedIn", "Oil it first.\nThen rinse.", "#pipes"],
            [datetime(2026, 5, 12, 9, 30), "X", "Dry it.", None],  # noqa: DTZ001
        ]
    )
    sheet.merge_cells("A1:D1")
    [first, second], notices = read(workbook)
    assert notices == []
    assert (first.time, first.whole_day) == (datetime(2026, 5, 11), True)  # noqa: DTZ001
    assert (second.time, second.whole_day) == (datetime(2026, 5, 12, 9, 30), False)  # noqa: DTZ001
    assert first.channels == ("linkedin",)
    assert first.fields == {"Date": "2026-05-11", "Platform": "LinkedIn", "Hashtags": "#pipes"}
    place = first.origin.position(first.text, first.text.index("rinse"))
    assert str(place) == "Plan!C3, Caption, line 2"
    assert (place.row, place.column) == (3, 6)
    assert first.origin.quote(0, 3) is None


def test_cells_keep_their_names_where_the_sheet_begins_further_down() -> None:
    workbook = workbook_of(Plan=[])
    sheet = workbook["Plan"]
    sheet["C5"], sheet["D5"], sheet["C6"], sheet["D6"] = "Date", "Copy", date(2026, 5, 11), "Oil it first."
    [post], _ = read(workbook)
    assert (post.origin.cell, post.origin.row) == ("D6", 6)
    assert post.time == datetime(2026, 5, 11)  # noqa: DTZ001


def test_a_date_merged_over_rows_is_that_of_all_of_them_and_a_merged_text_is_one_post() -> None:
    workbook, sheet = sheet_of(
        [
            ["Date", "Time", "Copy"],
            [date(2026, 5, 11), time(9, 30), "Oil it first."],
            [None, time(14), "Then rinse."],
            [date(2026, 5, 12), None, "Dry it."],
            [date(2026, 5, 13), None, None],
        ]
    )
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("C4:C5")
    posts, _ = read(workbook)
    assert [(post.text, post.time) for post in posts] == [
        ("Oil it first.", datetime(2026, 5, 11, 9, 30)),  # noqa: DTZ001
        ("Then rinse.", datetime(2026, 5, 11, 14)),  # noqa: DTZ001
        ("Dry it.", datetime(2026, 5, 12)),  # noqa: DTZ001
    ]


def test_headings_in_two_rows() -> None:
    workbook, sheet = sheet_of(
        [
            ["Date", "Posts", None],
            [None, "LinkedIn copy", "X copy"],
            [date(2026, 5, 11), "The long version.", "Short."],
        ]
    )
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    posts, _ = read(workbook)
    assert [(post.origin.cell, post.channels) for post in posts] == [("B3", ("linkedin",)), ("C3", ("x",))]


def test_sheets_without_posts_are_skipped_and_dates_take_the_year_of_their_heading() -> None:
    posts, notices = read(
        workbook_of(
            **{
                "Read Me": [["How to use this plan"], ["1", "Work from the top to the bottom, one week at a time"]],
                "Calendar": [
                    ["Week", "Dates (2026)", "Channel", "Post copy"],
                    ["W1", "Jun 8\u201314", "LinkedIn", "Oil it first."],
                    ["W4", "Jun 29\u2013Jul 5", "X", "Dry it."],
                ],
                "Budget": [["Item", "Tool", "Notes"], ["Ads", "None at all so far", "We said that we would wait"]],
            }
        )
    )
    assert [(post.origin.sheet, post.time) for post in posts] == [
        ("Calendar", datetime(2026, 6, 8)),  # noqa: DTZ001
        ("Calendar", datetime(2026, 6, 29)),  # noqa: DTZ001
    ]
    assert notices == []


def test_a_plan_without_copy_yields_nothing_and_says_what_to_do() -> None:
    posts, notices = read(
        workbook_of(
            Plan=[
                ["Week", "Dates (2026)", "Channel", "Task", "Status"],
                ["W1", "Jun 8\u201314", "Social", "Write the first five posts of the launch story", "Todo"],
            ]
        )
    )
    assert posts == []
    [note] = notices
    assert note.startswith(
        "note: plan.xlsx: no column of posts among “Week”, “Dates (2026)”, “Channel”, “Task”, “Status”"
    )


def test_ids_are_unique_across_sheets() -> None:
    rows: list[list[object]] = [["id", "Copy"], [7, "Oil it first."]]
    posts, _ = read(workbook_of(May=rows, June=rows))
    assert [post.id for post in posts] == ["7", "7:plan.xlsx:June:2"]


def test_a_hidden_sheet_is_passed_over_with_a_note() -> None:
    rows: list[list[object]] = [["Date", "Copy"], [date(2026, 5, 11), "Oil it first."]]
    workbook = workbook_of(Plan=rows, Old=rows)
    workbook["Old"].sheet_state = "hidden"
    posts, notices = read(workbook)
    assert [post.origin.sheet for post in posts] == ["Plan"]
    assert notices == ["note: plan.xlsx: the hidden sheet “Old” was passed over"]


def test_dates_as_text_that_can_be_read_two_ways_are_named_by_their_cell() -> None:
    posts, notices = read(workbook_of(Plan=[["Date", "Copy"], ["03/04/2026", "Oil it first."]]))
    assert posts[0].time is None
    assert notices[0].startswith("warning: plan.xlsx: Plan!A2, Date: “03/04/2026” can be")


def test_the_grid_of_a_month() -> None:
    workbook, sheet = sheet_of(
        [
            ["May 2026"],
            ["MON", "TUES", "WED", "THURS", "FRI", "SAT", "SUN"],
            [27, 28, 29, 30, 1, 2, 3],
            ["Last one of the old month", None, None, None, "Oil the valve before you start", "Rest day", None],
            [4, 5, 6, 7, 8, 9, 10],
            [None, "Dry it for a whole day\nLinkedIn", None, None, None, None, None],
            ["A note that goes over several of the days", None, None, None, None, None, None],
        ],
        " May",
    )
    sheet.merge_cells("A1:G1")
    sheet.merge_cells("A7:C7")
    posts, notices = read(workbook)
    assert [(post.origin.cell, post.time and post.time.date()) for post in posts] == [
        ("A4", date(2026, 4, 27)),
        ("E4", date(2026, 5, 1)),
        ("B6", date(2026, 5, 5)),
    ]
    assert posts[2].id == "plan.xlsx: May!B6"
    assert posts[2].whole_day
    assert notices == []


def test_a_grid_that_does_not_tell_the_year_has_no_dates() -> None:
    posts, _ = read(
        workbook_of(
            JUNE=[
                ["MONDAY", "WEDNESDAY", "FRIDAY", None],
                [
                    "Oil the valve before you start",
                    "short note",
                    "Dry it for a whole day",
                    "Notes: keep all of it brief",
                ],
            ]
        )
    )
    assert [(post.origin.cell, post.time) for post in posts] == [("A2", None), ("C2", None)]


def test_a_grid_of_real_dates_with_channels_at_its_side() -> None:
    week: list[object] = [None, date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3)]
    posts, _ = read(
        workbook_of(
            Plan=[
                ["Network", "Mon", "Tue", "Wed"],
                week,
                ["LinkedIn", "Oil the valve before you start", None, None],
                ["X", None, None, "Dry it for a whole day"],
            ]
        )
    )
    assert [(post.channels, post.time and post.time.date()) for post in posts] == [
        (("linkedin",), date(2026, 6, 1)),
        (("x",), date(2026, 6, 3)),
    ]


def test_a_grid_without_weekdays_is_told_by_the_numbers_of_its_days() -> None:
    posts, _ = read(
        workbook_of(
            Plan=[
                ["February 2026"],
                [1, 2, 3, 4, 5, 6, 7],
                ["Oil the valve before you start"],
                [8, 9, 10, 11, 12, 13, 14],
            ]
        )
    )
    assert [post.time for post in posts] == [datetime(2026, 2, 1)]  # noqa: DTZ001


def test_a_table_under_the_grid_is_the_copy() -> None:
    posts, _ = read(
        workbook_of(
            Plan=[
                ["May 2026"],
                ["MON", "TUE", "WED"],
                [4, 5, 6],
                ["The post on how to oil", None, None],
                [],
                ["Date", "LinkedIn caption"],
                [date(2026, 5, 4), "Oil the valve before you start."],
            ]
        )
    )
    assert [post.text for post in posts] == ["Oil the valve before you start."]


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.xls"])
def test_what_is_no_workbook_is_said_in_a_sentence(name: str) -> None:
    whole = data_of(workbook_of(Plan=[["Date", "Copy"], ["2026-05-11", "Oil it first."]]))
    broken = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as source, zipfile.ZipFile(broken, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            target.writestr(entry, content[: len(content) // 2] if "sheet1" in entry else content)
    for data in (b"", b"<table></table>", whole[:-200], whole[: len(whole) // 2], broken.getvalue()):
        with pytest.raises(HelplintError, match=r"cannot be read as a workbook; .* save it as \.xlsx"):
            list(xlsx.format.read(File.of(name, data, name=name)))


def test_a_workbook_with_a_password_is_said_so() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    with pytest.raises(HelplintError, match="protected by a password"):
        list(xlsx.format.read(File.of("plan.xlsx", data, name="plan.xlsx")))


@pytest.mark.parametrize("cell", ["XFD1048576", "ZZ99999", "A999999999999"])
def test_a_cell_at_the_end_of_the_world_takes_no_memory(cell: str) -> None:
    data = data_of(workbook_of(Plan=[["Date", "Copy"], ["2026-03-01", "Rinse it."]]))
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'r="B2"', f'r="{cell}"'.encode()))
    with pytest.raises(HelplintError, match="too far from the others"):
        list(xlsx.format.read(File.of("plan.xlsx", buffer.getvalue(), name="plan.xlsx")))


def test_cells_that_only_have_a_style_may_stand_anywhere() -> None:
    data = data_of(workbook_of(Plan=[["Date", "Copy"], ["2026-03-01", "Rinse it."]]))
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            styled = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
            new.writestr(name, old.read(name).replace(b"</sheetData>", styled))
    [post] = xlsx.format.read(File.of("plan.xlsx", buffer.getvalue(), name="plan.xlsx"))
    assert post.text == "Rinse it."
