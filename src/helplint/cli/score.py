"""helplint score: how much each post helps."""

from __future__ import annotations

import sys
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
from helplint.cli._progress import job_progress, progress
from helplint.notice import HelplintError
from helplint.reporters import formats, render_notices, render_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helplint.config import Config
    from helplint.notice import Notice
    from helplint.selection import Selection

_FOR_OUTPUT = {
    "jobs": "--jobs",
    "part_size": "--part-size",
    "scheduler": "--scheduler",
    "restart": "--restart",
    "force": "--force",
    "summary": "--summary",
}
"""Options that say how a file is written."""


@click.command()
@paths_argument
@click.option("--output-format", type=click.Choice(list(formats("score"))), help="On the terminal; by default table.")
@click.option(
    "--output",
    "-o",
    metavar="FILE|FOLDER/",
    help="Write there, with the columns of the input; the ending tells the format. Goes on where it was ended.",
)
@click.option("--include-text", is_flag=True, help="Give the text of each post too, in csv and jsonl on the terminal.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="With --output: processes; one a core unless set."
)
@click.option("--part-size", type=click.IntRange(min=1), metavar="N", help="With --output: posts of a part; 5000.")
@click.option("--scheduler", metavar="ADDRESS", help="With --output: score on this Dask cluster.")
@click.option("--restart", is_flag=True, help="With --output: begin anew what was not finished.")
@click.option("--force", is_flag=True, help="With --output: replace what is there.")
@click.option(
    "--summary",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="With --output: write the summary there too, as JSON.",
)
@click.option("--verbose", "-v", is_flag=True, help="Say each file that is passed over.")
@choosing_options
@reading_options
@caching_options
def score(
    paths: tuple[str, ...],
    *,
    output_format: str | None,
    output: str | None,
    include_text: bool,
    verbose: bool,
    stdin_filename: str | None,
    **given: Any,
) -> None:
    """Score the posts in PATHS, files or folders, by default the one you are in; “-” is standard input.

    Helpfulness runs from 0, sells, to 100, helps. A post that is not English, has fewer than three words, or is only
    a link gets no score, and the reason.

    With --output any number of posts are scored, part by part, on all cores, and written with the columns they came
    with. Ended at any moment and given again, the command goes on. What cannot be read or scored is in a reject file
    beside the output, and makes the exit code 2.
    """
    paths = paths or (".",)
    how = {name: given.pop(name) for name in _FOR_OUTPUT}
    _refuse_contradictions(output, output_format, how)
    config = load_config(paths, {**given, "stdin_filename": stdin_filename})
    chosen = load_selection(paths, config, {**given, "stdin_filename": stdin_filename})
    if output is not None:
        notices = _in_bulk(paths, output, config, chosen, stdin_filename=stdin_filename, **how)
    else:
        notices = _shown(paths, output_format or "table", config, chosen, stdin_filename, include_text=include_text)
    notices += chosen.notices() if chosen else ()
    render_notices(notices, verbose=verbose)
    sys.exit(2 if any(notice.kind == "error" for notice in notices) else 0)


def _refuse_contradictions(output: str | None, output_format: str | None, how: dict[str, Any]) -> None:
    if output is not None and output_format is not None:
        raise click.UsageError("--output-format is for the terminal; the ending of --output tells the format")
    stray = next((option for name, option in _FOR_OUTPUT.items() if how[name]), None)
    if output is None and stray:
        raise click.UsageError(f"{stray} says how a file is written; give --output too")


def _shown(
    paths: Sequence[str],
    output_format: str,
    config: Config,
    chosen: Selection | None,
    stdin_filename: str | None,
    *,
    include_text: bool,
) -> list[Notice]:
    """Score posts and show them as they come; return what reading them had to say."""
    from helplint.engine import score as score_posts  # noqa: PLC0415 - brings numpy and every rule
    from helplint.readers import read  # noqa: PLC0415 - see above

    notices: list[Notice] = []
    with destination(None) as file, progress("scoring") as counter, open_cache(config) as cache:
        posts = read(paths, config=config, notices=notices, stdin_filename=stdin_filename)
        posts = counter.through(filter(chosen, posts) if chosen else posts)
        scored = score_posts(posts, config=config, cache=cache)
        render_scores(scored, output_format, file=file, include_text=include_text)
    return notices


def _in_bulk(
    paths: Sequence[str],
    output: str,
    config: Config,
    chosen: Selection | None,
    *,
    part_size: int | None,
    **how: Any,
) -> list[Notice]:
    """Score posts into a file or folder, and sum up; return what the job had to say."""
    from helplint import bulk  # noqa: PLC0415 - brings numpy and every rule

    try:
        with job_progress() as told:
            outcome = bulk.score(
                paths, output, config=config, only=chosen, part_size=part_size or bulk.PART_SIZE, progress=told, **how
            )
    except KeyboardInterrupt as error:
        raise HelplintError("ended before it was finished; run the same command again, and it goes on") from error
    with destination(None) as file:
        bulk.render_summary(outcome, file)
    return list(outcome.notices)
