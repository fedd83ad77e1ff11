"""How counts, places and notices are said."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.reporters._record import posts_of
from helplint.reporters._terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helplint.finding import Finding
    from helplint.notice import Notice
    from helplint.origin import Position
    from helplint.report import Report
    from helplint.reporters._output import Output

_NAMED_FILES = 3
_SAID_NOTES = 2
_LONGEST_QUOTE = 60


def counted(number: int, noun: str) -> str:
    """Return a number and its noun.

    Examples
    --------
    >>> counted(1, "post"), counted(1200, "post")
    ('1 post', '1,200 posts')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def percent(share: float) -> str:
    """Return a share in per cent, such as ``71 %``."""
    return f"{100 * share:.0f} %"


def place(position: Position) -> str:
    """Return a place as editors and terminals make it a link: ``path:line:column``, printable.

    The path alone for a workbook, which has no lines to jump to.
    """
    path = printable(position.path)
    if position.line is None or position.cell is not None:
        return path
    return f"{path}:{position.line}:{position.column or 1}"


def file_line(position: Position) -> int:
    """Return the line of the file to point at; the first for a workbook, which has no lines of its own."""
    return 1 if position.cell is not None else position.line or 1


def place_in_words(position: Position) -> str | None:
    """Return a place as a reader of the file finds it, printable; None where it is only a line."""
    words = str(position)
    return None if words == f"line {position.line or 1}" else printable(words)


def message(finding: Finding) -> str:
    """Return what is wrong in one printable line; a long quote is cut, since the words stand beside it anyway."""
    said = finding.message
    if len(finding.text) > _LONGEST_QUOTE or len(finding.text.splitlines()) > 1:
        quote = " ".join(finding.text.split())
        short = f"{quote[:_LONGEST_QUOTE].rstrip()}…" if len(quote) > _LONGEST_QUOTE else quote
        said = said.replace(finding.text, short)
    return printable(said)


def full_message(finding: Finding) -> str:
    """Return what is wrong in one printable line, with the place in words, where the line does not say enough."""
    words = place_in_words(finding.position)
    return f"{words}: {message(finding)}" if words else message(finding)


def summary(report: Report, *, errors: str = "above") -> str:
    """Say what came out, in a line.

    Parameters
    ----------
    errors
        Where the errors of the job stand, seen from this line.

    Examples
    --------
    >>> from helplint.report import Report
    >>> summary(Report(posts=2, abstained=Counter({"not English": 1})))
    '2 posts, nothing found. 1 post got no score: not English.'
    """
    posts = counted(report.posts, "post")
    if report.findings:
        levels = Counter(finding.level for finding in report.findings)
        by_level = ", ".join(counted(levels[level], str(level)) for level in sorted(levels, reverse=True))
        hit = len(posts_of(report.findings))
        said = [f"{counted(len(report.findings), 'finding')} in {hit:,} of {posts} ({by_level})."]
    elif report.posts:
        said = [f"{posts}, nothing found."]
    else:
        said = ["No posts to check."]
    if missed := sum(report.abstained.values()):
        reasons = [
            printable(reason if len(report.abstained) == 1 else f"{number:,} {reason}")
            for reason, number in report.abstained.most_common()
        ]
        said.append(f"{counted(missed, 'post')} got no score: {', '.join(reasons)}.")
    hidden = {"suppressed": report.suppressed, "in the baseline": report.known}
    if any(hidden.values()):
        said.append(f"Not shown: {', '.join(f'{number:,} {why}' for why, number in hidden.items() if number)}.")
    edits = [finding.edit for finding in report.findings if finding.edit and finding.edit.place]
    safe = sum(edit.safe for edit in edits)
    if unsafe := len(edits) - safe:
        more = f"--fix mends {safe:,}, with --unsafe-fixes {unsafe:,} more."
        said.append(more if safe else f"--fix --unsafe-fixes mends {unsafe:,}.")
    elif safe:
        said.append(f"--fix mends {safe:,}.")
    if failed := sum(notice.kind == "error" for notice in report.notices):
        said.append(f"Not everything was checked: {counted(failed, Level.ERROR.name.lower())} {errors}.")
    return " ".join(said)


def notice_lines(notices: Sequence[Notice], *, verbose: bool) -> Iterator[tuple[str, str]]:
    """Yield the kind and the printable line of each notice; many notes are counted together unless `verbose`."""
    notes = [notice for notice in notices if notice.kind == "note"]
    # Somebody who names a file or two wants to know why; of a folder the number will do.
    verbose = verbose or len(notes) <= _SAID_NOTES
    for notice in notices:
        if verbose or notice.kind != "note":
            yield notice.kind, printable(str(notice))
    if notes and not verbose:
        paths = list(dict.fromkeys(notice.path for notice in notes if notice.path))
        if paths:
            names = [printable(PurePath(path).name) for path in paths[:_NAMED_FILES]]
            more = ["…"] if len(paths) > _NAMED_FILES else []
            yield "note", f"{counted(len(paths), 'file')} passed over ({', '.join(names + more)})"
        for notice in notes:
            if not notice.path:
                yield "note", printable(str(notice))


def write_notices(report: Report, output: Output) -> None:
    """Write the notices to the errors, for formats that have no room for them."""
    for _, line in notice_lines(report.notices, verbose=output.verbose):
        output.errors.write(f"{line}\n")
