"""What has changed since a revision of git: posts that are new or different, even if a single row of a table is."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from helplint.notice import HelplintError, Notice
from helplint.readers import may_hold_posts, read
from helplint.suppression import covering

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from helplint.config import Config
    from helplint.post import Post

_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""What git sets for its hooks, and would send commands astray in other folders."""


class ChangedSince:
    """Says of one post after another, in the order of their files, whether it is new or different.

    A post is the same as before if its words, channels, date and suppressions are, wherever in its file it stands; one
    of a file that is new, if it stood in a file that is there no more. Of several equal posts as many are the same as
    there were.

    Parameters
    ----------
    revision
        A commit, branch or tag, as git calls it.
    paths
        What will be read. A revision that is not there is so an error before anything is checked.
    config
        How files are read.
    stdin_filename
        The file that standard input stands for; all its posts are new where None.

    Raises
    ------
    HelplintError
        There is no git, a path is in no repository, or its repository has no such revision.
    """

    def __init__(
        self,
        revision: str,
        paths: Iterable[str] = (),
        *,
        config: Config | None = None,
        stdin_filename: str | None = None,
    ) -> None:
        self._revision = revision
        self._config = config
        self._stdin_filename = stdin_filename
        self._repositories: dict[Path, _Repository] = {}
        self._known: dict[str, Counter[Hashable] | None] = {}
        self._moved: dict[Path, Counter[Hashable]] = {}
        self._notices: list[Notice] = []
        for path in paths:
            file = self._file(path)
            if file is not None and file.parent.exists():
                self._repository(file if file.is_dir() else file.parent)

    def __call__(self, post: Post) -> bool:
        """Return whether a post is new or different."""
        path = post.origin.path
        if path not in self._known:
            self._known[path] = self._posts_before(path)
        known = self._known[path]
        if known is None:
            return False
        key = _key(post)
        known[key] -= 1
        return known[key] < 0

    def notices(self) -> Iterator[Notice]:
        """Yield what the user should know, once all posts have been asked about."""
        yield from self._notices

    def _file(self, path: str) -> Path | None:
        if path == "-":
            return Path(self._stdin_filename).resolve() if self._stdin_filename else None
        return Path(path).resolve()

    def _repository(self, folder: Path) -> _Repository:
        if folder not in self._repositories:
            root = _root(folder, self._revision)
            same = (each for each in self._repositories.values() if each.root == root)
            self._repositories[folder] = next(same, None) or _Repository(root, self._revision)
        return self._repositories[folder]

    def _posts_before(self, path: str) -> Counter[Hashable] | None:
        """Return the posts that a file had, as their keys; None where it is the file it was."""
        file = self._file(path)
        if file is None:
            return Counter()
        repository = self._repository(file.parent)
        name = file.relative_to(repository.root).as_posix()
        if name not in repository.names:
            if repository.root not in self._moved:
                moved: Counter[Hashable] = Counter()
                for each in repository.gone:
                    moved += self._read(str(repository.root / each), repository.content(each))
                self._moved[repository.root] = moved
            return self._moved[repository.root]
        if name not in repository.changed and path != "-":
            return None
        return self._read(path, repository.content(name))

    def _read(self, path: str, data: bytes) -> Counter[Hashable]:
        notices: list[Notice] = []
        posts = read(
            [path], config=self._config, notices=notices, stdin_filename=self._stdin_filename, contents={path: data}
        )
        keys: Counter[Hashable] = Counter(map(_key, posts))
        if error := next((notice for notice in notices if notice.kind == "error"), None):
            message = (
                f"at {self._revision} this file could not be read, so that posts of it count as new: {error.message}"
            )
            self._notices.append(Notice("warning", message, path))
        return keys


def _key(post: Post) -> Hashable:
    """Return what makes a post the one it is; line ends are git's to change."""
    suppressions = covering(post.suppressions, post.origin, 0, len(post.text))
    return (
        "\n".join(post.text.splitlines()),
        post.channels,
        post.time,
        post.whole_day,
        post.reply,
        tuple(sorted(suppression.text for suppression in suppressions)),
    )


class _Repository:
    """What git tells of the difference between a commit and the files as they are."""

    def __init__(self, root: Path, revision: str) -> None:
        self.root = root
        done = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if done.returncode:
            message = (
                f"there is no revision “{revision}” in the repository {root}; in a shallow clone, as CI makes them,"
                " fetch the history first"
            )
            raise HelplintError(message)
        self._commit = done.stdout.decode().strip()

    @cached_property
    def names(self) -> frozenset[str]:
        """The files of the commit."""
        return self._listed("ls-tree", "-r", "-z", "--name-only", "--full-tree", self._commit)

    @cached_property
    def changed(self) -> frozenset[str]:
        """Those that are different now, or gone."""
        how = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules")
        return self._listed("diff", *how, self._commit, "--")

    @property
    def gone(self) -> list[str]:
        """Those that are gone, of formats that are read."""
        candidates = (name for name in self.changed & self.names if may_hold_posts(name))
        return sorted(name for name in candidates if not (self.root / name).exists())

    def content(self, name: str) -> bytes:
        """Return a file of the commit, as checking it out would write it."""
        return self._output("cat-file", "--filters", f"{self._commit}:{name}")

    def _listed(self, *command: str) -> frozenset[str]:
        return frozenset(os.fsdecode(name) for name in self._output(*command).split(b"\0") if name)

    def _output(self, *command: str) -> bytes:
        done = _git(self.root, *command)
        if done.returncode:
            raise HelplintError(f"git {command[0]} failed: {_said(done)}", path=str(self.root))
        return done.stdout


def _root(folder: Path, revision: str) -> Path:
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        message = f"nothing can be told of what has changed since “{revision}” here: {_said(done)}"
        raise HelplintError(message, path=str(folder))
    return Path(os.fsdecode(done.stdout.rstrip(b"\r\n"))).resolve()


def _git(folder: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    git = shutil.which("git")
    if git is None:
        message = "--changed-since needs git, and there is none on the PATH; install it, or leave the option out"
        raise HelplintError(message)
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return subprocess.run(  # noqa: S603 - git with arguments of ours; the revision stands behind --end-of-options
        [git, "--no-optional-locks", "-C", str(folder), *command],
        env={**environment, "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what git says went wrong, in its own words."""
    first, *_ = os.fsdecode(done.stderr).strip().splitlines() or ["git says nothing"]
    return first.removeprefix("fatal: ").removesuffix(".")
