"""The thirteen logits that every model ends in: five stances, seven intents, broadcast."""

from __future__ import annotations

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


def scores_of_logits(logits: NDArray[np.float64]) -> list[Score]:
    """Return the scores that calibrated logits come to; shape ``(texts, 13)``."""
    stances, intents = len(STANCES), len(INTENTS)
    columns = (
        _softmax(logits[:, :stances]).tolist(),
        _softmax(logits[:, stances : stances + intents]).tolist(),
        _logistic(logits[:, -1]).tolist(),
    )
    return [
        Score.from_stance(tuple(stance), intents=dict(zip(INTENTS, intent, strict=True)), broadcast=broadcast)
        for stance, intent, broadcast in zip(*columns, strict=True)
    ]


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np  # noqa: PLC0415 - see above

    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    # Column by column, so that the order, and with it the last bit, is the same however many texts there are.
    probabilities: NDArray[np.float64] = weights / sum(weights.T)[:, None]
    return probabilities


def _logistic(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np  # noqa: PLC0415 - see above

    # Split by sign, so that neither branch overflows.
    small = np.exp(-np.abs(logits))
    probabilities: NDArray[np.float64] = np.where(logits >= 0, 1, small) / (1 + small)
    return probabilities
