from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = "Hurry, last chance! Order the new mugs today and get 20% off.\n"
HEAVY = "{'spacy', 'numpy', 'onnxruntime', 'rich', 'sklearn', 'helplint.engine', 'helplint.rules', 'helplint.readers'}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "helplint.toml").write_text('model = "fast"\n', encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str, str]:
    """Return the exit code, the output, the errors but for their last line, and that: the heavy modules in use."""
    code = (
        "import sys\nfrom helplint.cli import main\n"
        f"try:\n    main()\nfinally:\n    print(sorted({HEAVY} & set(sys.modules)), file=sys.stderr)"
    )
    plain = {name: value for name, value in os.environ.items() if not name.startswith("HELPLINT_")}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**plain, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    *errors, modules = done.stderr.strip().splitlines()
    return done.returncode, done.stdout, "\n".join(errors), modules


def test_a_run_that_can_say_the_same_again_loads_nothing_heavy(folder: Path) -> None:
    *first, _ = run(folder, "check", "draft.md")
    *again, modules = run(folder, "check", "draft.md")
    *without, _ = run(folder, "check", "--no-cache", "draft.md")

    assert first == again == without
    assert first[0] == 1
    assert "false-urgency" in first[1]
    assert modules == "[]"


@pytest.mark.parametrize(
    ("change", "arguments"),
    [
        (lambda folder: (folder / "draft.md").write_text(DRAFT * 2, encoding="utf-8"), ()),
        (lambda folder: (folder / "helplint.toml").write_text('select = ["shouting"]', encoding="utf-8"), ()),
        (lambda _: None, ("--select", "shouting")),
        (lambda _: None, ("--output-format", "json")),
        (lambda _: None, ("--today", "2031-01-01")),
        (lambda _: None, ("--exit-zero",)),
        (lambda _: None, ("--from", "2026-01-01")),
    ],
)
def test_a_run_on_which_something_has_changed_is_made_anew(folder: Path, change, arguments) -> None:
    run(folder, "check", "draft.md")
    change(folder)
    *again, modules = run(folder, "check", "draft.md", *arguments)
    *without, _ = run(folder, "check", "--no-cache", "draft.md", *arguments)

    assert again == without
    assert modules != "[]"


def test_colours_are_asked_for_anew(folder: Path) -> None:
    _, plain, _, _ = run(folder, "check", "draft.md")
    _, coloured, _, _ = run(folder, "check", "draft.md", FORCE_COLOR="1")

    assert "\x1b[" not in plain
    assert "\x1b[" in coloured


def test_what_could_not_be_read_is_tried_again(folder: Path) -> None:
    broken = folder / "calendar.csv"
    broken.write_text('Date,Copy\n2026-05-04,"never closed\n', encoding="utf-8")
    code, _, errors, _ = run(folder, "check", "calendar.csv")
    again, _, said, modules = run(folder, "check", "calendar.csv")

    assert (code, errors) == (again, said)
    assert code == 2
    assert modules != "[]"


def test_texts_that_stand_in_other_files_are_read_again(folder: Path) -> None:
    (folder / "emails").mkdir()
    body = folder / "emails" / "mugs.md"
    (folder / "emails.csv").write_text(
        "id,secondary_id,subject,publish_date,source,slug\na-1,1,Mugs,2026-05-04,app,mugs\n", encoding="utf-8"
    )
    body.write_text(DRAFT, encoding="utf-8")
    code, found, _, _ = run(folder, "check", "emails.csv", "--select", "false-urgency")
    body.write_text("Soak a stained mug in baking soda overnight.\n", encoding="utf-8")
    again, mended, _, _ = run(folder, "check", "emails.csv", "--select", "false-urgency")

    assert (code, again) == (1, 0)
    assert "false-urgency" in found
    assert "false-urgency" not in mended


def test_clean_leaves_nothing(folder: Path) -> None:
    run(folder, "check", "draft.md")
    assert (folder / ".helplint_cache").is_dir()
    code, _, errors, _ = run(folder, "clean")

    assert code == 0
    assert errors.endswith(".helplint_cache: deleted")
    assert not (folder / ".helplint_cache").exists()
    assert run(folder, "clean")[2].endswith(".helplint_cache: nothing is kept there")


@pytest.mark.parametrize("arguments", [("--no-cache",), ("--cache-dir", "elsewhere")])
def test_options_say_where_and_whether(folder: Path, arguments: tuple[str, ...]) -> None:
    run(folder, "check", *arguments, "draft.md")
    run(folder, "score", *arguments, "draft.md")

    assert not (folder / ".helplint_cache").exists()
    assert (folder / "elsewhere").exists() == ("elsewhere" in arguments)
