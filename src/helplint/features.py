"""Doc to features: the same code for training and for use.

A post becomes terms (masked words and pairs of words, each with its span) and measures (numbers of style, each clipped,
so that odd input cannot explode a logit).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from helplint.feature_words import ADVICE_VERBS, ASK_VERBS, GROUPS, LABELS, WORD_GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

_CURRENCY = frozenset("$£€₹¥")
_BULLETS = frozenset("•-*–→➡✅✔☑👉▪●✓➤🔹🔸⭐")
_DASHES = frozenset("—–")


_MOST_WORDS = 20_000
"""Beyond so many different words all are forgotten before the next post, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or two that stand side by side, as the model sees them, and where they stand."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Features:
    """What the model knows of one post.

    Attributes
    ----------
    names
        Of its terms in the order of the text, repeats included.
    measures
        By name, the same names in the same order for every post; each within -4 to 8.
    places
        The first and the last token of each term.
    """

    names: Sequence[str]
    measures: Mapping[str, float]
    places: Sequence[tuple[int, int]]

    def terms(self, doc: Doc) -> list[Term]:
        """Return the terms with their spans in the text that they were extracted from."""
        return [
            Term(name, doc[first].idx, doc[last].idx + len(doc[last]))
            for name, (first, last) in zip(self.names, self.places, strict=True)
        ]


def _word(token: Token) -> str:  # noqa: PLR0911 - one return for each kind of token
    """Return what stands for a token: masks for what names a sender or a page, otherwise the plain word."""
    text = token.text
    if token.is_alpha:
        return token.norm_
    if token.is_space:
        return "<line>" if "\n" in text or "\r" in text else ""
    if token.is_punct:
        return text[:2]
    if token.like_url:
        return "<link>"
    if text[0] == "@" and len(text) > 1:
        return "<handle>"
    if token.like_email:
        return "<email>"
    if text in _CURRENCY:
        return "<money>"
    if text[0].isdigit():
        return "<number>" if token.like_num else "<figure>"
    if text.isascii() or "’" in text or text[0].isalnum():
        return token.norm_
    return "<symbol>"


@dataclass(frozen=True, slots=True)
class _Word:
    """What a token is wherever it stands; made once for all tokens of one spelling.

    Attributes
    ----------
    row
        Its row in the table of `_Words`.
    groups
        A bit for each of `GROUPS` that it is in.
    named
        Whether it stands for a sender, as the first words of a sentence: capitals, or a handle.
    """

    row: int
    text: str
    plain: str
    norm: str
    is_alpha: bool
    is_title: bool
    is_lower: bool
    groups: int
    named: bool
    verbal: bool


_BITS = {name: 1 << number for number, name in enumerate(GROUPS)}
_LIKE = {group: f"words like “{LABELS[group]}”" for group in GROUPS}
_IN_FIRST = {
    f"first sentence: {_LIKE[group]}": _BITS[group]
    for group in ("we", "you", "announcing", "newsroom", "pride", "question", "buying", "condition")
}
_IN_LAST = {
    f"last sentence: {_LIKE[group]}": _BITS[group]
    for group in ("we", "you", "booking", "reading", "begging", "buying", "thanks")
}

_OF_WORDS: Mapping[str, Callable[[Token], int]] = {
    "letters": lambda _: True,
    "long": lambda token: len(token) > 7,
    "characters": len,
    "titles": lambda token: token.is_title,
    "capitals": lambda token: token.is_upper and len(token) > 3,
    "-ed": lambda token: len(token) > 4 and token.lower_.endswith("ed"),
    "-ing": lambda token: len(token) > 5 and token.lower_.endswith("ing"),
}
"""What is counted in a post, of a token that is a word."""

_OF_OTHERS: Mapping[str, Callable[[str, str], int]] = {
    "lines": lambda _, plain: plain == "<line>",
    "links": lambda _, plain: plain == "<link>",
    "handles": lambda _, plain: plain == "<handle>",
    "symbols": lambda _, plain: plain == "<symbol>",
    "numbers": lambda _, plain: plain in ("<number>", "<figure>"),
    "money": lambda _, plain: plain == "<money>",
    "hashtags": lambda text, _: text == "#",
    "bullets": lambda text, _: text in _BULLETS,
    "dashes": lambda text, _: text in _DASHES,
    "!": lambda text, _: text.startswith("!"),
    "?": lambda text, _: text.startswith("?"),
    "quotes": lambda text, _: text in ('"', "“", "”"),
    "%": lambda text, _: text == "%",
    "contractions": lambda text, _: text[0] in "'’" or text in ("n't", "n’t"),
    "*": lambda text, _: text == "*",
}
"""What is counted in a post, of the text of any other token and what stands for it."""

_COUNTED = {name: column for column, name in enumerate(("words", *_OF_WORDS, *_OF_OTHERS, *GROUPS))}


