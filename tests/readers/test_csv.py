from __future__ import annotations

import csv as stdlib_csv
import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helplint.notice import HelplintError
from helplint.readers import csv
from helplint.readers._file import File
from helplint.readers._scanner import UnclosedQuoteError, find_delimiter, scan

if TYPE_CHECKING:
    from helplint.post import Post


def file_of(text: str, path: str = "plan.csv", date_order: str | None = None) -> File:
    return File.of(path, text.encode(), name=path, date_order=date_order)


def read(text: str) -> list[Post]:
    return list(csv.format.read(file_of(text)))


def notices(text: str) -> list[str]:
    file = file_of(text)
    list(csv.format.read(file))
    return [str(notice) for notice in file.notices]


def test_a_calendar_with_own_headings() -> None:
    [first, second] = read(
        "Publish date,Time,Channel,Content preview,Full content,Owner\r\n"
        "2026-03-02,9 am,LinkedIn,Start with,Start with the smallest valve.,Priya\r\n"
        "2026-03-03,,X & Bluesky,One,One sealant at a time.,\r\n"
    )
    assert (first.text, first.channels, first.time) == (
        "Start with the smallest valve.",
        ("linkedin",),
        datetime(2026, 3, 2, 9),  # noqa: DTZ001
    )
    assert (first.author, first.id, first.whole_day) == ("Priya", "plan.csv:2", False)
    assert (second.channels, second.whole_day, second.author) == (("x", "bluesky"), True, None)


def test_the_place_is_told_as_a_spreadsheet_numbers_rows() -> None:
    text = 'Spring plan,\n\nDate,Caption\n2026-03-02,"One ""small"" step,\nthen the next"\n\n2026-03-09,Later\n'
    [first, second] = read(text)
    place = first.origin.position(first.text, first.text.index("next"))
    assert (place.row, place.field, place.line, place.column, place.field_line) == (4, "Caption", 5, 10, 2)
    assert first.origin.quote(0, 11) == 'One ""small""'
    assert second.origin.position(second.text, 0).row == 6
    assert second.origin.position(second.text, 0).line == 7


def test_positions_do_not_count_the_byte_order_mark() -> None:
    file = File.of("plan.csv", b"\xef\xbb\xbftext,date\nHello there,2026-03-01\n", name="plan.csv")
    [post] = csv.format.read(file)
    place = post.origin.position(post.text, 6)
    assert (place.line, place.column) == (2, 7)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end(end: str) -> None:
    posts = read(end.join(["date,text", "2026-03-01,One thing", "2026-03-02,Another", ""]))
    assert [(post.text, post.origin.position(post.text, 0).line) for post in posts] == [
        ("One thing", 2),
        ("Another", 3),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(delimiter: str) -> None:
    rows = [["Date", "Copy"], ["2026-03-01", f"This{delimiter} that, and | more; so"], ["2026-03-02", "Nothing else"]]
    written = io.StringIO()
    stdlib_csv.writer(written, delimiter=delimiter).writerows(rows)
    assert [post.text for post in read(written.getvalue())] == [rows[1][1], rows[2][1]]


def test_commas_in_the_text_do_not_outweigh_semicolons() -> None:
    text = "Datum;Date;Copy\n1;2026-03-01;Oil, rinse, dry\n2;2026-03-02;Oil, rinse, dry, oil\n"
    assert [post.text for post in read(text)] == ["Oil, rinse, dry", "Oil, rinse, dry, oil"]


def test_the_line_that_excel_writes_names_the_delimiter() -> None:
    [post] = read("sep=;\ndate;text\n2026-03-01;Oil, then rinse\n")
    assert post.text == "Oil, then rinse"
    assert post.origin.row == 3


def test_a_very_long_cell() -> None:
    long = "seal " * 40_000
    [post] = read(f"date,text\n2026-03-01,{long}\n")
    assert post.text == long


def test_columns_for_networks_make_posts_of_their_own() -> None:
    posts = read("Date,LinkedIn copy,X copy\n2026-03-01,The long version.,Short.\n2026-03-02,,Only here.\n")
    assert [(post.id, post.channels, post.text) for post in posts] == [
        ("plan.csv:2:LinkedIn copy", ("linkedin",), "The long version."),
        ("plan.csv:2:X copy", ("x",), "Short."),
        ("plan.csv:3:X copy", ("x",), "Only here."),
    ]


def test_headings_that_are_repeated_are_no_posts() -> None:
    posts = read("Date,Copy\n2026-03-01,One\nDate,Copy\n2026-03-02,Two\n")
    assert [post.text for post in posts] == ["One", "Two"]


def test_a_table_without_headings_as_hootsuite_has_it() -> None:
    [post] = read('2026-12-04 11:00:00,"Thank you all, truly",https://www.example.org/a/very/long/address\n')
    assert (post.text, post.time, post.origin.field) == (
        "Thank you all, truly",
        datetime(2026, 12, 4, 11),  # noqa: DTZ001
        "B",
    )
    assert (post.origin.row, post.origin.position(post.text, 0).column) == (1, 22)


def test_a_plan_without_posts_yields_none_and_says_what_to_do() -> None:
    text = "Date,Channel,Title/Hook,Notes\n2026-03-01,LinkedIn,Five ways to seal a pipe,brief is late\n"
    assert read(text) == []
    [note] = notices(text)
    assert note.startswith("note: plan.csv: no column of posts among “Date”, “Channel”, “Title/Hook”, “Notes”")
    assert "“copy”" in note


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_table_yields_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["name,price\nvalve,3\n", "one\ntwo\n"])
def test_a_table_of_unknown_columns_is_an_error_where_it_was_named_and_a_note_where_a_walk_found_it(text: str) -> None:
    message = "no column of posts among"
    with pytest.raises(HelplintError, match=message):
        read(text)

    walked = File.of("plan.csv", text.encode(), name="plan.csv", named=False)
    assert list(csv.format.read(walked)) == []
    assert [notice.kind for notice in walked.notices] == ["note"]
    assert message in walked.notices[0].message


