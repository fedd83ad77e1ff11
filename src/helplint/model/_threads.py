"""How many threads a model may use: one to a core, or one alone where each core has a process of its own."""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SINGLE = ContextVar("_SINGLE", default=False)


@contextmanager
def single_threaded() -> Iterator[None]:
    """Keep models, and the libraries of linear algebra below them, to one thread.

    Examples
    --------
    >>> with single_threaded():
    ...     threads()
    1
    """
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only who works in bulk pays for it

    token = _SINGLE.set(True)
    try:
        with threadpool_limits(1):
            yield
    finally:
        _SINGLE.reset(token)


def threads() -> int:
    """Return how many threads a model may use."""
    return 1 if _SINGLE.get() else os.cpu_count() or 1
