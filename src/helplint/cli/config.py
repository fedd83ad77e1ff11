"""helplint config: what a key of the configuration means."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from helplint.config import suggest
from helplint.notice import HelplintError


@click.command()
@click.argument("key", required=False)
@click.option("--output-format", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
def config(key: str | None, *, output_format: str) -> None:
    """Explain KEY of the configuration, with its default and an example, or list all keys.

    `helplint check --show-settings` shows the values that would be used.
    """
    from helplint.reference import keys, reference_page  # noqa: PLC0415 - only this command needs it

    known = keys()
    if key is not None and key not in known:
        raise HelplintError(f"there is no key “{key}” in the configuration; {suggest(key, known)}")
    chosen = [known[key]] if key else list(known.values())
    if output_format == "json":
        click.echo(json.dumps([asdict(each) for each in chosen], indent=2, ensure_ascii=False))
    elif output_format == "markdown":
        click.echo(reference_page(chosen))
    elif key:
        click.echo(str(known[key]))
    else:
        width = max(map(len, known))
        for each in chosen:
            click.echo(f"{each.name:{width}}  {each.summary}")
