"""Verdicts that a cache knows from an earlier run, and only the others made anew."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from helplint.cache import code_digest, key_of
from helplint.calendar import DayWords, Facts, Link
from helplint.engine._checker import Verdict
from helplint.rule import Span
from helplint.scale import Score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helplint.cache import Cache
    from helplint.config import Config
    from helplint.engine._checker import Checker
    from helplint.post import Post

_MOST_POSTS = 20_000
"""Beyond so many posts of one run a cache would only turn over."""


def _seen_by_rules(post: Post) -> tuple[object, ...]:
    """Return all of a post that a rule of posts may look at, beside its text."""
    return post.channels, post.time is not None, post.reply, sorted(post.fields.items())


class Remembered:
    """The verdicts of a checker, with those that are known already from a cache.

    A post may be known by its score alone: the same words under another heading, or checked with other rules.
    """

    def __init__(self, checker: Checker, cache: Cache, config: Config) -> None:
        self._checker = checker
        self._cache = cache
        self._model = code_digest(cache, config)
        self._rules = key_of(self._model, checker.settings)
        self._posts = 0

    def verdicts(self, posts: Sequence[Post]) -> list[Verdict]:
        """Return what the model and the rules say of each post."""
        self._posts += len(posts)
        keys = [self._key(post) for post in posts]
        values = self._cache.get(keys)
        known = {key: (_verdict_of if self._checker.tries_rules else _score_of)(value) for key, value in values.items()}
        unknown = [post for post, key in zip(posts, keys, strict=True) if key not in known]
        made = iter(self._made(unknown) if unknown else ())
        return [known[key] if key in known else next(made) for key in keys]

    def _made(self, posts: Sequence[Post]) -> list[Verdict]:
        """Return verdicts that the cache does not know, and keep them there."""
        keys = [self._key_of_score(post) for post in posts]
        scores = self._cache.get(keys) if self._checker.tries_rules else {}
        made = self._checker.verdicts(posts, [_score_of(scores[key]).score if key in scores else None for key in keys])
        if self._posts <= _MOST_POSTS:
            values = {key: _flat_score(verdict.score) for key, verdict in zip(keys, made, strict=True)}
            if self._checker.tries_rules:
                values |= {self._key(post): _flat(verdict) for post, verdict in zip(posts, made, strict=True)}
            self._cache.put(values)
        return made

    def _key(self, post: Post) -> bytes:
        """Return the key of all that is said of a post."""
        if not self._checker.tries_rules:
            return self._key_of_score(post)
        return key_of(self._rules, post.text, *_seen_by_rules(post))

    def _key_of_score(self, post: Post) -> bytes:
        return key_of(self._model, post.text)


def _flat_score(score: Score) -> bytes:
    return json.dumps(_parts_of_score(score)).encode()


def _score_of(value: bytes) -> Verdict:
    return Verdict(_score(*json.loads(value)))


def _parts_of_score(score: Score) -> list[Any]:
    return [score.helpfulness, score.stance, score.intents, score.broadcast, score.abstained]


def _score(helpfulness: Any, stance: Any, intents: Any, broadcast: Any, abstained: Any) -> Score:
    return Score(
        helpfulness=helpfulness, stance=tuple(stance), intents=intents, broadcast=broadcast, abstained=abstained
    )


def _flat(verdict: Verdict) -> bytes:
    """Return a verdict of rules as bytes: a line of JSON, then the signature as it is."""
    facts = verdict.facts
    assert facts is not None  # noqa: S101 - only where nothing but a score is wanted
    spans = [[rule, span.start, span.end, span.words] for rule, spans in verdict.spans.items() for span in spans]
    parts = [
        _parts_of_score(verdict.score),
        spans,
        facts.headline,
        facts.words,
        facts.digest.hex(),
        [astuple(link) for link in facts.links],
        [astuple(days) for days in facts.days],
    ]
    return json.dumps(parts).encode() + b"\n" + facts.signature


def _verdict_of(value: bytes) -> Verdict:
    line, _, signature = value.partition(b"\n")
    score, flat, headline, words, digest, links, days = json.loads(line)
    spans: dict[str, list[Span]] = {}
    for rule, start, end, of_message in flat:
        spans.setdefault(rule, []).append(Span(start, end, of_message))
    facts = Facts(
        (headline[0], headline[1]),
        words,
        signature,
        bytes.fromhex(digest),
        tuple(Link(*each) for each in links),
        tuple(DayWords(*each) for each in days),
    )
    return Verdict(_score(*score), spans, facts)
