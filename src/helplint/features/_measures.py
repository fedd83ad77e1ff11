"""The measures of texts: numbers of style, each clipped, so that odd input cannot explode a logit."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from helplint.feature_words import GROUPS, LABELS
from helplint.features._segments import among, count, nth, over, sums_of_ones
from helplint.features._words import COUNT, COUNTED, MARK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from helplint.features._segments import Bounds
    from helplint.features._text import Tokens

    Values = NDArray[Any]
    """A number for each text."""


class _Measure(NamedTuple):
    """How a measure comes from what is counted in a text: ``min(f(times * what / per) - less, most)``.

    Attributes
    ----------
    what
        It is counted: one of `COUNTED`, or of what `_of_places` and `_of_sentences` return.
    most
        See above; no measure may grow without bound.
    times, less
        See above.
    per
        Name of the count that it is divided by.
    log
        Whether f is the logarithm of 1 more; otherwise it does nothing.
    """

    what: str
    most: float = 1
    times: float = 1
    per: str = "one"
    less: float = 0
    log: bool = False


_LIKE = {group: f"words like “{LABELS[group]}”" for group in GROUPS}
_IN_FIRST = ("we", "you", "announcing", "newsroom", "pride", "question", "buying", "condition")
_IN_LAST = ("we", "you", "booking", "reading", "begging", "buying", "thanks")

_MEASURES = {
    "number of words": _Measure("letters", 4, less=3, log=True),
    "long word share": _Measure("long", 3, times=4, per="at least one word"),
    "word length": _Measure("characters", 3, per="at least one word", less=4),
    "number of lines": _Measure("lines", 4, log=True),
    "number of links": _Measure("links", 3),
    "ends with a link": _Measure("ends with a link"),
    "begins with a link": _Measure("begins with a link"),
    "words per link": _Measure("words beside links", 5, per="at least one link", log=True),
    "colon before a link": _Measure("colon before a link"),
    "question before a link": _Measure("question before a link"),
    "number of @handles": _Measure("handles", 4),
    "begins with a handle": _Measure("begins with a handle"),
    "begins as a share (RT, via)": _Measure("begins as a share"),
    "number of hashtags": _Measure("hashtags", 3, log=True),
    "emoji and symbols": _Measure("symbols", 3, log=True),
    "bullets": _Measure("bullets", 3, log=True),
    "dashes": _Measure("dashes", 4),
    "exclamation marks": _Measure("!", 4),
    "question marks": _Measure("?", 4),
    "ends with a question": _Measure("ends with a question"),
    "quotation marks": _Measure("quotes", 3, times=1 / 2),
    "numbers": _Measure("numbers", 3, log=True),
    "amounts of money": _Measure("money", 3),
    "per cent signs": _Measure("%", 3),
    "words in capitals": _Measure("capitals", 3, times=8, per="at least one word"),
    "names inside sentences": _Measure("titles inside sentences", 3, times=4, per="at least one word"),
    "contractions": _Measure("contractions", 3, times=10, per="at least one word"),
    "signed by a person (^Jo)": _Measure("signed"),
    "bold marks": _Measure("*", 3, times=1 / 4),
    "begins in lower case": _Measure("begins in lower case"),
    "words in -ed": _Measure("-ed", 3, times=10, per="at least one word"),
    "words in -ing": _Measure("-ing", 3, times=10, per="at least one word"),
    **{name: _Measure(group, 3, times=10, per="at least ten words") for group, name in _LIKE.items()},
    "number of sentences": _Measure("more sentences", 8, log=True),
    "sentence length": _Measure("spoken", 4, times=1 / 10, per="sentences"),
    "longest sentence": _Measure("longest", 3, times=1 / 20),
    "sentences that ask (book, see, join)": _Measure("ask", 2, times=2, per="sentences"),
    "sentences that advise (check, turn, keep)": _Measure("advise", 2, times=2, per="sentences"),
    "first sentence asks (book, see, join)": _Measure("first asks"),
    "last sentence asks (book, see, join)": _Measure("last asks"),
    "first sentence advises (check, turn, keep)": _Measure("first advises"),
    "first sentence names its sender": _Measure("first names its sender"),
    "sentences with “we, our”": _Measure("sentences with we", 2, times=2, per="sentences"),
    "sentences with “you, your”": _Measure("sentences with you", 2, times=2, per="sentences"),
    "sentences with “I, my”": _Measure("sentences with i", 2, times=2, per="sentences"),
    "sentences with a name": _Measure("sentences with a name", 2, times=2, per="sentences"),
    **{f"first sentence: {_LIKE[group]}": _Measure(f"first: {group}") for group in _IN_FIRST},
    **{f"last sentence: {_LIKE[group]}": _Measure(f"last: {group}") for group in _IN_LAST},
}
MEASURES = (*_MEASURES,)
"""Their names, in the order of what `measures_of` returns."""

_MOST, _TIMES, _LESS = (
    np.array([[each] for each in column], np.float64)
    for column in zip(*((each.most, each.times, each.less) for each in _MEASURES.values()), strict=True)
)
_LOGS = np.flatnonzero([each.log for each in _MEASURES.values()])
_DIVIDED = np.flatnonzero([each.per != "one" for each in _MEASURES.values()])
_NAMES_AND_VERB = 5
"""Words at the beginning of a text among which a verb behind names is looked for."""
_TITLED_WORD = MARK["word"] | MARK["title"]
_BITS_IN_FIRST, _BITS_IN_LAST, _BITS_OF_SPEAKERS = (
    np.array([[COUNT[group]] for group in groups]) for groups in (_IN_FIRST, _IN_LAST, ("we", "you", "i"))
)


def measures_of(tokens: Tokens) -> NDArray[np.float64]:
    """Return the measures of texts; shape ``(texts, measures)``."""
    sums = sums_of_ones(tokens.table.ones[tokens.rows], tokens.bounds).T
    more = _of_all(sums) | _of_places(tokens) | _of_sentences(tokens)
    counts = np.concatenate([sums[: len(COUNTED)], np.array([*more.values()])]).astype(np.float64)
    what, per = _rows_of((*COUNTED, *more))
    values = counts[what] * _TIMES
    values[_DIVIDED] /= counts[per]
    # numpy's own logarithm takes several values at a time, and the last bit might tell what stands beside a value.
    values[_LOGS] = [[math.log1p(value) for value in row] for row in values[_LOGS].tolist()]
    values -= _LESS
    return np.ascontiguousarray(np.minimum(values, _MOST).T)


@cache
def _rows_of(names: tuple[str, ...]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where, among counts of these names, stands what each measure counts, and what it is divided by."""
    row_of = {name: row for row, name in enumerate(names)}
    measures = _MEASURES.values()
    what, per = [row_of[each.what] for each in measures], [row_of[each.per] for each in measures if each.per != "one"]
    return np.array(what), np.array(per)


