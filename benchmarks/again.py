"""What it costs to check a calendar again: unchanged, and with one row changed.

    python benchmarks/again.py [--rows N] [--runs N] [--model NAME]

Makes a calendar of 3,000 rows (see `large_calendar.py`), checks it once, and then again in turns with `import click`
and `import spacy`, so that a noisy machine is as noisy for each of them. Prints medians of wall time. Exits with 1 if a
bound is missed.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import tempfile
from pathlib import Path

from large_calendar import ROWS, write_calendar
from startup import compile_package, seconds

UNCHANGED_BOUND = 2.5
"""How many times `import click` an unchanged calendar may take."""

CHANGED_BOUND = 0.5
"""Seconds that a calendar with one row changed may take beyond `import spacy`."""


def main() -> int:
    """Measure, print the table, hold it to the bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--model", default="fast")
    arguments = parser.parse_args()
    python = sys.executable
    check = [python, "-m", "helplint", "check", "--exit-zero", "--model", arguments.model]
    commands = {
        "python": [python, "-c", "pass"],
        "import click": [python, "-c", "import click"],
        "import spacy": [python, "-c", "import spacy"],
        "unchanged": [*check, "calendar.csv"],
        "one row changed": [*check, "changed.csv"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    compile_package()
    with tempfile.TemporaryDirectory() as folder:
        write_calendar(Path(folder, "calendar.csv"), arguments.rows)
        first = seconds(commands["unchanged"], folder)
        for run in range(arguments.runs + 1):
            write_calendar(Path(folder, "changed.csv"), arguments.rows, first=f"Draining a pipe: draft number {run}.")
            for name, command in commands.items():
                taken = seconds(command, folder)
                if run:  # the first fills the disk cache
                    times[name].append(taken)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{platform.platform()}, Python {platform.python_version()}, {arguments.rows} rows, {arguments.model}")
    print(f"{'command':20} {'seconds':>8} {'lowest':>8} {'× import click':>15}")
    for name, median in medians.items():
        print(f"{name:20} {median:8.3f} {min(times[name]):8.3f} {median / medians['import click']:15.2f}")
    print(f"the first time: {first:.1f} s")
    unchanged = medians["unchanged"] / medians["import click"]
    changed = medians["one row changed"] - medians["import spacy"]
    print(f"unchanged: {unchanged:.2f} × import click (bound {UNCHANGED_BOUND})")
    print(f"one row changed: {changed:.2f} s beyond import spacy (bound {CHANGED_BOUND})")
    return int(unchanged > UNCHANGED_BOUND or changed > CHANGED_BOUND)


if __name__ == "__main__":
    sys.exit(main())
