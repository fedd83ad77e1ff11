"""helplint check-rules: rules of your own, tried on their own examples."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helplint.cli._output import destination
from helplint.config import find_config, read_config
from helplint.notice import HelplintError, Notice
from helplint.reporters import render_notices
from helplint.reporters._wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helplint.config import Config
    from helplint.trial import Trial


@click.command("check-rules")
@click.argument("config", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check_rules(config: Path | None, *, output_format: str) -> None:
    """Try the rules of your own in CONFIG, by default the closest configuration, on their own examples.

    Each of its `bad` examples must be found, just where it is marked by ⟦ and ⟧ if it is marked; each of its `good`
    ones must be left alone. Exits with 0 if all are, 1 if one is not, 2 if the configuration cannot be read.
    """
    path = config or find_config(Path.cwd())
    if path is None:
        raise HelplintError("there is no helplint.toml here or above, and no pyproject.toml with [tool.helplint]")
    settings = read_config(path)
    from helplint.trial import check_rules as try_rules  # noqa: PLC0415 - brings numpy and every rule

    trials = try_rules(config=settings)
    failed = any(trial.failures for trial in trials)
    if output_format == "json":
        click.echo(json.dumps([asdict(trial) for trial in trials], indent=2, ensure_ascii=False))
        sys.exit(int(failed))
    notices = [
        Notice("error", f"{trial.place}: {failure}", str(path)) for trial in trials for failure in trial.failures
    ]
    tried = {trial.rule for trial in trials}
    notices += [
        Notice("warning", f"own rule “{table['name']}” has no examples, so nothing shows that it works", str(path))
        for table in settings.own_rules
        if table["name"] not in tried
    ]
    with destination(None) as file:
        render_notices(notices, file=file)
        file.write(f"{_summary(settings, trials)}\n")
    sys.exit(int(failed))


def _summary(settings: Config, trials: Sequence[Trial]) -> str:
    said = [counted(len(settings.own_rules), "own rule"), counted(len(trials), "example")]
    if trials:
        wrong = sum(bool(trial.failures) for trial in trials)
        said.append(f"{wrong:,} not as it should be" if wrong else "all as they should be")
    return f"{', '.join(said)}."
