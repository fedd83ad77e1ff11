"""What each choice in the training of the careful model is worth, on labelled posts that are no part of the corpus.

    python benchmarks/experiments.py corpora/helping-selling LABELLED.jsonl --output FOLDER [--threads 2] [NAME ...]

Trains the transformer once for each name, by default for all of them, without the linear model that stands beside it,
and prints a row for each: in full precision and as int8; then the seeds together. What FOLDER holds already is not
trained again. LABELLED.jsonl has the keys that `helplint evaluate` reads. Needs the extra `train`; a row takes some
twenty minutes on two idle cores.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from sklearn.model_selection import GroupKFold

from helplint.features import extract
from helplint.language import abstentions, analyse
from helplint.training import LinearEstimator, evaluate_scores, read_labelled, scores_of
from helplint.training.transformer import Settings, TransformerEstimator, base_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from helplint.model.linear import LinearModel
    from helplint.training import Labelled

SHIPPED = Settings()
ROWS: dict[str, Settings] = {
    "seed 0": replace(SHIPPED, seed=0),
    "seed 1": SHIPPED,
    "seed 2": replace(SHIPPED, seed=2),
    "heads only": replace(SHIPPED, trained_layers=0),
    "upper three layers trained": replace(SHIPPED, trained_layers=3),
    "three layers": replace(SHIPPED, layers=3),
    "rate 2e-5": replace(SHIPPED, rate=2e-5),
    "rate 1e-4": replace(SHIPPED, rate=1e-4),
    "no smoothing": replace(SHIPPED, smoothing=0.0),
    "first window only": replace(SHIPPED, windows=1),
}
SEEDS = ("seed 0", "seed 1", "seed 2")
MEASURES = ("spearman", "auc_help_sell", "intent_macro_f1", "broadcast_ap")


def scorable(posts: Sequence[Labelled]) -> list[Labelled]:
    """Return the posts that can be scored."""
    reasons = abstentions(list(analyse(post.text for post in posts)))
    return [post for post, reason in zip(posts, reasons, strict=True) if reason is None]


class Judge:
    """Posts to judge on, and the linear model that a transformer's logits are taken without."""

    def __init__(self, train: Sequence[Labelled], test: Sequence[Labelled]) -> None:
        self.test = test
        docs = list(analyse(post.text for post in train[:400]))
        features = list(extract(docs))
        linear = LinearEstimator().fit(features, train[:400]).arrays(features[0], {})
        self.silent: LinearModel = linear.with_heads(linear.coefficients * 0, linear.intercepts * 0, linear.card)

    def logits(self, estimator: TransformerEstimator, *, quantised: bool) -> NDArray[np.float64]:
        """Return the logits of the transformer alone, as it runs in use."""
        model = estimator.model(self.silent, quantised=quantised)
        return model.logits(list(analyse(post.text for post in self.test)))

    def print(self, name: str, logits: NDArray[np.float64]) -> None:
        """Print the measures, none of which depends on calibration much."""
        heads = (logits[:, :5], logits[:, 5:-1], logits[:, -1])
        measured = evaluate_scores(self.test, scores_of(heads, (1.0, 1.0, 1.0)))
        print(f"{name:44}" + "".join(f"{measured[measure]:17.3f}" for measure in MEASURES), flush=True)


def network(estimator: TransformerEstimator) -> torch.nn.ModuleList:
    """Return the encoder and the heads as one module."""
    return torch.nn.ModuleList([estimator.encoder_, estimator.heads_])


def main() -> None:
    """Train what is not there yet, judge, and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ROWS))
    parser.add_argument("--output", type=Path, required=True, help="Keeps weights and logits.")
    parser.add_argument("--base", type=Path, help="Folder of the base model.")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_intermixed_args()
    torch.set_num_threads(arguments.threads)
    arguments.output.mkdir(parents=True, exist_ok=True)
    posts = scorable(read_labelled(arguments.corpus))
    learnt, _ = next(GroupKFold(10).split(posts, groups=[post.brief for post in posts]))
    train = [posts[index] for index in learnt]
    judge = Judge(train, scorable(read_labelled(arguments.labelled)))
    print(f"{len(train)} posts to train on, {len(judge.test)} to judge on")
    print(f"{'':44}" + "".join(f"{name:>17}" for name in MEASURES))
    base = base_folder(arguments.base)
    results: dict[str, NDArray[np.float64]] = {}
    for name in arguments.names or ROWS:
        weights, kept = (arguments.output / f"{name}{suffix}.npz" for suffix in (" weights", ""))
        if not kept.exists():
            estimator = TransformerEstimator(base, ROWS[name]).fit(train)
            state: dict[str, Any] = {name: each.numpy() for name, each in network(estimator).state_dict().items()}
            np.savez(weights, **state)
            full, int8 = (judge.logits(estimator, quantised=each) for each in (False, True))
            np.savez(kept, full=full, int8=int8)
        loaded = np.load(kept)
        results[name] = loaded["int8"]
        judge.print(f"{name}, full precision", loaded["full"])
        judge.print(f"{name}, int8", loaded["int8"])
    seeds = [name for name in SEEDS if name in results]
    if len(seeds) > 1:
        judge.print(f"{len(seeds)} seeds, logits averaged", np.mean([results[name] for name in seeds], axis=0))
        states = [np.load(arguments.output / f"{name} weights.npz") for name in seeds]
        mean = {name: torch.from_numpy(np.mean([state[name] for state in states], axis=0)) for name in states[0]}
        estimator = TransformerEstimator(base).untrained()
        network(estimator).eval().load_state_dict(mean)
        judge.print(f"{len(seeds)} seeds, weights averaged, int8", judge.logits(estimator, quantised=True))


if __name__ == "__main__":
    main()
