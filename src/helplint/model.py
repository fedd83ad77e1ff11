"""The trained model: arrays in, calibrated probabilities and exact contributions out; numpy only, no pickle."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from helplint.config import suggest
from helplint.features import extract
from helplint.notice import HelplintError
from helplint.scale import INTENTS, STANCES, Score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from helplint.features import Features

WEIGHTS = "weights.npz"
CARD = "card.json"
FORMAT = 1
"""Raised whenever the arrays or the features change their meaning, so that an old file is refused, not misread."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature adds to a logit.

    Attributes
    ----------
    label
        The words of the span, or the name of the measure.
    value
        In logits; positive speaks for what is explained, negative against it.
    start, end
        The span, half open, in characters of the text; None for a measure of the whole post.
    """

    label: str
    value: float
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Where a logit came from: it equals `intercept` plus the sum of all contributions.

    Attributes
    ----------
    of
        What is explained: one of `EXPLAINED`.
    logit
        Its logit. That of ``helping`` is the sum over the five grades of ``(grade - 3) / 2`` times the grade's logit.
    intercept
        What the model says before it has read anything.
    contributions
        Spans in the order of the text, then measures; each with a value that is not 0.
    """

    logit: float
    intercept: float
    contributions: tuple[Contribution, ...]
    of: str = "helping"


HELPING = tuple((grade - 3) / 2 for grade in STANCES)
"""Weights of the five stance logits in the logit of helping."""

_LOGITS = (*(f"stance {grade}" for grade in STANCES), *INTENTS, "broadcast")

EXPLAINED = ("helping", *_LOGITS)
"""What `Model.explain` explains: helping against selling, or a single logit of the model."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A linear model of three heads over terms and measures.

    Attributes
    ----------
    terms
        From term to its row of `coefficients`.
    measures
        Names of the measures; they hold the rows after the terms.
    inverse_frequency
        Shape ``(terms,)``; weight of each term before a post's terms are scaled to length 1.
    centre, scale
        Shape ``(measures,)``; a measure enters as ``clip((value - centre) / scale, -4, 4) * measure_weight``.
    measure_weight
        See `scale`.
    coefficients
        Shape ``(terms + measures, 13)``: five stances, seven intents, broadcast; temperatures are folded in.
    intercepts
        Shape ``(13,)``.
    card
        Where it came from and how well it does.
    """

    terms: Mapping[str, int]
    measures: tuple[str, ...]
    inverse_frequency: NDArray[np.float64]
    centre: NDArray[np.float64]
    scale: NDArray[np.float64]
    measure_weight: float
    coefficients: NDArray[np.float64]
    intercepts: NDArray[np.float64]
    card: Mapping[str, Any]

    def score(self, docs: Sequence[Doc]) -> list[Score]:
        """Return the score of each analysed text; a text's score never depends on the others."""
        return [self._score(extract(doc)) for doc in docs]

    def _score(self, features: Features) -> Score:
        rows, values, _ = self._rows(features)
        logits = values @ self.coefficients[rows] + self.intercepts
        stances, intents = len(STANCES), len(INTENTS)
        return Score.from_stance(
            tuple(_softmax(logits[:stances])),
            intents=dict(zip(INTENTS, _softmax(logits[stances : stances + intents]), strict=True)),
            broadcast=_logistic(float(logits[-1])),
        )

    def _rows(self, features: Features) -> tuple[NDArray[np.int64], NDArray[np.float64], list[tuple[int, int, str]]]:
        """Return the rows of `coefficients` that a post uses, its value in each, and its terms: row, count, name."""
        import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

        counts: dict[str, int] = {}
        for term in features.terms:
            if term.name in self.terms:
                counts[term.name] = counts.get(term.name, 0) + 1
        used = [(self.terms[name], count, name) for name, count in counts.items()]
        rows = np.array([row for row, _, _ in used], dtype=np.int64)
        weights = self.inverse_frequency[rows]
        length = float(np.linalg.norm(weights)) or 1.0
        standard = (np.array([features.measures[name] for name in self.measures]) - self.centre) / self.scale
        styles = np.clip(standard, -4, 4) * self.measure_weight
        return (
            np.concatenate([rows, np.arange(len(self.terms), len(self.terms) + len(styles))]),
            np.concatenate([weights / length, styles]),
            used,
        )

    def explain(self, doc: Doc, of: str = "helping") -> Explanation:
        """Return what each span and each measure of an analysed text adds to a logit.

        Raises
        ------
        HelplintError
            `of` is not one of `EXPLAINED`.
        """
        import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

        features = extract(doc)
        rows, values, used = self._rows(features)
        direction = np.zeros(len(_LOGITS))
        if of == "helping":
            direction[: len(HELPING)] = HELPING
        elif of in _LOGITS:
            direction[_LOGITS.index(of)] = 1
        else:
            raise HelplintError(f"“{of}” cannot be explained; {suggest(of, EXPLAINED)}")
        each = values * (self.coefficients[rows] @ direction)
        share = {name: float(value) / count for value, (_, count, name) in zip(each, used, strict=False)}
        spans: dict[tuple[int, int], float] = {}
        for term in features.terms:
            if term.name in share:
                span = (term.start, term.end)
                spans[span] = spans.get(span, 0.0) + share[term.name]
        contributions = [
            Contribution(doc.text[start:end], value, start, end) for (start, end), value in sorted(spans.items())
        ]
        contributions += [
            Contribution(name, float(value)) for name, value in zip(self.measures, each[len(used) :], strict=True)
        ]
        intercept = float(self.intercepts @ direction)
        return Explanation(
            logit=intercept + float(each.sum()),
            intercept=intercept,
            contributions=tuple(each for each in contributions if each.value),
            of=of,
        )


