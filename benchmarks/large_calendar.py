"""A calendar as large as a busy team fills in some years: the posts of the corpus with dates, channels and authors.

python benchmarks/large_calendar.py [--rows N] FILE.csv
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[1] / "corpora" / "helping-selling" / "posts.jsonl"
ROWS = 3000
FIRST = datetime(2024, 1, 1, 9)  # noqa: DTZ001 - a calendar says no zone
STEP = timedelta(hours=9)
CHANNELS = ("X", "LinkedIn", "Instagram", "Facebook", "Mastodon")
AUTHORS = ("Ada", "Ben", "Cleo")


def write_calendar(path: Path, rows: int = ROWS, first: str | None = None) -> None:
    """Write a calendar with a post every nine hours, from channel to channel and author to author.

    Parameters
    ----------
    first
        Text of the first row, instead of that of the corpus.
    """
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    texts[0] = first or texts[0]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Date", "Channel", "Author", "Copy"))
        # Beyond the corpus its posts come again, each with a sentence of its own, so that no two rows are the same.
        for number, text in enumerate(islice(cycle(texts), rows)):
            again = "" if number < len(texts) else f" No. {number} of our series."
            time = f"{FIRST + number * STEP:%Y-%m-%d %H:%M}"
            row = (time, CHANNELS[number % len(CHANNELS)], AUTHORS[number % len(AUTHORS)], text + again)
            writer.writerow(row)


def main() -> int:
    """Write the calendar that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=ROWS)
    arguments = parser.parse_args()
    write_calendar(arguments.path, arguments.rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
