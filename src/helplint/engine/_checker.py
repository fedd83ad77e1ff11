"""The model and the rules of posts, tried on texts; and what they say made into findings."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from helplint.calendar import Facts
from helplint.engine._findings import finding_of
from helplint.language import Finder, Screen, abstentions, analyse, bounded_memory
from helplint.model import load_model
from helplint.rule import Analysis, InCalendar, Limit, OfSuppressions, Pattern, Phrases, Span, Tokens
from helplint.rules import all_rules
from helplint.ruleset import phrases_of
from helplint.scale import Score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from helplint.calendar import Calendar
    from helplint.config import Config
    from helplint.features import Text
    from helplint.finding import Edit, Finding
    from helplint.post import Post
    from helplint.rule import Expression, Kind, Rule
    from helplint.ruleset import RuleSet


_FEW = 20
"""So few posts are tried sooner than it is told which of them need to be."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the model and the rules of posts say of one post, wherever it stands.

    Attributes
    ----------
    score
        The post's score, which may be an abstention.
    spans
        The offences of each rule that finds any, by its name.
    facts
        What a calendar keeps of its text; None where only a score was wanted.
    """

    score: Score
    spans: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    facts: Facts | None = None


def analyse_and_score(
    model: str, posts: Sequence[Post], scores: Sequence[Score | None] = ()
) -> tuple[list[Text], list[Score]]:
    """Return the analysed text and the score of each post.

    Parameters
    ----------
    model
        Its name; it is loaded if it has to score anything.
    scores
        Those that are known already, None for a post whose score is not; none where empty.
    """
    texts = list(analyse(post.text for post in posts))
    known = list(scores) or [None] * len(texts)
    found = [
        score or (Score(abstained=reason) if reason else None)
        for score, reason in zip(known, abstentions(texts), strict=True)
    ]
    unknown = [text for text, score in zip(texts, found, strict=True) if score is None]
    made = iter(load_model(model).score(unknown) if None in known else ())
    return texts, [score or next(made) for score in found]


@lru_cache(8)
def _finder_of_shipped(*names: str) -> Finder:
    # Who checks post by post must not wait each time for what is compiled from a thousand phrases.
    return _finder_of([all_rules()[name] for name in names])


def _finder_of(rules: Sequence[Rule]) -> Finder:
    phrases = {rule.name: phrases_of(rule) for rule in rules if isinstance(rule.kind, Phrases)}
    tokens = {rule.name: rule.kind for rule in rules if isinstance(rule.kind, Phrases | Tokens)}
    return Finder(
        phrases={name: entries for name, (entries, _) in phrases.items()},
        phrase_exceptions={name: exceptions for name, (_, exceptions) in phrases.items()},
        patterns={name: kind.patterns for name, kind in tokens.items()},
        pattern_exceptions={n: kind.exceptions for n, kind in tokens.items() if isinstance(kind, Tokens)},
    )


@lru_cache(8)
def _screen_of_shipped(*names: str) -> Screen:
    expressions = {name: _expression_of(all_rules()[name].kind) for name in names}
    return Screen({name: expression for name, expression in expressions.items() if expression is not None})


def _expression_of(kind: Kind) -> Expression | None:
    return kind.only_where if isinstance(kind, Pattern | Limit) else None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles of garbage, a tenth of the time: a batch of posts leaves none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Checker:
    """The model and the rules of posts of a configuration, which are loaded and compiled once they are needed.

    Parameters
    ----------
    rules
        None where nothing but scores is wanted.
    """

    def __init__(self, rules: RuleSet | None, config: Config) -> None:
        self._rules = rules
        self._config = config
        self._of_posts = rules.of_posts if rules else ()
        self._brands = frozenset(brand.lower() for brand in config.brands)
        self._tried = [
            (rule, rule.kind, rules.options(rule))
            for rule in self._of_posts
            if rules and not isinstance(rule.kind, InCalendar | OfSuppressions)
        ]

    @property
    def tries_rules(self) -> bool:
        """Whether more than scores is wanted."""
        return self._rules is not None

    @property
    def settings(self) -> tuple[object, ...]:
        """All of the configuration that its verdicts hang on, beside the model."""
        config = self._config
        names = [rule.name for rule in self._of_posts]
        return names, config.rules, config.channels, config.own_rules, sorted(self._brands)

    @cached_property
    def _finder(self) -> Finder:
        if self._config.own_rules:
            return _finder_of(self._of_posts)
        return _finder_of_shipped(*(rule.name for rule in self._of_posts))

    @cached_property
    def _screen(self) -> Screen:
        # Rules of a team's own say nothing of what they need.
        return _screen_of_shipped(*(rule.name for rule in self._of_posts if _expression_of(rule.kind)))

    def verdicts(self, posts: Sequence[Post], scores: Sequence[Score | None] = ()) -> list[Verdict]:
        """Return what the model and the rules say of each post.

        Parameters
        ----------
        scores
            Those that are known already; none where empty.
        """
        # Made outside, for spaCy forgets what it meets inside.
        finder = self._finder if self._rules else None
        with bounded_memory(), _uncollected():
            texts, scores = analyse_and_score(self._config.model, posts, scores)
            if finder is None:
                return [Verdict(score) for score in scores]
            analyses = [
                Analysis(post=post, text=text, score=score, matches=found, brands=self._brands)
                for post, text, score, found in zip(posts, texts, scores, finder(texts), strict=True)
            ]
            facts = Facts.of_each([post.text for post in posts])
            return [*map(Verdict, scores, self._spans(analyses), facts)]

    def _spans(self, analyses: Sequence[Analysis]) -> list[dict[str, Sequence[Span]]]:
        """Return the offences of each rule that finds any in each post, by its name."""
        found: list[dict[str, Sequence[Span]]] = [{} for _ in analyses]
        matched = {rule.name: list[int]() for rule, kind, _ in self._tried if isinstance(kind, Phrases | Tokens)}
        for number, analysis in enumerate(analyses):
            for name in analysis.matches:
                matched[name].append(number)
        screened = self._screen([each.text for each in analyses]) if len(analyses) > _FEW else {}
        places = {**matched, **screened}
        # Rule by rule: one that has just looked at a post looks at the next in two thirds of the time.
        for rule, kind, options in self._tried:
            for number in places.get(rule.name, range(len(analyses))):
                analysis = analyses[number]
                # A post that goes only where what the rule finds is the form of the thing is left alone.
                if rule.accepted_on and analysis.post.channels and {*analysis.post.channels} <= {*rule.accepted_on}:
                    continue
                if spans := kind.find(rule, analysis, options):
                    found[number][rule.name] = tuple(spans)
        return found


class PostFindings:
    """Makes findings of what the rules of posts say, but for rules that are ignored in the file of the post."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = {rule.name: rule for rule in rules.of_posts}
        self._ignored_in = rules.ignored_in
        self._ignored: dict[str, frozenset[str]] = {}

    def __call__(self, post: Post, verdict: Verdict) -> Iterator[Finding]:
        """Yield the findings on a post, rule by rule."""
        path = post.origin.path
        if path not in self._ignored:
            self._ignored[path] = self._ignored_in(path)
        for name, spans in verdict.spans.items():
            if name not in self._ignored[path]:
                for span in spans:
                    yield _on_post(self._rules[name], post, span)


