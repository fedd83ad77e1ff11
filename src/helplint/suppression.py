"""What somebody has chosen not to hear of: ``ignore=NAME reason``, in a comment, a column or a key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple

from helplint.finding import Edit
from helplint.notice import HelplintError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from helplint.origin import Origin

_NAME = r"[^\W_][\w-]*"
_LONGEST_QUOTE = 80
_FORM = re.compile(rf"\s*(?P<scope>ignore(?:-file)?)\s*=\s*(?P<names>{_NAME}(?:\s*,\s*{_NAME})*)(?:\s.*)?", re.DOTALL)


class Name(NamedTuple):
    """A rule or tag that a suppression names, and where in its text."""

    text: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Suppression:
    """Rules that are not to be reported, on all posts that carry it or on a stretch of their file.

    Attributes
    ----------
    text
        What stands in the comment or cell after ``helplint:``, the reason included.
    origin
        Where `text` stands.
    names
        The rules and tags it names, ``ALL`` among them.
    span
        Offsets into the file's text of the stretch it is about, half open; None where it is about whole posts.
    whole
        Offsets into the file's text of all that goes where it is taken out, such as a comment with its line; None
        where that is `text` alone, as in a cell.
    """

    text: str
    origin: Origin
    names: tuple[Name, ...]
    span: tuple[int, int] | None = None
    whole: tuple[int, int] | None = None

    @classmethod
    def parse(
        cls,
        text: str,
        origin: Origin,
        span: tuple[int, int] | None = None,
        *,
        file_too: bool = True,
        whole: tuple[int, int] | None = None,
    ) -> Suppression:
        """Return the suppression that a text spells out.

        Parameters
        ----------
        span
            The stretch it is about; ``ignore-file`` is about all of the file, whatever its span.
        file_too
            Whether ``ignore-file`` may stand there.
        whole
            As in the attributes.

        Raises
        ------
        HelplintError
            The text is none.

        Examples
        --------
        >>> from helplint.origin import Origin
        >>> [name.text for name in Suppression.parse("ignore=hype,shouting it is a quote", Origin(path="a.md")).names]
        ['hype', 'shouting']
        """
        form = _FORM.fullmatch(text)
        if form is None or (form["scope"] == "ignore-file" and not file_too):
            allowed = "“ignore=NAME reason” or “ignore-file=NAME reason”" if file_too else "“ignore=NAME reason”"
            said = shorten(text, _LONGEST_QUOTE, placeholder="…") or text[:_LONGEST_QUOTE].strip()
            message = f"“{said}” does not say what to ignore; write {allowed}, with a rule's name"
            raise error_at(origin, message)
        names = tuple(
            Name(each.group(), form.start("names") + each.start()) for each in re.finditer(_NAME, form["names"])
        )
        span = None if form["scope"] == "ignore-file" else span
        return cls(text=text, origin=origin, names=names, span=span, whole=whole)

    def without(self, name: Name) -> Edit:
        """Return the edit that takes one of its names out, and with the only name all of it.

        Examples
        --------
        >>> from helplint.origin import Origin
        >>> suppression = Suppression.parse("ignore=hype,shouting it is a quote", Origin(path="a.md"))
        >>> [(edit.start, edit.end) for edit in map(suppression.without, suppression.names)]
        [(7, 12), (11, 20)]
        """
        if len(self.names) == 1:
            start, end = 0, len(self.text)
        elif name == self.names[-1]:
            before = self.names[-2]
            start, end = before.start + len(before.text), name.start + len(name.text)
        else:
            start, end = name.start, self.names[self.names.index(name) + 1].start
        if len(self.names) == 1 and self.whole:
            place = self.origin.stretch(*self.whole)
        else:
            place = self.origin.place(self.text, start, end)
        return Edit(start=start, end=end, place=place)

    def covers(self, origin: Origin, start: int, end: int) -> bool:
        """Return whether it is about a span of a post that carries it.

        Parameters
        ----------
        origin
            Of the post.
        start, end
            In characters of the post's text.
        """
        if self.span is None:
            return True
        return origin.source_offset(start) < self.span[1] and self.span[0] < max(
            origin.source_offset(end), origin.source_offset(start) + 1
        )


class Suppressions:
    """The suppressions of one run, and what each of their names has hidden.

    Parameters
    ----------
    meant
        Returns the names of the rules that a rule's name, a tag or ``ALL`` means.
    """

    def __init__(self, meant: Callable[[str], AbstractSet[str]]) -> None:
        self._meant = meant
        self._all: dict[int, Suppression] = {}
        self._used: set[tuple[int, Name]] = set()
        self._unjudged: set[int] = set()

    def meet(self, suppressions: Iterable[Suppression], *, judged: bool = True) -> list[Suppression]:
        """Take note of the suppressions that a post carries, and return those that are new.

        Parameters
        ----------
        judged
            Whether the post is reported on; otherwise nobody can tell whether they are of use.
        """
        new = []
        for suppression in suppressions:
            if id(suppression) not in self._all:
                self._all[id(suppression)] = suppression
                new.append(suppression)
            if not judged:
                self._unjudged.add(id(suppression))
        return new

    def hide(self, rule: str, suppressions: Iterable[Suppression]) -> bool:
        """Return whether any of the suppressions that cover a finding names its rule, and remember which."""
        used = {
            (id(suppression), name)
            for suppression in suppressions
            for name in suppression.names
            if rule in self._meant(name.text)
        }
        self._used |= used
        return bool(used)

    def unused(self, judged: Callable[[Suppression, AbstractSet[str]], bool]) -> Iterator[tuple[Suppression, Name]]:
        """Yield each name that has hidden nothing.

        Parameters
        ----------
        judged
            Whether this run can tell, of a suppression and the rules that one of its names means.
        """
        for suppression in self._all.values():
            if id(suppression) in self._unjudged:
                continue
            for name in suppression.names:
                if (id(suppression), name) not in self._used and judged(suppression, self._meant(name.text)):
                    yield suppression, name


def error_at(origin: Origin, message: str, text: str = "", offset: int = 0) -> HelplintError:
    """Return the error that says what is wrong at an offset of a comment or cell, to be raised or noted."""
    position = origin.position(text, offset)
    if origin.source is None:
        return HelplintError(f"{position}: {message}", path=origin.path)
    return HelplintError(message, path=origin.path, line=position.line)


def covering(suppressions: Sequence[Suppression], origin: Origin, start: int, end: int) -> Sequence[Suppression]:
    """Return those of a post's suppressions that are about a span of it."""
    return [suppression for suppression in suppressions if suppression.covers(origin, start, end)]
