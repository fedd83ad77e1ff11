"""What more posts are worth to the linear model, on labelled posts that are no part of the corpus.

    python benchmarks/learning.py corpora/helping-selling LABELLED.jsonl [--part NAME=REGEX ...]

Trains on shares of the corpus's briefs, drawn at random, and prints a row for each; then, for each --part, on all
briefs but those whose name matches, and on those alone. LABELLED.jsonl has the keys that `helplint evaluate` reads, and
where known a ``pool``, the kind of source, for which the rank correlation is printed too. The flat posts of
helping-selling are --part 'flat=[xyz]|q0', the lively ones written with them --part 'lively=w'.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from ablation import scorable
from helplint.training import LinearEstimator, evaluate_scores, read_labelled, scores_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from helplint.features import Features
    from helplint.training import Labelled

MEASURES = ("spearman", "auc_help_sell", "auc_sells", "intent_macro_f1", "broadcast_ap")
SHARES = (1 / 8, 1 / 4, 1 / 2, 1)
SEED = 0


class Judge:
    """Posts to judge on.

    Parameters
    ----------
    posts
        All of them; those that cannot be scored are left out.
    pool_of
        From the id of a post to its kind of source.
    """

    def __init__(self, posts: Sequence[Labelled], pool_of: Mapping[str, str]) -> None:
        self._features, self._posts = scorable(posts)
        self._pools: dict[str, list[int]] = defaultdict(list)
        for index, post in enumerate(self._posts):
            if pool := pool_of.get(post.id):
                self._pools[pool].append(index)
        columns = "".join(f"{name:>17}" for name in MEASURES) + "".join(f"{pool:>10}" for pool in self._pools)
        print(f"{'':24}{'posts':>8}{columns}")

    def print(self, name: str, rows: Sequence[Features], posts: Sequence[Labelled]) -> None:
        """Train on posts, given with their features, and print the measures; calibration changes none of them much."""
        model = LinearEstimator().fit(rows, posts)
        scores = scores_of(model.logits(self._features), model.temperatures_)
        measured = evaluate_scores(self._posts, scores)
        values = "".join(f"{measured[measure]:17.3f}" for measure in MEASURES)
        for indices in self._pools.values():
            of_pool = evaluate_scores([self._posts[i] for i in indices], [scores[i] for i in indices])
            values += f"{of_pool['spearman']:10.2f}"
        print(f"{name:24}{len(posts):8,}{values}", flush=True)


def main() -> None:
    """Train, judge and print a row for each share and part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--part", action="append", default=[], metavar="NAME=REGEX")
    arguments = parser.parse_args()
    features, posts = scorable(read_labelled(arguments.corpus))
    records = map(json.loads, arguments.labelled.read_text(encoding="utf-8").splitlines())
    judge = Judge(read_labelled(arguments.labelled), {record["id"]: record.get("pool", "") for record in records})

    def try_on(name: str, briefs: set[str]) -> None:
        chosen = [index for index, post in enumerate(posts) if post.brief in briefs]
        judge.print(name, [features[index] for index in chosen], [posts[index] for index in chosen])

    briefs = sorted({post.brief for post in posts})
    random.Random(SEED).shuffle(briefs)  # noqa: S311 - not for secrets
    for share in SHARES:
        try_on(f"{share:.1%} of the briefs", set(briefs[: round(len(briefs) * share)]))
    for part in arguments.part:
        name, _, pattern = part.partition("=")
        matching = {brief for brief in briefs if re.match(pattern, brief)}
        try_on(f"all but {name}", set(briefs) - matching)
        try_on(f"{name} alone", matching)


if __name__ == "__main__":
    main()
