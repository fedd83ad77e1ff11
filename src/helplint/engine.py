"""Score posts and check them: batches in, scores and findings out."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from helplint.calendar import Calendar, Entry
from helplint.config import Config
from helplint.finding import Finding
from helplint.language import Finder, abstention, analyse, bounded_memory
from helplint.model import load_model
from helplint.post import Post
from helplint.report import Report
from helplint.rule import Analysis, InCalendar, Phrases, Tokens
from helplint.ruleset import RuleSet, phrases_of
from helplint.scale import Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from helplint.model import Explanation, Model
    from helplint.notice import Notice
    from helplint.origin import Position
    from helplint.rule import Rule

_BATCH = 256  # large enough to share spaCy's set-up, small enough to bound memory


def score(posts: Iterable[Post | str], *, config: Config | None = None) -> Iterator[tuple[Post, Score]]:
    """Yield each post with its score, in order.

    Parameters
    ----------
    posts
        Posts, or plain texts.
    config
        Names the model; the defaults where None.

    Raises
    ------
    HelplintError
        The model cannot be loaded.

    Examples
    --------
    >>> from helplint import score
    >>> [(post, result)] = score(["Turn the stopcock clockwise, then open the lowest tap to drain the pipe."])
    >>> result.helpfulness > 50
    True
    """
    posts = iter(posts)
    # Nothing that has to be analysed: neither spaCy nor the model is loaded.
    if not (batch := list(islice(posts, _BATCH))):
        return
    model = load_model((config or Config()).model)
    while batch:
        made = [Post.from_text(post) if isinstance(post, str) else post for post in batch]
        with bounded_memory():
            scores = _score_batch(model, made)
        yield from zip(made, scores, strict=True)
        batch = list(islice(posts, _BATCH))


def _score_batch(model: Model, posts: Sequence[Post]) -> list[Score]:
    return [scored.score for scored in _analyse_batch(model, posts)]


def _analyse_batch(model: Model, posts: Sequence[Post]) -> list[Analysis]:
    docs = list(analyse(post.text for post in posts))
    reasons = [abstention(doc) for doc in docs]
    scores = iter(model.score([doc for doc, reason in zip(docs, reasons, strict=True) if reason is None]))
    return [
        Analysis(post=post, doc=doc, score=next(scores) if reason is None else Score(abstained=reason))
        for post, doc, reason in zip(posts, docs, reasons, strict=True)
    ]


def explain(post: Post | str, *, of: str = "helping", config: Config | None = None) -> tuple[Score, Explanation | None]:
    """Return the score of one post and what made it; no explanation where the model abstained.

    Parameters
    ----------
    of
        ``helping`` (against selling), ``broadcast``, an intent, or ``stance 1`` to ``stance 5``.

    Examples
    --------
    >>> from helplint import explain
    >>> score, explanation = explain("Call now and get 20% off your first visit!")
    >>> score.intent
    'promote'
    """
    model = load_model((config or Config()).model)
    made = Post.from_text(post) if isinstance(post, str) else post
    [analysis] = _analyse_batch(model, [made])
    if analysis.score.abstained is not None:
        return analysis.score, None
    return analysis.score, model.explain(analysis.doc, of)


def check(posts: Iterable[Post | str], *, config: Config | None = None, notices: Sequence[Notice] = ()) -> Report:
    """Check posts against the rules that are configured, one by one and as a calendar.

    Parameters
    ----------
    posts
        Posts, or plain texts, of one calendar.
    config
        The defaults where None.
    notices
        What reading the posts had to say; filled while `posts` is consumed, and part of the report.

    Raises
    ------
    HelplintError
        The configuration names something that does not exist, or the model cannot be loaded.

    Examples
    --------
    >>> from helplint import check
    >>> [finding.rule for finding in check(["Hurry, last chance!"]).findings]
    ['false-urgency', 'false-urgency']
    """
    config = config or Config()
    rules = RuleSet(config)
    posts = iter(posts)
    found: list[list[Finding]] = []
    entries: list[Entry] = []
    abstained: Counter[str] = Counter()
    if batch := list(islice(posts, _BATCH)):
        checker = _Checker(rules, config)
        while batch:
            made = [Post.from_text(post) if isinstance(post, str) else post for post in batch]
            with bounded_memory():
                for analysis in checker.analyse(made):
                    found.append(list(checker.findings(analysis)))
                    entries.append(Entry.of(analysis.post, analysis.score, zone=config.zone))
                    if analysis.score.abstained is not None:
                        abstained[analysis.score.abstained] += 1
            batch = list(islice(posts, _BATCH))
    for index, finding in _check_calendar(rules, entries):
        found[index].append(finding)
    for of_post in found:
        of_post.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
    return Report(
        findings=[finding for of_post in found for finding in of_post],
        notices=notices,
        posts=len(entries),
        abstained=abstained,
        fail_on=config.fail_on,
    )


class _Checker:
    """The rules of posts, compiled once."""

    def __init__(self, rules: RuleSet, config: Config) -> None:
        self._rules = rules
        self._model = load_model(config.model)
        self._brands = frozenset(brand.lower() for brand in config.brands)
        phrases = {rule.name: phrases_of(rule) for rule in rules.of_posts}
        tokens = {rule.name: rule.kind for rule in rules.of_posts if isinstance(rule.kind, Phrases | Tokens)}
        self._finder = Finder(
            phrases={name: entries for name, (entries, _) in phrases.items()},
            phrase_exceptions={name: exceptions for name, (_, exceptions) in phrases.items()},
            patterns={name: kind.patterns for name, kind in tokens.items()},
            pattern_exceptions={n: kind.exceptions for n, kind in tokens.items() if isinstance(kind, Tokens)},
        )
        self._ignored: dict[str, frozenset[str]] = {}

    def analyse(self, posts: Sequence[Post]) -> Iterator[Analysis]:
        for analysis in _analyse_batch(self._model, posts):
            yield Analysis(
                post=analysis.post,
                doc=analysis.doc,
                score=analysis.score,
                matches=self._finder(analysis.doc),
                brands=self._brands,
            )

    def findings(self, analysis: Analysis) -> Iterator[Finding]:
        post = analysis.post
        if post.origin.path not in self._ignored:
            self._ignored[post.origin.path] = self._rules.ignored_in(post.origin.path)
        ignored = self._ignored[post.origin.path]
        for rule in self._rules.of_posts:
            if rule.name in ignored or isinstance(rule.kind, InCalendar) or _accepted(rule, post):
                continue
            for span in rule.kind.find(rule, analysis, self._rules.options(rule)):
                context_start = post.text.rfind("\n", 0, span.start) + 1
                context_end = post.text.find("\n", max(span.start, span.end - 1))
                yield _finding(
                    rule,
                    post.id,
                    post.origin.position(post.text, span.start),
                    (span.start, span.end),
                    post.text[span.start : span.end],
                    (context_start, post.text[context_start : context_end if context_end >= 0 else None]),
                    span.words,
                    post.origin.position(post.text, span.end),
                )


def _accepted(rule: Rule, post: Post) -> bool:
    """Whether a post goes only where what the rule finds is the form of the thing."""
    return bool(post.channels) and set(post.channels) <= set(rule.accepted_on)


def _check_calendar(rules: RuleSet, entries: Sequence[Entry]) -> Iterator[tuple[int, Finding]]:
    """Yield the findings of the calendar rules with the number of the entry that each is on."""
    if not rules.of_calendars or not entries:
        return
    number = {id(entry): index for index, entry in enumerate(entries)}
    calendar = Calendar(entries)
    ignored = {path: rules.ignored_in(path) for path in {entry.position.path for entry in entries}}
    for rule in rules.of_calendars:
        if not isinstance(rule.kind, InCalendar):
            continue
        for offence in rule.kind.function(calendar, rules.options(rule)):
            entry = offence.entry
            if rule.name not in ignored[entry.position.path]:
                start, end = entry.headline_start, entry.headline_start + len(entry.headline)
                yield (
                    number[id(entry)],
                    _finding(
                        rule,
                        entry.id,
                        entry.position,
                        (start, end),
                        entry.headline,
                        (start, entry.headline),
                        offence.words,
                    ),
                )


def _finding(
    rule: Rule,
    id: str,  # noqa: A002 - the name of the field
    position: Position,
    span: tuple[int, int],
    text: str,
    context: tuple[int, str],
    words: Mapping[str, object],
    end_position: Position | None = None,
) -> Finding:
    return Finding(
        rule=rule.name,
        level=rule.level,
        message=rule.message.format(**{**words, "text": text}),
        fix=rule.fix,
        id=id,
        position=position,
        start=span[0],
        end=span[1],
        text=text,
        context=context[1],
        context_start=context[0],
        end_position=end_position,
    )