def test_marks_for_networks() -> None:
    [post] = read(
        "Text,Date,Time,Draft,Facebook,Twitter/X,LinkedIn\nMind it,2026-03-01,21:34:00,false,true,false,true\n"
    )
    assert post.channels == ("facebook", "linkedin")
    assert post.time == datetime(2026, 3, 1, 21, 34)  # noqa: DTZ001


def test_line_ends_in_quotes_of_linkedin_are_line_ends() -> None:
    [post] = read(
        "Date,ShareLink,ShareCommentary,SharedUrl\n"
        '2026-07-01 14:33:22,https://www.example.org/1,"Two ""good"" things.""\n""""\n""First, rest.",""\n'
        '2026-07-02 14:33:22,https://www.example.org/2,"",""\n'
    )
    assert post.text == 'Two "good" things.\n\nFirst, rest.'
    assert post.channels == ("linkedin",)
    start = post.text.index("First")
    assert post.origin.quote(start, start + 5) == "First"
    assert post.origin.quote(0, 18) == 'Two ""good"" things.'
    place = post.origin.position(post.text, start)
    assert (place.line, place.column, place.field_line) == (4, 3, 3)


def test_entities_of_x_are_the_characters_they_stand_for() -> None:
    [post] = read('Post id,Date,Post text,Impressions\n187,Fri Feb 07 2025,"Oil &amp; ""rinse"" &gt; dry",7\n')
    assert post.text == 'Oil & "rinse" > dry'
    assert (post.id, post.channels, post.time and post.time.date()) == ("187", ("x",), date(2025, 2, 7))
    start = post.text.index("rinse")
    assert post.origin.quote(start, start + 5) == "rinse"
    assert post.origin.quote(4, 5) == "&amp;"


def test_entities_elsewhere_are_what_was_written() -> None:
    assert read("date,text\n2026-03-01,Write &amp; for it\n")[0].text == "Write &amp; for it"


def test_answers_of_publer_follow_their_post() -> None:
    posts = read(
        "Date,Text,Link(s),Media URL(s),Comment(s)\n"
        '2026-08-29 10:00,Oil it first,,,"Then ""rinse""|| ||Dry | wait"\n'
        "2026-08-30 10:00,Alone,,,\n"
    )
    assert [(post.text, post.origin.part) for post in posts] == [
        ("Oil it first", 1),
        ('Then "rinse"', 2),
        ("Dry | wait", 3),
        ("Alone", None),
    ]
    assert posts[1].origin.quote(0, len(posts[1].text)) == 'Then ""rinse""'
    assert posts[2].origin.quote(0, len(posts[2].text)) == "Dry | wait"
    assert len({post.id for post in posts}) == 4


@pytest.mark.parametrize(
    "text",
    [
        'date,text\n2026-03-01,One\n2026-03-02,"Two\n2026-03-03,Three\n',
        'date,text\n2026-03-01,One\n2026-03-02,"Two\n2026-03-03,"Three, four"\n2026-03-04,Five\n',
    ],
)
def test_a_quote_left_open_is_an_error_and_swallows_nothing(text: str) -> None:
    with pytest.raises(HelplintError, match="the quote that opens a cell here") as caught:
        read(text)
    assert caught.value.notice.line == 3


def test_a_post_taken_for_a_formula_is_warned_about_once() -> None:
    text = "date,text\n2026-03-01,#NAME?\n2026-03-02,#NAME?\n2026-03-03,Fine\n"
    assert [post.text for post in read(text)] == ["Fine"]
    [warning] = notices(text)
    assert warning.startswith("warning: plan.csv:2: ")
    assert "formula" in warning


