"""A rule: a manual page, examples, and one of a few kinds of check."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Protocol

from helplint.finding import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from helplint.calendar import Calendar, Entry, Quote
    from helplint.finding import Edit
    from helplint.post import Post
    from helplint.scale import Score

Where = Literal["anywhere", "opening"]
"""``opening`` is the first sentence of a post; a line end ends a sentence."""


@dataclass(frozen=True, slots=True)
class Option:
    """A number of a rule that the configuration can set, for all channels or for one.

    Attributes
    ----------
    default
        Its value where nothing is configured.
    reason
        Why it is that number, with its source.
    channels
        Its value on channels where the default does not fit.
    tightest
        Which of several values is the stricter one; a post that goes to several channels is held to that.
    """

    default: float
    reason: str
    channels: Mapping[str, float] = field(default_factory=dict)
    tightest: Literal["lowest", "highest"] = "lowest"


class Options(Protocol):
    """The numbers of one rule as configured."""

    def value(self, name: str, channels: Sequence[str] = ()) -> float:
        """Return the number called `name` for a post that goes to `channels`."""


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens that a lexicon entry or a token pattern matched.

    Attributes
    ----------
    start, end
        Half open, in characters of the post's text.
    entry
        The lexicon entry, or the words matched where a pattern did.
    opening
        Whether it stands in the first sentence.
    """

    start: int
    end: int
    entry: str
    opening: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that is known of one post when its rules run."""

    post: Post
    doc: Doc
    score: Score
    matches: Mapping[str, Sequence[Match]] = field(default_factory=dict)
    """What the phrases and tokens of each rule, by its name, matched; in the order of the text."""
    brands: frozenset[str] = frozenset()
    """Lower-case names of the sender, as configured."""


@dataclass(frozen=True, slots=True)
class Span:
    """An offence of one post, and the words its message needs.

    Attributes
    ----------
    start, end
        Half open, in characters of the post's text.
    words
        Values for the placeholders of the rule's message, beside ``{text}``, the span itself.
    """

    start: int
    end: int
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offence:
    """An offence that an entry of a calendar commits.

    Attributes
    ----------
    entry
        The post.
    words
        Values for the placeholders of the rule's message, beside ``{text}``, what is quoted.
    quote
        The words of the post that offend; its headline where None.
    """

    entry: Entry
    words: Mapping[str, object] = field(default_factory=dict)
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Fires on the phrases of a lexicon, whatever their capitals and contractions.

    Attributes
    ----------
    lexicon
        Name of a file in ``lexicons/``, without its suffix; ignored where `phrases` is given.
    phrases, exceptions
        The phrases themselves, for own rules. A phrase inside an exception is not an offence.
    patterns
        Token patterns beside the phrases, for what a word list cannot say, such as any number.
    where
        Which part of the post is looked at.
    at_least
        Name of the option that says how many different entries must be there for one finding on the last of them;
        without it each match is a finding.
    groups
        What an entry counts as for `at_least`, where several say the same; other entries count for themselves.
    """

    lexicon: str = ""
    phrases: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    patterns: tuple[Sequence[Mapping[str, object]], ...] = ()
    where: Where = "anywhere"
    at_least: str | None = None
    groups: Mapping[str, str] = field(default_factory=dict)

    def find(self, rule: Rule, analysis: Analysis, options: Options) -> Iterator[Span]:
        """Yield the offences of one analysed post."""
        yield from _matched(self.where, self.at_least, self.groups, rule, analysis, options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Fires on token patterns in the form of spaCy's Matcher.

    Attributes
    ----------
    patterns
        Each a sequence of token descriptions. https://spacy.io/usage/rule-based-matching
    exceptions
        Patterns whose matches are not offences; a match that overlaps one is dropped.
    where, at_least
        As in `Phrases`.
    """

    patterns: tuple[Sequence[Mapping[str, object]], ...]
    exceptions: tuple[Sequence[Mapping[str, object]], ...] = ()
    where: Where = "anywhere"
    at_least: str | None = None

    def find(self, rule: Rule, analysis: Analysis, options: Options) -> Iterator[Span]:
        """Yield the offences of one analysed post."""
        yield from _matched(self.where, self.at_least, {}, rule, analysis, options)


def _matched(
    where: Where,
    at_least: str | None,
    groups: Mapping[str, str],
    rule: Rule,
    analysis: Analysis,
    options: Options,
) -> Iterator[Span]:
    matches = [m for m in analysis.matches.get(rule.name, ()) if where == "anywhere" or m.opening]
    if at_least is None:
        for match in matches:
            yield Span(match.start, match.end, {"entry": match.entry})
        return
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(groups.get(match.entry, match.entry), match)
    if first and len(first) >= options.value(at_least, analysis.post.channels):
        *others, last = first.values()
        quoted = ", ".join(f"“{analysis.post.text[m.start : m.end]}”" for m in others)
        yield Span(last.start, last.end, {"count": len(first), "others": quoted})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Fires on a regular expression over the characters of the post.

    Attributes
    ----------
    regex
        Compiled by `re` with ``MULTILINE``; the first group that took part, where there is one, is the span. Keep
        it linear: no nested repeats.
    dated
        A further expression, for posts that have a date: what a draft may still hold, and a scheduled post may not.
    """

    regex: str
    dated: str = ""

    def find(self, rule: Rule, analysis: Analysis, options: Options) -> Iterator[Span]:  # noqa: ARG002 - one signature for all kinds
        """Yield the offences of one analysed post."""
        post = analysis.post
        regex = f"{self.regex}|{self.dated}" if self.dated and post.time is not None else self.regex
        for match in re.finditer(regex, post.text, re.MULTILINE):
            group = next((n for n, text in enumerate(match.groups(), start=1) if text is not None), 0)
            if match.end(group) > match.start(group):
                yield Span(match.start(group), match.end(group))


@dataclass(frozen=True, slots=True)
class Measure:
    """A number measured on a post and the span it was measured on."""

    value: float
    start: int
    end: int
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Fires where a measure passes a bound.

    Attributes
    ----------
    measure
        Returns the measure of an analysed post, or None where there is nothing to measure. It gets the options
        too, for what must be there before it measures at all.
    above, below
        Name of the option that is the bound; the offence lies strictly beyond it.
    each_channel
        Whether a post that goes to several channels is measured for each as if it went there alone, because they
        measure differently; the first channel where it offends is reported, and is the word ``{channel}``. A post
        without a channel is then not measured.
    """

    measure: Callable[[Analysis, Options], Measure | None]
    above: str | None = None
    below: str | None = None
    each_channel: bool = False

    def find(self, rule: Rule, analysis: Analysis, options: Options) -> Iterator[Span]:  # noqa: ARG002 - one signature for all kinds
        """Yield the offence of one analysed post, if there is one."""
        if not self.each_channel:
            yield from self._measured(analysis, options)
            return
        for channel in analysis.post.channels:
            alone = replace(analysis, post=replace(analysis.post, channels=(channel,)))
            for span in self._measured(alone, options):
                yield Span(span.start, span.end, {**span.words, "channel": channel})
                return

    def _measured(self, analysis: Analysis, options: Options) -> Iterator[Span]:
        measured = self.measure(analysis, options)
        if measured is None:
            return
        bound = options.value(self.above or self.below or "", analysis.post.channels)
        if measured.value > bound if self.above else measured.value < bound:
            yield Span(measured.start, measured.end, {"value": measured.value, "bound": bound, **measured.words})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Fires where a probability of the model reaches a threshold; silent where the model abstained.

    Attributes
    ----------
    probability
        ``selling``, ``broadcast``, or the name of an intent.
    at_least
        Name of the option that is the threshold.
    """

    probability: str
    at_least: str

    def find(self, rule: Rule, analysis: Analysis, options: Options) -> Iterator[Span]:  # noqa: ARG002 - one signature for all kinds
        """Yield the offence of one analysed post, if there is one, on its first line."""
        score = analysis.score
        if score.abstained is not None:
            return
        known: dict[str, float | None] = {"selling": score.selling, "broadcast": score.broadcast, **score.intents}
        value = known[self.probability]
        if value is not None and value >= options.value(self.at_least, analysis.post.channels):
            start, end = headline(analysis.post.text)
            yield Span(start, end, {"value": value, "helpfulness": score.helpfulness, "intent": score.intent})


@dataclass(frozen=True, slots=True, kw_only=True)
class InCalendar:
    """Fires on entries of a calendar.

    Attributes
    ----------
    function
        Returns the offences of a whole calendar.
    """

    function: Callable[[Calendar, Options], Iterable[Offence]]


@dataclass(frozen=True, slots=True)
class OfSuppressions:
    """Fires on what is suppressed and was not found; tried last, once all other rules have spoken."""


Kind = Phrases | Tokens | Pattern | Limit | Judge | InCalendar | OfSuppressions


def headline(text: str) -> tuple[int, int]:
    r"""Return where the first line that is not blank starts and ends.

    Examples
    --------
    >>> headline("\n Hello \nthere")
    (2, 7)
    """
    start = len(text) - len(text.lstrip())
    line = (text[start:].splitlines() or [""])[0].rstrip()
    return start, start + len(line)


@dataclass(frozen=True, slots=True)
class Draft:
    """An example of a post rule.

    Attributes
    ----------
    text
        In a bad example each offence stands between ``⟦`` and ``⟧``.
    channel
        Where it would be posted.
    time
        When, in ISO 8601; empty for a draft without a date.
    brands
        The sender's names, as a configuration would give them.
    fields
        The other columns or keys of its record.
    """

    text: str
    channel: str | None = None
    time: str = ""
    brands: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)

    def unmarked(self) -> tuple[str, list[tuple[int, int]]]:
        """Return the text without its marks, and the half-open spans that were marked.

        Examples
        --------
        >>> Draft("Only ⟦today⟧!").unmarked()
        ('Only today!', [(5, 10)])
        """
        text, spans = "", []
        for piece in re.split("([⟦⟧])", self.text):
            if piece in ("⟦", "⟧"):
                spans.append(len(text))
            else:
                text += piece
        return text, list(zip(spans[::2], spans[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Planned:
    """One post of an example of a calendar rule.

    Attributes
    ----------
    time
        ISO 8601, with or without a time of day; empty for none.
    helpfulness
        0 to 100.
    text
        What it says.
    offends
        Whether the rule finds it.
    intent
        What it does; where None, what posts of such a helpfulness mostly do.
    reply, fields
        As in `helplint.post.Post`.
    """

    time: str
    helpfulness: float
    text: str = "A post"
    channel: str = "x"
    offends: bool = False
    author: str | None = None
    intent: str | None = None
    reply: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)


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
