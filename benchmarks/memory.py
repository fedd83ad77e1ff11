"""What scoring an archive takes: resident memory and posts a second, from the first tenth to the last.

    python benchmarks/memory.py [--posts N] [--model NAME] [--jobs N] [--part-size N]

Makes an archive of posts that nobody has seen, as JSON Lines, scores it with `helplint score --output`, and looks at
the memory of the process and of its workers twice a second. Each post is two to five sentences drawn at random from
all posts of the corpus, in which every number and every capitalised word inside a sentence is replaced by one made at
random, so that texts, and the words in them, go on being new. Prints a table by tenths, and exits with 1 if a bound is
missed: 500 MB, and a last tenth within 5 % of the second.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpora" / "helping-selling" / "posts.jsonl"
SEED = 20260504
MEMORY_BOUND = 500
"""Megabytes."""

RATE_BOUND = 0.05
_CHANNELS = ("x", "linkedin", "facebook", "instagram", "mastodon", "blog")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
_SYLLABLES = "ba den fo gar hel im ka lo mer nu or pel qua ris so tam ul ver wy zan".split()  # noqa: SIM905 - words


def posts(count: int) -> Iterator[dict[str, object]]:
    """Yield made posts, the same for the same count."""
    draw = random.Random(SEED)  # noqa: S311 - not for secrets
    texts = [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    sentences = [sentence for text in texts for sentence in _SENTENCE.split(text)]

    def number(found: re.Match[str]) -> str:
        return str(draw.randrange(10 ** min(len(found.group()), 6)))

    def name(_: re.Match[str]) -> str:
        return "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))).capitalize()

    for index in range(count):
        text = " ".join(draw.choices(sentences, k=draw.randint(2, 5)))
        day = f"{2016 + index * 10 // count}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        yield {
            "id": f"post-{index}",
            "date": f"{day}T{draw.randint(0, 23):02}:{draw.randint(0, 59):02}:00Z",
            "channel": draw.choice(_CHANNELS),
            "text": _NAME.sub(name, _NUMBER.sub(number, text)),
            "likes": draw.randrange(1000),
        }


def resident(process: int) -> float:
    """Return the megabytes that a process and its children have in memory, shared pages counted once for each."""
    total, left = 0.0, [str(process)]
    while left:
        folder = Path("/proc", left.pop())
        try:
            left += [child for task in (folder / "task").iterdir() for child in (task / "children").read_text().split()]
            status = (folder / "status").read_text()
        except OSError:  # it has ended
            continue
        found = re.search(r"VmRSS:\s+(\d+)", status)
        total += int(found[1]) / 1024 if found else 0.0
    return total


def main() -> int:
    """Make the archive, score it, print the table, hold it to the bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=2_000_000)
    parser.add_argument("--model", default="fast")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--part-size", type=int, help="5000, or a hundredth of a small archive")
    given = parser.parse_args()
    given.part_size = given.part_size or max(1, min(5000, given.posts // 100))
    with tempfile.TemporaryDirectory() as folder:
        archive, output = Path(folder, "archive.jsonl"), Path(folder, "scores.parquet")
        with archive.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(post, ensure_ascii=False) + "\n" for post in posts(given.posts))
        megabytes = archive.stat().st_size / 1e6
        command = [sys.executable, "-m", "helplint", "score", str(archive), "--output", str(output), "--isolated"]
        command += ["--model", given.model, "--jobs", str(given.jobs), "--part-size", str(given.part_size)]
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        seen: list[tuple[float, int, float]] = []
        while process.poll() is None:
            done = sum(1 for _ in Path(f"{output}.parts").glob("part-*.json"))
            seen.append((time.monotonic() - start, done * given.part_size, resident(process.pid)))
            time.sleep(0.5)
        taken = time.monotonic() - start
        if process.returncode:
            print("the job failed, see above", file=sys.stderr)
            return 1
    print(f"{platform.platform()}, Python {platform.python_version()}")
    print(f"{given.posts:,} posts, {megabytes:,.0f} MB; model {given.model}, {given.jobs} workers: {taken:,.0f} s")
    return report(seen, given.posts)


def report(seen: list[tuple[float, int, float]], total: int) -> int:
    """Print the tenths of a run; return 1 if a bound is missed.

    Parameters
    ----------
    seen
        Seconds since the start, posts scored, megabytes.
    total
        All posts.
    """
    # The first moment at which each tenth was done; the clock of the first starts with the process.
    marks = [seen[0]] + [
        next((each for each in seen if each[1] >= total * tenth // 10), seen[-1]) for tenth in range(1, 11)
    ]
    print(f"{'tenth':>5} {'posts a second':>15} {'most MB':>8}")
    rates = []
    for tenth, (before, after) in enumerate(pairwise(marks), start=1):
        rates.append((after[1] - before[1]) / max(after[0] - before[0], 1e-9))
        most = max(megabytes for moment, _, megabytes in seen if before[0] <= moment <= after[0])
        print(f"{tenth:5} {rates[-1]:15,.0f} {most:8,.0f}")
    most = max(megabytes for _, _, megabytes in seen)
    slower = 1 - rates[-1] / rates[1]
    print(f"most memory: {most:,.0f} MB (bound {MEMORY_BOUND}), writing and joining included")
    print(f"the last tenth is {100 * slower:.1f} % slower than the second (bound {100 * RATE_BOUND:.0f})")
    return int(most > MEMORY_BOUND or slower > RATE_BOUND)


if __name__ == "__main__":
    sys.exit(main())
