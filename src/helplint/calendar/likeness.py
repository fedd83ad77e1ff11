"""How alike the words of two texts are, from a short signature of each, without comparing every text with every other.

MinHash over pairs of words, and buckets of bands of it (Broder, “On the resemblance and containment of documents”,
1997; Leskovec, Rajaraman and Ullman, “Mining of Massive Datasets”, chapter 3). Written out, since the libraries that
offer it either bring scipy into every start or a compiled extension for what numpy does in four lines.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from datetime import timedelta
from functools import cache
from itertools import pairwise
from struct import Struct
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

_HASHES = 128  # the estimate is then off by 4 points of a hundred (one standard deviation) at most
_ROWS = 4  # of a band: texts that are alike by 40 % share one in more than half of all cases, by 60 % in 99 of 100
_BANDS = Struct(f"{4 * _ROWS}s" * (_HASHES // _ROWS))
_NOT_COPY = re.compile(r"https?://\S+|[@#]\w*")
_COPY_WORD = re.compile(r"\w+")


@cache
def _hashes() -> NDArray[np.uint64]:
    """Return factors and terms that make many hashes of one by multiplying and shifting.

    That is the simplest family that is 2-universal (Dietzfelbinger, “Universal hashing and k-wise independent random
    variables via integer arithmetic without primes”, 1996). The numbers are drawn from a hash, which gives the same
    ones on every machine.
    """
    import numpy as np  # noqa: PLC0415 - `helplint rule` needs the rules and no numpy

    drawn = np.frombuffer(hashlib.shake_128(b"likeness").digest(2 * 8 * _HASHES), "<u8")
    return drawn.astype(np.uint64).reshape(2, 1, _HASHES)


def copy_words(text: str) -> list[str]:
    """Return the words of a text; links, handles, hashtags, capitals and punctuation do not count.

    Examples
    --------
    >>> copy_words("Buy NOW! https://a.example #deal")
    ['buy', 'now']
    """
    plain = text.casefold()
    # Most texts have none of what is cut out as a whole, and their words are found in a third of the time.
    if "@" in plain or "#" in plain or "://" in plain:
        plain = _NOT_COPY.sub(" ", plain)
    return _COPY_WORD.findall(plain)


def signature(words: Sequence[str]) -> bytes:
    """Return 512 bytes that stand for which words follow which; none for no words.

    Examples
    --------
    >>> signature(copy_words("Buy NOW! #deal")) == signature(copy_words("buy now"))
    True
    """
    if not words:
        return b""
    import numpy as np  # noqa: PLC0415 - see above

    pairs = [f"{before} {after}" for before, after in pairwise(words)] or [words[0]]
    encoded = "\n".join(pairs).encode("utf-8", "surrogatepass").split(b"\n")
    hashed = np.fromiter(map(zlib.crc32, encoded), np.uint64, len(encoded))
    factors, terms = _hashes()
    many = hashed[:, None] * factors
    many += terms
    least: NDArray[np.uint64] = many.min(axis=0) >> np.uint64(32)
    return least.astype("<u4").tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """Return about which share of the pairs of words of two texts is in both, 0 to 1.

    Examples
    --------
    >>> likeness(signature(["buy", "now"]), signature(["buy", "now"]))
    1.0
    """
    if not one or not other:
        return 0.0
    import numpy as np  # noqa: PLC0415 - see above

    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))


T = TypeVar("T")


class Lookup(Generic[T]):
    """Finds what was added last of all that is alike, in time that does not grow with how much was added.

    Parameters
    ----------
    days
        How long it must remember; what is older is forgotten sooner or later, so that years fit into memory.
    """

    def __init__(self, days: float) -> None:
        self._span = timedelta(days=days)
        self._since: datetime | None = None
        self._before: dict[bytes, tuple[bytes, T]] = {}
        self._last: dict[bytes, tuple[bytes, T]] = {}

    def add(self, words: bytes, value: T, time: datetime | None = None) -> None:
        """Add a value under a signature; times never fall."""
        if time is not None and (self._since is None or time - self._since > self._span):
            self._before, self._last, self._since = self._last, {}, time
        self._last.update(dict.fromkeys(_buckets(words), (words, value)))

    def alike(self, words: bytes) -> list[tuple[float, T]]:
        """Return values whose signatures are alike, each with its likeness, most alike first."""
        buckets = _buckets(words)
        if self._last.keys().isdisjoint(buckets) and self._before.keys().isdisjoint(buckets):
            return []
        either = [self._last.get(bucket) or self._before.get(bucket) for bucket in buckets]
        different = {id(found[1]): found for found in either if found is not None}
        return sorted(
            ((likeness(words, other), value) for other, value in different.values()), key=lambda pair: -pair[0]
        )


def _buckets(words: bytes) -> tuple[bytes, ...]:
    # Bands at different places hardly ever are the same, and if they were, likeness would tell.
    return _BANDS.unpack(words) if words else ()
