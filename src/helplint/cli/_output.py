"""Where a command writes: standard output or a file, always able to hold what posts hold."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from helplint.notice import HelplintError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO


@contextmanager
def destination(path: Path | None) -> Iterator[TextIO]:
    """Yield standard output, or a file that is there only once it is whole.

    Raises
    ------
    HelplintError
        The file cannot be written.
    """
    if path is None:
        forgive(sys.stdout)
        yield sys.stdout
        return
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            yield file
        partial.replace(path)
    except OSError as error:
        raise HelplintError(f"the output cannot be written: {error.strerror}", path=str(path)) from error
    finally:
        partial.unlink(missing_ok=True)


def forgive(stream: TextIO) -> None:
    """Make a stream spell out what its encoding cannot hold: a terminal of another one must not make an emoji fatal."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
