"""Progress on stderr, for work that takes more than a second, and only where somebody watches."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item = TypeVar("Item")

PATIENCE = 1.0
"""Seconds before progress is shown; below that it would only flicker."""


class Counter:
    """Counts the posts that pass, for the display."""

    def __init__(self) -> None:
        self.count = 0

    def through(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items, counted."""
        for item in items:
            self.count += 1
            yield item


@contextmanager
def progress(what: str) -> Iterator[Counter]:
    """Show a spinner with the number of posts so far, once the work has taken `PATIENCE` seconds.

    Parameters
    ----------
    what
        What is done, such as ``checking``.
    """
    counter = Counter()
    if not sys.stderr.isatty():
        yield counter
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - see above

    class Count(TextColumn):
        def __init__(self) -> None:
            super().__init__("")

        def render(self, task: object) -> object:  # type: ignore[override]  # any renderable
            del task
            return f"{what}, {counter.count:,} posts" if counter.count else what

    console = Console(file=getattr(sys.stderr, "unrecorded", sys.stderr))
    display = Progress(SpinnerColumn(), Count(), TimeElapsedColumn(), console=console, transient=True)
    display.add_task(what, total=None)
    timer = Timer(PATIENCE, display.start)
    timer.daemon = True
    timer.start()
    try:
        yield counter
    finally:
        timer.cancel()
        timer.join()
        display.stop()
