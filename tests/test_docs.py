"""What the README and the docs show is what happens."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helplint.config import parse_config
from helplint.manual import index_page, realities_page
from helplint.rules import all_rules
from helplint.ruleset import RuleSet

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def run(command: str) -> str:
    python = [sys.executable, "-m"] if command.startswith("helplint") else []
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*python, *command.split()],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.mark.parametrize("block", blocks(README, "console"), ids=lambda block: block.splitlines()[0])
def test_the_runs_in_the_readme_print_what_they_print(block: str) -> None:
    command, _, expected = block.removeprefix("$ ").partition("\n")

    assert run(command).rstrip() == expected.rstrip()


@pytest.mark.parametrize("page", ["README.md", "docs/api.md"])
def test_the_python_in_the_docs_runs(page: str) -> None:
    for block in blocks((ROOT / page).read_text(encoding="utf-8"), "python"):
        done = subprocess.run([sys.executable, "-c", block], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout


def test_the_configuration_in_the_docs_is_accepted() -> None:
    import tomllib

    for block in blocks((ROOT / "docs" / "configuration.md").read_text(encoding="utf-8"), "toml"):
        RuleSet(parse_config(tomllib.loads(block)))


def test_the_page_of_rules_is_current() -> None:
    """Write it anew with ``helplint rule --output-format markdown > docs/rules.md``."""
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").rstrip() == index_page(all_rules().values())


def test_the_page_of_realities_is_current() -> None:
    """Write it anew with ``helplint rule --realities > docs/realities.md``."""
    assert (ROOT / "docs" / "realities.md").read_text(encoding="utf-8").rstrip() == realities_page(
        list(all_rules().values())
    )


def test_the_figures_of_the_readme_are_those_of_the_cards() -> None:
    """Each row of its table has those of `careful`, then those of `fast`."""
    cards = [json.loads((ROOT / "models" / m / "card.json").read_text(encoding="utf-8")) for m in ("careful", "fast")]
    for measure in ("spearman", "auc_help_sell", "intent_macro_f1", "broadcast_ap"):
        careful, fast = (card["tests"]["real_dev"]["measures"][measure][0] for card in cards)
        assert f"| {careful:.2f} | {fast:.2f} |" in README, measure
    for page in ("README.md", "docs/model.md"):
        assert f"{cards[1]['corpus']['posts']:,} posts" in (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs").glob("*.md"))])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", (ROOT / page).read_text(encoding="utf-8")):
        if "://" not in target:
            assert (ROOT / page).parent.joinpath(target).exists(), target
