"""What somebody else wants to know of each spelling, beside the table of spellings."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from helplint.features._words import Words


class Column:
    """Values for the rows of a table, each found once; it forgets them with the table.

    Parameters
    ----------
    find
        Returns the values of some new rows, from the table and their numbers; shape ``(new rows, …)``.
    """

    def __init__(self, find: Callable[[Words, Sequence[int]], NDArray[Any]]) -> None:
        self._find = find
        self._words: Words | None = None
        self._known = 0
        self._values: NDArray[Any] = np.zeros(0)
        self._one_at_a_time = Lock()

    def of(self, words: Words) -> NDArray[Any]:
        """Return the values; shape ``(≥ words, …)``."""
        with self._one_at_a_time:
            end = len(words.plain)
            if words is not self._words:
                self._words, self._known, self._values = words, 0, np.zeros(0)
            if self._known < end:
                new = self._find(words, range(self._known, end))
                if end > len(self._values):
                    longer = np.zeros((2 * end, *new.shape[1:]), new.dtype)
                    if self._known:
                        longer[: self._known] = self._values[: self._known]
                    self._values = longer
                self._values[self._known : end] = new
                self._known = end
            return self._values
