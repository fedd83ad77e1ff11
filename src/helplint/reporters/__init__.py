"""Results to text: one folder a result, one file an output, discovered by file name."""

from __future__ import annotations

import pkgutil
import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from helplint.config import suggest
from helplint.notice import HelplintError
from helplint.reporters import _calendar, _statistics
from helplint.reporters._output import Output
from helplint.reporters._terminal import printable_lines
from helplint.reporters._wording import counted, notice_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import TextIO

    from helplint.contrast import Example
    from helplint.model import Explanation
    from helplint.notice import Notice
    from helplint.post import Post
    from helplint.report import Report
    from helplint.scale import Score

__all__ = [
    "counted",
    "formats",
    "printable_lines",
    "render",
    "render_explanation",
    "render_notices",
    "render_scores",
    "statistics",
    "summary",
]

Result = Literal["check", "score", "explain", "statistics", "summary"]


@cache
def formats(result: Result = "check") -> Mapping[str, Callable[..., None]]:
    """Return what writes a kind of result, by the name of the output format, in the order of the names.

    Examples
    --------
    >>> list(formats("score"))
    ['csv', 'jsonl', 'table']
    """
    if result == "statistics":
        return _statistics.FORMATS
    if result == "summary":
        return _calendar.FORMATS
    package = import_module(f"{__name__}.{result}")
    modules = sorted(info.name for info in pkgutil.iter_modules(package.__path__) if not info.name.startswith("_"))
    return {name.replace("_", "-"): import_module(f"{package.__name__}.{name}").render for name in modules}


def _writer(result: Result, name: str) -> Callable[..., None]:
    known = formats(result)
    if name not in known:
        raise HelplintError(f"unknown output format “{name}”; {suggest(name, known)}")
    return known[name]


def render(  # noqa: PLR0913 - each is an option of the command line
    report: Report,
    name: str = "full",
    *,
    file: TextIO | None = None,
    errors: TextIO | None = None,
    width: int | None = None,
    color: bool | None = None,
    verbose: bool = False,
    manuals: Mapping[str, str] | None = None,
    version: str = "",
) -> None:
    """Write the result of a check.

    Parameters
    ----------
    report
        What the check found.
    name
        One of ``formats("check")``.
    file
        Standard output where None.
    errors
        Gets the notices where the format has no room for them (``concise``, ``json``, ``json-lines``); standard
        error where None.
    width
        Cells of a line; the terminal's where None.
    color
        None leaves it to the terminal, ``NO_COLOR`` and ``FORCE_COLOR``.
    verbose
        Say every note instead of counting them.
    manuals
        Manual pages by rule name, for ``sarif``.
    version
        helplint's own, for ``sarif``.

    Raises
    ------
    HelplintError
        There is no such format.

    Examples
    --------
    >>> from helplint.report import Report
    >>> render(Report(posts=9))
    9 posts, nothing found.
    """
    output = Output(
        file=file or sys.stdout,
        errors=errors or sys.stderr,
        width=width,
        color=color,
        verbose=verbose,
        manuals=manuals or {},
        version=version,
    )
    _writer("check", name)(report, output)


def render_scores(
    scored: Iterable[tuple[Post, Score]],
    name: str = "table",
    *,
    file: TextIO | None = None,
    width: int | None = None,
    color: bool | None = None,
    include_text: bool = False,
) -> None:
    """Write scores as they come, one line a post.

    Parameters
    ----------
    scored
        Posts and their scores; consumed one by one.
    name
        One of ``formats("score")``.
    include_text
        Give the text of each post too, in ``csv`` and ``jsonl``.
    file, width, color
        As in `render`.

    Raises
    ------
    HelplintError
        There is no such format.
    """
    output = Output(file=file or sys.stdout, width=width, color=color, include_text=include_text)
    _writer("score", name)(scored, output)


def render_explanation(
    post: Post,
    score: Score,
    explanation: Explanation | None,
    name: str = "text",
    *,
    example: Example | None = None,
    file: TextIO | None = None,
    width: int | None = None,
    color: bool | None = None,
) -> None:
    """Write what made the score of one post.

    Parameters
    ----------
    explanation
        None where the model abstained.
    name
        One of ``formats("explain")``.
    example
        How somebody helped on a near subject, to show below.
    file, width, color
        As in `render`.

    Raises
    ------
    HelplintError
        There is no such format.
    """
    output = Output(file=file or sys.stdout, width=width, color=color)
    _writer("explain", name)(post, score, explanation, output, example=example)


def render_notices(notices: Sequence[Notice], *, file: TextIO | None = None, verbose: bool = False) -> None:
    """Write what could not be done or was passed over, one line each; many notes are counted unless `verbose`.

    Parameters
    ----------
    file
        Standard error where None.
    """
    for _, line in notice_lines(notices, verbose=verbose):
        (file or sys.stderr).write(f"{line}\n")


def statistics(report: Report, name: str = "text", *, file: TextIO | None = None) -> None:
    """Write each rule that found something with its number of findings and its share of the posts, most first.

    Parameters
    ----------
    name
        One of ``formats("statistics")``.
    file
        Standard output where None.

    Raises
    ------
    HelplintError
        There is no such format.
    """
    _writer("statistics", name)(report, Output(file=file or sys.stdout))


def summary(report: Report, name: str = "text", *, file: TextIO | None = None) -> None:
    """Write what the calendar is made of; that there is none, where no file holds several dated posts.

    Parameters
    ----------
    name
        One of ``formats("summary")``.
    file
        Standard output where None.

    Raises
    ------
    HelplintError
        There is no such format.

    Examples
    --------
    >>> from helplint.report import Report
    >>> summary(Report())
    no calendar: no file holds three dated posts
    """
    _writer("summary", name)(report, Output(file=file or sys.stdout))
