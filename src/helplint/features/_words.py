"""What a token is by itself, wherever it stands: a table with a row for each spelling that was met."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import count as numbers
from itertools import pairwise, repeat
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from helplint.feature_words import ADVICE_VERBS, ASK_VERBS, GROUPS, WORD_GROUPS
from helplint.features._segments import Bounds, among, bounds_of, count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.lexeme import Lexeme
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_MOST_WORDS = 50_000
"""Beyond so many different words, some 15 megabytes, all are forgotten before the next texts."""

_ONE_AT_A_TIME = Lock()
"""Threads take turns at the table."""

_CURRENCY = frozenset("$£€₹¥")
_BULLETS = "•-*–→➡✅✔☑👉▪●✓➤🔹🔸⭐"
_DASHES = "—–"

COUNTED = (
    *("words", "letters", "long", "titles", "capitals", "-ed", "-ing"),
    *("lines", "links", "handles", "symbols", "numbers", "money", "hashtags", "bullets", "dashes"),
    *("!", "?", "quotes", "%", "contractions", "*"),
    *GROUPS,
)
"""What is counted in a text; a bit each of `Words.counted`, and a column each of `Words.ones`."""

MARKS = (
    *("kept", "word", "spoken", "title", "lower", "named", "verbal", "asks", "advises"),
    *("#", "line", "link", "handle", "?", "?…", ": or ->", "rt or via", "“", "^", "^…"),
    *("punctuation", "Latin", "stop word", "like a link"),
)
"""What else is to be known of a token; a bit each of `Words.marks`."""

COUNT = {name: 1 << bit for bit, name in enumerate(COUNTED)}
MARK = {name: 1 << bit for bit, name in enumerate(MARKS)}

HASHTAG = 0
"""The row of what stands for the word behind a ``#``; no token has it by itself."""


def _bits(*names: str) -> int:
    return sum(COUNT[name] for name in names)


_GROUPS_OF = {word: _bits(*groups) for word, groups in WORD_GROUPS.items()}
_COUNTS_OF_MASK = {
    "<line>": _bits("lines"),
    "<link>": _bits("links"),
    "<handle>": _bits("handles"),
    "<symbol>": _bits("symbols"),
    "<number>": _bits("numbers"),
    "<figure>": _bits("numbers"),
    "<money>": _bits("money"),
}
_COUNTS_OF_FIRST = dict.fromkeys("'’", _bits("contractions")) | {"!": _bits("!"), "?": _bits("?")}
_COUNTS_OF_TEXT = {
    **dict.fromkeys(_BULLETS, _bits("bullets")),
    **dict.fromkeys('"“”', _bits("quotes")),
    **dict.fromkeys(("n't", "n’t"), _bits("contractions")),
    "—": _bits("dashes"),
    "–": _bits("dashes", "bullets"),
    "*": _bits("*", "bullets"),
    "#": _bits("hashtags"),
    "%": _bits("%"),
}
_MARKS_OF_PLAIN = {
    "<line>": MARK["line"],
    "<link>": MARK["link"],
    "<handle>": MARK["handle"],
    **dict.fromkeys((":", "->", "→"), MARK[": or ->"]),
    **dict.fromkeys(("rt", "via"), MARK["rt or via"]),
    "“": MARK["“"],
    "?": MARK["?"],
}
_MARKS_OF_TEXT = {"#": MARK["#"], "^": MARK["^"]}
_MARKS_OF_FIRST = {"^": MARK["^…"], "@": MARK["spoken"] | MARK["named"]}
_MARKS_OF_NORM = {
    norm: (norm in ASK_VERBS) * MARK["asks"] | (norm in ADVICE_VERBS) * MARK["advises"]
    for norm in ASK_VERBS | ADVICE_VERBS
}


def _plain(word: Lexeme, text: str, norm: str) -> str:  # noqa: PLR0911 - one return for each kind of token
    """Return what stands for a token: masks for what names a sender or a page, otherwise the plain word."""
    if word.is_alpha:
        return norm
    if word.is_space:
        return "<line>" if "\n" in text or "\r" in text else ""
    if word.is_punct:
        return text[:2]
    if word.like_url:
        return "<link>"
    if text[0] == "@" and len(text) > 1:
        return "<handle>"
    if word.like_email:
        return "<email>"
    if text in _CURRENCY:
        return "<money>"
    if text[0].isdigit():
        return "<number>" if word.like_num else "<figure>"
    if text.isascii() or "’" in text or text[0].isalnum():
        return norm
    return "<symbol>"


