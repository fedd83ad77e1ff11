"""The built wheel, installed and run; the hooks, run by the real pre-commit on a real repository."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SELLING = "Hurry, last chance! Order the game-changing Duo today and get 25% off. Book now, sign up and tag a friend!"
HELPING = "Know where your stopcock is before you need it, and turn it once a year so that it does not seize."


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_import_loads_nothing_heavy() -> None:
    heavy = "{'spacy', 'sklearn', 'scipy', 'pandas', 'numpy', 'click', 'rich'}"
    done = run(sys.executable, "-c", f"import sys, helplint; print(sorted({heavy} & set(sys.modules)))", cwd=ROOT)

    assert done.stdout.strip() == "[]"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_runs_where_nothing_of_the_checkout_is(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    installed = run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    (tmp_path / "draft.txt").write_text(SELLING, encoding="utf-8")

    done = run(scripts / "helplint", "check", "draft.txt", cwd=tmp_path)

    assert done.returncode == 1, done.stderr
    assert "draft.txt:1:1: warning false-urgency “Hurry”" in done.stdout


@pytest.mark.slow
def test_the_hooks_block_what_only_sells(tmp_path: Path) -> None:
    git = ["git", "-c", "user.name=Jo", "-c", "user.email=jo@a.example"]
    repository = tmp_path / "repository"
    (repository / "posts").mkdir(parents=True)
    run(*git, "init", "--quiet", cwd=repository)
    calendar = repository / "posts" / "calendar.csv"
    hook_source = tmp_path / "helplint"
    clone = run("git", "clone", "--quiet", ROOT, hook_source, cwd=tmp_path)
    assert clone.returncode == 0, clone.stderr
    # What is not committed yet is part of what is tested.
    changed = run("git", "ls-files", "--modified", "--others", "--exclude-standard", cwd=ROOT).stdout.splitlines()
    for name in changed:
        if (ROOT / name).is_file():
            (hook_source / name).parent.mkdir(parents=True, exist_ok=True)
            (hook_source / name).write_bytes((ROOT / name).read_bytes())
    run(*git, "add", "--all", cwd=hook_source)
    run(*git, "commit", "--quiet", "--message", "under test", cwd=hook_source)
    revision = run("git", "rev-parse", "HEAD", cwd=hook_source).stdout.strip()
    (repository / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hook_source}\n  rev: {revision}\n  hooks:\n  - id: helplint\n  - id: helplint-calendar\n",
        encoding="utf-8",
    )
    (repository / "README.md").write_text(f"# Posts\n\n{SELLING}\n", encoding="utf-8")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "store")}

    def commit(copy: str) -> subprocess.CompletedProcess[str]:
        calendar.write_text(f"Date,Channel,Copy\n2026-05-04,X,{copy!r}\n".replace("'", '"'), encoding="utf-8")
        run(*git, "add", "--all", cwd=repository)
        return run(*git, "commit", "--message", "posts", cwd=repository, **home)

    installed = run(sys.executable, "-m", "pre_commit", "install", cwd=repository, **home)
    assert installed.returncode == 0, installed.stderr

    blocked = commit(SELLING)
    assert blocked.returncode == 1
    assert "posts/calendar.csv:2:" in blocked.stderr + blocked.stdout
    assert "README.md" not in blocked.stderr + blocked.stdout
    passed = commit(HELPING)
    assert passed.returncode == 0, passed.stderr + passed.stdout
