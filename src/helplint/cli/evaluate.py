"""helplint evaluate: a model and labelled posts in, figures out."""

from __future__ import annotations

import json
from pathlib import Path

import click

from helplint.cli._progress import progress
from helplint.config import Config


@click.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--model", default=Config().model, metavar="NAME|FOLDER", help="A shipped model, or the folder of your own."
)
@click.option("--draws", default=1000, type=click.IntRange(min=2), help="Bootstrap draws for the intervals.")
@click.option("--output-format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def evaluate(file: Path, model: str, draws: int, output_format: str) -> None:
    """Judge a model on FILE, labelled posts as JSON Lines.

    Each line is an object with id, text, stance (1 to 5), intent, broadcast, and brief or group, which names the
    sender: the 95 % intervals come from drawing senders, not posts.
    """
    from helplint import training  # noqa: PLC0415 - brings scikit-learn
    from helplint.model import load_model  # noqa: PLC0415 - brings the features

    with progress("judging"):
        posts = training.read_labelled(file)
        measures = training.evaluate(load_model(model), posts, draws=draws)
    if output_format == "json":
        rows = {name: {"value": value, "low": low, "high": high} for name, (value, low, high) in measures.items()}
        click.echo(json.dumps({"posts": len(posts), "measures": rows}, indent=2))
        return
    click.echo(f"{len(posts)} posts of {len({post.brief for post in posts})} senders or briefs")
    click.echo(training.table(measures))
