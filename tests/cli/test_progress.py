from __future__ import annotations

import io
import sys
import time
from typing import TYPE_CHECKING

from helplint.cli import _progress
from helplint.cli._progress import progress

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
