"""Which posts of a run are meant: by their day, channel and status, and by what has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from helplint.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from helplint.post import Post

_SHOWN_STATUSES = 8


class Changed(Protocol):
    """Says of one post after another whether it has changed."""

    def __call__(self, post: Post) -> bool:
        """Return whether a post has changed."""

    def notices(self) -> Iterator[Notice]:
        """Yield what the user should know, once all posts have been asked about."""


@dataclass(slots=True, kw_only=True)
class Selection:
    """Says of one post after another whether it is meant, and remembers what nobody could have meant.

    Attributes
    ----------
    since, until
        First and last day, both included; a post without a date is then not meant.
    channels
        Names of channels; one of a post's is enough. Any where empty.
    statuses
        As the files call them, whatever the capitals. Any where empty.
    zone
        Where the days begin, for times with an offset.
    changed
        Says whether a post has changed; asked of every post, and before all else.

    Examples
    --------
    >>> from helplint.post import Post
    >>> Selection(channels=("x",))(Post.from_text("Fix it first.", channel="linkedin"))
    False
    """

    since: date | None = None
    until: date | None = None
    channels: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    zone: tzinfo | None = None
    changed: Changed | None = None
    _undated: int = 0
    _seen: dict[str, str] = field(default_factory=dict)

    def __call__(self, post: Post) -> bool:
        """Return whether a post is meant."""
        is_same = self.changed is not None and not self.changed(post)
        status = (post.status or "").strip()
        if status:
            self._seen.setdefault(status.casefold(), status)
        if is_same or (self.channels and not set(self.channels) & set(post.channels)):
            return False
        if self.statuses and status.casefold() not in {each.casefold() for each in self.statuses}:
            return False
        return self._is_in_time(post)

    def _is_in_time(self, post: Post) -> bool:
        if self.since is None and self.until is None:
            return True
        if post.time is None:
            self._undated += 1
            return False
        day = (post.time.astimezone(self.zone) if post.time.tzinfo else post.time).date()
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def notices(self) -> Iterator[Notice]:
        """Yield what the user should know, once all posts have been asked about."""
        if self.changed:
            yield from self.changed.notices()
        if self._undated:
            posts = "1 post has" if self._undated == 1 else f"{self._undated:,} posts have"
            yield Notice("note", f"{posts} no date and so cannot be between two days")
        for status in self.statuses:
            if status.casefold() not in self._seen:
                seen = [f"“{each}”" for each in sorted(self._seen.values())][:_SHOWN_STATUSES]
                known = f"there are {', '.join(seen)}" if seen else "no file gives one"
                yield Notice("warning", f"no post has the status “{status}”; {known}")
