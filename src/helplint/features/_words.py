"""What a token is by itself, wherever it stands: a table with a row for each spelling that was met."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helplint.feature_words import ADVICE_VERBS, ASK_VERBS, GROUPS, WORD_GROUPS

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from numpy.typing import NDArray


_ONE_AT_A_TIME = Lock()
"""Threads take turns at a table."""

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
    *("punctuation", "Latin", "stop word", "like a link", "end", "upper", "glue", "space"),
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
_MARKS_OF_TEXT = {"#": MARK["#"] | MARK["glue"], "@": MARK["glue"], "$": MARK["glue"], "^": MARK["^"]}
_MARKS_OF_FIRST = {"^": MARK["^…"], "@": MARK["spoken"] | MARK["named"]}
_MARKS_OF_NORM = {
    norm: (norm in ASK_VERBS) * MARK["asks"] | (norm in ADVICE_VERBS) * MARK["advises"]
    for norm in ASK_VERBS | ADVICE_VERBS
}


class Spelling(NamedTuple):
    """What is to be known of a token to know all of it.

    Attributes
    ----------
    text
        As it is written.
    norm
        As spaCy writes it wherever it means the same, in small letters.
    is_alpha, is_space, is_punct, is_stop, like_url, like_email
        As spaCy has it.
    like_num
        The same, of what is no word: spaCy has “ten” for a number too.
    """

    text: str
    norm: str
    is_alpha: bool
    is_stop: bool
    is_space: bool = False
    is_punct: bool = False
    like_url: bool = False
    like_email: bool = False
    like_num: bool = False


def _plain(word: Spelling) -> str:  # noqa: PLR0911 - one return for each kind of token
    """Return what stands for a token: masks for what names a sender or a page, otherwise the plain word."""
    text = word.text
    if word.is_alpha:
        return word.norm
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
        return word.norm
    return "<symbol>"


def _marks(word: Spelling, plain: str) -> int:
    """Return the bits of `MARK` of a token."""
    text = word.text
    marks = _MARKS_OF_NORM.get(word.norm, 0) | _MARKS_OF_PLAIN.get(plain, 0) | (MARK["kept"] if plain else 0)
    if text.istitle():
        marks |= MARK["title"] | MARK["named"]
    if text.isupper():
        marks |= MARK["upper"] | MARK["named"]
    if text.lower().endswith(("s", "ed")):
        marks |= MARK["verbal"]
    if word.like_url:
        marks |= MARK["like a link"]
    return marks | (_marks_of_word(word) if word.is_alpha else _marks_of_other(word, plain))


def _marks_of_word(word: Spelling) -> int:
    marks = MARK["word"] | MARK["spoken"]
    if word.text.islower():
        marks |= MARK["lower"]
    if word.is_stop:
        marks |= MARK["stop word"]
    if word.text[0] < "ɐ":
        marks |= MARK["Latin"]
    return marks


def _marks_of_other(word: Spelling, plain: str) -> int:
    marks = _MARKS_OF_FIRST.get(word.text[0], 0) | _MARKS_OF_TEXT.get(word.text, 0)
    if word.is_punct:
        marks |= MARK["punctuation"]
    if word.is_space:
        marks |= MARK["space"]
    if plain.startswith("?"):
        marks |= MARK["?…"]
    return marks


def _counts(word: Spelling, plain: str) -> int:
    """Return the bits of `COUNT` of a token."""
    return _counts_of_word(word.text, plain) if word.is_alpha else _counts_of_other(word.text, plain)


def _counts_of_word(text: str, plain: str) -> int:
    counts = COUNT["words"] | COUNT["letters"] | _GROUPS_OF.get(plain, 0)
    length, lower = len(text), text.lower()
    if length > 7:
        counts |= COUNT["long"]
    if text.istitle():
        counts |= COUNT["titles"]
    if length > 3 and text.isupper():
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

    Parameters
    ----------
    ends
        The spellings that end a sentence.

    Attributes
    ----------
    texts, norms
        As each is written, and spaCy's norm of it.
    plain
        What stands for each, empty where nothing does.
    counted, marks
        Bits of `COUNT` and of `MARK`; shape ``(≥ words,)``.
    ones
        The bits of `counted`, a column each; shape ``(≥ words, 64)``.
    lengths
        Characters of what is a word; shape ``(≥ words,)``.
    """

    def __init__(self, ends: Container[str]) -> None:
        self.plain = ["<hashtag>"]
        self.texts, self.norms = [""], [""]
        self.counted, self.marks, self.lengths = (np.zeros(1024, np.int64) for _ in range(3))
        self.ones = np.zeros((1024, 64), np.uint8)
        self._ends = ends
        self._row_of: dict[tuple[str, str], int] = {}

    def __len__(self) -> int:
        return len(self._row_of) + 1

    def rows(self, spellings: Sequence[Spelling]) -> list[int]:
        """Return the row of each spelling."""
        known = self._row_of
        with _ONE_AT_A_TIME:
            new = {(each.text, each.norm): each for each in spellings if (each.text, each.norm) not in known}
            if new:
                self._add([*new.values()])
        return [known[each.text, each.norm] for each in spellings]

    def _add(self, words: Sequence[Spelling]) -> None:
        begin, end = len(self), len(self) + len(words)
        plain = [_plain(word) for word in words]
        self._make_room(end)
        self.plain[begin:] = plain
        self.texts[begin:] = [word.text for word in words]
        self.norms[begin:] = [word.norm for word in words]
        self.lengths[begin:end] = [len(word.text) if word.is_alpha else 0 for word in words]
        self.marks[begin:end] = [
            _marks(word, stands) | (MARK["end"] if word.text in self._ends else 0)
            for word, stands in zip(words, plain, strict=True)
        ]
        self.counted[begin:end] = [_counts(word, stands) for word, stands in zip(words, plain, strict=True)]
        counted = self.counted[begin:end].astype("<i8").view(np.uint8).reshape(-1, 8)
        self.ones[begin:end] = np.unpackbits(counted, axis=1, bitorder="little")
        # Last, so that an interruption leaves nothing half known.
        self._row_of.update(zip([(word.text, word.norm) for word in words], range(begin, end), strict=True))

    def adopt(self, other: Words, rows: Sequence[int]) -> list[int]:
        """Return the rows here of what has some rows in another table."""
        known = self._row_of
        with _ONE_AT_A_TIME:
            new = [*{row for row in rows if (other.texts[row], other.norms[row]) not in known}]
            begin, end = len(self), len(self) + len(new)
            self._make_room(end)
            for mine, others in ((self.plain, other.plain), (self.texts, other.texts), (self.norms, other.norms)):
                mine[begin:] = [others[row] for row in new]
            for column, of_other in zip(self._columns, other._columns, strict=True):
                column[begin:end] = of_other[new]
            known.update(zip(((other.texts[row], other.norms[row]) for row in new), range(begin, end), strict=True))
        return [known[other.texts[row], other.norms[row]] for row in rows]

    @property
    def _columns(self) -> tuple[NDArray[Any], ...]:
        return self.counted, self.marks, self.lengths, self.ones

    def _make_room(self, end: int) -> None:
        while end > len(self.marks):
            self.counted, self.marks, self.lengths, self.ones = (
                np.concatenate([column, np.zeros_like(column)]) for column in self._columns
            )
