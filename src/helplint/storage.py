"""Folders and files by path or by URL; the only home of fsspec, which speaks for whatever is not this disk."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast
from urllib.parse import urlsplit
from uuid import uuid4

from helplint.notice import HelplintError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)  # one letter alone is a drive of Windows
_LOCAL = "file"


def scheme_of(path: str) -> str | None:
    """Return the scheme of a URL that leads away from this disk; None for a path, and for ``file://``.

    Examples
    --------
    >>> scheme_of("s3://bucket/posts.jsonl"), scheme_of("posts.jsonl"), scheme_of("file:///posts.jsonl")
    ('s3', None, None)
    """
    found = _URL.match(path)
    scheme = found.group().partition(":")[0].lower() if found else None
    return None if scheme == _LOCAL else scheme


def plain(path: str) -> str:
    """Return a path without ``file://``; any other path or URL as it is.

    Examples
    --------
    >>> plain("s3://bucket/posts.jsonl")
    's3://bucket/posts.jsonl'
    """
    if not _URL.match(path) or scheme_of(path) is not None:
        return path
    from urllib.request import url2pathname  # noqa: PLC0415 - it brings a client of HTTP, and few paths are URLs

    return url2pathname(urlsplit(path).path)


def open_url(url: str, mode: str = "rb") -> BinaryIO:
    """Open what a URL names, to read it (``rb``) or to write it (``wb``).

    Raises
    ------
    HelplintError
        It cannot be opened, or the package that speaks its scheme is not installed.
    """
    files, path = _files(url)
    try:
        return cast("BinaryIO", files.open(path, mode))
    except Exception as error:  # each service has errors of its own
        raise _failed(url, error) from error


def size_of(path: str) -> int | None:
    """Return the bytes of a file, by path or URL; None where that cannot be told.

    Raises
    ------
    HelplintError
        The package that speaks the scheme of the URL is not installed.
    """
    if scheme_of(path):
        files, inside = _files(path)
        try:
            size = files.size(inside)
        except Exception:  # noqa: BLE001 - each service has errors of its own; reading it will say what is wrong
            return None
        return None if size is None else int(size)
    try:
        return Path(plain(path)).stat().st_size
    except OSError:
        return None


@contextmanager
def publishing(target: str, *, by_way_of: str) -> Iterator[BinaryIO]:
    """Yield a file to write that is there, under the path or URL `target`, only once it is whole.

    Parameters
    ----------
    by_way_of
        Where it is until then, on the same disk; of no use for a URL.

    Raises
    ------
    HelplintError
        It cannot be written.
    """
    if scheme_of(target):
        with open_url(target, "wb") as file:
            yield file
        return
    partial, path = Path(by_way_of), Path(plain(target))
    try:
        partial.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        partial.replace(path)
    except OSError as error:
        raise HelplintError(f"this cannot be written: {error.strerror or error}", path=target) from error
    finally:
        partial.unlink(missing_ok=True)


class Store(Protocol):
    """A folder in which a file is there as a whole or not at all."""

    @property
    def path(self) -> str:
        """Of the folder, or its URL."""

    def names(self) -> Sequence[str]:
        """Return the names of the files in it, in order; none where there is no such folder."""

    def read(self, name: str) -> bytes:
        """Return what is in a file.

        Raises
        ------
        HelplintError
            It cannot be read.
        """

    def write(self, name: str, data: bytes) -> None:
        """Make or replace a file.

        Raises
        ------
        HelplintError
            It cannot be written.
        """

    def remove(self, name: str) -> None:
        """Delete a file, if there is one of that name."""

    def below(self, folder: str) -> Store:
        """Return a folder in it."""

    def clear(self) -> None:
        """Delete it with all that is in it."""

    def move(self, target: str) -> None:
        """Make it the folder `target`, which must not be there or be empty."""


def store(path: str) -> Store:
    """Return the folder at a path or URL; it is made when something is written into it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     parts = store(folder).below("parts")
    ...     parts.write("1.txt", b"Fix it first.")
    ...     parts.names()
    ['1.txt']
    """
    return RemoteStore(path.rstrip("/")) if scheme_of(path) else LocalStore(plain(path))


@dataclass(frozen=True)
class LocalStore:
    """A folder of this disk; see `Store`."""

    path: str

    def names(self) -> Sequence[str]:
        """Return the names of the files in it; see `Store`."""
        try:
            return sorted(entry.name for entry in os.scandir(self.path) if not entry.name.startswith("."))
        except OSError:
            return []

    def read(self, name: str) -> bytes:
        """Return what is in a file; see `Store`."""
        try:
            return Path(self.path, name).read_bytes()
        except OSError as error:
            raise _failed(str(Path(self.path, name)), error) from error

    def write(self, name: str, data: bytes) -> None:
        """Make or replace a file; see `Store`."""
        target = Path(self.path, name)
        # Nobody else's, whatever machines write the same part at the same time.
        partial = target.with_name(f".{name}.{uuid4().hex}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with partial.open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                partial.replace(target)
            finally:
                partial.unlink(missing_ok=True)
        except OSError as error:
            raise HelplintError(f"this cannot be written: {error.strerror}", path=str(target)) from error

    def remove(self, name: str) -> None:
        """Delete a file; see `Store`."""
        Path(self.path, name).unlink(missing_ok=True)

    def below(self, folder: str) -> LocalStore:
        """Return a folder in it; see `Store`."""
        return LocalStore(str(Path(self.path, folder)))

    def clear(self) -> None:
        """Delete it; see `Store`."""
        shutil.rmtree(self.path, ignore_errors=True)

    def move(self, target: str) -> None:
        """Make it the folder `target`; see `Store`."""
        try:
            if Path(target).is_dir():
                Path(target).rmdir()
            Path(self.path).replace(target)
        except OSError as error:
            raise HelplintError(f"this cannot be written: {error.strerror}", path=target) from error


@dataclass(frozen=True)
class RemoteStore:
    """A folder that fsspec reaches; see `Store`. Object stores show a file only once it is whole."""

    path: str

    def _at(self, name: str) -> tuple[Any, str]:
        return _files(f"{self.path}/{name}" if name else self.path)

    def names(self) -> Sequence[str]:
        """Return the names of the files in it; see `Store`."""
        files, path = self._at("")
        try:
            files.invalidate_cache()
            return sorted(found.rstrip("/").rpartition("/")[2] for found in files.ls(path, detail=False))
        except FileNotFoundError:
            return []
        except Exception as error:  # each service has errors of its own
            raise _failed(self.path, error) from error

    def read(self, name: str) -> bytes:
        """Return what is in a file; see `Store`."""
        files, path = self._at(name)
        try:
            return bytes(files.cat_file(path))
        except Exception as error:  # each service has errors of its own
            raise _failed(f"{self.path}/{name}", error) from error

    def write(self, name: str, data: bytes) -> None:
        """Make or replace a file; see `Store`."""
        files, path = self._at(name)
        try:
            files.makedirs(path.rpartition("/")[0], exist_ok=True)
            files.pipe_file(path, data)
        except Exception as error:  # each service has errors of its own
            raise _failed(f"{self.path}/{name}", error) from error

    def remove(self, name: str) -> None:
        """Delete a file; see `Store`."""
        files, path = self._at(name)
        if files.exists(path):
            files.rm_file(path)

    def below(self, folder: str) -> RemoteStore:
        """Return a folder in it; see `Store`."""
        return RemoteStore(f"{self.path}/{folder}")

    def clear(self) -> None:
        """Delete it; see `Store`."""
        files, path = self._at("")
        if files.exists(path):
            files.rm(path, recursive=True)

    def move(self, target: str) -> None:
        """Make it the folder `target`, file by file; see `Store`."""
        files, path = self._at("")
        _, to = _files(target.rstrip("/"))
        try:
            files.makedirs(to, exist_ok=True)
            for name in self.names():
                files.mv(f"{path}/{name}", f"{to}/{name}")
        except Exception as error:  # each service has errors of its own
            raise _failed(target, error) from error


def _files(url: str) -> tuple[Any, str]:
    """Return what fsspec reaches a URL with, and the path in it."""
    try:
        import fsspec  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise HelplintError("URLs need fsspec; install helplint[cluster]", path=url) from error
    try:
        files, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise HelplintError(f"this URL cannot be opened: {error}", path=url) from error
    return files, str(path)


def _failed(path: str, error: Exception) -> HelplintError:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return HelplintError(f"the file cannot be read or written: {said}", path=path)
