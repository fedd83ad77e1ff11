"""A Dask cluster as joblib works on it; the only home of Dask."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from helplint.notice import HelplintError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

_PATIENCE = 30
"""Seconds to wait for the scheduler, and for a worker."""


@contextmanager
def cluster(scheduler: str) -> Iterator[None]:
    """Let joblib work on a cluster.

    Parameters
    ----------
    scheduler
        Its address, such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    HelplintError
        Dask is not installed, the scheduler does not answer, it has no workers, or a part ended several of them.
    """
    try:
        import joblib  # noqa: PLC0415 - only who works in bulk pays for it
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise HelplintError("a cluster needs Dask; install helplint[cluster]") from error
    joblib.register_parallel_backend("helplint-dask", _backend)
    try:
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:  # a timeout is an OSError
        raise HelplintError(f"the scheduler {scheduler} does not answer; is the address right?") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise HelplintError(f"the cluster {scheduler} has no workers; start some") from error
        try:
            with joblib.parallel_config("helplint-dask", client=client):
                yield
        except KilledWorker as error:
            message = (
                "one part ended several workers, perhaps for want of memory; give them more, or make parts smaller with"
                " --part-size and --restart"
            )
            raise HelplintError(message) from error


def _backend(**given: Any) -> Any:
    """Return joblib's backend for Dask, mended: it waits for ever for a task that the cluster gave up."""
    from joblib._dask import DaskDistributedBackend  # noqa: PLC0415 - an extra

    class Backend(DaskDistributedBackend):  # type: ignore[misc]  # joblib ships no types
        def submit(self, func: Callable[..., Any], callback: Callable[[Any], Any] | None = None) -> Future[Any]:
            future: Future[Any] = super().submit(func, callback)

            def told(done: Future[Any]) -> None:
                error = done.exception()
                if error is not None and callback is not None:
                    callback(error)

            future.add_done_callback(told)
            return future

        def effective_n_jobs(self, n_jobs: int) -> int:
            # For one alone joblib would not ask the cluster.
            return max(2, int(super().effective_n_jobs(n_jobs)))

        def retrieve_result_callback(self, out: Any) -> Any:
            if isinstance(out, BaseException):
                raise out
            return super().retrieve_result_callback(out)

    return Backend(**given)
