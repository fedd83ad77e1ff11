"""What spares trying an expression never spares a match."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint import rules
from helplint.language import Screen, analyse
from helplint.rule import Draft, Expression, Pattern, in_small_letters

ROOT = Path(__file__).parents[2]
FLAGS = {
    f"{name} {'dated' if dated else ''}".strip(): Expression(
        re.compile(f"{rule.kind.regex}|{rule.kind.dated}" if dated else rule.kind.regex, re.MULTILINE),
        rule.kind.needs,
        rule.kind.pairs,
    )
    for name, rule in rules.all_rules().items()
    if isinstance(rule.kind, Pattern) and rule.kind.needs
    for dated in ({False, bool(rule.kind.dated)})
}
NAMED = {
    f"{name}{attribute}": value
    for name in rules.all_rules()
    for attribute, value in vars(getattr(rules, name.replace("-", "_"))).items()
    if isinstance(value, Expression)
}
EXPRESSIONS = FLAGS | NAMED


def texts() -> list[str]:
    """Return the posts of the corpus, and the examples of all rules."""
    posts = [
        json.loads(line)["text"]
        for name in ("posts", "crossed")
        for line in (ROOT / f"corpora/helping-selling/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    examples = [example for rule in rules.all_rules().values() for example in (*rule.bad, *rule.good)]
    drafts = [each if isinstance(each, Draft) else Draft(each) for each in examples if isinstance(each, Draft | str)]
    return [*posts, *(draft.unmarked()[0] for draft in drafts)]


@pytest.fixture(scope="module")
def written() -> list[str]:
    found = texts()
    return [*found, *(text.upper() for text in found[::5])]


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_where_an_expression_matches_stands_one_of_its_words(name: str, written: list[str]) -> None:
    expression = EXPRESSIONS[name]

    assert [text for text in written if expression.pattern.search(text) and not expression.may_match(text)] == []


def test_no_text_is_kept_from_an_expression_that_may_match_it(written: list[str]) -> None:
    texts = [*analyse(written[::4])]
    found = Screen(EXPRESSIONS)(texts)

    assert len(found) >= len(EXPRESSIONS) - 1  # two spaces are no token
    for name, numbers in found.items():
        assert {*numbers} >= {n for n, text in enumerate(texts) if EXPRESSIONS[name].may_match(text.string)}
        assert len(numbers) < len(texts)


def test_there_are_such_expressions() -> None:
    assert len(FLAGS) >= 8
    assert len(NAMED) >= 3


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_what_an_expression_can_generate_holds_one_of_its_words(name: str) -> None:
    expression = EXPRESSIONS[name]

    @given(st.from_regex(expression.pattern))
    def holds(text: str) -> None:
        if expression.pattern.search(text):
            assert expression.may_match(text)

    holds()


@given(st.text(st.sampled_from("tTiI\u0130\u0131pPsS\u017fkK\u212a.\u0307"), max_size=12))
def test_small_letters_are_those_that_expressions_take_for_each_other(text: str) -> None:
    for word in ("tips", "kit", "skip"):
        if re.search(word, text, re.IGNORECASE):
            assert word in in_small_letters(text)
