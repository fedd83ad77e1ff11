from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helplint.language import analyse
from helplint.model import EXPLAINED, HELPING, load_model
from helplint.model.transformer import pieces_of, windows_of
from helplint.notice import HelplintError

SHIPPED = Path(__file__).parents[2] / "models" / "careful"
DRAFTS = [
    "Turn the stopcock clockwise until it stops, then open the lowest tap to drain the pipe.",
    "Book now and get 20% off your first visit! Call 020 7946 0018 today.",
    "We are proud to announce that Harrowgate Foods has been named Employer of the Year.",
    "@lena Sorry about that! Send us a message with your order number and we'll look into it. ^Jo",
    "Zqx vvorp blnt #a #b #c !!! https://a.example",
]
LONG = " ".join(f"Step {number}: loosen the nut, wait a minute, then wipe the thread dry." for number in range(120))


@pytest.fixture(scope="module")
def model():
    return load_model("careful")


def docs_of(*texts):
    return list(analyse(texts))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300) | st.sampled_from(DRAFTS))
def test_probabilities_are_probabilities(text):
    [score] = load_model("careful").score(docs_of(text))

    assert math.isclose(sum(score.stance), 1)
    assert math.isclose(sum(score.intents.values()), 1)
    assert 0 <= score.broadcast <= 1
    assert 0 <= score.helpfulness <= 100


def test_help_is_told_from_selling_and_news_of_the_firm(model):
    help_, pitch, news, support, _ = model.score(docs_of(*DRAFTS))

    assert help_.helpfulness > 65 > 30 > pitch.helpfulness
    assert news.broadcast > 0.5 > 0.2 > support.broadcast
    assert [each.intent for each in (help_, pitch, news, support)] == ["teach", "promote", "announce", "answer"]


def test_a_score_does_not_depend_on_the_other_posts(model):
    """Not even in its last bit: each post is read by itself, whatever it stands beside."""
    together = model.score(docs_of(*DRAFTS, LONG))
    alone = [model.score(docs_of(text))[0] for text in (*DRAFTS, LONG)]

    assert together == alone
    assert model.score(docs_of(LONG, *reversed(DRAFTS)))[1:] == alone[-2::-1]
    assert model.score([]) == []


def test_a_long_post_is_read_to_its_end(model):
    pitch = " Order your kit today, 30% off until Friday, link in bio!" * 12
    plain, ends_in_a_pitch = model.score(docs_of(LONG, LONG + pitch))

    assert len(pieces_of(docs_of(LONG)[0], model.tokenizer).ids) > 1000
    assert ends_in_a_pitch.selling > plain.selling


@given(st.integers(0, 2000), st.integers(3, 200))
def test_windows_hold_each_piece_once_and_fit(pieces, window):
    bounds = list(windows_of(range(pieces), window))

    assert [number for start, end in bounds for number in range(start, end)] == list(range(pieces))
    assert all(end - start <= window - 2 for start, end in bounds)
    assert len(bounds) <= max(1, -(-pieces // (window - 2)))


@given(st.text(max_size=200))
def test_each_piece_is_from_a_token_of_the_text(text):
    [doc] = docs_of(text)
    pieces = pieces_of(doc, load_model("careful").tokenizer)

    assert len(pieces.ids) == len(pieces.tokens)
    assert list(pieces.tokens) == sorted(pieces.tokens)
    assert all(0 <= token < len(doc) for token in pieces.tokens)


def test_who_is_named_and_where_a_link_leads_changes_nothing(model):
    one, other = model.score(
        docs_of(
            "@lena Have you tried the blue reset key? https://acme.example/help",
            "@tom_1988 Have you tried the blue reset key? http://go.example/x9",
        )
    )

    assert one.helpfulness == pytest.approx(other.helpfulness, abs=1e-6)


@pytest.mark.parametrize("of", ["helping", "broadcast", "promote"])
@pytest.mark.parametrize("text", DRAFTS)
def test_an_explanation_is_of_the_score_and_quotes_the_text(model, text, of):
    [doc] = docs_of(text)
    explanation = model.explain(doc, of)

    logits = model.logits([doc])[0]
    index = EXPLAINED.index(of) - 1
    assert explanation.logit == pytest.approx(float(logits[:5] @ HELPING) if of == "helping" else logits[index])
    assert explanation.intercept is None
    assert explanation.contributions
    assert all(each.label == text[each.start : each.end] for each in explanation.contributions)
    starts = [each.start for each in explanation.contributions]
    assert starts == sorted(starts)


def test_what_presses_the_reader_pulls_towards_selling(model):
    [doc] = docs_of("Leaking tap? Book now and get 20% off your first visit.")
    values = {each.label: each.value for each in model.explain(doc).contributions}

    assert list(values) == ["Leaking tap", "Book now", "and get 20%", "off your first visit"]
    assert max(values, key=values.__getitem__) == "Leaking tap"
    assert all(values[phrase] < -1 for phrase in ("Book now", "and get 20%", "off your first visit"))


def test_explaining_a_long_post_masks_a_bounded_number_of_spans(model):
    [doc] = docs_of(LONG)
    explanation = model.explain(doc)

    assert 60 <= len(explanation.contributions) <= 240
    assert explanation.contributions[-1].end > len(LONG) - 20


def test_what_cannot_be_explained_is_named_with_what_can(model):
    with pytest.raises(HelplintError, match="did you mean “broadcast”"):
        model.explain(docs_of(DRAFTS[0])[0], "brodcast")


@pytest.mark.parametrize("file", ["encoder.onnx", "heads.npz", "tokenizer.json", "weights.npz", "card.json"])
@pytest.mark.parametrize("damage", ["truncated", "missing"])
def test_a_damaged_model_is_refused(tmp_path, file, damage):
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    if damage == "missing":
        (folder / file).unlink()
    else:
        (folder / file).write_bytes((folder / file).read_bytes()[:100])

    with pytest.raises(HelplintError, match="model"):
        load_model(str(folder))


def test_heads_that_hold_a_pickle_are_refused(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    np.savez(folder / "heads.npz", coefficients=np.array([{"a": 1}], dtype=object))

    with pytest.raises(HelplintError, match="the model cannot be read"):
        load_model(str(folder))


def test_it_is_small_and_carries_its_licence():
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 30_000_000
    assert "Apache License" in (SHIPPED / "LICENSE").read_text(encoding="utf-8")
    assert json.loads((SHIPPED / "card.json").read_text(encoding="utf-8"))["kind"] == "transformer"
