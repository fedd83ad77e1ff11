"""Score posts and check them: batches in, scores and findings out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from helplint.baseline import Baseline, digest, fingerprint
from helplint.calendar import Calendar, Entry, Summary, Terms
from helplint.config import Config, suggest
from helplint.finding import Finding
from helplint.language import Finder, abstention, analyse, bounded_memory
from helplint.model import load_model
from helplint.notice import Notice
from helplint.post import Post
from helplint.report import Report
from helplint.rule import Analysis, InCalendar, OfSuppressions, Phrases, Tokens
from helplint.ruleset import RuleSet, phrases_of
from helplint.scale import Score
from helplint.suppression import Suppressions, covering, error_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from helplint.finding import Edit
    from helplint.model import Explanation, Model
    from helplint.origin import Origin, Position
    from helplint.rule import Rule, Span
    from helplint.suppression import Suppression

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


def check(
    posts: Iterable[Post | str],
    *,
    config: Config | None = None,
    notices: Sequence[Notice] = (),
    only: Callable[[Post], bool] | None = None,
    ignore_suppressions: bool = False,
) -> Report:
    """Check posts against the rules that are configured, one by one and as a calendar.

    Parameters
    ----------
    posts
        Posts, or plain texts, of one calendar.
    config
        The defaults where None.
    notices
        What reading the posts had to say; filled while `posts` is consumed, and part of the report.
    only
        Says of a post whether it is reported on; the others only count as part of the calendar. All where None.
    ignore_suppressions
        Report also what the posts say is not to be reported.

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
    baseline = Baseline.read(Path(config.baseline)) if config.baseline else Baseline()
    posts = iter(posts)
    found = _Findings(rules, ignore_suppressions=ignore_suppressions)
    entries: list[Entry] = []
    abstained: Counter[str] = Counter()
    if batch := list(islice(posts, _BATCH)):
        checker = _Checker(rules, config)
        while batch:
            made = [Post.from_text(post) if isinstance(post, str) else post for post in batch]
            with bounded_memory():
                for number, analysis in enumerate(checker.analyse(made), start=len(entries)):
                    reported = only is None or only(analysis.post)
                    found.meet(analysis.post, reported=reported)
                    for finding in checker.findings(analysis) if reported else ():
                        found.add(number, finding)
                    entries.append(Entry.of(analysis.post, analysis.score, zone=config.zone))
                    if reported and analysis.score.abstained is not None:
                        abstained[analysis.score.abstained] += 1
            batch = list(islice(posts, _BATCH))
    calendar = Calendar(
        entries,
        today=config.today or datetime.now(config.zone).date(),
        brands=frozenset(brand.lower() for brand in config.brands),
    )
    for number, finding in _check_calendar(rules, calendar):
        found.add(number, finding)
    findings = found.in_order()
    new = baseline.new(findings)
    said = [*notices, *found.notices]
    if only is None:
        said += _gone(baseline, findings, rules, config)
    return Report(
        findings=new,
        notices=said,
        posts=found.reported,
        abstained=abstained,
        calendar=Summary.of(calendar, lambda channel: _terms(rules, channel)),
        fail_on=config.fail_on,
        suppressed=found.suppressed,
        known=len(findings) - len(new),
    )


def _gone(baseline: Baseline, findings: Sequence[Finding], rules: RuleSet, config: Config) -> Iterator[Notice]:
    """Yield the note that the baseline knows findings that are there no more."""
    tried = {rule.name for rule in rules.rules} | {rule for rule, _ in baseline.counts if rule not in rules.known}
    gone = {rule: count for rule, count in sorted(baseline.gone(findings).items()) if rule in tried}
    if gone:
        total = sum(gone.values())
        by_rule = ", ".join(f"{count:,} {rule}" for rule, count in gone.items())
        what = f"{total:,} finding{'s' if total > 1 else ''} in the baseline {config.baseline}"
        yield Notice("note", f"{what} did not occur in what was checked ({by_rule}); --write-baseline drops them")