def _on_post(rule: Rule, post: Post, span: Span) -> Finding:
    context_start = post.text.rfind("\n", 0, span.start) + 1
    context_end = post.text.find("\n", max(span.start, span.end - 1))
    return finding_of(
        rule,
        post.id,
        post.origin.position(post.text, span.start),
        (span.start, span.end),
        post.text[span.start : span.end],
        (context_start, post.text[context_start : context_end if context_end >= 0 else None]),
        span.words,
        post.origin.position(post.text, span.end),
        edit=_edit(rule, span, post),
    )


def _edit(rule: Rule, span: Span, post: Post) -> Edit | None:
    edit = rule.edit(post.text, span) if rule.edit else None
    if edit is None:
        return None
    return replace(edit, safe=rule.safe, place=post.origin.place(post.text, edit.start, edit.end))


def check_calendar(rules: RuleSet, calendar: Calendar) -> Iterator[tuple[int, Finding]]:
    """Yield the findings of the calendar rules with the number of the entry that each is on."""
    if not rules.of_calendars or not calendar.entries:
        return
    number = {id(entry): index for index, entry in enumerate(calendar.entries)}
    ignored = {path: rules.ignored_in(path) for path in {entry.position.path for entry in calendar.entries}}
    for rule in rules.of_calendars:
        if not isinstance(rule.kind, InCalendar):
            continue
        for offence in rule.kind.function(calendar, rules.options(rule)):
            entry = offence.entry
            if rule.name not in ignored[entry.position.path]:
                quote = offence.quote or entry.headline
                yield (
                    number[id(entry)],
                    finding_of(
                        rule,
                        entry.id,
                        quote.position,
                        (quote.start, quote.start + len(quote.text)),
                        quote.text,
                        (quote.start, quote.text),
                        offence.words,
                    ),
                )
