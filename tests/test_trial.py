"""Own rules are tried on their own examples."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import helplint as library
from helplint.cli import helplint, main
from helplint.config import Config
from helplint.notice import HelplintError
from helplint.trial import check_rules

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
[[own-rules]]
name = "no-synergy"
kind = "phrases"
message = "“{text}” says nothing to a reader"
phrases = ["synergy"]
bad = ["More ⟦synergy⟧, and ⟦Synergy⟧ again", "synergy"]
good = ["A quiet mop."]

[[own-rules]]
name = "ticket-number"
kind = "pattern"
message = "“{text}” is an internal ticket"
regex = 'TIDE-[0-9]+'
"""
LIMIT = {
    "name": "too-wordy", "kind": "limit", "message": "{value:.0f} words", "measure": "words", "above": 3,
    "bad": ["one two three four"], "good": ["one two three"],
}  # fmt: skip


def rule(**keys):
    table = {"name": "no-synergy", "kind": "phrases", "message": "“{text}” says nothing", "phrases": ["synergy"]}
    return Config(own_rules=({**table, **keys},))


@pytest.mark.parametrize(
    ("keys", "failures"),
    [
        ({"bad": ["More ⟦synergy⟧"], "good": ["More energy"]}, []),
        ({"bad": ["synergy"]}, []),
        ({"bad": ["More energy"]}, ["nothing is found"]),
        ({"bad": ["⟦More⟧ synergy"]}, ["“More” is marked and not found", "“synergy” is found and not marked"]),
        ({"bad": ["⟦synergy⟧, synergy"]}, ["“synergy” is found and not marked"]),
        ({"bad": ["⟦⟦synergy⟧"]}, ["its marks are not pairs of “⟦” and “⟧”"]),
        ({"bad": ["⟧synergy⟦"]}, ["its marks are not pairs of “⟦” and “⟧”"]),
        ({"good": ["More synergy"]}, ["“synergy” is found and should not be"]),
        ({"good": ["More ⟦energy⟧"]}, ["a good example has nothing to mark"]),
    ],
)
def test_an_example_that_is_not_as_it_should_be_says_why(keys, failures) -> None:
    trials = check_rules(config=rule(**keys))

    assert [failure for trial in trials for failure in trial.failures] == failures


def test_a_trial_knows_its_place() -> None:
    trials = check_rules(config=rule(bad=["synergy", "energy"], good=["A mop"]))

    assert [trial.place for trial in trials] == [
        "own rule “no-synergy”, bad example 1",
        "own rule “no-synergy”, bad example 2",
        "own rule “no-synergy”, good example 1",
    ]


def test_each_rule_is_on_trial_by_itself_and_whatever_is_selected() -> None:
    """What one rule finds in the other's examples is no matter."""
    own = (*rule(bad=["⟦synergy⟧ one two three"]).own_rules, LIMIT)
    trials = check_rules(config=Config(own_rules=own, select=("hype",), ignore=("own",), baseline="nowhere.txt"))

    assert len(trials) == 3
    assert not any(trial.failures for trial in trials)


def test_numbers_of_the_configuration_count() -> None:
    config = Config(own_rules=(LIMIT,), rules={"too-wordy": {"above": 9}})

    assert [trial.failures for trial in check_rules(config=config)] == [("nothing is found",), ()]


def test_two_rules_of_one_name_are_an_error() -> None:
    with pytest.raises(HelplintError, match="own rule “no-synergy”: there are two of that name"):
        check_rules(config=Config(own_rules=rule(bad=["synergy"]).own_rules * 2))


@pytest.fixture
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "helplint.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_the_command_tries_the_closest_configuration_and_says_what_it_did(configuration: Path) -> None:
    done = CliRunner().invoke(helplint, ["check-rules"])

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"warning: {configuration}: own rule “ticket-number” has no examples, so nothing shows that it works",
        "2 own rules, 3 examples, all as they should be.",
    ]


def test_the_command_names_the_place_of_each_failure(configuration: Path) -> None:
    configuration.write_text(GOOD.replace("A quiet mop", "A quiet synergy"), encoding="utf-8")
    done = CliRunner().invoke(helplint, ["check-rules", "helplint.toml"])

    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == (
        "error: helplint.toml: own rule “no-synergy”, good example 1: “synergy” is found and should not be"
    )
    assert done.stdout.splitlines()[-1] == "2 own rules, 3 examples, 1 not as it should be."


def test_the_library_gives_what_the_command_gives(configuration: Path) -> None:
    rows = json.loads(CliRunner().invoke(helplint, ["check-rules", "--output-format", "json"]).stdout)
    trials = library.check_rules(config=library.read_config(configuration))

    assert [(row["rule"], row["example"], row["number"], row["failures"]) for row in rows] == [
        (trial.rule, trial.example, trial.number, list(trial.failures)) for trial in trials
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("own-rules = 3", "helplint.toml: “own-rules” must be an array of tables"),
        ("[[own-rules", "helplint.toml: this is not valid TOML"),
        (GOOD.replace("TIDE-[0-9]+", "TIDE-["), "own rule “ticket-number”: a value is of the wrong kind"),
        (None, "there is no helplint.toml here or above"),
    ],
)
def test_a_configuration_that_cannot_be_read_is_exit_code_2(
    configuration: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text, message
) -> None:
    configuration.unlink()
    if text is not None:
        configuration.write_text(text, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["helplint", "check-rules"])
    with pytest.raises(SystemExit) as caught:
        main()

    assert caught.value.code == 2
    assert message in capsys.readouterr().err
