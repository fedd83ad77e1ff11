"""How fast posts are scored and checked, beside spaCy's tokeniser, a bag of words, and other linters of prose.

    python benchmarks/speed.py [--rounds N] [--posts N] [--peers FOLDER] [POSTS.jsonl ...]

Everything reads the same posts, on one core and in turns within one run, so that a noisy machine is as noisy for all; a
row is the median of its rounds. The posts are unseen: sentences of different posts of the corpus joined, with other
numbers and names, new ones each round (see `unseen.py`); or those of the JSON Lines files that are named, which have a
key “text”. Each reader has a process of its own, so that none knows a word because another has met it.

The other linters are run as commands, on a file with one post, which is their cold start, on one with half of many, and
on one with many; the difference of the last two says how many posts a second they read beyond what is done once. They
are looked for in the folder that --peers names, and left out where they are not:

    python -m venv peers && peers/bin/pip install proselint textstat
    npm install --prefix peers write-good alex textlint textlint-rule-write-good textlint-rule-max-comma
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from threadpoolctl import threadpool_limits

from helplint import Config, check, score
from unseen import CORPUS, unseen_posts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Reader = Callable[[Sequence[str]], object]

_TEXTSTAT = (
    "import sys, textstat\n"
    "for post in open(sys.argv[1], encoding='utf-8').read().split('\\n\\n---\\n\\n'):\n"
    "    textstat.lix(post)"
)
_TEXTLINT_RULES = ["write-good", "max-comma"]


def _tokeniser() -> Reader:
    read = spacy.blank("en").make_doc
    return lambda posts: [read(post) for post in posts]


def _scorer(model: str) -> Reader:
    return lambda posts: list(score(posts, config=Config(model=model)))


def _checker(model: str) -> Reader:
    return lambda posts: check(posts, config=Config(model=model))


def _bag_of_words() -> Reader:
    labelled = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    bag = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1000))
    bag.fit([each["text"] for each in labelled], [each["stance"] > 3 for each in labelled])  # noqa: PLR2004 - the middle
    read: Reader = bag.predict_proba
    return read


READERS: dict[str, Callable[[], Reader]] = {
    "spaCy's tokeniser": _tokeniser,
    "helplint score, fast": partial(_scorer, "fast"),
    "helplint check, fast, all rules": partial(_checker, "fast"),
    "helplint score, careful": partial(_scorer, "careful"),
    "scikit-learn, tf-idf and logistic regression": _bag_of_words,
}
"""What reads posts inside a process; the first is the measure of all."""

_reader = cache(lambda name: READERS[name]())


def _seconds_to_read(name: str, posts: Sequence[str]) -> float:
    read = _reader(name)
    with threadpool_limits(1):
        start = time.perf_counter()
        read(posts)
        return time.perf_counter() - start


def peers(folder: Path) -> dict[str, list[str]]:
    """Return the command of each linter that is there, to be followed by a file, by its name."""
    helplint = [sys.executable, "-m", "helplint"]
    check = [*helplint, "check", "--no-cache", "--isolated", "--exit-zero", "--model"]
    programs = {
        "proselint": [str(folder / "bin" / "proselint"), "check"],
        "textstat, LIX": [str(folder / "bin" / "python"), "-c", _TEXTSTAT],
        "write-good": [str(folder / "node_modules" / ".bin" / "write-good")],
        "alex": [str(folder / "node_modules" / ".bin" / "alex")],
        "textlint, two rules": [
            str(folder / "node_modules" / ".bin" / "textlint"),
            "--no-textlintrc",
            *(part for rule in _TEXTLINT_RULES for part in ("--rule", rule)),
        ],
    }
    found = {name: command for name, command in programs.items() if Path(command[0]).exists()}
    for name in programs.keys() - found.keys():
        print(f"left out, not in {folder}: {name}")
    return {
        "helplint check, fast": [*check, "fast"],
        "helplint check, careful": [*check, "careful"],
        "helplint score, fast": [*helplint, "score", "--no-cache", "--isolated", "--model", "fast"],
        **found,
    }


def seconds(command: Sequence[str], path: Path, folder: Path) -> float:
    """Return the wall time of a command on a file."""
    start = time.perf_counter()
    # What it finds makes it fail; that is no failure here.
    run = subprocess.run(
        [*command, path.name], cwd=path.parent, check=False, capture_output=True, env=_environment(folder)
    )
    spent = time.perf_counter() - start
    if b"Traceback" in run.stderr:
        message = f"{command[0]} did not read {path}:\n{run.stderr.decode()}"
        raise RuntimeError(message)
    return spent


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "NODE_PATH": str(folder / "node_modules")}


def measure_readers(batches: Sequence[Sequence[str]]) -> None:
    """Print how many posts a second each reader reads, and the ratio to the first of them."""
    speeds: dict[str, list[float]] = {name: [] for name in READERS}
    with ExitStack() as stack:
        processes = {
            name: stack.enter_context(ProcessPoolExecutor(1, mp_context=get_context("spawn"))) for name in READERS
        }
        for number, posts in enumerate(batches):
            for name, process in processes.items():
                spent = process.submit(_seconds_to_read, name, posts).result()
                if number:  # the first fills what they keep for good
                    speeds[name].append(len(posts) / spent)
    print_table("posts a second, in a process of its own", speeds)


def measure_peers(posts: Sequence[str], folder: Path, rounds: int) -> None:
    """Print how long each linter takes for one post, for half of the posts and for all."""
    commands = peers(folder)
    half = len(posts) // 2
    with tempfile.TemporaryDirectory() as place:
        files = {count: Path(place, f"{count}.txt") for count in (1, half, len(posts))}
        for count, path in files.items():
            plain = [post.replace("\n", " ") for post in posts[:count]]
            path.write_text("\n\n---\n\n".join(plain) + "\n", encoding="utf-8")
        taken = {count: {name: list[float]() for name in commands} for count in files}
        for number in range(rounds + 1):
            for name, command in commands.items():
                for count, path in files.items():
                    spent = seconds(command, path, folder)
                    if number:
                        taken[count][name].append(spent)
    print_table("seconds for one post, as a command", taken[1])
    print_table(f"seconds for {half} posts", taken[half])
    print_table(f"seconds for {len(posts)} posts", taken[len(posts)])
    print(f"\n{'posts a second, beyond what is done once':48}")
    for name in commands:
        beyond = statistics.median(taken[len(posts)][name]) - statistics.median(taken[half][name])
        print(f"{name:48} {(len(posts) - half) / beyond:9.3g}")


def print_table(title: str, values: Mapping[str, Sequence[float]]) -> None:
    """Print the median of each row and its ratio to that of the first."""
    medians = {name: statistics.median(found) for name, found in values.items()}
    first = next(iter(medians.values()))
    print(f"\n{title:48} {'median':>9} {'lowest':>9} {'highest':>9} {'ratio':>7}")
    for name, median in medians.items():
        print(f"{name:48} {median:9.3g} {min(values[name]):9.3g} {max(values[name]):9.3g} {median / first:7.2f}")


def main() -> int:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--posts", type=int, default=400)
    parser.add_argument("--many", type=int, default=2000, help="Posts of the file that the commands read.")
    parser.add_argument("--peers", type=Path, default=Path("peers"))
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    lines = (line for path in arguments.files for line in path.read_text(encoding="utf-8").splitlines())
    given = (json.loads(line)["text"] for line in lines)
    batches = [
        list(islice(given, arguments.posts)) if arguments.files else unseen_posts(arguments.posts, seed)
        for seed in range(arguments.rounds + 1)
    ]
    batches = [batch for batch in batches if batch]
    many = (
        [post for batch in batches for post in batch][: arguments.many]
        if arguments.files
        else unseen_posts(arguments.many, arguments.rounds + 1)
    )
    length = statistics.mean(len(post) for batch in batches for post in batch)
    machine = f"{platform.platform()}, one of {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}; {arguments.posts} posts of {length:.0f} characters a round")
    measure_readers(batches)
    measure_peers(many, arguments.peers.resolve(), max(1, arguments.rounds // 2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
