"""Folders and zip files alike: names, and the bytes behind them."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from helplint.notice import HelplintError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LARGEST = 1 << 30
"""Bytes of a file that is read whole, unpacked; the largest real export seen is a hundredth of that."""

_MOST_TIMES = 250
"""What grows more when it is unpacked is a bomb: text shrinks to a tenth, and what repeats itself to a sixtieth."""

_SUSPICIOUS = 10 << 20
"""Bytes below which no growth does harm."""

_PIECE = 1 << 22
_BOMB = f"it grows more than {_MOST_TIMES}-fold when it is unpacked, as no text does; not read"
_PACKED = (".gz", ".zst")

_PACKED_PIECE = 1 << 10
"""Bytes unpacked at once: of one kind only, they grow some thirty thousandfold."""


class Tree(Protocol):
    """Files by their names relative to one root.

    Attributes
    ----------
    path
        Of the root, as the user named it.
    names
        Of the files that may be read, with ``/`` between folders, in order.
    """

    @property
    def path(self) -> str: ...
    @property
    def names(self) -> Sequence[str]: ...

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading.

        Raises
        ------
        HelplintError
            It cannot be read.
        """

    def below(self, folder: str) -> Tree:
        """Return the tree under a folder, named without a slash at its end."""


@dataclass(frozen=True)
class Folder:
    """A folder of the disk.

    Attributes
    ----------
    path
        As the user named it.
    names
        Of the files under it that may be read.
    contents
        What to read in place of what a file holds, by its path.
    """

    path: str
    names: Sequence[str]
    contents: Mapping[str, bytes]

    def open(self, name: str) -> BinaryIO:
        """Open a file; see `Tree`."""
        return open_path(str(Path(self.path, name)), self.contents)

    def below(self, folder: str) -> Folder:
        """Return the tree under a folder; see `Tree`."""
        return Folder(str(Path(self.path, folder)), _below(self.names, folder), self.contents)


class Surroundings:
    """The folder that a named file stands in: listed only when a format looks for what belongs to the file.

    Attributes
    ----------
    path
        Of the folder.
    """

    def __init__(self, path: str) -> None:
        self.path = path

    @cached_property
    def names(self) -> Sequence[str]:
        """Names of the files in it and below; see `Tree`."""
        folder = Path(self.path)
        try:
            return sorted(found.relative_to(folder).as_posix() for found in folder.rglob("*") if found.is_file())
        except OSError:
            return []

    def open(self, name: str) -> BinaryIO:
        """Open a file; see `Tree`."""
        return open_path(str(Path(self.path, name)), {})

    def below(self, folder: str) -> Surroundings:
        """Return the tree under a folder; see `Tree`."""
        return Surroundings(str(Path(self.path, folder)))


@dataclass(frozen=True)
class Zip:
    """A zip file, or a folder in one.

    Attributes
    ----------
    path
        Of the zip file as the user named it, and of the folder in it.
    names
        Of its members under that folder.
    archive
        The open file.
    prefix
        The folder, with a slash at its end where it is not the root.
    """

    path: str
    names: Sequence[str]
    archive: zipfile.ZipFile
    prefix: str = ""

    @classmethod
    def of(cls, path: str, file: BinaryIO) -> Zip:
        """Return the tree in a zip file.

        Raises
        ------
        HelplintError
            It is none, or a damaged one.
        """
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
            message = "this is not a zip file, or it is damaged; download it again"
            raise HelplintError(message, path=path) from error
        return cls(path, sorted({name for name in archive.namelist() if _is_plain(name)}), archive)

    def open(self, name: str) -> BinaryIO:
        """Open a member; see `Tree`."""
        path = f"{self.path}/{name}"
        try:
            info = self.archive.getinfo(self.prefix + name)
        except KeyError as error:
            raise HelplintError("there is no such file in the zip file", path=path) from error
        if info.flag_bits & 0x1:
            raise HelplintError("this is locked with a password; unpack the zip file yourself", path=path)
        if info.file_size > max(_SUSPICIOUS, _MOST_TIMES * info.compress_size):
            raise HelplintError(_BOMB, path=path)
        try:
            return cast("BinaryIO", self.archive.open(info))
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
            raise HelplintError("this part of the zip file is damaged; download it again", path=path) from error

    def below(self, folder: str) -> Zip:
        """Return the tree under a folder; see `Tree`."""
        return Zip(f"{self.path}/{folder}", _below(self.names, folder), self.archive, f"{self.prefix}{folder}/")


