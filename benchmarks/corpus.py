"""What the corpus looks like, beside other labelled posts where some are given.

    python benchmarks/corpus.py corpora/helping-selling [LABELLED.jsonl]

Prints the tables of the corpus's card: how many posts of each grade and intent each channel has, how many posts show
each surface, by grade, how well two labels agree, and how far surface alone gives the grade away.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from helplint.scale import INTENTS, STANCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Post = Mapping[str, Any]

SURFACES = {
    "a link": r"https?://|www\.|\b[\w-]+\.example\b",
    "a hashtag": r"#\w",
    "an emoji": r"[\U0001F300-\U0001FAFF☀-➿]",
    "an exclamation mark": "!",
    "a question mark": r"\?",
    "a price": r"[$£€]\s?\d",
    "a handle": r"@\w",
    "a handle first": r"\A@",
    "a question first": r"\A[^\n.!]{3,100}\?",
    "bold": r"\*\*",
    "a figure": r"\d",
    "a word in capitals": r"\b[A-Z]{3,}\b",
    "a bullet": r"(?m)^\s*[-•*✅✔→👉▪]",
    "a dash": "[—–]",
    "a line break": "\n",
}
HELPS, SELLS = 3.5, 2.5


def posts_of(path: Path) -> list[Post]:
    """Return the posts of a JSON Lines file, or of all of those in a folder."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


def surface_auc(posts: Sequence[Post]) -> dict[str, float]:
    """Return how well surface tells helping from selling posts of briefs not seen, as an AUC; 0.5 is chance."""
    ends = [post for post in posts if not SELLS < post["stance"] < HELPS]
    counts = np.log1p([[len(p["text"])] + [len(re.findall(s, p["text"])) for s in SURFACES.values()] for p in ends])
    helps = np.array([post["stance"] >= HELPS for post in ends])
    groups = [post.get("brief") or post.get("group") for post in ends]
    models = {
        "linear": make_pipeline(StandardScaler(), LogisticRegression()),
        "boosted trees": HistGradientBoostingClassifier(max_iter=60, random_state=0),
    }
    return {
        name: float(
            roc_auc_score(
                helps,
                cross_val_predict(model, counts, helps, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1],
            )
        )
        for name, model in models.items()
    }


def agreement(posts: Sequence[Post]) -> dict[str, float]:
    """Return how often the two labels of a post are the same, over the posts that have two."""
    pairs = [post["labels"] for post in posts if len(post.get("labels", ())) > 1]
    first, second = ([label[number] for label in pairs] for number in (0, 1))
    both = list(zip(first, second, strict=True))
    return {
        "posts labelled twice": len(pairs),
        "stance, same grade": float(np.mean([a[0] == b[0] for a, b in both])),
        "stance, within one grade": float(np.mean([abs(a[0] - b[0]) <= 1 for a, b in both])),
        "intent": float(np.mean([a[1] == b[1] for a, b in both])),
        "broadcast": float(np.mean([a[2] == b[2] for a, b in both])),
    }


def _print_channels(posts: Sequence[Post]) -> None:
    print("| channel | posts | " + " | ".join(map(str, STANCES)) + " | " + " | ".join(INTENTS) + " |")
    print("| --- | ---: |" + " ---: |" * (len(STANCES) + len(INTENTS)))
    for channel, count in Counter(post["channel"] for post in posts).most_common():
        of_channel = [post for post in posts if post["channel"] == channel]
        stances, intents = (Counter(post[key] for post in of_channel) for key in ("stance", "intent"))
        cells = [stances[stance] for stance in STANCES] + [intents[intent] for intent in INTENTS]
        print(f"| {channel} | {count} | " + " | ".join(map(str, cells)) + " |")


def _print_surfaces(named: Mapping[str, Sequence[Post]]) -> None:
    sides = {"sells": (1, SELLS), "neither": (SELLS + 0.01, HELPS - 0.01), "helps": (HELPS, 5)}
    columns = [
        [post for post in posts if low <= post["stance"] <= high]
        for posts in named.values()
        for low, high in sides.values()
    ]
    print("| share of posts with | " + " | ".join(f"{name}: {side}" for name in named for side in sides) + " |")
    print("| --- |" + " ---: |" * len(columns))
    print("| (posts) | " + " | ".join(f"{len(column):,}" for column in columns) + " |")
    lengths = [np.median([len(post["text"]) for post in column]) for column in columns]
    print("| (median length, characters) | " + " | ".join(f"{length:.0f}" for length in lengths) + " |")
    for surface, pattern in SURFACES.items():
        shares = [np.mean([bool(re.search(pattern, post["text"])) for post in column]) for column in columns]
        print(f"| {surface} | " + " | ".join(f"{share:.0%}" for share in shares) + " |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("labelled", type=Path, nargs="?", help="other labelled posts, to compare with")
    arguments = parser.parse_args()
    corpus = posts_of(arguments.corpus)
    _print_channels(corpus)
    print()
    named = {"corpus": corpus} | ({"real": posts_of(arguments.labelled)} if arguments.labelled else {})
    _print_surfaces(named)
    print()
    for measure, value in agreement(corpus).items():
        print(f"| {measure} | {value:.1%} |" if value <= 1 else f"| {measure} | {value:,.0f} |")
    for name, posts in named.items():
        print(name, {model: round(value, 3) for model, value in surface_auc(posts).items()})


if __name__ == "__main__":
    main()
