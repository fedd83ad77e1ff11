"""What the headings of a table, or the keys of a record, mean; and the posts that one row of it holds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from helplint.channel import parse_channels
from helplint.post import Post
from helplint.readers._chosen import UNCHOSEN, Chosen, index_of
from helplint.readers._ids import Ids

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence
    from datetime import datetime

    from helplint.origin import Origin
    from helplint.suppression import Suppression

_BRACKETS = re.compile(r"[(\[{](.*?)[)\]}]")
_CAMEL_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def _key(heading: str) -> str:
    """Return a heading without capitals, brackets and everything that is no letter or digit."""
    return re.sub(r"[\W_]+", "", _BRACKETS.sub("", heading)).casefold()


def _ranked(names: str) -> dict[str, int]:
    """Return the rank of each name; of several columns of one kind, the one ranked first is taken."""
    return {_key(name): rank for rank, name in reversed([*enumerate(names.split(","))])}


_COPY = _ranked(
    "full post, full content, full text, full copy, full caption, final post, final copy, final text, final caption,"
    " post copy, post text, post content, post body, post caption, post message, social copy, social post,"
    " social media copy, social caption, ad copy, copy, caption, captions, tweet text, message text, message body,"
    " message, messages, share commentary, commentary, body text, body, content text, text, main text, copy text,"
    " plain content, plain text, tweet, toot, skeet, content, contents, thread, post, posts"
)
_WEAK_COPY = _ranked("update, draft copy, draft text, draft, description")
_HEADLINE = _ranked("hook, title/hook, title, headline, post title, subject, subject line")
_NETWORK_COPY = _COPY | _WEAK_COPY | _ranked("version, variant")
_DATE = _ranked(
    "scheduled at, scheduled date, schedule date, scheduled for, scheduled on, scheduled datetime, schedule datetime,"
    " scheduled date time, schedule date time, publish date, publishing date, publication date, published date, publish"
    " at, publish on, publish datetime, published at, published on, post at specific time, post date, posting date,"
    " posted date, posted at, posted on, post on, go live date, live date, send date, sent at, send at, date time, date"
    " and time, date & time, datetime, date, dates, full date, when, timestamp, due date, due at, launch date, release"
    " date, target date, planned date, scheduled, schedule, published, publish, due, created at, created, day"
)
_TIME = _ranked(
    "scheduled time, schedule time, publish time, publishing time, publication time, posting time, post time, posted"
    " time, time 24hr, time 24h, time of day, send time, time slot, slot, time, times"
)
_CHANNEL = _ranked(
    "channel, channels, platform, platforms, network, networks, social network, social networks, social channel,"
    " social channels, social platform, social platforms, social media, social media channel, social media platform,"
    " site, service, account, accounts, account id, profile, profiles, page"
)
_ID = _ranked("id, post id, tweet id, status id, message id, content id, record id, uid, uuid, guid, ref")
_AUTHOR = _ranked(
    "author, author name, writer, copywriter, written by, posted by, created by, by, username, user name, screen name,"
    " content owner, post owner, owner, asset owner, assigned to, assignee, responsible, author email"
)
_STATUS = _ranked("status, post status, approval status, publishing status, state, approved, stage")
_HASHTAGS = _ranked("hashtags, hashtag, hash tags")
_HELPLINT = _ranked("helplint")

_NOT_BARE = frozenset({"email", "e-mail", "mail", "meta", "medium", "press", "article"})
"""Names of networks that, alone as a heading, rather mean an address, a campaign medium or a kind of content."""

_YES = frozenset({"true", "yes", "y", "x", "1", "on", "✓", "✔", "✅", "☑"})
_FLAG = _YES | {"false", "no", "n", "0", "off", "✗", "✘", "❌", "☐", "-", "\N{EN DASH}", "—", "n/a", "tbd", ""}
_LONGEST_HEADING = 80
_NUMBER = re.compile(r"[\d\s.,:%+-]*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which heading plays which part; numbers are indices into the headings.

    Attributes
    ----------
    copy
        Columns that hold text to publish, each with the channels that its own heading names: at most one whose
        heading names none, and each that is meant for a network (“LinkedIn copy”), which makes a post of its own.
    date, time, channel, id, author, status, hashtags, helplint
        None where no heading says so. `time` is only set beside `date`; `helplint` holds what not to report.
    networks
        Columns that say by a mark whether the post goes to a network.
    hits
        How many headings were recognised.
    """

    copy: tuple[tuple[int, tuple[str, ...]], ...] = ()
    date: int | None = None
    time: int | None = None
    channel: int | None = None
    id: int | None = None
    author: int | None = None
    status: int | None = None
    hashtags: int | None = None
    helplint: int | None = None
    networks: tuple[tuple[int, str], ...] = ()
    hits: int = 0


