"""The text of a post as cut out of a file: every character keeps the offset it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, overload

from helplint.origin import Origin, pack_offsets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from helplint.origin import Source


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Characters of a source, as they are meant.

    Attributes
    ----------
    text
        What will be published.
    start, offsets
        As in `helplint.origin.Origin`.
    """

    text: str
    start: int
    offsets: Sequence[int] | None = None

    @classmethod
    def cut(cls, source: str, start: int, end: int) -> Excerpt:
        r"""Return one unbroken slice of a source, without the white space around it.

        Examples
        --------
        >>> Excerpt.cut("a\n\n b c \n", 1, 9)
        Excerpt(text='b c', start=4, offsets=None)
        """
        stretch = source[start:end]
        stripped = stretch.strip()
        return cls(stripped, start + len(stretch) - len(stretch.lstrip()) if stripped else start)

    @classmethod
    def joined(cls, source: str, spans: Iterable[tuple[int, int]]) -> Excerpt:
        """Return the slices of a source between pairs of offsets, end to end, without the white space around them.

        Examples
        --------
        >>> Excerpt.joined("> Fix it.", [(2, 5), (6, 8)]).text
        'Fixit'
        """
        kept = [(start, end) for start, end in spans if start < end]
        if not kept:
            return cls("", 0)
        return cls.mapped(
            "".join(source[start:end] for start, end in kept),
            [*(offset for start, end in kept for offset in range(start, end)), kept[-1][1]],
        ).trimmed()

    @classmethod
    def mapped(cls, text: str, offsets: Sequence[int]) -> Excerpt:
        """Return a text with the offset of each of its characters, and of its end."""
        return cls(text, offsets[0], pack_offsets(offsets))

    def trimmed(self) -> Excerpt:
        """Return it without the white space around it."""
        before = len(self.text) - len(self.text.lstrip())
        return self[before : max(before, len(self.text.rstrip()))]

    @property
    def all_offsets(self) -> Sequence[int]:
        """The offset of each character, and of the end."""
        return range(self.start, self.start + len(self.text) + 1) if self.offsets is None else self.offsets

    def __getitem__(self, part: slice) -> Excerpt:
        start, end, _ = part.indices(len(self.text))
        if self.offsets is None:
            return Excerpt(self.text[start:end], self.start + start)
        return Excerpt.mapped(self.text[start:end], self.offsets[start : end + 1])

    def origin(
        self,
        path: str,
        source: Source | None,
        *,
        record: int | None = None,
        field: str | None = None,
        part: int | None = None,
    ) -> Origin:
        """Return the origin of the post that has this text."""
        return Origin(
            path=path, source=source, start=self.start, offsets=self.offsets, record=record, field=field, part=part
        )


class Places(Sequence[int]):
    """The offsets of the characters of a text, found when somebody asks for one.

    Parameters
    ----------
    find
        Returns them, and that of the end.
    """

    def __init__(self, find: Callable[[], Sequence[int]]) -> None:
        self._find = find

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        return self._found[index]

    @cached_property
    def _found(self) -> Sequence[int]:
        return self._find()