def _softmax(logits: NDArray[np.float64]) -> list[float]:
    top = float(logits.max())
    weights = [math.exp(float(logit) - top) for logit in logits]
    total = sum(weights)
    return [weight / total for weight in weights]


def _logistic(logit: float) -> float:
    # Split by sign, so that neither branch overflows.
    return 1 / (1 + math.exp(-logit)) if logit >= 0 else math.exp(logit) / (1 + math.exp(logit))


@cache
def load_model(name: str) -> Model:
    """Return a model, by the name of a shipped one or by the path of its folder.

    Raises
    ------
    HelplintError
        There is no such model, or its file is damaged or of another version.

    Examples
    --------
    >>> len(load_model("helpfulness").intercepts)
    13
    """
    folder = _folder(name)
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        if card.get("format") != FORMAT:
            raise HelplintError(
                f"this model is of format {card.get('format')}, this helplint reads {FORMAT}; train it again",
                path=str(folder),
            )
        return _load(folder / WEIGHTS, card)
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise HelplintError(f"the model cannot be read: {error}", path=str(folder)) from error


def _load(path: Path, card: Mapping[str, Any]) -> Model:
    import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

    with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
        terms = bytes(arrays["terms"]).decode("utf-8").split("\n")
        return Model(
            terms={term: row for row, term in enumerate(terms)},
            measures=tuple(bytes(arrays["measures"]).decode("utf-8").split("\n")),
            inverse_frequency=arrays["inverse_frequency"],
            centre=arrays["centre"],
            scale=arrays["scale"],
            measure_weight=float(arrays["measure_weight"]),
            coefficients=arrays["coefficients"],
            intercepts=arrays["intercepts"],
            card=card,
        )


def save_model(model: Model, folder: Path) -> None:
    """Write the weights and the card of a model into a folder, which is made where it is missing."""
    import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        folder / WEIGHTS,
        terms=np.frombuffer("\n".join(model.terms).encode("utf-8"), dtype=np.uint8),
        measures=np.frombuffer("\n".join(model.measures).encode("utf-8"), dtype=np.uint8),
        inverse_frequency=model.inverse_frequency,
        centre=model.centre,
        scale=model.scale,
        measure_weight=np.float64(model.measure_weight),
        coefficients=model.coefficients,
        intercepts=model.intercepts,
    )
    (folder / CARD).write_text(json.dumps(model.card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _folder(name: str) -> Path:
    given = Path(name)
    if (given / CARD).is_file():
        return given
    # In a wheel models/ stands inside the package, in a checkout beside src/.
    inside = Path(str(files("helplint"))) / "models"
    shipped = inside if inside.is_dir() else Path(__file__).parents[2] / "models"
    if (shipped / name / CARD).is_file():
        return shipped / name
    known = sorted(path.parent.name for path in shipped.glob(f"*/{CARD}"))
    raise HelplintError(f"there is no model “{name}”; give one of {', '.join(known)}, or the path of a model's folder")
