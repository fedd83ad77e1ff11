"""The fast model: linear over terms and measures; arrays in, exact contributions out; numpy only, no pickle."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from io import BytesIO
from operator import itemgetter
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

        features = [extract(doc) for doc in docs]
        of_terms, of_styles = self.coefficients[: len(self.terms)], self.coefficients[len(self.terms) :]
        logits = np.empty((len(docs), len(self.intercepts)))
        # Row by row: a product of all rows at once adds in another order, and the last bit would tell of the others.
        for row, (each, styles) in enumerate(zip(features, self._styles(features), strict=True)):
            rows, weights = self._weights(each)
            logits[row] = weights @ of_terms[rows] + styles @ of_styles + self.intercepts
        return logits

    def inputs(self, docs: Sequence[Doc]) -> NDArray[np.float64]:
        """Return what the coefficients of a text are multiplied with; shape ``(docs, terms + measures)``."""
        import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

        dense = np.zeros((len(docs), len(self.coefficients)))
        for row, doc in enumerate(docs):
            features = extract(doc)
            rows, weights = self._weights(features)
            dense[row, rows] = weights
            [dense[row, len(self.terms) :]] = self._styles([features])
        return dense

    def with_heads(
        self, coefficients: NDArray[np.float64], intercepts: NDArray[np.float64], card: Mapping[str, Any]
    ) -> LinearModel:
        """Return the model with other heads over the same inputs."""
        return replace(self, coefficients=coefficients, intercepts=intercepts, card=card)

    def _weights(self, features: Features) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the rows of `coefficients` that the terms of a post use, and the value of each."""
        import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

        row_of = self.terms.get
        used = dict.fromkeys(map(row_of, features.names))
        used.pop(None, None)
        rows = np.fromiter(used, np.int64, len(used))
        weights = self.inverse_frequency[rows]
        return rows, weights / (math.sqrt(weights @ weights) or 1.0)

    def _styles(self, features: Sequence[Features]) -> NDArray[np.float64]:
        """Return what the measures of posts enter with; shape ``(posts, measures)``."""
        import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

        of_each = itemgetter(*self.measures)
        measured = np.array([of_each(each.measures) for each in features]).reshape(len(features), len(self.measures))
        standard = (measured - self.centre) / self.scale
        styles: NDArray[np.float64] = np.clip(standard, -4, 4) * self.measure_weight
        return styles

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
        rows, weights = self._weights(features)
        [styles] = self._styles([features])
        # A term that comes several times shares what it adds among them.
        counts = Counter(features.names)
        added = dict(zip(rows.tolist(), (weights * (self.coefficients[rows] @ direction)).tolist(), strict=True))
        spans: dict[tuple[int, int], float] = {}
        for term in features.terms(doc):
            if term.name in self.terms:
                span = (term.start, term.end)
                spans[span] = spans.get(span, 0.0) + added[self.terms[term.name]] / counts[term.name]
        measures = styles * (self.coefficients[len(self.terms) :] @ direction)
        return spans, dict(zip(self.measures, measures.tolist(), strict=True))


def load(folder: Path, card: Mapping[str, Any]) -> LinearModel:
    """Return the model whose weights are in a folder."""
    import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

    with np.load(BytesIO((folder / WEIGHTS).read_bytes()), allow_pickle=False) as arrays:
        terms = bytes(arrays["terms"]).decode("utf-8").split("\n")
        return LinearModel(
            terms=dict(zip(terms, range(len(terms)), strict=True)),
            measures=tuple(bytes(arrays["measures"]).decode("utf-8").split("\n")),
            inverse_frequency=arrays["inverse_frequency"],
            centre=arrays["centre"],
            scale=arrays["scale"],
            measure_weight=float(arrays["measure_weight"]),
            coefficients=arrays["coefficients"],
            intercepts=arrays["intercepts"],
            card=card,
        )


def save(model: LinearModel, folder: Path, *, compressed: bool = False) -> None:
    """Write the weights of a model into a folder that exists.

    Parameters
    ----------
    compressed
        Spares a sixth of the file and costs every start ten times the time to load it.
    """
    import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

    write = np.savez_compressed if compressed else np.savez
    write(
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
