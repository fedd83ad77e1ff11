"""What starting costs: `import helplint`, and `helplint check` of one draft beside `import spacy`.

    python benchmarks/startup.py [--runs N]

Alternates the commands in one run, so that a noisy machine is as noisy for each of them, and prints medians of wall
time and their ratios. The package is compiled first, as pip compiles what it installs. Exits with 1 if a bound is
missed.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DRAFT = """Going away for Easter? Turn the water off at the stopcock and open the lowest tap for a minute.
No pressure in the pipes, no flood to come home to.
"""

IMPORT_BOUND = 0.150
"""Seconds that `import helplint` may take beyond a bare interpreter."""

CHECK_BOUNDS = {"fast": 0.4, "careful": 0.8}
"""Seconds that checking one draft, with no cache, may take beyond `import spacy`, by model."""


CHECK = ("check", "--exit-zero", "--no-cache", "--model")
CHECKS = {model: f"helplint check, {model}" for model in ("fast", "careful")}


def compile_package() -> None:
    """Compile what is imported of helplint, as pip does when it installs it."""
    package = importlib.util.find_spec("helplint")
    [folder] = package.submodule_search_locations if package and package.submodule_search_locations else ["."]
    compileall.compile_dir(folder, quiet=1)


def seconds(command: list[str], folder: str) -> float:
    """Return the wall time of a command."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    """Measure, print the table, hold it to the bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    python = sys.executable
    commands = {
        "python": [python, "-c", "pass"],
        "import click": [python, "-c", "import click"],
        "import helplint": [python, "-c", "import helplint"],
        "import spacy": [python, "-c", "import spacy"],
        "helplint --help": [python, "-m", "helplint", "--help"],
        **{name: [python, "-m", "helplint", *CHECK, model, "draft.md"] for model, name in CHECKS.items()},
    }
    compile_package()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "draft.md").write_text(DRAFT, encoding="utf-8")
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(runs + 1):
            for name, command in commands.items():
                taken = seconds(command, folder)
                if run:  # the first fills the disk cache
                    times[name].append(taken)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{platform.platform()}, Python {platform.python_version()}, median of {runs}")
    print(f"{'command':26} {'seconds':>8} {'× import spacy':>15}")
    for name, median in medians.items():
        print(f"{name:26} {median:8.3f} {median / medians['import spacy']:15.2f}")
    imported = medians["import helplint"] - medians["python"]
    checked = {model: medians[name] - medians["import spacy"] for model, name in CHECKS.items()}
    print(f"import helplint: {imported * 1000:.0f} ms beyond the interpreter (bound {IMPORT_BOUND * 1000:.0f})")
    for model, beyond in checked.items():
        print(f"check of one draft, {model}: {beyond:.2f} s beyond import spacy (bound {CHECK_BOUNDS[model]})")
    missed = any(beyond > CHECK_BOUNDS[model] for model, beyond in checked.items())
    return int(imported > IMPORT_BOUND or missed)


if __name__ == "__main__":
    sys.exit(main())
