"""What made a score: spans and measures, and what each of them weighs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one part of a post adds to a logit.

    Attributes
    ----------
    label
        The words of the span, or the name of the measure.
    value
        In logits; positive speaks for what is explained, negative against it.
    start, end
        The span, half open, in characters of the text; None for a measure of the whole post.
    """

    label: str
    value: float
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Where a logit came from.

    Attributes
    ----------
    of
        What is explained: one of `helplint.model.EXPLAINED`.
    logit
        Its logit. That of ``helping`` is the sum over the five grades of ``(grade - 3) / 2`` times the grade's logit.
    intercept
        What the model says before it has read anything, where `logit` is exactly the intercept plus the sum of all
        contributions (model ``fast``). None where a contribution is what the logit measurably loses when its span is
        masked (``careful``): words work together there, so that these do not add up.
    contributions
        Spans in the order of the text, then measures; each with a value that is not 0.
    """

    logit: float
    intercept: float | None
    contributions: tuple[Contribution, ...]
    of: str = "helping"
