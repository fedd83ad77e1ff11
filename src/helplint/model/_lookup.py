"""Which of a model's terms texts have: rows found by number, once a word or a pair of words was met."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from helplint.features import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from helplint.features import Terms

_BITS_OF_ROW = 32
_ONE_AT_A_TIME = Lock()
"""Threads that score with one model take turns at what it learns."""

_FEW_PAIRS = 20_000
"""As long as so few different pairs were met, each is looked up by its name."""


class Lookup:
    """Finds the rows of the terms of texts.

    Parameters
    ----------
    row_of
        From term to its row. The words of a pair that is a term are terms too: they are not rarer than the pair.
    """

    def __init__(self, row_of: Mapping[str, int]) -> None:
        get = row_of.get
        self._pairs = _Pairs(row_of)
        self._alone_and_first = Column(
            lambda words, new: np.array([(get(words.plain[row], -1), get(f"^{words.plain[row]}", -1)) for row in new])
        )

    def rows(self, terms: Terms) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the rows that each text has, ascending and each once, and the bounds of each text among them."""
        second = terms.paired.nonzero()[0]
        with _ONE_AT_A_TIME:
            of_words = self._alone_and_first.of(terms.table)
            alone, first = of_words[terms.rows, 0], of_words[terms.unmasked[terms.begins], 1]
            second = second[(alone[second] >= 0) & (alone[second - 1] >= 0)]
            rows = [alone, first, self._pairs.rows(alone[second - 1], alone[second])]
        texts = [terms.texts, terms.texts[terms.begins], terms.texts[second]]
        # Text and row as one number; a row that is no term comes before the first of its text, and is dropped.
        found = (np.concatenate(texts) << _BITS_OF_ROW) + np.concatenate(rows) + 1
        found.sort(kind="stable")  # a merge, and each of the three comes with its texts in order
        used = found & (1 << _BITS_OF_ROW) - 1
        once = used > 0
        once[1:] &= found[1:] > found[:-1]
        return used[once] - 1, found[once].searchsorted(np.arange(len(terms.bounds)) << _BITS_OF_ROW)


class _Pairs(dict[int, int]):
    """From the rows of two words, as one number, to the row of the pair, -1 where it is none; filled as it is asked.

    Whoever scores a few posts must not wait until tens of thousands of pairs are in order; whoever scores thousands
    must not look up strings for ever. So it takes one pair after another until it has taken so many that to put them
    all in order costs no more.
    """

    def __init__(self, row_of: Mapping[str, int]) -> None:
        super().__init__()
        self._row_of = row_of
        self._terms = tuple(row_of)

    def rows(self, first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the row of each pair."""
        pairs = first * len(self._terms) + second
        if len(self) < _FEW_PAIRS:
            return np.fromiter(map(self.__getitem__, pairs.tolist()), np.intp, len(pairs))
        known, rows = self._in_order
        at = known.searchsorted(pairs)
        return np.where(known[at] == pairs, rows[at], -1)

    def __missing__(self, pair: int) -> int:
        first, second = divmod(pair, len(self._terms))
        row = self[pair] = self._row_of.get(f"{self._terms[first]} {self._terms[second]}", -1)
        return row

    @cached_property
    def _in_order(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """All pairs that are terms, ascending, and their rows; last comes what is larger than any."""
        get, width = self._row_of.get, len(self._terms)
        pairs, rows = [np.iinfo(np.intp).max], [-1]
        for row, term in enumerate(self._terms):
            space = term.find(" ")
            # A few words have a space inside: “North Carolina” stands for “N.C.”.
            while space >= 0:
                first, second = get(term[:space]), get(term[space + 1 :])
                if first is not None and second is not None:
                    pairs.append(first * width + second)
                    rows.append(row)
                space = term.find(" ", space + 1)
        ordered = np.argsort(pairs)
        return np.array(pairs, np.intp)[ordered], np.array(rows, np.intp)[ordered]
