"""What the limit rules measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint import Post, Score
from helplint.language import analyse
from helplint.measures import LINK, MEASURES
from helplint.rule import Analysis
from helplint.ruleset import ConfiguredOptions

NO_OPTIONS = ConfiguredOptions({})


def measured(name, text):
    [analysed] = analyse([text])
    return MEASURES[name](Analysis(post=Post.from_text(text), text=analysed, score=Score()), NO_OPTIONS)


def value(name, text):
    return measured(name, text).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boil the water first", ["Boil", "the", "water", "first"]),
        ("See https://a.example/b, @kim and #tips $AAPL now", ["See", "and", "now"]),
        ("Issue # tips", ["Issue", "tips"]),
        ("7 jars, 2 kg 🍓", ["jars", "kg"]),
    ],
)
def test_links_handles_hashtags_and_numbers_are_no_words(text, expected):
    [analysed] = analyse([text])
    assert [token.text for token in analysed.words] == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("words", "Boil the water first", 4),
        ("characters", "Hi 👋", 4),
        ("hashtags", "#one, #Two2 and #3 of a#b &#39; https://a.example/#c #été", 3),
        ("links", "https://a.example www.b.example/c d.example/e", 3),
        ("links", "Ask tom@shop.example e.g. at 10.30, i.e. before v2.0 ends.Then go", 0),
        ("mentions", "@kim and @lou@social.example, not tom@shop.example", 2),
        ("emoji", "👨‍👩‍👧 🇬🇧 ❤️ 👍🏽 ok", 4),
        ("exclamation-marks", "Now! Really!!", 3),
        ("question-marks", "Who? Me?", 2),
        ("capitals", "BUY this NOW please", 50),
        ("capitals", "I am here", 0),
        ("longest-sentence", "Short one. This one is a little longer.\nTail", 6),
    ],
)
def test_measures(name, text, expected):
    assert value(name, text) == expected


def test_a_count_spans_from_the_first_to_the_last():
    found = measured("hashtags", "Jam #plum day #jar yes")
    assert (found.start, found.end) == (4, 18)


def test_a_count_of_none_stands_on_the_headline():
    found = measured("emoji", "\n Jam day \nmore")
    assert (found.value, found.start, found.end) == (0, 2, 9)


def test_lix_is_words_to_a_sentence_plus_the_percentage_of_long_words():
    assert value("lix", "The cat sat on the mat. Elephants remember everything they learn.") == pytest.approx(
        11 / 2 + 100 * 3 / 11
    )


def test_lix_leaves_out_short_lines_links_and_hashtags():
    plain = "The cat sat on the warm mat all day"
    assert value("lix", plain) == value("lix", f"Hello\n{plain}\n#DomesticAnimals https://a.example/encyclopaedia")


def test_lix_points_at_the_longest_sentence():
    text = "Go now.\nThis is the sentence that has the most words. Bye then."
    found = measured("lix", text)
    assert text[found.start : found.end] == "This is the sentence that has the most words."


@pytest.mark.parametrize("name", ["words", "lix", "longest-sentence", "capitals"])
def test_what_has_no_words_is_not_measured(name):
    assert measured(name, "🎉 https://a.example #1") is None


@given(st.text())
def test_a_measure_of_any_text_has_a_span_inside_it(text):
    for name in MEASURES:
        found = measured(name, text)
        if found is not None:
            assert 0 <= found.start <= found.end <= len(text)
            assert found.value >= 0


@given(st.text(alphabet="a.@/:w-h tps", max_size=400))
def test_the_pattern_of_links_takes_no_time_on_any_text(text):
    assert all(match.group() for match in LINK.finditer(text * 20))
