"""How somebody helped on the nearest subject: an example from the corpus to learn from, never a rewrite."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]{3,}")
_HELPS = 4
_NEAR = 0.08
"""Cosine below which no set is near: there, drafts and sets share hardly a word that is not everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A post of the corpus that helped.

    Attributes
    ----------
    sender
        Who wrote it: an invented sender, with what it does.
    channel, text
        As in `helplint.post.Post`.
    stance
        4, mostly helps, or 5, helps.
    similarity
        How near its subject is: cosine between the words of the draft and those of its contrast set, 0 to 1.
    """

    sender: str
    channel: str
    text: str
    stance: int
    similarity: float


@dataclass(frozen=True, slots=True)
class _ContrastSet:
    """Posts of one sender on one subject that differ in what they do; `weights` are those of its words."""

    helping: Sequence[Mapping[str, Any]]
    weights: Mapping[str, float]


def nearest_example(text: str) -> Example | None:
    """Return how a post on the nearest subject helped, of like length; None where no subject is near.

    Examples
    --------
    >>> example = nearest_example("Frozen boiler condensate pipe? Call us now, no call-out fee!")
    >>> example.stance >= 4
    True
    >>> nearest_example("zzyzx qwrt") is None
    True
    """
    sets, rarity = _contrast_sets()
    draft = _weights(text, rarity)
    similarity, best = max(((_cosine(draft, each.weights), each) for each in sets), key=lambda pair: pair[0])
    if similarity < _NEAR:
        return None
    # A reply shows how to reply; for what is said to all, something said to all.
    alike = [post for post in best.helping if (post["intent"] == "answer") == text.startswith("@")] or best.helping
    post = min(alike, key=lambda each: abs(math.log(len(each["text"]) / max(len(text), 1))))
    return Example(
        sender=post["sender"],
        channel=post["channel"],
        text=post["text"],
        stance=post["stance"],
        similarity=similarity,
    )


@cache
def _contrast_sets() -> tuple[list[_ContrastSet], Mapping[str, float]]:
    """Return the sets that hold a helping post, and how rare each word is among all sets."""
    by_brief: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for path in sorted(_corpus().glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            post = json.loads(line)
            by_brief[post["brief"]].append(post)
    words = {brief: " ".join(post["text"] for post in posts) for brief, posts in by_brief.items()}
    counts = Counter(word for text in words.values() for word in set(_words(text)))
    rarity = {word: math.log(len(words) / count) for word, count in counts.items()}
    sets = [
        _ContrastSet([post for post in posts if post["stance"] >= _HELPS], _weights(words[brief], rarity))
        for brief, posts in by_brief.items()
    ]
    return [each for each in sets if each.helping], rarity


def _corpus() -> Path:
    # In a wheel corpora/ stands inside the package, in a checkout beside src/.
    inside = Path(str(files("helplint"))) / "corpora"
    shipped = inside if inside.is_dir() else Path(__file__).parents[2] / "corpora"
    return shipped / "helping-selling"


def _words(text: str) -> list[str]:
    return [word.removesuffix("s") for word in _WORD.findall(text.lower())]


def _weights(text: str, rarity: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each word: how rare it is, a little more where it is repeated; unknown words have none."""
    return {
        word: rarity[word] * (1 + math.log(count)) for word, count in Counter(_words(text)).items() if word in rarity
    }


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    lengths = math.hypot(*one.values()) * math.hypot(*other.values())
    return sum(weight * other[word] for word, weight in one.items() if word in other) / lengths if lengths else 0.0
