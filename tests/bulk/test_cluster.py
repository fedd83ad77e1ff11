"""On a real cluster of separate processes, one of which is lost."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helplint import HelplintError, bulk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helplint import Config

POSTS, PART = 3000, 100


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and three workers of one thread each, as one starts them by hand."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    where = {"cwd": tmp_path, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = subprocess.Popen(
        [*dask, "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard"], **where
    )
    dask[-1] = "distributed.cli.dask_worker"
    workers = [
        subprocess.Popen([*dask, address, "--nthreads", "1", "--no-nanny", "--no-dashboard"], **where) for _ in range(3)
    ]
    yield address, workers
    for process in (*workers, scheduler):
        process.terminate()
        process.wait()


@pytest.mark.slow
def test_a_lost_worker_changes_nothing(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, record: Callable[[int], dict[str, object]]
) -> None:
    address, workers = cluster
    archive = tmp_path / "archive.jsonl"
    archive.write_text("".join(f"{json.dumps(record(number))}\n" for number in range(POSTS)), encoding="utf-8")
    command = [sys.executable, "-m", "helplint", "score", archive.as_uri(), "--model", "fast", "--part-size", str(PART)]
    alone, together = tmp_path / "alone.jsonl", tmp_path / "together.jsonl"
    subprocess.run([*command, "--jobs", "1", "--output", alone], check=True, stdout=subprocess.DEVNULL)

    job = subprocess.Popen([*command, "--scheduler", address, "--output", together.as_uri()], stdout=subprocess.DEVNULL)
    while len(list(Path(f"{together}.parts").glob("part-*.json"))) < 5:
        assert job.poll() is None
        time.sleep(0.05)
    os.kill(workers[0].pid, signal.SIGKILL)

    assert job.wait(timeout=300) == 0
    assert workers[0].wait() == -signal.SIGKILL
    assert together.read_bytes() == alone.read_bytes()


@pytest.mark.slow
def test_a_part_that_ends_every_worker_is_said(archive: Path, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without end, that is what it would be told to wait for otherwise."""
    import dask
    from distributed import LocalCluster

    from helplint.bulk import _job

    monkeypatch.setattr(_job, "score_part", end_worker)
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        pytest.raises(HelplintError, match="one part ended several workers"),
    ):
        bulk.score([archive], archive.with_name("scores.csv"), config=config, scheduler=cluster.scheduler_address)


def end_worker(*_: object) -> None:
    os._exit(1)


def test_a_cluster_that_is_not_there_is_said(archive: Path, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    from helplint.bulk import _cluster

    monkeypatch.setattr(_cluster, "_PATIENCE", 0.5)
    with pytest.raises(HelplintError, match=r"the scheduler tcp://127\.0\.0\.1:9 does not answer"):
        bulk.score([archive], archive.with_name("scores.csv"), config=config, scheduler="tcp://127.0.0.1:9")
