"""Score posts and check them: batches in, scores and findings out."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from helplint.baseline import Baseline
from helplint.calendar import Calendar, Entry, Summary, Terms
from helplint.config import Config
from helplint.engine._checker import Checker, PostFindings, analyse_and_score, check_calendar
from helplint.engine._findings import Findings
from helplint.engine._remembered import Remembered
from helplint.model import load_model
from helplint.notice import Notice
from helplint.post import Post
from helplint.report import Report
from helplint.ruleset import RuleSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from helplint.cache import Cache
    from helplint.finding import Finding
    from helplint.model import Explanation
    from helplint.scale import Score

__all__ = ["check", "explain", "score"]

_BATCH = 256  # large enough to share spaCy's set-up, small enough to bound memory


def score(
    posts: Iterable[Post | str], *, config: Config | None = None, cache: Cache | None = None
) -> Iterator[tuple[Post, Score]]:
    """Yield each post with its score, in order.

    Parameters
    ----------
    posts
        Posts, or plain texts.
    config
        Names the model; the defaults where None.
    cache
        Where scores are kept from run to run; nowhere where None.

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
    checker = _checker_of(None, config or Config(), cache)
    for batch in _batches(posts):
        for post, verdict in zip(batch, checker.verdicts(batch), strict=True):
            yield post, verdict.score


def _checker_of(rules: RuleSet | None, config: Config, cache: Cache | None) -> Checker | Remembered:
    checker = Checker(rules, config)
    return Remembered(checker, cache, config) if cache else checker


def _batches(posts: Iterable[Post | str]) -> Iterator[list[Post]]:
    posts = iter(posts)
    while batch := list(islice(posts, _BATCH)):
        yield [Post.from_text(post) if isinstance(post, str) else post for post in batch]


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
    name = (config or Config()).model
    made = Post.from_text(post) if isinstance(post, str) else post
    [text], [score] = analyse_and_score(name, [made])
    return score, load_model(name).explain(text, of) if score.abstained is None else None


def check(
    posts: Iterable[Post | str],
    *,
    config: Config | None = None,
    notices: Sequence[Notice] = (),
    only: Callable[[Post], bool] | None = None,
    ignore_suppressions: bool = False,
    cache: Cache | None = None,
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
    cache
        Where what the model and the rules say of a text is kept from run to run; nowhere where None.

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
    checker, findings_of = _checker_of(rules, config, cache), PostFindings(rules)
    found = Findings(rules, ignore_suppressions=ignore_suppressions)
    entries: list[Entry] = []
    abstained: Counter[str] = Counter()
    for batch in _batches(posts):
        for number, (post, verdict) in enumerate(zip(batch, checker.verdicts(batch), strict=True), start=len(entries)):
            reported = only is None or only(post)
            entry = Entry.of(post, verdict.score, zone=config.zone, facts=verdict.facts)
            found.meet(post, entry.digest, reported=reported)
            for finding in findings_of(post, verdict) if reported else ():
                found.add(number, finding)
            entries.append(entry)
            if reported and verdict.score.abstained is not None:
                abstained[verdict.score.abstained] += 1
    calendar = Calendar(
        entries,
        today=config.today or datetime.now(config.zone).date(),
        brands=frozenset(brand.lower() for brand in config.brands),
    )
    for number, finding in check_calendar(rules, calendar):
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


def _terms(rules: RuleSet, channel: str | None) -> Terms:
    """Return the terms of the ledger, which are those of promotion-not-earned, whether that is selected or not."""
    options = rules.options(rules.known["promotion-not-earned"])
    return Terms.of(lambda name: options.value(name, (channel,) if channel else ()))
