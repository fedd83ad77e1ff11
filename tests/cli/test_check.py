from __future__ import annotations

import json
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from helplint.cli import helplint
from helplint.notice import HelplintError

OFFER = "Buy now and get 25% off every chair in our shop with code SPRING. Order today!"
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
        "rule", "level", "message", "id", "path", "position", "start", "end", "line", "column", "text", "fix", "edit",
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


def test_a_calendar_ends_with_what_it_is_made_of(calendar: Path) -> None:
    calendar.write_text(f'{CALENDAR}2026-05-06,X,"{OFFER}"\n', encoding="utf-8")
    assert "calendar: 3 posts, 4 May 2026 to 6 May 2026" in run("check", "--output-format", "full").stdout
    alone = run("check", "--select", "false-urgency", "--summary")
    assert alone.stdout.startswith("calendar: 3 posts, 4 May 2026 to 6 May 2026\n")
    assert "Hurry" not in alone.stdout
    assert alone.exit_code == 1

    record = json.loads(run("check", "--summary", "--output-format", "json", "--exit-zero").stdout)
    assert (record["posts"], record["selling"]) == (3, 2)
    assert [week["week"] for week in record["weeks"]] == ["2026-05-04"]


def test_where_there_is_no_calendar_the_summary_says_so(calendar: Path) -> None:
    assert run("check", "--summary").stdout == "no calendar: no file holds three dated posts\n"
    assert json.loads(run("check", "--summary", "--output-format", "json").stdout) is None


def test_the_ledger_follows_the_configuration(calendar: Path) -> None:
    (calendar.parent / "helplint.toml").write_text(
        "[rules.promotion-not-earned]\nprice = 9\n[channels.x.promotion-not-earned]\nopening = 1\n", encoding="utf-8"
    )
    calendar.write_text(f'{CALENDAR}2026-05-06,X,"{OFFER}"\n', encoding="utf-8")
    record = json.loads(run("check", "--ignore", "ALL", "--summary", "--output-format", "json").stdout)

    assert record["ledger"]["price"] == 9
    [channel] = record["channels"]
    assert channel["balance"] == 1 + channel["earned"] - 2 * 9


def test_what_is_past_depends_on_the_day_that_counts_as_today(calendar: Path) -> None:
    calendar.write_text("Date,Status,Copy\n2026-05-04,Draft,Bleed the radiator furthest away.\n", encoding="utf-8")
    options = ("check", "--select", "past-date")

    assert run(*options, "--today", "2026-05-04").exit_code == 0
    assert run(*options, "--today", "2026-05-05").exit_code == 1
    (calendar.parent / "helplint.toml").write_text("today = 2026-05-04\n", encoding="utf-8")
    assert run(*options).exit_code == 0
    wrong = run(*options, "--today", "soon")
    assert (wrong.exit_code, "'soon' does not match the format '%Y-%m-%d'" in wrong.stderr) == (2, True)


def test_rules_are_selected_by_the_realities_they_see(calendar: Path) -> None:
    calendar.write_text(f"Date,Channel,Copy\n2026-05-04,X,{OFFER}\n2026-05-05,X,{OFFER}\n", encoding="utf-8")

    def rules(selected: str) -> set[str]:
        lines = run("check", "--select", selected, "--output-format", "json-lines").stdout.splitlines()
        return {record["rule"] for record in map(json.loads, lines)}

    assert rules("integration") == {"repeated-copy"}
    assert rules("strategy") == {"discount-first", "promotion-not-earned"}
    assert rules("integration,execution") >= {"repeated-copy", "selling-post"}


