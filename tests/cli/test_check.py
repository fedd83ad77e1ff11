from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from helplint.cli import helplint

if TYPE_CHECKING:
    from pathlib import Path

CALENDAR = """Date,Channel,Copy
2026-05-04,X,"Bleed the radiator furthest from the boiler first."
2026-05-05,X,"Hurry, 20% off
all radiators, last chance!"
"""


@pytest.fixture
def calendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "calendar.csv"
    path.write_text(CALENDAR, encoding="utf-8")
    return path


def run(*arguments: str, given: str | None = None):
    return CliRunner().invoke(helplint, list(arguments), input=given)


def test_findings_are_said_on_file_row_and_column(calendar: Path) -> None:
    result = run("check", "calendar.csv", "--select", "false-urgency")

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        (
            "calendar.csv:3:15: warning false-urgency “Hurry” hurries the reader without a reason they could check"
            " [row 3, Copy]"
        ),
        (
            "calendar.csv:4:16: warning false-urgency “last chance” hurries the reader without a reason they could"
            " check [row 3, Copy, line 2]"
        ),
    ]


def test_a_clean_folder_exits_with_0(calendar: Path) -> None:
    calendar.write_text(CALENDAR.split("2026-05-05", maxsplit=1)[0], encoding="utf-8")

    assert run("check").exit_code == 0


def test_findings_below_the_chosen_level_do_not_fail(calendar: Path) -> None:
    assert run("check", "--select", "false-urgency", "--fail-on", "error").exit_code == 0
    assert run("check", "--select", "false-urgency", "--exit-zero").exit_code == 0


def test_each_json_line_holds_what_an_editor_needs(calendar: Path) -> None:
    result = run("check", "--select", "false-urgency", "--output-format", "json-lines")
    first = json.loads(result.stdout.splitlines()[0])

    assert list(first) == [
        "rule", "level", "message", "id", "path", "position", "start", "end", "line", "column", "text", "fix",
    ]  # fmt: skip
    assert (first["path"], first["position"], first["line"], first["column"]) == ("calendar.csv", "row 3, Copy", 3, 15)


def test_standard_input_is_read_as_the_name_it_is_given(calendar: Path) -> None:
    given = '{"id": "7", "text": "Hurry, last chance!"}\n'
    result = run("check", "-", "--stdin-filename", "drafts.jsonl", "--output-format", "json", given=given)

    assert {finding["id"] for finding in json.loads(result.stdout)} == {"7"}


def test_one_bad_file_does_not_keep_the_others_from_being_checked(calendar: Path) -> None:
    (calendar.parent / "broken.csv").write_text('Date,Copy\n2026-05-04,"never closed\n', encoding="utf-8")
    result = run("check", ".", "--select", "false-urgency")

    assert result.exit_code == 2
    assert "false-urgency" in result.stdout
    assert "broken.csv:2: " in result.stderr


def test_statistics_count_by_rule(calendar: Path) -> None:
    result = run("check", "--select", "false-urgency", "--statistics")

    assert result.exit_code == 1
    assert "false-urgency" in result.stdout
    assert "2" in result.stdout


def test_the_closest_configuration_counts_unless_isolated(calendar: Path) -> None:
    (calendar.parent / "helplint.toml").write_text('ignore = ["ALL"]\n', encoding="utf-8")

    assert run("check").exit_code == 0
    assert run("check", "--isolated", "--select", "false-urgency").exit_code == 1
    assert 'ignore = ["ALL"]' in run("check", "--show-settings").stdout


