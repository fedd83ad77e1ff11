"""Which ids a file has given so far, in eight bytes each: an archive has millions of them."""

from __future__ import annotations

from array import array
from hashlib import blake2b

_FULL = 0.6
"""A table that is fuller than this is made twice as large, so that the next free place is near."""


class Ids:
    """A set of texts that can only grow; two texts in some 10**19 are taken for one.

    Examples
    --------
    >>> ids = Ids()
    >>> [ids.add("a"), ids.add("b"), ids.add("a")]
    [True, True, False]
    """

    def __init__(self) -> None:
        self._places = array("Q", [0]) * 64
        self._count = 0

    def add(self, text: str) -> bool:
        """Add a text, and return whether it is new."""
        digest = int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1
        place = self._place(digest)
        if self._places[place]:
            return False
        self._places[place] = digest
        self._count += 1
        if self._count > _FULL * len(self._places):
            self._grow()
        return True

    def _place(self, digest: int) -> int:
        """Return where a digest stands, or the free place where it belongs."""
        places, last = self._places, len(self._places) - 1
        place = digest & last
        while places[place] not in {0, digest}:
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        before = self._places
        self._places = array("Q", [0]) * (2 * len(before))
        for digest in before:
            if digest:
                self._places[self._place(digest)] = digest
