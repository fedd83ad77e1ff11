from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.special import softmax

from helplint.language import analyse
from helplint.model import Model, load_model
from helplint.notice import HelplintError
from helplint.scale import INTENTS, Score
from helplint.training import (
    Labelled,
    LinearEstimator,
    evaluate,
    evaluate_scores,
    read_labelled,
    save,
    train_fast,
)
from helplint.training.evaluation import calibration_error

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpora" / "helping-selling"


@pytest.fixture(scope="module")
def sample() -> list[Labelled]:
    """Every sixteenth brief of the corpus: small enough to train on in a test, all grades and intents in it."""
    posts = read_labelled(CORPUS)
    briefs = sorted({post.brief for post in posts})[::16]
    return [post for post in posts if post.brief in briefs]


def test_the_arrays_give_the_probabilities_of_scikit_learn(sample: list[Labelled]) -> None:
    from helplint.training import analyse_posts

    features, reasons = analyse_posts(sample)
    kept = [index for index, reason in enumerate(reasons) if reason is None]
    rows, posts = [features[i] for i in kept], [sample[i] for i in kept]
    linear = LinearEstimator().fit(rows, posts)
    matrix = linear.matrix(rows)
    scores = linear.arrays(rows[0], {}).score(list(analyse(post.text for post in posts)))

    stance, intent, broadcast = (head.predict_proba(matrix) for head in linear.heads_)
    assert np.abs(np.array([score.stance for score in scores]) - stance).max() < 1e-6
    assert np.abs(np.array([list(score.intents.values()) for score in scores]) - intent).max() < 1e-6
    assert np.abs(np.array([score.broadcast for score in scores]) - broadcast[:, 1]).max() < 1e-6

    linear.temperatures_ = (0.5, 2.0, 0.7)
    cooled = linear.arrays(rows[0], {}).score(list(analyse([posts[0].text])))[0]
    logits = linear.logits(rows[:1])
    assert np.abs(np.array(cooled.stance) - softmax(logits[0][0] / 0.5)).max() < 1e-6


@pytest.fixture(scope="module")
def model(sample: list[Labelled]) -> Model:
    return train_fast(sample, name="sample")


def test_training_twice_gives_the_same_bytes(sample: list[Labelled], model: Model, tmp_path: Path) -> None:
    save(model, tmp_path / "one" / "model")
    save(train_fast(sample, name="sample"), tmp_path / "two" / "model")

    for file in ("weights.npz", "card.json", "card.md"):
        assert (tmp_path / "one" / "model" / file).read_bytes() == (tmp_path / "two" / "model" / file).read_bytes()


def test_a_saved_model_scores_as_the_one_that_was_saved(sample: list[Labelled], model: Model, tmp_path: Path) -> None:
    save(model, tmp_path / "model")
    docs = list(analyse(post.text for post in sample[:20]))

    # With seven digits to a weight.
    assert load_model(str(tmp_path / "model")).logits(docs) == pytest.approx(model.logits(docs), abs=1e-5)


@pytest.mark.slow
def test_the_shipped_model_is_what_the_corpus_trains(tmp_path: Path) -> None:
    shipped = load_model("fast")
    trained = train_fast(read_labelled(CORPUS), name="helping-selling")

    assert trained.card == {**shipped.card, "tests": {}}
    assert trained.terms == shipped.terms
    # Another processor may add in another order; the figures of the card must not move.
    assert np.allclose(trained.coefficients, shipped.coefficients, atol=1e-4)


def test_evaluation_of_a_perfect_and_of_a_reversed_score() -> None:
    posts = [
        Labelled(id=str(n), text="", brief=str(n), stance=stance, intent=intent, broadcast=broadcast)
        for n, (stance, intent, broadcast) in enumerate(
            [(1, "promote", 0), (2, "announce", 1), (4, "teach", 0), (5, "answer", 0)]
        )
    ]
    sure = {
        intent: Score.from_stance((0, 0, 0, 0, 1), intents=dict.fromkeys(INTENTS, 0) | {intent: 1}, broadcast=0).intents
        for intent in INTENTS
    }
    perfect = [
        Score.from_stance(
            tuple(float(g == p.stance) for g in range(1, 6)), intents=sure[p.intent], broadcast=p.broadcast
        )
        for p in posts
    ]
    measures = evaluate_scores(posts, perfect)

    assert measures["spearman"] == measures["qwk"] == measures["auc_help_sell"] == measures["broadcast_ap"] == 1
    assert measures["selling_ece"] == measures["broadcast_ece"] == 0
    assert evaluate_scores(posts, perfect[::-1])["spearman"] == -1


def test_an_abstention_counts_as_the_middle() -> None:
    posts = [Labelled(id="1", text="", brief="1", stance=2, intent=None, broadcast=0)]

    assert evaluate_scores(posts, [Score(abstained="not English")])["selling_ece"] == 0.5


def test_calibration_error_is_the_distance_between_said_and_so() -> None:
    said, so = np.array([0.75] * 4), np.array([True, True, False, False])

    assert calibration_error(said, so) == pytest.approx(0.25)


def test_intervals_hold_the_value(sample: list[Labelled]) -> None:
    measures = evaluate(load_model("fast"), sample[:60], draws=50)

    assert all(low <= value <= high for name, (value, low, high) in measures.items() if not name.endswith("ece"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "a labelled post is a JSON object"),
        ('{"id": 1, "text": "a"}', "a labelled post is a JSON object"),
        ('{"id": 1, "text": "a", "stance": 7, "intent": "teach", "broadcast": false}', "stance is 1 to 5"),
        ('{"id": 1, "text": "a", "stance": 3, "intent": "sell", "broadcast": false}', "intent one of the seven"),
    ],
)
def test_a_line_that_is_no_labelled_post_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "posts.jsonl"
    good = json.dumps({"id": "a", "text": "b", "stance": 3, "intent": "teach", "broadcast": True})
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")

    with pytest.raises(HelplintError, match=message) as caught:
        read_labelled(path)

    assert caught.value.notice.line == 2


def test_a_corpus_without_a_grade_is_refused(sample: list[Labelled]) -> None:
    with pytest.raises(HelplintError, match="it has no post of 5"):
        train_fast([post for post in sample if post.stance < 5], name="sample")
