from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
import spacy
import textstat
from hypothesis import given
from hypothesis import strategies as st

from helplint.language import analyse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

PIPELINE = spacy.blank("en")
TEXTS = st.lists(
    st.sampled_from(["We", "open", "now", ".", "!", "# ", "#", "@", "$", " ", "\n", "5", "https://a.example", "don't"])
).map("".join) | st.text(max_size=60)


def spoken(tokens: Iterable[Token]) -> list[int]:
    """Return where the words begin that are glued to no mark."""
    starts, glued = [], ""
    for token in tokens:
        if token.is_alpha and glued not in ("#", "@", "$"):
            starts.append(token.idx)
        glued = "" if token.whitespace_ else token.text
    return starts


@given(TEXTS)
def test_words_are_what_is_spelt_in_letters_and_glued_to_no_mark(string: str) -> None:
    text = next(analyse([string]))

    assert [word.start for word in text.words] == spoken(text.doc)
    assert text.word_count == len(text.words)


@given(TEXTS)
def test_sentences_are_those_of_spacy_with_their_words(string: str) -> None:
    text = next(analyse([string]))

    assert [([word.start for word in each.words], each.start, each.end) for each in text.sentences] == [
        (spoken(span), span.start_char, span.end_char) for span in text.doc.sents
    ]


@pytest.mark.parametrize(("string", "upper"), [("The DVLA and NASA said so", 2), ("nothing", 0)])
def test_tokens_in_capitals_are_counted(string: str, upper: int) -> None:
    assert next(analyse([string])).upper_count == upper


@pytest.mark.parametrize("string", ["", "Fix it. Don’t wait\n\n now!", " a  b ", "#tag, https://a.example :) "])
def test_spaces_that_are_no_tokens_are_told(string: str) -> None:
    text = next(analyse([string]))

    assert text.spaced == [bool(token.whitespace_) for token in PIPELINE(string)]
    assert text.spellings == [token.text for token in PIPELINE(string)]


LIX_TEXTS = (
    "Strengthening organisational capabilities necessitates interdisciplinary collaboration between departments. Yes.",
    "The window is open in the garden. The window is open in the garden",
    "Short. Two words. But this has some more of them!\nAnd a last line of several considerable words",
)


@pytest.mark.parametrize("string", LIX_TEXTS)
def test_what_lix_is_at_most_is_hardly_above_what_textstat_says(string: str) -> None:
    text = next(analyse([string]))
    plain = ". ".join(" ".join(word.text for word in words) for words in text.readable_sentences)

    assert 0 <= text.lix_at_most - textstat.lix(f"{plain}.") <= 0.001


def test_lix_is_told_for_each_of_many_texts() -> None:
    alone = [next(analyse([string])).lix_at_most for string in LIX_TEXTS]

    assert [text.lix_at_most for text in analyse([*LIX_TEXTS, "", "Yes."])] == [*alone, 0, 0]


def test_of_a_text_with_a_lone_hash_no_lix_is_known() -> None:
    assert next(analyse(["Number # one of the considerable things"])).lix_at_most == math.inf
