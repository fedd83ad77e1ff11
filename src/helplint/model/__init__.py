"""The trained models behind one face: score and explain; data in a folder, no pickle.

``fast`` is linear and explains itself exactly; ``careful`` is a small transformer, slower and better.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from helplint.model._threads import single_threaded
from helplint.model.explanation import Contribution, Explanation
from helplint.model.heads import EXPLAINED, HELPING, LOGITS
from helplint.model_folder import CARD, find_model
from helplint.notice import HelplintError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from helplint.features import Text
    from helplint.scale import Score

__all__ = [
    "EXPLAINED",
    "FORMAT",
    "HELPING",
    "LOGITS",
    "Contribution",
    "Explanation",
    "Model",
    "find_model",
    "load_model",
    "model_digest",
    "save_model",
    "single_threaded",
]

FORMAT = 2
"""Raised whenever the arrays or the features change their meaning, so that an old file is refused, not misread."""

_KINDS = ("linear", "transformer")


class Model(Protocol):
    """What every model can do, whatever it is made of."""

    @property
    def card(self) -> Mapping[str, Any]:
        """Where it came from and how well it does; ``card["kind"]`` names the module that loads it."""

    @property
    def coefficients(self) -> NDArray[np.float64]:
        """Weights of the heads; shape ``(inputs, 13)``: five stances, seven intents, broadcast."""

    @property
    def intercepts(self) -> NDArray[np.float64]:
        """Shape ``(13,)``."""

    def logits(self, texts: Sequence[Text]) -> NDArray[np.float64]:
        """Return the calibrated logits of each analysed text; shape ``(texts, 13)``."""

    def inputs(self, texts: Sequence[Text]) -> NDArray[np.float64]:
        """Return what the coefficients of each analysed text are multiplied with; shape ``(texts, inputs)``."""

    def with_heads(
        self, coefficients: NDArray[np.float64], intercepts: NDArray[np.float64], card: Mapping[str, Any]
    ) -> Model:
        """Return the model with other heads over the same inputs."""

    def score(self, texts: Sequence[Text]) -> list[Score]:
        """Return the score of each analysed text; a text's score never depends on the others."""

    def explain(self, text: Text, of: str = "helping") -> Explanation:
        """Return what each part of an analysed text adds to a logit.

        Raises
        ------
        HelplintError
            `of` is not one of `EXPLAINED`.
        """


@cache
def load_model(name: str) -> Model:
    """Return a model, by the name of a shipped one or by the path of its folder.

    Raises
    ------
    HelplintError
        There is no such model, or its file is damaged or of another version.

    Examples
    --------
    >>> load_model("fast").card["kind"]
    'linear'
    """
    from zipfile import BadZipFile  # noqa: PLC0415 - only who loads a model pays for it

    folder = find_model(name)
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        if card.get("format") != FORMAT or card.get("kind") not in _KINDS:
            raise HelplintError(
                f"this model is of format {card.get('format')}, this helplint reads {FORMAT}; train it again",
                path=str(folder),
            )
        # By kind, so that `fast` does not pay for onnxruntime.
        model: Model = import_module(f"{__name__}.{card['kind']}").load(folder, card)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise HelplintError(f"the model cannot be read: {error}", path=str(folder)) from error
    return model


def save_model(model: Model, folder: Path) -> None:
    """Write the weights and the card of a model into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    import_module(f"{__name__}.{model.card['kind']}").save(model, folder)
    (folder / CARD).write_text(json.dumps(model.card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


@cache
def model_digest(name: str) -> str:
    """Return what tells a model from any other: a digest of its files, whatever folder they are in.

    Raises
    ------
    HelplintError
        There is no such model, or it cannot be read.

    Examples
    --------
    >>> model_digest("fast") == model_digest("careful")
    False
    """
    folder = find_model(name)
    found = hashlib.sha256()
    try:
        for path in sorted(folder.iterdir()):
            found.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    except OSError as error:
        raise HelplintError(f"the model cannot be read: {error}", path=str(folder)) from error
    return found.hexdigest()