def _of_all(sums: NDArray[np.int64]) -> dict[str, Values]:
    """Count what follows from other counts."""
    words, links = np.maximum(sums[COUNTED.index("words")], 1), sums[COUNTED.index("links")]
    return {
        "at least one word": words,
        "at least ten words": np.maximum(words, 10),
        "at least one link": np.maximum(links, 1),
        "words beside links": words * (links > 0),
    }


def _of_places(tokens: Tokens) -> dict[str, Values]:
    """Count what hangs on where a token stands in its text."""
    kept, bounds = tokens.kept
    marks = tokens.marks[kept]
    first, second, last, last_but_one, last_but_two, last_but_three = nth(marks, bounds, 0, 1, -1, -2, -3, -4)
    last_three = last | last_but_one | last_but_two
    before_links = np.zeros_like(marks)
    before_links[1:] = marks[:-1] * (marks[1:] & MARK["link"] != 0)
    before_links[bounds[:-1][bounds[:-1] < bounds[1:]]] = 0  # what stands before the first token is another text's
    before_links = over(np.bitwise_or, before_links, bounds)
    [in_line] = (marks & MARK["line"] == 0).nonzero()
    [last_in_line] = nth(marks[in_line], among(in_line, bounds), -1)
    words, bounds_of_words = tokens.with_mark("word")
    [first_word] = nth(tokens.marks[words], bounds_of_words, 0)
    inside = tokens.marks * ~tokens.starts
    return {
        "characters": over(np.add, tokens.table.lengths[tokens.rows], tokens.bounds),
        "titles inside sentences": count(inside & _TITLED_WORD == _TITLED_WORD, tokens.bounds),
        "begins with a link": (first | second) & MARK["link"] != 0,
        "ends with a link": last_three & MARK["link"] != 0,
        "colon before a link": before_links & MARK[": or ->"] != 0,
        "question before a link": before_links & MARK["?"] != 0,
        "begins with a handle": first & MARK["handle"] != 0,
        "begins as a share": first & (MARK["rt or via"] | MARK["“"]) != 0,
        "ends with a question": last_in_line & MARK["?…"] != 0,
        "signed": last_three & MARK["^…"] | last_but_three & MARK["^"] != 0,
        "begins in lower case": first_word & MARK["lower"] != 0,
    }


