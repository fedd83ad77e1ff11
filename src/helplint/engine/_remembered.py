"""Verdicts that a cache knows from an earlier run, and only the others made anew."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from helplint.cache import code_digest, key_of
from helplint.engine._checker import Verdict
from helplint.rule import Span
from helplint.scale import Score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        keys = [self._keys(post) for post in posts]
        values = self._cache.get({key for pair in keys for key in pair})
        scores = [_score_of(values.get(score)) for score, *_ in keys]
        verdicts = [self._known(score, values.get(spans)) for score, (_, spans) in zip(scores, keys, strict=True)]
        unknown = [number for number, verdict in enumerate(verdicts) if verdict is None]
        made = self._checker.verdicts([posts[n] for n in unknown], [scores[n] for n in unknown]) if unknown else []
        if self._posts <= _MOST_POSTS:
            self._put({keys[number]: verdict for number, verdict in zip(unknown, made, strict=True)})
        fresh = iter(made)
        return [next(fresh) if verdict is None else verdict for verdict in verdicts]

    def _keys(self, post: Post) -> tuple[bytes, bytes]:
        """Return the key of the score of a post, and of what the rules find on it."""
        return key_of(self._model, post.text), key_of(self._rules, post.text, *_seen_by_rules(post))

    def _known(self, score: Score | None, spans: bytes | None) -> Verdict | None:
        if score is None or (spans is None and self._checker.tries_rules):
            return None
        return Verdict(score) if spans is None else _verdict_of(score, spans)

    def _put(self, verdicts: Mapping[tuple[bytes, bytes], Verdict]) -> None:
        values: dict[bytes, bytes] = {}
        for (score, spans), verdict in verdicts.items():
            values[score] = json.dumps(asdict(verdict.score)).encode()
            if self._checker.tries_rules:
                values[spans] = json.dumps([verdict.signature.hex(), *_flat(verdict)]).encode()
        if values:
            self._cache.put(values)


def _flat(verdict: Verdict) -> list[Any]:
    return [[rule, span.start, span.end, span.words] for rule, spans in verdict.spans.items() for span in spans]


def _score_of(value: bytes | None) -> Score | None:
    if value is None:
        return None
    score = json.loads(value)
    return Score(**{**score, "stance": tuple(score["stance"])})


def _verdict_of(score: Score, value: bytes) -> Verdict:
    signature, *flat = json.loads(value)
    spans: dict[str, list[Span]] = {}
    for rule, start, end, words in flat:
        spans.setdefault(rule, []).append(Span(start, end, words))
    return Verdict(score, spans, bytes.fromhex(signature))
