"""What a run said, said again as long as nothing has changed that it hangs on."""

from __future__ import annotations

import json
import os
import re
import sys
import zlib
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helplint.cache import code_digest, key_of
from helplint.cli._output import forgive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TextIO

    from helplint.cache import Cache
    from helplint.config import Config

_SUFFIXES = (".csv", ".tsv", ".xlsx", ".md", ".txt")
"""Of files whose posts hang on what the file itself holds, and on nothing beside it."""

_WITH_MORE_BESIDE = re.compile(r"(?i).*[ -][0-9a-f]{32}(_all)?\.(csv|md)|.*(posts|emails).*\.csv")
"""Names of files of exports (of Notion, Substack, Buttondown) whose texts stand in other files."""

_NOT_REPLAYED = ("changed_since", "diff", "output_file", "to_fix", "write_baseline")
"""Options that read or change something else."""

_ENVIRONMENT = (
    "CI_PROJECT_DIR",
    "COLORTERM",
    "COLUMNS",
    "FORCE_COLOR",
    "LINES",
    "NO_COLOR",
    "PYTHONIOENCODING",
    "TERM",
    "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
    "TZ",
)
"""Variables that reporters, colours and the day hang on."""

_MOST_CHARACTERS = 8 * 2**20


def replayed(
    run: Callable[[], int], cache: Cache | None, paths: Sequence[str], config: Config, given: Mapping[str, Any]
) -> int:
    """Return the exit code of a run, having written what it writes: from the cache where that knows, otherwise anew.

    Parameters
    ----------
    run
        Writes to standard output and standard error, and returns the exit code.
    cache
        None where nothing is to be kept.
    given
        Values of the command line by parameter name.
    """
    forgive(sys.stdout)
    key = None if cache is None else _key(cache, paths, config, given)
    if cache is None or key is None:
        return run()
    if known := cache.get([key]).get(key):
        code, *said = _unpacked(known)
        for stream, text in zip((sys.stdout, sys.stderr), said, strict=True):
            stream.write(text)
        return int(code)
    with _recorded() as (output, errors):
        code = run()
    # What could not be read may be there the next time.
    if code in (0, 1) and sum(map(len, (*output, *errors))) <= _MOST_CHARACTERS:
        cache.put({key: _packed(code, "".join(output), "".join(errors))})
    return code


def _key(cache: Cache, paths: Sequence[str], config: Config, given: Mapping[str, Any]) -> bytes | None:
    """Return what stands for all that the result hangs on; None where that is more than can be told."""
    files = [*paths, *([config.baseline] if config.baseline else ())]
    if any(given.get(name) for name in _NOT_REPLAYED) or not all(map(_stands_alone, paths)):
        return None
    try:
        contents = [blake2b(Path(file).read_bytes()).digest() for file in files]
    except OSError:
        return None
    return key_of(
        code_digest(cache, config),
        Path.cwd(),
        list(zip(files, contents, strict=True)),
        [(name, getattr(config, name)) for name in config.__dataclass_fields__ if name != "overridden"],
        sorted(config.overridden),
        config.today or datetime.now(config.zone).date(),
        sorted(given.items()),
        [(stream.isatty(), getattr(stream, "encoding", None)) for stream in (sys.stdout, sys.stderr)],
        os.get_terminal_size() if sys.stdout.isatty() else None,
        [os.environ.get(name) for name in _ENVIRONMENT],
    )


def _stands_alone(path: str) -> bool:
    return path.lower().endswith(_SUFFIXES) and not _WITH_MORE_BESIDE.fullmatch(Path(path).name)


def _packed(code: int, output: str, errors: str) -> bytes:
    return zlib.compress(json.dumps([code, output, errors]).encode(), level=1)


def _unpacked(value: bytes) -> tuple[int, str, str]:
    code, output, errors = json.loads(zlib.decompress(value))
    return code, output, errors


class _Recorder:
    """A stream that takes down what it is given to write; what is not to be said again is written `unrecorded`."""

    def __init__(self, stream: TextIO) -> None:
        self.unrecorded = stream
        self.written: list[str] = []

    def write(self, text: str) -> int:
        self.written.append(text)
        return self.unrecorded.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["unrecorded"], name)


@contextmanager
def _recorded() -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Take down what is written to standard output and standard error, beside writing it."""
    output, errors = sys.stdout, sys.stderr
    recorders = _Recorder(output), _Recorder(errors)
    sys.stdout, sys.stderr = recorders
    try:
        yield recorders[0].written, recorders[1].written
    finally:
        sys.stdout, sys.stderr = output, errors
