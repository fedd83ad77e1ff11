"""Doc to features: the same code for training and for use.

A post becomes terms (masked words and pairs of words, each with its span) and measures (numbers of style, each clipped,
so that odd input cannot explode a logit).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helplint.feature_words import ADVICE_VERBS, ASK_VERBS, GROUPS, LABELS, WORD_GROUPS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Token

_CURRENCY = frozenset("$£€₹¥")
_BULLETS = frozenset("•-*–→➡✅✔☑👉▪●✓➤🔹🔸⭐")
_DASHES = frozenset("—–")


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
    terms
        In the order of the text, repeats included.
    measures
        By name, the same names in the same order for every post; each within -4 to 8.
    """

    terms: Sequence[Term]
    measures: Mapping[str, float]


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


def _clip(value: float, high: float) -> float:
    return min(value, high)


def extract(doc: Doc) -> Features:
    """Return the features of an analysed text.

    A term is a word, two words side by side, or ``^`` and the word that a sentence begins with.

    Examples
    --------
    >>> from helplint.language import analyse
    >>> [term.name for term in extract(next(analyse(["Visit https://a.example today"]))).terms]
    ['^visit', 'visit', '<link>', 'visit <link>', 'today', '<link> today']
    """
    tokens = [(token, word) for token in doc if (word := _word(token))]
    terms: list[Term] = []
    before: tuple[int, str] | None = None
    begins = hashtag = False
    for token, plain in tokens:
        start, end = token.idx, token.idx + len(token.text)
        begins = begins or bool(token.is_sent_start)
        if begins and (token.is_alpha or plain == "<handle>"):
            terms.append(Term(f"^{plain}", start, end))
            begins = False
        word = "<hashtag>" if hashtag else plain
        hashtag = token.text == "#"
        terms.append(Term(word, start, end))
        if before is not None:
            terms.append(Term(f"{before[1]} {word}", before[0], end))
        before = (start, word)
    return Features(terms, _measure(doc, tokens))


def _measure(doc: Doc, tokens: Sequence[tuple[Token, str]]) -> dict[str, float]:
    words = [word for token, word in tokens if token.is_alpha or word[0] != "<"]
    count = max(len(words), 1)
    values = _surface(tokens, count)
    rate = 10 / max(count, 10)
    counts = Counter(group for word in words for group in WORD_GROUPS.get(word, ()))
    for group in GROUPS:
        values[f"words like “{LABELS[group]}”"] = _clip(rate * counts[group], 3)
    values.update(_sentences(doc))
    return values


def _surface(tokens: Sequence[tuple[Token, str]], count: int) -> dict[str, float]:
    """Measure what can be seen without reading: length, links, marks, capitals."""
    plain = [word for _, word in tokens]
    links = [index for index, word in enumerate(plain) if word == "<link>"]
    hashtags = sum(token.text == "#" for token, _ in tokens)
    letters = [token for token, _ in tokens if token.is_alpha]
    lines = 1 + sum(word == "<line>" for word in plain)
    first = plain[0] if plain else ""
    last = [word for word in plain if word != "<line>"][-1:] or [""]
    capitalised = sum(token.is_title and not token.is_sent_start for token in letters)
    marks = [token.text for token, _ in tokens]
    return {
        "number of words": _clip(math.log1p(len(letters)) - 3, 4),
        "long word share": _clip(4 * sum(len(token) > 7 for token in letters) / count, 3),
        "word length": _clip(sum(len(token) for token in letters) / count - 4, 3),
        "number of lines": _clip(math.log(lines), 4),
        "number of links": _clip(len(links), 3),
        "ends with a link": float("<link>" in plain[-3:]),
        "begins with a link": float("<link>" in plain[:2]),
        "words per link": _clip(math.log1p(count / len(links)) if links else 0.0, 5),
        "colon before a link": float(any(index and plain[index - 1] in (":", "->", "→") for index in links)),
        "question before a link": float(any(index and plain[index - 1] == "?" for index in links)),
        "number of @handles": _clip(sum(word == "<handle>" for word in plain), 4),
        "begins with a handle": float(first == "<handle>"),
        "begins as a share (RT, via)": float(first in ("rt", "via") or plain[:1] == ["“"]),
        "number of hashtags": _clip(math.log1p(hashtags), 3),
        "emoji and symbols": _clip(math.log1p(sum(word == "<symbol>" for word in plain)), 3),
        "bullets": _clip(math.log1p(sum(mark in _BULLETS for mark in marks)), 3),
        "dashes": _clip(sum(mark in _DASHES for mark in marks), 4),
        "exclamation marks": _clip(sum(mark.startswith("!") for mark in marks), 4),
        "question marks": _clip(sum(mark.startswith("?") for mark in marks), 4),
        "ends with a question": float(last[0].startswith("?")),
        "quotation marks": _clip(sum(mark in ('"', "“", "”") for mark in marks) / 2, 3),
        "numbers": _clip(math.log1p(sum(word in ("<number>", "<figure>") for word in plain)), 3),
        "amounts of money": _clip(sum(word == "<money>" for word in plain), 3),
        "per cent signs": _clip(sum(mark == "%" for mark in marks), 3),
        "words in capitals": _clip(8 * sum(token.is_upper and len(token) > 3 for token in letters) / count, 3),
        "names inside sentences": _clip(4 * capitalised / count, 3),
        "contractions": _clip(10 * sum(mark[0] in "'’" or mark in ("n't", "n’t") for mark in marks) / count, 3),
        "signed by a person (^Jo)": float("^" in marks[-4:] or any(mark.startswith("^") for mark in marks[-3:])),
        "bold marks": _clip(sum(mark == "*" for mark in marks) / 4, 3),
        "begins in lower case": float(bool(letters) and letters[0].is_lower),
        "words in -ed": _clip(10 * sum(len(token) > 4 and token.lower_.endswith("ed") for token in letters) / count, 3),
        "words in -ing": _clip(
            10 * sum(len(token) > 5 and token.lower_.endswith("ing") for token in letters) / count, 3
        ),
    }


