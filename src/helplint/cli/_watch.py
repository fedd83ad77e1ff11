"""When to look again: a file that was read, or a file that says how to read it, has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from helplint.notice import HelplintError
from helplint.readers import may_hold_posts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SETTINGS = frozenset({"helplint.toml", "pyproject.toml", ".gitignore"})
_FIRST_WAIT = 100
"""Milliseconds until the first result is begun."""


def rounds(paths: Sequence[str], others: Sequence[str]) -> Iterator[None]:
    """Yield at once, and then each time that something has changed which may change the result.

    Parameters
    ----------
    paths
        Files and folders that are read.
    others
        Files that matter beside them: a configuration, a baseline.

    Raises
    ------
    HelplintError
        The package that watches is not installed.
    """
    try:
        from watchfiles import DefaultFilter, watch  # noqa: PLC0415 - an extra, and only who watches pays for it
    except ImportError as error:
        message = "to watch files, the package watchfiles is needed; install it with: pip install 'helplint[watch]'"
        raise HelplintError(message) from error
    files = {Path(path).resolve() for path in (*paths, *others) if not Path(path).is_dir()}
    folders = {Path(path).resolve() for path in paths if Path(path).is_dir()}
    unwanted = DefaultFilter()

    def matters(change: object, name: str) -> bool:
        path = Path(name)
        if path in files:
            return True
        below = any(path.is_relative_to(folder) for folder in folders)
        read = may_hold_posts(path.name) or path.name in _SETTINGS
        return below and read and bool(unwanted(change, name))

    # The folder of a file, not the file: editors write a new one and put it in the place of the old.
    watched = folders | {file.parent for file in files if file.parent.is_dir()}
    found = watch(
        *watched, watch_filter=matters, recursive=bool(folders), yield_on_timeout=True, rust_timeout=_FIRST_WAIT
    )
    for number, changed in enumerate(found):
        # It watches from the first time on: what is changed while the first result is made is not missed.
        if changed or not number:
            yield
