"""Logits to probabilities that mean what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import expit, log_softmax, softmax

from helplint.scale import INTENTS, Score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from helplint.training.corpus import Labelled


def temperatures_of(held_out: Sequence[NDArray[Any]], posts: Sequence[Labelled]) -> tuple[float, float, float]:
    """Return one temperature a head, fitted on the logits that a model gave to posts of briefs it had not seen."""
    stances = np.array([round(post.stance) - 1 for post in posts])
    sure = np.array([post.intent is not None for post in posts])
    intents = np.array([INTENTS.index(post.intent) for post in posts if post.intent is not None])
    broadcast = np.array([post.broadcasts for post in posts])
    two_sided = np.stack([np.zeros_like(held_out[2]), held_out[2]], axis=1)
    return (
        temperature(held_out[0], stances),
        temperature(held_out[1][sure], intents),
        temperature(two_sided, broadcast.astype(int)),
    )


def temperature(logits: NDArray[Any], targets: NDArray[Any]) -> float:
    """Return by what to divide logits so that the likelihood of the targets is highest; 1 to 5.

    Guo et al., "On Calibration of Modern Neural Networks", 2017: one number, so that no ranking changes. It never
    sharpens: being surer than it was fitted to be, because held-out briefs of the same writers bear it out, is what a
    model pays for on posts of other people. On real posts sharpening doubled the calibration error of selling.
    """

    def loss(log_t: float) -> float:
        return -float(log_softmax(logits / np.exp(log_t), axis=1)[np.arange(len(targets)), targets].mean())

    return float(np.exp(minimize_scalar(loss, bounds=(0.0, np.log(5)), method="bounded").x))


def scores_of(logits: Sequence[NDArray[Any]], temperatures: Sequence[float]) -> list[Score]:
    """Return the scores that the logits of the three heads, each divided by its temperature, come to."""
    stances, intents, broadcast = (each / t for each, t in zip(logits, temperatures, strict=True))
    return [
        Score.from_stance(tuple(s), intents=dict(zip(INTENTS, i, strict=True)), broadcast=float(b))
        for s, i, b in zip(
            softmax(stances, axis=1).tolist(), softmax(intents, axis=1).tolist(), expit(broadcast), strict=True
        )
    ]