def test_the_examples_are_read_as_a_good_editor_would(golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    selected = "strategy,integration,staffing,mix"
    result = run("check", "examples", "--select", selected, "--output-format", "full", "--today", "2026-03-01")

    golden("check-examples.txt", result.stdout)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--select", "hpye"], "unknown rule or tag “hpye” in select; did you mean “hype”?"),
        (["check", "--baseline", "nope.txt"], "error: nope.txt: there is no such baseline"),
        (["check", "missing.csv"], "error: missing.csv: the file cannot be read: No such file or directory"),
        (["check", "--per-file-ignores", "hype"], "“hype” is not GLOB:RULE"),
        (["check", "--level", "hpye=note"], "error: unknown rule “hpye” in level; did you mean “hype”?"),
        (["check", "--level", "hype=warnign"], "unknown level “warnign” of “hype”; did you mean “warning”?"),
        (["check", "--statistics", "--summary"], "each show something else instead of findings; give one"),
        (["check", "--level", "hype"], "“hype” is not RULE=LEVEL, such as “hype=error”"),
        (["check", "--model", "nope"], "there is no model “nope”"),
        (["explain", "calendar.csv", "--id", "nope"], "there is no post with the id “nope”"),
        (["config", "igonre"], "there is no key “igonre” in the configuration; did you mean “ignore”?"),
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


def test_the_level_of_a_rule_is_set_for_one_run(calendar: Path) -> None:
    (calendar.parent / "helplint.toml").write_text(
        '[rules.false-urgency]\nlevel = "note"\n[rules.hashtag-wall]\nmaximum = 2\n', encoding="utf-8"
    )
    select = ("check", "--select", "false-urgency,discount-first")
    result = run(*select, "--level", "hype=note,false-urgency=warning", "--level", "false-urgency=error")

    assert run("check", "--select", "false-urgency").exit_code == 0
    assert [line.split()[1:3] for line in result.stdout.splitlines()] == [
        ["error", "false-urgency"],
        ["warning", "discount-first"],
        ["error", "false-urgency"],
    ]
    settings = run(*select, "--level", "false-urgency=error", "--show-settings").stdout
    assert 'rules = {false-urgency = {level = "error"}, hashtag-wall = {maximum = 2}}' in settings


def test_an_unknown_rule_of_the_file_is_blamed_on_the_file(calendar: Path) -> None:
    (calendar.parent / "helplint.toml").write_text('[rules.hpye]\nlevel = "note"\n', encoding="utf-8")
    with pytest.raises(HelplintError, match="unknown rule “hpye”; did") as error:
        CliRunner().invoke(helplint, ["check", "--level", "hype=note"], catch_exceptions=False)
    assert Path(error.value.notice.path or "").name == "helplint.toml"


def test_a_baseline_is_written_and_from_then_on_only_what_is_new_is_found(calendar: Path) -> None:
    wrote = run("check", "--select", "false-urgency", "--write-baseline", "helplint.baseline")
    assert (wrote.exit_code, wrote.stdout) == (0, "")
    assert wrote.stderr == "2 findings written to helplint.baseline; check with --baseline helplint.baseline\n"
    assert run("check", "--select", "false-urgency", "--baseline", "helplint.baseline").exit_code == 0

    head, first, second = CALENDAR.split("\n", maxsplit=2)
    calendar.write_text(f"{head}\n2026-05-06,X,Hurry in\n{second}{first}\n", encoding="utf-8")
    moved = run("check", "--select", "false-urgency", "--baseline", "helplint.baseline")
    assert [line.split(": ")[0] for line in moved.stdout.splitlines()] == ["calendar.csv:2:14"]


def test_a_baseline_in_the_configuration_is_used_and_written_anew(calendar: Path) -> None:
    (calendar.parent / "helplint.toml").write_text(
        'select = ["false-urgency"]\nbaseline = "helplint.baseline"\n', encoding="utf-8"
    )
    assert run("check", "--write-baseline", "helplint.baseline").exit_code == 0
    shown = run("check", "--output-format", "full")
    assert (shown.exit_code, shown.stdout) == (0, "2 posts, nothing found. Not shown: 2 in the baseline.\n")

    calendar.write_text(CALENDAR.replace("Hurry, ", ""), encoding="utf-8")
    shown = run("check", "--output-format", "full")
    assert "did not occur in what was checked (2 false-urgency); --write-baseline drops them" in shown.stdout
    assert run("check", "--write-baseline", "helplint.baseline").stderr.startswith("1 finding written")
    assert run("check", "--output-format", "full").stdout == "2 posts, nothing found. Not shown: 1 in the baseline.\n"


def test_no_baseline_is_written_where_not_everything_could_be_checked(calendar: Path) -> None:
    (calendar.parent / "broken.csv").write_text('Date,Copy\n2026-05-04,"never closed\n', encoding="utf-8")
    result = run("check", ".", "--write-baseline", "helplint.baseline")

    assert "broken.csv:2: " in result.stderr
    assert "because not everything could be checked" in str(result.exception)
    assert not (calendar.parent / "helplint.baseline").exists()


def test_suppressions_are_told_in_the_summary_and_can_be_ignored(calendar: Path) -> None:
    (calendar.parent / "draft.md").write_text(
        "Hurry up and turn it off. <!-- helplint: ignore=false-urgency a song -->\n", encoding="utf-8"
    )
    silent = run("check", "draft.md", "--select", "false-urgency", "--output-format", "full")
    assert (silent.exit_code, silent.stdout) == (0, "1 post, nothing found. Not shown: 1 suppressed.\n")
    assert run("check", "draft.md", "--select", "false-urgency", "--ignore-suppressions").exit_code == 1


def test_a_baseline_is_no_post_whatever_its_name(calendar: Path) -> None:
    run("check", "--select", "false-urgency", "--write-baseline", "known.txt")
    result = run("check", ".", "--select", "false-urgency", "--baseline", "known.txt")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "note: known.txt: passed over: a baseline of helplint\n"


def test_mechanical_findings_are_mended_and_the_others_reported(calendar: Path) -> None:
    calendar.write_text(CALENDAR.replace("first.", "first!!!"), encoding="utf-8")
    select = ["--select", "false-urgency,exclamation-run"]

    shown = run("check", *select, "--output-format", "full")
    assert shown.stdout.splitlines()[-1] == "3 findings in 2 of 2 posts (3 warnings). --fix mends 1."

    mended = run("check", *select, "--fix")
    assert mended.exit_code == 1
    assert [line.split(" ")[2] for line in mended.stdout.splitlines()] == ["false-urgency"] * 2
    assert mended.stderr == "1 finding in 1 file mended (1 exclamation-run)\n"
    assert calendar.read_text(encoding="utf-8") == CALENDAR.replace("first.", "first!")
    assert run("check", *select, "--fix").stderr == ""


def test_a_diff_changes_nothing_and_fails_where_something_would_change(calendar: Path) -> None:
    calendar.write_bytes(CALENDAR.replace("first.", "first!!!").replace("\n", "\r\n").encode())
    before = calendar.read_bytes()
    result = run("check", "--select", "exclamation-run", "--diff", "--fix")

    assert result.exit_code == 1
    assert result.stderr == "1 finding in 1 file would be mended (1 exclamation-run)\n"
    assert '+2026-05-04,X,"Bleed the radiator furthest from the boiler first!"\r\n' in result.stdout_bytes.decode()
    assert calendar.read_bytes() == before
    assert run("check", "--select", "exclamation-run", "--diff", "--exit-zero").exit_code == 0

    run("check", "--select", "exclamation-run", "--diff", "-o", "mend.patch")
    run("check", "--select", "exclamation-run", "--fix")
    after = calendar.read_bytes()
    calendar.write_bytes(before)
    subprocess.run(["git", "apply", "-p0", "mend.patch"], cwd=calendar.parent, check=True)  # noqa: S607 - the user's own
    assert calendar.read_bytes() == after

    assert run("check", "--select", "exclamation-run", "--diff").exit_code == 0
    (calendar.parent / "broken.csv").write_text('Date,Copy\n2026-05-04,"never closed\n', encoding="utf-8")
    assert run("check", "--select", "exclamation-run", "--diff").exit_code == 2


def test_unsafe_edits_are_made_on_demand_only(calendar: Path) -> None:
    calendar.write_text(
        CALENDAR.replace("Bleed the radiator furthest", "BLEED THE RADIATOR FURTHEST"), encoding="utf-8"
    )
    shouting = ["check", "--select", "shouting", "--output-format", "full"]

    assert run(*shouting, "--fix").stdout.splitlines()[-1].endswith("(1 warning). --fix --unsafe-fixes mends 1.")
    assert run(*shouting, "--fix", "--unsafe-fixes").exit_code == 0
    assert calendar.read_text(encoding="utf-8") == CALENDAR


def test_standard_input_can_be_shown_mended(calendar: Path) -> None:
    result = run("check", "-", "--stdin-filename", "a.md", "--diff", "--select", "exclamation-run", given="Wow!!!")
    assert (result.exit_code, result.stdout.splitlines()[:2]) == (1, ["--- a.md", "+++ a.md"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--unsafe-fixes"], "--unsafe-fixes says which edits; add --diff to see them, or --fix to make them"),
        (["--fix", "--write-baseline", "known"], "mend first, then write it"),
        (["-", "--fix"], "standard input cannot be mended; --diff shows what would change"),
    ],
)
def test_contradictions_are_said_before_anything_is_done(calendar: Path, arguments: list[str], message: str) -> None:
    result = run("check", *arguments, given="Wow!!!")
    assert result.exit_code == 2
    assert message in result.stderr


def test_what_cannot_be_written_is_an_error_and_the_rest_is_mended(
    calendar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helplint.fixing import Change

    write = Change.write
    (calendar.parent / "a.md").write_text("Wow!!!", encoding="utf-8")
    (calendar.parent / "b.md").write_text("Oh!!!", encoding="utf-8")

    def refuse(change: Change) -> None:
        if change.path.endswith("a.md"):
            raise HelplintError("the file cannot be mended: No space left on device", path=change.path)
        write(change)

    monkeypatch.setattr(Change, "write", refuse)
    result = run("check", "--select", "exclamation-run", "--fix")
    assert result.exit_code == 2
    assert result.stderr == "error: a.md: the file cannot be mended: No space left on device\n"
    assert (calendar.parent / "b.md").read_text(encoding="utf-8") == "Oh!"


def test_only_what_changed_since_a_revision_is_reported_scored_and_mended(calendar: Path) -> None:
    git = ["git", "-c", "user.name=Jo", "-c", "user.email=jo@a.example"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "posts"]):
        subprocess.run([*git, *command], cwd=calendar.parent, check=True)
    since = ["--changed-since", "HEAD"]
    assert run("check", *since).exit_code == 0

    calendar.write_text(f"{CALENDAR}2026-05-06,X,Hurry!!! It drips.\n", encoding="utf-8")
    found = run("check", "--select", "false-urgency", *since)
    assert [line.split(": ")[0] for line in found.stdout.splitlines()] == ["calendar.csv:5:14"]
    scored = run("score", *since, "--output-format", "jsonl")
    assert [json.loads(line)["id"] for line in scored.stdout.splitlines()] == ["calendar.csv:4"]
    run("check", "--select", "exclamation-run", *since, "--fix")
    assert calendar.read_text(encoding="utf-8") == f"{CALENDAR}2026-05-06,X,Hurry! It drips.\n"


@pytest.mark.parametrize("revision", ["nope", ""])
def test_an_unknown_revision_is_an_error(calendar: Path, revision: str) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=calendar.parent, check=True)  # noqa: S607 - the user's own
    result = run("check", "--changed-since", revision)
    assert f"there is no revision “{revision}” in the repository" in str(result.exception)


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
