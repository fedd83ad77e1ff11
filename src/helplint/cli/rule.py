"""helplint rule: the manual page of a rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helplint.cli._options import load_config
from helplint.config import suggest
from helplint.notice import HelplintError

if TYPE_CHECKING:
    from helplint.rule import Rule


@click.command()
@click.argument("name", required=False)
@click.option("--all", "all_rules", is_flag=True, help="The pages of all rules.")
@click.option("--realities", is_flag=True, help="Which rule sees which of the five dangerous realities, in Markdown.")
@click.option("--output-format", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option(
    "--config",
    "config_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The configuration file, instead of the closest one.",
)
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def rule(
    name: str | None,
    *,
    all_rules: bool,
    realities: bool,
    output_format: str,
    config_path: Path | None,
    isolated: bool,
) -> None:
    """Show the manual page of the rule NAME, or list all rules.

    In json there is all that is known of a rule, its examples included.
    """
    from helplint.manual import (  # noqa: PLC0415 - brings every rule
        index_page,
        manual_page,
        markdown_page,
        realities_page,
        rule_values,
        summary,
    )
    from helplint.ruleset import RuleSet  # noqa: PLC0415 - see above

    known = RuleSet(load_config((), {"config_path": config_path, "isolated": isolated})).known
    if name is not None and name not in known:
        raise HelplintError(f"there is no rule “{name}”; {suggest(name, known)}")
    chosen: list[Rule] = [known[name]] if name else list(known.values())
    if realities:
        click.echo(realities_page(chosen))
    elif output_format == "json":
        click.echo(json.dumps([rule_values(each) for each in chosen], indent=2, ensure_ascii=False))
    elif name or all_rules:
        page = markdown_page if output_format == "markdown" else manual_page
        click.echo("\n\n".join(page(each) for each in chosen))
    elif output_format == "markdown":
        click.echo(index_page(chosen))
    else:
        width = max(len(each.name) for each in chosen)
        for each in chosen:
            click.echo(f"{each.name:{width}}  {summary(each)}")
