"""What a rule sees of one post, and how it says what it found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from helplint.calendar import Entry, Quote
    from helplint.features import Text
    from helplint.post import Post
    from helplint.scale import Score


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens that a lexicon entry or a token pattern matched.

    Attributes
    ----------
    start, end
        Half open, in characters of the post's text.
    entry
        The lexicon entry, or the words matched where a pattern did.
    opening
        Whether it stands in the first sentence.
    """

    start: int
    end: int
    entry: str
    opening: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that is known of one post when its rules run."""

    post: Post
    text: Text
    score: Score
    matches: Mapping[str, Sequence[Match]] = field(default_factory=dict)
    """What the phrases and tokens of each rule, by its name, matched; in the order of the text."""
    brands: frozenset[str] = frozenset()
    """Lower-case names of the sender, as configured."""


@dataclass(frozen=True, slots=True)
class Span:
    """An offence of one post, and the words its message needs.

    Attributes
    ----------
    start, end
        Half open, in characters of the post's text.
    words
        Values for the placeholders of the rule's message, beside ``{text}``, the span itself.
    """

    start: int
    end: int
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offence:
    """An offence that an entry of a calendar commits.

    Attributes
    ----------
    entry
        The post.
    words
        Values for the placeholders of the rule's message, beside ``{text}``, what is quoted.
    quote
        The words of the post that offend; its headline where None.
    """

    entry: Entry
    words: Mapping[str, object] = field(default_factory=dict)
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A number measured on a post and the span it was measured on."""

    value: float
    start: int
    end: int
    words: Mapping[str, object] = field(default_factory=dict)