def _sentences(doc: Doc) -> dict[str, float]:
    """Measure what sentences do: who speaks in them, what the first and the last one ask."""
    sentences = [[token for token in sentence if token.is_alpha or token.text[0] == "@"] for sentence in doc.sents]
    sentences = [sentence for sentence in sentences if sentence]
    number = max(len(sentences), 1)
    norms = [[token.norm_ for token in sentence] for sentence in sentences]
    asks = [sentence[0] in ASK_VERBS for sentence in norms]
    advises = [sentence[0] in ADVICE_VERBS for sentence in norms]
    first = set(norms[0]) if norms else set()
    last = set(norms[-1]) if norms else set()
    lengths = [len(sentence) for sentence in sentences] or [0]
    values = {
        "number of sentences": math.log(number),
        "sentence length": _clip(sum(lengths) / number / 10, 4),
        "longest sentence": _clip(max(lengths) / 20, 3),
        "sentences that ask (book, see, join)": _clip(2 * sum(asks) / number, 2),
        "sentences that advise (check, turn, keep)": _clip(2 * sum(advises) / number, 2),
        "first sentence asks (book, see, join)": float(asks[0]) if asks else 0.0,
        "last sentence asks (book, see, join)": float(asks[-1]) if asks else 0.0,
        "first sentence advises (check, turn, keep)": float(advises[0]) if advises else 0.0,
        "first sentence names its sender": float(_named_sender(sentences[0])) if sentences else 0.0,
        "sentences with “we, our”": 2 * sum(not GROUPS["we"].isdisjoint(sentence) for sentence in norms) / number,
        "sentences with “you, your”": 2 * sum(not GROUPS["you"].isdisjoint(sentence) for sentence in norms) / number,
        "sentences with “I, my”": 2 * sum(not GROUPS["i"].isdisjoint(sentence) for sentence in norms) / number,
        "sentences with a name": _clip(
            2 * sum(any(token.is_title for token in sentence[1:]) for sentence in sentences) / number, 2
        ),
    }
    for group in ("we", "you", "announcing", "newsroom", "pride", "question", "buying", "condition"):
        values[f"first sentence: words like “{LABELS[group]}”"] = float(not GROUPS[group].isdisjoint(first))
    for group in ("we", "you", "booking", "reading", "begging", "buying", "thanks"):
        values[f"last sentence: words like “{LABELS[group]}”"] = float(not GROUPS[group].isdisjoint(last))
    return values


def _named_sender(sentence: Sequence[Token]) -> bool:
    """Return whether a sentence begins like “Acme opens” or “Acme Foods announced”: names, then a verb in -s or -ed."""
    for token in sentence[:5]:
        if token.is_title or token.is_upper or token.text[0] == "@":
            continue
        return token is not sentence[0] and token.lower_.endswith(("s", "ed"))
    return False
