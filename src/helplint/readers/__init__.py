"""Files to posts: one file a format, picked by name, then by content."""

from __future__ import annotations

import os
import pkgutil
import sys
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import import_module
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from helplint.config import Config
from helplint.notice import HelplintError, Notice
from helplint.readers._chosen import Chosen
from helplint.readers._file import File, Format
from helplint.readers._tree import Folder, Surroundings, Zip, open_path, packed_suffix, reading, unpacking
from helplint.readers._walk import is_paper, walk
from helplint.storage import open_url, plain, scheme_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from helplint.post import Post
    from helplint.readers._tree import Tree

_ZIP = ".zip"
_DEEPEST_ZIP = 3
"""Zip files in one another; the export of one service has two."""

_KNOWN = "`helplint formats` lists them"

_LONGEST_POST = 1_000_000
"""Characters; the longest real newsletter seen is a hundredth of that, and spaCy takes no more."""


_FORMATS_BY_ENDING = {
    ".csv": ("beehiiv", "buttondown", "notion", "substack", "wix", "csv"),
    ".md": ("buttondown", "notion", "markdown"),
    ".txt": ("text",),
    ".xlsx": ("xlsx",),
}
"""The formats that a file with such an ending may be of, in the order they are asked. Drafts and calendars have these
endings, and whoever checks one need not wait for all the others to be imported."""


@cache
def formats() -> Mapping[str, Format]:
    """Return the formats by name, in the order they are asked: those that look at the content come first."""
    modules = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    found = {name: _format(name) for name in modules}
    return dict(sorted(found.items(), key=lambda item: item[1].recognise is None))


def _format(name: str) -> Format:
    format_: Format = import_module(f"{__name__}.{name}").format
    return format_


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
        Files, folders (walked, without what git ignores), zip files, URLs of files, or ``-`` for standard input.
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
        path = plain(os.fspath(given))
        try:
            yield from _Reading(config, sink, contents or {}).path(path, stdin_filename)
        except HelplintError as error:
            sink.append(error.notice)
        if notices is None:
            _raise_first_error(sink)


def _raise_first_error(notices: Sequence[Notice]) -> None:
    for notice in notices:
        if notice.kind == "error":
            raise HelplintError(notice.message, path=notice.path, line=notice.line)


