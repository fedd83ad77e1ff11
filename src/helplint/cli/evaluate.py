"""helplint evaluate: a model and labelled posts in, figures out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helplint.cli._options import load_config
from helplint.cli._progress import progress

if TYPE_CHECKING:
    from helplint.training import Measured


@click.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--rules", is_flag=True, help="Count where the rules fire, instead of judging the model.")
@click.option("--model", metavar="NAME|FOLDER", help="A shipped model, or the folder of your own.")
@click.option("--draws", default=1000, type=click.IntRange(min=2), help="Bootstrap draws for the intervals.")
@click.option("--output-format", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--config",
    "config_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The configuration file, instead of the closest one.",
)
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def evaluate(file: Path, *, rules: bool, draws: int, output_format: str, **given: Any) -> None:
    """Judge a model, or the rules, on FILE, labelled posts as JSON Lines.

    Each line is an object with id, text, stance (1 to 5), intent, broadcast, channel where it matters, and brief or
    group, which names the sender: the 95 % intervals come from drawing senders, not posts.

    With --rules: for each rule that is configured, the share of the posts on which it fires, among those that help
    (stance 4 and more), that do neither, that sell (2.5 and less) and that sell outright (1.5 and less).
    """
    from helplint import training  # noqa: PLC0415 - brings scikit-learn
    from helplint.model import load_model  # noqa: PLC0415 - brings the features

    config = load_config((str(file),), given)
    with progress("judging"):
        posts = training.read_labelled(file)
        if rules:
            measured = training.evaluate_rules(posts, config=config)
        else:
            measures = training.evaluate(load_model(config.model), posts, draws=draws)
    if rules:
        click.echo(
            json.dumps(_values(measured), indent=2) if output_format == "json" else training.rules_table(measured)
        )
        return
    if output_format == "json":
        rows = {name: {"value": value, "low": low, "high": high} for name, (value, low, high) in measures.items()}
        click.echo(json.dumps({"posts": len(posts), "measures": rows}, indent=2))
        return
    click.echo(f"{len(posts)} posts of {len({post.brief for post in posts})} senders or briefs")
    click.echo(training.table(measures))


def _values(measured: Measured) -> dict[str, object]:
    known = measured.press_release
    return {
        "posts": dict(measured.posts),
        "rules": {name: dict(shares) for name, shares in measured.fires.items()},
        "any": dict(measured.any),
        "press-release": None if known is None else {"precision": known[0], "recall": known[1]},
    }
