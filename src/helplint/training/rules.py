"""How often each rule fires on labelled posts: on those that help, where it should be quiet, and on those that sell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from helplint.engine import check
from helplint.post import Post
from helplint.ruleset import RuleSet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from helplint.config import Config
    from helplint.training.corpus import Labelled

GROUPS: Mapping[str, Callable[[float], bool]] = {
    "helping": lambda stance: stance >= 4,  # noqa: PLR2004 - the codebook's “mostly helps”
    "neutral": lambda stance: 2.5 < stance < 4,  # noqa: PLR2004 - what is in between
    "selling": lambda stance: stance <= 2.5,  # noqa: PLR2004 - nearer to “mostly sells” than to “neither”
    "outright": lambda stance: stance <= 1.5,  # noqa: PLR2004 - nearer to “sells”; a part of selling
}
"""By name: whether a post of that mean stance belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What rules do on labelled posts.

    Attributes
    ----------
    posts
        How many posts there are, by group.
    fires
        By rule: the share of the posts of each group on which it fires.
    any
        The share of the posts of each group with any finding.
    press_release
        Precision and recall of the rule of that name against most labellers saying broadcast; None where nothing can
        be told, or the rule is not selected.
    """

    posts: Mapping[str, int]
    fires: Mapping[str, Mapping[str, float]]
    any: Mapping[str, float]
    press_release: tuple[float, float] | None


def evaluate_rules(posts: Sequence[Labelled], *, config: Config) -> Measured:
    """Check labelled posts one by one and count, for each rule of posts that is selected, where it fires.

    Whether press-release knows its form is judged as if no post had a channel, since on the channel press-release the
    form is welcome and the rule nearly silent.
    """
    names = [rule.name for rule in RuleSet(config).of_posts]
    config = replace(config, select=tuple(names), extend_select=(), ignore=(), per_file_ignores={})
    numbered = [
        replace(Post.from_text(post.text, id=str(number)), channels=post.channels) for number, post in enumerate(posts)
    ]
    found: dict[str, set[int]] = {name: set() for name in names}
    if names:
        for finding in check(numbered, config=config).findings:
            found[finding.rule].add(int(finding.id))
    groups = {name: {i for i, post in enumerate(posts) if belongs(post.stance)} for name, belongs in GROUPS.items()}

    def shares(fired: set[int]) -> dict[str, float]:
        return {name: len(fired & group) / len(group) if group else 0.0 for name, group in groups.items()}

    return Measured(
        posts={name: len(group) for name, group in groups.items()},
        fires={name: shares(fired) for name, fired in found.items()},
        any=shares(set().union(*found.values())),
        press_release=_press_release(posts, config) if "press-release" in found else None,
    )


def _press_release(posts: Sequence[Labelled], config: Config) -> tuple[float, float] | None:
    asked = [Post.from_text(post.text, id=str(i)) for i, post in enumerate(posts) if post.broadcast is not None]
    broadcasts = {i for i, post in enumerate(posts) if post.broadcasts}
    found = {int(finding.id) for finding in check(asked, config=replace(config, select=("press-release",))).findings}
    if not found or not broadcasts:
        return None
    return len(found & broadcasts) / len(found), len(found & broadcasts) / len(broadcasts)


def rules_table(measured: Measured) -> str:
    """Return what was measured as lines of text."""
    width = max(map(len, [*measured.fires, "rule"]))
    heads = [f"{name} ({count})" for name, count in measured.posts.items()]
    lines = ["  ".join([f"{'rule':{width}}", *heads])]
    for name, shares in [*measured.fires.items(), ("any rule", measured.any)]:
        cells = [f"{f'{share:.1%}':>{len(head)}}" for share, head in zip(shares.values(), heads, strict=True)]
        lines.append("  ".join([f"{name:{width}}", *cells]))
    if measured.press_release is not None:
        precision, recall = measured.press_release
        lines += ["", f"press-release against broadcast: precision {precision:.2f}, recall {recall:.2f}"]
    return "\n".join(lines)
