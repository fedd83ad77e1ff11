"""Which regular expressions may match in which texts, from one look at the table of spellings."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from helplint.language._spacy import special_cases
from helplint.rule import in_small_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from helplint.features import Text, Words
    from helplint.rule import Expression

_PIECE = re.compile(r"[a-z]+|[0-9]+|[^\sa-z0-9]")
_TELLING = 5
"""A piece of so many characters stands in few texts, and tells enough alone."""

_FLAGS = 8
"""Of which so many, a byte each, are added up as one number."""


class Screen:
    """Tells in which texts expressions may match, so that each is tried on few.

    Whether a token holds a piece of what an expression needs does not hang on where it stands, so each spelling is
    searched once, when it is met. “Learn more” has two pieces, which may stand anywhere in a text: what is told is a
    little more than `Expression.may_match` lets through, and never less.

    Parameters
    ----------
    expressions
        By a name. Those that need nothing are left out.

    Examples
    --------
    >>> import re
    >>> from helplint.language import analyse
    >>> from helplint.rule import Expression
    >>> screen = Screen({"tap": Expression(re.compile("tap here"), needs=("tap here",))})
    >>> screen([*analyse(["Turn the tap.", "Turn the key.", "Tap here!"])])
    {'tap': [2]}
    """

    def __init__(self, expressions: Mapping[str, Expression]) -> None:
        from helplint.features import Column  # noqa: PLC0415 - it brings numpy, for which `import helplint` must not pay

        self._sought: dict[frozenset[str], int] = {}  # the flag of a token that holds one of some pieces
        self._ways: dict[str, list[list[int]]] = {}  # the flags that a text must have all of
        for name, expression in expressions.items():
            ways = {*map(_pieces, expression.needs), *map(_pieces, map(" ".join, expression.pairs))}
            if expression.needs and all(ways):
                alone = frozenset[str]().union(*(way for way in ways if len(way) == 1))
                together = [[self._flag(frozenset({piece})) for piece in way] for way in ways if way.isdisjoint(alone)]
                self._ways[name] = [[self._flag(alone)]] * bool(alone) + together
        self._flags = Column(self._flags_of)

    def _flag(self, pieces: frozenset[str]) -> int:
        return self._sought.setdefault(pieces, len(self._sought))

    def _flags_of(self, words: Words, rows: Sequence[int]) -> NDArray[np.bool_]:
        import numpy as np  # noqa: PLC0415 - see above

        spellings = in_small_letters("\n".join([words.texts[row].replace("\n", " ") for row in rows]))
        ends = [*accumulate(len(spelling) + 1 for spelling in spellings.split("\n"))]
        found = [
            (at, flag) for pieces, flag in self._sought.items() for piece in pieces for at in _all_of(piece, spellings)
        ]
        flags = np.zeros((len(rows), -(-len(self._sought) // _FLAGS) * _FLAGS), np.bool_)
        if found:
            places, flags_found = zip(*found, strict=True)
            flags[np.searchsorted(ends, places, "right"), flags_found] = True
        return flags

    def __call__(self, texts: Sequence[Text]) -> dict[str, list[int]]:
        """Return by name in which of the texts an expression may match, ascending."""
        import numpy as np  # noqa: PLC0415 - see above

        from helplint.features import over, tokens_of  # noqa: PLC0415 - see above

        tokens = tokens_of(texts)
        of_tokens = self._flags.of(tokens.table)[tokens.rows].view(np.uint64)
        of_texts = over(np.bitwise_or, of_tokens, tokens.bounds).view(np.bool_).T
        return {
            name: np.logical_or.reduce([np.logical_and.reduce(of_texts[way]) for way in ways]).nonzero()[0].tolist()
            for name, ways in self._ways.items()
        }


def _all_of(piece: str, text: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _pieces(needed: str) -> frozenset[str]:
    """Return what stands within tokens of each text that holds a stretch: letters, digits and marks by themselves."""
    pieces = {*map(_uncut, _PIECE.findall(needed))}
    longest = max(pieces, key=len, default="")
    if len(longest) >= _TELLING:
        return frozenset({longest})
    told = {piece for piece in pieces if len(piece) > 1 or not piece.isalpha()} or pieces
    return frozenset(piece for piece in told if not any(piece in other for other in told - {piece}))


def _uncut(piece: str) -> str:
    """Return the longest part of a piece that none of spaCy's special cases cuts, as it cuts “cannot” in two."""
    cases, ends = _special_cases()
    cuts = {0, len(piece)}
    for at in _all_of(piece, cases):
        cuts |= {cut for cut in range(1, len(piece)) if at + cut in ends}
    return max((piece[begin:end] for begin, end in pairwise(sorted(cuts))), key=len)


@cache
def _special_cases() -> tuple[str, frozenset[int]]:
    """Return all special cases of several tokens as one text in small letters, and where in it a token ends."""
    tokens = [token for case in special_cases() if len(case) > 1 for token in (*map(str.lower, case), "\n")]
    return "".join(tokens), frozenset(accumulate(map(len, tokens)))