class _Words:
    """All words met so far, and a table of what each adds to the counts of a post."""

    def __init__(self) -> None:
        import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

        self._known: dict[tuple[int, int], _Word] = {}
        self._table = np.zeros((1024, len(_COUNTED)), np.int32)

    def of(self, doc: Doc, spelt: Sequence[tuple[int, int]]) -> list[_Word]:
        """Return the word of each token, which has a spelling and a norm."""
        if len(self._known) > _MOST_WORDS:
            self._known.clear()
        known = self._known
        words = []
        for index, spelling in enumerate(spelt):
            word = known.get(spelling)
            if word is None:
                word = known[spelling] = self._new(doc[index])
            words.append(word)
        return words

    def _new(self, token: Token) -> _Word:
        import numpy as np  # noqa: PLC0415 - see above

        plain, norm, text = _word(token), token.norm_, token.text
        row = len(self._known)
        if row == len(self._table):
            self._table = np.concatenate([self._table, self._table])
        counts = dict.fromkeys(_COUNTED, 0)
        if plain:
            counts.update(
                {name: int(count(token)) for name, count in _OF_WORDS.items()}
                if token.is_alpha
                else {name: int(count(text, plain)) for name, count in _OF_OTHERS.items()}
            )
            if token.is_alpha or plain[0] != "<":
                counts.update(dict.fromkeys(("words", *WORD_GROUPS.get(plain, ())), 1))
        self._table[row] = list(counts.values())
        return _Word(
            row=row,
            text=text,
            plain=plain,
            norm=norm,
            is_alpha=token.is_alpha,
            is_title=token.is_title,
            is_lower=token.is_lower,
            groups=sum(_BITS[name] for name in WORD_GROUPS.get(norm, ())),
            named=token.is_title or token.is_upper or text[0] == "@",
            verbal=token.lower_.endswith(("s", "ed")),
        )

    def counts(self, words: Sequence[_Word]) -> dict[str, int]:
        """Return what is counted in a post."""
        sums: NDArray[np.int64] = self._table[[word.row for word in words]].sum(axis=0)
        return dict(zip(_COUNTED, sums.tolist(), strict=True))


@cache
def _words() -> _Words:
    return _Words()


def _clip(value: float, high: float) -> float:
    return min(value, high)


def extract(doc: Doc) -> Features:
    """Return the features of an analysed text.

    A term is a word, two words side by side, or ``^`` and the word that a sentence begins with.

    Examples
    --------
    >>> from helplint.language import analyse
    >>> doc = next(analyse(["Visit https://a.example today"]))
    >>> [term.name for term in extract(doc).terms(doc)]
    ['^visit', 'visit', '<link>', 'visit <link>', 'today', '<link> today']
    """
    spelling, norms, begun = doc.to_array(["ORTH", "NORM", "SENT_START"]).T.tolist()
    words = _words().of(doc, list(zip(spelling, norms, strict=True)))
    starts = [index for index, begins in enumerate(begun) if begins == 1]
    names, places = _terms(words, frozenset(starts))
    return Features(names, _measure(words, starts), places)


def _terms(words: Sequence[_Word], starts: frozenset[int]) -> tuple[list[str], list[tuple[int, int]]]:
    names: list[str] = []
    places: list[tuple[int, int]] = []
    before = ""
    at = 0
    begins = hashtag = False
    for index, word in enumerate(words):
        name = word.plain
        if not name:
            continue
        begins = begins or index in starts
        if begins and (word.is_alpha or name == "<handle>"):
            names.append(f"^{name}")
            places.append((index, index))
            begins = False
        if hashtag:
            name = "<hashtag>"
        hashtag = word.text == "#"
        names.append(name)
        places.append((index, index))
        if before:
            names.append(f"{before} {name}")
            places.append((at, index))
        before, at = name, index
    return names, places


def _measure(words: Sequence[_Word], starts: Sequence[int]) -> dict[str, float]:
    kept = [word for word in words if word.plain]
    counts = _words().counts(kept)
    count = max(counts["words"], 1)
    capitalised = counts["titles"] - sum(words[at].is_alpha and words[at].is_title for at in starts)
    values = _surface(kept, counts, count, capitalised)
    rate = 10 / max(count, 10)
    for group, name in _LIKE.items():
        values[name] = _clip(rate * counts[group], 3)
    values.update(_sentences([words[start:end] for start, end in pairwise([*starts, len(words)])]))
    return values


