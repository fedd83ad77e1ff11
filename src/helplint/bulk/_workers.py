"""Where parts are worked on: in this process, in one a core, or on a cluster; always through joblib."""

from __future__ import annotations

import threading
import warnings
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

from helplint.notice import HelplintError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Result = TypeVar("Result")

_GO_ON = "run the same command again, and it goes on where it was"


def work(
    function: Callable[..., Result], tasks: Iterable[tuple[Any, ...]], *, jobs: int | None, scheduler: str | None
) -> Iterator[Result]:
    """Yield what a function returns for each task, in the order in which they are done.

    Only as many tasks are taken from `tasks` as keep the workers busy.

    Parameters
    ----------
    function
        At the top level of a module.
    tasks
        Its positional arguments. What is raised while they are taken is raised here.
    jobs
        Processes; one a core where None. A single task is done in this process.
    scheduler
        Address of a Dask cluster to work on instead.

    Raises
    ------
    HelplintError
        The cluster cannot be reached, or a worker was ended.

    Examples
    --------
    >>> list(work(max, [(1, 2), (4, 3)], jobs=1, scheduler=None))
    [2, 4]
    """
    tasks = iter(tasks)
    first = list(islice(tasks, 2))
    if scheduler is None and (jobs == 1 or len(first) <= 1):
        for task in chain(first, tasks):
            yield function(*task)
    else:
        yield from _in_parallel(function, chain(first, tasks), jobs, scheduler)


def _in_parallel(
    function: Callable[..., Result], tasks: Iterator[tuple[Any, ...]], jobs: int | None, scheduler: str | None
) -> Iterator[Result]:
    import joblib  # noqa: PLC0415 - only who works in bulk pays for it
    from joblib.externals.loky.process_executor import BrokenProcessPool  # noqa: PLC0415 - see above

    failed: list[BaseException] = []

    def taken() -> Iterator[Any]:
        # joblib takes tasks in a thread of its own, where an error would be lost.
        try:
            for task in tasks:
                yield joblib.delayed(function)(*task)
        except BaseException as error:  # noqa: BLE001 - raised again below
            failed.append(error)

    with ExitStack() as stack:
        if scheduler is not None:
            from helplint.bulk._cluster import cluster  # noqa: PLC0415 - an extra

            stack.enter_context(cluster(scheduler))
        else:
            stack.enter_context(joblib.parallel_config("loky", inner_max_num_threads=1))
        parallel = joblib.Parallel(
            n_jobs=-1 if scheduler or jobs is None else jobs,
            batch_size=1,
            pre_dispatch="2 * n_jobs",
            return_as="generator_unordered",
        )
        results = parallel(taken())
        try:
            for result in results:  # noqa: UP028 - “yield from” would close it where warnings are not ignored
                yield result
        except BrokenProcessPool as error:
            message = f"a worker process was ended, perhaps for want of memory; {_GO_ON}, with --jobs for fewer at once"
            raise HelplintError(message) from error
        finally:
            with _quietly():
                results.close()
    if failed:
        raise failed[0]


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep joblib from saying what an error or Ctrl-C has cost: tasks given up, and those it trips over itself."""
    shown = threading.excepthook

    def show(raised: threading.ExceptHookArgs) -> None:
        # Where joblib gives up while its thread hands on a task, the thread looks that task up in vain.
        if not (raised.exc_type is KeyError and raised.thread and raised.thread.name == "ExecutorManagerThread"):
            shown(raised)

    threading.excepthook = show
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            yield
    finally:
        threading.excepthook = shown
