"""A check that goes on as long as somebody writes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from queue import Queue
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from helplint.cli import helplint
from helplint.cli._watch import rounds

if TYPE_CHECKING:
    from pathlib import Path

HURRY = "Hurry, last chance!\n"
CALM = "Turn the stopcock clockwise.\n"
STAND_IN = '''
"""What helplint needs of watchfiles, by looking again and again, for where that is not installed."""
import os, time
from pathlib import Path

class DefaultFilter:
    def __call__(self, change, path):
        return ".git" not in path

def seen(folders):
    files = (file for folder in folders for file in Path(folder).rglob("*"))
    return {str(file): (os.stat(file).st_mtime_ns, os.stat(file).st_ino) for file in files if file.is_file()}

def watch(*folders, watch_filter, recursive, yield_on_timeout, rust_timeout):
    before = seen(folders)
    while True:
        now = seen(folders)
        changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
        before = now
        yield {(1, name) for name in changed if watch_filter(1, name)}
        time.sleep(rust_timeout / 1000)
'''


class Process:
    """A real helplint, and what it says line by line."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self._lines: Queue[str] = Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "helplint", "check", *arguments, "--watch"],
            cwd=folder,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=lambda: [self._lines.put(line) for line in self.process.stdout])
        self._reader.start()

    def until_it_watches(self) -> str:
        said = []
        while not said or not said[-1].startswith("watching "):
            said.append(self._lines.get(timeout=60))
        return "".join(said[:-1])

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        self.process.stdout.close()


def replace(path: Path, text: str) -> None:
    """Write as editors do: a new file in the place of the old one."""
    new = path.with_name(f"{path.name}.new~")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


@pytest.mark.parametrize("package", ["stand-in", pytest.param("watchfiles", marks=pytest.mark.slow)])
def test_a_check_follows_what_is_written_until_it_is_ended(tmp_path: Path, package: str) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    draft = folder / "draft.md"
    draft.write_text(HURRY, encoding="utf-8")
    environment = {}
    if package == "stand-in":
        (tmp_path / "watchfiles.py").write_text(STAND_IN, encoding="utf-8")
        environment["PYTHONPATH"] = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    watched = Process(folder, "draft.md", "--select", "false-urgency", **environment)
    try:
        first = watched.until_it_watches()
        assert "draft.md:1:1: warning false-urgency “Hurry”" in first

        replace(draft, CALM)
        assert "false-urgency" not in watched.until_it_watches()

        draft.unlink()
        assert "draft.md: the file cannot be read" in watched.until_it_watches()

        replace(draft, f"{CALM}\n{HURRY}")
        assert "draft.md:3:1: warning false-urgency “Hurry”" in watched.until_it_watches()

        watched.process.send_signal(signal.SIGINT)
        assert watched.process.wait(timeout=60) == 1
    finally:
        watched.close()


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch):
    """A watchfiles that sees what a test says."""
    module = SimpleNamespace(changed=[], asked={}, DefaultFilter=lambda: lambda _, name: "node_modules" not in name)

    def watch(*folders: Path, **options: object):
        module.asked = {"folders": set(folders), **options}
        yield set()
        for name in module.changed:
            matters = options["watch_filter"](1, str(name))
            yield {(1, str(name))} if matters else set()

    module.watch = watch
    monkeypatch.setitem(sys.modules, "watchfiles", module)
    return module


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("posts/may.csv", True),
        ("posts/new/june.md", True),
        ("posts/helplint.toml", True),
        ("posts/photo.png", False),
        ("posts/node_modules/a.md", False),
        ("draft.md", True),
        ("other.md", False),
        ("helplint.baseline", True),
    ],
)
def test_only_what_may_change_the_result_counts(tmp_path, stand_in, name, matters) -> None:
    (tmp_path / "posts").mkdir()
    stand_in.changed = [tmp_path / name]
    paths = [str(tmp_path / "posts"), str(tmp_path / "draft.md")]

    assert len(list(rounds(paths, [str(tmp_path / "helplint.baseline")]))) == 1 + matters
    assert stand_in.asked["folders"] == {tmp_path / "posts", tmp_path}


def test_beside_a_file_nothing_deeper_is_watched(tmp_path, stand_in) -> None:
    list(rounds([str(tmp_path / "draft.md")], []))
    assert not stand_in.asked["recursive"]


def test_a_wrong_configuration_is_said_and_the_watch_goes_on(tmp_path, stand_in, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    draft, settings = tmp_path / "draft.md", tmp_path / "helplint.toml"
    draft.write_text(HURRY, encoding="utf-8")
    settings.write_text('select = ["false-urgency"]\n', encoding="utf-8")

    def edits():
        settings.write_text('select = ["hpye"]\n', encoding="utf-8")
        yield settings
        settings.write_text('ignore = ["ALL"]\n', encoding="utf-8")
        yield settings

    stand_in.changed = edits()
    done = CliRunner().invoke(helplint, ["check", "draft.md", "--watch"])

    assert done.exit_code == 0
    assert done.output.count("watching draft.md") == 3
    assert "draft.md:1:1: warning false-urgency" in done.stdout
    assert "unknown rule or tag “hpye” in select" in done.stderr


def test_without_the_package_one_sentence_says_how_to_get_it(monkeypatch, capsys) -> None:
    from helplint.cli import main

    monkeypatch.setitem(sys.modules, "watchfiles", None)
    monkeypatch.setattr("sys.argv", ["helplint", "check", "--watch"])
    with pytest.raises(SystemExit) as caught:
        main()

    assert caught.value.code == 2
    assert capsys.readouterr().err == (
        "error: to watch files, the package watchfiles is needed; install it with: pip install 'helplint[watch]'\n"
    )


@pytest.mark.parametrize("option", [["-"], ["--output-file", "a.json"], ["--write-baseline", "a"]])
def test_what_makes_no_sense_while_watching_is_an_error(option) -> None:
    done = CliRunner().invoke(helplint, ["check", "--watch", *option])

    assert done.exit_code == 2
    assert "--watch shows what is found as you write" in done.stderr
