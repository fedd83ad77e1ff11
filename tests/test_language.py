from __future__ import annotations

import pytest

from helplint.language import Finder, abstention, analyse


def reason(text: str) -> str | None:
    return abstention(next(analyse([text])))


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


def test_a_phrase_inside_an_exception_is_not_found() -> None:
    finder = Finder(phrases={"r": ["best"]}, phrase_exceptions={"r": ["best before"]})
    [matches] = finder(next(analyse(["Best before May, the best jam"]))).values()

    assert [(match.start, match.end) for match in matches] == [(21, 25)]


def test_the_longest_of_overlapping_phrases_is_found_once() -> None:
    finder = Finder(phrases={"r": ["sign up", "sign up today"]})
    [match] = finder(next(analyse(["Sign up today!"])))["r"]

    assert match.entry == "sign up today"


def test_the_opening_ends_with_the_first_sentence_that_has_words() -> None:
    finder = Finder(phrases={"r": ["proud"]})
    matches = finder(next(analyse(["🎉\nWe are proud.\nSo proud."])))["r"]

    assert [match.opening for match in matches] == [True, False]


def test_token_patterns_and_phrases_are_found_in_one_pass() -> None:
    finder = Finder(phrases={"a": ["hurry"]}, patterns={"b": [[{"LOWER": "only"}, {"LIKE_NUM": True}]]})

    assert {rule: [m.entry for m in ms] for rule, ms in finder(next(analyse(["Hurry, only 3 left"]))).items()} == {
        "a": ["hurry"],
        "b": ["only 3"],
    }
