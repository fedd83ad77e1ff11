"""Archives of any size: scored part by part, in as much memory as a part takes, and gone on with after any end."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from helplint.bulk._job import Job, Outcome, Progress, Target
from helplint.bulk._summary import Mention, Summary
from helplint.bulk._wording import render_summary
from helplint.bulk.formats import endings
from helplint.config import Config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from helplint.post import Post

__all__ = ["PART_SIZE", "Mention", "Outcome", "Progress", "Summary", "endings", "render_summary", "score"]

PART_SIZE = 5000
"""Posts of a part, unless told otherwise: seconds of work, so that little is lost by an end at any moment."""


def score(  # noqa: PLR0913 - each is an option of the command line
    paths: Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    config: Config | None = None,
    jobs: int | None = None,
    part_size: int = PART_SIZE,
    scheduler: str | None = None,
    restart: bool = False,
    force: bool = False,
    only: Callable[[Post], bool] | None = None,
    stdin_filename: str | None = None,
    summary: str | os.PathLike[str] | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    r"""Score the posts in files and folders, and write them with all columns they came with.

    Called again after it was ended, it goes on where it was, and comes to the same.

    Parameters
    ----------
    paths
        As in `helplint.read`.
    output
        A file, whose ending tells the format (one of `endings`), or a folder of parts: one that is there, or a path
        with ``/`` at its end. A URL where fsspec is installed. Posts are in the order of the input.
    config
        Names the model, and says how files are read; the defaults where None.
    jobs
        Processes; one a core where None.
    part_size
        Posts that are scored, written and, after an end, done again together.
    scheduler
        Address of a Dask cluster whose workers score instead; they must reach the folder of the output.
    restart
        Begin anew, whatever an earlier run has done.
    force
        Replace an output that is there.
    only
        Says of a post whether it is meant. All are where None.
    stdin_filename
        As in `helplint.read`.
    summary
        Where to write the summary too, as JSON.
    progress
        Is told how far the job is, after each part.

    Returns
    -------
    Outcome
        What the posts are made of, and where to find what could not be read or scored.

    Raises
    ------
    HelplintError
        The output is there already or cannot be written, or an unfinished job in its place was begun with something
        else. What cannot be read or scored of the input raises nothing: it is in the reject file.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from helplint import Config, bulk
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     archive = pathlib.Path(folder, "archive.csv")
    ...     _ = archive.write_text("nr,copy\n7,Turn the stopcock clockwise to shut the water off.\n")
    ...     outcome = bulk.score([archive], archive.with_name("scores.csv"), config=Config(model="fast"))
    ...     header, row = pathlib.Path(outcome.output).read_text().splitlines()
    >>> header.split(",")[0], row.split(",")[0], outcome.summary.posts
    ('nr', '7', 1)
    """
    job = Job(
        paths=[os.fspath(path) for path in paths],
        target=Target.of(os.fspath(output)),
        config=config or Config(),
        jobs=jobs,
        part_size=part_size,
        scheduler=scheduler,
        only=only,
        stdin_filename=stdin_filename,
        summary=None if summary is None else os.fspath(summary),
        progress=progress,
    )
    return job.run(restart=restart, force=force)
