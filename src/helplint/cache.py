"""What is known already, kept on disk between runs: values by key, in one SQLite file that processes share.

A cache is never in the way. What is damaged is empty, what cannot be written is not kept, and no error leaves it.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helplint.model_folder import find_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from sqlite3 import Connection, Error

    from helplint.config import Config

FOLDER = ".helplint_cache"
"""Where it is unless configured: beside the configuration file, or in the working directory."""

_VERSION = 1
"""Raised whenever the table changes; a file of another version is thrown away."""

_MOST_BYTES = 64 * 2**20
"""What a cache may hold, some 60,000 posts; beyond it the older half goes."""

_FILE = "cache.db"
_PATIENCE = 5.0
"""Seconds to wait for another process that writes."""

_CHECK = 8
_KEYS_AT_ONCE = 500
_MATTERING = ("helplint-", "numpy-", "onnxruntime-", "py3langid-", "spacy-", "textstat-", "tokenizers-")


class Cache:
    """Values by key; where the folder cannot be used, a cache that holds nothing.

    Parameters
    ----------
    folder
        Where it is kept; made where it is missing, with a ``.gitignore`` that leaves all of it out.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cache = Cache(Path(folder, "kept"))
    ...     cache.put({b"key": b"value"})
    ...     cache.get([b"key", b"other"])
    ...     cache.close()
    {b'key': b'value'}
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._connection: Connection | None = None
        self._usable = True

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values of those keys that have one."""
        keys = list(keys)
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            some = keys[start : start + _KEYS_AT_ONCE]
            rows = self._run(f"SELECT key, value FROM entries WHERE key IN ({','.join('?' * len(some))})", some)  # noqa: S608 - question marks only
            for key, value in rows:
                # SQLite notices a page that is damaged, not a value.
                if isinstance(value, bytes) and value[:_CHECK] == _check(key, value[_CHECK:]):
                    found[key] = value[_CHECK:]
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values, and drop the oldest where there is no more room."""
        rows = [(key, _check(key, value) + value) for key, value in values.items()]
        self._run("BEGIN IMMEDIATE")
        for row in rows:
            self._run("INSERT OR REPLACE INTO entries (key, value) VALUES (?, ?)", row)
        pages = [
            page for name in ("page_count", "freelist_count", "page_size") for (page,) in self._run(f"PRAGMA {name}")
        ]
        if pages and (pages[0] - pages[1]) * pages[2] > _MOST_BYTES:
            self._run("DELETE FROM entries WHERE id <= (SELECT (min(id) + max(id)) / 2 FROM entries)")
        self._run("COMMIT")

    def _size(self) -> int:
        pages = self._run("SELECT page_count - freelist_count FROM pragma_page_count, pragma_freelist_count")
        [[size]] = self._run("PRAGMA page_size") or [[0]]
        return int(pages[0][0]) * int(size) if pages else 0

    def _run(self, statement: str, values: Iterable[object] = ()) -> list[Any]:
        """Return the rows that a statement gives; none where the cache cannot be used."""
        if not self._usable:
            return []
        try:
            import sqlite3  # noqa: PLC0415 - some builds of Python are without it
        except ImportError:
            self._usable = False
            return []
        try:
            if self._connection is None:
                self._connection = _connect(self.folder)
            return self._connection.execute(statement, tuple(values)).fetchall()
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
            self._usable = False
            self.close()
            if not isinstance(error, OSError) and _damaged(error):
                with suppress(OSError):
                    clean(self.folder)
            return []

    def digest_of(self, *folders: Path) -> bytes:
        """Return what stands for all that the files of some folders hold, without reading again what is unchanged."""
        # The times of the files only spare the reading: the digest is of what they hold, and the same on any machine.
        listed = [[*_files(folder, "")] for folder in folders]
        keys = [key_of("files", str(folder.absolute()), files) for folder, files in zip(folders, listed, strict=True)]
        known = self.get(keys)
        read = {
            key: key_of([(name, blake2b(Path(folder, name).read_bytes()).digest()) for name, _, _ in files])
            for key, folder, files in zip(keys, folders, listed, strict=True)
            if key not in known
        }
        if read:
            self.put(read)
        return key_of([(known | read)[key] for key in keys])


