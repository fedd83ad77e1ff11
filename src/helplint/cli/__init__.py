"""The command line: each command parses, makes one library call, renders."""

from __future__ import annotations

import sys

import click

from helplint import __version__
from helplint.cli.check import check
from helplint.cli.check_rules import check_rules
from helplint.cli.config import config
from helplint.cli.evaluate import evaluate
from helplint.cli.explain import explain
from helplint.cli.formats import formats
from helplint.cli.rule import rule
from helplint.cli.score import score
from helplint.cli.train import train
from helplint.notice import HelplintError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "HELPLINT"})
@click.version_option(__version__, prog_name="helplint")
def helplint() -> None:
    r"""Say whether a post helps its reader or sells to them, before it goes out.

    \b
    helplint check calendar.csv     findings on file, row and column
    helplint score calendar.csv     how much each post helps, 0 to 100
    helplint explain draft.md       the words that made the score
    helplint rule false-urgency     the manual page of a rule
    helplint formats                the files and exports it reads

    Exit codes: 0 clean, 1 findings, 2 the job could not be done.
    """


for command in (check, score, explain, rule, check_rules, config, formats, train, evaluate):
    helplint.add_command(command)


def main() -> None:
    """Run the command line; an error becomes one sentence on stderr and exit code 2."""
    try:
        helplint()
    except HelplintError as error:
        click.echo(str(error.notice), err=True)
        sys.exit(2)
