from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.matcher import Matcher, PhraseMatcher
from spacy.util import filter_spans

from helplint import Config
from helplint.language import Finder, analyse
from helplint.language._finder import _norms
from helplint.language._spacy import sentencizer, tokenizer
from helplint.ruleset import RuleSet, phrases_of

if TYPE_CHECKING:
    from helplint.rule import Match


def found_in(finder: Finder, text: str) -> dict[str, list[Match]]:
    [found] = finder([*analyse([text])])
    return found


def test_a_phrase_inside_an_exception_is_not_found() -> None:
    finder = Finder(phrases={"r": ["best"]}, phrase_exceptions={"r": ["best before"]})
    [matches] = found_in(finder, "Best before May, the best jam").values()

    assert [(match.start, match.end) for match in matches] == [(21, 25)]


def test_the_longest_of_overlapping_phrases_is_found_once() -> None:
    finder = Finder(phrases={"r": ["sign up", "sign up today"]})
    [match] = found_in(finder, "Sign up today!")["r"]

    assert match.entry == "sign up today"


def test_the_opening_ends_with_the_first_sentence_that_has_words() -> None:
    finder = Finder(phrases={"r": ["proud"]})
    matches = found_in(finder, "🎉\nWe are proud.\nSo proud.")["r"]

    assert [match.opening for match in matches] == [True, False]


def test_token_patterns_and_phrases_are_found_in_one_pass() -> None:
    finder = Finder(phrases={"a": ["hurry"]}, patterns={"b": [[{"LOWER": "only"}, {"LIKE_NUM": True}]]})

    assert {rule: [m.entry for m in ms] for rule, ms in found_in(finder, "Hurry, only 3 left").items()} == {
        "a": ["hurry"],
        "b": ["only 3"],
    }


def _cut(phrase: str) -> set[tuple[str, ...]]:
    return {tuple(token.norm_ for token in tokenizer()(form)) for form in (phrase, phrase.upper())}


def test_phrases_of_the_word_lists_are_taken_apart_as_posts_are() -> None:
    phrases = [phrase for rule in RuleSet(Config()).known.values() for some in phrases_of(rule) for phrase in some]

    assert len(phrases) > 1000
    assert [phrase for phrase in phrases if _norms(phrase) != _cut(phrase)] == []


@given(st.from_regex("[a-z]{1,12}( [a-z]{1,12}){0,2}", fullmatch=True) | st.text(max_size=20))
def test_any_phrase_is_taken_apart_as_posts_are(phrase: str) -> None:
    assert _norms(phrase) == _cut(phrase)


def test_exceptions_of_the_tokeniser_are_plain_words_one_by_one() -> None:
    assert [rule for rule in tokenizer().rules if re.fullmatch("[A-Za-z]+( [A-Za-z]+)+", rule)] == []


def test_of_two_spellings_of_a_phrase_the_first_is_named() -> None:
    finder = Finder(phrases={"r": ["do not wait", "don't wait"]})

    assert [match.entry for match in found_in(finder, "Don't wait!")["r"]] == ["do not wait"]


WORDS = st.sampled_from(["we", "are", "open", "don't", "DON'T", "now", "!", "Now.", "é", "#we", "\n", " "])


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6),
    st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=1, max_size=4),
)
def test_phrases_are_found_where_spacys_phrase_matcher_finds_them(phrases: list[str], texts: list[str]) -> None:
    matcher = PhraseMatcher(tokenizer().vocab, attr="NORM")
    matcher.add("r", [tokenizer()(form) for phrase in phrases for form in (phrase, phrase.upper())])
    found = Finder(phrases={"r": phrases})([*analyse(texts)])

    for text, matches in zip(texts, found, strict=True):
        doc = tokenizer()(text)
        spans = filter_spans([doc[start:end] for _, start, end in matcher(doc)])
        assert [(match.start, match.end) for match in matches.get("r", ())] == [
            (span.start_char, span.end_char) for span in spans
        ]


PATTERNS = st.lists(
    st.fixed_dictionaries(
        {"LOWER": st.sampled_from(["we", "are", "open"]) | st.just({"IN": ["now", "é"]})},
        optional={"OP": st.sampled_from(["?", "+", "!", "{0,2}"])},
    ),
    min_size=1,
    max_size=3,
).filter(lambda pattern: any("OP" not in token for token in pattern))


@given(PATTERNS, st.lists(st.lists(WORDS, max_size=10).map(" ".join), min_size=1, max_size=4))
def test_patterns_are_found_where_spacys_matcher_finds_them(pattern: list[dict[str, object]], texts: list[str]) -> None:
    matcher = Matcher(tokenizer().vocab)
    matcher.add("r", [pattern], greedy="LONGEST")
    found = Finder(patterns={"r": [pattern]})([*analyse(texts)])

    for text, matches in zip(texts, found, strict=True):
        doc = tokenizer()(text)
        spans = filter_spans([doc[start:end] for _, start, end in matcher(doc)])
        assert [(match.start, match.end) for match in matches.get("r", ())] == [
            (span.start_char, span.end_char) for span in spans
        ]


@pytest.mark.parametrize(
    "token",
    [
        *({name: True} for name in ("IS_TITLE", "IS_UPPER", "IS_DIGIT", "IS_CURRENCY", "IS_QUOTE", "IS_STOP", "SPACY")),
        *({name: True} for name in ("LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "IS_SENT_START", "is_ascii", "IS_SPACE")),
        {},
        {"SHAPE": "Xxxx"},
        {"LENGTH": {">=": 6}},
        {"NORM": "not"},
        {"lower": {"REGEX": "^b.ns?$"}},
        {"TEXT": {"FUZZY": "Buns"}, "IS_PUNCT": False},
    ],
    ids=str,
)
def test_a_pattern_may_ask_whatever_spacy_knows_of_a_token(token: dict[str, object]) -> None:
    text = "Buns for £4! Don’t wait: ten “BIG” buns\nat jo@bun.example or https://bun.example  now, 20 bun"
    doc = sentencizer()(tokenizer()(text))
    matcher = Matcher(doc.vocab)
    matcher.add("r", [[token]])
    expected = [(doc[first].idx, doc[first].idx + len(doc[first])) for _, first, _ in matcher(doc)]

    found = found_in(Finder(patterns={"r": [[token]]}), text).get("r", [])

    assert expected
    assert [(match.start, match.end) for match in found] == expected
