"""Analysed texts: the tokens of one, and those of many as arrays."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helplint.features._segments import Bounds, among, bounds_of, count, over
from helplint.features._words import MARK, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc


_LONG_WORD = 6  # letters; LIX counts the words that have more
_ROUNDING = 1e-6
_SHORTEST_SENTENCE = 3  # textstat leaves shorter ones out of its count of sentences, but not their words


class Token(NamedTuple):
    """A token as it is written, where it stands in its text, half open, in characters, and its index there."""

    text: str
    start: int
    end: int
    number: int

    @property
    def lower(self) -> str:
        """The same in small letters."""
        return self.text.lower()


class Sentence(NamedTuple):
    """The words of a sentence, as `Text.words`, and where it stands in its text."""

    words: Sequence[Token]
    start: int
    end: int


@dataclass(frozen=True)
class Tokens:
    """The tokens of a batch of texts, one after another.

    Attributes
    ----------
    table
        The spellings that `rows` are of.
    rows
        Shape ``(tokens,)``.
    bounds
        Of each text among the tokens.
    """

    table: Words
    rows: NDArray[np.intp]
    bounds: Bounds

    @cached_property
    def marks(self) -> NDArray[np.int64]:
        """Bits of `MARK`; shape ``(tokens,)``."""
        return self.table.marks[self.rows]

    @cached_property
    def texts(self) -> NDArray[np.intp]:
        """The index of each token's text; shape ``(tokens,)``."""
        return np.arange(len(self.bounds) - 1).repeat(self.bounds[1:] - self.bounds[:-1])

    @cached_property
    def starts(self) -> NDArray[np.bool_]:
        """Whether a sentence begins with each token, as spaCy's Sentencizer has it; shape ``(tokens,)``."""
        ending = self.marks & MARK["end"] != 0
        # Other punctuation neither ends a sentence nor begins one: a quotation mark behind a full stop belongs to it.
        [telling] = (ending | (self.marks & MARK["punctuation"] == 0)).nonzero()
        before, behind = telling[:-1], telling[1:]
        starts = np.zeros(len(ending), np.bool_)
        starts[behind] = ending[before] & ~ending[behind] & (self.texts[before] == self.texts[behind])
        starts[self.bounds[:-1][self.bounds[:-1] < self.bounds[1:]]] = True
        return starts

    @cached_property
    def is_word(self) -> NDArray[np.bool_]:
        """Which tokens are words; what follows a ``#``, ``@`` or ``$`` is none. Shape ``(tokens,)``."""
        words: NDArray[np.bool_] = self.marks & MARK["word"] != 0
        words[1:] &= (self.marks[:-1] & MARK["glue"] == 0) | (self.texts[1:] != self.texts[:-1])
        return words

    @cached_property
    def word_counts(self) -> list[int]:
        """How many words each text has."""
        counts: list[int] = count(self.is_word, self.bounds).tolist()
        return counts

    @cached_property
    def words_of_sentences(self) -> tuple[NDArray[np.intp], Bounds]:
        """The indexes of the tokens that are words of their sentence, and the bounds of each sentence among them.

        Glued to a mark of the sentence before, the first word of a sentence is one of its words.
        """
        return _words_of_sentences(self.is_word, self.starts, self.marks)

    @cached_property
    def longest_sentences(self) -> list[int]:
        """How many words the longest sentence of each text has."""
        _, sentences = self.words_of_sentences
        bounds = among(self.starts.nonzero()[0], self.bounds)
        longest: list[int] = over(np.maximum, sentences[1:] - sentences[:-1], bounds).tolist()
        return longest

    @cached_property
    def lix_at_most(self) -> list[float]:
        """A number for each text that its LIX, as textstat has it, is not above, and hardly below; 0 without words."""
        words, sentences = self.words_of_sentences
        counts = sentences[1:] - sentences[:-1]
        readable = counts >= _SHORTEST_SENTENCE
        long = self.table.lengths[self.rows[words]] > _LONG_WORD
        of_texts = among(self.starts.nonzero()[0], self.bounds)
        sentence_counts = count(readable, of_texts)
        word_counts, long_counts = (
            count(readable.repeat(counts) & chosen, sentences[of_texts]) for chosen in (True, long)
        )
        bounds = word_counts / np.maximum(sentence_counts, 1) + 100 * long_counts / np.maximum(word_counts, 1)
        return [bound + _ROUNDING if bound else 0.0 for bound in bounds.tolist()]

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

    @cached_property
    def upper_counts(self) -> list[int]:
        """How many tokens of each text are in capitals."""
        counts: list[int] = self.count("upper").tolist()
        return counts


def _words_of_sentences(
    is_word: NDArray[np.bool_], starts: NDArray[np.bool_], marks: NDArray[np.int64]
) -> tuple[NDArray[np.intp], Bounds]:
    [words] = (is_word | (starts & (marks & MARK["word"] != 0))).nonzero()
    return words, words.searchsorted(np.append(starts.nonzero()[0], len(starts)))


