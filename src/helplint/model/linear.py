"""The fast model: linear over terms and measures; arrays in, exact contributions out; numpy only, no pickle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from helplint.features import extract
from helplint.model.explanation import Contribution, Explanation
from helplint.model.heads import direction_of, score_of_logits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from helplint.features import Features
    from helplint.scale import Score

WEIGHTS = "weights.npz"


@dataclass(frozen=True, slots=True, eq=False)
class LinearModel:
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
        return [score_of_logits(logits) for logits in self.logits(docs)]

    def logits(self, docs: Sequence[Doc]) -> NDArray[np.float64]:
        """Return the calibrated logits of each analysed text; shape ``(docs, 13)``."""
        import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

        return np.array([self._logits(extract(doc)) for doc in docs]).reshape(len(docs), len(self.intercepts))

    def inputs(self, docs: Sequence[Doc]) -> NDArray[np.float64]:
        """Return what the coefficients of a text are multiplied with; shape ``(docs, terms + measures)``."""
        import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

        dense = np.zeros((len(docs), len(self.coefficients)))
        for row, doc in enumerate(docs):
            rows, values, _ = self._rows(extract(doc))
            dense[row, rows] = values
        return dense

    def with_heads(
        self, coefficients: NDArray[np.float64], intercepts: NDArray[np.float64], card: Mapping[str, Any]
    ) -> LinearModel:
        """Return the model with other heads over the same inputs."""
        return replace(self, coefficients=coefficients, intercepts=intercepts, card=card)

    def _logits(self, features: Features) -> NDArray[np.float64]:
        rows, values, _ = self._rows(features)
        logits: NDArray[np.float64] = values @ self.coefficients[rows] + self.intercepts
        return logits

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
        direction = direction_of(of)
        spans, measures = self.contributions(doc, direction)
        intercept = float(self.intercepts @ direction)
        contributions = [
            Contribution(doc.text[start:end], value, start, end) for (start, end), value in sorted(spans.items())
        ] + [Contribution(name, value) for name, value in measures.items()]
        return Explanation(
            logit=intercept + sum(each.value for each in contributions),
            intercept=intercept,
            contributions=tuple(each for each in contributions if each.value),
            of=of,
        )

    def contributions(
        self, doc: Doc, direction: NDArray[np.float64]
    ) -> tuple[dict[tuple[int, int], float], dict[str, float]]:
        """Return what each span of an analysed text, and each measure, adds to a weighted sum of the logits.

        Parameters
        ----------
        direction
            Weights of the logits; shape ``(13,)``.
        """
        features = extract(doc)
        rows, values, used = self._rows(features)
        each = values * (self.coefficients[rows] @ direction)
        share = {name: float(value) / count for value, (_, count, name) in zip(each, used, strict=False)}
        spans: dict[tuple[int, int], float] = {}
        for term in features.terms:
            if term.name in share:
                span = (term.start, term.end)
                spans[span] = spans.get(span, 0.0) + share[term.name]
        return spans, dict(zip(self.measures, map(float, each[len(used) :]), strict=True))


def load(folder: Path, card: Mapping[str, Any]) -> LinearModel:
    """Return the model whose weights are in a folder."""
    import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

    with np.load(BytesIO((folder / WEIGHTS).read_bytes()), allow_pickle=False) as arrays:
        terms = bytes(arrays["terms"]).decode("utf-8").split("\n")
        return LinearModel(
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


def save(model: LinearModel, folder: Path) -> None:
    """Write the weights of a model into a folder that exists."""
    import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

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