@contextmanager
def open_cache(config: Config) -> Iterator[Cache | None]:
    """Yield the cache that a configuration names; None where it wants none."""
    if config.no_cache:
        yield None
        return
    cache = Cache(folder_of(config))
    try:
        yield cache
    finally:
        cache.close()


def folder_of(config: Config) -> Path:
    """Return where a configuration has its cache."""
    return Path(config.cache_dir) if config.cache_dir else Path(config.path or "").parent / FOLDER


def _connect(folder: Path) -> Connection:
    import sqlite3  # noqa: PLC0415 - see above

    for _ in range(2):
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder / _FILE, timeout=_PATIENCE, isolation_level=None)
        connection.text_factory = bytes
        # After a crash of the machine it may be damaged, which it is made for.
        connection.execute("PRAGMA synchronous = OFF")
        [[version]] = connection.execute("PRAGMA user_version")
        if version == _VERSION:
            return connection
        connection.execute("BEGIN IMMEDIATE")
        [[version]] = connection.execute("PRAGMA user_version")
        if version == 0:
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, key BLOB UNIQUE, value BLOB)"
            )
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("COMMIT")
        if version in (0, _VERSION):
            return connection
        connection.close()
        clean(folder)
    raise OSError("another version of helplint uses the cache")


def _damaged(error: Error | UnicodeDecodeError) -> bool:
    """Whether a file is no good, which SQLite may say with its broken bytes, rather than busy, full or out of reach."""
    import sqlite3  # noqa: PLC0415 - see above

    passing = {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_FULL,
    }
    return getattr(error, "sqlite_errorcode", 0) & 0xFF not in passing


def _check(key: object, value: bytes) -> bytes:
    return blake2b(value, digest_size=_CHECK, key=bytes(key) if isinstance(key, bytes) else b"").digest()


def clean(folder: Path) -> bool:
    """Delete what a cache keeps in a folder, and nothing else; return whether there was anything.

    Raises
    ------
    OSError
        It cannot be deleted.
    """
    kept = [path for path in folder.glob(f"{_FILE}*") if path.is_file()]
    for path in kept:
        path.unlink(missing_ok=True)
    if kept:
        (folder / ".gitignore").unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
    return bool(kept)


def key_of(*parts: object) -> bytes:
    """Return a key of 16 bytes that stands for values with a faithful ``repr``.

    Examples
    --------
    >>> key_of("a", 1) == key_of("a", 1), key_of("a", 1) == key_of("a", "1")
    (True, False)
    """
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _files(folder: Path, below: str) -> Iterator[tuple[str, int, int]]:
    """Yield the files of a folder, by name, each with its size and when it was last changed."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = below + entry.name
            # Beside the code in a wheel stand models, of which one is used, and the corpora.
            if entry.is_dir() and name not in {"models", "corpora"} and entry.name != "__pycache__":
                yield from _files(Path(entry.path), f"{name}/")
            elif entry.is_file():
                stat = entry.stat()
                yield name, stat.st_size, stat.st_mtime_ns


def code_digest(cache: Cache, config: Config) -> bytes:
    """Return what stands for all that makes a result of a text: helplint's code and words, a model, Python, packages.

    Raises
    ------
    HelplintError
        There is no such model.
    """
    return key_of(cache.digest_of(Path(__file__).parent, find_model(config.model)), _surroundings())


def _surroundings() -> tuple[object, ...]:
    """Return what a result hangs on beside helplint and its input: Python, the machine, other packages."""
    # By the names of their folders: importlib.metadata would read every file of every package for that.
    folders = [os.listdir(path) for path in sys.path if os.path.isdir(path)]  # noqa: PTH112, PTH208 - many, and quick
    installed = {
        name
        for names in folders
        for name in names
        if name.endswith((".dist-info", ".egg-info")) and name.lower().startswith(_MATTERING)
    }
    machine = os.uname().machine if hasattr(os, "uname") else os.environ.get("PROCESSOR_ARCHITECTURE", "")
    return sys.version, sys.platform, machine, sorted(installed)
