"""Findings: made of what a rule found on a post, and kept post by post without what is suppressed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from helplint.baseline import digest, fingerprint
from helplint.config import suggest
from helplint.finding import Finding
from helplint.rule import InCalendar, OfSuppressions
from helplint.suppression import Suppressions, covering, error_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from helplint.finding import Edit
    from helplint.notice import Notice
    from helplint.origin import Origin, Position
    from helplint.post import Post
    from helplint.rule import Rule
    from helplint.ruleset import RuleSet
    from helplint.suppression import Suppression


class Findings:
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

    def meet(self, post: Post, words: bytes, *, reported: bool) -> None:
        """Take note of the next post, and of the digest of its words."""
        number = len(self._posts)
        self._posts.append((post.id, words) if reported else None)
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
            finding = finding_of(
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


def finding_of(  # noqa: PLR0913 - the fields of a finding that differ from span to span
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
