"""Analysed texts: the tokens of one, and those of many as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helplint.features._segments import Bounds, among, bounds_of, count
from helplint.features._words import MARK, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from helplint.features._words import Spelling


class Token(NamedTuple):
    """A token, where it stands in its text, half open, in characters, and the how manyth it is there, from 0."""

    spelling: Spelling
    start: int
    end: int
    number: int

    @property
    def text(self) -> str:
        """As it is written."""
        return self.spelling.text

    @property
    def lower(self) -> str:
        """The same in small letters."""
        return self.spelling.text.lower()


class Sentence(NamedTuple):
    """The words of a sentence, as `Text.words`, and where it stands in its text."""

    words: Sequence[Token]
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Text:
    """An analysed text.

    Attributes
    ----------
    string
        The text itself, with U+FFFD for half a surrogate pair.
    table
        The spellings that `rows` are of.
    rows
        Of its tokens; shape ``(tokens,)``.
    """

    string: str
    table: Words
    rows: NDArray[np.intp]
    _make_doc: Callable[[Text], Doc]

    def __len__(self) -> int:
        return len(self.rows)

    def rows_in(self, table: Words) -> NDArray[np.intp]:
        """Return the rows of its tokens in a table."""
        if table is self.table:
            return self.rows
        return np.array(table.rows([self.table.spellings[row] for row in self.rows.tolist()]), np.intp)

    def count(self, mark: str) -> int:
        """Return how many tokens have one of the `MARKS`."""
        return int(np.count_nonzero(self.table.marks[self.rows] & MARK[mark]))

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Its tokens, in order."""
        tokens, start, spellings = [], 0, self.table.spellings
        for number, row in enumerate(self.rows.tolist()):
            spelling = spellings[row]
            end = start + len(spelling.text)
            tokens.append(Token(spelling, start, end, number))
            # One space behind a word is no token.
            start = end + (self.string[end : end + 1] == " " and not spelling.is_space)
        return tokens

    @cached_property
    def words(self) -> Sequence[Token]:
        """The tokens that are words; links, handles, hashtags, cashtags and numbers are none."""
        return [*self._words()]

    def _words(self) -> Iterator[Token]:
        glued_to = -1
        for token in self.tokens:
            if token.spelling.is_alpha and token.start != glued_to:
                yield token
            glued_to = token.end if token.text in ("#", "@", "$") else -1

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """Its sentences, in order; a line end ends a sentence."""
        sentences, words, at = [], self.words, 0
        for begin, end in pairwise([*tokens_of([self]).starts.nonzero()[0].tolist(), len(self)]):
            opening, last = self.tokens[begin], self.tokens[end - 1]
            first = at
            while at < len(words) and words[at].number < end:
                at += 1
            found = words[first:at]
            # Glued to a mark of the sentence before, it is a word of its own sentence.
            if opening.spelling.is_alpha and (not found or found[0].number > begin):
                found = [opening, *found]
            sentences.append(Sentence(found, opening.start, last.end))
        return sentences

    @cached_property
    def doc(self) -> Doc:
        """As spaCy has it, made once it is asked for: few texts need it, and to make it takes longer than all else."""
        return self._make_doc(self)


@dataclass(frozen=True)
class Tokens:
    """The tokens of a batch of texts, one after another.

    Attributes
    ----------
    words
        The table that `rows` are of.
    rows
        Shape ``(tokens,)``.
    bounds
        Of each text among the tokens.
    """

    words: Words
    rows: NDArray[np.intp]
    bounds: Bounds

    @cached_property
    def marks(self) -> NDArray[np.int64]:
        """Bits of `MARK`; shape ``(tokens,)``."""
        return self.words.marks[self.rows]

    @cached_property
    def texts(self) -> NDArray[np.intp]:
        """The index of each token's text; shape ``(tokens,)``."""
        return np.arange(len(self.bounds) - 1).repeat(self.bounds[1:] - self.bounds[:-1])

    @cached_property
    def starts(self) -> NDArray[np.bool_]:
        """Whether a sentence begins with each token, as spaCy's Sentencizer has it; shape ``(tokens,)``."""
        ending = self.marks & (MARK["end"] | MARK["word"]) == MARK["end"]
        # Other punctuation neither ends a sentence nor begins one: a quotation mark behind a full stop belongs to it.
        [telling] = (ending | (self.marks & MARK["punctuation"] == 0)).nonzero()
        before, behind = telling[:-1], telling[1:]
        starts = np.zeros(len(ending), np.bool_)
        starts[behind] = ending[before] & ~ending[behind] & (self.texts[before] == self.texts[behind])
        starts[self.bounds[:-1][self.bounds[:-1] < self.bounds[1:]]] = True
        return starts

    @cached_property
    def kept(self) -> tuple[NDArray[np.intp], Bounds]:
        """The indexes of the tokens that stand for anything, and the bounds of each text among them."""
        return self.with_mark("kept")

    def with_mark(self, mark: str) -> tuple[NDArray[np.intp], Bounds]:
        """Return the indexes of the tokens that have a mark, and the bounds of each text among them."""
        [chosen] = (self.marks & MARK[mark]).nonzero()
        return chosen, among(chosen, self.bounds)

    def count(self, mark: str) -> NDArray[np.intp]:
        """Return how many tokens of each text have a mark; shape ``(texts,)``."""
        return count(self.marks & MARK[mark], self.bounds)


def tokens_of(texts: Sequence[Text]) -> Tokens:
    """Return the tokens of texts."""
    table = texts[-1].table if texts else Words(())
    rows = [text.rows_in(table) for text in texts]
    return Tokens(table, np.concatenate([*rows, np.zeros(0, np.intp)]), bounds_of([len(each) for each in rows]))
