"""How much faster two workers score an archive than one.

    python benchmarks/workers.py [--posts N] [--model NAME] [--runs N] [--jobs N]

Makes an archive as `benchmarks/memory.py` does and scores it by turns with one worker and with several, so that a busy
machine is as busy for each. Prints the best time of each, starting up included, and their ratio; exits with 1 if two
workers are not 1.8 times as fast as one.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from memory import posts

BOUND = 1.8


def main() -> int:
    """Measure, print the table, hold it to the bound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=40_000)
    parser.add_argument("--model", default="fast")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    best: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "archive.jsonl")
        with archive.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(post, ensure_ascii=False) + "\n" for post in posts(given.posts))
        for _ in range(given.runs):
            for jobs in (1, given.jobs):
                command = [sys.executable, "-m", "helplint", "score", str(archive), "--isolated", "--force"]
                command += ["--output", f"{folder}/scores.jsonl", "--model", given.model, "--jobs", str(jobs)]
                command += ["--part-size", str(max(1, given.posts // 40))]
                start = time.monotonic()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
                best[jobs] = min(best.get(jobs, float("inf")), time.monotonic() - start)
                load = os.getloadavg()[0]
                print(f"{jobs} workers: {time.monotonic() - start:.1f} s (load {load:.1f})", flush=True)
    print(f"{platform.platform()}, Python {platform.python_version()}, best of {given.runs}")
    for jobs, seconds in best.items():
        print(f"{jobs} workers: {seconds:7.1f} s, {given.posts / seconds:7,.0f} posts a second")
    ratio = best[1] / best[given.jobs]
    print(f"{given.jobs} workers are {ratio:.2f} times as fast as one (bound {BOUND} for two)")
    return int(given.jobs == 2 and ratio < BOUND)  # noqa: PLR2004 - the bound is for two


if __name__ == "__main__":
    sys.exit(main())
