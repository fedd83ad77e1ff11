"""Contributions to a score in a form for people: which words, how strongly, which way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from helplint.model import Contribution

STRENGTHS = ("hardly", "slightly", "clearly", "strongly")
_LARGE = 0.5
"""Logits; where nothing reaches it, nothing is called strong."""
_STEPS = (0.1, 1 / 3, 2 / 3)


@dataclass(frozen=True, slots=True)
class Pull:
    """What one word, wherever it stands, or one measure adds.

    Attributes
    ----------
    label
        The word or the name of the measure.
    value
        In logits; positive helps, negative sells.
    times
        How often the word counts; 0 for a measure.
    """

    label: str
    value: float
    times: int


def pulls(contributions: Iterable[Contribution]) -> list[Pull]:
    """Return the contributions, those of the same word together, strongest first."""
    values: dict[tuple[str, bool], float] = {}
    times: dict[tuple[str, bool], int] = {}
    for each in contributions:
        # A line end between two words is no more to a reader than the space it stands for.
        key = (" ".join(each.label.split()) or "a new line", each.start is not None)
        values[key] = values.get(key, 0.0) + each.value
        times[key] = times.get(key, 0) + int(each.start is not None)
    found = [Pull(label, value, times[label, word]) for (label, word), value in values.items()]
    return sorted(found, key=lambda pull: -abs(pull.value))


def strength(value: float, largest: float) -> int:
    """Return how strong a pull is beside the largest of its post: an index into `STRENGTHS`.

    Examples
    --------
    >>> STRENGTHS[strength(-0.9, largest=1.0)], STRENGTHS[strength(0.2, largest=0.2)]
    ('strongly', 'clearly')
    """
    share = abs(value) / max(abs(largest), _LARGE)
    return sum(share >= step for step in _STEPS)


def runs(text: str, contributions: Sequence[Contribution]) -> Iterator[tuple[int, int, float]]:
    """Yield the stretches of a text on which the same contributions lie, with their sum; together the whole text."""
    changes: dict[int, list[float]] = {0: [], len(text): []}
    for each in contributions:
        if each.start is not None and each.end is not None and each.start < each.end:
            changes.setdefault(each.start, []).append(each.value)
            changes.setdefault(each.end, []).append(-each.value)
    value = 0.0
    for start, end in pairwise(sorted(changes)):
        value += sum(changes[start])
        yield start, end, value
