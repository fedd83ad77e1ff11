"""Ended at any moment and started again, a job comes to what it would have come to."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from helplint import HelplintError, bulk
from helplint.bulk import _job

if TYPE_CHECKING:
    from collections.abc import Callable

    from helplint import Config

OUTPUTS = ["scores.jsonl", "scores.jsonl.gz", "scores.parquet", "scores.db", "scores.csv/"]


def files_of(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (sorted(path.iterdir()) if path.is_dir() else [path])}


def interrupted(archive: Path, output: str, after: int, monkeypatch: pytest.MonkeyPatch, config: Config) -> None:
    """Run a job that is interrupted when it has written so many things."""
    left = after
    stores = (_job.store("x"), _job.store("x"))
    write = type(stores[0]).write

    def write_some(self, name, data):
        nonlocal left
        if not left:
            raise KeyboardInterrupt
        left -= 1
        write(self, name, data)

    with monkeypatch.context() as patched:
        patched.setattr(type(stores[0]), "write", write_some)
        with pytest.raises(KeyboardInterrupt):
            bulk.score([archive], output, config=config, jobs=1, part_size=6)


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize("after", [0, 1, 2, 5, 9, 11, 13])
def test_a_job_that_was_interrupted_goes_on(
    name: str, after: int, archive: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of four parts: a manifest, two things written for each, what reading said, four parts of the output, the end."""
    (archive.parent / "undisturbed").mkdir()
    expected = bulk.score([archive], f"{archive.parent}/undisturbed/{name}", config=config, jobs=1, part_size=6)
    output = f"{archive.parent}/{name}"
    interrupted(archive, output, after, monkeypatch, config)
    assert not Path(output).exists()

    outcome = bulk.score([archive], output, config=config, jobs=1, part_size=6)

    assert outcome.summary == expected.summary
    assert files_of(Path(output)) == files_of(Path(expected.output))
    assert outcome.earlier == {0: 0, 1: 0, 2: 0, 5: 12, 9: 23}.get(after, 0), "of a job that is all read, none is said"
    assert not Path(f"{output.rstrip('/')}.parts").exists()


def test_what_was_scored_is_not_scored_again(archive: Path, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    output = archive.with_name("scores.jsonl")
    interrupted(archive, str(output), 5, monkeypatch, config)
    told = []
    bulk.score([archive], output, config=config, jobs=1, part_size=6, progress=told.append)

    first = next(each for each in told if each.step == "scoring")
    assert (first.earlier, first.posts) == (12, 18)
    assert 0 < first.earlier_share < first.share < 1


def change_input(archive: Path, given: dict) -> None:
    archive.write_text(archive.read_text(encoding="utf-8").replace("25% off", "30% off"), encoding="utf-8")


def change_end(archive: Path, given: dict) -> None:
    lines = archive.read_text(encoding="utf-8").splitlines()
    archive.write_text("\n".join(lines[:6]), encoding="utf-8")


def change_place(archive: Path, given: dict) -> None:
    shutil.copy(archive, archive.with_name("other.jsonl"))
    given["paths"] = [archive.with_name("other.jsonl")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (change_input, "the input is not what it was when the unfinished job in this folder began; give"),
        (change_end, "the input is not what it was"),
        (change_place, "the input is not what it was .*archive.jsonl then, .*other.jsonl now"),
        (lambda _, given: given.update(part_size=7), r"the size of parts is not what it was .*\(6 then, 7 now\)"),
        (lambda _, given: given.update(model="careful"), r"the model is not what it was .*\(fast then, careful now\)"),
        (lambda _, given: given.update(only=lambda post: post.id != "3"), "the input, or what is chosen of it,"),
        (lambda _, given: given.update(only=lambda _: False), "the input, or what is chosen of it,"),
    ],
)
def test_what_has_changed_is_said_and_nothing_lost(
    change: Callable, said: str, archive: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    from helplint import Config

    output = archive.with_name("scores.jsonl")
    interrupted(archive, str(output), 5, monkeypatch, config)
    given: dict = {"paths": [archive], "part_size": 6, "model": "fast", "only": None}
    change(archive, given)
    paths, model = given.pop("paths"), given.pop("model")
    parts = files_of(archive.with_name("scores.jsonl.parts"))

    with pytest.raises(HelplintError, match=said):
        bulk.score(paths, output, config=Config(model=model), jobs=1, **given)
    kept = files_of(archive.with_name("scores.jsonl.parts"))
    assert {name: kept[name] for name in parts} == parts

    outcome = bulk.score([archive], output, config=config, jobs=1, part_size=50, restart=True)
    assert outcome.earlier == 0
    assert output.exists()


def test_a_folder_that_is_no_jobs_is_left_alone(archive: Path, config: Config) -> None:
    folder = archive.with_name("scores.csv.parts")
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    for restart in (False, True):
        with pytest.raises(HelplintError, match=r"“mine\.txt” stands where the parts would go"):
            bulk.score([archive], archive.with_name("scores.csv"), config=config, restart=restart)
    assert (folder / "mine.txt").exists()


@pytest.mark.parametrize("name", ["scores.jsonl", "scores.csv/"])
def test_a_job_that_was_ended_before_it_could_tidy_up_is_finished(
    name: str, archive: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = f"{archive.parent}/{name}"
    with monkeypatch.context() as patched:
        patched.setattr(type(_job.store("x")), "clear", lambda _: None)
        patched.setattr(type(_job.store("x")), "remove", lambda *_: None)
        bulk.score([archive], output, config=config, jobs=1, part_size=6)
    before = files_of(Path(output))
    bulk.score([archive], output, config=config, jobs=1, part_size=6)

    assert files_of(Path(output)) == before
    assert not Path(f"{output.rstrip('/')}.parts").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["scores.jsonl", "scores.parquet"])
def test_a_job_that_is_killed_again_and_again_comes_to_the_same(
    name: str, tmp_path: Path, record: Callable[[int], dict[str, object]]
) -> None:
    archive = tmp_path / "archive.jsonl"
    archive.write_text("".join(f"{json.dumps(record(number))}\n" for number in range(2000)), encoding="utf-8")
    command = [sys.executable, "-m", "helplint", "score", str(archive), "--model", "fast", "--part-size", "40"]

    def run(output: str) -> subprocess.Popen[bytes]:
        (tmp_path / output).parent.mkdir(exist_ok=True)
        summary = ["--summary", f"{tmp_path}/{output.rstrip('/')}.json"]
        target = [*command, "--output", f"{tmp_path}/{output}", *summary]
        return subprocess.Popen(target, stdout=subprocess.DEVNULL, start_new_session=True)

    began = time.monotonic()
    undisturbed = run(f"a/{name}")
    assert undisturbed.wait() == 0
    whole = time.monotonic() - began
    draw, kills = random.Random(11), 0  # noqa: S311 - not for secrets
    one, other = tmp_path / "a" / name, tmp_path / "b" / name
    # A kill may come when all is done but the end of the process.
    while not other.exists() or Path(f"{other}.parts", "manifest.json").exists():
        process = run(f"b/{name}")
        try:
            assert process.wait(timeout=whole * (draw.uniform(0.2, 0.6) + 0.1 * kills)) == 0
        except subprocess.TimeoutExpired:
            # All of it, workers too, as when a machine goes down.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
            time.sleep(0.2)

    assert kills > 2
    assert files_of(other) == files_of(one)
    assert Path(f"{other}.json").read_bytes() == Path(f"{one}.json").read_bytes()
