"""What a calendar keeps of the text of a post, which is found once for a text, wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helplint.calendar.days import DayWords, find_day_words
from helplint.calendar.likeness import copy_words, signature
from helplint.calendar.links import Link, find_links
from helplint.post import digest, headline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules of calendars look at in a text.

    Attributes
    ----------
    headline
        Half open, in characters of the text: its first line that is not blank.
    words, signature, digest
        As in `helplint.calendar.Entry`.
    links, days
        Those of the text, in its order.
    """

    headline: tuple[int, int]
    words: int
    signature: bytes
    digest: bytes
    links: Sequence[Link]
    days: Sequence[DayWords]

    @classmethod
    def of(cls, text: str) -> Self:
        r"""Return the facts of a text.

        Examples
        --------
        >>> Facts.of("  Fix the tap\nby Friday, 3 May").headline
        (2, 13)
        """
        [facts] = cls.of_each([text])
        return facts

    @classmethod
    def of_each(cls, texts: Sequence[str]) -> list[Self]:
        """Return the facts of each of some texts; one kind after another is faster than one text after another."""
        words = [copy_words(text) for text in texts]
        columns = (
            [headline(text) for text in texts],
            [len(each) for each in words],
            [signature(each) for each in words],
            [digest(text) for text in texts],
            [tuple(find_links(text)) for text in texts],
            [tuple(find_day_words(text)) for text in texts],
        )
        return [cls(*each) for each in zip(*columns, strict=True)]
