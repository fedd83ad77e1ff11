"""How well models do on labelled posts: by kind of source, how honest their probabilities are, and where they err.

    python benchmarks/quality.py LABELLED.jsonl [--model fast --model careful] [--diagram docs/reliability.svg]

LABELLED.jsonl has the keys that `helplint evaluate` reads, and where known a ``pool``, the kind of source. Prints
Markdown tables; docs/model.md holds them. The diagram needs matplotlib.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from helplint.config import Config
from helplint.engine import score
from helplint.training import evaluate_scores, read_labelled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from helplint.scale import Score
    from helplint.training import Labelled

MEASURES = {
    "spearman": "Spearman",
    "auc_help_sell": "helps or sells, AUC",
    "intent_macro_f1": "intent macro F1",
    "broadcast_ap": "broadcast AP",
}
HELPS, SELLS = 3.5, 2.5
BINS = 5
FEWEST = 10
"""Posts below which a bin of the diagram or a kind of error says nothing."""


def pools(rows: Sequence[Mapping[str, Any]], posts: Sequence[Labelled], scores: Mapping[str, Sequence[Score]]) -> None:
    """Print the measures of each model for each kind of source."""
    print("| source | posts | model | " + " | ".join(MEASURES.values()) + " |")
    print("| --- | ---: | --- |" + " ---: |" * len(MEASURES))
    for pool, count in Counter(row.get("pool", "all") for row in rows).most_common():
        kept = [index for index, row in enumerate(rows) if row.get("pool", "all") == pool]
        for model, of_model in scores.items():
            measured = evaluate_scores([posts[i] for i in kept], [of_model[i] for i in kept])
            cells = " | ".join(f"{measured[name]:.2f}" if name in measured else "–" for name in MEASURES)
            print(f"| {pool} | {count} | {model} | {cells} |")


def side_of(post: Labelled) -> str:
    """Return which side the labellers put a post on."""
    return "sells" if post.stance <= SELLS else "helps" if post.stance >= HELPS else "neither"


def errors(posts: Sequence[Labelled], scores: Mapping[str, Sequence[Score]]) -> None:
    """Print, by intent and side, how far each model's grade is off on average, and how often its intent is right."""
    print("| intent | side | posts | " + " | ".join(f"{m}: grade off by | right intent" for m in scores) + " |")
    print("| --- | --- | ---: |" + " ---: | ---: |" * len(scores))
    kinds = Counter((post.intent, side_of(post)) for post in posts)
    for (intent, side), count in kinds.most_common():
        if intent is None or count < FEWEST:
            continue
        cells = []
        kept = [index for index, post in enumerate(posts) if (post.intent, side_of(post)) == (intent, side)]
        for of_model in scores.values():
            graded = [index for index in kept if of_model[index].helpfulness is not None]
            off = np.mean([1 + (of_model[index].helpfulness or 0.0) / 25 - posts[index].stance for index in graded])
            right = np.mean([of_model[index].intent == intent for index in kept])
            cells += [f"{off:+.1f}", f"{right:.0%}"]
        print(f"| {intent} | {side} | {count} | " + " | ".join(cells) + " |")


def diagram(posts: Sequence[Labelled], scores: Mapping[str, Sequence[Score]], path: Path) -> None:
    """Draw how often what was said with a probability was so."""
    import matplotlib as mpl  # noqa: PLC0415 - only this needs it
    import matplotlib.pyplot as plt  # noqa: PLC0415 - see above

    mpl.rcParams.update({"svg.hashsalt": "helplint", "font.family": "sans-serif", "font.size": 9})
    figure, axes = plt.subplots(1, 2, figsize=(7.2, 3.6), sharey=True, layout="constrained")
    outcomes = {
        "selling": [post.stance <= SELLS for post in posts],
        "broadcast": [post.broadcasts for post in posts],
    }
    for axis, (title, so) in zip(axes, outcomes.items(), strict=True):
        axis.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        for (model, of_model), colour in zip(
            scores.items(), ("#b45309", "#1d4ed8", "#15803d", "#6b7280"), strict=False
        ):
            judged = [i for i, each in enumerate(of_model) if each.abstained is None]
            probabilities = np.array([getattr(of_model[i], title) for i in judged])
            outcome = np.array([so[i] for i in judged])
            which = np.minimum((probabilities * BINS).astype(int), BINS - 1)
            points = [
                (probabilities[which == b].mean(), outcome[which == b].mean(), (which == b).sum())
                for b in range(BINS)
                if (which == b).sum() >= FEWEST
            ]
            x, y, n = zip(*points, strict=True)
            axis.plot(x, y, color=colour, linewidth=1.2, label=model)
            axis.scatter(x, y, s=[4 * count**0.5 for count in n], color=colour, zorder=3)
        axis.set(title=title, xlabel="said", xlim=(0, 1), ylim=(0, 1), aspect="equal")
        axis.spines[["top", "right"]].set_visible(False)
    axes[0].set_ylabel("so, by the labellers")
    axes[0].legend(frameon=False, loc="upper left")
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Score the posts with each model and print what there is to say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--model", action="append", help="a model's name or folder; fast and careful unless given")
    parser.add_argument("--diagram", type=Path, help="also draw the reliability diagram into this file")
    arguments = parser.parse_args()
    posts = read_labelled(arguments.labelled)
    rows = [json.loads(line) for line in arguments.labelled.read_text(encoding="utf-8").splitlines() if line.strip()]
    scores = {
        Path(model).name: [each for _, each in score([post.text for post in posts], config=Config(model=model))]
        for model in arguments.model or ("fast", "careful")
    }
    pools(rows, posts, scores)
    print()
    errors(posts, scores)
    if arguments.diagram:
        diagram(posts, scores, arguments.diagram)


if __name__ == "__main__":
    main()
