from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helplint.language import abstentions, analyse
from helplint.model import load_model, save_model
from helplint.notice import HelplintError
from helplint.scale import INTENTS
from helplint.training import Adaptation, Labelled, adapt, read_labelled

CORPUS = Path(__file__).parents[2] / "corpora" / "helping-selling"


@pytest.fixture(scope="module")
def posts() -> list[Labelled]:
    """Every thirtieth brief of the corpus."""
    corpus = read_labelled(CORPUS)
    briefs = sorted({post.brief for post in corpus})[::30]
    return [post for post in corpus if post.brief in briefs]


def ours(post: Labelled) -> Labelled:
    """Label a post as a team would to whose readers its own news is the help they come for."""
    return replace(post, stance=5.0, intent="inform") if post.intent == "announce" else post


@pytest.fixture(scope="module")
def adaptation(posts: list[Labelled]) -> Adaptation:
    return adapt(load_model("fast"), [ours(post) for post in posts], name="fast", labels="ours")


def test_a_team_that_labels_otherwise_gets_a_model_of_its_own(posts: list[Labelled], adaptation: Adaptation) -> None:
    model = load_model("fast")

    assert adaptation.better
    assert adaptation.after["spearman"] > adaptation.before["spearman"] + 0.05
    docs = list(analyse([posts[0].text]))
    assert adaptation.model.score(docs) != model.score(docs)
    assert adaptation.model.card["adapted"]["to"] == "ours"


def test_labels_that_are_noise_do_not_make_a_better_model(posts: list[Labelled]) -> None:
    rng = np.random.default_rng(0)
    noise = [
        replace(post, stance=float(rng.integers(1, 6)), intent=str(rng.choice(INTENTS)), broadcast=None)
        for post in posts
    ]
    # The shipped model is wrong about noise as well; the judge is whether correcting it carries over.
    adaptation = adapt(load_model("fast"), noise)

    assert adaptation.after["spearman"] < 0.25
    assert "broadcast_ap" not in adaptation.after


def test_heads_that_nobody_labelled_stay_what_they_are(posts: list[Labelled]) -> None:
    model = load_model("fast")
    graded = [replace(ours(post), intent=None, broadcast=None) for post in posts]
    adapted = adapt(model, graded).model

    assert np.array_equal(adapted.coefficients[:, 5:], model.coefficients[:, 5:])
    assert np.array_equal(adapted.intercepts[5:], model.intercepts[5:])
    assert not np.array_equal(adapted.coefficients[:, :5], model.coefficients[:, :5])


def test_an_adapted_model_is_saved_and_loaded_as_any_other(
    posts: list[Labelled], adaptation: Adaptation, tmp_path: Path
) -> None:
    adapted = adaptation.model
    save_model(adapted, tmp_path / "ours")
    docs = list(analyse(post.text for post in posts[:10]))

    # With seven digits to a weight.
    assert load_model(str(tmp_path / "ours")).logits(docs) == pytest.approx(adapted.logits(docs), abs=1e-5)
    scorable = abstentions(list(analyse(post.text for post in posts))).count(None)
    card = json.loads((tmp_path / "ours" / "card.json").read_text(encoding="utf-8"))
    assert card["adapted"]["posts"] == scorable


def test_too_few_posts_or_senders_are_refused(posts: list[Labelled]) -> None:
    with pytest.raises(HelplintError, match="at least 50 posts that can be scored; there are 20"):
        adapt(load_model("fast"), posts[:20])
    with pytest.raises(HelplintError, match="give a “group” of at least 5"):
        adapt(load_model("fast"), [replace(post, brief="one") for post in posts])
