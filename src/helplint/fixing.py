"""Findings mended in their files: mechanical edits, and not one other byte."""

from __future__ import annotations

import difflib
import os
import re
import shutil
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from helplint.config import Config
from helplint.encoding import Encoding
from helplint.engine import check
from helplint.notice import HelplintError, Notice
from helplint.origin import is_packed
from helplint.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from helplint.finding import Finding
    from helplint.post import Post
    from helplint.report import Report

_MOST_ROUNDS = 10
"""An edit may uncover the next, as of two that overlap; one that never comes to rest is left after so many."""

_SHOWN_LINES = 5


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after its edits.

    Attributes
    ----------
    path
        As its posts give it.
    before, after
        All its bytes.
    """

    path: str
    before: bytes
    after: bytes

    def diff(self, name: str | None = None) -> str:
        r"""Return the change as a unified diff, with line ends as they stand in the file.

        Parameters
        ----------
        name
            What the file is called; its path where None.

        Examples
        --------
        >>> print(Change("a.md", b"Wow!!!\n", b"Wow!\n").diff(), end="")
        --- a.md
        +++ a.md
        @@ -1 +1 @@
        -Wow!!!
        +Wow!
        """
        before, after = (_lines(Encoding.of(self.before).decode(data)) for data in (self.before, self.after))
        name = name or self.path
        lines = difflib.unified_diff(before, after, name, name)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)

    def write(self) -> None:
        """Write the file anew: whole or not at all, with the rights that it has; a link stays a link.

        Raises
        ------
        HelplintError
            It cannot be written, or somebody else has changed it meanwhile.
        """
        path = Path(self.path).resolve()
        try:
            found = path.read_bytes()
            if found == self.after:
                # Under another name that was given too.
                return
            if found != self.before:
                message = "the file was changed meanwhile, so it was not mended; run it again"
                raise HelplintError(message, path=self.path)
            if not os.access(path, os.W_OK):
                raise HelplintError("the file cannot be mended: it is read-only", path=self.path)
            with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
                partial = Path(folder, path.name)
                partial.write_bytes(self.after)
                shutil.copymode(path, partial)
                partial.replace(path)
        except OSError as error:
            raise HelplintError(f"the file cannot be mended: {error.strerror}", path=self.path) from error


def _lines(text: str) -> list[str]:
    # Not splitlines(), which knows line ends that neither git nor patch does.
    return re.findall(r"[^\n]*\n|[^\n]+", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What was mended, and what is left.

    Attributes
    ----------
    report
        Of the posts as they are after all edits.
    changes
        The files that would change, in the order of their first edit.
    mended
        How many edits were made, by rule.
    """

    report: Report
    changes: Sequence[Change]
    mended: Counter[str]


def fix(
    paths: Sequence[str | os.PathLike[str]],
    *,
    config: Config | None = None,
    unsafe: bool = False,
    only: Callable[[], Callable[[Post], bool] | None] = lambda: None,
    ignore_suppressions: bool = False,
    stdin_filename: str | None = None,
) -> Fixed:
    """Check posts, make the edits that their findings offer, and check again until none is left; write nothing.

    Each file is read again after its edits. What would change more than the words that were meant is not edited, and a
    warning in the report says so.

    Parameters
    ----------
    paths, stdin_filename
        As in `helplint.read`.
    config
        The defaults where None.
    unsafe
        Make also the edits that may change how a reader understands a post.
    only
        Returns what `helplint.check` takes under that name; asked before each check, as it may keep count.
    ignore_suppressions
        As in `helplint.check`.

    Raises
    ------
    HelplintError
        The configuration names something that does not exist, or the model cannot be loaded.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "draft.md")
    ...     _ = path.write_text("Doors open at six!!!", encoding="utf-8")
    ...     [change] = fix([path]).changes
    ...     change.write()
    ...     path.read_text(encoding="utf-8")
    'Doors open at six!'
    """
    config = config or Config()
    files = _Files(config, stdin_filename)
    if any(os.fspath(path) == "-" for path in paths):
        # It can be read once only.
        files.before["-"] = sys.stdin.buffer.read()
    mended: Counter[str] = Counter()
    refused: set[tuple[str, str, str, int]] = set()
    for rounds_left in reversed(range(_MOST_ROUNDS)):
        notices: list[Notice] = []
        contents = {**files.before, **files.after}
        posts = read(paths, config=config, notices=notices, stdin_filename=stdin_filename, contents=contents)
        report = check(posts, config=config, notices=notices, only=only(), ignore_suppressions=ignore_suppressions)
        meant = [finding for finding in report.findings if finding.edit and (finding.edit.safe or unsafe)]
        steps = [step for finding in meant if _key(finding) not in refused and (step := _Step.of(finding))]
        if not steps or not rounds_left:
            break
        for path in dict.fromkeys(step.finding.position.path for step in steps):
            tried = _apart(step for step in steps if step.finding.position.path == path)
            made = files.mend(path, tried)
            mended.update(step.finding.rule for step in made)
            refused |= {_key(step.finding) for step in tried if step not in made}
    # What was meant and could not be mended no longer offers to be.
    left = set(map(id, meant))
    findings = [replace(finding, edit=None) if id(finding) in left else finding for finding in report.findings]
    report = replace(report, findings=findings, notices=[*report.notices, *_unmended(meant)])
    return Fixed(report=report, changes=files.changes(), mended=mended)


