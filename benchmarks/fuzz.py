"""Feed one reader with files that atheris makes up, steered by what they reach in its code.

Install the extra ``fuzz`` and run ``python benchmarks/fuzz.py FORMAT [--seconds N] [libFuzzer options]``. The seeds are
those of ``tests/readers/test_fuzz.py``. It stops at the first crash, at five seconds for one file, and at two
gibibytes, and leaves the file in the current folder.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_TEST = Path(__file__).parents[1] / "tests" / "readers" / "test_fuzz.py"


def _tests() -> Any:
    spec = importlib.util.spec_from_file_location("test_fuzz", _TEST)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{_TEST} is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _target(tests: Any, name: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        _, notices = tests.read(name, data)
        tests.assert_said_in_a_sentence(notices)

    return read


def main() -> None:
    """Run until something is found or the time is over."""
    import atheris  # noqa: PLC0415 - an extra

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("format")
    parser.add_argument("--seconds", type=int, default=600)
    given, rest = parser.parse_known_args()
    with atheris.instrument_imports(include=["helplint.readers", "helplint.origin", "helplint.encoding"]):
        tests = _tests()
        tests.formats()  # imports the readers
    if given.format not in tests.SEEDS:
        raise SystemExit(f"no format “{given.format}”; there are {', '.join(sorted(tests.SEEDS))}")
    seeds = tests.SEEDS[given.format]
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(seeds.values()):
            Path(folder, str(number)).write_bytes(tests.data_of(content))
        limits = [
            f"-max_total_time={given.seconds}",
            "-timeout=5",
            "-rss_limit_mb=2048",
            "-max_len=65536",
            "-len_control=0",
        ]
        atheris.Setup([sys.argv[0], *limits, *rest, folder], _target(tests, next(iter(seeds))))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
