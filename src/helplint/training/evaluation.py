"""How well scores agree with labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import average_precision_score, cohen_kappa_score, f1_score, roc_auc_score

from helplint.language import abstentions, analyse
from helplint.scale import INTENTS, STANCES, Score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from helplint.model import Model
    from helplint.training.corpus import Labelled

HELPS, SELLS, SELLS_OUTRIGHT = 3.5, 2.5, 1.75
"""Bounds of the mean stance: most labellers said 4 or 5, 1 or 2, 1."""


def evaluate(model: Model, posts: Sequence[Labelled], *, draws: int = 1000) -> dict[str, tuple[float, float, float]]:
    """Judge a model on labelled posts.

    Returns
    -------
    dict
        By measure: its value, and the bounds of a 95 % interval from `draws` bootstrap draws over groups (the posts
        of one brief or sender are drawn together, since they resemble each other).
    """
    texts = list(analyse(post.text for post in posts))
    reasons = abstentions(texts)
    scored = iter(model.score([text for text, reason in zip(texts, reasons, strict=True) if reason is None]))
    scores = [next(scored) if reason is None else Score(abstained=reason) for reason in reasons]
    point = evaluate_scores(posts, scores)
    groups: dict[str, list[int]] = {}
    for index, post in enumerate(posts):
        groups.setdefault(post.brief, []).append(index)
    names = list(groups)
    rng = np.random.default_rng(0)
    drawn: dict[str, list[float]] = {name: [] for name in point}
    for _ in range(draws):
        indices = [index for group in rng.choice(len(names), len(names)) for index in groups[names[group]]]
        for name, value in evaluate_scores([posts[i] for i in indices], [scores[i] for i in indices]).items():
            drawn[name].append(value)
    bounds = {name: np.nanpercentile(values or [np.nan], [2.5, 97.5]) for name, values in drawn.items()}
    return {name: (value, float(bounds[name][0]), float(bounds[name][1])) for name, value in point.items()}


def evaluate_scores(posts: Sequence[Labelled], scores: Sequence[Score]) -> dict[str, float]:
    """Return how well scores agree with labels; an abstention is judged as 50, and as even odds.

    Returns
    -------
    dict
        ``spearman``: rank correlation of helpfulness with stance. ``qwk``: quadratic kappa of the rounded grade.
        ``auc_help_sell``: stance ≥ 3.5 against ≤ 2.5. ``auc_sells``: stance < 1.75 against the rest.
        ``intent_macro_f1``, ``intent_accuracy``. ``broadcast_ap``: average precision. ``selling_ece``,
        ``broadcast_ece``: expected calibration error over ten bins. A measure that the labels do not allow is left
        out.
    """
    stance = np.array([post.stance for post in posts])
    helpful = np.array([50.0 if score.helpfulness is None else score.helpfulness for score in scores])
    selling = np.array([0.5 if score.selling is None else score.selling for score in scores])
    asked = [(p, s) for p, s in zip(posts, scores, strict=True) if p.broadcast is not None]
    broadcast = np.array([0.5 if score.broadcast is None else score.broadcast for _, score in asked])
    is_broadcast = np.array([post.broadcasts for post, _ in asked])
    out: dict[str, float] = {}
    if len(set(stance)) > 1:
        out["spearman"] = float(spearmanr(stance, helpful).statistic)
        out["qwk"] = float(
            cohen_kappa_score(
                np.rint(stance).astype(int), np.rint(1 + helpful / 25).astype(int), weights="quadratic", labels=STANCES
            )
        )
    helps, sells = stance >= HELPS, stance <= SELLS
    if helps.any() and sells.any():
        out["auc_help_sell"] = float(roc_auc_score(helps[helps | sells], helpful[helps | sells]))
    outright = stance < SELLS_OUTRIGHT
    if 0 < outright.sum() < len(posts):
        out["auc_sells"] = float(roc_auc_score(outright, -helpful))
    sure = [(post.intent, score.intent or "") for post, score in zip(posts, scores, strict=True) if post.intent]
    if sure:
        said, guessed = zip(*sure, strict=True)
        out["intent_macro_f1"] = float(f1_score(said, guessed, labels=list(INTENTS), average="macro", zero_division=0))
        out["intent_accuracy"] = float(np.mean([a == b for a, b in sure]))
    if len(set(is_broadcast)) > 1:
        out["broadcast_ap"] = float(average_precision_score(is_broadcast, broadcast))
        out["broadcast_ece"] = calibration_error(broadcast, is_broadcast)
    out["selling_ece"] = calibration_error(selling, sells)
    return out


def calibration_error(probabilities: NDArray[Any], outcomes: NDArray[Any], bins: int = 10) -> float:
    """Return the mean distance, over bins of equal width, between what was said and what was so; 0 to 1."""
    which = np.minimum((probabilities * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(probabilities[which == b].mean() - outcomes[which == b].mean()) * (which == b).mean()
            for b in np.unique(which)
        )
    )


def table(measures: Mapping[str, Sequence[float]]) -> str:
    """Return measures and their 95 % intervals as lines of text."""
    return "\n".join(
        f"{name:18} {value:6.3f}   95 % [{low:.3f}, {high:.3f}]" for name, (value, low, high) in measures.items()
    )
