"""The command line: each command parses, makes one library call, renders."""

from __future__ import annotations

import atexit
import gc
import sys
from importlib import import_module

import click

from helplint import __version__
from helplint.notice import HelplintError

_OBJECTS_BEFORE_A_LOOK = 50_000
"""So many new objects before Python looks for those that only refer to each other, instead of 700: what a start loads
is there to stay, and to look through it again and again takes a tenth of the time of a short run."""

_COMMANDS = ("check", "check-rules", "clean", "config", "evaluate", "explain", "formats", "rule", "score", "train")


class _Commands(click.Group):
    """Imports a command once it is named: each brings what the others can do without."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "HELPLINT"})
@click.version_option(__version__, prog_name="helplint")
def helplint() -> None:
    """Say whether a post helps its reader or sells to them, before it goes out.

    \b
    helplint check calendar.csv     findings on file, row and column
    helplint score calendar.csv     how much each post helps, 0 to 100
    helplint explain draft.md       the words that made the score
    helplint rule false-urgency     the manual page of a rule
    helplint formats                the files and exports it reads

    Exit codes: 0 clean, 1 findings, 2 the job could not be done.
    """  # noqa: D301 - the sign by which click leaves lines as they are


def main() -> None:
    """Run the command line; an error becomes one sentence on stderr and exit code 2."""
    gc.set_threshold(_OBJECTS_BEFORE_A_LOOK)
    # Nor need Python look for them once more before it ends.
    atexit.register(gc.freeze)
    try:
        helplint()
    except HelplintError as error:
        click.echo(str(error.notice), err=True)
        sys.exit(2)
