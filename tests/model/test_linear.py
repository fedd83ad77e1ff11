from __future__ import annotations

import json
import math
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint.language import analyse
from helplint.model import EXPLAINED, HELPING, load_model
from helplint.model.linear import load as load_linear
from helplint.notice import HelplintError

if TYPE_CHECKING:
    from random import Random

SHIPPED = Path(__file__).parents[2] / "models" / "fast"
DRAFTS = [
    "Turn the stopcock clockwise until it stops, then open the lowest tap to drain the pipe.",
    "Book now and get 20% off your first visit! Call 020 7946 0018 today.",
    "We are proud to announce that Harrowgate Foods has been named Employer of the Year.",
    "@lena Sorry about that! Send us a message with your order number and we'll look into it. ^Jo",
    "Zqx vvorp blnt #a #b #c !!! https://a.example",
]


def score(text: str):
    return load_model("fast").score([next(analyse([text]))])[0]


@given(st.text(max_size=400) | st.sampled_from(DRAFTS))
def test_probabilities_are_probabilities(text: str) -> None:
    result = score(text)

    assert len(result.stance) == 5
    assert math.isclose(sum(result.stance), 1)
    assert math.isclose(sum(result.intents.values()), 1)
    assert 0 <= result.broadcast <= 1
    assert math.isclose(
        result.helpfulness, 25 * (sum(p * g for p, g in zip(result.stance, range(1, 6), strict=True)) - 1)
    )


@given(st.text(max_size=400) | st.sampled_from(DRAFTS))
def test_contributions_add_up_to_the_logit_that_the_score_uses(text: str) -> None:
    model, doc = load_model("fast"), next(analyse([text]))
    explanation = model.explain(doc)
    stance = np.log(model.score([doc])[0].stance)

    assert math.isclose(
        explanation.intercept + sum(c.value for c in explanation.contributions), explanation.logit, abs_tol=1e-9
    )
    # Softmax takes the same amount from each logit, and the weights of HELPING sum to 0.
    assert math.isclose(float(stance @ HELPING), explanation.logit, abs_tol=1e-6)


@pytest.mark.parametrize("of", EXPLAINED)
@pytest.mark.parametrize("text", DRAFTS)
def test_contributions_add_up_to_each_logit(text: str, of: str) -> None:
    model, doc = load_model("fast"), next(analyse([text]))
    explanation = model.explain(doc, of)
    result = model.score([doc])[0]

    assert math.isclose(
        explanation.intercept + sum(c.value for c in explanation.contributions), explanation.logit, abs_tol=1e-9
    )
    # A softmax is known by the differences of its logits, a logistic by its logit.
    if of == "broadcast":
        assert math.isclose(math.log(result.broadcast / (1 - result.broadcast)), explanation.logit, abs_tol=1e-6)
    elif of in result.intents:
        other = model.explain(doc, "teach")
        expected = math.log(result.intents[of] / result.intents["teach"])
        assert math.isclose(explanation.logit - other.logit, expected, abs_tol=1e-6)
    elif of != "helping":
        other = model.explain(doc, "stance 3")
        expected = math.log(result.stance[int(of[-1]) - 1] / result.stance[2])
        assert math.isclose(explanation.logit - other.logit, expected, abs_tol=1e-6)


def test_what_cannot_be_explained_is_named_with_what_can() -> None:
    with pytest.raises(HelplintError, match=r"“brodcast” cannot be explained; did you mean “broadcast”\?"):
        load_model("fast").explain(next(analyse(["Turn it off."])), "brodcast")


def test_a_contribution_quotes_its_span() -> None:
    text = DRAFTS[1]
    explanation = load_model("fast").explain(next(analyse([text])))

    assert [text[c.start : c.end] for c in explanation.contributions if c.start is not None] == [
        c.label for c in explanation.contributions if c.start is not None
    ]


def test_a_how_to_helps_more_than_an_offer() -> None:
    assert score(DRAFTS[0]).helpfulness > 60 > 30 > score(DRAFTS[1]).helpfulness


def test_news_of_the_firm_broadcasts_and_support_does_not() -> None:
    assert score(DRAFTS[2]).broadcast > 0.6 > 0.1 > score(DRAFTS[3]).broadcast


def test_a_score_does_not_depend_on_the_other_posts() -> None:
    model = load_model("fast")

    assert model.score(list(analyse(DRAFTS)))[2] == score(DRAFTS[2])


@given(st.lists(st.text(max_size=80) | st.sampled_from(DRAFTS), max_size=12), st.randoms())
def test_no_bit_of_a_score_depends_on_the_other_posts(texts: list[str], random: Random) -> None:
    model, alone = load_model("fast"), [score(text) for text in texts]
    order = random.sample(range(len(texts)), len(texts))

    assert model.score(list(analyse(texts))) == alone
    assert model.score(list(analyse(texts[index] for index in order))) == [alone[index] for index in order]


def test_pairs_are_found_in_order_as_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    model, docs = load_model("fast"), list(analyse([*DRAFTS, "See you in N.C. , friends"]))
    before = model.logits(docs)
    monkeypatch.setattr("helplint.model._lookup._FEW_PAIRS", 0)

    assert (model.logits(docs) == before).all()


@pytest.mark.parametrize("folder", ["fast", "careful"])
def test_the_words_of_a_pair_that_is_a_term_are_terms(folder: str) -> None:
    terms = load_linear(SHIPPED.parent / folder, {}).terms

    def known(term: str) -> bool:
        spaces = [place for place, letter in enumerate(term) if letter == " "]
        return any(term[:place] in terms and term[place + 1 :] in terms for place in spaces)

    assert not [
        term for term in terms if " " in term and not known(term) and term != "North Carolina"
    ]  # a word, what “N.C.” stands for


def test_an_unknown_model_is_named_with_the_known_ones() -> None:
    with pytest.raises(HelplintError, match="there is no model “helpfullness”; give one of careful, fast"):
        load_model("helpfullness")


@pytest.mark.parametrize("damage", ["truncate", "card", "pickle"])
def test_a_damaged_model_is_refused(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / damage
    shutil.copytree(SHIPPED, folder)
    weights = folder / "weights.npz"
    if damage == "truncate":
        weights.write_bytes(weights.read_bytes()[:1000])
    elif damage == "card":
        (folder / "card.json").write_text("{", encoding="utf-8")
    else:
        np.savez(weights, terms=np.array([{"a": 1}], dtype=object))

    with pytest.raises(HelplintError, match="the model cannot be read"):
        load_model(str(folder))


def test_a_model_of_another_format_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    shutil.copytree(SHIPPED, folder)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    (folder / "card.json").write_text(json.dumps(card | {"format": 0}), encoding="utf-8")

    with pytest.raises(HelplintError, match="format 0"):
        load_model(str(folder))


def test_threads_may_score_with_one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helplint.language._chunks._MOST_WORDS", 20)
    model, batches = load_model("fast"), [[draft, f"Word{number}s"] for number, draft in enumerate(DRAFTS)]
    alone = [model.score(list(analyse(texts))) for texts in batches]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda texts: model.score(list(analyse(texts))), batches * 20))

    assert found == alone * 20
