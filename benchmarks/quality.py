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

from helplint.engine import score
from helplint.config import Config
from helplint.scale import INTENTS
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


def errors(posts: Sequence[Labelled], scores: Mapping[str, Sequence[Score]]) -> None:
    """Print, for each intent and side, how many posts there are and how far each model's grade is off on average."""
    sides = (("sells", 1, 2.5), ("neither", 2.5, 3.5), ("helps", 3.5, 5.1))
    print(
        "| intent, by the labellers | side | posts | "
        + " | ".join(f"{model}: off by, right intent" for model in scores)
        + " |"
    )
    print("| --- | --- | ---: |" + " ---: |" * len(scores))
    for intent in INTENTS:
        for side, low, high in sides:
            kept = [
                i
                for i, post in enumerate(posts)
                if post.intent == intent and low <= post.stance < high + (low == 1) * 1e-9
            ]
            if len(kept) < FEWEST:
                continue
            cells = []
            for of_model in scores.values():
                graded = [i for i in kept if of_model[i].helpfulness is not None]
                off = np.mean([1 + (of_model[i].helpfulness or 0.0) / 25 - posts[i].stance for i in graded])
                right = np.mean([of_model[i].intent == intent for i in kept])
                cells.append(f"{off:+.1f}, {right:.0%}")
            print(f"| {intent} | {side} | {len(kept)} | " + " | ".join(cells) + " |")


def diagram(posts: Sequence[Labelled], scores: Mapping[str, Sequence[Score]], path: Path) -> None:
    """Draw how often what was said with a probability was so."""
    import matplotlib as mpl  # noqa: PLC0415 - only this needs it
    import matplotlib.pyplot as plt  # noqa: PLC0415 - see above

    mpl.rcParams.update({"svg.hashsalt": "helplint", "font.family": "sans-serif", "font.size": 9})
    figure, axes = plt.subplots(1, 2, figsize=(7.2, 3.6), sharey=True, layout="constrained")
    outcomes = {
        "the post sells": (lambda each: each.selling, [post.stance <= 2.5 for post in posts]),  # noqa: PLR2004
        "it broadcasts": (lambda each: each.broadcast, [post.broadcasts for post in posts]),
    }
    for axis, (title, (said, so)) in zip(axes, outcomes.items(), strict=True):
        axis.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        for (model, of_model), colour in zip(
            scores.items(), ("#b45309", "#1d4ed8", "#15803d", "#6b7280"), strict=False
        ):
            judged = [i for i, each in enumerate(of_model) if each.abstained is None]
            probabilities = np.array([said(of_model[i]) for i in judged])
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
        axis.set(title=f"“{title}”", xlabel="said", xlim=(0, 1), ylim=(0, 1), aspect="equal")
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
