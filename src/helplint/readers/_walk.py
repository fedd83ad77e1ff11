"""The files of a folder that may hold posts: without what git ignores, and without a project's own papers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from helplint.notice import HelplintError, Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path, PurePath

    from pathspec import GitIgnoreSpec

_PAPERS = frozenset(
    "readme changelog changes history news license licence copying notice contributing contributors authors"  # noqa: SIM905
    " code_of_conduct security support governance maintainers codeowners todo requirements robots".split()
)
"""Stems of files that speak of a project to those who work on it, and are not posts of it."""

_OWN = frozenset({"helplint.toml", "pyproject.toml", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml"})


def walk(folder: Path, wanted: Callable[[str], bool], exclude: Sequence[str], notices: list[Notice]) -> Iterator[Path]:
    """Yield the files under a folder that may hold posts, in the order of their names.

    Parameters
    ----------
    folder
        Where to begin; ``.gitignore`` files there, below, and above up to the root of the repository count.
    wanted
        Says of a file name whether it may hold posts.
    exclude
        Further globs to leave out, relative to `folder`.
    notices
        Gets a folder that cannot be listed or leads back to itself.
    """
    import pathspec  # noqa: PLC0415 - only who reads a folder pays for it

    excluded = pathspec.GitIgnoreSpec.from_lines(exclude)
    for path in _walk(folder, wanted, _specs_above(folder), (), notices):
        # No .gitignore can bring back what the configuration leaves out.
        if not excluded.match_file(path.relative_to(folder).as_posix()):
            yield path


def _walk(
    folder: Path,
    wanted: Callable[[str], bool],
    specs: list[tuple[Path, GitIgnoreSpec]],
    above: tuple[str, ...],
    notices: list[Notice],
) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in above:
        message = "this folder leads back to one it stands in; take the link out"
        notices.append(HelplintError(message, path=str(folder)).notice)
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        notices.append(HelplintError(f"the folder cannot be listed: {error.strerror}", path=str(folder)).notice)
        return
    specs = [*specs, *_spec_of(folder)]
    for entry in entries:
        path = folder / entry.name
        is_folder = _is_folder(path)
        if entry.name.startswith(".") or _ignored(path, specs, is_folder=is_folder):
            continue
        if is_folder:
            yield from _walk(path, wanted, specs, (*above, real), notices)
        elif wanted(entry.name) and not is_paper(path):
            yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def is_paper(path: PurePath) -> bool:
    """Return whether a file speaks of a project to those who work on it, and is no post of it."""
    return path.name in _OWN or path.name.lower().partition(".")[0].replace("-", "_") in _PAPERS


def _spec_of(folder: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    try:
        lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    import pathspec  # noqa: PLC0415 - see above

    return [(folder, pathspec.GitIgnoreSpec.from_lines(lines))]


def _specs_above(folder: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    """Return the ignore files above a folder inside its repository, outermost first."""
    resolved = folder.resolve()
    if (resolved / ".git").exists():
        return []
    specs: list[tuple[Path, GitIgnoreSpec]] = []
    for parent in resolved.parents:
        specs = [*_spec_of(parent), *specs]
        if (parent / ".git").exists():
            return specs
    return []


def _ignored(path: Path, specs: list[tuple[Path, GitIgnoreSpec]], *, is_folder: bool) -> bool:
    ignored = False
    for folder, spec in specs:
        try:
            relative = path.relative_to(folder)
        except ValueError:
            relative = path.resolve().relative_to(folder)
        # The innermost file that has something to say decides, as in git.
        verdict = spec.check_file(relative.as_posix() + ("/" if is_folder else "")).include
        ignored = ignored if verdict is None else verdict
    return ignored
