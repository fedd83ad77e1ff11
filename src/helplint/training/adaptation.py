"""Adapt a model to a team's own labels: a small correction of its heads, kept only where it helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax
from sklearn.model_selection import GroupKFold

from helplint.language import abstentions, analyse
from helplint.notice import HelplintError
from helplint.scale import INTENTS, STANCES
from helplint.training.calibration import scores_of
from helplint.training.evaluation import evaluate_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from helplint.model import Model
    from helplint.training.corpus import Labelled

FEWEST = 50
"""Posts that adapting takes: with fewer, chance decides in cross-validation whether it looks better."""

FOLDS = 5
_INNER_FOLDS = 3
_PENALTIES = (0.1, 1.0, 10.0, 100.0)
"""Weights of the squared correction, against inputs of mean length 1, from which cross-validation chooses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation:
    """What adapting a model to own labels came to.

    Attributes
    ----------
    model
        The adapted model.
    posts, groups
        How many posts it was adapted to, and of how many senders or briefs.
    before, after
        Measures of the model as it was, and of adapted ones on posts of senders that they had not seen.
    gain
        By how much the log loss over the three heads falls for a post, on average.
    error
        Standard error of `gain`, over groups.
    """

    model: Model
    posts: int
    groups: int
    before: dict[str, float]
    after: dict[str, float]
    gain: float
    error: float

    @property
    def better(self) -> bool:
        """Whether the gain is more than chance would bring: above its standard error."""
        return self.gain > self.error

    def __str__(self) -> str:
        rows = [f"{'':18} as it is   adapted"]
        rows += [f"{name:18} {value:8.3f}  {self.after[name]:8.3f}" for name, value in self.before.items()]
        return "\n".join(
            [
                f"{self.posts:,} posts of {self.groups:,} senders, each judged by a model that had not seen it:",
                *rows,
                f"Log loss falls by {self.gain:.3f} a post (standard error {self.error:.3f}).",
            ]
        )


def adapt(model: Model, posts: Sequence[Labelled], *, name: str = "", labels: str = "") -> Adaptation:
    """Return a model adapted to own labels, and how it compares by cross-validation.

    Parameters
    ----------
    model
        The model, shipped or your own.
    posts
        Own labels; where posts say no brief or group, each stands for a sender of its own.
    name, labels
        What the card calls the model and the labels.

    The heads get a correction that costs its square, so that few labels change little. How dear it is, is chosen on
    other folds than those that it is judged on.

    Raises
    ------
    HelplintError
        There are fewer than `FEWEST` posts that can be scored, or fewer than five senders.

    Notes
    -----
    This is the usual prior on the weights moved from zero to the shipped ones: Chelba and Acero, "Adaptation of maximum
    entropy capitalizer: little data can help a lot", 2006.
    """
    texts = list(analyse(post.text for post in posts))
    kept = [index for index, reason in enumerate(abstentions(texts)) if reason is None]
    posts, texts = [posts[index] for index in kept], [texts[index] for index in kept]
    groups = np.unique([post.brief for post in posts], return_inverse=True)[1]
    if len(posts) < FEWEST:
        raise HelplintError(f"adapting needs at least {FEWEST} posts that can be scored; there are {len(posts)}")
    if groups.max() + 1 < FOLDS:
        raise HelplintError(
            f"adapting is judged on posts of other senders: give a “group” of at least {FOLDS} different values, such "
            "as the author or the campaign, or none at all"
        )
    inputs = model.inputs(texts)
    scale = float(np.linalg.norm(inputs, axis=1).mean()) or 1.0
    heads = _heads_of(posts)
    logits = model.logits(texts)
    scaled, basis = _reduced(inputs / scale)
    held_out = np.array(logits)
    for train, test in GroupKFold(FOLDS).split(logits, groups=groups):
        penalty = _best_penalty(heads, scaled[train], logits[train], groups[train], train)
        for head in heads:
            correction, shift = head.fit(scaled[train], logits[train], train, penalty)
            held_out[test, head.columns] += scaled[test] @ correction + shift
    penalty = _best_penalty(heads, scaled, logits, groups, np.arange(len(posts)))
    coefficients, intercepts = np.array(model.coefficients), np.array(model.intercepts)
    for head in heads:
        correction, shift = head.fit(scaled, logits, np.arange(len(posts)), penalty)
        coefficients[:, head.columns] += basis @ correction / scale
        intercepts[head.columns] += shift
    gains = np.sum([head.losses(logits) - head.losses(held_out) for head in heads], axis=0)
    by_group = np.bincount(groups, weights=gains) / np.bincount(groups)
    before, after = _measures(posts, logits), _measures(posts, held_out)
    gain, error = float(by_group.mean()), float(by_group.std(ddof=1) / np.sqrt(len(by_group)))
    adapted = {
        "from": name,
        "to": labels,
        "posts": len(posts),
        "groups": len(by_group),
        "penalty": penalty,
        "gain": round(gain, 4),
        "error": round(error, 4),
        "before": {measure: round(value, 3) for measure, value in before.items()},
        "after": {measure: round(value, 3) for measure, value in after.items()},
    }
    return Adaptation(
        model=model.with_heads(coefficients, intercepts, {**model.card, "adapted": adapted}),
        posts=len(posts),
        groups=len(by_group),
        before=before,
        after=after,
        gain=gain,
        error=error,
    )


