"""What each part of the linear model is worth, on labelled posts that are no part of the corpus.

    python benchmarks/ablation.py corpora/helping-selling LABELLED.jsonl

Trains on the corpus with one thing changed at a time and prints a row for each. LABELLED.jsonl has the keys that
`helplint evaluate` reads.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from helplint.training import LinearEstimator, analyse_posts, evaluate_scores, read_labelled, scores_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from helplint.features import Features
    from helplint.training import Labelled

MEASURES = ("spearman", "auc_help_sell", "intent_macro_f1", "broadcast_ap")


def without_pairs(features: Features) -> Features:
    """Drop the terms of two words."""
    return replace(features, names=[name for name in features.names if " " not in name])


def without_starts(features: Features) -> Features:
    """Drop the terms for words that sentences begin with."""
    return replace(features, names=[name for name in features.names if not name.startswith("^")])


def unchanged(features: Features) -> Features:
    """Drop nothing."""
    return features


ROWS: tuple[tuple[str, Callable[[Features], Features], dict[str, float]], ...] = (
    ("as shipped", unchanged, {}),
    ("without pairs of words", without_pairs, {}),
    ("without first words of sentences", without_starts, {}),
    ("words only", unchanged, {"measure_weight": 0.0}),
    ("measures at 0.01", unchanged, {"measure_weight": 0.01}),
    ("measures at 0.1", unchanged, {"measure_weight": 0.1}),
    ("measures at 0.3", unchanged, {"measure_weight": 0.3}),
    ("measures at 1", unchanged, {"measure_weight": 1.0}),
    ("regularisation C = 1", unchanged, {"regularisation": 1.0}),
    ("regularisation C = 100", unchanged, {"regularisation": 100.0}),
)


def scorable(posts: Sequence[Labelled]) -> tuple[list[Features], list[Labelled]]:
    """Return the features of the posts that can be scored, and the posts."""
    features, reasons = analyse_posts(posts)
    kept = [index for index, reason in enumerate(reasons) if reason is None]
    return [features[index] for index in kept], [posts[index] for index in kept]


def main() -> None:
    """Train, judge and print a row for each change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("labelled", type=Path)
    arguments = parser.parse_args()
    train_features, train = scorable(read_labelled(arguments.corpus))
    test_features, test = scorable(read_labelled(arguments.labelled))
    print(f"{len(train)} posts to train on, {len(test)} to judge on")
    print(f"{'':34}" + "".join(f"{name:>17}" for name in MEASURES))
    for name, change, parameters in ROWS:
        model = LinearEstimator(**parameters).fit([change(each) for each in train_features], train)
        logits = model.logits([change(each) for each in test_features])
        # None of the measures printed depends on calibration much.
        measured = evaluate_scores(test, scores_of(logits, model.temperatures_))
        print(f"{name:34}" + "".join(f"{measured[measure]:17.3f}" for measure in MEASURES), flush=True)


if __name__ == "__main__":
    main()
