"""The kinds of check: few, so that most rules are data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from helplint.post import headline
from helplint.rule.analysis import Span
from helplint.rule.expression import Expression, holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from helplint.calendar import Calendar
    from helplint.rule import Rule
    from helplint.rule.analysis import Analysis, Match, Measure, Offence
    from helplint.rule.option import Options

Where = Literal["anywhere", "opening"]
"""``opening`` is the first sentence of a post; a line end ends a sentence."""


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

    def find(self, rule: Rule, analysis: Analysis, options: Options) -> Sequence[Span]:
        """Return the offences of one analysed post."""
        return _matched(self.where, self.at_least, self.groups, rule, analysis, options)


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

    def find(self, rule: Rule, analysis: Analysis, options: Options) -> Sequence[Span]:
        """Return the offences of one analysed post."""
        return _matched(self.where, self.at_least, {}, rule, analysis, options)


def _matched(
    where: Where,
    at_least: str | None,
    groups: Mapping[str, str],
    rule: Rule,
    analysis: Analysis,
    options: Options,
) -> Sequence[Span]:
    matches = [m for m in analysis.matches.get(rule.name, ()) if where == "anywhere" or m.opening]
    if at_least is None:
        return [Span(match.start, match.end, {"entry": match.entry}) for match in matches]
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(groups.get(match.entry, match.entry), match)
    if not first or len(first) < options.value(at_least, analysis.post.channels):
        return ()
    *others, last = first.values()
    quoted = ", ".join(f"“{analysis.post.text[m.start : m.end]}”" for m in others)
    return [Span(last.start, last.end, {"count": len(first), "others": quoted})]


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
    needs, pairs
        As in `Expression`, of both.
    """

    regex: str
    dated: str = ""
    needs: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def only_where(self) -> Expression | None:
        """As in `Limit`; None where each post has to be searched."""
        return _compiled(self.regex, self.needs, self.pairs) if self.needs else None

    def find(self, rule: Rule, analysis: Analysis, options: Options) -> Sequence[Span]:  # noqa: ARG002 - one signature for all kinds
        """Return the offences of one analysed post."""
        post = analysis.post
        # Asked first, for it takes longer to compile an expression than to check a post.
        if self.needs and not holds(post.text, self.needs, self.pairs):
            return ()
        regex = f"{self.regex}|{self.dated}" if self.dated and post.time is not None else self.regex
        spans = []
        for match in _compiled(regex, self.needs, self.pairs).pattern.finditer(post.text):
            group = next((n for n, text in enumerate(match.groups(), start=1) if text is not None), 0)
            if match.end(group) > match.start(group):
                spans.append(Span(match.start(group), match.end(group)))
        return spans


@cache
def _compiled(regex: str, needs: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> Expression:
    return Expression(re.compile(regex, re.MULTILINE), needs, pairs)


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
    only_where
        An expression that matches in each text with an offence: only where it may match, a post is measured.
    """

    measure: Callable[[Analysis, Options], Measure | None]
    above: str | None = None
    below: str | None = None
    each_channel: bool = False
    only_where: Expression | None = None

    def find(self, rule: Rule, analysis: Analysis, options: Options) -> Sequence[Span]:  # noqa: ARG002 - one signature for all kinds
        """Return the offence of one analysed post, if there is one."""
        if self.only_where is not None and not self.only_where.may_match(analysis.post.text):
            return ()
        if not self.each_channel:
            return self._measured(analysis, options)
        for channel in analysis.post.channels:
            alone = replace(analysis, post=replace(analysis.post, channels=(channel,)))
            for span in self._measured(alone, options):
                return [Span(span.start, span.end, {**span.words, "channel": channel})]
        return ()

    def _measured(self, analysis: Analysis, options: Options) -> Sequence[Span]:
        measured = self.measure(analysis, options)
        if measured is None:
            return ()
        bound = options.value(self.above or self.below or "", analysis.post.channels)
        if not (measured.value > bound if self.above else measured.value < bound):
            return ()
        return [Span(measured.start, measured.end, {"value": measured.value, "bound": bound, **measured.words})]


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

    def find(self, rule: Rule, analysis: Analysis, options: Options) -> Sequence[Span]:  # noqa: ARG002 - one signature for all kinds
        """Return the offence of one analysed post, if there is one, on its first line."""
        score = analysis.score
        if score.abstained is not None:
            return ()
        known: dict[str, float | None] = {"selling": score.selling, "broadcast": score.broadcast, **score.intents}
        value = known[self.probability]
        if value is None or value < options.value(self.at_least, analysis.post.channels):
            return ()
        start, end = headline(analysis.post.text)
        return [Span(start, end, {"value": value, "helpfulness": score.helpfulness, "intent": score.intent})]


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
