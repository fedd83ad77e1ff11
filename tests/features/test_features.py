from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint.features import extract
from helplint.language import analyse

POSTS = [
    "Turn it off at the wall, then wait. Acme Foods opens a shop! See https://a.example",
    "RT @ann: “Why?” #greenbelt ^Jo",
    "\n\n# Odd\r\n * a\tb  $5 – 20 %",
    "",
    "🎉",
]
TEXTS = st.sampled_from(POSTS) | st.text(max_size=80) | st.text("aB .!?\n#@^“,’$%", max_size=40)


def features_of(text: str):
    [features] = extract([next(analyse([text]))])
    return features


def terms_of(text: str):
    analysed = next(analyse([text]))
    [features] = extract([analysed])
    return features.terms(analysed)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("See https://a.example now", ["^see", "see", "<link>", "see <link>", "now", "<link> now"]),
        ("@ann Thanks", ["^<handle>", "<handle>", "thanks", "<handle> thanks"]),
        ("It's £5", ["^it", "it", "'s", "it 's", "<money>", "'s <money>", "<number>", "<money> <number>"]),
        ("Go #greenbelt", ["^go", "go", "#", "go #", "<hashtag>", "# <hashtag>"]),
    ],
)
def test_words_that_name_a_sender_or_a_page_are_masked(text: str, names: list[str]) -> None:
    assert features_of(text).names == names


def test_a_line_end_begins_a_sentence() -> None:
    assert {"^turn", "^wait"} <= set(features_of("Turn it off\nWait a minute").names)


@given(st.text(max_size=300))
def test_spans_lie_in_the_text_and_measures_stay_in_bounds(text: str) -> None:
    features = features_of(text)

    assert all(0 <= term.start < term.end <= len(text) for term in terms_of(text))
    assert all(-4 <= value <= 8 for value in features.measures.values())


@given(st.text(max_size=100), st.text(max_size=100))
def test_every_post_has_the_same_measures_in_the_same_order(one: str, other: str) -> None:
    assert list(features_of(one).measures) == list(features_of(other).measures)


@given(st.lists(TEXTS, max_size=12))
def test_a_batch_gives_what_each_text_alone_gives(texts: list[str]) -> None:
    assert list(extract(list(analyse(texts)))) == [features_of(text) for text in texts]


def test_many_texts_of_any_length_are_counted_each_by_itself() -> None:
    texts = [f"{'Wow ! ' * number}" for number in (0, 1, 300, 0, 700, 2)]

    assert list(extract(list(analyse(texts)))) == [features_of(text) for text in texts]


def test_texts_from_before_and_after_words_were_forgotten_go_together(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = list(extract(list(analyse([*POSTS, *POSTS]))))
    before = list(analyse(POSTS))
    monkeypatch.setattr("helplint.language._chunks._MOST_WORDS", 0)
    after = list(analyse(POSTS))

    assert before[0].table is not after[0].table
    assert list(extract([*before, *after])) == list(extract([*after, *before])) == expected
