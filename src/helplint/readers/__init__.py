"""Files to posts: one file a format, picked by name, then by content."""

from __future__ import annotations

import os
import pkgutil
import sys
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from helplint.config import Config
from helplint.notice import HelplintError, Notice
from helplint.readers._file import File, Format
from helplint.readers._walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from helplint.post import Post

_LONGEST_POST = 1_000_000
"""Characters; the longest real newsletter seen is a hundredth of that, and spaCy takes no more."""


@cache
def formats() -> Mapping[str, Format]:
    """Return the formats by name, in the order they are asked: those that look at the content come first."""
    modules = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    found = {name: import_module(f"{__name__}.{name}").format for name in modules}
    return dict(sorted(found.items(), key=lambda item: item[1].recognise is None))


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    config: Config | None = None,
    notices: list[Notice] | None = None,
    stdin_filename: str | None = None,
    contents: Mapping[str, bytes] | None = None,
) -> Iterator[Post]:
    r"""Yield the posts in files and folders, in their order.

    Parameters
    ----------
    paths
        Files, folders (walked, without what git ignores), or ``-`` for standard input.
    config
        Gives the timezone, the date order and what a walk leaves out; the defaults where None.
    notices
        Gets what could not be read and what was passed over, and reading goes on. Where None, the first error is
        raised once the rest of its path has been read, and notes are dropped.
    stdin_filename
        The name that standard input would have; its ending tells the format.
    contents
        What to read in place of what a file holds, by its path as its posts give it, ``-`` for standard input.

    Raises
    ------
    HelplintError
        A file cannot be read, and `notices` is None.

    Examples
    --------
    >>> import helplint, pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "post.tweet")
    ...     _ = path.write_text("Back up first.\n---\nThen upgrade.", encoding="utf-8")
    ...     [post.text for post in helplint.read([path])]
    ['Back up first.', 'Then upgrade.']
    """
    config = config or Config()
    sink = [] if notices is None else notices
    for given in paths:
        path = os.fspath(given)
        try:
            yield from _read_path(path, config, sink, stdin_filename, contents or {})
        except HelplintError as error:
            sink.append(error.notice)
        if notices is None:
            _raise_first_error(sink)


def _raise_first_error(notices: Sequence[Notice]) -> None:
    for notice in notices:
        if notice.kind == "error":
            raise HelplintError(notice.message, path=notice.path, line=notice.line)


def _read_path(
    path: str, config: Config, sink: list[Notice], stdin_filename: str | None, contents: Mapping[str, bytes]
) -> Iterator[Post]:
    if path == "-":
        data = contents["-"] if "-" in contents else sys.stdin.buffer.read()
        yield from _read_file("-", data, stdin_filename or "draft.txt", config, sink)
    elif Path(path).is_dir():
        suffixes = [suffix for each in formats().values() for suffix in each.suffixes]
        for found in walk(Path(path), suffixes, config.exclude, sink):
            try:
                yield from _read_file(str(found), _bytes(found, contents), found.name, config, sink, named=False)
            except HelplintError as error:
                # One bad file of a folder must not keep the others from being checked.
                sink.append(error.notice)
    else:
        yield from _read_file(path, _bytes(path, contents), path, config, sink)


def _bytes(name: str | Path, contents: Mapping[str, bytes]) -> bytes:
    if str(name) in contents:
        return contents[str(name)]
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise HelplintError(f"the file cannot be read: {error.strerror}", path=str(name)) from error


def _read_file(
    path: str, data: bytes, name: str, config: Config, sink: list[Notice], *, named: bool = True
) -> Iterator[Post]:
    """Yield the posts of one file; `name` is what its format is told by."""
    file = File(
        path,
        data,
        name=Path(name).name,
        zone=config.zone,
        date_order=config.date_order,
        named=named,
        notices=sink,
    )
    format_ = _format_of(file)
    if format_ is None:
        known = ", ".join(sorted(suffix for each in formats().values() for suffix in each.suffixes))
        file.note(f"passed over: not a format helplint reads (it reads {known})")
        return
    said, count = len(sink), 0
    for post in format_.read(file):
        count += 1
        if len(post.text) > _LONGEST_POST:
            position = post.origin.position(post.text, 0)
            size = f"{len(post.text):,} characters"
            message = f"{position}: this text has {size}, more than any post has; is a quote missing?"
            sink.append(HelplintError(message, path=path, line=position.line).notice)
        elif post.text.strip():
            of_file = tuple(file.suppressions)
            yield replace(post, suppressions=(*post.suppressions, *of_file)) if of_file else post
    if not count and len(sink) == said:
        file.note("no post found in it")


def _format_of(file: File) -> Format | None:
    lowered = file.name.lower()
    for each in formats().values():
        if lowered.endswith(each.suffixes) and (each.recognise is None or each.recognise(file)):
            return each
    return None
