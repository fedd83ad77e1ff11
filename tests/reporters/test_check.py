from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from helplint.finding import Level
from helplint.notice import HelplintError, Notice
from helplint.report import Report
from helplint.reporters import formats, render, statistics, summary
from helplint.reporters._terminal import printable_lines

NAMES = [
    "azure", "concise", "full", "github", "gitlab", "grouped", "json", "json-lines", "junit", "markdown", "pylint",
    "rdjson", "sarif",
]  # fmt: skip
KEYS = [
    "rule", "level", "message", "id", "path", "position", "start", "end", "line", "column", "text", "fix", "edit",
]  # fmt: skip
# Wide, narrow, combining and joined characters, and what must not reach a terminal.
SIGNS = [*"ab 日本é\u0301🎉\t\x1b\x9b\u202e\u2028[/]", "👩🏽\u200d💻", "☀\ufe0f", "🇬🇧"]
WORDS = st.lists(st.sampled_from(SIGNS)).map("".join)


def written(report, name, **options):
    file, errors = io.StringIO(), io.StringIO()
    render(report, name, file=file, errors=errors, width=72, color=False, **options)
    return file.getvalue(), errors.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_each_format_looks_as_agreed(report, golden, name):
    text, errors = written(report, name, manuals={"shouting": "Shouts.\n\nWhat it finds\n-------------\nCapitals."})
    golden(f"check-{name}.txt", f"{text}--- errors\n{errors}" if errors else text)


def test_colours_look_as_agreed(report, golden):
    file = io.StringIO()
    render(report, "full", file=file, width=72, color=True)
    golden("check-full-coloured.txt", printable_lines(file.getvalue()))


def test_the_formats_are_the_files():
    assert list(formats()) == NAMES


def test_an_unknown_format_is_an_error_that_helps():
    with pytest.raises(HelplintError, match="did you mean “sarif”"):
        render(Report(), "sarff")


@given(before=WORDS, after=WORDS, width=st.integers(30, 200))
def test_the_underline_stands_under_the_words(make, before, after, width):
    post = make.draft(f"{before} SALE {after}")
    file = io.StringIO()
    finding = make.finding(post, "SALE", "shouting")
    render(Report(findings=[finding], posts=1), file=file, width=width, color=False)
    _, quoted, underline, *_ = file.getvalue().split("\n")
    column = underline.index("^")
    assert cell_len(quoted) <= width
    assert underline.strip(" |") == "^^^^"
    place = next(place for place in range(len(quoted)) if quoted[place:].startswith("SALE"))
    assert cell_len(quoted[:place]) == column


def test_a_long_span_is_cut_and_underlined_to_the_edge(make):
    post = make.draft("no " * 400)
    file = io.StringIO()
    render(Report(findings=[make.finding(post, "no " * 300, start=300)], posts=1), file=file, width=60, color=False)
    header, quoted, underline, *_ = file.getvalue().split("\n")
    assert len(quoted) == 60
    assert len(underline) == 59
    assert len(header) < 200


def test_a_line_of_a_million_characters_is_quoted_around_the_span(make):
    post = make.draft(f"{'no ' * 300_000}SALE{' no' * 10}")
    text, _ = written(Report(findings=[make.finding(post, "SALE", "shouting")], posts=1), "full")
    assert "SALE no no" in text
    assert len(text) < 600


def test_only_the_first_lines_of_a_long_span_are_quoted(report):
    text, _ = written(report, "full")
    assert "  | #soil\n  | ^^^^^\n  |\n  | #garden\n  | ^^^^^^^\n  | …\n" in text
    assert "#worms\n" not in text


@pytest.mark.parametrize(
    ("posts", "notices", "said"),
    [
        (9, (), "9 posts, nothing found."),
        (0, (), "No posts to check."),
        (1, (Notice("error", "cannot be read", "a.csv"),), "Not everything was checked: 1 error above."),
    ],
)
def test_the_last_line_says_what_came_out(posts, notices, said):
    text, _ = written(Report(posts=posts, notices=notices), "full")
    assert text.endswith(f"{said}\n")


def test_a_few_notes_are_said_and_many_counted_unless_asked_for(report):
    assert "note: notes.md: no post found in it" in written(report, "full")[0]

    report = replace(report, notices=[*report.notices, Notice("note", "no post found in it", "plan.md")])
    assert "3 files passed over (logo.png, notes.md, plan.md)" in written(report, "full")[0]
    verbose = written(report, "full", verbose=True)[0]
    assert "note: notes.md: no post found in it" in verbose
    assert "passed over (" not in verbose


