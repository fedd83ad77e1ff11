from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from helplint import check
from helplint.language import analyse
from helplint.language._spacy import sentencizer, tokenizer

if TYPE_CHECKING:
    from helplint.features import Text

PIPELINE = spacy.blank("en")
TEXTS = [
    "Don’t wait: it’s 5pm, and we're OPEN!!! Visit https://a.example or mail jo@a.example.\n\nCu l8r :) #tea",
    "“Why?” she said (twice)... I'd've gone.  U.S. prices: $5.50, 20% off\r\n- gonna\t- can't",
    "",
    "\n",
    "Only a half \ud83d of it",
]


def tokens(text: Text) -> list[tuple[str, str, int]]:
    norms = [text.table.norms[row] for row in text.rows.tolist()]
    return [(token.text, norm, token.start) for token, norm in zip(text.tokens, norms, strict=True)]


def expected(text: str) -> list[tuple[str, str, int]]:
    return [(token.text, token.norm_, token.idx) for token in PIPELINE(re.sub("[\ud800-\udfff]", "\ufffd", text))]


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


EMOTICONS = [rule for rule in PIPELINE.tokenizer.rules if not rule.isalpha()]
PIECES = st.sampled_from(EMOTICONS) | st.sampled_from(
    [
        *(
            "hello",
            "Word",
            "INC",
            "etc",
            "'cause",
            "café",
            "dear's",
            "he's",
            "U.S.",
            "7",
            "1,638",
            "5pm",
            "@kim",
            "#tag",
            "set-up",
            "R-Kan",
            "@jo_k",
            "9:30",
            "Corp.",
        ),
        *(
            *".,!?:;()[]{}'’\"“”*/-–—…&%$£#@^~<>|+=",
            "...",
            "!!",
            " ",
            "  ",
            "\n",
            "\t",
            "\xa0",
            "🎉",
            "\ud83d",
            "https://a.example",
            "https://a-b.example/x/7",
            "http://",
            "/post_9",
        ),
    ]
)


@given(st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=60))
def test_a_text_has_the_tokens_that_spacy_gives_it(text: str) -> None:
    assert tokens(next(analyse([text]))) == expected(text)


@pytest.mark.parametrize(
    "text",
    [
        "x:) )",
        "hello:) world :)",
        "(INC.) Inc. (Aaa's), “dear’s”… D: XD:",
        "“Word,” he said:word.Next",
        "we'll see, he's and don't!",
        "so..and so.. #tag, @kim: 5pm",
        "a set-up, dear-Corp. (R-Kan.) and well-it's; 8-D x-ray.",
        "@jo_k's @kim. @@kim @U.S. 1,638. $5.50, 9:30–10 00- 5km. 10am",
        "https://a-b.example/x/7 https://a.example/5km http://a-b https://a.example/x_ https://a.example/it's",
    ],
)
def test_what_is_cut_otherwise_beside_other_words_is_cut_as_spacy_cuts_it(text: str) -> None:
    assert tokens(next(analyse([text]))) == expected(text)


@given(st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=6))
def test_texts_together_have_the_tokens_that_each_has_alone(texts: list[str]) -> None:
    assert [tokens(text) for text in analyse(texts)] == [expected(text) for text in texts]


def test_what_was_met_is_forgotten_before_it_takes_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    before = next(analyse(["One text and another."]))
    monkeypatch.setattr("helplint.language._chunks._MOST_CHARACTERS", 0)
    after = next(analyse(["One text and another."]))

    assert after.table is not before.table
    assert tokens(after) == tokens(before)


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
