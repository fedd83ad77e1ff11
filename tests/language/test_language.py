from __future__ import annotations

import gc
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from helplint import Config, check
from helplint.language import Finder, abstentions, analyse
from helplint.language._finder import _norms
from helplint.language._spacy import sentencizer, tokenizer
from helplint.ruleset import RuleSet, phrases_of

if TYPE_CHECKING:
    from helplint.rule import Match


def reason(text: str) -> str | None:
    [reason] = abstentions([next(analyse([text]))])
    return reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/guide", "only a link"),
        ("Nice one!", "fewer than three words"),
        ("🎉🎉🎉", "fewer than three words"),
        ("", "fewer than three words"),
        ("Wir haben heute leider wegen Krankheit geschlossen, morgen sind wir wieder da.", "not English"),
        ("Nous fermons plus tôt ce soir à cause de la neige", "not English"),
        ("本日は臨時休業とさせていただきます", "fewer than three words"),
        ("Сегодня мы закрыты из-за ремонта", "not English"),
    ],
)
def test_what_cannot_be_scored_says_why(text: str, expected: str) -> None:
    assert reason(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Turn it off first.",
        "Harrowgate Foods names new chief executive",
        "Grain prices rise 4% https://a.example #wheat",
        "@lena thx, sorted!! cheers",
        "Released: ferrule 2.1 fixes parser crash",
    ],
)
def test_english_is_scored_however_plain(text: str) -> None:
    assert reason(text) is None


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


PIPELINE = spacy.blank("en")
TEXTS = [
    "Don’t wait: it’s 5pm, and we're OPEN!!! Visit https://a.example or mail jo@a.example.\n\nCu l8r :) #tea",
    "“Why?” she said (twice)... I'd've gone.  U.S. prices: $5.50, 20% off\r\n- gonna\t- can't",
    "",
    "\n",
    "Only a half \ud83d of it",
]


@given(st.sampled_from(TEXTS) | st.text(max_size=80))
def test_a_text_is_cut_as_a_pipeline_of_spacy_cuts_it(text: str) -> None:
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    attributes = ["ORTH", "NORM", "LOWER", "SHAPE", "SPACY", "IS_STOP", "LIKE_NUM", "LIKE_URL", "IS_PUNCT", "LANG"]

    assert (next(analyse([text])).doc.to_array(attributes) == PIPELINE(text).to_array(attributes)).all()


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=60) | st.text('aB .!?\n\r"”)。', max_size=30), max_size=5))
def test_sentences_are_those_of_spacys_sentencizer(texts: list[str]) -> None:
    expected = [sentencizer()(tokenizer()(re.sub("[\ud800-\udfff]", "\ufffd", text))) for text in texts]

    assert [[span.start for span in text.doc.sents] for text in analyse(texts)] == [
        [span.start for span in doc.sents] for doc in expected
    ]


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


def test_spacy_comes_without_its_commands_and_they_still_work() -> None:
    program = (
        "import sys, helplint\nlist(helplint.score(['Rinse the kettle with vinegar twice.']))\n"
        "assert 'spacy.cli' not in sys.modules\n"
        "import spacy\nprint(spacy.info(silent=True)['spacy_version'])\n"
        "import spacy.cli\nprint(spacy.cli.info.__module__)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout.split() == [spacy.__version__, "spacy.cli.info"]


def docs() -> int:
    # isinstance() would wake packages that are only imported once they are asked for something.
    return sum(type(each) is spacy.tokens.Doc for each in gc.get_objects())


def test_of_a_checked_post_nothing_is_left_for_the_garbage_collector() -> None:
    check(TEXTS[:2])
    gc.collect()
    gc.disable()
    try:
        before = docs()
        check(TEXTS[:2] * 20)
        left = docs() - before
    finally:
        gc.enable()

    assert left < 5
