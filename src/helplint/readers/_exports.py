"""What is particular to the tables that services export, each told by headings that it alone has together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helplint.readers._chosen import UNCHOSEN, Chosen
from helplint.readers._rewriting import ENTITY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


@dataclass(frozen=True)
class Export:
    """What is particular to the export of one service.

    Attributes
    ----------
    headings
        Without capitals, as everywhere here.
    channels
        Where its posts go.
    rewritten
        What stands in its texts for something else: entities, and line ends in quotes.
    thread
        Heading of the cells that hold what follows the post, joined by ``||``.
    chosen
        Which of its columns hold what, where their headings do not tell.
    stand_in
        Heading of the cells that are the text where there is no other.
    hidden
        Headings of what is nobody's business and must not be shown.
    left_out
        Given the cells of a row by their headings, returns what it is, in the plural, if it is no post of the sender's
        own, or not public; nothing for a post.
    reply
        Given the same, returns whether a row answers somebody.
    without_posts
        Why there is no post in it.
    """

    headings: frozenset[str]
    channels: tuple[str, ...] = ()
    rewritten: re.Pattern[str] | None = None
    thread: str | None = None
    chosen: Chosen = UNCHOSEN
    stand_in: str | None = None
    hidden: frozenset[str] = field(default_factory=frozenset)
    left_out: Callable[[Mapping[str, str]], str] = lambda _: ""
    reply: Callable[[Mapping[str, str]], bool] = lambda _: False
    without_posts: str = ""

    def chosen_over(self, chosen: Chosen) -> Chosen:
        """Return what the user has said of columns, and for the rest what is known of this export."""
        return Chosen(*(said or known for said, known in zip(chosen, self.chosen, strict=True)))


NO_EXPORT = Export(frozenset())


def _headings(names: str) -> frozenset[str]:
    return frozenset(name.strip() for name in names.split(","))


def _passed_on(cells: Mapping[str, str]) -> str:
    return "reposts" if cells.get("referenced_tweets.retweeted.id", "").strip() else ""


def _answers_somebody(cells: Mapping[str, str]) -> bool:
    answered = cells.get("in_reply_to_user_id", "")
    return bool(cells["referenced_tweets.replied_to.id"].strip()) and answered != cells.get("author_id", "-")


_LINKEDIN = Export(
    _headings("sharelink, sharecommentary"),
    ("linkedin",),
    re.compile(r'"\r?\n"'),
    left_out=lambda cells: "" if cells["sharecommentary"].strip() else "re-shares",
)
_X = Export(_headings("post id, post text, impressions"), ("x",), ENTITY)
_X_OVERVIEW = Export(
    _headings("date, impressions, engagements, create post, profile visits"),
    without_posts="this overview of X has numbers only; export the content analytics, which have the posts",
)
_TWARC = Export(
    _headings("id, text, author_id, referenced_tweets.replied_to.id, referenced_tweets.retweeted.id"),
    ("x",),
    ENTITY,
    chosen=Chosen(text="text", id="id", date="created_at"),
    left_out=_passed_on,
    reply=_answers_somebody,
)
_REDDIT = _headings("id, permalink, date, ip, subreddit, body")
_REDDIT_COMMENTS = Export(
    _REDDIT | {"parent"},
    ("reddit",),
    hidden=frozenset({"ip"}),
    chosen=Chosen(text="body"),
    reply=lambda _: True,
)
_REDDIT_POSTS = Export(
    _REDDIT | {"title"}, ("reddit",), hidden=frozenset({"ip"}), chosen=Chosen(text="body"), stand_in="title"
)
_YOUTUBE = Export(
    _headings("video id, video description (original), video title (original), privacy"),
    ("youtube",),
    chosen=Chosen(text="video description (original)", id="video id", date="video publish timestamp"),
    stand_in="video title (original)",
    left_out=lambda cells: "" if cells["privacy"].strip().casefold() == "public" else "private items",
)
_PUBLER = Export(_headings("text, link(s), media url(s), comment(s)"), thread="comment(s)")

_ALL = (_LINKEDIN, _X, _X_OVERVIEW, _TWARC, _REDDIT_COMMENTS, _REDDIT_POSTS, _YOUTUBE, _PUBLER)

DIALECTS = {
    "Ayrshare": "post, platforms, mediaUrls, scheduleDate",
    "Buffer": "Text, Image URL, Tags, Posting Time",
    "ContentStudio": "Date and Time, Message, Image URL, Link",
    "GoHighLevel, LeadConnector, SocialBee": "postAtSpecificTime (the order of dates in brackets), content or text",
    "Hootsuite": "no headings: a date, the message, a link; or Date, Time, Platform, Message",
    "LinkedIn Shares.csv": "ShareLink, ShareCommentary; re-shares are left out",
    "Metricool": "Text, Date, Time, and a column for each network that holds true or false",
    "Oktopost": "Network, Message, LinkUrl",
    "PostFast, Schedulin, SocialPatra": "scheduled_at or scheduledAt, content or caption",
    "Publer": "Text, Link(s), Media URL(s), Comment(s), which follow the post where || parts them",
    "Reddit posts.csv, comments.csv": "permalink, ip (never shown), subreddit, body; comments are replies",
    "Sprout Social": "date, time_24hr, message_text",
    "twarc-csv": "author_id, referenced_tweets.replied_to.id, text; reposts are left out",
    "X content analytics": "Post id, Post text, Impressions",
    "YouTube Takeout videos.csv": "Video Description (Original), Privacy; only public videos are read",
}
"""By the tool that wrote a table, the headings that mark it."""


def plain(heading: str) -> str:
    """Return a heading without capitals and what stands around it."""
    return heading.strip("\ufeff \t\r\n").casefold()


def export_of(headings: Iterable[str]) -> Export:
    """Return what is known of the export that has these headings.

    Examples
    --------
    >>> export_of(["Date", "ShareLink", "ShareCommentary"]).channels
    ('linkedin',)
    """
    present = {plain(heading) for heading in headings}
    return next((each for each in _ALL if each.headings <= present), NO_EXPORT)


_SHARES = re.compile(r"Shares(?:_\d+)?\.csv", re.IGNORECASE)
_VIDEOS = re.compile(r"(?:.*/)?videos(?: ?\(\d+\)|_\d+)?\.csv", re.IGNORECASE)


def public_files(names: Sequence[str]) -> Sequence[str] | None:
    """Return, of a whole export of LinkedIn, Reddit or YouTube, the tables of posts, and None for any other folder.

    What else they hold are messages, contacts, addresses and histories.

    Examples
    --------
    >>> public_files(["Connections.csv", "Profile.csv", "Shares.csv", "messages.csv"])
    ['Shares.csv']
    """
    lowered = {name.casefold() for name in names}
    if lowered & {"connections.csv", "profile.csv", "messages.csv"} and any(map(_SHARES.fullmatch, names)):
        return [name for name in names if _SHARES.fullmatch(name)]
    if "comments.csv" in lowered and lowered & {"ip_logs.csv", "linked_identities.csv", "statistics.csv"}:
        return [name for name in names if name.casefold() in {"posts.csv", "comments.csv"}]
    if any(name.startswith(("Takeout/", "YouTube")) and "youtube" in name.casefold() for name in names):
        return [name for name in names if "youtube" in name.casefold() and _VIDEOS.fullmatch(name)]
    return None
