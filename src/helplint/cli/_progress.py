"""Progress on stderr, for work that takes more than a second: a display where somebody watches, lines in a log."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from threading import Timer
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from helplint.bulk import Progress as JobProgress

Item = TypeVar("Item")

PATIENCE = 1.0
"""Seconds before progress is shown; below that it would only flicker."""

PERIOD = 30.0
"""Seconds between two lines of a log."""

_HOUR = 3600


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


@contextmanager
def job_progress() -> Iterator[Callable[[JobProgress], None]]:
    """Yield what is to be told how far a job is, and shows it: a bar on a terminal, now and then a line in a log."""
    pace = Pace()
    if not sys.stderr.isatty():
        yield _Log(pace)
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    display = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = display.add_task("scoring", total=None)

    def told(progress: JobProgress) -> None:
        display.update(task, description=pace.sentence(progress), total=1.0 if progress.share else None)
        display.update(task, completed=progress.share or 0.0)

    with display:
        yield told


class Pace:
    """How fast a job goes, and when it may be done."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._step: str | None = None

    def sentence(self, progress: JobProgress) -> str:
        """Return how far the job is, such as ``scoring: 120,000 posts, 1,450 a second, about 12 min left``.

        What an earlier run has done counts as done, and says nothing of how fast this one is.
        """
        now = self._clock()
        if self._step not in (None, progress.step):
            self._start = now
        self._step = progress.step
        passed = now - self._start
        said = []
        if progress.posts:
            said.append(f"{progress.posts:,} posts")
            if passed > 0:
                said.append(f"{(progress.posts - progress.earlier) / passed:,.0f} a second")
        if progress.share is not None:
            said.append(f"{100 * progress.share:.0f} %")
            gone = progress.share - progress.earlier_share
            if gone > 0 and progress.share < 1 and passed > 0:
                said.append(f"about {_spoken((1 - progress.share) * passed / gone)} left")
        return f"{progress.step}: {', '.join(said)}" if said else progress.step


def _spoken(seconds: float) -> str:
    if seconds < 2 * 60:
        return f"{seconds:.0f} s"
    if seconds < 2 * _HOUR:
        return f"{seconds / 60:.0f} min"
    hours = round(seconds / _HOUR)
    return f"{hours} h" if hours < 2 * 24 else f"{timedelta(hours=hours).days} days"


class _Log:
    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._last = time.monotonic()

    def __call__(self, progress: JobProgress) -> None:
        now = time.monotonic()
        if now - self._last >= PERIOD:
            self._last = now
            sys.stderr.write(f"{self._pace.sentence(progress)}\n")
            sys.stderr.flush()
