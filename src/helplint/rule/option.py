"""The numbers of a rule that the configuration can set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Option:
    """A number of a rule that the configuration can set, for all channels or for one.

    Attributes
    ----------
    default
        Its value where nothing is configured.
    reason
        Why it is that number, with its source.
    channels
        Its value on channels where the default does not fit.
    tightest
        Which of several values is the stricter one; a post that goes to several channels is held to that.
    """

    default: float
    reason: str
    channels: Mapping[str, float] = field(default_factory=dict)
    tightest: Literal["lowest", "highest"] = "lowest"


class Options(Protocol):
    """The numbers of one rule as configured."""

    def value(self, name: str, channels: Sequence[str] = ()) -> float:
        """Return the number called `name` for a post that goes to `channels`."""
