"""What is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helplint.origin import Place, Position


class Level(IntEnum):
    """How much a finding weighs; higher is worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @classmethod
    def parse(cls, name: str) -> Level:
        """Return the level called `name`; raises KeyError where there is none.

        Examples
        --------
        >>> Level.parse("warning") < Level.ERROR
        True
        """
        return cls[name.upper()]

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A mechanical change that removes a finding and leaves the wording alone.

    Attributes
    ----------
    start, end
        What it replaces, half open and not empty; counted as in `Finding`.
    text
        What stands there instead, often nothing.
    safe
        Whether no reader could understand the post in another way after it.
    place
        Where in the file the same characters stand; None where they do not stand there as they are, as in a workbook,
        packed, or with escapes.
    """

    start: int
    end: int
    text: str = ""
    safe: bool = True
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One offence of one post against one rule.

    Attributes
    ----------
    rule
        Name of the rule.
    level
        How much it weighs.
    message
        What is wrong and why it matters, one sentence.
    fix
        How a writer would mend it, one sentence.
    id
        Id of the post.
    position
        Where the span begins, in the file.
    start, end
        The span, in characters of the post's text, half open. Of an unused suppression, which is no part of a post's
        text, in characters of what the suppression says; `text` and `context` are then taken from that, too.
    text
        The span itself: ``post.text[start:end]``.
    context
        The whole lines of the post's text that the span touches.
    context_start
        Offset of the first character of `context` in the post's text.
    fingerprint
        Equal for findings of one rule on posts of one text, wherever they stand; what a baseline knows them by.
    end_position
        Where the span ends in the file, one past its last character; None where that is not known.
    edit
        What would remove it without touching the wording; None where only a writer can.
    """

    rule: str
    level: Level
    message: str
    fix: str
    id: str
    position: Position
    start: int
    end: int
    text: str
    context: str
    context_start: int
    fingerprint: str = ""
    end_position: Position | None = None
    edit: Edit | None = None