@dataclass(frozen=True, eq=False)
class Text:
    """An analysed text.

    Attributes
    ----------
    string
        The text itself, with U+FFFD for half a surrogate pair.
    batch, number
        The tokens of the texts that were analysed with it, and its index among these.
    """

    string: str
    batch: Tokens
    number: int
    _make_doc: Callable[[Text], Doc]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def table(self) -> Words:
        """The spellings that `rows` are of."""
        return self.batch.table

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """Of its tokens; shape ``(tokens,)``."""
        return self.batch.rows[self._part]

    @cached_property
    def starts(self) -> NDArray[np.bool_]:
        """Whether a sentence begins with each token; shape ``(tokens,)``."""
        starts: NDArray[np.bool_] = self.batch.starts[self._part]
        return starts

    @cached_property
    def _marks(self) -> NDArray[np.int64]:
        return self.batch.marks[self._part]

    @cached_property
    def _part(self) -> slice:
        return slice(self.batch.bounds[self.number], self.batch.bounds[self.number + 1])

    def rows_in(self, table: Words) -> NDArray[np.intp]:
        """Return the rows of its tokens in a table."""
        if table is self.table:
            return self.rows
        return np.array(table.adopt(self.table, self.rows.tolist()), np.intp)

    def have(self, mark: str) -> NDArray[np.bool_]:
        """Return which tokens have one of the `MARKS`; shape ``(tokens,)``."""
        having: NDArray[np.bool_] = self._marks & MARK[mark] != 0
        return having

    @property
    def upper_count(self) -> int:
        """How many tokens are in capitals."""
        return self.batch.upper_counts[self.number]

    @property
    def spellings(self) -> list[str]:
        """Its tokens as they are written, without finding where each stands."""
        texts = self.table.texts
        return [texts[row] for row in self.rows.tolist()]

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Its tokens, in order."""
        tokens, start, string = [], 0, self.string
        for number, (text, is_space) in enumerate(zip(self.spellings, self.have("space").tolist(), strict=True)):
            end = start + len(text)
            tokens.append(Token(text, start, end, number))
            # One space behind a word is no token.
            start = end + (not is_space and string.startswith(" ", end))
        return tokens

    @property
    def spaced(self) -> list[bool]:
        """Whether a space that is no token stands behind each of its tokens."""
        tokens = self.tokens
        behind = [*(token.start for token in tokens[1:]), len(self.string)]
        return [token.end < start for token, start in zip(tokens, behind, strict=False)]

    @cached_property
    def is_word(self) -> NDArray[np.bool_]:
        """Which tokens are words; links, handles, hashtags, cashtags and numbers are none. Shape ``(tokens,)``."""
        words: NDArray[np.bool_] = self.batch.is_word[self._part]
        if not self._has_mark_apart:
            return words
        words = self._marks & MARK["word"] != 0
        for before in (self._marks[:-1] & MARK["glue"]).nonzero()[0].tolist():
            words[before + 1] &= self.tokens[before].end < self.tokens[before + 1].start
        return words

    @cached_property
    def _has_mark_apart(self) -> bool:
        """Whether what would make no word of the next one stands apart from it somewhere."""
        return "# " in self.string or "@ " in self.string or "$ " in self.string

    @property
    def word_count(self) -> int:
        """How many words it has, without finding each."""
        if self._has_mark_apart:
            return int(np.count_nonzero(self.is_word))
        return self.batch.word_counts[self.number]

    @cached_property
    def words(self) -> Sequence[Token]:
        """The tokens that are words, as `is_word` says."""
        return [self.tokens[number] for number in self.is_word.nonzero()[0].tolist()]

    @cached_property
    def words_of_sentences(self) -> tuple[NDArray[np.intp], Bounds]:
        """As in `Tokens`."""
        return _words_of_sentences(self.is_word, self.starts, self._marks)

    @property
    def longest_sentence(self) -> int:
        """How many words its longest sentence has, without finding it."""
        if self._has_mark_apart:
            _, bounds = self.words_of_sentences
            return int((bounds[1:] - bounds[:-1]).max(initial=0))
        return self.batch.longest_sentences[self.number]

    @property
    def lix_at_most(self) -> float:
        """A number that its LIX is not above, found much faster."""
        return math.inf if self._has_mark_apart else self.batch.lix_at_most[self.number]

    @property
    def readable_sentences(self) -> Sequence[Sequence[Token]]:
        """The words of the sentences that a measure of readability counts."""
        return [sentence.words for sentence in self.sentences if len(sentence.words) >= _SHORTEST_SENTENCE]

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """Its sentences, in order; a line end ends a sentence."""
        words, bounds = self.words_of_sentences
        found = [self.tokens[number] for number in words.tolist()]
        starts = [*self.starts.nonzero()[0].tolist(), len(self)]
        return [
            Sentence(found[first:last], self.tokens[begin].start, self.tokens[end - 1].end)
            for (begin, end), (first, last) in zip(pairwise(starts), pairwise(bounds.tolist()), strict=True)
        ]

    @cached_property
    def doc(self) -> Doc:
        """As spaCy has it, made once it is asked for: few texts need it, and to make it takes longer than all else."""
        return self._make_doc(self)


def tokens_of(texts: Sequence[Text]) -> Tokens:
    """Return the tokens of texts."""
    batch = texts[-1].batch if texts else Tokens(Words(()), np.zeros(0, np.intp), np.zeros(1, np.intp))
    if len(texts) == len(batch.bounds) - 1 and all(
        text.batch is batch and text.number == number for number, text in enumerate(texts)
    ):
        return batch
    rows = [text.rows_in(batch.table) for text in texts]
    return Tokens(batch.table, np.concatenate(rows), bounds_of([len(each) for each in rows]))
