"""The examples of a rule, which are its tests and part of its manual page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Draft:
    """An example of a post rule.

    Attributes
    ----------
    text
        In a bad example each offence stands between ``⟦`` and ``⟧``.
    channel
        Where it would be posted.
    time
        When, in ISO 8601; empty for a draft without a date.
    brands
        The sender's names, as a configuration would give them.
    fields
        The other columns or keys of its record.
    """

    text: str
    channel: str | None = None
    time: str = ""
    brands: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)

    def unmarked(self) -> tuple[str, list[tuple[int, int]]]:
        """Return the text without its marks, and the half-open spans that were marked.

        Examples
        --------
        >>> Draft("Only ⟦today⟧!").unmarked()
        ('Only today!', [(5, 10)])
        """
        text, spans = "", []
        for piece in re.split("([⟦⟧])", self.text):
            if piece in ("⟦", "⟧"):
                spans.append(len(text))
            else:
                text += piece
        return text, list(zip(spans[::2], spans[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Planned:
    """One post of an example of a calendar rule.

    Attributes
    ----------
    time
        ISO 8601, with or without a time of day; empty for none.
    helpfulness
        0 to 100.
    text
        What it says.
    offends
        Whether the rule finds it.
    intent
        What it does; where None, what posts of such a helpfulness mostly do.
    reply, fields
        As in `helplint.post.Post`.
    """

    time: str
    helpfulness: float
    text: str = "A post"
    channel: str = "x"
    offends: bool = False
    author: str | None = None
    intent: str | None = None
    reply: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
