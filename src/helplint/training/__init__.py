"""The only home of scikit-learn and PyTorch: fit, calibrate across briefs, adapt, evaluate, write the card."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.model_selection import GroupKFold

from helplint.features import extract
from helplint.language import abstention, analyse
from helplint.model import FORMAT
from helplint.notice import HelplintError
from helplint.scale import INTENTS, STANCES
from helplint.training.adaptation import Adaptation, adapt
from helplint.training.calibration import scores_of, temperatures_of
from helplint.training.card import describe, save
from helplint.training.corpus import Labelled, read_labelled
from helplint.training.evaluation import evaluate, evaluate_scores, table
from helplint.training.linear import FOLDS, MEASURE_WEIGHT, RAREST, REGULARISATION, LinearEstimator, out_of_fold_logits
from helplint.training.rules import Measured, evaluate_rules, rules_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from helplint.features import Features
    from helplint.model import Model
    from helplint.model.linear import LinearModel
    from helplint.training.transformer import Settings

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

WORDS_WEIGHT = 0.5
"""Of the linear model's logits beside the transformer's; see docs/model.md for the others tried."""

HELD_OUT = 10
"""One brief in so many is kept from the careful model, to calibrate it on; it takes too long to train five times."""


def analyse_posts(posts: Sequence[Labelled]) -> tuple[list[Features], list[str | None]]:
    """Return the features of each post, and why it cannot be scored, None where it can."""
    features, reasons = [], []
    for doc in analyse(post.text for post in posts):
        features.append(extract(doc))
        reasons.append(abstention(doc))
    return features, reasons


def train_fast(posts: Sequence[Labelled], *, name: str, test: Sequence[Labelled] = (), test_name: str = "") -> Model:
    """Return a linear model of labelled posts, calibrated across briefs, with its card.

    Parameters
    ----------
    posts
        The corpus; posts that cannot be scored (too short, only a link) are left out.
    name
        What the card calls the corpus.
    test, test_name
        Labelled posts that are no part of the corpus, for the card's figures.

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
    }
    figures = evaluate_scores(corpus, scores_of(held_out, linear.temperatures_))
    card = _card("linear", posts, corpus, name=name, settings=settings, held_out=figures)
    return _tested(linear.arrays(rows[0], card), test, test_name)


def train_careful(
    posts: Sequence[Labelled],
    *,
    name: str,
    test: Sequence[Labelled] = (),
    test_name: str = "",
    base: Path | None = None,
    settings: Settings | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> Model:
    """Return a fine-tuned transformer beside a linear model, calibrated on briefs it has not seen, with its card.

    Parameters
    ----------
    posts, name, test, test_name
        As for `train_fast`.
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
    try:
        from helplint.training.transformer import Settings, TransformerEstimator, base_folder  # noqa: PLC0415 - heavy
    except ImportError as error:
        message = f"training this model needs more packages ({error.name} is missing); install helplint[train]"
        raise HelplintError(message) from error
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
    logits = uncalibrated.logits(list(analyse(post.text for post in kept_out)))
    heads = (logits[:, : len(STANCES)], logits[:, len(STANCES) : -1], logits[:, -1])
    temperatures = temperatures_of(heads, kept_out)
    figures = evaluate_scores(kept_out, scores_of(heads, temperatures))
    described = settings.described() | {
        "words_weight": WORDS_WEIGHT,
        "held_out": HELD_OUT,
        "temperatures": [round(t, 4) for t in temperatures],
    }
    card = _card("transformer", posts, corpus, name=name, settings=described, held_out=figures)
    each = np.repeat(temperatures, (len(STANCES), len(INTENTS), 1))
    calibrated = replace(
        uncalibrated,
        coefficients=uncalibrated.coefficients / each,
        intercepts=uncalibrated.intercepts / each,
        words=_weighted(uncalibrated.words, 1 / each),
        card=card,
    )
    return _tested(calibrated, test, test_name)


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


def _tested(model: Model, test: Sequence[Labelled], test_name: str) -> Model:
    """Return the model with its figures on other people's posts in its card."""
    if not test:
        return model
    figures = {
        "name": test_name,
        "posts": len(test),
        "groups": len({post.brief for post in test}),
        "measures": {measure: [round(number, 3) for number in row] for measure, row in evaluate(model, test).items()},
    }
    return model.with_heads(model.coefficients, model.intercepts, {**model.card, "test": figures})


def _check_trainable(posts: Sequence[Labelled]) -> None:
    missing = [str(s) for s in STANCES if not any(round(p.stance) == s for p in posts)]
    missing += [intent for intent in INTENTS if not any(p.intent == intent for p in posts)]
    said = {post.broadcasts for post in posts}
    missing += [f"broadcast {word}" for word, yes in (("yes", True), ("no", False)) if yes not in said]
    if missing:
        raise HelplintError(f"the corpus cannot be learnt from: it has no post of {', '.join(missing)}")
    if len({post.brief for post in posts}) < 2 * FOLDS:
        raise HelplintError(f"the corpus cannot be learnt from: it needs at least {2 * FOLDS} briefs")
