"""helplint explain: the post, with the words that made its score."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from helplint.cli._options import load_config, paths_argument, reading_options
from helplint.cli._output import destination
from helplint.notice import HelplintError
from helplint.reporters import formats, render_explanation, render_notices

if TYPE_CHECKING:
    from helplint.notice import Notice


@click.command()
@paths_argument
@click.option("--id", "post_id", metavar="ID", help="Only the post with this id, as `helplint score` shows it.")
@click.option(
    "--of",
    metavar="WHAT",
    default="helping",
    show_default=True,
    help="helping, broadcast, an intent, or “stance 1” to “stance 5”.",
)
@click.option("--example", is_flag=True, help="Show how somebody helped on the nearest subject, to learn from.")
@click.option("--output-format", type=click.Choice(list(formats("explain"))), default="text", show_default=True)
@reading_options
def explain(
    paths: tuple[str, ...],
    *,
    post_id: str | None,
    of: str,
    example: bool,
    output_format: str,
    stdin_filename: str | None,
    **given: Any,
) -> None:
    """Show each post in PATHS with the words that made its score; “-” is standard input.

    Words that speak for helping and words that speak for selling are marked by how much they weigh; what no single
    word shows, such as a link at the end, is listed below. With the model “careful” the weight of a word is what the
    score loses when the word is masked.
    """
    if not paths:
        raise click.UsageError("name a file to explain, or “-” for standard input")
    config = load_config(paths, {**given, "stdin_filename": stdin_filename})
    from helplint.contrast import nearest_example  # noqa: PLC0415 - see below
    from helplint.engine import explain as explain_post  # noqa: PLC0415 - brings numpy and every rule
    from helplint.readers import read  # noqa: PLC0415 - see above

    notices: list[Notice] = []
    found = False
    with destination(None) as file:
        for post in read(paths, config=config, notices=notices, stdin_filename=stdin_filename):
            if post_id is None or post.id == post_id:
                if found and output_format == "text":
                    click.echo()
                score, explanation = explain_post(post, of=of, config=config)
                near = nearest_example(post.text) if example else None
                render_explanation(post, score, explanation, output_format, example=near, file=file)
                if example and near is None and output_format == "text":
                    click.echo("\nno example: nobody in the corpus writes on a subject near this one")
                found = True
    render_notices(notices, verbose=not found)
    if post_id is not None and not found:
        raise HelplintError(f"there is no post with the id “{post_id}”; `helplint score` shows the ids")
    sys.exit(2 if any(notice.kind == "error" for notice in notices) else 0)
