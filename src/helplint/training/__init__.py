"""The only home of scikit-learn and PyTorch: fit, calibrate across briefs, adapt, evaluate, write the card."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.model_selection import GroupKFold

from helplint.features import extract
from helplint.language import abstentions, analyse
from helplint.model import FORMAT, LOGITS
from helplint.notice import HelplintError
from helplint.scale import INTENTS, STANCES
from helplint.training.adaptation import Adaptation, adapt
from helplint.training.calibration import scores_of, temperatures_of
from helplint.training.card import describe, save
from helplint.training.corpus import Labelled, read_labelled
from helplint.training.evaluation import evaluate, evaluate_scores, table
from helplint.training.linear import FOLDS, MEASURE_WEIGHT, RAREST, REGULARISATION, LinearEstimator, out_of_fold_logits
from helplint.training.rules import Measured, evaluate_rules, rules_table
from helplint.training.transformer import Settings, TransformerEstimator, base_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from helplint.features import Features
    from helplint.model import Model
    from helplint.model.linear import LinearModel
    from helplint.model.transformer import TransformerModel

__all__ = [
    "Adaptation",
    "Labelled",
    "LinearEstimator",
    "Measured",
    "adapt",
    "describe",
    "evaluate",
    "evaluate_rules",
    "evaluate_scores",
    "read_labelled",
    "rules_table",
    "save",
    "scores_of",
    "table",
    "train_careful",
    "train_fast",
]

WORDS_WEIGHT = 1.1
"""Of the linear model's logits beside the transformer's; see docs/model.md for the others tried."""

DOUBT = {"linear": 0.5, "transformer": 0.8}
"""Taken from the logits of the two grades that sell, once they are calibrated: what is unlike the corpus looks like
news of a firm. Chosen on real posts, where it brings the calibration error of selling below 0.06 and changes no other
figure by more than chance; see docs/model.md."""

TRAINS_CAREFUL = ("torch", "transformers", "onnx", "onnxscript")
"""Packages of the extra ``train``, without the base model's."""

HELD_OUT = 10
"""One brief in so many is kept from the careful model, to calibrate it on; it takes too long to train five times."""


def analyse_posts(posts: Sequence[Labelled]) -> tuple[list[Features], list[str | None]]:
    """Return the features of each post, and why it cannot be scored, None where it can."""
    texts = list(analyse(post.text for post in posts))
    return list(extract(texts)), abstentions(texts)


def train_fast(posts: Sequence[Labelled], *, name: str, tests: Mapping[str, Sequence[Labelled]] | None = None) -> Model:
    """Return a linear model of labelled posts, calibrated across briefs and less sure that a post sells, with its card.

    Parameters
    ----------
    posts
        The corpus; posts that cannot be scored (too short, only a link) are left out.
    name
        What the card calls the corpus.
    tests
        Labelled posts that are not trained on, by what the card calls them, for its figures.

    Raises
    ------
    HelplintError
        The posts are too few, or lack a grade or an intent.
    """
    features, reasons = analyse_posts(posts)
    kept = [index for index, reason in enumerate(reasons) if reason is None]
    corpus, rows = [posts[index] for index in kept], [features[index] for index in kept]
    _check_trainable(corpus)
    held_out = out_of_fold_logits(rows, corpus)
    linear = LinearEstimator().fit(rows, corpus)
    linear.temperatures_ = temperatures_of(held_out, corpus)
    settings = {
        "regularisation": REGULARISATION,
        "measure_weight": MEASURE_WEIGHT,
        "rarest": RAREST,
        "folds": FOLDS,
        "temperatures": [round(t, 4) for t in linear.temperatures_],
        "doubt": DOUBT["linear"],
    }
    doubt = _doubt("linear")
    # What is divided by a temperature later is multiplied by it before.
    doubted = [held_out[0] - doubt[: len(STANCES)] * linear.temperatures_[0], *held_out[1:]]
    figures = evaluate_scores(corpus, scores_of(doubted, linear.temperatures_))
    card = _card("linear", posts, corpus, name=name, settings=settings, held_out=figures)
    model = linear.arrays(rows[0], card)
    return _tested(model.with_heads(model.coefficients, model.intercepts - doubt, card), tests or {})


