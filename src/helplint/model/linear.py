"""The fast model: linear over terms and measures; arrays in, exact contributions out; numpy only, no pickle."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from helplint.features import MEASURES, extract, over
from helplint.model._lookup import Lookup
from helplint.model.explanation import Contribution, Explanation
from helplint.model.heads import direction_of, scores_of_logits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from helplint.features import FeaturesOfTexts, Text
    from helplint.scale import Score

WEIGHTS = "weights.npz"


@dataclass(frozen=True, eq=False)
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

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.terms)

    def score(self, texts: Sequence[Text]) -> list[Score]:
        """Return the score of each analysed text; a text's score never depends on the others."""
        return scores_of_logits(self.logits(texts))

    def logits(self, texts: Sequence[Text]) -> NDArray[np.float64]:
        """Return the calibrated logits of each analysed text; shape ``(texts, 13)``."""
        features = extract(texts)
        rows, weights, bounds = self._weights(features)
        products = self.coefficients[rows]
        products *= weights[:, None]
        # A product for each text: one of all texts at once adds in another order, and the last bit would tell of them.
        of_styles = self._styles(features)[:, None, :] @ self.coefficients[len(self.terms) :]
        logits: NDArray[np.float64] = over(np.add, products, bounds) + of_styles[:, 0] + self.intercepts
        return logits

    def inputs(self, texts: Sequence[Text]) -> NDArray[np.float64]:
        """Return what the coefficients of a text are multiplied with; shape ``(texts, terms + measures)``."""
        features = extract(texts)
        rows, weights, bounds = self._weights(features)
        dense = np.zeros((len(texts), len(self.coefficients)))
        dense[np.repeat(np.arange(len(texts)), np.diff(bounds)), rows] = weights
        dense[:, len(self.terms) :] = self._styles(features)
        return dense

    def with_heads(
        self, coefficients: NDArray[np.float64], intercepts: NDArray[np.float64], card: Mapping[str, Any]
    ) -> LinearModel:
        """Return the model with other heads over the same inputs."""
        return replace(self, coefficients=coefficients, intercepts=intercepts, card=card)

    def _weights(self, features: FeaturesOfTexts) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.intp]]:
        """Return the rows of `coefficients` that the terms of texts use, the value of each, and the bounds of texts."""
        rows, bounds = self._lookup.rows(features.terms)
        weights = self.inverse_frequency[rows]
        lengths = np.sqrt(over(np.add, weights * weights, bounds))
        return rows, weights / lengths.repeat(bounds[1:] - bounds[:-1]), bounds

    def _styles(self, features: FeaturesOfTexts) -> NDArray[np.float64]:
        """Return what the measures of texts enter with; shape ``(texts, measures)``."""
        measured = features.measures
        if self.measures != MEASURES:
            measured = measured[:, [MEASURES.index(name) for name in self.measures]]
        styles: NDArray[np.float64] = ((measured - self.centre) / self.scale).clip(-4, 4) * self.measure_weight
        return styles

    def explain(self, text: Text, of: str = "helping") -> Explanation:
        """Return what each span and each measure of an analysed text adds to a logit.

        Raises
        ------
        HelplintError
            `of` is not one of `EXPLAINED`.
        """
        direction = direction_of(of)
        spans, measures = self.contributions(text, direction)
        intercept = float(self.intercepts @ direction)
        contributions = [
            Contribution(text.string[start:end], value, start, end) for (start, end), value in sorted(spans.items())
        ] + [Contribution(name, value) for name, value in measures.items()]
        return Explanation(
            logit=intercept + sum(each.value for each in contributions),
            intercept=intercept,
            contributions=tuple(each for each in contributions if each.value),
            of=of,
        )

    def contributions(
        self, text: Text, direction: NDArray[np.float64]
    ) -> tuple[dict[tuple[int, int], float], dict[str, float]]:
        """Return what each span of an analysed text, and each measure, adds to a weighted sum of the logits.

        Parameters
        ----------
        direction
            Weights of the logits; shape ``(13,)``.
        """
        both = extract([text])
        rows, weights, _ = self._weights(both)
        [styles] = self._styles(both)
        [features] = both
        # A term that comes several times shares what it adds among them.
        counts = Counter(features.names)
        added = dict(zip(rows.tolist(), (weights * (self.coefficients[rows] @ direction)).tolist(), strict=True))
        spans: dict[tuple[int, int], float] = {}
        for term in features.terms(text):
            if term.name in self.terms:
                span = (term.start, term.end)
                spans[span] = spans.get(span, 0.0) + added[self.terms[term.name]] / counts[term.name]
        measures = styles * (self.coefficients[len(self.terms) :] @ direction)
        return spans, dict(zip(self.measures, measures.tolist(), strict=True))


def load(folder: Path, card: Mapping[str, Any]) -> LinearModel:
    """Return the model whose weights are in a folder."""
    # From an open file: one that numpy opens itself stays open where it is damaged.
    with (folder / WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        terms = bytes(arrays["terms"]).decode("utf-8").split("\n")
        return LinearModel(
            terms=dict(zip(terms, range(len(terms)), strict=True)),
            measures=tuple(bytes(arrays["measures"]).decode("utf-8").split("\n")),
            inverse_frequency=arrays["inverse_frequency"],
            centre=arrays["centre"],
            scale=arrays["scale"],
            measure_weight=float(arrays["measure_weight"]),
            coefficients=arrays["coefficients"].astype(np.float64),
            intercepts=arrays["intercepts"],
            card=card,
        )


def save(model: LinearModel, folder: Path, *, compressed: bool = False) -> None:
    """Write the weights of a model into a folder that exists, those of terms and measures with seven digits.

    Parameters
    ----------
    compressed
        Spares a sixth of the file and costs every start ten times the time to load it.
    """
    write = np.savez_compressed if compressed else np.savez
    write(
        folder / WEIGHTS,
        terms=np.frombuffer("\n".join(model.terms).encode("utf-8"), dtype=np.uint8),
        measures=np.frombuffer("\n".join(model.measures).encode("utf-8"), dtype=np.uint8),
        inverse_frequency=model.inverse_frequency,
        centre=model.centre,
        scale=model.scale,
        measure_weight=np.float64(model.measure_weight),
        coefficients=model.coefficients.astype(np.float32),
        intercepts=model.intercepts,
    )
