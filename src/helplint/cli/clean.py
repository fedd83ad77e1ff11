"""helplint clean: nothing kept any more."""

from __future__ import annotations

from typing import Any

import click

from helplint import cache
from helplint.cli._options import cache_dir_option, config_options, load_config
from helplint.notice import HelplintError


@click.command()
@cache_dir_option
@config_options
def clean(**given: Any) -> None:
    """Delete the results that are kept between runs.

    They are in .helplint_cache, beside the configuration file or in the folder you are in, unless --cache-dir or the
    configuration says otherwise. Nothing else in there is touched.
    """
    folder = cache.folder_of(load_config((), given))
    try:
        removed = cache.clean(folder)
    except OSError as error:
        raise HelplintError(f"the cache cannot be deleted: {error.strerror}", path=str(folder)) from error
    click.echo(f"{folder}: {'deleted' if removed else 'nothing is kept there'}", err=True)
