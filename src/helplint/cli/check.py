"""helplint check: findings on the spot where they stand."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helplint import __version__
from helplint.cache import open_cache
from helplint.cli._options import (
    caching_options,
    choosing_options,
    comma_separated,
    load_config,
    load_selection,
    paths_argument,
    reading_options,
)
from helplint.cli._output import destination
from helplint.cli._progress import progress
from helplint.cli._replay import replayed
from helplint.config import settings_lines, suggest
from helplint.finding import Level
from helplint.notice import HelplintError
from helplint.reporters import formats, render, render_notices, statistics, summary
from helplint.reporters._wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from helplint.cache import Cache
    from helplint.config import Config
    from helplint.notice import Notice
    from helplint.report import Report
    from helplint.selection import Selection


def _ignores(
    _context: click.Context, _parameter: click.Parameter, values: Sequence[str]
) -> Mapping[str, tuple[str, ...]]:
    """Read ``GLOB:RULE`` pairs; the same glob may come again."""
    ignores: dict[str, tuple[str, ...]] = {}
    for value in values:
        for pair in value.split(","):
            glob, colon, rule = pair.rpartition(":")
            if not colon:
                raise click.BadParameter(f"“{pair}” is not GLOB:RULE, such as “archive/*.csv:hype”")
            ignores[glob.strip()] = (*ignores.get(glob.strip(), ()), rule.strip())
    return ignores


def _levels(_context: click.Context, _parameter: click.Parameter, values: Sequence[str]) -> Mapping[str, str]:
    """Read ``RULE=LEVEL`` pairs; of the same rule the last counts."""
    levels: dict[str, str] = {}
    known = [str(level) for level in Level]
    for pair in comma_separated(_context, _parameter, values):
        rule, equals, level = (part.strip() for part in pair.partition("="))
        if not (equals and rule):
            raise click.BadParameter(f"“{pair}” is not RULE=LEVEL, such as “hype=error”")
        if level not in known:
            raise click.BadParameter(f"unknown level “{level}” of “{rule}”; {suggest(level, known)}")
        levels[rule] = level
    return levels


def _day(_context: click.Context, _parameter: click.Parameter, value: datetime | None) -> date | None:
    return value and value.date()


def _names(option: str, help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(option, multiple=True, metavar="NAME", callback=comma_separated, help=help_text)


@click.command()
@paths_argument
@_names("--select", "Rules or tags to check, instead of all. Repeatable, or with commas.")
@_names("--extend-select", "Rules or tags to check beside the selected ones.")
@_names("--ignore", "Rules or tags not to check.")
@click.option(
    "--per-file-ignores",
    multiple=True,
    metavar="GLOB:RULE",
    callback=_ignores,
    help="Rules not to check in some files.",
)
@click.option(
    "--level",
    multiple=True,
    metavar="RULE=LEVEL",
    callback=_levels,
    help="What a rule's findings weigh: note, warning or error. Repeatable, or with commas.",
)
@click.option(
    "--fail-on", type=click.Choice([str(level) for level in Level]), help="The lowest level that fails the check."
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    metavar="DATE",
    help="The day to count as today, such as 2026-03-31.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option(
    "--output-format", type=click.Choice(list(formats("check"))), help="By default full, or concise in a pipe."
)
@click.option(
    "--output-file",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write there instead of to the terminal.",
)
@click.option("--ignore-suppressions", is_flag=True, help="Report also what comments and columns say to ignore.")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Do not report the findings in FILE, which --write-baseline wrote.",
)
@click.option(
    "--write-baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what is found now to FILE instead of reporting it, and exit with 0.",
)
@click.option("--fix", "to_fix", is_flag=True, help="Mend what is mechanical in the files, and report what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change and change nothing; exit with 1 if anything.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also edits that can change what a post says.")
@click.option("--statistics", "only_statistics", is_flag=True, help="Count findings by rule instead of showing them.")
@click.option("--summary", "only_summary", is_flag=True, help="Show what the calendar is made of instead of findings.")
@click.option("--show-settings", is_flag=True, help="Show the configuration that would be used, and stop.")
@click.option("--verbose", "-v", is_flag=True, help="Say each file that is passed over.")
@click.option("--watch", "-w", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@choosing_options
@reading_options
@caching_options
def check(
    paths: tuple[str, ...], *, watch: bool, show_settings: bool, stdin_filename: str | None, **given: Any
) -> None:
    """Check the posts in PATHS, files or folders, by default the one you are in; “-” is standard input.

    Posts are checked one by one and together, as one calendar. Those that --from, --until, --channel, --status and
    --changed-since leave out are still part of the calendar, and only what is found on the others is reported. Exits
    with 0 if there is nothing to say, 1 if there are findings, 2 if a file could not be read or the configuration is
    wrong.

    With --fix, edits that leave the wording alone are made in the files (“!!!”, doubled spaces, other people's tracking
    on links, suppressions that are of no use), and not one other byte of them changes.
    """
    paths = paths or (".",)
    given["stdin_filename"] = stdin_filename
    options = ("to_fix", "diff", "unsafe_fixes", "write_baseline", "only_statistics", "only_summary")
    _refuse_contradictions(paths, **{name: given[name] for name in options})
    config = load_config(paths, given)
    if show_settings:
        click.echo(f"configuration: {config.path or 'defaults, no file found'}")
        click.echo("\n".join(settings_lines(config)))
    elif watch:
        sys.exit(_watch(paths, config, given))
    else:
        with open_cache(config) as cache:
            run = partial(_check, paths, config, cache=cache, **given)
            sys.exit(replayed(run, cache, paths, config, given))


def _watch(paths: Sequence[str], config: Config, given: dict[str, Any]) -> int:
    """Check at once and after each change until Ctrl-C; return the exit code of the last check."""
    for option, is_given in (
        ("“-”", "-" in paths),
        ("--output-file", given["output_file"]),
        ("--write-baseline", given["write_baseline"]),
        ("--fix", given["to_fix"]),
        ("--diff", given["diff"]),
    ):
        if is_given:
            raise click.UsageError(f"--watch shows what is found as you write; it cannot go with {option}")
    from helplint.cli._watch import rounds  # noqa: PLC0415 - only who watches pays for it

    code = 0
    try:
        for _ in rounds(paths, [name for name in (config.path, config.baseline) if name]):
            if sys.stdout.isatty():
                click.clear()
            try:
                # The configuration may be what has changed.
                config = load_config(paths, given)
                with open_cache(config) as cache:
                    code = _check(paths, config, cache=cache, **given)
            except HelplintError as error:
                click.echo(str(error.notice), err=True)
                code = 2
            sys.stdout.flush()
            click.echo(f"watching {', '.join(paths)}; Ctrl-C ends it", err=True)
    except KeyboardInterrupt:
        pass
    return code


def _check(  # noqa: PLR0913 - each is an option of the command line
    paths: Sequence[str],
    config: Config,
    *,
    cache: Cache | None,
    exit_zero: bool,
    output_format: str | None,
    output_file: Path | None,
    ignore_suppressions: bool,
    write_baseline: Path | None,
    to_fix: bool,
    diff: bool,
    unsafe_fixes: bool,
    only_statistics: bool,
    only_summary: bool,
    verbose: bool,
    stdin_filename: str | None,
    **given: Any,
) -> int:
    """Check once, and return the exit code."""
    if write_baseline:
        # What is known already belongs into the new baseline too.
        config = replace(config, baseline=None)
    how: dict[str, Any] = {"ignore_suppressions": ignore_suppressions, "stdin_filename": stdin_filename}
    select = partial(load_selection, paths, config, {**given, "stdin_filename": stdin_filename})
    if to_fix or diff:
        from helplint.cli._fixing import diff_exit_code, mend, show_diff, write  # noqa: PLC0415 - see below

        fixed = mend(paths, config, select, unsafe=unsafe_fixes, **how)
        if diff:
            with destination(output_file) as file:
                show_diff(fixed, file, stdin_filename)
            render_notices(fixed.report.notices, verbose=verbose)
            return diff_exit_code(fixed, exit_zero=exit_zero)
        report = write(fixed)
    else:
        report = _checked(paths, config, select(), cache=cache, **how)
    if write_baseline:
        _write_baseline(report, write_baseline)
        return 0
    with destination(output_file) as file:
        if only_statistics or only_summary:
            overview = statistics if only_statistics else summary
            overview(report, "json" if output_format in {"json", "json-lines"} else "text", file=file)
        else:
            name = output_format or ("full" if file.isatty() else "concise")
            manuals = {}
            if name == "sarif":
                from helplint.ruleset import RuleSet  # noqa: PLC0415 - see above

                manuals = {rule.name: rule.manual for rule in RuleSet(config).known.values()}
            render(report, name, file=file, verbose=verbose, manuals=manuals, version=__version__)
    if exit_zero:
        report = replace(report, findings=())
    return report.exit_code


def _refuse_contradictions(
    paths: Sequence[str],
    *,
    to_fix: bool,
    diff: bool,
    unsafe_fixes: bool,
    write_baseline: Path | None,
    only_statistics: bool,
    only_summary: bool,
) -> None:
    if only_statistics and only_summary:
        raise click.UsageError("--statistics and --summary each show something else instead of findings; give one")
    if unsafe_fixes and not (to_fix or diff):
        raise click.UsageError("--unsafe-fixes says which edits; add --diff to see them, or --fix to make them")
    if write_baseline and (to_fix or diff):
        raise click.UsageError("--write-baseline takes down what is found now; mend first, then write it")
    if to_fix and not diff and "-" in paths:
        raise click.UsageError("standard input cannot be mended; --diff shows what would change")


def _checked(
    paths: Sequence[str],
    config: Config,
    only: Selection | None,
    *,
    cache: Cache | None,
    ignore_suppressions: bool,
    stdin_filename: str | None,
) -> Report:
    from helplint.engine import check as check_posts  # noqa: PLC0415 - brings numpy and every rule
    from helplint.readers import read  # noqa: PLC0415 - see above

    notices: list[Notice] = []
    with progress("checking") as counter:
        posts = counter.through(read(paths, config=config, notices=notices, stdin_filename=stdin_filename))
        report = check_posts(
            posts,
            config=config,
            notices=notices,
            only=only,
            ignore_suppressions=ignore_suppressions,
            cache=cache,
        )
    return replace(report, notices=[*report.notices, *only.notices()]) if only else report


def _write_baseline(report: Report, path: Path) -> None:
    """Write the findings of a report as a baseline, and say how many.

    Raises
    ------
    HelplintError
        Not everything could be checked, so that the baseline would lack findings.
    """
    from helplint.baseline import Baseline  # noqa: PLC0415 - only who writes one pays for it

    render_notices(report.notices)
    if any(notice.kind == "error" for notice in report.notices):
        raise HelplintError("no baseline was written, because not everything could be checked", path=str(path))
    with destination(path) as file:
        file.write(str(Baseline.of(report.findings)))
    click.echo(f"{counted(len(report.findings), 'finding')} written to {path}; check with --baseline {path}", err=True)
