"""What many posts add up to, in memory that does not grow with them: counted part by part, and added."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from helplint.scale import INTENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helplint.scale import Score

_MOST = 5
_FIRST_WORDS = 80
_COUNTS = ("posts", "helping", "selling", "unscored")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A post that stands out.

    Attributes
    ----------
    value
        Its helpfulness, or the probability that it sells.
    id, path, position
        Which post it is, and where.
    text
        How it begins.
    """

    value: float
    id: str
    path: str
    position: str
    text: str


@dataclass(slots=True)
class Summary:
    """What scored posts are made of.

    Attributes
    ----------
    posts, rejected
        How many were scored, and how many records could not be.
    abstained
        How many of the posts got no score, by reason.
    intents
        How many do what, by year (None: without a date) and channel (None: not told).
    months
        By month, such as ``2026-03``: how many ``posts``, how many of them ``helping`` and ``selling``, and how many
        ``unscored``. Posts without a date are under None.
    most_helpful, most_selling
        Up to five each, the most so first; of equals those that come first.
    """

    posts: int = 0
    rejected: int = 0
    abstained: Counter[str] = field(default_factory=Counter)
    intents: dict[tuple[str | None, str | None], Counter[str]] = field(default_factory=dict)
    months: dict[str | None, Counter[str]] = field(default_factory=dict)
    most_helpful: list[Mention] = field(default_factory=list)
    most_selling: list[Mention] = field(default_factory=list)

    def add(self, post: Mapping[str, Any], score: Score, *, month: str | None, limits: tuple[float, float]) -> None:
        """Count a post.

        Parameters
        ----------
        post
            With ``id``, ``path``, ``position``, ``channel`` and ``text``.
        month
            In the zone that is configured.
        limits
            From which helpfulness a post helps, and from which probability of selling it sells.
        """
        self.posts += 1
        helping, selling = limits
        channel = (post["channel"] or "").partition(",")[0] or None
        of_month = self.months.setdefault(month, Counter())
        of_month["posts"] += 1
        if score.abstained is not None or score.helpfulness is None or score.selling is None:
            self.abstained[score.abstained or "no score"] += 1
            of_month["unscored"] += 1
            return
        self.intents.setdefault((month and month[:4], channel), Counter())[score.intent or "none"] += 1
        of_month["helping"] += score.helpfulness >= helping
        of_month["selling"] += score.selling >= selling
        for mentions, value in ((self.most_helpful, score.helpfulness), (self.most_selling, score.selling)):
            if len(mentions) < _MOST or value > mentions[-1].value:
                mentions.append(_mention(post, value))
                _keep_most(mentions)

    def merge(self, other: Summary) -> None:
        """Add what comes after."""
        self.posts += other.posts
        self.rejected += other.rejected
        self.abstained.update(other.abstained)
        for key, counts in other.intents.items():
            self.intents.setdefault(key, Counter()).update(counts)
        for month, counts in other.months.items():
            self.months.setdefault(month, Counter()).update(counts)
        for mentions, more in ((self.most_helpful, other.most_helpful), (self.most_selling, other.most_selling)):
            mentions.extend(more)
            _keep_most(mentions)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON has it; `from_json` reads it.

        Examples
        --------
        >>> Summary.from_json(Summary(posts=3).to_json()) == Summary(posts=3)
        True
        """
        return {
            "posts": self.posts,
            "rejected": self.rejected,
            "abstained": dict(sorted(self.abstained.items())),
            "intents": [
                {"year": year, "channel": channel, **{intent: counts[intent] for intent in INTENTS if counts[intent]}}
                for (year, channel), counts in sorted(self.intents.items(), key=lambda item: _sortable(*item[0]))
            ],
            "months": [
                {"month": month, **{name: counts[name] for name in _COUNTS}}
                for month, counts in sorted(self.months.items(), key=lambda item: _sortable(item[0]))
            ],
            "most_helpful": [_as_json(mention) for mention in self.most_helpful],
            "most_selling": [_as_json(mention) for mention in self.most_selling],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the summary that `to_json` wrote."""
        return cls(
            posts=data["posts"],
            rejected=data["rejected"],
            abstained=Counter(data["abstained"]),
            intents={
                (row["year"], row["channel"]): Counter({intent: row[intent] for intent in INTENTS if intent in row})
                for row in data["intents"]
            },
            months={
                row["month"]: Counter({name: row[name] for name in _COUNTS if row[name]}) for row in data["months"]
            },
            most_helpful=[Mention(**mention) for mention in data["most_helpful"]],
            most_selling=[Mention(**mention) for mention in data["most_selling"]],
        )


def _as_json(mention: Mention) -> dict[str, Any]:
    return {name: getattr(mention, name) for name in Mention.__dataclass_fields__}


def _mention(post: Mapping[str, Any], value: float) -> Mention:
    words = " ".join(post["text"][: 4 * _FIRST_WORDS].split())
    text = words if len(words) <= _FIRST_WORDS else f"{words[:_FIRST_WORDS].rstrip()}…"
    return Mention(value=round(value, 6), id=post["id"], path=post["path"], position=post["position"], text=text)


def _keep_most(mentions: list[Mention]) -> None:
    mentions.sort(key=lambda mention: -mention.value)  # equals stay in their order
    del mentions[_MOST:]


def _sortable(*parts: str | None) -> list[tuple[bool, str]]:
    """Return what sorts None behind all else."""
    return [(part is None, part or "") for part in parts]