def find_columns(headings: Sequence[str], chosen: Chosen = UNCHOSEN) -> Columns:
    """Return what the headings mean, whatever their capitals, spaces, underscores and remarks in brackets.

    Parameters
    ----------
    chosen
        What the user has said; of no consequence where there is no such heading.

    Examples
    --------
    >>> find_columns(["postAtSpecificTime (yyyy-MM-dd)", "Content Preview", "Full Content"]).copy
    ((2, ()),)
    >>> find_columns(["Date", "LinkedIn copy", "X copy"]).copy
    ((1, ('linkedin',)), (2, ('x',)))
    """
    return _find_columns(tuple(headings), chosen)


@lru_cache(256)
def _find_columns(headings: tuple[str, ...], chosen: Chosen) -> Columns:
    picked: dict[str, int | None] = {
        part: found for part, name in chosen.given().items() if (found := index_of(name, headings)) is not None
    }
    text = picked.pop("text", None)
    # What is longer than any heading is none, and would take long to look at.
    headings = tuple(heading if len(heading) <= _LONGEST_HEADING else "" for heading in headings)
    keys = [_key(heading) for heading in headings]
    date, time = _first(keys, _DATE), _first(keys, _TIME)
    if date is None:
        date = next((index for index, heading in enumerate(headings) if _speaks_of_date(heading)), None)
    if date is None:
        date, time = time, None
    channel = _first(keys, _CHANNEL)
    single: dict[str, int | None] = {"date": date, "time": time, "channel": channel}
    parts = {"id": _ID, "author": _AUTHOR, "status": _STATUS, "hashtags": _HASHTAGS, "helplint": _HELPLINT}
    single |= {part: _first(keys, ranks) for part, ranks in parts.items()}
    taken = {text, *picked.values()}
    single = {part: None if index in taken else index for part, index in single.items()} | picked
    used = {index for index in single.values() if index is not None}

    for_network = {
        index: channels
        for index, heading in enumerate(headings)
        if index not in used and (channels := _copy_channels(heading))
    }
    marks = {
        index: names[0]
        for index, heading in enumerate(headings)
        if index not in used | for_network.keys() and (names := _bare_network(heading))
    }
    if text is not None:
        for_network = {text: _copy_channels(headings[text])}
        marks.pop(text, None)
    generic = _first(keys, _COPY, without=used | for_network.keys())
    if generic is None and not for_network:
        if len(marks) > 1 or (marks and date is not None):
            # Columns named after networks beside no other text hold the text for them.
            for_network, marks = {index: (name,) for index, name in marks.items()}, {}
        else:
            generic = _weak_copy(keys, used, dated=date is not None or channel is not None)
    copy = {**for_network, **({} if generic is None or text is not None else {generic: ()})}
    return Columns(
        copy=tuple(sorted(copy.items())),
        networks=tuple(marks.items()),
        hits=len(used | copy.keys() | marks.keys()),
        **single,
    )


def _first(keys: Sequence[str], ranks: Mapping[str, int], without: Container[int] = ()) -> int | None:
    found = [(ranks[key], index) for index, key in enumerate(keys) if key in ranks and index not in without]
    return min(found)[1] if found else None


def _weak_copy(keys: Sequence[str], used: set[int], *, dated: bool) -> int | None:
    weak = _first(keys, _WEAK_COPY, without=used) if dated else None
    if weak is not None:
        return weak
    headline = _first(keys, _HEADLINE, without=used)
    # A title is the text only where the record holds nothing else that could be it.
    others = {index for index, key in enumerate(keys) if key} - used
    return headline if others == {headline} else None


def _words(heading: str) -> list[str]:
    return re.split(r"[\s_:\u2013—-]+", _BRACKETS.sub("", heading.strip("\ufeff \t\r\n")).strip())


def _speaks_of_date(heading: str) -> bool:
    words = [word.casefold() for word in _words(heading)]
    return words[0] in {"date", "dates"} or words[-1] in {"date", "dates"}


def _bare_network(heading: str) -> tuple[str, ...]:
    bare = heading.strip("\ufeff \t\r\n").casefold()
    names = () if bare in _NOT_BARE else _only_channels(bare)
    return names if len(names) == 1 else ()


def _only_channels(text: str) -> tuple[str, ...]:
    """Return the channels that a text names if it names nothing else."""
    parts = re.split(r"[,;/|+&\n]|\band\b", text.casefold())
    return parse_channels(text) if parse_channels(text) and all(map(parse_channels, parts)) else ()


def _copy_channels(heading: str) -> tuple[str, ...]:
    """Return the channels of a heading that says “copy for these”; none for any other heading."""
    if _key(heading) in _NETWORK_COPY:
        bracketed = (parse_channels(inside) for inside in _BRACKETS.findall(heading))
        return next(filter(None, bracketed), _bare_network(heading))
    for spelling in (heading, _CAMEL_HUMP.sub(" ", heading)):
        words = _words(spelling)
        for cut in range(1, len(words)):
            before, after = " ".join(words[:cut]), " ".join(words[cut:])
            if _key(after) in _NETWORK_COPY and before.casefold() not in {"meta", "press"}:
                channels = _only_channels(before)
            elif _key(before) in _NETWORK_COPY:
                channels = _only_channels(re.sub(r"^(?:for|on)\s+", "", after, flags=re.IGNORECASE))
            else:
                continue
            if channels:
                return channels
    return ()


