from __future__ import annotations

import io
import sys
import time
from typing import TYPE_CHECKING

from helplint.bulk import Progress
from helplint.cli import _progress
from helplint.cli._progress import Pace, job_progress, progress

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_work_that_takes_long_is_shown_with_its_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_progress, "PATIENCE", 0.01)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with progress("checking") as counter:
        assert list(counter.through("abc")) == ["a", "b", "c"]
        time.sleep(0.3)

    assert "checking, 3 posts" in terminal.getvalue()


def test_short_work_and_pipes_show_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress("checking") as counter:
            list(counter.through("abc"))
        assert stream.getvalue() == ""


def test_a_job_says_how_far_it_is_and_how_long_it_takes() -> None:
    times = iter([0.0, 10.0, 20.0, 7200.0, 7210.0])
    pace = Pace(lambda: next(times))

    def said(**given: object) -> str:
        return pace.sentence(Progress(**given))

    assert said(step="scoring", posts=12_000) == "scoring: 12,000 posts, 1,200 a second"
    # What an earlier run has done says nothing of how fast this one is.
    assert said(step="scoring", posts=30_000, earlier=20_000, share=0.6, earlier_share=0.4) == (
        "scoring: 30,000 posts, 500 a second, 60 %, about 40 s left"
    )
    assert said(step="scoring", posts=30_000, share=0.1).endswith("10 %, about 18 h left")
    assert said(step="writing", share=1.0) == "writing: 100 %"


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_progress, "PERIOD", 0.1)
    monkeypatch.setattr(sys, "stderr", log := io.StringIO())
    with job_progress() as told:
        told(Progress(step="scoring", posts=1, share=0.5))
        time.sleep(0.15)
        told(Progress(step="scoring", posts=2, share=0.9))
        told(Progress(step="scoring", posts=3, share=1.0))

    [line] = log.getvalue().splitlines()
    assert line.startswith("scoring: 2 posts, ")


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with job_progress() as told:
        told(Progress(step="scoring", posts=1200, share=0.5))
        time.sleep(0.2)
    assert "scoring: 1,200 posts" in terminal.getvalue()
