"""A baseline knows findings by rule and post, however rows are moved, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helplint import Config, HelplintError, Post, check, read
from helplint.baseline import Baseline
from helplint.config import read_config

FAST = Config(model="fast")
SELLING = [
    "Hurry, last chance! Order the game-changing mug today.",
    "The VERY BEST MUG EVER MADE IS HERE, and only for a limited time!!!",
    "We are thrilled to announce our revolutionary kettle.",
    "Like and share if you love tea! #tea #mug #kettle #cup #pot #milk",
    "Order two mugs today and get 20% off. Buy now!",
    "Hurry, last chance! Order the game-changing mug today. #again",
]


def written(report, path):
    path.write_text(str(Baseline.of(report.findings)), encoding="utf-8")
    return str(path)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "baseline.txt"


def test_what_is_known_is_not_reported(path):
    report = check(SELLING, config=FAST)
    again = check(SELLING, config=Config(model="fast", baseline=written(report, path)))
    assert report.findings
    assert (again.findings, again.known, again.exit_code, again.notices) == ([], len(report.findings), 0, [])


@settings(max_examples=12)
@given(
    order=st.permutations(range(len(SELLING))),
    blank=st.lists(st.sampled_from(["", ",,", ",,,,"]), max_size=3),
    columns=st.permutations(["Date", "Channel", "Copy", "Notes"]),
    delimiter=st.sampled_from([",", ";"]),
    name=st.sampled_from(["calendar.csv", "moved.csv"]),
    times=st.lists(
        st.sampled_from(["2026-05-01 10:00", "2026-05-01 10:30", "2026-05-01", "2026-05-09", ""]),
        min_size=6,
        max_size=6,
    ),
)
def test_it_survives_that_rows_and_columns_are_moved(order, blank, columns, delimiter, name, times):
    rows = [
        {"Date": time, "Channel": "x", "Copy": f'"{text}"', "Notes": "n"}
        for time, text in zip(times, SELLING, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "calendar.csv"), Path(folder, name)
        before.write_text(
            "Date,Channel,Copy,Notes\n" + "".join(f"{','.join(row.values())}\n" for row in rows), encoding="utf-8"
        )
        report = check(read([before]), config=FAST)
        config = Config(model="fast", baseline=written(report, Path(folder, "baseline.txt")))
        lines = [delimiter.join(columns), *blank, *(delimiter.join(rows[i][key] for key in columns) for i in order)]
        after.write_text("\n".join(lines), encoding="utf-8")
        again = check(read([after]), config=config)
    assert {finding.rule for finding in report.findings} > {"repeated-copy", "hype", "false-urgency"}
    assert (again.findings, again.known, again.notices) == ([], len(report.findings), [])


@given(st.permutations(SELLING), st.lists(st.sampled_from([" ", "\n", "  \n "]), min_size=12, max_size=12))
@settings(max_examples=8)
def test_it_survives_that_a_text_is_wrapped_anew(texts, gaps):
    wrapped = ["".join(word + gaps[i % 12] for i, word in enumerate(text.split())) for text in texts]
    only = Config(select=("hype", "false-urgency"), model="fast")
    known = Baseline.of(check(texts, config=only).findings)
    assert known.new(check(wrapped, config=only).findings) == []


RECORDS = [
    {"Date": "2026-05-01 10:00", "Channel": "x", "Copy": text, "helplint": ignore}
    for text, ignore in [
        *((text, "") for text in SELLING),
        ("Hurry, “game-changing” is what they said; I ask what.", "ignore=hype a quote"),
        ("Hurry, 植物 🪴 are back, and they are revolutionary!!!", "ignore=hype,exclamation-run the buyer's words"),
    ]
]


def as_csv(records, draw):
    file = io.StringIO(newline="")
    writer = csv.writer(
        file,
        delimiter=draw(st.sampled_from(",;\t")),
        lineterminator=draw(st.sampled_from(["\n", "\r\n"])),
        quoting=draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])),
    )
    columns = draw(st.permutations(list(RECORDS[0])))
    writer.writerow(columns)
    writer.writerows([record[column] for column in columns] for record in records)
    return file.getvalue()


def in_any_order(records, draw):
    return [{key: record[key] for key in draw(st.permutations(list(record)))} for record in records]


def as_json(records, draw):
    records = in_any_order(records, draw)
    content = draw(st.sampled_from([records, {"posts": records}]))
    return json.dumps(content, indent=draw(st.sampled_from([None, 1, 4])), ensure_ascii=draw(st.booleans()))


def as_jsonl(records, draw):
    ascii_only = draw(st.booleans())
    lines = [json.dumps(record, ensure_ascii=ascii_only) for record in in_any_order(records, draw)]
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


def as_yaml(records, draw):
    def value(text):
        double, single = json.dumps(text, ensure_ascii=False), "'" + text.replace("'", "''") + "'"
        return draw(st.sampled_from([text if re.fullmatch(r"\w[\w ]*", text) else double, double, single]))

    entries = [[f"{key}: {value(text)}" for key, text in record.items()] for record in in_any_order(records, draw)]
    text = "".join(f"- {entry[0]}\n" + "".join(f"  {line}\n" for line in entry[1:]) for entry in entries)
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@pytest.mark.parametrize("write", [as_csv, as_json, as_jsonl, as_yaml])
@given(data=st.data())
@settings(max_examples=10)
def test_it_and_suppressions_survive_that_a_file_is_written_anew(write, data):
    name = write.__name__.replace("as_", "a.")
    reports = []
    for _ in range(2):
        mark = data.draw(st.sampled_from(["", "\ufeff"]))
        content = write(data.draw(st.permutations(RECORDS)), data.draw)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, name).write_bytes(f"{mark}{content}".encode())
            reports.append(check(read([Path(folder, name)]), config=FAST))
    before, after = reports
    assert Baseline.of(after.findings) == Baseline.of(before.findings)
    assert {finding.rule for finding in after.findings} > {"hype", "false-urgency", "clash", "repeated-copy"}
    assert (after.suppressed, after.notices) == (before.suppressed, before.notices) == (3, [])


# Words that no line end parts.
ITEMS = ["Hurry, and order the game-changing mug today.", "We made a revolutionary kettle, and three more in blue."]


@given(data=st.data(), items=st.permutations([*ITEMS, "Turn the tap off before you go, and open the lowest one."]))
@settings(max_examples=10)
def test_it_and_suppressions_survive_that_a_list_is_wrapped_anew(data, items):
    def written(width, line_end):
        lists = [
            *(fill(text, width, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False) for text in items),
            "",
            "<!-- helplint: ignore=hype a quote -->",
            fill("- Hurry, “game-changing” is what they said.", width, subsequent_indent="  ", break_on_hyphens=False),
        ]
        return line_end.join("\n".join(lists).split("\n"))

    reports = []
    for _ in range(2):
        content = written(data.draw(st.integers(24, 120)), data.draw(st.sampled_from(["\n", "\r\n"])))
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "a.md").write_bytes(content.encode())
            only = Config(select=("hype", "false-urgency", "unused-suppression"), model="fast")
            reports.append(check(read([Path(folder, "a.md")]), config=only))
    before, after = reports
    assert Baseline.of(after.findings) == Baseline.of(before.findings)
    assert {finding.rule for finding in after.findings} == {"hype", "false-urgency"}
    assert after.suppressed == before.suppressed == 1


def test_another_post_and_another_rule_on_the_same_post_are_new(path):
    hype = Config(select=("hype",), model="fast")
    known = written(check(SELLING, config=hype), path)
    assert {f.rule for f in check(SELLING, config=Config(model="fast", baseline=known)).findings} >= {
        "false-urgency",
        "shouting",
    }
    changed = check([SELLING[0].replace("mug", "cup")], config=Config(select=("hype",), model="fast", baseline=known))
    assert [finding.text for finding in changed.findings] == ["game-changing"]


def test_one_more_of_what_is_known_is_new(path):
    config = Config(select=("false-urgency",), model="fast", baseline=None)
    one = [Post.from_text("Hurry up, mugs are here.")]
    known = written(check(one, config=config), path)
    assert str(Baseline.read(path)).splitlines()[1].endswith(" 1")
    twice = check(one * 2, config=Config(select=("false-urgency",), model="fast", baseline=known))
    assert (len(twice.findings), twice.known) == (1, 1)
    [first, *_] = check(["Hurry up, hurry!"], config=config).findings
    assert len(Baseline.of([first]).new([first, first])) == 1


def test_what_no_longer_occurs_is_a_note_and_is_dropped_by_writing_it_anew(path):
    known = written(check(SELLING, config=FAST), path)
    report = check(SELLING[:1], config=Config(model="fast", baseline=known))
    [notice] = report.notices
    assert notice.kind == "note"
    assert f"in the baseline {known} did not occur in what was checked (" in notice.message
    assert "1 shouting" in notice.message
    assert report.exit_code == 0
    written(check(SELLING[:1], config=FAST), path)
    assert check(SELLING[:1], config=Config(model="fast", baseline=known)).notices == []


def test_rules_that_are_not_selected_and_posts_that_are_left_out_are_not_missed(path):
    known = written(check(SELLING, config=FAST), path)
    assert check(SELLING, config=Config(select=("hype",), model="fast", baseline=known)).notices == []
    assert (
        check(SELLING, config=Config(model="fast", baseline=known), only=lambda post: "kettle" in post.text).notices
        == []
    )


def test_the_file_holds_sorted_hashes_and_no_place_or_word_of_a_post(path):
    written(check([Post.from_text(text, id=f"calendar.csv:{n}") for n, text in enumerate(SELLING)], config=FAST), path)
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    assert head.startswith("# ")
    assert lines == sorted(lines)
    assert all(len(line.split()) == 3 and len(line.split()[1]) == 16 for line in lines)
    assert Baseline.read(path) == Baseline.of(check(SELLING, config=FAST).findings)


def test_two_branches_merge(path):
    written(check(SELLING[:1], config=FAST), path)
    ours = path.read_text(encoding="utf-8")
    written(check(SELLING[:3], config=FAST), path)
    path.write_text(ours + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert Baseline.read(path) == Baseline.of(check(SELLING[:3], config=FAST).findings)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no such baseline; `helplint check --write-baseline` makes one"),
        (b"hype 0123456789abcdef\n", "this is no line of a baseline"),
        (b"<<<<<<< ours\n", "this is no line of a baseline"),
        (b"\xff\xfe", "the baseline cannot be read"),
    ],
)
def test_a_file_that_is_no_baseline_is_an_error_before_anything_is_checked(path, content, message):
    if content is not None:
        path.write_bytes(content)

    def never():
        raise AssertionError
        yield

    with pytest.raises(HelplintError, match=message):
        check(never(), config=Config(model="fast", baseline=str(path)))


def test_in_a_configuration_it_is_relative_to_that_file(tmp_path):
    (tmp_path / "helplint.toml").write_text('baseline = "known.txt"\n', encoding="utf-8")
    assert read_config(tmp_path / "helplint.toml").baseline == str(tmp_path / "known.txt")