@dataclass(frozen=True)
class _Reading:
    """One call of `read`: what is configured, and where notices go."""

    config: Config
    notices: list[Notice]
    contents: Mapping[str, bytes]

    def path(self, path: str, stdin_filename: str | None) -> Iterator[Post]:
        """Yield the posts of a path that the user named."""
        if path == "-":
            data = self.contents["-"] if "-" in self.contents else sys.stdin.buffer.read()
            yield from self.file(self._file("-", lambda: BytesIO(data), stdin_filename or "draft.txt", named=True))
        elif scheme_of(path):
            name = path.rstrip("/").rpartition("/")[2]
            yield from self.file(self._file(path, partial(open_url, path), name, named=True))
        elif Path(path).is_dir():
            found = walk(Path(path), _may_matter, self.config.exclude, self.notices)
            names = [each.relative_to(path).as_posix() for each in found]
            yield from self.tree(Folder(path, names, self.contents))
        else:
            opened = partial(open_path, path, self.contents)
            opened().close()
            tree, name = Surroundings(str(Path(path).parent)), Path(path).name
            yield from self.file(self._file(path, opened, name, named=True, tree=(tree, name)))

    def tree(self, tree: Tree, depth: int = 0) -> Iterator[Post]:
        """Yield the posts of a folder or zip file: those of an export it is, or else of each file."""
        for each in formats().values():
            chosen = each.export(tree.names) if each.export else None
            if chosen is not None:
                if not chosen:
                    message = "passed over: an export without posts that can be read; ask for your posts as JSON"
                    self.notices.append(Notice("note", message, tree.path))
                for name in chosen:
                    yield from self._member(tree, name, depth)
                return
        folders: set[str] = set()
        for name in tree.names:
            folder, slash, _ = name.partition("/")
            if not slash:
                yield from self._member(tree, name, depth)
            elif folder not in folders:
                folders.add(folder)
                yield from self.tree(tree.below(folder), depth)

    def _member(self, tree: Tree, name: str, depth: int) -> Iterator[Post]:
        path = PurePath(tree.path, name)
        if not may_hold_posts(path.name) or (isinstance(tree, Zip) and is_paper(path)):
            return
        try:
            opened = partial(tree.open, name)
            yield from self.file(self._file(str(path), opened, path.name, named=False, tree=(tree, name)), depth)
        except HelplintError as error:
            # One bad file of a folder must not keep the others from being checked.
            self.notices.append(error.notice)

    def _file(
        self, path: str, opened: Callable[[], BinaryIO], name: str, *, named: bool, tree: tuple[Tree, str] | None = None
    ) -> File:
        """Return a file to read; a packed one as what is packed in it."""
        name = Path(name).name
        if suffix := packed_suffix(name):
            name = name[: -len(suffix)]
            opened = unpacking(path, opened, suffix)
        return File(
            path,
            name=name,
            open=opened,
            zone=self.config.zone,
            date_order=self.config.date_order,
            named=named,
            notices=self.notices,
            tree=tree,
            chosen=Chosen(*(getattr(self.config, f"{part}_column") for part in Chosen._fields)),
            table=self.config.table,
        )

    def file(self, file: File, depth: int = 0) -> Iterator[Post]:
        """Yield the posts of one file, and say what no post was made of."""
        if file.name.lower().endswith(_ZIP):
            if depth == _DEEPEST_ZIP:
                raise file.error(f"a zip file in {_DEEPEST_ZIP} others is not looked into; unpack it yourself")
            with reading(file.path), file.open() as opened:
                yield from self.tree(Zip.of(file.path, opened), depth + 1)
            return
        format_ = _format_of(file)
        if format_ is None:
            file.note(f"passed over: not a format helplint reads ({_KNOWN})")
            return
        said, count = len(self.notices), 0
        for post in format_.read(file):
            count += 1
            if len(post.text) > _LONGEST_POST:
                position = post.origin.position(post.text, 0)
                size = f"{len(post.text):,} characters"
                message = f"{position}: this text has {size}, more than any post has; is a quote missing?"
                self.notices.append(HelplintError(message, path=file.path, line=position.line).notice)
            elif not post.text.strip():
                file.leave_out("posts without words")
            else:
                of_file = tuple(file.suppressions)
                yield replace(post, suppressions=(*post.suppressions, *of_file)) if of_file else post
        if file.left_out:
            self.notices.append(Notice.of_left_out(file.left_out, file.path))
        elif not count and len(self.notices) == said:
            file.note("no post found in it")


def may_hold_posts(name: str) -> bool:
    """Return whether a file of this name may be of a format that is read.

    Examples
    --------
    >>> may_hold_posts("posts.CSV"), may_hold_posts("posts.jsonl.gz"), may_hold_posts("post.exe")
    (True, True, False)
    """
    unpacked = name[: len(name) - len(packed_suffix(name))]
    return unpacked.lower().endswith(_ZIP) or any(each.may_be_in(unpacked) for each in formats().values())


def _may_matter(name: str) -> bool:
    """Return whether a file of this name may hold posts, or belongs to an export that does."""
    return may_hold_posts(name) or any(name.lower() in each.companions for each in formats().values())


def packed(name: str) -> bool:
    """Return whether a file of this name holds others, or another one that is packed.

    Examples
    --------
    >>> packed("posts.csv"), packed("posts.csv.gz"), packed("export.zip")
    (False, True, True)
    """
    return bool(packed_suffix(name)) or name.lower().endswith(_ZIP)


def _format_of(file: File) -> Format | None:
    names = _FORMATS_BY_ENDING.get(Path(file.name).suffix.lower())
    for each in map(_format, names) if names else formats().values():
        if each.may_be_in(file.name) and (each.recognise is None or each.recognise(file)):
            return each
    return None
