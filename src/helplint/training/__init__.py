"""The only home of scikit-learn: fit, calibrate across briefs, evaluate, write the card."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from scipy.special import expit, softmax

from helplint.features import extract
from helplint.language import abstention, analyse
from helplint.model import FORMAT, Model
from helplint.notice import HelplintError
from helplint.scale import INTENTS, STANCES, Score
from helplint.training.card import describe, save
from helplint.training.corpus import Labelled, read_labelled
from helplint.training.evaluation import evaluate, evaluate_scores, table
from helplint.training.linear import FOLDS, MEASURE_WEIGHT, RAREST, REGULARISATION, LinearModel, out_of_fold_logits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from helplint.features import Features

__all__ = [
    "Labelled",
    "LinearModel",
    "describe",
    "evaluate",
    "evaluate_scores",
    "read_labelled",
    "save",
    "table",
    "train",
]


def analyse_posts(posts: Sequence[Labelled]) -> tuple[list[Features], list[str | None]]:
    """Return the features of each post, and why it cannot be scored, None where it can."""
    features, reasons = [], []
    for doc in analyse(post.text for post in posts):
        features.append(extract(doc))
        reasons.append(abstention(doc))
    return features, reasons


def train(posts: Sequence[Labelled], *, name: str, test: Sequence[Labelled] = (), test_name: str = "") -> Model:
    """Return a model of labelled posts, calibrated across briefs, with its card.

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
    held_out_logits = out_of_fold_logits(rows, corpus)
    linear = LinearModel().fit(rows, corpus).calibrate(held_out_logits, corpus)
    held_out = evaluate_scores(corpus, scores_of(held_out_logits, linear.temperatures_))
    card: dict[str, Any] = {
        "format": FORMAT,
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
        "settings": {
            "regularisation": REGULARISATION,
            "measure_weight": MEASURE_WEIGHT,
            "rarest": RAREST,
            "folds": FOLDS,
            "temperatures": [round(t, 4) for t in linear.temperatures_],
        },
        "cross_validation": {name: round(value, 3) for name, value in held_out.items()},
    }
    model = linear.arrays(rows[0], card)
    if test:
        judged = evaluate(model, test)
        card["test"] = {"name": test_name, "posts": len(test), "groups": len({p.brief for p in test})} | {
            "measures": {name: [round(number, 3) for number in row] for name, row in judged.items()}
        }
    return model


def _check_trainable(posts: Sequence[Labelled]) -> None:
    missing = [str(s) for s in STANCES if not any(round(p.stance) == s for p in posts)]
    missing += [intent for intent in INTENTS if not any(p.intent == intent for p in posts)]
    said = {post.broadcasts for post in posts}
    missing += [f"broadcast {word}" for word, yes in (("yes", True), ("no", False)) if yes not in said]
    if missing:
        raise HelplintError(f"the corpus cannot be learnt from: it has no post of {', '.join(missing)}")
    if len({post.brief for post in posts}) < 2 * FOLDS:
        raise HelplintError(f"the corpus cannot be learnt from: it needs at least {2 * FOLDS} briefs")


def scores_of(logits: Sequence[NDArray[Any]], temperatures: Sequence[float]) -> list[Score]:
    """Return the scores that the logits of the three heads, each divided by its temperature, come to."""
    stances, intents, broadcast = (each / t for each, t in zip(logits, temperatures, strict=True))
    return [
        Score.from_stance(tuple(s), intents=dict(zip(INTENTS, i, strict=True)), broadcast=float(b))
        for s, i, b in zip(
            softmax(stances, axis=1).tolist(), softmax(intents, axis=1).tolist(), expit(broadcast), strict=True
        )
    ]
