from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

GOLDEN = Path(__file__).parent / "golden"

# Time is measured in benchmarks/, on machines less busy than these. In CI a run must be repeatable; at a desk each run
# may find something new.
settings.register_profile(
    "helplint", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("helplint")

# A test that wants a cache asks for one; the others must neither find nor leave any.
os.environ.update(HELPLINT_CHECK_NO_CACHE="1", HELPLINT_SCORE_NO_CACHE="1")


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def golden(request):
    """Return a function that compares an output with a file in ``golden/``."""

    def compare(name, text):
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare
