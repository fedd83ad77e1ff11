"""X: the posts in the archive that an account can ask for: ``data/tweets.js`` and its kin.

These files are JSON behind an assignment, which is cut off; nothing is ever run. Reposts are left out and counted, as
are posts without words of their own and all but the last version of one that was edited. Links stand as they lead, not
as ``t.co`` shortens them; the link to a picture or a quoted post is not part of the text, nor are the names that X puts
in front of a reply. A long post is cut in ``tweets.js`` and whole in ``note-tweet.js``: it is read once, whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from helplint.notice import HelplintError
from helplint.post import Post
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._html import unescaped
from helplint.readers._json_document import Document, at, mappings_at, text_at, word_at
from helplint.readers._media import media_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from helplint.readers._file import File
    from helplint.readers._json_document import Record
    from helplint.readers._json_layout import Path

_ASSIGNMENT = re.compile(r"\s*window\.YTD\.(?:tweets?|(note_tweet)|community_tweet)\.part\d+\s*=\s*(?=\[)")
_FILE = re.compile(r"(?:tweets?|(note-tweet)|community-tweet)(?:-part(\d+))?\.js")
_NOTE_TEXT: Path = ("noteTweet", "core", "text")
_REPOST = re.compile(r"RT @\w+:")
_HANDLES = re.compile(r"(?:@\w+\s+)+")
_SHORT_LINK = re.compile(r"https?://t\.co/\w+")
_POST = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(?:\w+|i/web)/status/\d+[^\s]*")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - reads as a calendar does
_SAME_WORDS = 20
"""Characters by which a long post and its cut version are known as one, besides the second they were sent."""


def read(file: File) -> Iterator[Post]:
    """Yield the posts of one file of an archive.

    Raises
    ------
    HelplintError
        It is not valid JSON. A record that is broken makes an error notice, and the others are read.
    """
    document = _document(file)
    if document is None:
        file.refuse("this is no file of an archive from X, which begins with “window.YTD.tweets.part0 = [”")
        return
    account = _Account.beside(file)
    if _holds_notes(file):
        beside = [found for found in _beside(file) if not _holds_notes(found.file)] if document.data else []
        yield from document.posts(partial(_posts_of_note, account=account, cut=_Cut.of(beside)))
    else:
        notes = [found for found in _beside(file) if _holds_notes(found.file)]
        yield from document.posts(_Tweets(account, _superseded(document.data), _Notes.of(notes)).posts_of)


def _document(file: File) -> Document | None:
    match = _ASSIGNMENT.match(file.source.text)
    return None if match is None else Document.of(file, match.end(), end=";")


def _holds_notes(file: File) -> bool:
    match = _ASSIGNMENT.match(file.source.text)
    return match is not None and match[1] is not None


def _beside(file: File) -> Iterator[Document]:
    """Yield the other files of the archive that hold posts."""
    for name in file.names_beside:
        if name != file.name and _FILE.fullmatch(name) and (found := file.beside(name)):
            try:
                document = _document(found)
            except HelplintError as error:
                # What is in this file can be read all the same.
                file.notices.append(error.notice)
                continue
            if document is not None:
                yield document


@dataclass(frozen=True)
class _Account:
    """Whose archive it is."""

    id: str = ""
    name: str | None = None

    @classmethod
    def beside(cls, file: File) -> _Account:
        found = file.beside("account.js")
        match = re.match(r"\s*window\.YTD\.account\.part\d+\s*=\s*(?=\[)", found.source.text) if found else None
        if found is None or match is None:
            return cls()
        try:
            account = at(Document.of(found, match.end(), end=";").data, 0, "account")
        except HelplintError as error:
            file.notices.append(error.notice)
            return cls()
        name = word_at(account, "username")
        return cls(word_at(account, "accountId"), f"@{name}" if name else None)


def _superseded(data: object) -> frozenset[str]:
    """Return the ids of posts of which a later version is there too."""
    edited: list[list[str]] = []
    for tweet in map(_tweet, data if isinstance(data, list) else []):
        for keys in (("initial",), ("edit", "editControlInitial")):
            versions = at(tweet, "edit_info", *keys, "editTweetIds")
            if isinstance(versions, list) and len(versions) > 1:
                edited.append([str(version) for version in versions])
    if not edited:
        return frozenset()
    ids = {_id(_tweet(each)) for each in data if isinstance(data, list)} if isinstance(data, list) else set()
    there = [[version for version in versions if version in ids] for versions in edited]
    return frozenset(version for versions in there for version in versions[:-1])


def _tweet(data: object) -> object:
    """Return the post of a record; in archives before 2020 it is the record itself."""
    wrapped = at(data, "tweet")
    return data if wrapped is None else wrapped


def _id(tweet: object) -> str:
    return word_at(tweet, "id_str") or word_at(tweet, "id")


@dataclass(frozen=True)
class _Notes:
    """Long posts, by id and by the second they were sent."""

    by_id: Mapping[str, Record]
    by_second: Mapping[datetime, Record]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> _Notes:
        notes = [record for document in documents for record in document.records()]
        times = [(note.iso_time(word_at(note.data, "noteTweet", "createdAt")), note) for note in notes]
        return cls(
            {word_at(note.data, "noteTweet", "noteTweetId"): note for note in notes},
            {time.replace(microsecond=0): note for time, note in times if time},
        )

    def whole(self, id_: str, time: datetime | None, text: str) -> Record | None:
        """Return the long post that one was cut from."""
        if id_ in self.by_id:
            return self.by_id[id_]
        note = self.by_second.get(time) if time else None
        return note if note and _beginning(word_at(note.data, *_NOTE_TEXT)) == _beginning(text) else None


@dataclass(frozen=True)
class _Cut:
    """What may be cut versions of long posts: ids, and second and first words."""

    ids: frozenset[str]
    beginnings: frozenset[tuple[datetime | None, str]]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> _Cut:
        tweets = [(record, _tweet(record.data)) for document in documents for record in document.records()]
        return cls(
            frozenset(_id(tweet) for _, tweet in tweets),
            frozenset(
                (record.time(word_at(tweet, "created_at"), _time), _beginning(word_at(tweet, "full_text")))
                for record, tweet in tweets
            ),
        )


def _beginning(text: str) -> str:
    return " ".join(unescaped(Excerpt(_HANDLES.sub("", text, count=1), 0)).text.split())[:_SAME_WORDS]


def _posts_of_note(record: Record, *, account: _Account, cut: _Cut) -> Iterator[Post]:
    id_ = record.word("noteTweet", "noteTweetId")
    time = record.iso_time(record.word("noteTweet", "createdAt"))
    if id_ in cut.ids or (time and time.replace(microsecond=0), _beginning(_note_text(record))) in cut.beginnings:
        record.document.file.leave_out("long posts that are read with tweets.js")
        return
    excerpt = _text_of_note(record)
    if excerpt.text:
        yield Post(
            id=id_ or f"{record.document.file.path}:{record.number}",
            text=excerpt.text,
            origin=record.origin(excerpt, _NOTE_TEXT),
            channels=("x",),
            time=time,
            author=account.name,
            record=record.data,
        )


def _note_text(record: Record) -> str:
    return record.text(*_NOTE_TEXT)


def _text_of_note(record: Record) -> Excerpt:
    links = mappings_at(record.data, "noteTweet", "core", "urls")
    expanded = {word_at(link, "shortUrl"): word_at(link, "expandedUrl") for link in links}
    return _expanded(unescaped(Excerpt(_note_text(record), 0)), expanded, frozenset())


@dataclass(frozen=True)
class _Tweets:
    """Reads the records of a file, in view of what else is in the archive."""

    account: _Account
    superseded: frozenset[str]
    notes: _Notes

    def posts_of(self, record: Record) -> Iterator[Post]:
        """Yield the post of a record, if it is one of the account's own, with words."""
        file, tweet = record.document.file, _tweet(record.data)
        id_, written = _id(tweet), text_at(tweet, "full_text") or text_at(tweet, "text")
        if _REPOST.match(written):
            file.leave_out("reposts")
            return
        if id_ in self.superseded:
            file.leave_out("earlier versions of edited posts")
            return
        time = record.time(word_at(tweet, "created_at"), _time)
        note = self.notes.whole(id_, time, written)
        handles = _handles(tweet, written)
        if note is None:
            excerpt = _text_of(tweet, written, len(handles))
            key = "full_text" if word_at(tweet, "full_text") else "text"
            origin = record.origin(excerpt, (*(("tweet",) if tweet is not record.data else ()), key))
        else:
            excerpt = _text_of_note(note)
            origin = note.origin(excerpt, _NOTE_TEXT)
        if not excerpt.text:
            file.leave_out("posts without words")
            return
        yield Post(
            id=id_ or f"{file.path}:{record.number}",
            text=excerpt.text,
            origin=origin,
            channels=("x",),
            time=time,
            author=self.account.name,
            reply=self._answers(tweet, written),
            fields=_fields(tweet, handles.strip()),
            record=record.data,
        )

    def _answers(self, tweet: object, written: str) -> bool:
        """Return whether it answers somebody else; who goes on with a thread of their own answers nobody."""
        user = word_at(tweet, "in_reply_to_user_id_str") or word_at(tweet, "in_reply_to_user_id")
        if user and self.account.id:
            return user != self.account.id
        return bool(user or word_at(tweet, "in_reply_to_status_id_str")) and written.startswith("@")


def _handles(tweet: object, written: str) -> str:
    """Return the names in front of a reply that X put there."""
    start = word_at(tweet, "display_text_range", 0)
    before = written[: int(start)] if start.isdigit() else ""
    return before if _HANDLES.fullmatch(before) else ""


def _text_of(tweet: object, written: str, start: int) -> Excerpt:
    links = mappings_at(tweet, "entities", "urls")
    media = mappings_at(tweet, "extended_entities", "media") or mappings_at(tweet, "entities", "media")
    expanded = {word_at(link, "url"): word_at(link, "expanded_url") for link in links}
    return _expanded(
        unescaped(Excerpt(written, 0)[start:]), expanded, frozenset(word_at(medium, "url") for medium in media)
    )


def _expanded(text: Excerpt, links: Mapping[str, str], media: frozenset[str]) -> Excerpt:
    """Return a text with its short links as they lead; without those at its end that show a picture or a post."""
    text = text.trimmed()
    found = list(_SHORT_LINK.finditer(text.text)) if "//t.co/" in text.text else []
    end = len(text.text)
    while found and found[-1].end() == end and (found[-1][0] in media or _POST.fullmatch(links.get(found[-1][0], ""))):
        end = len(text.text[: found.pop().start()].rstrip())
    if not found:
        return text[:end]
    offsets = text.all_offsets
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for match in found:
        meant = links.get(match[0]) or match[0]
        pieces += text.text[done : match.start()], meant
        places += offsets[done : match.start()]
        places += offsets[slice(*match.span())] if meant == match[0] else [offsets[match.start()]] * len(meant)
        done = match.end()
    return Excerpt.mapped("".join([*pieces, text.text[done:end]]), [*places, *offsets[done : end + 1]])


def _time(text: str) -> datetime:
    """Return a time as X writes it.

    Examples
    --------
    >>> _time("Sat May 13 17:20:09 +0000 2023").isoformat()
    '2023-05-13T17:20:09+00:00'
    """
    _, month, day, clock, _, year = text.split()
    hour, minute, second = clock.split(":")
    return datetime(int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second), tzinfo=UTC)


def _fields(tweet: object, handles: str) -> dict[str, str]:
    media = mappings_at(tweet, "extended_entities", "media") or mappings_at(tweet, "entities", "media")
    pictures = [medium for medium in media if word_at(medium, "type") == "photo"]
    language = word_at(tweet, "lang")
    given = {
        "replying to": handles,
        "language": "" if language in {"und", "zxx", "qme"} else language,
        "likes": word_at(tweet, "favorite_count"),
        "reposts": word_at(tweet, "retweet_count"),
    }
    described = [word_at(each, "ext_alt_text") if "ext_alt_text" in each else None for each in pictures]
    names = [word_at(each, "media_url_https") or word_at(each, "media_url") for each in pictures]
    return {name: value for name, value in given.items() if value} | media_fields(zip(names, described, strict=True))


def _export(names: Sequence[str]) -> Sequence[str] | None:
    for folder in ("data/", ""):
        found = [(match, name) for name in names if (match := _FILE.fullmatch(name.removeprefix(folder)))]
        found = [(match, name) for match, name in found if name.startswith(folder)]
        if found and not {f"{folder}account.js", f"{folder}manifest.js"}.isdisjoint(names):
            return [
                name for _, name in sorted(found, key=lambda each: (bool(each[0][1]), int(each[0][2] or 0), each[1]))
            ]
    return None


format = Format(  # noqa: A001 - the name every reader has
    summary="X's archive: tweets.js and the files beside it, without reposts and messages",
    suffixes=(),
    globs=tuple(
        f"{name}{part}.js" for name in ("tweets", "tweet", "note-tweet", "community-tweet") for part in ("", "-part*")
    ),
    read=read,
    marks="it begins with “window.YTD.tweets.part0 = [” (or tweet, note_tweet, community_tweet)",
    export=_export,
    companions=("account.js", "manifest.js"),
)
