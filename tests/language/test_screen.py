from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint.language import Screen, analyse
from helplint.language._spacy import tokenizer
from helplint.rule import Expression, in_small_letters

TEXTS = ["Turn the tap to the left.", "“Tap here” or swipe UP!", "", "10% off", "You cannot wait, gonna  go 5km?"]


def screened(text: str, *needs: str, pairs: tuple[tuple[str, str], ...] = ()) -> bool:
    screen = Screen({"it": Expression(re.compile("a"), needs, pairs)})
    return bool(screen([*analyse([text])]).get("it", [0]))


@pytest.mark.parametrize(
    ("needs", "numbers"),
    [
        (("tap",), [0, 1]),
        (("tap here",), [1]),
        (("swipe", "left"), [0, 1]),
        (("% off",), [3]),
        (("cannot wait",), [4]),
        (("annot",), [4]),
        (("gonna",), [4]),
        (("km",), [4]),
        (("nothing",), []),
    ],
)
def test_an_expression_is_tried_where_the_pieces_of_what_it_needs_stand(
    needs: tuple[str, ...], numbers: list[int]
) -> None:
    screen = Screen({"it": Expression(re.compile("a"), needs)})

    assert screen([*analyse(TEXTS)]) == {"it": numbers}


def test_of_a_pair_both_must_stand_in_a_text() -> None:
    screen = Screen({"it": Expression(re.compile("a"), ("swipe",), pairs=(("tap", "left"), ("tap", "right")))})

    assert screen([*analyse(TEXTS)]) == {"it": [0, 1]}


@pytest.mark.parametrize("needs", [(), ("  ",), ("tap", " ")])
def test_what_needs_nothing_that_stands_in_tokens_is_left_out(needs: tuple[str, ...]) -> None:
    screen = Screen({"it": Expression(re.compile("a"), needs)})

    assert screen([*analyse(TEXTS)]) == {}


def test_what_needs_nothing_is_left_out_whatever_its_pairs() -> None:
    screen = Screen({"it": Expression(re.compile("a"), pairs=(("tap", "left"),))})

    assert screen([*analyse(TEXTS)]) == {}


SPECIAL = [rule for rule in tokenizer().rules if not rule.isspace()]
PIECES = st.sampled_from(SPECIAL) | st.sampled_from(
    [*"aks .,!?'’-–#@%/…\n\U0001f389\u0130\u0131\u0307\u017f\u212a", "5km", "word", "https://a.example"]
)


@given(st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=40), st.data())
def test_no_stretch_of_a_text_is_missed(text: str, data: st.DataObject) -> None:
    text = re.sub("[\ud800-\udfff]", "", text)
    small = in_small_letters(text)
    begin = data.draw(st.integers(0, len(small)))
    end = data.draw(st.integers(begin, len(small)))

    assert screened(text, small[begin:end])
    assert screened(text, "never this", pairs=((small[begin:end], small[:begin]),))


@given(st.lists(st.lists(PIECES, max_size=5).map("".join), max_size=5))
def test_texts_together_are_told_as_each_alone(texts: list[str]) -> None:
    needs = ("not", "5", "n't", "é")
    screen = Screen({"it": Expression(re.compile("a"), needs)})

    assert screen([*analyse(texts)])["it"] == [number for number, text in enumerate(texts) if screened(text, *needs)]
