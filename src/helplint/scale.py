"""How much a post helps, what it does, and whether it broadcasts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

INTENTS = ("answer", "teach", "inform", "delight", "engage", "announce", "promote")
"""The one main thing a post does, in the order of the codebook."""

STANCES = (1, 2, 3, 4, 5)
"""From 1, sells, to 5, helps."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """What the model says of one post; every probability is calibrated.

    Attributes
    ----------
    helpfulness
        0 (sells) to 100 (helps): ``25 * (expected stance - 1)``. None where the model abstained.
    stance
        Probabilities of the five grades, 1 (sells) first; shape ``(5,)``, summing to 1.
    intents
        Probability of each intent, summing to 1.
    broadcast
        Probability that the post would stand as a paragraph of a press release.
    abstained
        Why there is no score, or None where there is one.

    Examples
    --------
    >>> Score.from_stance((0.0, 0.0, 0.0, 0.0, 1.0), intents={"teach": 1.0}, broadcast=0.0).helpfulness
    100.0
    """

    helpfulness: float | None = None
    stance: tuple[float, ...] = ()
    intents: Mapping[str, float] = field(default_factory=dict)
    broadcast: float | None = None
    abstained: str | None = None

    @classmethod
    def from_stance(cls, stance: tuple[float, ...], *, intents: Mapping[str, float], broadcast: float) -> Score:
        """Return the score whose helpfulness follows from the five probabilities of `stance`."""
        expected = sum(map(mul, STANCES, stance))
        return cls(helpfulness=25 * (expected - 1), stance=stance, intents=intents, broadcast=broadcast)

    @cached_property
    def selling(self) -> float | None:
        """Probability that the post sells or mostly sells (stance 1 or 2)."""
        return self.stance[0] + self.stance[1] if self.stance else None

    @cached_property
    def intent(self) -> str | None:
        """The most likely intent."""
        return max(self.intents, key=self.intents.__getitem__) if self.intents else None
