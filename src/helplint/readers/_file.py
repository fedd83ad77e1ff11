"""What a reader is given: one file, decoded on demand, and a place for what it has to say."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from helplint.encoding import Encoding
from helplint.notice import HelplintError, Notice
from helplint.origin import Source
from helplint.suppression import Suppression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from helplint.origin import Origin
    from helplint.post import Post


@dataclass
class File:
    """One file to read posts from.

    Attributes
    ----------
    path
        As the user named it.
    data
        Its bytes.
    name
        The file name that its format is told by; differs from `path` for standard input.
    zone, date_order
        As configured; see `helplint.config.Config`.
    named
        Whether the user named this file, rather than a folder that holds it.
    notices
        Gets what the reader has to say short of an error.
    suppressions
        What the file says is not to be reported, wherever in it; all its posts carry them.
    """

    path: str
    data: bytes
    name: str
    zone: ZoneInfo | None = None
    date_order: str | None = None
    named: bool = True
    notices: list[Notice] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)

    @cached_property
    def source(self) -> Source:
        """The decoded text: by its byte order mark, as UTF-8, or else as Windows-1252 with a warning.

        Raises
        ------
        HelplintError
            It holds a NUL byte, or cannot be decoded.
        """
        encoding = Encoding.of(self.data)
        try:
            text = encoding.decode(self.data)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise self.error("this is text in an encoding that cannot be told; save it as UTF-8", line) from error
        if encoding.name == "cp1252":
            line = self.data.count(b"\n", 0, _first_not_utf8(self.data)) + 1
            self.warn("this is not UTF-8; it was read as Windows-1252: look whether accents and quotes are right", line)
        return self._checked(text)

    def _checked(self, text: str) -> Source:
        nul = text.find("\0")
        if nul >= 0:
            line = text.count("\n", 0, nul) + 1
            raise self.error("a NUL byte stands in the text; save the file as UTF-8 text again", line)
        return Source(text)

    def error(self, message: str, line: int | None = None) -> HelplintError:
        """Return the error that says what is wrong with this file, to be raised."""
        return HelplintError(message, path=self.path, line=line)

    def warn(self, message: str, line: int | None = None) -> None:
        """Say something the user should look at."""
        self.notices.append(Notice("warning", message, self.path, line))

    def suppress(
        self,
        text: str,
        origin: Origin,
        span: tuple[int, int] | None = None,
        whole: tuple[int, int] | None = None,
    ) -> None:
        """Take down a suppression in a comment, or in what stands above all posts of the file."""
        self.suppressions += self._parsed(text, origin, span, file_too=True, whole=whole)

    def suppressions_of_record(self, text: str, origin: Origin) -> tuple[Suppression, ...]:
        """Return the suppression in the column or key of a record; none where it is empty."""
        return self._parsed(text, origin, None, file_too=False) if text.strip() else ()

    def _parsed(
        self,
        text: str,
        origin: Origin,
        span: tuple[int, int] | None,
        *,
        file_too: bool,
        whole: tuple[int, int] | None = None,
    ) -> tuple[Suppression, ...]:
        try:
            return (Suppression.parse(text, origin, span, file_too=file_too, whole=whole),)
        except HelplintError as error:
            # The posts can be read all the same.
            self.notices.append(error.notice)
            return ()

    def refuse(self, message: str) -> None:
        """Say that this cannot be a file of posts: an error where the user named it, a note where a walk came by."""
        if self.named:
            raise self.error(message)
        self.note(message)

    def note(self, message: str, line: int | None = None) -> None:
        """Say what was passed over."""
        self.notices.append(Notice("note", message, self.path, line))


def _first_not_utf8(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


@dataclass(frozen=True)
class Format:
    """One file format.

    Attributes
    ----------
    summary
        What it is, for a list of formats.
    suffixes
        Lower-case endings of file names, with the dot.
    read
        Yields the posts of a file, in its order.
    recognise
        Whether the content is of this format; asked where several formats share a suffix. None: any content is.
    """

    summary: str
    suffixes: tuple[str, ...]
    read: Callable[[File], Iterator[Post]]
    recognise: Callable[[File], bool] | None = None
