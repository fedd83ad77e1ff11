"""helplint train: a corpus in, a model folder out."""

from __future__ import annotations

from pathlib import Path

import click

from helplint.cli._progress import progress


@click.command()
@click.argument("corpus", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--output", "-o", required=True, type=click.Path(file_okay=False, path_type=Path), help="The model's folder."
)
@click.option(
    "--test",
    type=click.Path(exists=True, path_type=Path),
    help="Labelled posts that are no part of the corpus, for the figures on the card.",
)
def train(corpus: Path, output: Path, test: Path | None) -> None:
    """Train a model on CORPUS, labelled posts as JSON Lines or a folder with posts.jsonl.

    The same corpus gives the same weights, byte for byte. The model's folder holds its weights and its card: where
    it came from, and how well it does on senders it has not seen.
    """
    from helplint import training  # noqa: PLC0415 - brings scikit-learn

    with progress("training"):
        posts = training.read_labelled(corpus)
        model = training.train(
            posts,
            name=corpus.stem,
            test=training.read_labelled(test) if test else (),
            test_name=test.stem if test else "",
        )
        training.save(model, output)
    click.echo(training.describe(model.card))
    click.echo(f"Saved to {output}")
