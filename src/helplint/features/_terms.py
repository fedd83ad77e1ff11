"""The terms of texts: masked words, the words that sentences begin with, and pairs of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from helplint.features._segments import Bounds, among
from helplint.features._words import HASHTAG, MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from helplint.features._text import Tokens
    from helplint.features._words import Words

_CAN_BEGIN = MARK["word"] | MARK["handle"]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a batch of texts, as far as a token stands for anything; arrays are of these tokens, in order.

    A token is a term; together with the one before it in its text, another; and where it begins a sentence, a third.

    Attributes
    ----------
    table
        The spellings that `rows` are of.
    rows
        What stands for each token, with the word behind a ``#`` masked.
    unmasked
        The same, with no such word masked.
    begins, paired
        Whether each begins a sentence, and whether it has another before it.
    places
        The index of each in its text.
    texts
        The index of its text.
    bounds
        Of each text.
    """

    table: Words
    rows: NDArray[np.intp]
    unmasked: NDArray[np.intp]
    begins: NDArray[np.bool_]
    paired: NDArray[np.bool_]
    places: NDArray[np.intp]
    texts: NDArray[np.intp]
    bounds: Bounds

    def of(self, number: int) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield the name of each term of a text in order, with the first and the last token that it is."""
        plain, before, at = self.table.plain, "", 0
        part = slice(self.bounds[number], self.bounds[number + 1])
        columns = (self.rows[part], self.unmasked[part], self.begins[part], self.places[part])
        for row, unmasked, begins, place in zip(*(column.tolist() for column in columns), strict=True):
            if begins:
                yield f"^{plain[unmasked]}", (place, place)
            yield plain[row], (place, place)
            if before:
                yield f"{before} {plain[row]}", (at, place)
            before, at = plain[row], place


def terms_of(tokens: Tokens) -> Terms:
    """Return the terms of texts."""
    kept, bounds = tokens.kept
    marks, unmasked, texts = tokens.marks[kept], tokens.rows[kept], tokens.texts[kept]
    paired = np.zeros(len(kept), np.bool_)
    paired[1:] = texts[1:] == texts[:-1]
    rows = unmasked.copy()
    rows[1:][paired[1:] & (marks[:-1] & MARK["#"] != 0)] = HASHTAG
    return Terms(
        table=tokens.table,
        rows=rows,
        unmasked=unmasked,
        begins=_begins(marks & _CAN_BEGIN != 0, tokens.starts[kept], bounds),
        paired=paired,
        places=kept - tokens.bounds[texts],
        texts=texts,
        bounds=bounds,
    )


def _begins(can: NDArray[np.bool_], starts: NDArray[np.bool_], bounds: Bounds) -> NDArray[np.bool_]:
    """Return which tokens are the first of their sentence that can be its beginning: a word or a handle."""
    sentences = np.concatenate([np.zeros(1, np.intp), np.cumsum(starts)])
    [candidates] = can.nonzero()
    # What each must be beyond: the sentence of the candidate before it, and those of the texts before its own.
    passed = np.zeros(len(candidates), np.intp)
    passed[1:] = sentences[1:][candidates[:-1]]
    passed_before = among(candidates, bounds)
    opened = sentences[bounds[:-1]].repeat(passed_before[1:] - passed_before[:-1])
    begins = np.zeros(len(can), np.bool_)
    begins[candidates[sentences[1:][candidates] > np.maximum(passed, opened)]] = True
    return begins
