"""Options that several commands share, and the configuration they add up to."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helplint.channel import CHANNELS, parse_channels
from helplint.config import Config, find_config, read_config, suggest
from helplint.finding import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from helplint.selection import Changed, Selection

paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=str))

_CONFIG = (
    click.option(
        "--config",
        "config_path",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The configuration file, instead of the closest one.",
    ),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
)
_READING = (
    click.option("--stdin-filename", metavar="NAME", help="The name that standard input, given as “-”, would have."),
    click.option("--timezone", metavar="ZONE", help="The zone of times without an offset, such as Europe/London."),
    click.option(
        "--date-order",
        type=click.Choice(["day-first", "month-first"]),
        help="How to read dates such as 03/04/2026 where the file does not tell.",
    ),
    click.option("--text-column", metavar="NAME", help="The column or key of posts, where its name does not tell."),
    click.option("--id-column", metavar="NAME", help="The column or key of their ids."),
    click.option("--channel-column", metavar="NAME", help="The column or key that says where a post goes."),
    click.option("--date-column", metavar="NAME", help="The column or key that says when it goes out."),
    click.option("--table", metavar="NAME", help="The table of a database, where several may hold posts."),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Files a folder walk leaves out. Repeatable."),
    click.option("--model", metavar="NAME|FOLDER", help="A shipped model, or the folder of your own."),
    *_CONFIG,
)


def config_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which configuration file counts."""
    for option in reversed(_CONFIG):
        command = option(command)
    return command


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what is read and how."""
    for option in reversed(_READING):
        command = option(command)
    return command


cache_dir_option = click.option(
    "--cache-dir",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="Where results are kept for the next run, instead of in .helplint_cache.",
)
_no_cache_option = click.option(
    "--no-cache", "-n", is_flag=True, default=None, help="Keep no results, and use none that are kept."
)


def caching_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say whether and where results are kept."""
    return cache_dir_option(_no_cache_option(command))


_DAY = click.DateTime(["%Y-%m-%d"])


def comma_separated(_context: click.Context, _parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Split each of the values of a repeatable option at its commas, as ruff does."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _channels(context: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    names = comma_separated(context, parameter, values)
    for name in names:
        if not parse_channels(name):
            raise click.BadParameter(f"unknown channel “{name}”; {suggest(name, CHANNELS)}")
    return tuple(channel for name in names for channel in parse_channels(name))


_CHOOSING = (
    click.option(
        "--from", "since", type=_DAY, metavar="DATE", help="Only posts of this day, such as 2026-03-31, or later."
    ),
    click.option("--until", type=_DAY, metavar="DATE", help="Only posts of this day or earlier."),
    click.option("--channel", multiple=True, callback=_channels, help="Only posts for it. Repeatable, or with commas."),
    click.option(
        "--status",
        multiple=True,
        callback=comma_separated,
        help="Only posts that have come so far, as your file calls it. Repeatable, or with commas.",
    ),
    click.option(
        "--changed-since",
        metavar="REVISION",
        help="Only posts that are new or different since this commit, branch or tag of git.",
    ),
)


def choosing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which of the posts are meant."""
    for option in reversed(_CHOOSING):
        command = option(command)
    return command


def load_selection(paths: Sequence[str], config: Config, given: dict[str, Any]) -> Selection | None:
    """Return which posts of some paths are meant; None where all are.

    Raises
    ------
    HelplintError
        git cannot tell what has changed since the revision that was given.
    """
    since, until = (given[name] and given[name].date() for name in ("since", "until"))
    if since and until and since > until:
        raise click.UsageError(f"--from {since} is after --until {until}, so no post can be meant")
    # An empty name is no revision, and not the wish to see everything: a variable of CI was not set.
    if given["changed_since"] is None and not any(given[name] for name in ("since", "until", "channel", "status")):
        return None
    from helplint.selection import Selection  # noqa: PLC0415 - only who chooses pays for it

    return Selection(
        since=since,
        until=until,
        channels=given["channel"],
        statuses=given["status"],
        zone=config.zone,
        changed=_load_changes(paths, config, given),
    )


def _load_changes(paths: Sequence[str], config: Config, given: dict[str, Any]) -> Changed | None:
    if given["changed_since"] is None:
        return None
    from helplint.history import ChangedSince  # noqa: PLC0415 - only who asks for it pays for it

    return ChangedSince(given["changed_since"], paths, config=config, stdin_filename=given.get("stdin_filename"))


def load_config(paths: Sequence[str], given: dict[str, Any]) -> Config:
    """Return the configuration of a run: the closest file to what is read, overridden by the command line.

    Parameters
    ----------
    paths
        What is read; the file at or above the folder that holds it all counts.
    given
        Values of the command line by parameter name; what is None or empty was not given.

    Raises
    ------
    HelplintError
        The file cannot be read or holds something unknown.
    """
    given = dict(given)
    path, isolated = given.pop("config_path"), given.pop("isolated")
    if path is None and not isolated:
        path = find_config(_common_folder(paths, given.get("stdin_filename")))
    config = read_config(path) if path else Config()
    names = Config.__dataclass_fields__
    overrides = {name: value for name, value in given.items() if name in names and value not in (None, (), {})}
    if "exclude" in overrides:
        overrides["exclude"] = (*config.exclude, *overrides["exclude"])
    if "ignore" in overrides:
        overrides["ignore"] = (*config.ignore, *overrides["ignore"])
    if "fail_on" in overrides:
        overrides["fail_on"] = Level.parse(overrides["fail_on"])
    levels: Mapping[str, str] = given.get("level") or {}
    tables = {rule: {**config.rules.get(rule, {}), "level": level} for rule, level in levels.items()}
    return replace(
        config,
        **overrides,
        rules={**config.rules, **tables},
        overridden=frozenset({*overrides, *(f"rules.{rule}.level" for rule in levels)}),
    )


def _common_folder(paths: Sequence[str], stdin_filename: str | None) -> Path:
    named = [stdin_filename or "" if path == "-" else path for path in paths]
    folders = [Path(path) if Path(path).is_dir() else Path(path).parent for path in named if path]
    if not folders:
        return Path.cwd()
    try:
        return Path(os.path.commonpath([folder.resolve() for folder in folders]))
    except ValueError:  # two drives on Windows
        return Path.cwd()