def test_dates_that_can_be_read_two_ways_are_left_out_with_one_warning() -> None:
    text = "Date,Copy\n\n03/04/2026,One\n05/06/2026,Two\n"
    assert [post.time for post in read(text)] == [None, None]
    [warning] = notices(text)
    assert warning.startswith("warning: plan.csv:3: “03/04/2026”")
    settled = csv.format.read(file_of(text, date_order="day-first"))
    assert [post.time and post.time.month for post in settled] == [4, 6]


def test_dates_of_rows_without_a_post_are_not_asked_for() -> None:
    assert notices("Date,Copy\nWeek 1,\n2026-03-01,One\n") == []


def test_the_year_of_the_heading_counts() -> None:
    [post] = read("Dates (2026),Copy\nJun 8\u201314,One\n")
    assert post.time == datetime(2026, 6, 8)  # noqa: DTZ001


cells = st.text(st.sampled_from('ab ,;\t|"\n\r\u2028é\N{MATHEMATICAL SANS-SERIF BOLD CAPITAL W}'), max_size=12)
quotings: st.SearchStrategy[Literal[0, 1]] = st.sampled_from([stdlib_csv.QUOTE_MINIMAL, stdlib_csv.QUOTE_ALL])
tables = st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6)


@given(tables, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n", "\r"]), quotings)
def test_the_scanner_reads_what_the_csv_module_writes(
    rows: list[list[str]], delimiter: str, end: str, quoting: Literal[0, 1]
) -> None:
    written = io.StringIO()
    stdlib_csv.writer(
        written,
        delimiter=delimiter,
        lineterminator=end,
        quoting=quoting,
    ).writerows(rows)
    text = written.getvalue()
    scanned = [[field.text for field in row] for row in scan(text, delimiter)]
    assert scanned == list(stdlib_csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@given(st.text(st.sampled_from('ab,"\n\r '), max_size=20))
@example('a"b,"c"d",e\r\n\r\n"",x')
def test_the_scanner_reads_any_text_it_does_not_refuse_as_the_csv_module_does(text: str) -> None:
    try:
        scanned = [[field.text for field in row] for row in scan(text, ",")]
    except UnclosedQuoteError:
        return
    assert scanned == list(stdlib_csv.reader(io.StringIO(text, newline="")))


@given(st.text(st.sampled_from('ab,"\n\r '), max_size=20))
def test_each_character_of_a_cell_stands_where_its_offset_says(text: str) -> None:
    try:
        fields = [field for row in scan(text, ",") for field in row]
    except UnclosedQuoteError:
        return
    for field in fields:
        offsets = field.offsets(text)
        assert len(offsets) == len(field.text) + 1
        assert "".join(text[offset] for offset in offsets[:-1]) == field.text
        assert list(offsets) == sorted(offsets)


@given(
    st.lists(
        st.text(st.sampled_from('ab ,"\n\ré\N{MATHEMATICAL SANS-SERIF BOLD CAPITAL W}'), max_size=15),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["\n", "\r\n"]),
    quotings,
)
def test_every_part_of_every_post_is_quoted_from_the_file(texts: list[str], end: str, quoting: Literal[0, 1]) -> None:
    # The module's writer leaves a lone carriage return unquoted, which its reader then takes for a line end.
    texts = texts if quoting == stdlib_csv.QUOTE_ALL else [text.replace("\r", "") for text in texts]
    written = io.StringIO()
    rows = [["Date", "Copy", "Notes"], *(["2026-03-01", f"Oil{text}", "none"] for text in texts)]
    stdlib_csv.writer(written, lineterminator=end, quoting=quoting).writerows(rows)
    posts = read(written.getvalue())
    assert [post.text for post in posts] == [f"Oil{text}" for text in texts]
    for post in posts:
        length = len(post.text)
        for start in range(length + 1):
            for stop in range(start, length + 1):
                quoted = post.origin.quote(start, stop)
                assert quoted is not None
                assert quoted.replace('""', '"') == post.text[start:stop]


def test_the_delimiter_is_told_by_the_evenness_of_rows() -> None:
    assert find_delimiter("a|b\n1|2, 3\n4|5") == "|"
    assert find_delimiter('"a;b","c"\n"d;e;f","g"') == ","


@pytest.mark.parametrize("most", ["_MOST_KEPT", "_MOST_CHARACTERS"])
def test_a_table_that_is_too_long_to_be_kept_is_read_the_same(most: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f'{number + 1}.4.2026,"Tip ""{number}"" of our series"' for number in range(20)]
    text = "\n".join(["Date,Copy", *rows, "31.4.2026,No such day", "tbc,No day yet"])
    kept, said = read(text), notices(text)
    monkeypatch.setattr(f"helplint.readers._rows.{most}", 5)
    monkeypatch.setattr("helplint.readers._dates._MOST_CERTAIN", 0)

    assert [(post.text, post.time, post.origin.position(post.text, 5)) for post in read(text)] == [
        (post.text, post.time, post.origin.position(post.text, 5)) for post in kept
    ]
    assert notices(text) == said != []