def _surface(words: Sequence[_Word], counts: Mapping[str, int], count: int, capitalised: int) -> dict[str, float]:
    """Measure what can be seen without reading: length, links, marks, capitals."""
    plain = [word.plain for word in words]
    links = [index for index, word in enumerate(plain) if word == "<link>"] if counts["links"] else []
    first = plain[0] if plain else ""
    last = next((word for word in reversed(plain) if word != "<line>"), "")
    begins = next((word for word in words if word.is_alpha), None)
    marks = [word.text for word in words[-4:]]
    return {
        "number of words": _clip(math.log1p(counts["letters"]) - 3, 4),
        "long word share": _clip(4 * counts["long"] / count, 3),
        "word length": _clip(counts["characters"] / count - 4, 3),
        "number of lines": _clip(math.log(1 + counts["lines"]), 4),
        "number of links": _clip(len(links), 3),
        "ends with a link": float("<link>" in plain[-3:]),
        "begins with a link": float("<link>" in plain[:2]),
        "words per link": _clip(math.log1p(count / len(links)) if links else 0.0, 5),
        "colon before a link": float(any(index and plain[index - 1] in (":", "->", "→") for index in links)),
        "question before a link": float(any(index and plain[index - 1] == "?" for index in links)),
        "number of @handles": _clip(counts["handles"], 4),
        "begins with a handle": float(first == "<handle>"),
        "begins as a share (RT, via)": float(first in ("rt", "via") or plain[:1] == ["“"]),
        "number of hashtags": _clip(math.log1p(counts["hashtags"]), 3),
        "emoji and symbols": _clip(math.log1p(counts["symbols"]), 3),
        "bullets": _clip(math.log1p(counts["bullets"]), 3),
        "dashes": _clip(counts["dashes"], 4),
        "exclamation marks": _clip(counts["!"], 4),
        "question marks": _clip(counts["?"], 4),
        "ends with a question": float(last.startswith("?")),
        "quotation marks": _clip(counts["quotes"] / 2, 3),
        "numbers": _clip(math.log1p(counts["numbers"]), 3),
        "amounts of money": _clip(counts["money"], 3),
        "per cent signs": _clip(counts["%"], 3),
        "words in capitals": _clip(8 * counts["capitals"] / count, 3),
        "names inside sentences": _clip(4 * capitalised / count, 3),
        "contractions": _clip(10 * counts["contractions"] / count, 3),
        "signed by a person (^Jo)": float("^" in marks or any(mark.startswith("^") for mark in marks[-3:])),
        "bold marks": _clip(counts["*"] / 4, 3),
        "begins in lower case": float(begins is not None and begins.is_lower),
        "words in -ed": _clip(10 * counts["-ed"] / count, 3),
        "words in -ing": _clip(10 * counts["-ing"] / count, 3),
    }


def _sentences(sentences: Sequence[Sequence[_Word]]) -> dict[str, float]:
    """Measure what sentences do: who speaks in them, what the first and the last one ask."""
    spoken = [[word for word in sentence if word.is_alpha or word.text[0] == "@"] for sentence in sentences]
    spoken = [sentence for sentence in spoken if sentence]
    number = max(len(spoken), 1)
    groups = [_union(sentence) for sentence in spoken]
    asks = [sentence[0].norm in ASK_VERBS for sentence in spoken]
    advises = [sentence[0].norm in ADVICE_VERBS for sentence in spoken]
    first, last = (groups[0], groups[-1]) if groups else (0, 0)
    lengths = [len(sentence) for sentence in spoken] or [0]

    values = {
        "number of sentences": math.log(number),
        "sentence length": _clip(sum(lengths) / number / 10, 4),
        "longest sentence": _clip(max(lengths) / 20, 3),
        "sentences that ask (book, see, join)": _clip(2 * sum(asks) / number, 2),
        "sentences that advise (check, turn, keep)": _clip(2 * sum(advises) / number, 2),
        "first sentence asks (book, see, join)": float(asks[0]) if asks else 0.0,
        "last sentence asks (book, see, join)": float(asks[-1]) if asks else 0.0,
        "first sentence advises (check, turn, keep)": float(advises[0]) if advises else 0.0,
        "first sentence names its sender": float(_named_sender(spoken[0])) if spoken else 0.0,
        "sentences with “we, our”": 2 * _having(groups, _BITS["we"]) / number,
        "sentences with “you, your”": 2 * _having(groups, _BITS["you"]) / number,
        "sentences with “I, my”": 2 * _having(groups, _BITS["i"]) / number,
        "sentences with a name": _clip(
            2 * sum(any(word.is_title for word in sentence[1:]) for sentence in spoken) / number, 2
        ),
    }
    for name, bit in _IN_FIRST.items():
        values[name] = float(bool(first & bit))
    for name, bit in _IN_LAST.items():
        values[name] = float(bool(last & bit))
    return values


def _having(sentences: Sequence[int], bit: int) -> int:
    return sum([each & bit > 0 for each in sentences])


def _union(sentence: Sequence[_Word]) -> int:
    groups = 0
    for word in sentence:
        groups |= word.groups
    return groups


def _named_sender(sentence: Sequence[_Word]) -> bool:
    """Return whether a sentence begins like “Acme opens” or “Acme Foods announced”: names, then a verb in -s or -ed."""
    for number, word in enumerate(sentence[:5]):
        if not word.named:
            return number > 0 and word.verbal
    return False
