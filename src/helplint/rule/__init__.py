"""A rule: a manual page, examples, and one of a few kinds of check."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helplint.finding import Level
from helplint.post import headline
from helplint.rule.analysis import Analysis, Match, Measure, Offence, Span
from helplint.rule.example import Draft, Planned
from helplint.rule.expression import Expression, in_small_letters
from helplint.rule.kind import InCalendar, Judge, Kind, Limit, OfSuppressions, Pattern, Phrases, Tokens, Where
from helplint.rule.option import Option, Options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from helplint.finding import Edit

__all__ = [
    "Analysis",
    "Draft",
    "Expression",
    "InCalendar",
    "Judge",
    "Kind",
    "Limit",
    "Match",
    "Measure",
    "OfSuppressions",
    "Offence",
    "Option",
    "Options",
    "Pattern",
    "Phrases",
    "Planned",
    "Rule",
    "Span",
    "Tokens",
    "Where",
    "headline",
    "in_small_letters",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; made once in a file of its own in ``rules/``, or from a table of the configuration.

    Attributes
    ----------
    kind
        What is checked.
    message
        What is wrong and why it matters, in one sentence; ``{text}`` is the span, other placeholders are named by
        the kind.
    fix
        How a writer would mend it, in one sentence.
    tags
        Topics: one or more of ``strategy``, ``integration``, ``execution``, ``staffing``, ``measurement`` (the five
        realities), and others as they come.
    level
        What a finding weighs unless configured.
    options
        Its numbers, each with its reason.
    bad
        Drafts with every offence marked, or calendars with the offenders marked; of `OfSuppressions`, Markdown files.
    good
        Drafts or calendars without an offence; at least half of them near-misses.
    edit
        Returns what removes an offence without touching the wording, of the post's text and the offence; None where
        nothing mechanical does. Its ``safe`` and ``place`` are filled in later.
    safe
        Whether no reader could understand a post in another way after such an edit.
    accepted_on
        Channels on which what it finds is the form of the thing; a post that goes nowhere else is left alone.
    name
        Kebab-case, from the file's name; names the offence.
    manual
        The manual page, from the file's docstring.
    """

    kind: Kind
    message: str
    fix: str
    tags: tuple[str, ...]
    level: Level = Level.WARNING
    options: Mapping[str, Option] = field(default_factory=dict)
    bad: tuple[Draft | str | tuple[Planned, ...], ...] = ()
    good: tuple[Draft | str | tuple[Planned, ...], ...] = ()
    edit: Callable[[str, Span], Edit | None] | None = None
    safe: bool = True
    accepted_on: tuple[str, ...] = ()
    name: str = ""
    manual: str = ""

    @property
    def mended_by(self) -> str | None:
        """The option of ``helplint check`` that mends what it finds; None where only a writer can."""
        if self.edit is None and not isinstance(self.kind, OfSuppressions):
            return None
        return "--fix" if self.safe else "--unsafe-fixes"
