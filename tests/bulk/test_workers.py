from __future__ import annotations

import os
from itertools import count
from typing import TYPE_CHECKING

import pytest
from joblib.externals.loky.process_executor import _ExecutorManagerThread

from helplint import HelplintError
from helplint.bulk._workers import work

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken = 0

    def tasks() -> Iterator[tuple[int, int]]:
        nonlocal taken
        for taken in count(1):
            yield taken, 2

    done = work(pow, tasks(), jobs=2, scheduler=None)
    found = {next(done) for _ in range(6)}
    done.close()

    # In the order in which they are done, which is anybody's guess.
    assert len(found) == 6
    assert found <= {number**2 for number in range(1, taken + 1)}
    assert taken < 400


def test_giving_up_while_a_task_is_handed_on_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    # joblib's thread, told to give up, forgets the tasks before it has read the numbers of all of them.
    forget = _ExecutorManagerThread.flag_executor_shutting_down

    def forget_one_handed_on(thread: _ExecutorManagerThread) -> None:
        thread.work_ids_queue.put(-1)
        forget(thread)

    monkeypatch.setattr(_ExecutorManagerThread, "flag_executor_shutting_down", forget_one_handed_on)
    done = work(pow, ((number, 2) for number in count()), jobs=2, scheduler=None)
    next(done)
    done.close()

    monkeypatch.undo()
    assert sorted(work(abs, ((number,) for number in range(5)), jobs=2, scheduler=None)) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_while_tasks_are_taken_is_raised(jobs: int) -> None:
    def tasks() -> Iterator[tuple[int]]:
        for number in range(9):
            if number == 5:
                raise HelplintError("the input has changed")
            yield (number,)

    with pytest.raises(HelplintError, match="the input has changed"):
        list(work(abs, tasks(), jobs=jobs, scheduler=None))


def test_an_error_of_a_worker_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(work(divmod, ((number, number - 3) for number in range(9)), jobs=2, scheduler=None))


def test_a_worker_that_was_ended_is_said() -> None:
    with pytest.raises(HelplintError, match="a worker process was ended, perhaps for want of memory; run the same"):
        list(work(os._exit, ((1,) for _ in range(3)), jobs=2, scheduler=None))