def _marks(word: Lexeme, text: str, norm: str, plain: str) -> int:
    """Return the bits of `MARK` of a token."""
    marks = _MARKS_OF_NORM.get(norm, 0) | _MARKS_OF_PLAIN.get(plain, 0) | (MARK["kept"] if plain else 0)
    if word.is_title:
        marks |= MARK["title"] | MARK["named"]
    if word.is_upper:
        marks |= MARK["named"]
    if text.lower().endswith(("s", "ed")):
        marks |= MARK["verbal"]
    if word.like_url:
        marks |= MARK["like a link"]
    return marks | (_marks_of_word(word, text) if word.is_alpha else _marks_of_other(word, text, plain))


def _marks_of_word(word: Lexeme, text: str) -> int:
    marks = MARK["word"] | MARK["spoken"]
    if word.is_lower:
        marks |= MARK["lower"]
    if word.is_stop:
        marks |= MARK["stop word"]
    if text[0] < "ɐ":
        marks |= MARK["Latin"]
    return marks


def _marks_of_other(word: Lexeme, text: str, plain: str) -> int:
    marks = _MARKS_OF_FIRST.get(text[0], 0) | _MARKS_OF_TEXT.get(text, 0)
    if word.is_punct:
        marks |= MARK["punctuation"]
    if plain.startswith("?"):
        marks |= MARK["?…"]
    return marks


def _counts(word: Lexeme, text: str, plain: str) -> int:
    """Return the bits of `COUNT` of a token."""
    return _counts_of_word(word, text, plain) if word.is_alpha else _counts_of_other(text, plain)


def _counts_of_word(word: Lexeme, text: str, plain: str) -> int:
    counts = COUNT["words"] | COUNT["letters"] | _GROUPS_OF.get(plain, 0)
    length, lower = len(text), text.lower()
    if length > 7:
        counts |= COUNT["long"]
    if word.is_title:
        counts |= COUNT["titles"]
    if length > 3 and word.is_upper:
        counts |= COUNT["capitals"]
    if length > 4 and lower.endswith("ed"):
        counts |= COUNT["-ed"]
    if length > 5 and lower.endswith("ing"):
        counts |= COUNT["-ing"]
    return counts


def _counts_of_other(text: str, plain: str) -> int:
    if not plain:
        return 0
    counts = _COUNTS_OF_FIRST.get(text[0], 0) | _COUNTS_OF_TEXT.get(text, 0)
    if plain[0] == "<":
        return counts | _COUNTS_OF_MASK.get(plain, 0)
    return counts | COUNT["words"] | _GROUPS_OF.get(plain, 0)


class Words:
    """All spellings met so far; rows are added and never change.

    Attributes
    ----------
    plain
        What stands for each, empty where nothing does.
    counted, marks
        Bits of `COUNT` and of `MARK`; shape ``(≥ words,)``.
    ones
        The bits of `counted`, a column each; shape ``(≥ words, 64)``.
    lengths
        Characters of what is a word; shape ``(≥ words,)``.
    orths
        spaCy's number of each spelling; shape ``(≥ words,)``.
    key
        Under which a Doc remembers its rows; of no other table.
    """

    _numbers = numbers()

    def __init__(self) -> None:
        self.plain = ["<hashtag>"]
        self.counted, self.marks, self.lengths = (np.zeros(1024, np.int64) for _ in range(3))
        self.ones = np.zeros((1024, 64), np.uint8)
        self.orths = np.zeros(1024, np.uint64)
        self.key = f"rows of table {next(self._numbers)}"
        self._row_of: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._row_of) + 1

    def rows(self, spelt: NDArray[np.uint64], vocab: Vocab) -> NDArray[np.intp]:
        """Return the row of each token, which has a spelling and a norm; shape ``(tokens, 2)`` in."""
        # One number for the two, both of which are 64 bits of a hash.
        keys = spelt[:, 0] * np.uint64(0x9E3779B97F4A7C15) ^ spelt[:, 1]
        with _ONE_AT_A_TIME:
            rows = np.fromiter(map(self._row_of.get, keys.tolist(), repeat(-1)), np.intp, len(keys))
            [unknown] = (rows < 0).nonzero()
            if len(unknown):
                new, at, which = np.unique(keys[unknown], return_index=True, return_inverse=True)
                rows[unknown] = which + len(self)
                self._add(new.tolist(), spelt[unknown[at]], vocab)
        return rows

    def _add(self, keys: Sequence[int], spelt: NDArray[np.uint64], vocab: Vocab) -> None:
        begin, end = len(self), len(self) + len(keys)
        strings = vocab.strings
        words = [(vocab[orth], strings[orth], strings[norm]) for orth, norm in spelt.tolist()]
        plain = [_plain(*each) for each in words]
        self._make_room(end)
        self.plain[begin:] = plain
        self.orths[begin:end] = spelt[:, 0]
        self.lengths[begin:end] = [len(text) if word.is_alpha else 0 for word, text, _ in words]
        self.marks[begin:end] = [_marks(*each, stands) for each, stands in zip(words, plain, strict=True)]
        self.counted[begin:end] = [
            _counts(word, text, stands) for (word, text, _), stands in zip(words, plain, strict=True)
        ]
        counted = self.counted[begin:end].astype("<i8").view(np.uint8).reshape(-1, 8)
        self.ones[begin:end] = np.unpackbits(counted, axis=1, bitorder="little")
        # Last, so that an interruption leaves nothing half known.
        self._row_of.update(zip(keys, range(begin, end), strict=True))

    def _make_room(self, end: int) -> None:
        while end > len(self.marks):
            self.counted, self.marks, self.lengths, self.ones, self.orths = (
                np.concatenate([column, np.zeros_like(column)])
                for column in (self.counted, self.marks, self.lengths, self.ones, self.orths)
            )


