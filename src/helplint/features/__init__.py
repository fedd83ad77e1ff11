"""Texts to features: the same code for training and for use, over as many texts at once as there are.

A text becomes terms (masked words, pairs of words, and the words that its sentences begin with, each with its span) and
measures (numbers of style). What a token is by itself is looked up in a table of all spellings met so far, everything
else is sums and comparisons over the tokens of all texts; no text's features hang on the texts beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helplint.features._column import Column
from helplint.features._measures import MEASURES, measures_of
from helplint.features._segments import bounds_of, over
from helplint.features._terms import Terms, terms_of
from helplint.features._text import Sentence, Text, Token, Tokens, tokens_of
from helplint.features._words import MARK, Spelling, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "MARK",
    "MEASURES",
    "Column",
    "Features",
    "FeaturesOfTexts",
    "Sentence",
    "Spelling",
    "Term",
    "Terms",
    "Text",
    "Token",
    "Tokens",
    "Words",
    "bounds_of",
    "extract",
    "over",
    "tokens_of",
]


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

    def terms(self, text: Text) -> list[Term]:
        """Return the terms with their spans in the text that they were extracted from."""
        return [
            Term(name, text.tokens[first].start, text.tokens[last].end)
            for name, (first, last) in zip(self.names, self.places, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class FeaturesOfTexts:
    """What the model knows of several posts, as arrays; to iterate over it gives the features of each.

    Attributes
    ----------
    terms
        Of all posts.
    measures
        As `MEASURES` names them; shape ``(posts, measures)``.
    """

    terms: Terms
    measures: NDArray[np.float64]

    def __iter__(self) -> Iterator[Features]:
        for number, measured in enumerate(self.measures.tolist()):
            terms = list(self.terms.of(number))
            measures = dict(zip(MEASURES, measured, strict=True))
            yield Features([name for name, _ in terms], measures, [place for _, place in terms])


def extract(texts: Sequence[Text]) -> FeaturesOfTexts:
    """Return the features of analysed texts.

    A term is a word, two words side by side, or ``^`` and the word that a sentence begins with.

    Examples
    --------
    >>> from helplint.language import analyse
    >>> text = next(analyse(["Visit https://a.example today"]))
    >>> [features] = extract([text])
    >>> [term.name for term in features.terms(text)]
    ['^visit', 'visit', '<link>', 'visit <link>', 'today', '<link> today']
    """
    tokens = tokens_of(texts)
    return FeaturesOfTexts(terms_of(tokens), measures_of(tokens))