@pytest.mark.parametrize("name", ["concise", "gitlab", "grouped", "json", "json-lines", "junit", "pylint", "rdjson"])
def test_notices_go_to_the_errors_where_the_format_has_no_room(report, name):
    text, errors = written(report, name)
    assert "never closed" not in text or name == "junit"
    assert "error: old, broken.csv:3: the quote that opens here is never closed\n" in errors


def test_json_holds_the_agreed_keys(report):
    [first, *_] = json.loads(written(report, "json")[0])
    assert list(first) == KEYS
    assert first["position"] == "row 2, Caption"


@pytest.mark.parametrize("name", ["json", "text"])
def test_a_summary_looks_as_agreed(report, golden, name):
    file = io.StringIO()
    summary(report, name, file=file)
    golden(f"summary-{name}.txt", file.getvalue())


def test_a_summary_for_programs_has_the_agreed_keys(report):
    file = io.StringIO()
    summary(report, "json", file=file)
    record = json.loads(file.getvalue())
    counts = ["posts", "helping", "selling", "unscored", "intents"]
    assert list(record) == ["first", "last", *counts, "channels", "weeks", "ledger"]
    assert record["channels"][0]["channel"] is None
    assert list(record["channels"][0]) == ["channel", *counts, "earned", "spent", "balance"]
    assert record["weeks"][0]["week"] == "2031-03-31"


@pytest.mark.parametrize("name", ["json", "json-lines"])
def test_programs_are_given_findings_and_nothing_else(report, name):
    text, _ = written(report, name)
    records = json.loads(text) if name == "json" else [json.loads(line) for line in text.splitlines()]
    assert [list(record) for record in records] == [KEYS] * len(report.findings)


def test_a_long_calendar_shows_its_last_weeks_within_80_cells(make):
    text, _ = written(Report(posts=99, calendar=make.summary(weeks=60)), "full")
    lines = text.splitlines()
    assert "  … 110 rows of earlier weeks, which --summary shows" in lines
    assert len(lines) < 30
    assert max(map(len, lines)) <= 80


def test_a_calendar_is_shown_although_nothing_was_found(make):
    text, _ = written(Report(posts=9, calendar=make.summary(weeks=4)), "full")
    assert text.startswith("calendar: 9 posts, 31 Mar 2031 to ")
    assert text.endswith("9 posts, nothing found.\n")


@given(text=st.text(st.characters(exclude_categories=())))
def test_json_lines_give_back_what_went_in(make, text):
    post = make.draft(f"{text} SALE", path=f"{text}.md")
    finding = make.finding(post, f"{text} SALE", start=0)
    written_lines = written(Report(findings=[finding, finding], posts=1), "json-lines")[0].splitlines()
    assert len(written_lines) == 2
    for line in written_lines:
        record = json.loads(line)
        assert (record["text"], record["path"]) == (finding.text, finding.position.path)
    assert json.loads(written(Report(findings=[finding]), "json")[0]) == [json.loads(written_lines[0])]


def test_an_empty_report_is_an_empty_array():
    assert json.loads(written(Report(), "json")[0]) == []


def test_statistics_count_findings_and_posts(make, row, tags):
    findings = [
        make.finding(row, "Hurry"),
        make.finding(row, "do not miss"),
        make.finding(tags, "#soil", "wall-of-tags"),
    ]
    report = Report(findings=findings, posts=4)
    file = io.StringIO()
    statistics(report, "json", file=file)
    assert json.loads(file.getvalue()) == [
        {"rule": "false-urgency", "count": 2, "share": 0.25},
        {"rule": "wall-of-tags", "count": 1, "share": 0.25},
    ]
    file = io.StringIO()
    statistics(report, file=file)
    assert file.getvalue().splitlines() == [
        "findings  of posts  rule",
        "       2      25 %  false-urgency",
        "       1      25 %  wall-of-tags",
    ]


def test_levels_are_counted_worst_first(make, row):
    findings = [make.finding(row, "Hurry", level=level) for level in (Level.NOTE, Level.ERROR, Level.NOTE)]
    text, _ = written(Report(findings=findings, posts=1), "full")
    assert text.endswith("3 findings in 1 of 1 post (1 error, 2 notes).\n")