@cache
def _words() -> Words:
    return Words()


@dataclass(frozen=True)
class Tokens:
    """The tokens of a batch of texts, one after another.

    Attributes
    ----------
    docs
        The texts.
    words
        The table that `rows` are of.
    rows
        Shape ``(tokens,)``.
    bounds
        Of each text among the tokens.
    """

    docs: Sequence[Doc]
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
        return np.arange(len(self.docs)).repeat(self.bounds[1:] - self.bounds[:-1])

    @cached_property
    def starts(self) -> NDArray[np.bool_]:
        """Whether a sentence begins with each token; shape ``(tokens,)``."""
        begun = [doc.user_data["starts"] if "starts" in doc.user_data else _starts(doc) for doc in self.docs]
        starts = np.concatenate([*begun, np.zeros(0, np.bool_)])
        starts[self.first] = True
        return starts

    @cached_property
    def kept(self) -> tuple[NDArray[np.intp], Bounds]:
        """The indexes of the tokens that stand for anything, and the bounds of each text among them."""
        return self.with_mark("kept")

    @property
    def first(self) -> NDArray[np.intp]:
        """The index of the first token of each text that has any."""
        return self.bounds[:-1][self.bounds[:-1] < self.bounds[1:]]

    def with_mark(self, mark: str) -> tuple[NDArray[np.intp], Bounds]:
        """Return the indexes of the tokens that have a mark, and the bounds of each text among them."""
        [chosen] = (self.marks & MARK[mark]).nonzero()
        return chosen, among(chosen, self.bounds)

    def count(self, mark: str) -> NDArray[np.intp]:
        """Return how many tokens of each text have a mark; shape ``(texts,)``."""
        return count(self.marks & MARK[mark], self.bounds)


def _starts(doc: Doc) -> NDArray[np.bool_]:
    starts: NDArray[np.bool_] = doc.to_array("SENT_START") == 1
    return starts


def tokens_of(docs: Sequence[Doc]) -> Tokens:
    """Return the tokens of texts, all of one vocabulary.

    Each Doc remembers its rows, as it is asked for them more than once.
    """
    if len(_words()) > _MOST_WORDS:
        _words.cache_clear()
    words = _words()
    new = [doc for doc in docs if words.key not in doc.user_data]
    if new:
        spelt = np.concatenate([doc.to_array(["ORTH", "NORM"]).reshape(-1, 2) for doc in new])
        rows, bounds = words.rows(spelt, new[0].vocab), bounds_of([len(doc) for doc in new])
        for doc, (begin, end) in zip(new, pairwise(bounds.tolist()), strict=True):
            doc.user_data[words.key] = rows[begin:end]
    known = [doc.user_data[words.key] for doc in docs]
    return Tokens(docs, words, np.concatenate([*known, np.zeros(0, np.intp)]), bounds_of([len(each) for each in known]))
