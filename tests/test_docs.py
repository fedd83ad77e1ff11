"""What the README and the docs show is what happens."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from helplint import check, read, read_config
from helplint.cli import helplint
from helplint.config import parse_config
from helplint.manual import index_page, markdown_page, realities_page
from helplint.readers import formats
from helplint.reference import format_tables, keys, reference_page, with_tables
from helplint.rules import all_rules
from helplint.ruleset import RuleSet

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
TUTORIAL = ROOT / "docs" / "tutorial"
CALENDARS = sorted(TUTORIAL.glob("*.csv"))
PAGES = [
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md")))
]
RUN_ELSEWHERE = {
    "python3 check.py": "runs these tests",
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/helplint check examples/": "test_package.py",
    "helplint train corpora/helping-selling --model careful --output models"
    "/careful --calibrate corpora/helping-selling/crossed.jsonl --test REAL.jsonl": "takes twenty minutes",
    "helplint train --labels ours.jsonl --model careful --output our-model": "may exit with 1",
    "python benchmarks/memory.py --posts 60000": "takes minutes, and its figures are a machine's",
    "python benchmarks/workers.py": "takes minutes, and its figures are a machine's",
    "python benchmarks/workers.py --posts 60000 --runs 1": "see above",
    "python benchmarks/startup.py": "takes minutes, and its figures are a machine's",
    "python benchmarks/findings.py --against HEAD": "test_findings.py",
    "python benchmarks/findings.py --against main --select hype,leader-claim --show 50 yours.jsonl": "test_findings.py",
    "python benchmarks/again.py": "see above",
    "python benchmarks/speed.py --peers peers": "see above",
    "helplint clean": "deletes what the reader's own folder holds",
}
"""Commands that are shown and not run here, and why."""
FORMATS = ROOT / "docs" / "formats.md"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def cases(language: str) -> list[object]:
    """Each block of a language on each page, with its page."""
    return [
        pytest.param(page, block, id=f"{page}: {block.splitlines()[0]}")
        for page in PAGES
        for block in blocks((ROOT / page).read_text(encoding="utf-8"), language)
    ]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Path], str]:
    """Return what runs a command in a folder and returns what it prints."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(line: str, folder: Path) -> str:
        monkeypatch.chdir(folder)
        program, *arguments = shlex.split(line, comments=True)
        assert program == "helplint", line
        done = CliRunner().invoke(helplint, arguments, catch_exceptions=False)
        assert done.exit_code in (0, 1), f"{line}\n{done.output}"
        # Where the folder lies is nobody's business.
        return done.stdout.replace(f"{folder.resolve()}{os.sep}", "")

    return run


@pytest.mark.parametrize(("page", "block"), cases("console"))
def test_the_runs_that_are_shown_print_what_they_print(
    page: str, block: str, run: Callable[[str, Path], str], request: pytest.FixtureRequest
) -> None:
    """Written anew by ``--update-golden``; look whether what stands around them is still true."""
    command = block.removeprefix("$ ").partition("\n")[0]
    said = run(command, TUTORIAL if page == "docs/tutorial.md" else ROOT)
    shown = f"$ {command}\n{said.rstrip()}\n"
    if request.config.getoption("--update-golden"):
        text = (ROOT / page).read_text(encoding="utf-8")
        (ROOT / page).write_text(text.replace(block, shown), encoding="utf-8", newline="\n")
    else:
        assert shown == block


def test_the_tutorial_gets_where_it_says() -> None:
    config = read_config(TUTORIAL / "helplint.toml")
    was, rewritten, went_out = (check(read([path], config=config), config=config) for path in CALENDARS)
    tags = {tag for finding in rewritten.findings for tag in all_rules()[finding.rule].tags}

    assert {"hype", "false-urgency", "selling-post", "promotion-not-earned"} <= {rule for rule, _ in was.by_rule()}
    assert "execution" in tags
    assert not {"wording", "pressure"} & tags
    assert went_out.findings == []
    assert went_out.suppressed == 1


@pytest.mark.parametrize(("page", "block"), cases("python"))
def test_the_python_in_the_docs_runs(
    page: str, block: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(block, page, "exec"), {"__name__": "__main__"})  # noqa: S102 - our own docs
    assert capsys.readouterr().out