def _reduced(inputs: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return inputs with no more columns than rows, and the basis that leads their weights back.

    Weights that cost their square lie in the space that the posts span (the representer theorem), so nothing is lost.
    """
    posts, wide = inputs.shape
    if wide <= posts:
        return inputs, np.eye(wide)
    # Most terms stand in none of the posts.
    used = inputs.any(axis=0)
    of_used = np.linalg.qr(inputs[:, used].T)[0]
    basis = np.zeros((wide, of_used.shape[1]))
    basis[used] = of_used
    return inputs[:, used] @ of_used, basis


class _Head:
    """One head: its columns among the logits, and what each post should get there.

    Parameters
    ----------
    columns
        Its columns. The broadcast head has one column for two classes; it is treated as two, the other being 0.
    targets
        The class of each post, -1 where nobody labelled it; shape ``(posts,)``.
    """

    def __init__(self, columns: slice, targets: NDArray[np.int64]) -> None:
        self.columns = columns
        self._targets = targets

    def fit(
        self, inputs: NDArray[np.float64], logits: NDArray[Any], posts: NDArray[np.int64], penalty: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the correction of the coefficients and of the intercepts that fits `posts`, rows of all posts."""
        targets = self._targets[posts]
        known = targets >= 0
        inputs, base = inputs[known], logits[known][:, self.columns]
        wide, width = inputs.shape[1], base.shape[1]
        hot = _one_hot(targets[known], width)

        def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            correction, shift = flat[: wide * width].reshape(wide, width), flat[wide * width :]
            scored = _both_sides(base + inputs @ correction + shift)
            wrong = (softmax(scored, axis=1) - hot)[:, -width:]
            value = -float((hot * log_softmax(scored, axis=1)).sum()) + penalty / 2 * float(flat @ flat)
            return value, np.concatenate([(inputs.T @ wrong).ravel(), wrong.sum(axis=0)]) + penalty * flat

        found = minimize(loss, np.zeros(wide * width + width), jac=True, method="L-BFGS-B").x
        return found[: wide * width].reshape(wide, width), found[wide * width :]

    def losses(self, logits: NDArray[Any], posts: slice | NDArray[np.int64] = slice(None)) -> NDArray[np.float64]:
        """Return the log loss of each post, 0 where nobody labelled it; `logits` are those of `posts`."""
        targets = self._targets[posts]
        scored = log_softmax(_both_sides(logits[:, self.columns]), axis=1)
        picked = scored[np.arange(len(targets)), np.maximum(targets, 0)]
        return np.where(targets >= 0, -picked, 0.0)


def _both_sides(logits: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([np.zeros_like(logits), logits], axis=1) if logits.shape[1] == 1 else logits


def _one_hot(targets: NDArray[np.int64], width: int) -> NDArray[np.float64]:
    return np.eye(max(width, 2))[targets]


def _heads_of(posts: Sequence[Labelled]) -> list[_Head]:
    """Return the heads that somebody labelled posts for."""
    stances, intents = len(STANCES), len(INTENTS)
    classes = (
        [round(post.stance) - 1 for post in posts],
        [-1 if post.intent is None else INTENTS.index(post.intent) for post in posts],
        [-1 if post.broadcast is None else int(post.broadcasts) for post in posts],
    )
    columns = (slice(stances), slice(stances, stances + intents), slice(stances + intents, stances + intents + 1))
    return [_Head(of, np.array(each)) for of, each in zip(columns, classes, strict=True) if max(each) >= 0]


def _best_penalty(
    heads: Sequence[_Head],
    inputs: NDArray[np.float64],
    logits: NDArray[Any],
    groups: NDArray[np.int64],
    posts: NDArray[np.int64],
) -> float:
    """Return the penalty with the lowest log loss on held-out groups; all but `heads` are given for `posts` only."""
    folds = list(GroupKFold(min(_INNER_FOLDS, len(set(groups)))).split(logits, groups=groups))
    losses = {}
    for penalty in _PENALTIES:
        losses[penalty] = 0.0
        for train, test in folds:
            for head in heads:
                correction, shift = head.fit(inputs[train], logits[train], posts[train], penalty)
                corrected = np.array(logits[test])
                corrected[:, head.columns] += inputs[test] @ correction + shift
                losses[penalty] += float(head.losses(corrected, posts[test]).sum())
    return min(losses, key=losses.__getitem__)


def _measures(posts: Sequence[Labelled], logits: NDArray[Any]) -> dict[str, float]:
    stances = len(STANCES)
    heads = (logits[:, :stances], logits[:, stances:-1], logits[:, -1])
    return evaluate_scores(posts, scores_of(heads, (1.0, 1.0, 1.0)))
