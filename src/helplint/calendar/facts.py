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
        words = copy_words(text)
        return cls(
            headline=headline(text),
            words=len(words),
            signature=signature(words),
            digest=digest(text),
            links=tuple(find_links(text)),
            days=tuple(find_day_words(text)),
        )
