"""helplint score: how much each post helps."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helplint.cache import open_cache
from helplint.cli._options import (
    caching_options,
    choosing_options,
    load_config,
    load_selection,
    paths_argument,
    reading_options,
)
from helplint.cli._output import destination
from helplint.cli._progress import progress
from helplint.reporters import formats, render_notices, render_scores

if TYPE_CHECKING:
    from helplint.notice import Notice


@click.command()
@paths_argument
@click.option("--output-format", type=click.Choice(list(formats("score"))), default="table", show_default=True)
@click.option(
    "--output-file",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write there instead of to the terminal.",
)
@click.option("--include-text", is_flag=True, help="Give the text of each post too, in csv and jsonl.")
@click.option("--verbose", "-v", is_flag=True, help="Say each file that is passed over.")
@choosing_options
@reading_options
@caching_options
def score(
    paths: tuple[str, ...],
    *,
    output_format: str,
    output_file: Path | None,
    include_text: bool,
    verbose: bool,
    stdin_filename: str | None,
    **given: Any,
) -> None:
    """Score the posts in PATHS, files or folders, by default the one you are in; “-” is standard input.

    Helpfulness runs from 0, sells, to 100, helps. A post that is not English, has fewer than three words, or is only
    a link gets no score, and the reason.
    """
    paths = paths or (".",)
    config = load_config(paths, {**given, "stdin_filename": stdin_filename})
    chosen = load_selection(paths, config, {**given, "stdin_filename": stdin_filename})
    from helplint.engine import score as score_posts  # noqa: PLC0415 - brings numpy and every rule
    from helplint.readers import read  # noqa: PLC0415 - see above

    notices: list[Notice] = []
    with destination(output_file) as file, progress("scoring") as counter, open_cache(config) as cache:
        posts = read(paths, config=config, notices=notices, stdin_filename=stdin_filename)
        posts = counter.through(filter(chosen, posts) if chosen else posts)
        scored = score_posts(posts, config=config, cache=cache)
        render_scores(scored, output_format, file=file, include_text=include_text)
    notices += chosen.notices() if chosen else ()
    render_notices(notices, verbose=verbose)
    sys.exit(2 if any(notice.kind == "error" for notice in notices) else 0)
