"""The three heads as scikit-learn fits them, before they become plain arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from helplint.model.linear import LinearModel
from helplint.scale import INTENTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from helplint.features import Features
    from helplint.training.corpus import Labelled

REGULARISATION = 10.0
"""Inverse strength C of the logistic regressions; see docs/model.md for the grid it was taken from."""

MEASURE_WEIGHT = 0.02
"""Weight of a standardised measure against a post's unit vector of terms. At 1 the measures, which vary less from
sender to sender than words do, drown the words, and a model of our corpus carries over worse to real posts."""

RAREST = 2
"""Posts in which a term must stand to be counted at all."""

FOLDS = 5


class LinearEstimator:
    """The three heads as scikit-learn fits them, before they become plain arrays.

    Parameters
    ----------
    regularisation, measure_weight
        See `REGULARISATION` and `MEASURE_WEIGHT`.

    Attributes
    ----------
    heads_
        Fitted logistic regressions: stance, intent, broadcast.
    temperatures_
        By which each head's logits are divided.
    """

    def __init__(self, *, regularisation: float = REGULARISATION, measure_weight: float = MEASURE_WEIGHT) -> None:
        self.regularisation = regularisation
        self.measure_weight = measure_weight
        self.vectoriser = TfidfVectorizer(analyzer=_terms, min_df=RAREST, binary=True)
        self.scaler = StandardScaler()
        self.temperatures_: tuple[float, float, float] = (1.0, 1.0, 1.0)

    def fit(self, features: Sequence[Features], posts: Sequence[Labelled]) -> LinearEstimator:
        """Fit the vocabulary, the scales and the heads; posts without an intent teach the other heads only."""
        self.vectoriser.fit(features)
        self.scaler.fit(_measures(features))
        matrix = self.matrix(features)
        sure = np.array([post.intent is not None for post in posts])
        targets: list[tuple[Any, NDArray[Any]]] = [
            (matrix, np.array([round(post.stance) for post in posts])),
            (matrix[sure], np.array([INTENTS.index(post.intent) for post in posts if post.intent is not None])),
            (matrix, np.array([post.broadcasts for post in posts])),
        ]
        # One thread each: the matrices are too small to share, and sums in one order give the same bytes everywhere.
        with threadpool_limits(1):
            self.heads_ = [
                LogisticRegression(C=self.regularisation, max_iter=5000, tol=1e-6).fit(x, y) for x, y in targets
            ]
        return self

    def logits(self, features: Sequence[Features]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Return the uncalibrated logits of each head; shapes ``(n, 5)``, ``(n, 7)``, ``(n,)``."""
        matrix = self.matrix(features)
        stance, intent, broadcast = (head.decision_function(matrix) for head in self.heads_)
        return stance, intent, broadcast

    def matrix(self, features: Sequence[Features]) -> csr_matrix:
        """Return what the heads see; shape ``(n, terms + measures)``."""
        styles = np.clip(self.scaler.transform(_measures(features)), -4, 4) * self.measure_weight
        return hstack([self.vectoriser.transform(features), csr_matrix(styles)]).tocsr()

    def arrays(self, features: Features, card: Mapping[str, Any]) -> LinearModel:
        """Return the model as plain arrays, its temperatures folded in; `features` names the measures."""
        return LinearModel(
            terms={term: int(row) for term, row in sorted(self.vectoriser.vocabulary_.items(), key=lambda kv: kv[1])},
            measures=tuple(features.measures),
            inverse_frequency=self.vectoriser.idf_,
            centre=self.scaler.mean_,
            scale=self.scaler.scale_,
            measure_weight=self.measure_weight,
            coefficients=np.concatenate(
                [head.coef_.T / t for head, t in zip(self.heads_, self.temperatures_, strict=True)], axis=1
            ),
            intercepts=np.concatenate(
                [head.intercept_ / t for head, t in zip(self.heads_, self.temperatures_, strict=True)]
            ),
            card=card,
        )


def _terms(features: Features) -> Sequence[str]:
    return features.names


def _measures(features: Sequence[Features]) -> NDArray[np.float64]:
    return np.array([list(each.measures.values()) for each in features])


def out_of_fold_logits(features: Sequence[Features], posts: Sequence[Labelled]) -> list[NDArray[Any]]:
    """Return the logits that models which have not seen a post's brief give it, head by head."""
    folds = list(GroupKFold(FOLDS).split(features, groups=[post.brief for post in posts]))

    def held_out(train: Sequence[int], test: Sequence[int]) -> tuple[NDArray[Any], ...]:
        model = LinearEstimator().fit([features[i] for i in train], [posts[i] for i in train])
        return model.logits([features[i] for i in test])

    # Threads, since the solver works outside the interpreter's lock, and the posts need not be copied.
    parts = Parallel(n_jobs=-1, prefer="threads")(delayed(held_out)(train, test) for train, test in folds)
    order = np.argsort(np.concatenate([test for _, test in folds]))
    return [np.concatenate(head)[order] for head in zip(*parts, strict=True)]