def test_a_configuration_can_be_named(calendar: Path) -> None:
    other = calendar.parent / "strict.toml"
    other.write_text('select = ["false-urgency"]\nfail-on = "error"\n', encoding="utf-8")

    assert run("check", "--config", "strict.toml").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--select", "hpye"], "unknown rule or tag “hpye” in select; did you mean “hype”?"),
        (["check", "missing.csv"], "error: missing.csv: the file cannot be read: No such file or directory"),
        (["check", "--per-file-ignores", "hype"], "“hype” is not GLOB:RULE"),
        (["check", "--model", "nope"], "there is no model “nope”"),
        (["explain", "calendar.csv", "--id", "nope"], "there is no post with the id “nope”"),
        (["rule", "hpye"], "there is no rule “hpye”; did you mean “hype”?"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(
    calendar: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    from helplint.cli import main

    monkeypatch.setattr("sys.argv", ["helplint", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()

    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def test_output_goes_to_a_file_whole_or_not_at_all(calendar: Path) -> None:
    run("check", "--select", "false-urgency", "--output-format", "sarif", "-o", "out.sarif")

    assert json.loads((calendar.parent / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert not list(calendar.parent.glob("*.partial"))


def test_every_kind_of_bad_input_is_one_sentence_with_its_place(calendar: Path) -> None:
    folder = calendar.parent
    workbook = BytesIO()
    with zipfile.ZipFile(workbook, "w") as target:
        target.writestr("xl/workbook.xml", "<workbook/>" * 50)
    (folder / "quote.csv").write_text('Date,Copy\n2026-05-04,"never closed\n', encoding="utf-8")
    (folder / "cut.xlsx").write_bytes(workbook.getvalue()[:-60])
    (folder / "encoding.txt").write_bytes(b"caf\x81 au lait")
    (folder / "nul.md").write_bytes(b"one\ntwo\x00three\n")
    (folder / "long.txt").write_text("word " * 4_000_000, encoding="utf-8")
    (folder / "half.json").write_text('[{"text": "Turn it off."}, {"text": ', encoding="utf-8")
    (folder / "handle.yaml").write_text("- text: @ann look\n", encoding="utf-8")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop").symlink_to(folder)
    bad = {"quote.csv", "cut.xlsx", "encoding.txt", "nul.md", "long.txt"}
    bad |= {"half.json", "handle.yaml", "gone.txt", "loop"}

    result = run("check", ".", "--select", "false-urgency")
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]

    assert result.exit_code == 2
    assert len(errors) == len(bad)
    assert {line.split(": ")[1].split(":")[0] for line in errors} == bad
    assert "Traceback" not in result.stderr
    assert "calendar.csv:3:15: warning false-urgency" in result.stdout


def test_a_table_of_unknown_columns_is_named_with_its_headings(calendar: Path) -> None:
    calendar.write_text("sku,price\n1,2\n", encoding="utf-8")
    result = run("check", "calendar.csv")

    assert result.exit_code == 2
    assert "calendar.csv: no column of posts among “sku”, “price”" in result.stderr
    assert run("check", ".").exit_code == 0


@pytest.mark.parametrize("command", ["check", "score"])
def test_a_plan_without_copy_says_so_and_is_no_error(calendar: Path, command: str) -> None:
    calendar.write_text("Date,Channel,Title/Hook,Notes\n2026-05-04,X,Five ways,late\n", encoding="utf-8")
    result = run(command, "calendar.csv")

    assert result.exit_code == 0
    assert result.stderr.startswith("note: calendar.csv: no column of posts among “Date”, “Channel”, “Title/Hook”")


def test_what_the_configuration_ignores_in_a_file_stays_ignored(calendar: Path) -> None:
    (calendar.parent / "helplint.toml").write_text(
        '[per-file-ignores]\n"calendar.csv" = ["false-urgency"]\n', encoding="utf-8"
    )

    assert run("check", "--select", "false-urgency").exit_code == 0
    assert run("check", "--select", "false-urgency", "--per-file-ignores", "other.csv:hype").exit_code == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "plan.csv",
            'Copy,Image,Alt text\n"The gauge at noon.",gauge.png,\n"The gauge at one.",gauge.png,At 3 metres\n',
        ),
        ("gauge.tweet", "---\nmedia:\n  - file: gauge.png\n---\nThe gauge at noon.\n"),
    ],
)
def test_a_picture_without_a_description_is_found_where_there_is_a_place_for_one(
    calendar: Path, name: str, content: str
) -> None:
    (calendar.parent / name).write_text(content, encoding="utf-8")
    result = run("check", name, "--select", "alt-text-missing", "--output-format", "json")

    assert [finding["text"] for finding in json.loads(result.stdout)] == ["The gauge at noon."]


def test_a_post_is_held_to_each_of_its_channels(calendar: Path) -> None:
    calendar.write_text(
        f'Date,Channel,Copy\n2026-05-04,"LinkedIn, X","{"The ferry is late. " * 16}"\n', encoding="utf-8"
    )
    result = run("check", "--select", "too-long-for-channel")

    assert "303 characters, where x takes 280" in result.stdout
    assert result.stdout.count("too-long-for-channel") == 1