def train_careful(
    posts: Sequence[Labelled],
    *,
    name: str,
    tests: Mapping[str, Sequence[Labelled]] | None = None,
    calibration: Sequence[Labelled] = (),
    base: Path | None = None,
    settings: Settings | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> Model:
    """Return a fine-tuned transformer beside a linear model, calibrated on briefs it has not seen, with its card.

    Parameters
    ----------
    posts, name, tests
        As for `train_fast`.
    calibration
        Labelled posts that are not trained on and are unlike the corpus, as the posts of strangers will be; the
        held-out briefs where there are none.
    base
        Folder of the pre-trained encoder; that of the installed package where None.
    settings
        How to fine-tune it; as the shipped model where None.
    report
        Told, now and then, how far the training is.

    Raises
    ------
    HelplintError
        PyTorch or the base model is not there, or the posts are too few, or lack a grade or an intent.
    """
    missing = [package for package in TRAINS_CAREFUL if find_spec(package) is None]
    if missing:
        raise HelplintError(f"training this model needs {', '.join(missing)}; install helplint[train]")
    settings = settings or Settings()
    folder = base_folder(base)
    features, reasons = analyse_posts(posts)
    kept = [index for index, reason in enumerate(reasons) if reason is None]
    corpus, rows = [posts[index] for index in kept], [features[index] for index in kept]
    _check_trainable(corpus)
    train, held = next(GroupKFold(HELD_OUT).split(corpus, groups=[post.brief for post in corpus]))
    learnt, kept_out = [corpus[i] for i in train], [corpus[i] for i in held]
    words = LinearEstimator().fit([rows[i] for i in train], learnt).arrays(rows[0], {})
    estimator = TransformerEstimator(folder, settings, report=report).fit(learnt)
    # Calibrated as it will be used, in int8.
    uncalibrated = estimator.model(_weighted(words, WORDS_WEIGHT))
    calibrated = calibrate(uncalibrated, calibration or kept_out)
    figures = evaluate_scores(kept_out, calibrated.score(list(analyse(post.text for post in kept_out))))
    described = settings.described() | {
        "words_weight": WORDS_WEIGHT,
        "held_out": HELD_OUT,
        **calibrated.card,
    }
    card = _card("transformer", posts, corpus, name=name, settings=described, held_out=figures)
    return _tested(replace(calibrated, card=card), tests or {})


def calibrate(model: TransformerModel, posts: Sequence[Labelled]) -> TransformerModel:
    """Return a careful model with a temperature for each head, and less sure that a post sells.

    Parameters
    ----------
    posts
        Labelled posts that the model was not trained on.
    """
    logits = model.logits(list(analyse(post.text for post in posts)))
    temperatures = temperatures_of((logits[:, : len(STANCES)], logits[:, len(STANCES) : -1], logits[:, -1]), posts)
    each = np.repeat(temperatures, (len(STANCES), len(INTENTS), 1))
    return replace(
        model,
        coefficients=model.coefficients / each,
        intercepts=model.intercepts / each - _doubt("transformer"),
        words=_weighted(model.words, 1 / each),
        card={"temperatures": [round(t, 4) for t in temperatures], "doubt": DOUBT["transformer"]},
    )


def _doubt(kind: str) -> NDArray[np.float64]:
    """Return what is taken from each logit; shape ``(13,)``."""
    doubt = np.zeros(len(LOGITS))
    doubt[:2] = DOUBT[kind]
    return doubt


def _weighted(model: LinearModel, weight: float | NDArray[np.float64]) -> LinearModel:
    """Return a linear model with its logits multiplied by a weight, or by one each."""
    return model.with_heads(model.coefficients * weight, model.intercepts * weight, model.card)


def _card(
    kind: str,
    posts: Sequence[Labelled],
    corpus: Sequence[Labelled],
    *,
    name: str,
    settings: dict[str, Any],
    held_out: dict[str, float],
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "kind": kind,
        "corpus": {
            "name": name,
            "posts": len(posts),
            "left_out": len(posts) - len(corpus),
            "briefs": len({post.brief for post in posts}),
            "sha256": hashlib.sha256("\n".join(f"{p.id}\t{p.text}" for p in posts).encode()).hexdigest(),
            "stances": {str(s): sum(round(p.stance) == s for p in posts) for s in STANCES},
            "intents": {i: sum(p.intent == i for p in posts) for i in INTENTS},
            "broadcast": sum(p.broadcasts for p in posts),
        },
        "settings": settings,
        "held_out": {measure: round(value, 3) for measure, value in held_out.items()},
    }


def _tested(model: Model, tests: Mapping[str, Sequence[Labelled]]) -> Model:
    """Return the model with its figures on posts that it was not trained on in its card."""
    figures = {
        name: {
            "posts": len(posts),
            "groups": len({post.brief for post in posts}),
            "measures": {measure: [round(x, 3) for x in row] for measure, row in evaluate(model, posts).items()},
        }
        for name, posts in tests.items()
    }
    return model.with_heads(model.coefficients, model.intercepts, {**model.card, "tests": figures})


def _check_trainable(posts: Sequence[Labelled]) -> None:
    missing = [str(s) for s in STANCES if not any(round(p.stance) == s for p in posts)]
    missing += [intent for intent in INTENTS if not any(p.intent == intent for p in posts)]
    said = {post.broadcasts for post in posts}
    missing += [f"broadcast {word}" for word, yes in (("yes", True), ("no", False)) if yes not in said]
    if missing:
        raise HelplintError(f"the corpus cannot be learnt from: it has no post of {', '.join(missing)}")
    if len({post.brief for post in posts}) < 2 * FOLDS:
        raise HelplintError(f"the corpus cannot be learnt from: it needs at least {2 * FOLDS} briefs")
