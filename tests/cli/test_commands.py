from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

import helplint as library
from helplint.cli import helplint
from helplint.config import key_names
from helplint.rule import InCalendar, OfSuppressions
from helplint.rules import all_rules
from helplint.training import evaluate

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


def run(*arguments: str):
    result = CliRunner().invoke(helplint, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_score_writes_one_object_a_post_with_the_ids_of_the_input() -> None:
    result = run("score", str(EXAMPLES / "replies.yaml"), "--output-format", "jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]

    assert [row["id"] for row in rows] == ["reply-311", "reply-312"]
    assert set(rows[0]) == {
        "id", "path", "position", "helpfulness", "stance", "selling", "intent", "intents", "broadcast", "abstained",
    }  # fmt: skip
    assert "text" in json.loads(
        run("score", str(EXAMPLES / "replies.yaml"), "--output-format", "jsonl", "--include-text").stdout.splitlines()[
            0
        ]
    )


def test_the_library_gives_what_the_command_gives() -> None:
    rows = [json.loads(line) for line in run("score", str(EXAMPLES), "--output-format", "jsonl").stdout.splitlines()]
    scored = list(library.score(library.read([EXAMPLES])))

    assert [row["id"] for row in rows] == [post.id for post, _ in scored]
    assert [row["helpfulness"] for row in rows] == pytest.approx(
        [score.helpfulness for _, score in scored],
        abs=1e-6,  # the digits that are written
    )

    config = library.read_config(EXAMPLES / "helplint.toml")
    report = library.check(library.read([EXAMPLES], config=config), config=config)
    lines = run("check", str(EXAMPLES), "--output-format", "json-lines").stdout.splitlines()
    assert [json.loads(line)["rule"] for line in lines] == [finding.rule for finding in report.findings]


def test_explain_shows_the_words_of_one_post() -> None:
    result = run("explain", str(EXAMPLES / "replies.yaml"), "--id", "reply-312")

    assert "Carl" in result.stdout
    assert "Meredith" not in result.stdout
    assert "pulls towards selling" in result.stdout


@pytest.mark.parametrize("name", sorted(all_rules()))
def test_every_rule_has_a_page(name: str) -> None:
    page = run("rule", name).stdout

    assert page.startswith(f"{name} (")
    assert "Why it matters" in page


def test_all_rules_as_json() -> None:
    rows = json.loads(run("rule", "--all", "--output-format", "json").stdout)

    assert [row["name"] for row in rows] == sorted(all_rules())
    assert all(option["reason"] for row in rows for option in row["options"].values())


def test_in_json_a_rule_is_complete() -> None:
    [wall] = json.loads(run("rule", "hashtag-wall", "--output-format", "json").stdout)
    rule = all_rules()["hashtag-wall"]
    assert list(wall) == [
        "name", "summary", "kind", "level", "tags", "message", "fix", "mended-by", "options", "bad", "good", "manual",
    ]  # fmt: skip
    assert wall["options"]["maximum"]["tightest"] == "lowest"
    assert (len(wall["bad"]), len(wall["good"])) == (len(rule.bad), len(rule.good))
    first = wall["bad"][0]
    [[start, end]] = first["spans"]
    assert first["channel"] == "x"
    assert first["text"][start:end] == "#soap #handmade #clean #shoplocal"

    [streak] = json.loads(run("rule", "selling-streak", "--output-format", "json").stdout)
    assert [post["offends"] for post in streak["bad"][0]["posts"]].count(True) == 1
    assert {"time", "channel", "helpfulness", "text"} <= set(streak["bad"][0]["posts"][0])


def test_config_explains_a_key_and_lists_all() -> None:
    page = run("config", "fail-on").stdout
    assert page == 'fail-on\n\nThe lowest level that makes a check fail.\n\nDefault: warning\n\n    fail-on = "error"\n'

    lines = run("config").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(key_names())
    rows = json.loads(run("config", "--output-format", "json").stdout)
    assert [row["name"] for row in rows] == list(key_names())
    [row] = json.loads(run("config", "baseline", "--output-format", "json").stdout)
    assert row["example"] == 'baseline = "helplint.baseline"'


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_as_the_docs_say(shell: str) -> None:
    line = f"_HELPLINT_COMPLETE={shell}_source helplint"
    assert line in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    code = "from helplint.cli import helplint; helplint(prog_name='helplint')"
    for task, said in ((f"{shell}_source", "_HELPLINT_COMPLETE"), (f"{shell}_complete", "--write-baseline")):
        words = {"COMP_WORDS": "helplint check --", "COMP_CWORD": "--" if shell == "fish" else "2"}
        environment = {**os.environ, **words, "_HELPLINT_COMPLETE": task}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
        )
        assert said in done.stdout, done.stderr


def test_train_writes_a_model_that_evaluate_judges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A thousand draws make the intervals of a card; here nobody looks at them.
    monkeypatch.setattr("helplint.training.evaluate", partial(evaluate, draws=20))
    lines = (ROOT / "corpora" / "helping-selling" / "posts.jsonl").read_text(encoding="utf-8").splitlines()
    corpus = tmp_path / "own.jsonl"
    corpus.write_text("\n".join(lines[:250]), encoding="utf-8")
    test = tmp_path / "later.jsonl"
    test.write_text("\n".join(lines[600:660]), encoding="utf-8")

    trained = run("train", str(corpus), "--model", "fast", "--output", str(tmp_path / "model"), "--test", str(test))
    assert "On later, 60 posts" in trained.stdout
    assert (tmp_path / "model" / "card.md").read_text(encoding="utf-8").startswith("# Model card")

    judged = run("evaluate", str(test), "--model", str(tmp_path / "model"), "--output-format", "json", "--draws", "20")
    assert json.loads(judged.stdout)["measures"]["spearman"]["value"] > 0.4
    assert "spearman" in run("evaluate", str(test), "--model", str(tmp_path / "model"), "--draws", "20").stdout


LABELLED = [
    ("Turn the stopcock clockwise, then open the lowest tap to drain the pipe.", 5, "teach", False),
    ("How old is the hose behind your washing machine?", 3, "engage", False),
    ("Hurry, last chance! Order today and get 25% off everything in our shop.", 1, "promote", False),
    ("Harlow & Finch today announced the appointment of Priya Raman as Chief Operating Officer.", 2, "announce", True),
]


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "labelled.jsonl"
    rows = [
        {"id": str(n), "text": text, "stance": stance, "intent": intent, "broadcast": broadcast, "channel": "x"}
        for n, (text, stance, intent, broadcast) in enumerate(LABELLED)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_evaluate_counts_where_the_rules_fire(labelled: Path) -> None:
    measured = json.loads(run("evaluate", "--rules", str(labelled), "--output-format", "json").stdout)

    assert measured["posts"] == {"helping": 1, "neutral": 1, "selling": 2, "outright": 1}
    assert measured["rules"]["false-urgency"] == {"helping": 0, "neutral": 0, "selling": 0.5, "outright": 1}
    assert measured["any"] == {"helping": 0, "neutral": 0, "selling": 1, "outright": 1}
    assert measured["press-release"] == {"precision": 1, "recall": 1}
    assert "selling-streak" not in measured["rules"]


def test_evaluate_shows_the_rules_that_are_configured(labelled: Path) -> None:
    (labelled.parent / "helplint.toml").write_text('select = ["false-urgency"]\n', encoding="utf-8")

    assert run("evaluate", "--rules", str(labelled)).stdout.splitlines() == [
        "rule           helping (1)  neutral (1)  selling (2)  outright (1)",
        "false-urgency         0.0%         0.0%        50.0%        100.0%",
        "any rule              0.0%         0.0%        50.0%        100.0%",
    ]
    assert "false-urgency" not in run("evaluate", "--rules", "--isolated", str(labelled)).stdout.splitlines()[1]


def test_the_page_of_measured_rules_names_every_rule_of_posts() -> None:
    page = (ROOT / "docs" / "rules-measured.md").read_text(encoding="utf-8")
    named = {line.split()[0] for line in page.splitlines() if "%" in line}

    assert {
        name for name, rule in all_rules().items() if not isinstance(rule.kind, InCalendar | OfSuppressions)
    } <= named


@pytest.mark.parametrize("command", helplint.list_commands(Context(helplint)))
def test_every_command_has_help_and_a_place_in_the_docs(command: str) -> None:
    found = helplint.get_command(Context(helplint), command)
    assert found is not None
    assert found.help
    assert f"## helplint {command}" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["--help", "--version"])
def test_help_loads_nothing_heavy(command: str) -> None:
    code = (
        "import sys, click\nfrom helplint.cli import helplint\n"
        f"helplint([{command!r}], standalone_mode=False)\n"
        "print(sorted({'spacy', 'numpy', 'sklearn', 'scipy', 'rich', 'ruamel'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "[]"


def test_columns_are_named_on_the_command_line(tmp_path: Path) -> None:
    table = tmp_path / "plan.csv"
    table.write_text("Ticket,Wording,Where\nT-7,Oil the chain first.,x\n")
    named = ["--text-column", "wording", "--id-column", "Ticket", "--channel-column", "Where", "--isolated"]
    [line] = run("score", str(table), *named, "--model", "fast", "--output-format", "jsonl").stdout.splitlines()
    assert json.loads(line)["id"] == "T-7"

    result = run("score", str(table), "--date-column", "Departs", *named)
    assert result.exit_code == 2
    assert "no column is called “Departs”, which date-column names; it has “Ticket”" in result.stderr