def find_header(rows: Sequence[Sequence[str]], chosen: Chosen = UNCHOSEN) -> int | None:
    """Return the index of the row that names the columns, None where none does.

    It is the row with most of the names that the user has chosen, if any row has one; or else that with the most
    headings we know, of equals the first; one known heading is enough only where that names the copy and the row is the
    first with something in it, title rows of a single cell aside.
    """
    # What is longer than any heading is data, or a title.
    short = [[cell if len(cell) <= _LONGEST_HEADING else "" for cell in row] for row in rows]
    told = [sum(index_of(name, row) is not None for name in chosen.given().values()) for row in short]
    if any(told):
        return told.index(max(told))
    found = [(find_columns(row), number) for number, row in enumerate(short)]
    columns, best = max(found, key=lambda pair: (pair[0].hits, -pair[1]), default=(Columns(), 0))
    if columns.hits > 1:
        return best
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    titles = next((number for number, count in enumerate(filled) if count > 1), best)
    first = next((number for number, count in enumerate(filled) if count), best)
    return best if columns.copy and best in {titles, first} else None


def column_letters(index: int) -> str:
    """Return the name a spreadsheet program gives a column.

    Examples
    --------
    >>> [column_letters(index) for index in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True)
class Table:
    """Rows under the same headings, or records with the same keys.

    Attributes
    ----------
    headings
        As they stand in the file.
    channels
        Where a post goes if neither its heading nor its row says so.
    taken
        The ids given so far; to be shared by all tables of a file.
    chosen
        What the user has said of the headings.
    hidden
        Headings without capitals of columns that no post must show.
    """

    headings: tuple[str, ...]
    channels: tuple[str, ...] = ()
    taken: Ids = field(default_factory=Ids)
    chosen: Chosen = UNCHOSEN
    hidden: frozenset[str] = frozenset()

    @cached_property
    def columns(self) -> Columns:
        """What the headings mean."""
        return find_columns(self.headings, self.chosen)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """A name for each column that no other has: its heading, or else its letter; of equal ones with a number."""
        given: Counter[str] = Counter()
        names = []
        for index, heading in enumerate(self.headings):
            name = heading.strip("\ufeff \t\r\n") or column_letters(index)
            given[name] += 1
            names.append(name if given[name] == 1 else f"{name} ({given[name]})")
        return tuple(names)

    @cached_property
    def _rest(self) -> list[tuple[int, str]]:
        """The columns that are not copy and have a heading, and are not hidden."""
        copy = dict(self.columns.copy)
        return [
            (index, heading)
            for index, heading in enumerate(self.headings)
            if index not in copy and heading.strip() and heading.strip().casefold() not in self.hidden
        ]

    @cached_property
    def _shown(self) -> list[tuple[int, str]]:
        return [(index, name) for index, name in enumerate(self.names) if name.casefold() not in self.hidden]

    def posts(
        self,
        values: Sequence[str],
        *,
        key: str,
        origin: Callable[[int], Origin],
        when: tuple[datetime | None, bool] = (None, False),
        suppressions: tuple[Suppression, ...] = (),
    ) -> Iterator[Post]:
        """Yield the posts of one row or record: one for each copy column that holds words.

        Parameters
        ----------
        values
            Its cells as text; missing ones at the end count as empty.
        key
            Its id where no column gives one; added to an id that was given before.
        origin
            Gives the place of the text in a column, by index.
        when
            Its time, and whether that is a whole day.
        suppressions
            What it says is not to be reported.
        """
        columns = self.columns
        cells = [values[index] if index < len(values) else "" for index in range(len(self.headings))]
        copy = dict(columns.copy)
        rest = {heading: cells[index] for index, heading in self._rest}
        record = {name: cells[index] for index, name in self._shown}
        marked = tuple(name for index, name in columns.networks if cells[index].strip().casefold() in _YES)
        listed = () if columns.channel is None else parse_channels(cells[columns.channel])
        author = None if columns.author is None else cells[columns.author].strip()
        status = None if columns.status is None else cells[columns.status].strip()
        id_ = self._id("" if columns.id is None else cells[columns.id].strip(), key)
        for index, named in copy.items():
            text = cells[index]
            if text.strip().casefold() in _FLAG or _NUMBER.fullmatch(text):
                continue
            yield Post(
                id=id_ if len(copy) == 1 else f"{id_}:{self.headings[index].strip()}",
                text=text,
                origin=origin(index),
                channels=named or marked or listed or self.channels,
                time=when[0],
                whole_day=when[1],
                author=author or None,
                status=status or None,
                fields=rest,
                record=record,
                suppressions=suppressions,
            )

    def _id(self, given: str, key: str) -> str:
        # Rows have keys of their own; only what the file calls them can come twice.
        return given if given and self.taken.add(given) else f"{given}:{key}" if given else key
