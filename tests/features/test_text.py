from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint.language import analyse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

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
def test_tokens_with_a_mark_are_counted(string: str, upper: int) -> None:
    assert next(analyse([string])).count("upper") == upper
