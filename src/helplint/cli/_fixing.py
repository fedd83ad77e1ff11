"""What --fix and --diff of ``helplint check`` do with findings that an edit removes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from helplint.cli._progress import progress
from helplint.notice import HelplintError
from helplint.reporters._terminal import printable_lines
from helplint.reporters._wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

    from helplint.config import Config
    from helplint.fixing import Fixed
    from helplint.notice import Notice
    from helplint.report import Report
    from helplint.selection import Selection


def mend(
    paths: Sequence[str],
    config: Config,
    select: Callable[[], Selection | None],
    *,
    unsafe: bool,
    ignore_suppressions: bool,
    stdin_filename: str | None,
) -> Fixed:
    """Return what edits make of the posts that are selected; nothing is written yet."""
    from helplint.fixing import fix  # noqa: PLC0415 - brings numpy and every rule

    selections: list[Selection | None] = []

    def select_anew() -> Selection | None:
        selections.append(select())
        return selections[-1]

    with progress("mending"):
        fixed = fix(
            paths,
            config=config,
            unsafe=unsafe,
            only=select_anew,
            ignore_suppressions=ignore_suppressions,
            stdin_filename=stdin_filename,
        )
    last = selections[-1]
    return _with_notices(fixed, last.notices()) if last else fixed


def show_diff(fixed: Fixed, file: TextIO, stdin_filename: str | None) -> None:
    """Write what would change, as a unified diff; on a terminal nothing in it can act."""
    for change in fixed.changes:
        difference = change.diff(stdin_filename if change.path == "-" else None)
        file.write(f"{printable_lines(difference.rstrip())}\n" if file.isatty() else difference)
    _say("would be mended", fixed)


def diff_exit_code(fixed: Fixed, *, exit_zero: bool) -> int:
    """Return 2 where not everything could be read, 1 where anything would change, otherwise 0."""
    if any(notice.kind == "error" for notice in fixed.report.notices):
        return 2
    return int(bool(fixed.changes) and not exit_zero)


def write(fixed: Fixed) -> Report:
    """Write what was mended, and return the report of what is left, with what could not be written."""
    errors: list[Notice] = []
    for change in fixed.changes:
        try:
            change.write()
        except HelplintError as error:
            errors.append(error.notice)
    if not errors:
        _say("mended", fixed)
    return _with_notices(fixed, errors).report


def _with_notices(fixed: Fixed, notices: Iterable[Notice]) -> Fixed:
    return replace(fixed, report=replace(fixed.report, notices=[*fixed.report.notices, *notices]))


def _say(what: str, fixed: Fixed) -> None:
    if total := fixed.mended.total():
        by_rule = ", ".join(f"{count:,} {rule}" for rule, count in fixed.mended.most_common())
        where = f"{counted(total, 'finding')} in {counted(len(fixed.changes), 'file')}"
        click.echo(f"{where} {what} ({by_rule})", err=True)
