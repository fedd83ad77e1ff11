"""helplint formats: what files it reads, and what marks each."""

from __future__ import annotations

import json

import click

from helplint.readers import formats as known_formats


@click.command()
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def formats(*, output_format: str) -> None:
    """List the formats that are read: the endings of their files, and what marks each where an ending does not.

    Any of them may be packed as .gz or .zst, and stand in a folder or a zip file.
    """
    known = sorted(known_formats().items())
    if output_format == "json":
        listed = [
            {
                "name": name,
                "summary": each.summary,
                "names": [*each.suffixes, *each.globs],
                "marks": each.marks,
                "dialects": dict(each.dialects),
            }
            for name, each in known
        ]
        click.echo(json.dumps(listed, indent=2, ensure_ascii=False))
        return
    for name, each in known:
        click.echo(f"{name} ({', '.join([*each.suffixes, *each.globs])}): {each.summary}")
        if each.marks:
            click.echo(f"    told by: {each.marks}")
        for dialect, marks in each.dialects.items():
            click.echo(f"    {dialect}: {marks}")