def shown_commands(page: str) -> list[str]:
    """The commands of a page that are shown without what they print."""
    text = (ROOT / page).read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    indented = re.findall(r"^    ((?:helplint|python3?|git|pip|pytest) .*)$", prose, re.MULTILINE)
    return [*indented, *(line for block in blocks(text, "sh") for line in block.splitlines())]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the commands of the docs name."""
    from openpyxl import Workbook

    folder = tmp_path_factory.mktemp("workshop")
    shutil.copytree(ROOT / "examples", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs" / "tutorial", folder / "docs" / "tutorial")
    (folder / "drafts").mkdir()
    shutil.copy(ROOT / "examples" / "draft.md", folder / "drafts")
    book = Workbook()
    for row in csv.reader((ROOT / "examples" / "calendar.csv").read_text(encoding="utf-8").splitlines()):
        book.active.append(row)
    book.save(folder / "calendar.xlsx")
    (folder / "archive.jsonl").write_text('{"id": "1", "text": "Shut the stopcock first."}\n', encoding="utf-8")
    labelled = (ROOT / "corpora" / "helping-selling" / "posts.jsonl").read_text(encoding="utf-8").splitlines()
    corpus = folder / "corpora" / "helping-selling"
    corpus.mkdir(parents=True)
    for path, lines in (
        (corpus / "posts.jsonl", labelled[:250]),
        (folder / "ours.jsonl", labelled[:250]),
        (folder / "later.jsonl", labelled[600:660]),
        (folder / "REAL.jsonl", labelled[600:660]),
    ):
        path.write_text("\n".join(lines), encoding="utf-8")
    (corpus / "crossed.jsonl").write_text("\n".join(labelled[700:760]), encoding="utf-8")
    # A folder is walked by many commands; nobody checks labelled posts.
    (folder / ".gitignore").write_text("corpora/\nours.jsonl\nlater.jsonl\nREAL.jsonl\n", encoding="utf-8")
    git = ["git", "-c", "user.name=Jo", "-c", "user.email=jo@a.example"]
    for command in (["init", "--quiet", "-b", "main"], ["add", "--all"], ["commit", "--quiet", "--message", "posts"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    return folder


class Watchfiles:
    """A package that sees no change, so that a watch ends."""

    DefaultFilter = object

    @staticmethod
    def watch(*_: object, **__: object) -> list[set[object]]:
        return [set()]


@pytest.mark.parametrize("page", [page for page in PAGES if shown_commands(page)])
@pytest.mark.parametrize("trained", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_the_commands_of_a_page_can_be_given_one_after_the_other(
    page: str,
    trained: bool,  # noqa: FBT001 - a parameter of pytest
    workshop: Path,
    tmp_path: Path,
    run: Callable[[str, Path], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Those that need a model of one's own only where there is time to train it."""
    folder = tmp_path / "workshop"
    shutil.copytree(workshop, folder)
    monkeypatch.setitem(sys.modules, "watchfiles", Watchfiles)
    # What the commands print is not looked at here, so the quicker model will do where none is named.
    for command in ("CHECK", "SCORE", "EXPLAIN"):
        monkeypatch.setenv(f"HELPLINT_{command}_MODEL", "fast")
    for line in shown_commands(page):
        if line not in RUN_ELSEWHERE and (trained or not line.startswith(("helplint train", "helplint evaluate"))):
            run(line, folder / "docs" / "tutorial" if page == "docs/tutorial.md" else folder)


def test_the_configuration_in_the_docs_is_accepted() -> None:
    import tomllib

    for block in blocks((ROOT / "docs" / "configuration.md").read_text(encoding="utf-8"), "toml"):
        RuleSet(parse_config(tomllib.loads(block)))


WRITTEN: dict[str, Callable[[], str]] = {
    "docs/rules.md": lambda: index_page(all_rules().values()),
    "docs/realities.md": lambda: realities_page(list(all_rules().values())),
    "docs/reference.md": lambda: reference_page(keys().values()),
    "docs/formats.md": lambda: with_tables(FORMATS.read_text(encoding="utf-8"), format_tables(formats())),
    **{f"docs/rules/{name}.md": partial(markdown_page, rule) for name, rule in all_rules().items()},
}
"""The pages that come from the code; of that on formats only the tables do."""


@pytest.mark.parametrize("page", WRITTEN)
def test_a_page_that_comes_from_the_code_is_current(page: str, request: pytest.FixtureRequest) -> None:
    text = f"{WRITTEN[page]().rstrip()}\n"
    if request.config.getoption("--update-golden"):
        (ROOT / page).write_text(text, encoding="utf-8", newline="\n")
    assert (ROOT / page).read_text(encoding="utf-8") == text


def test_no_page_speaks_of_a_rule_that_is_no_more(request: pytest.FixtureRequest) -> None:
    for path in (ROOT / "docs" / "rules").glob("*.md"):
        if path.stem not in all_rules() and request.config.getoption("--update-golden"):
            path.unlink()
        assert path.stem in all_rules() or not path.exists()


def test_the_commands_that_write_markdown_write_these_pages(run: Callable[[str, Path], str]) -> None:
    assert run("helplint rule --output-format markdown", ROOT) == WRITTEN["docs/rules.md"]() + "\n"
    assert run("helplint rule hype --output-format markdown", ROOT) == WRITTEN["docs/rules/hype.md"]() + "\n"
    assert run("helplint config --output-format markdown", ROOT) == WRITTEN["docs/reference.md"]() + "\n"


def test_the_figures_of_the_readme_are_those_of_the_cards() -> None:
    """Each row of its table has those of `careful`, then those of `fast`."""
    cards = [json.loads((ROOT / "models" / m / "card.json").read_text(encoding="utf-8")) for m in ("careful", "fast")]
    for measure in ("spearman", "auc_help_sell", "intent_macro_f1", "broadcast_ap"):
        careful, fast = (card["tests"]["real_dev"]["measures"][measure][0] for card in cards)
        assert f"| {careful:.2f} | {fast:.2f} |" in README, measure
    for page in ("README.md", "docs/model.md"):
        assert f"{cards[1]['corpus']['posts']:,} posts" in (ROOT / page).read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """The anchors of the headings of a page, as the site and code hosts make them."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    for target, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)]*))?\)", (ROOT / page).read_text(encoding="utf-8")):
        if "://" not in target:
            path = (ROOT / page).parent / target if target else ROOT / page
            assert path.exists(), target
            # The site is made of docs/ and knows nothing else.
            assert page in {"README.md", "CONTRIBUTING.md"} or path.resolve().is_relative_to(ROOT / "docs"), target
            assert not anchor or anchor in anchors(path), f"{target}#{anchor}"


def test_every_page_has_a_place_in_the_site() -> None:
    from ruamel.yaml import YAML

    nav = YAML(typ="safe").load(ROOT / "mkdocs.yml")["nav"]
    assert sorted(nav) == sorted(path.name for path in (ROOT / "docs").glob("*.md"))


@pytest.mark.slow
def test_the_docs_build_as_a_site_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "rules" / "hype" / "index.html").is_file()