def _of_sentences(tokens: Tokens) -> dict[str, Values]:
    """Count what sentences do: who speaks in them, what they ask, and what the first and the last one do."""
    spoken, bounds_of_spoken = tokens.with_mark("spoken")
    marks, sentence = tokens.marks[spoken], tokens.starts.cumsum()[spoken]
    begins = np.ones(len(spoken), np.bool_)
    begins[1:] = sentence[1:] != sentence[:-1]
    [openings] = begins.nonzero()
    sentences = np.append(openings, len(spoken))  # bounds among what is spoken
    bounds = among(openings, bounds_of_spoken)  # of texts among sentences
    lengths, opening = sentences[1:] - openings, marks[openings]
    groups = over(np.bitwise_or, tokens.table.counted[tokens.rows[spoken]], sentences)
    named = over(np.bitwise_or, marks * ~begins & MARK["title"], sentences)
    number = bounds[1:] - bounds[:-1]
    doing = [
        opening & MARK["asks"] != 0,
        opening & MARK["advises"] != 0,
        named != 0,
        *(groups & _BITS_OF_SPEAKERS != 0),
    ]
    ask, advise, with_name, we, you, i = over(np.add, np.array(doing).T, bounds, np.int64).T
    (first, last), (groups_of_first, groups_of_last) = nth(np.array([opening, groups]), bounds, 0, -1)
    return {
        "more sentences": np.maximum(number - 1, 0),
        "sentences": np.maximum(number, 1),
        "spoken": bounds_of_spoken[1:] - bounds_of_spoken[:-1],
        "longest": over(np.maximum, lengths, bounds),
        "ask": ask,
        "advise": advise,
        "sentences with a name": with_name,
        "sentences with we": we,
        "sentences with you": you,
        "sentences with i": i,
        "first asks": first & MARK["asks"] != 0,
        "last asks": last & MARK["asks"] != 0,
        "first advises": first & MARK["advises"] != 0,
        "first names its sender": _names_sender(marks, sentences, bounds),
        **dict(zip([f"first: {group}" for group in _IN_FIRST], groups_of_first & _BITS_IN_FIRST != 0, strict=True)),
        **dict(zip([f"last: {group}" for group in _IN_LAST], groups_of_last & _BITS_IN_LAST != 0, strict=True)),
    }


def _names_sender(marks: NDArray[np.int64], sentences: Bounds, bounds: Bounds) -> Values:
    """Return which texts begin like “Acme opens” or “Acme Foods announced”: names, then a verb in -s or -ed.

    Parameters
    ----------
    marks
        Of what is spoken.
    sentences, bounds
        Bounds of sentences among what is spoken, and of texts among sentences.
    """
    first = bounds[:-1]
    begin, end = sentences[first], sentences[first + (first < bounds[1:])]
    at = begin + np.arange(_NAMES_AND_VERB)[:, None]
    words = np.append(marks, 0)[np.where(at < end, at, len(marks))]
    behind_names = (words & MARK["named"] == 0).argmax(axis=0)
    found: NDArray[np.bool_] = (behind_names > 0) & (words[behind_names, np.arange(len(begin))] & MARK["verbal"] != 0)
    return found
