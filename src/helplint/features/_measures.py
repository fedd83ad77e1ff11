"""The measures of texts: numbers of style, each clipped, so that odd input cannot explode a logit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from helplint.feature_words import GROUPS, LABELS
from helplint.features._segments import among, count, nth, over
from helplint.features._words import COUNT, COUNTED, MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from helplint.features._segments import Bounds
    from helplint.features._words import Tokens

    Values = NDArray[Any]
    """A number for each text, or for each sentence."""

_LIKE = {group: f"words like “{LABELS[group]}”" for group in GROUPS}
_TITLED_WORD = MARK["word"] | MARK["title"]
_IN_FIRST = ("we", "you", "announcing", "newsroom", "pride", "question", "buying", "condition")
_IN_LAST = ("we", "you", "booking", "reading", "begging", "buying", "thanks")


def measures_of(tokens: Tokens) -> dict[str, Values]:
    """Return the measures of texts by name, the same names in the same order for whatever texts."""
    sums = over(np.add, tokens.words.ones[tokens.rows], tokens.bounds, np.int64)
    counts = dict(zip(COUNTED, sums.T, strict=False))  # the columns beyond are spare
    words = np.maximum(counts["words"], 1)
    rate = 10 / np.maximum(words, 10)
    return {
        **_surface(tokens, counts, words),
        **{name: np.minimum(rate * counts[group], 3) for group, name in _LIKE.items()},
        **_sentences(tokens),
    }


def _each(function: Callable[[float], float], values: Values) -> Values:
    # numpy's own take several values at a time, and the last bit might tell what stands beside a value.
    return np.array([function(value) for value in values.tolist()], np.float64)


def _surface(tokens: Tokens, counts: Mapping[str, Values], words: Values) -> dict[str, Values]:
    """Measure what can be seen without reading: length, links, marks, capitals."""
    kept, bounds = tokens.with_mark("kept")
    marks = tokens.marks[kept]
    begin, end = nth(marks, bounds, 0), nth(marks, bounds, -1) | nth(marks, bounds, -2) | nth(marks, bounds, -3)
    before_link = np.zeros_like(marks)
    before_link[1:] = marks[:-1] * (marks[1:] & MARK["link"] != 0)
    before_link[bounds[:-1][bounds[:-1] < bounds[1:]]] = 0  # what stands before the first token is another text's
    of_words, bounds_of_words = tokens.with_mark("word")
    first_word = nth(tokens.marks[of_words], bounds_of_words, 0)
    in_line = np.flatnonzero(marks & MARK["line"] == 0)
    last_in_line = nth(marks[in_line], among(in_line, bounds), -1)
    begun_with = tokens.marks * tokens.starts
    titles_begun_with = count((begun_with & _TITLED_WORD) == _TITLED_WORD, tokens.bounds)
    links = counts["links"]
    return {
        "number of words": np.minimum(_each(math.log1p, counts["letters"]) - 3, 4),
        "long word share": np.minimum(4 * counts["long"] / words, 3),
        "word length": np.minimum(over(np.add, tokens.words.lengths[tokens.rows], tokens.bounds) / words - 4, 3),
        "number of lines": np.minimum(_each(math.log1p, counts["lines"]), 4),
        "number of links": np.minimum(links, 3),
        "ends with a link": _whether(end & MARK["link"]),
        "begins with a link": _whether((begin | nth(marks, bounds, 1)) & MARK["link"]),
        "words per link": np.minimum(_each(math.log1p, np.where(links, words / np.maximum(links, 1), 0)), 5),
        "colon before a link": _whether(count(before_link & MARK[": or ->"], bounds)),
        "question before a link": _whether(count(before_link & MARK["?"], bounds)),
        "number of @handles": np.minimum(counts["handles"], 4),
        "begins with a handle": _whether(begin & MARK["handle"]),
        "begins as a share (RT, via)": _whether(begin & (MARK["rt or via"] | MARK["“"])),
        "number of hashtags": np.minimum(_each(math.log1p, counts["hashtags"]), 3),
        "emoji and symbols": np.minimum(_each(math.log1p, counts["symbols"]), 3),
        "bullets": np.minimum(_each(math.log1p, counts["bullets"]), 3),
        "dashes": np.minimum(counts["dashes"], 4),
        "exclamation marks": np.minimum(counts["!"], 4),
        "question marks": np.minimum(counts["?"], 4),
        "ends with a question": _whether(last_in_line & MARK["?…"]),
        "quotation marks": np.minimum(counts["quotes"] / 2, 3),
        "numbers": np.minimum(_each(math.log1p, counts["numbers"]), 3),
        "amounts of money": np.minimum(counts["money"], 3),
        "per cent signs": np.minimum(counts["%"], 3),
        "words in capitals": np.minimum(8 * counts["capitals"] / words, 3),
        "names inside sentences": np.minimum(4 * (counts["titles"] - titles_begun_with) / words, 3),
        "contractions": np.minimum(10 * counts["contractions"] / words, 3),
        "signed by a person (^Jo)": _whether(end & MARK["^…"] | nth(marks, bounds, -4) & MARK["^"]),
        "bold marks": np.minimum(counts["*"] / 4, 3),
        "begins in lower case": _whether(first_word & MARK["lower"]),
        "words in -ed": np.minimum(10 * counts["-ed"] / words, 3),
        "words in -ing": np.minimum(10 * counts["-ing"] / words, 3),
    }


def _sentences(tokens: Tokens) -> dict[str, Values]:
    """Measure what sentences do: who speaks in them, what the first and the last one ask."""
    spoken, _ = tokens.with_mark("spoken")
    sentence = np.cumsum(tokens.starts)[spoken]
    openings = np.flatnonzero(np.diff(sentence, prepend=-1))  # of sentences, among what is spoken
    bounds = np.append(openings, len(spoken))
    of_texts = among(spoken[openings], tokens.bounds)
    marks, opening = tokens.marks[spoken], tokens.marks[spoken[openings]]
    groups = over(np.bitwise_or, tokens.words.counted[tokens.rows[spoken]], bounds)
    lengths = np.diff(bounds)
    titles = marks & MARK["title"]
    titles[openings] = 0
    named = over(np.bitwise_or, titles, bounds)

    number = np.maximum(np.diff(of_texts), 1)
    first, last = nth(opening, of_texts, 0), nth(opening, of_texts, -1)
    groups_of_first, groups_of_last = nth(groups, of_texts, 0), nth(groups, of_texts, -1)

    def having(bits: Values) -> Values:
        return 2 * count(bits, of_texts) / number

    return {
        "number of sentences": _each(math.log, number),
        "sentence length": np.minimum(over(np.add, lengths, of_texts) / number / 10, 4),
        "longest sentence": np.minimum(over(np.maximum, lengths, of_texts) / 20, 3),
        "sentences that ask (book, see, join)": np.minimum(having(opening & MARK["asks"]), 2),
        "sentences that advise (check, turn, keep)": np.minimum(having(opening & MARK["advises"]), 2),
        "first sentence asks (book, see, join)": _whether(first & MARK["asks"]),
        "last sentence asks (book, see, join)": _whether(last & MARK["asks"]),
        "first sentence advises (check, turn, keep)": _whether(first & MARK["advises"]),
        "first sentence names its sender": _names_sender(marks, bounds, of_texts),
        "sentences with “we, our”": having(groups & COUNT["we"]),
        "sentences with “you, your”": having(groups & COUNT["you"]),
        "sentences with “I, my”": having(groups & COUNT["i"]),
        "sentences with a name": np.minimum(having(named), 2),
        **{f"first sentence: {_LIKE[group]}": _whether(groups_of_first & COUNT[group]) for group in _IN_FIRST},
        **{f"last sentence: {_LIKE[group]}": _whether(groups_of_last & COUNT[group]) for group in _IN_LAST},
    }


def _names_sender(marks: NDArray[np.int64], sentences: Bounds, of_texts: Bounds) -> Values:
    """Return which texts begin like “Acme opens” or “Acme Foods announced”: names, then a verb in -s or -ed.

    Parameters
    ----------
    marks
        Of what is spoken.
    sentences, of_texts
        Bounds of sentences among what is spoken, and of texts among sentences.
    """
    at, end = nth(sentences[:-1], of_texts, 0), nth(sentences[1:], of_texts, 0)
    marks = np.append(marks, 0)
    only_names, found = np.ones(len(at), np.bool_), np.zeros(len(at), np.bool_)
    for number in range(5):
        word = np.where(only_names & (at < end), marks[np.minimum(at, len(marks) - 1)], 0)
        if number:
            found |= word & (MARK["named"] | MARK["verbal"]) == MARK["verbal"]
        only_names &= word & MARK["named"] != 0
        at = at + 1
    return found


def _whether(bits: Values) -> Values:
    return bits != 0
