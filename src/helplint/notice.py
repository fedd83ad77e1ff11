"""What could not be done, or was passed over, said in one sentence with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know about the job itself, not about a post.

    Attributes
    ----------
    kind
        ``error``: a part of the job could not be done (exit code 2). ``warning``: it was done, but the user should
        look (a date that can be read two ways). ``note``: passed over as not ours.
    message
        One sentence: what, and what to do.
    path
        The file, or None where the job as a whole is meant.
    line
        1-based line in the file, where it is known.
    left_out
        How many of what was left out of it, by what it is called in the plural: the message in numbers, where that is
        what it says.
    """

    kind: Literal["error", "warning", "note"]
    message: str
    path: str | None = None
    line: int | None = None
    left_out: tuple[tuple[str, int], ...] = field(default=(), repr=False, compare=False)

    def __str__(self) -> str:
        place = "" if self.path is None else self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{self.kind}: {place}: {self.message}" if place else f"{self.kind}: {self.message}"

    @classmethod
    def of_left_out(cls, counts: Mapping[str, int], path: str | None = None) -> Notice:
        """Return the note that says what was left out, and how many of each.

        Examples
        --------
        >>> print(Notice.of_left_out({"reposts": 1204, "direct messages": 1}, "outbox.json"))
        note: outbox.json: left out: direct messages (1), reposts (1,204)
        """
        ordered = tuple(sorted(counts.items()))
        message = ", ".join(f"{what} ({count:,})" for what, count in ordered)
        return cls("note", f"left out: {message}", path, left_out=ordered)


class HelplintError(Exception):
    """The job, or one file of it, cannot be done; its text is one sentence for the user.

    Parameters
    ----------
    message
        What is wrong and what to do about it.
    path, line
        Where, if it is in a file.

    Examples
    --------
    >>> HelplintError("the quote that opens here is never closed", path="a.csv", line=3).notice
    Notice(kind='error', message='the quote that opens here is never closed', path='a.csv', line=3)
    """

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.notice = Notice("error", message, path, line)

    def __str__(self) -> str:
        return str(self.notice).removeprefix("error: ")
