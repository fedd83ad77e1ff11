"""The word lists can be read, searched and argued with."""

from __future__ import annotations

from importlib.resources import files

import pytest

from helplint import Config, check
from helplint.rule import Phrases, Tokens
from helplint.rules import all_rules, lexicon

FOLDER = files("helplint") / "lexicons"
NAMES = sorted(path.name.removesuffix(".txt") for path in FOLDER.iterdir() if path.name.endswith(".txt"))
RULES = {rule.kind.lexicon: rule for rule in all_rules().values() if isinstance(rule.kind, Phrases)}


def entries(name):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("# ")]


def phrase(line):
    return line.removeprefix("! ").partition(" | ")[0]


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_belongs_to_a_rule(name):
    assert name in RULES


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_is_sorted_by_phrase(name):
    phrases = [phrase(line) for line in entries(name)]
    assert phrases == sorted(phrases)


@pytest.mark.parametrize("name", NAMES)
def test_no_phrase_stands_twice(name):
    phrases = [phrase(line) for line in entries(name)]
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_is_lower_case_and_has_a_reason(name):
    for line in entries(name):
        _, bar, reason = line.partition(" | ")
        assert bar
        assert len(reason.split()) >= 2
        assert phrase(line) == phrase(line).strip().lower()


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_opens_by_saying_what_it_holds(name):
    first = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_every_phrase_is_found_and_every_exception_is_not(name):
    phrases, exceptions = lexicon(name)
    rule = RULES[name]
    config = Config(select=(rule.name,), rules={rule.name: dict.fromkeys(rule.options, 1)})
    report = check([f"so {text}" for text in (*phrases, *exceptions)], config=config)
    found = {finding.context for finding in report.findings}
    assert [text for text in phrases if f"so {text}" not in found] == []
    assert [text for text in exceptions if f"so {text}" in found] == []


def test_no_phrase_is_reported_by_two_rules():
    """Counting the asks of a post is another offence than what one of them says."""
    worded = {rule.name for rule in all_rules().values() if isinstance(rule.kind, Phrases | Tokens)}
    config = Config(select=tuple(worded - {"stacked-calls-to-action"}), rules={"buzzwords": {"words": 1}})
    texts = [f"so {text}" for name in NAMES for text in lexicon(name)[0]]
    rules: dict[str, set[str]] = {}
    for finding in check(texts, config=config).findings:
        rules.setdefault(finding.context, set()).add(finding.rule)
    assert {text: found for text, found in rules.items() if len(found) > 1} == {}


def test_phrases_match_whatever_their_capitals_contractions_and_apostrophes():
    posts = ["DON'T MISS OUT", "Don\u2019t miss out", "do not miss out"]
    report = check(posts, config=Config(select=("false-urgency",)))
    assert [finding.text for finding in report.findings] == posts