def _key(finding: Finding) -> tuple[str, str, str, int]:
    return finding.position.path, finding.rule, finding.fingerprint, finding.start


def _unmended(findings: Iterable[Finding]) -> Iterator[Notice]:
    """Yield, for each file, what its findings offer and the file does not allow."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.position.path, []).append(finding)
    for path, left in by_path.items():
        one = len(left) == 1
        what = "1 finding was" if one else f"{len(left):,} findings were"
        position = left[0].position
        if is_packed(path) or position.cell is not None or position.line is None:
            document = path.lower().endswith(".docx")
            kind = "packed files" if is_packed(path) else "documents" if document else "workbooks"
            message = f"{what} left as {'it is' if one else 'they are'}: {kind} are not edited; mend by hand"
            yield Notice("warning", message, path)
            continue
        lines = sorted({finding.position.line or 1 for finding in left})
        shown = ", ".join(map(str, lines[:_SHOWN_LINES])) + " …" * (len(lines) > _SHOWN_LINES)
        where = f" (lines {shown})" if len(lines) > 1 else ""
        message = (
            f"{what} left as {'it is' if one else 'they are'}{where}: an edit would touch more than the words, such as"
            " escapes or markup among them; mend by hand"
        )
        yield Notice("warning", message, path, lines[0])


class _Step(NamedTuple):
    """The edit of one finding, in characters of its file."""

    start: int
    end: int
    text: str
    finding: Finding

    @classmethod
    def of(cls, finding: Finding) -> _Step | None:
        edit = finding.edit
        return cls(edit.place.start, edit.place.end, edit.text, finding) if edit and edit.place else None


def _apart(steps: Iterable[_Step]) -> list[_Step]:
    """Return the steps in the order of the file without those that overlap one before them."""
    apart: list[_Step] = []
    for step in sorted(steps, key=lambda step: (step.start, step.end)):
        if not apart or apart[-1].end <= step.start:
            apart.append(step)
    return apart


class _Files:
    """The files of a run, before and after their edits."""

    def __init__(self, config: Config, stdin_filename: str | None) -> None:
        self.before: dict[str, bytes] = {}
        self.after: dict[str, bytes] = {}
        self._config = config
        self._stdin_filename = stdin_filename

    def changes(self) -> list[Change]:
        return [Change(path, self.before[path], data) for path, data in self.after.items()]

    def mend(self, path: str, steps: Sequence[_Step]) -> Sequence[_Step]:
        """Take the steps, which are apart, and return those that could be taken.

        Raises
        ------
        HelplintError
            The file cannot be read any more.
        """
        if path not in self.before:
            try:
                self.before[path] = Path(path).read_bytes()
            except OSError as error:
                raise HelplintError(f"the file cannot be read: {error.strerror}", path=path) from error
        data = self.after.get(path, self.before[path])
        encoding = Encoding.of(data)
        text = encoding.decode(data)
        posts, errors = self._posts(path, data)

        def attempt(some: Sequence[_Step]) -> bytes | None:
            """Return the file after some steps; None where it then tells more or less than the same posts."""
            edited = encoding.encode(_after(text, some))
            expected = [_told(post, _text_after(post, some)) for post in posts]
            found, more_errors = self._posts(path, edited)
            return edited if more_errors <= errors and [_told(post, post.text) for post in found] == expected else None

        taken = steps
        edited = attempt(steps)
        if edited is None:
            # One of them at least changes more than it should: which?
            taken = []
            for step in steps:
                if (longer := attempt([*taken, step])) is not None:
                    taken, edited = [*taken, step], longer
        if edited is not None:
            self.after[path] = edited
        return taken

    def _posts(self, path: str, data: bytes) -> tuple[list[Post], int]:
        """Return the posts of a file, and how many errors reading it met."""
        notices: list[Notice] = []
        posts = read(
            [path],
            config=self._config,
            notices=notices,
            stdin_filename=self._stdin_filename,
            contents={path: data},
        )
        return list(posts), sum(notice.kind == "error" for notice in notices)


def _after(text: str, steps: Iterable[_Step]) -> str:
    pieces: list[str] = []
    at = 0
    for step in steps:
        pieces += text[at : step.start], step.text
        at = step.end
    return "".join([*pieces, text[at:]])


def _text_after(post: Post, steps: Sequence[_Step]) -> str:
    """Return the text of a post after steps in its file, as far as they are in it."""
    text = post.text
    for step in reversed(steps):
        start, end = (post.origin.text_offset(offset, len(post.text)) for offset in (step.start, step.end))
        if start < end:
            text = text[:start] + step.text + text[end:]
    return text


def _told(post: Post, text: str) -> tuple[object, ...]:
    """Return what a file tells of a post whose text is this one."""
    return text, post.channels, post.time, post.whole_day, post.author, post.reply, post.status
