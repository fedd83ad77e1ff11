"""The thirteen logits that every model ends in: five stances, seven intents, broadcast."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from helplint.config import suggest
from helplint.notice import HelplintError
from helplint.scale import INTENTS, STANCES, Score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HELPING = tuple((grade - 3) / 2 for grade in STANCES)
"""Weights of the five stance logits in the logit of helping."""

LOGITS = (*(f"stance {grade}" for grade in STANCES), *INTENTS, "broadcast")
"""What each of the logits speaks for, in their order."""

EXPLAINED = ("helping", *LOGITS)
"""What a model explains: helping against selling, or a single logit."""


def direction_of(of: str) -> NDArray[np.float64]:
    """Return the weights with which the logits make up what is to be explained; shape ``(13,)``.

    Raises
    ------
    HelplintError
        `of` is not one of `EXPLAINED`.

    Examples
    --------
    >>> direction_of("helping")[:5].tolist()
    [-1.0, -0.5, 0.0, 0.5, 1.0]
    """
    import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

    direction = np.zeros(len(LOGITS))
    if of == "helping":
        direction[: len(HELPING)] = HELPING
    elif of in LOGITS:
        direction[LOGITS.index(of)] = 1
    else:
        raise HelplintError(f"“{of}” cannot be explained; {suggest(of, EXPLAINED)}")
    return direction


def score_of_logits(logits: NDArray[np.float64]) -> Score:
    """Return the score that calibrated logits, of shape ``(13,)``, come to."""
    stances, intents = len(STANCES), len(INTENTS)
    return Score.from_stance(
        tuple(_softmax(logits[:stances])),
        intents=dict(zip(INTENTS, _softmax(logits[stances : stances + intents]), strict=True)),
        broadcast=_logistic(float(logits[-1])),
    )


def _softmax(logits: NDArray[np.float64]) -> list[float]:
    top = float(logits.max())
    weights = [math.exp(float(logit) - top) for logit in logits]
    total = sum(weights)
    return [weight / total for weight in weights]


def _logistic(logit: float) -> float:
    # Split by sign, so that neither branch overflows.
    return 1 / (1 + math.exp(-logit)) if logit >= 0 else math.exp(logit) / (1 + math.exp(logit))
