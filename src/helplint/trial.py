"""Rules of one's own, tried on their own examples."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from helplint.engine import check
from helplint.post import Post
from helplint.rule import Draft
from helplint.ruleset import own_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helplint.config import Config
    from helplint.finding import Finding
    from helplint.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a rule made of one of its examples.

    Attributes
    ----------
    rule
        Name of the rule.
    example
        In which of its lists the example stands.
    number
        1-based place in that list.
    text
        The example, with its marks.
    failures
        What is not as it should be, one sentence each; none where all is well.
    """

    rule: str
    example: Literal["bad", "good"]
    number: int
    text: str
    failures: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands in the configuration, in words."""
        return f"own rule “{self.rule}”, {self.example} example {self.number}"


def check_rules(*, config: Config) -> list[Trial]:
    """Try the rules of one's own on their examples, and return what became of each, in order.

    A ``bad`` example must be found just where it is marked by ``⟦`` and ``⟧``, or anywhere where it is not marked; a
    ``good`` one must be left alone. Examples are judged on no channel, with the numbers of the configuration.

    Raises
    ------
    HelplintError
        A rule cannot be made from its table, or the configuration names something that does not exist.

    Examples
    --------
    >>> from helplint import Config, check_rules
    >>> rule = {"name": "no-synergy", "kind": "phrases", "message": "“{text}” says nothing", "phrases": ["synergy"],
    ...         "bad": ["More ⟦synergy⟧!", "More energy!"], "good": ["A quiet mop."]}
    >>> [trial.failures for trial in check_rules(config=Config(own_rules=(rule,)))]
    [(), ('nothing is found',), ()]
    """
    trials = [
        Trial(rule=rule.name, example=example, number=number, text=str(text))
        for rule in (own_rule(table, config.path) for table in config.own_rules)
        for example, texts in _examples(rule)
        for number, text in enumerate(texts, start=1)
    ]
    drafts = [_draft(trial.text) for trial in trials]
    posts = [Post.from_text(text, id=str(index)) for index, (text, _) in enumerate(drafts)]
    # Whatever the configuration selects for posts, here all own rules are on trial, and no others.
    only_own = replace(config, select=("own",), extend_select=(), ignore=(), per_file_ignores={}, baseline=None)
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in check(posts, config=only_own).findings if posts else ():
        found.setdefault((finding.id, finding.rule), []).append(finding)
    return [
        replace(trial, failures=tuple(_failures(trial, text, marked, found.get((post.id, trial.rule), []))))
        for trial, post, (text, marked) in zip(trials, posts, drafts, strict=True)
    ]


def _examples(rule: Rule) -> Iterator[tuple[Literal["bad", "good"], Sequence[object]]]:
    yield "bad", rule.bad
    yield "good", rule.good


def _draft(marked_text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """Return the text of an example without its marks, and the spans they mark; None where they are no pairs."""
    marks = "".join(re.findall("[⟦⟧]", marked_text))
    if marks.replace("⟦⟧", ""):
        return re.sub("[⟦⟧]", "", marked_text), None
    return Draft(marked_text).unmarked()


def _failures(trial: Trial, text: str, marked: list[tuple[int, int]] | None, found: list[Finding]) -> Iterator[str]:
    spans = [(finding.start, finding.end) for finding in found]
    if marked is None:
        yield "its marks are not pairs of “⟦” and “⟧”"
    elif trial.example == "good":
        if marked:
            yield "a good example has nothing to mark"
        yield from (f"“{text[start:end]}” is found and should not be" for start, end in spans)
    elif not marked:
        if not spans:
            yield "nothing is found"
    else:
        missed, extra = Counter(marked) - Counter(spans), Counter(spans) - Counter(marked)
        yield from (f"“{text[start:end]}” is marked and not found" for start, end in missed)
        yield from (f"“{text[start:end]}” is found and not marked" for start, end in extra)