def _is_plain(name: str) -> bool:
    """Return whether a member is a file that somebody put there, and not what a system keeps beside it."""
    parts = PurePosixPath(name).parts
    return not name.endswith("/") and not any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _below(names: Sequence[str], folder: str) -> list[str]:
    start = f"{folder}/"
    return [name.removeprefix(start) for name in names if name.startswith(start)]


def open_path(path: str, contents: Mapping[str, bytes]) -> BinaryIO:
    """Open a file of the disk, or what is to be read in its place.

    Raises
    ------
    HelplintError
        It cannot be opened.
    """
    if path in contents:
        return io.BytesIO(contents[path])
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise HelplintError(f"the file cannot be read: {error.strerror}", path=path) from error


def packed_suffix(name: str) -> str:
    """Return the ending of a packed file, the empty text where it is not packed.

    Examples
    --------
    >>> packed_suffix("posts.jsonl.gz")
    '.gz'
    """
    return next((suffix for suffix in _PACKED if name.lower().endswith(suffix)), "")


def unpacking(path: str, opened: Callable[[], BinaryIO], suffix: str) -> Callable[[], BinaryIO]:
    """Return what opens a packed file for reading what is in it."""

    def opened_unpacked() -> BinaryIO:
        if suffix == ".gz":
            packed = opened()
            return _unpacked(path, packed, cast("BinaryIO", gzip.GzipFile(fileobj=packed)))
        try:
            import zstandard  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise HelplintError("reading .zst needs zstandard; install helplint[archives]", path=path) from error
        packed = opened()
        unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        stream = io.BufferedReader(_Unzstandard(packed, unpacker.decompressobj))
        return _unpacked(path, packed, cast("BinaryIO", stream))

    return opened_unpacked


def _unpacked(path: str, packed: BinaryIO, stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Unpacked(path, packed, stream), 1 << 16))


class _Unpacked(io.RawIOBase):
    """What is in a packed file, which is closed with it, as long as it does not grow out of measure."""

    def __init__(self, path: str, packed: BinaryIO, stream: BinaryIO) -> None:
        self._path = path
        self._packed = packed
        self._stream = stream
        self._count = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer, and return how many bytes that took."""
        data = self._stream.read(len(buffer))
        self._count += len(data)
        if self._count > max(_SUSPICIOUS, _MOST_TIMES * self._packed.tell()):
            raise HelplintError(_BOMB, path=self._path)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close both."""
        if not self.closed:
            self._stream.close()
            self._packed.close()
        super().close()


class _Unzstandard(io.RawIOBase):
    """What is in the frames of a Zstandard file; unlike the library's own reader it says where one is cut short."""

    def __init__(self, packed: BinaryIO, new_frame: Callable[[], Any]) -> None:
        self._packed = packed
        self._new_frame = new_frame
        self._frame = new_frame()
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what fits, and return how much that is."""
        while not self._ready:
            piece = (self._frame.unused_data if self._frame.eof else b"") or self._packed.read(_PACKED_PIECE)
            if not piece and self._frame.eof:
                return 0
            if not piece:
                raise EOFError
            self._frame = self._new_frame() if self._frame.eof else self._frame
            self._ready = memoryview(self._frame.decompress(piece))
        length = min(len(buffer), len(self._ready))
        buffer[:length] = self._ready[:length]
        self._ready = self._ready[length:]
        return length

    def close(self) -> None:
        """Close both."""
        super().close()
        self._packed.close()


def read_whole(path: str, opened: Callable[[], BinaryIO]) -> bytes:
    """Return all bytes of a file.

    Raises
    ------
    HelplintError
        It cannot be read, is damaged, or is larger than `LARGEST`.
    """
    pieces, size = [], 0
    with reading(path), opened() as file:
        # Asked for a gibibyte at once, Python sets it aside even for a file of a few bytes.
        while size <= LARGEST and (piece := file.read(_PIECE)):
            pieces.append(piece)
            size += len(piece)
    if size > LARGEST:
        raise HelplintError("this file is larger than a gibibyte; split it, or save it as JSON Lines or CSV", path=path)
    return b"".join(pieces)


class reading:  # noqa: N801 - used as a function is
    """Say in one sentence what goes wrong while the file at a path is read.

    Examples
    --------
    >>> with reading("posts.csv.gz"):
    ...     pass
    """

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Begin to read."""

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        """Turn what the libraries of archives raise into one error."""
        if isinstance(error, (zipfile.BadZipFile, zlib.error, EOFError)) or type(error).__name__ == "ZstdError":
            raise HelplintError("this archive is damaged; download it again", path=self._path) from error
        if isinstance(error, OSError):
            message = f"the file cannot be read: {error.strerror or error}"
            raise HelplintError(message, path=self._path) from error
