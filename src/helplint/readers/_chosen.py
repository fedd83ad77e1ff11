"""Which columns, or keys, the user has said to hold what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Chosen(NamedTuple):
    """Names of columns, or keys, that the user has said what they mean; None where names are left to tell.

    A key in a record within a record is named with dots: ``data.text``.
    """

    text: str | None = None
    id: str | None = None
    channel: str | None = None
    date: str | None = None

    def given(self) -> dict[str, str]:
        """Return the names that were given, each by its part."""
        return {part: name for part, name in self._asdict().items() if name is not None}


UNCHOSEN = Chosen()


def index_of(name: str, headings: Sequence[str]) -> int | None:
    """Return the index of the heading that a user calls so, if only its capitals are as written or not; None of none.

    Examples
    --------
    >>> index_of("text", ["Text", "text "]), index_of("copy", ["Text"])
    (1, None)
    """
    plain = [heading.strip("\ufeff \t\r\n") for heading in headings]
    if name in plain:
        return plain.index(name)
    folded = [heading.casefold() for heading in plain]
    return folded.index(name.casefold()) if name.casefold() in folded else None
