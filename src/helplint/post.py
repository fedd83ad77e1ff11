"""One post as its reader would meet it."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helplint.origin import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from helplint.suppression import Suppression

_IN_MEMORY = Origin(path="<text>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The text of one post, where it will stand, and where every character of it came from.

    Attributes
    ----------
    id
        The id the input gives it, otherwise made from its path and place; unique within a run of one file.
    text
        Exactly what will be published.
    origin
        Lookup from an offset into `text` to a place in the file.
    channels
        Lower-case names of the networks it goes to (``x``, ``linkedin``, ``instagram``, ``facebook``, ``mastodon``,
        ``bluesky``, ``threads``, ``blog``, ``newsletter`` …), as far as the file tells.
    time
        When it is or was published: with an offset only where the file gives one, otherwise naive and meant in the
        configured zone. None where the file does not say, or cannot be read one way only.
    whole_day
        True where the file gives a day without a time of day; `time` is then midnight.
    author
        Who wrote or sends it, as far as the file tells.
    reply
        True where the format says that it answers somebody.
    status
        How far it has come, as the file calls it: ``draft``, ``approved`` …
    fields
        The other columns or keys of its record, as text; of a table also those whose cell is empty.
    record
        All columns or keys of its record with their values as the file has them (text in CSV; numbers, truth values,
        lists and None too where the format knows them), for passing on; empty where the format has no records.
    suppressions
        What its file says is not to be reported: of its record, and of stretches of the file that it may stand in.

    Examples
    --------
    >>> Post.from_text("Back up before you upgrade.", channel="x").channels
    ('x',)
    """

    id: str
    text: str
    origin: Origin
    channels: tuple[str, ...] = ()
    time: datetime | None = None
    whole_day: bool = False
    author: str | None = None
    reply: bool = False
    status: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    record: Mapping[str, object] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()

    @property
    def channel(self) -> str | None:
        """The first of its channels, None where the file names none."""
        return self.channels[0] if self.channels else None

    @classmethod
    def from_text(cls, text: str, *, id: str = "text", channel: str | None = None) -> Post:  # noqa: A002 - the word users know
        """Return a post made in memory."""
        return cls(id=id, text=text, origin=_IN_MEMORY, channels=(channel,) if channel else ())


def digest(text: str) -> bytes:
    r"""Return 16 bytes that stand for a post's words, however they are spaced and wrapped.

    Examples
    --------
    >>> digest("A game-changing\nmop. ") == digest("A game-changing mop.")
    True
    """
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def headline(text: str) -> tuple[int, int]:
    r"""Return where the first line that is not blank starts and ends.

    Examples
    --------
    >>> headline("\n Hello \nthere")
    (2, 7)
    """
    start = len(text) - len(text.lstrip())
    line = (text[start:].splitlines() or [""])[0].rstrip()
    return start, start + len(line)