class _Findings:
    """The findings of a run, post by post, without what is suppressed."""

    def __init__(self, rules: RuleSet, *, ignore_suppressions: bool) -> None:
        self.suppressed = 0
        self.reported = 0
        self.notices: list[Notice] = []
        self._rules = rules
        self._ignore_suppressions = ignore_suppressions
        self._suppressions = Suppressions(rules.meant)
        self._of_posts: list[list[Finding]] = []
        self._posts: list[tuple[str, bytes] | None] = []
        """Id and digest of each post; None of one that is not reported on."""
        self._told: dict[int, tuple[Sequence[Suppression], Origin]] = {}
        self._carrier: dict[int, int] = {}
        """The last post that carries a suppression, by its identity."""

    def meet(self, post: Post, *, reported: bool) -> None:
        """Take note of the next post."""
        number = len(self._posts)
        self._posts.append((post.id, digest(post.text)) if reported else None)
        self._of_posts.append([])
        self.reported += reported
        if not post.suppressions or self._ignore_suppressions:
            return
        self._told[number] = post.suppressions, post.origin
        for suppression in self._suppressions.meet(post.suppressions, judged=reported):
            for name in suppression.names:
                if name.text not in self._rules.selectors:
                    message = (
                        f"unknown rule or tag “{name.text}” to ignore; {suggest(name.text, self._rules.selectors)}"
                    )
                    error = error_at(suppression.origin, message, suppression.text, name.start)
                    self.notices.append(error.notice)
        self._carrier |= dict.fromkeys(map(id, post.suppressions), number)

    def add(self, number: int, finding: Finding) -> None:
        """Add a finding on a post, unless it is suppressed or the post is not reported on."""
        post = self._posts[number]
        if post is None:
            return
        if number in self._told:
            covering_it = covering(*self._told[number], finding.start, finding.end)
            if self._suppressions.hide(finding.rule, covering_it):
                self.suppressed += 1
                return
        self._of_posts[number].append(replace(finding, fingerprint=fingerprint(finding.rule, post[1])))

    def in_order(self) -> list[Finding]:
        """Return the findings in the order of the posts, and of the text in each; then what is suppressed in vain."""
        for of_post in self._of_posts:
            of_post.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
        for rule in self._rules.of_suppressions:
            for number, finding in self._unused(rule):
                self._of_posts[number].append(finding)
        return [finding for of_post in self._of_posts for finding in of_post]

    def _unused(self, rule: Rule) -> Iterator[tuple[int, Finding]]:
        rules = self._rules
        tried = {each.name for each in rules.of_posts}
        # What a calendar rule finds hangs on what else is checked, so that nobody can say it is not there.
        never = {name for name, each in rules.known.items() if isinstance(each.kind, InCalendar | OfSuppressions)}

        def judged(suppression: Suppression, meant: AbstractSet[str]) -> bool:
            ignored = rules.ignored_in(suppression.origin.path)
            if rule.name in ignored or any(name.text == rule.name for name in suppression.names):
                return False
            return bool(meant - never) and meant - never <= tried - ignored

        for suppression, name in self._suppressions.unused(judged):
            number = self._carrier[id(suppression)]
            post = self._posts[number]
            if post is None:
                continue
            end = name.start + len(name.text)
            finding = _finding(
                rule,
                post[0],
                suppression.origin.position(suppression.text, name.start),
                (name.start, end),
                name.text,
                (0, suppression.text),
                {},
                suppression.origin.position(suppression.text, end),
                edit=suppression.without(name),
            )
            yield number, replace(finding, fingerprint=fingerprint(rule.name, digest(suppression.text)))


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
            if rule.name in ignored or isinstance(rule.kind, InCalendar | OfSuppressions) or _accepted(rule, post):
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
                    edit=_edit(rule, span, post),
                )


def _accepted(rule: Rule, post: Post) -> bool:
    """Whether a post goes only where what the rule finds is the form of the thing."""
    return bool(post.channels) and set(post.channels) <= set(rule.accepted_on)


def _edit(rule: Rule, span: Span, post: Post) -> Edit | None:
    edit = rule.edit(post.text, span) if rule.edit else None
    if edit is None:
        return None
    return replace(edit, safe=rule.safe, place=post.origin.place(post.text, edit.start, edit.end))


def _terms(rules: RuleSet, channel: str | None) -> Terms:
    """Return the terms of the ledger, which are those of promotion-not-earned, whether that is selected or not."""
    options = rules.options(rules.known["promotion-not-earned"])
    return Terms.of(lambda name: options.value(name, (channel,) if channel else ()))


def _check_calendar(rules: RuleSet, calendar: Calendar) -> Iterator[tuple[int, Finding]]:
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
                    _finding(
                        rule,
                        entry.id,
                        quote.position,
                        (quote.start, quote.start + len(quote.text)),
                        quote.text,
                        (quote.start, quote.text),
                        offence.words,
                    ),
                )


def _finding(  # noqa: PLR0913 - the fields of a finding that differ from span to span
    rule: Rule,
    id: str,  # noqa: A002 - the name of the field
    position: Position,
    span: tuple[int, int],
    text: str,
    context: tuple[int, str],
    words: Mapping[str, object],
    end_position: Position | None = None,
    *,
    edit: Edit | None = None,
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
        edit=edit,
    )
