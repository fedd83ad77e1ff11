"""helplint train: labelled posts in, a model folder out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from helplint.cli._progress import progress
from helplint.config import Config


@click.command()
@click.argument("corpus", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--labels",
    type=click.Path(exists=True, path_type=Path),
    help="Your own labelled posts, 50 or more, to adapt a model to instead of training one from CORPUS.",
)
@click.option(
    "--model",
    metavar="NAME|FOLDER",
    default=Config().model,
    show_default=True,
    help="With CORPUS, which kind to train: fast or careful. With --labels, the model to adapt.",
)
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path), help="The model's folder.")
@click.option(
    "--test",
    "tests",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Labelled posts that are not trained on, for the figures on the card. Repeatable.",
)
@click.option(
    "--calibrate",
    type=click.Path(exists=True, path_type=Path),
    help="Labelled posts unlike CORPUS, to calibrate a careful model on; a tenth of CORPUS unless given.",
)
@click.option(
    "--base",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the pre-trained encoder of a careful model, where its package is not installed.",
)
def train(
    corpus: Path | None,
    *,
    labels: Path | None,
    model: str,
    output: Path | None,
    tests: tuple[Path, ...],
    calibrate: Path | None,
    base: Path | None,
) -> None:
    """Train a model on CORPUS, labelled posts as JSON Lines or a folder with posts.jsonl; or adapt one to yours.

    A model's folder holds its weights and its card: where it came from, and how well it does on senders it has not
    seen. The same corpus gives the same fast model, byte for byte; a careful one needs `pip install helplint[train]`
    and an hour.

    With --labels, the heads of a finished model are adapted to your own labels. Cross-validation says whether that is
    better than the model as it is; where it is not, nothing is saved and the exit code is 1. Without --output, it
    only says.
    """
    if (corpus is None) == (labels is None):
        raise click.UsageError("give either CORPUS, to train a new model, or --labels, to adapt one to your own posts")
    if labels is not None:
        _adapt(labels, model, output)
        return
    assert corpus is not None  # noqa: S101 - for the type checker; see the usage error above
    if output is None:
        raise click.UsageError("say with --output in which folder to save the model")
    _train(corpus, model, output, tests, calibrate, base)


def _train(
    corpus: Path, model: str, output: Path, tests: tuple[Path, ...], calibrate: Path | None, base: Path | None
) -> None:
    from helplint import training  # noqa: PLC0415 - brings scikit-learn

    if model not in {"fast", "careful"}:
        raise click.UsageError(f"--model says which kind to train, “fast” or “careful”; it cannot be “{model}”")
    with progress("training"):
        posts = training.read_labelled(corpus)
        judged = {test.stem: training.read_labelled(test) for test in tests}
        if model == "fast":
            trained = training.train_fast(posts, name=corpus.stem, tests=judged)
        else:
            trained = training.train_careful(
                posts,
                name=corpus.stem,
                tests=judged,
                calibration=training.read_labelled(calibrate) if calibrate else (),
                base=base,
                report=_say,
            )
        training.save(trained, output)
    click.echo(training.describe(trained.card))
    click.echo(f"Saved to {output}")


def _say(line: str) -> None:
    click.echo(line, err=True)


def _adapt(labels: Path, name: str, output: Path | None) -> None:
    from helplint import training  # noqa: PLC0415 - brings scikit-learn
    from helplint.model import load_model  # noqa: PLC0415 - brings the features

    with progress("adapting"):
        adaptation = training.adapt(load_model(name), training.read_labelled(labels), name=name, labels=labels.stem)
    click.echo(str(adaptation))
    if not adaptation.better:
        click.echo("That is no more than chance, so nothing is saved: label more posts, or use the model as it is.")
        sys.exit(1)
    if output is not None:
        training.save(adaptation.model, output)
        click.echo(f"Saved to {output}; use it with --model {output}")
