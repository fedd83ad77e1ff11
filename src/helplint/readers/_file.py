"""What a reader is given: one file, decoded on demand, and a place for what it has to say."""

from __future__ import annotations

import codecs
from collections import Counter
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cached_property
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

from helplint.encoding import Encoding
from helplint.notice import HelplintError, Notice
from helplint.origin import Source
from helplint.readers._chosen import UNCHOSEN, Chosen
from helplint.readers._tree import read_whole, reading
from helplint.suppression import Suppression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import BinaryIO, TextIO
    from zoneinfo import ZoneInfo

    from helplint.origin import Origin
    from helplint.post import Post
    from helplint.readers._tree import Tree

_HEAD = 8192
_PIECE = 1 << 18
"""Bytes that are looked at at once."""


@dataclass
class File:
    """One file to read posts from.

    Attributes
    ----------
    path
        As the user named it; of a member of a zip file, behind the path of the zip file.
    name
        The file name that its format is told by; differs from that of `path` for standard input and packed files.
    open
        Opens it for reading, from its beginning, as often as it is called.
    zone, date_order
        As configured; see `helplint.config.Config`.
    named
        Whether the user named this file, rather than a folder that holds it.
    notices
        Gets what the reader has to say short of an error.
    suppressions
        What the file says is not to be reported, wherever in it; all its posts carry them.
    tree
        The folder or zip file it was found in, and its name there; None for standard input.
    chosen
        What the user has said of columns and keys.
    table
        Which table of a database the user means.
    left_out
        How many of what is no post of the sender's own, or not public, by what it is called in the plural.
    """

    path: str
    name: str
    open: Callable[[], BinaryIO]
    zone: ZoneInfo | None = None
    date_order: str | None = None
    named: bool = True
    notices: list[Notice] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    tree: tuple[Tree, str] | None = None
    chosen: Chosen = UNCHOSEN
    table: str | None = None
    left_out: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, path: str, data: bytes, **given: Any) -> File:
        """Return a file whose bytes are at hand; the keywords are the attributes."""
        return cls(path, open=lambda: BytesIO(data), **given)

    @cached_property
    def data(self) -> bytes:
        """All its bytes.

        Raises
        ------
        HelplintError
            It cannot be read, is damaged, or too large to be read whole.
        """
        return read_whole(self.path, self.open)

    @cached_property
    def head(self) -> str:
        """How its text begins: some thousand characters, as far as they can be decoded; to tell its format by."""
        with reading(self.path), self.open() as opened:
            start = opened.read(_HEAD)
        return Encoding.of(start).decode_start(start)

    @property
    def names_beside(self) -> Sequence[str]:
        """Names of the files in its folder and below, relative to it."""
        if self.tree is None:
            return ()
        tree, name = self.tree
        folder = name.rpartition("/")[0]
        return (tree.below(folder) if folder else tree).names

    def beside(self, name: str) -> File | None:
        """Return the file that has a name relative to the folder of this one; None where there is none."""
        if name not in self.names_beside or self.tree is None:
            return None
        tree, own = self.tree
        full = own.rpartition("/")[0] + "/" * ("/" in own) + name
        path = self.path.removesuffix(own.rpartition("/")[2]) + name
        return replace(
            self, path=path, name=name.rpartition("/")[2], open=lambda: tree.open(full), tree=(tree, full), named=False
        )

    def leave_out(self, what: str) -> None:
        """Count something that is no post of the sender's own, or not public, such as ``reposts``."""
        self.left_out[what] += 1

    @cached_property
    def encoding(self) -> Encoding:
        """By its byte order mark, UTF-8, or else Windows-1252 with a warning; all of it is read, piece by piece.

        Raises
        ------
        HelplintError
            It holds a NUL byte, or cannot be decoded.
        """
        with reading(self.path), self.open() as opened:
            encoding = Encoding.of(opened.read(4))
        if not encoding.mark:
            encoding = Encoding("utf-8")
        line = self._line_not_in(encoding)
        if line is None:
            return encoding
        other = Encoding("cp1252")
        if encoding.mark or (line_of_other := self._line_not_in(other)):
            wrong = line if encoding.mark else line_of_other
            raise self.error("this is text in an encoding that cannot be told; save it as UTF-8", wrong)
        self.warn("this is not UTF-8; it was read as Windows-1252: look whether accents and quotes are right", line)
        return other

    def _line_not_in(self, encoding: Encoding) -> int | None:
        """Return the line of the first bytes that mean nothing in an encoding, None where all mean something."""
        decoder = codecs.getincrementaldecoder(encoding.name)()
        line = 1
        with reading(self.path), self.open() as opened:
            opened.read(len(encoding.mark))
            while True:
                piece = opened.read(_PIECE)
                try:
                    text = decoder.decode(piece, final=not piece)
                except UnicodeDecodeError as error:
                    return line + error.object.count(b"\n", 0, error.start)
                nul = text.find("\0")
                line += text.count("\n", 0, nul if nul >= 0 else len(text))
                if nul >= 0:
                    raise self.error("a NUL byte stands in the text; save the file as UTF-8 text again", line)
                if not piece:
                    return None

    def open_text(self) -> TextIO:
        r"""Open its text, without a byte order mark and with its line ends; only ``\n`` ends a line.

        Raises
        ------
        HelplintError
            As for `encoding`.
        """
        encoding = self.encoding
        opened = self.open()
        opened.read(len(encoding.mark))
        return TextIOWrapper(opened, encoding=encoding.name, newline="\n")

    @cached_property
    def source(self) -> Source:
        """All its text.

        Raises
        ------
        HelplintError
            As for `data` and `encoding`.
        """
        data = self.data
        return Source(self.encoding.decode(data))

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


@dataclass(frozen=True)
class Format:
    """One file format.

    Attributes
    ----------
    summary
        What it is, for a list of formats.
    suffixes
        Lower-case endings of file names: with the dot, or whole names.
    read
        Yields the posts of a file, in its order.
    recognise
        Whether the content is of this format; asked where several formats share a suffix. None: any content is.
    marks
        What marks a file of it, in words, where its name alone does not.
    dialects
        What it knows apart, and what marks each.
    globs
        Further names of files, lower case.
    export
        Given the names in a folder or zip file: those of the files to read, in order, where this is a whole export of
        the service, and None where it is not. What else is in an export is private, or no post, and not looked at.
    companions
        Names of files, lower case, that hold no posts and yet tell what an export is, or of whom.
    """

    summary: str
    suffixes: tuple[str, ...]
    read: Callable[[File], Iterator[Post]]
    recognise: Callable[[File], bool] | None = None
    marks: str = ""
    dialects: Mapping[str, str] = field(default_factory=dict)
    globs: tuple[str, ...] = ()
    export: Callable[[Sequence[str]], Sequence[str] | None] | None = None
    companions: tuple[str, ...] = ()

    def may_be_in(self, name: str) -> bool:
        """Return whether a file of this name may be of this format."""
        lowered = name.lower()
        return lowered.endswith(self.suffixes) or any(fnmatchcase(lowered, glob) for glob in self.globs)
