"""Org files: a headline with a TODO word, a date or a network is a post, or the rows of a table of copy are.

The text below the headline is the copy, or the headline itself where nothing stands below it. Networks are told by its
tags, which are handed down to the headlines below it, or as in Markdown by its words; the time by ``SCHEDULED``,
``DEADLINE`` or a date in the headline; other details by its drawer of properties. What is cancelled is counted;
comments and what is not to be exported are no posts. Without such headlines and tables the whole file is one draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from helplint.channel import parse_channels
from helplint.post import Post
from helplint.readers._columns import Table
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._front_matter import Details, times_of
from helplint.readers._headings import parse_heading
from helplint.readers._html_comments import without
from helplint.readers._rows import Row, posts_of
from helplint.readers.markdown._blocks import Block
from helplint.readers.markdown._tables import headings_of, holds_copy, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from helplint.origin import Origin
    from helplint.readers._file import File

_HEADLINE = re.compile(r"^(?P<stars>\*+)[ \t]+(?P<title>[^\r\n]*)(?:\r?\n|\r|\Z)", re.MULTILINE)
_TAGS = re.compile(r":[\w@#%:-]+:")
_PRIORITY = re.compile(r"\[#\w\]\s*")
_STAMP = re.compile(
    r"[<\[](\d{4}-\d{2}-\d{2})(?:\s+[^\d\s<>\[\]+-][^\s<>\[\]]*)?(?:\s+(\d{1,2}:\d{2}))?[^<>\[\]\r\n]*[>\]]"
)
_PLANNING = re.compile(r"[ \t]*(?:(?:SCHEDULED|DEADLINE|CLOSED):[ \t]*[<\[][^<>\[\]\r\n]*[>\]][ \t]*)+\r?\n?")
_PLANNED = re.compile(r"(SCHEDULED|DEADLINE):\s*([<\[][^<>\[\]]*[>\]])")
_DRAWER = re.compile(
    r"[ \t]*:(?P<name>[\w-]+):[ \t]*\r?\n(?P<inside>(?:(?![ \t]*:END:)[^\n]*\n)*+)[ \t]*:END:[ \t]*\r?\n?",
    re.IGNORECASE,
)
_PROPERTY = re.compile(r"^[ \t]*:(?P<key>[^:\s]+):[ \t]+(?P<value>[^\r\n]*)", re.MULTILINE)
_KEYWORD = re.compile(r"^[ \t]*#\+(?P<key>\w+):(?P<value>[^\r\n]*)", re.MULTILINE)
_ASIDE = re.compile(r"^[ \t]*#(?:[+ \t][^\n]*|\r?)(?:\n|\Z)", re.MULTILINE)
"""A keyword, the mark of a block, or a comment."""

_LINK = re.compile(r"\[\[(?P<address>[^\[\]\n]*)\](?:\[(?P<words>[^\[\]\n]*)\])?\]")
_TABLE = re.compile(r"(?:^[ \t]*\|[^\n]*(?:\n|\Z))+", re.MULTILINE)
_RULE = re.compile(r"[ \t]*\|-[-+|]*[ \t]*")
_TODO = frozenset("TODO DONE NEXT WAITING HOLD STARTED DOING DRAFT REVIEW APPROVED SCHEDULED POSTED PUBLISHED".split())  # noqa: SIM905
_CANCELLED = frozenset({"CANCELLED", "CANCELED", "KILL", "DROPPED"})
_UNPUBLISHED = frozenset({"noexport", "archive"})
_FEWEST_LINES = 3


@dataclass(frozen=True, slots=True)
class _Section:
    """A headline, and the text below it.

    Attributes
    ----------
    opens
        Whether it says that it is a post.
    beside
        Whether it stands beside posts, or is not to be published.
    start
        Where the headline begins.
    body
        Offsets of its text, up to the next headline.
    """

    start: int
    level: int
    keyword: str
    title: Excerpt
    tags: tuple[str, ...]
    details: Details
    body: tuple[int, int]
    opens: bool
    beside: bool


def _read(file: File) -> Iterator[Post]:
    text = file.source.text
    keywords = {match["key"].upper(): match["value"].strip() for match in _KEYWORD.finditer(text)}
    above = Details.of({key.title(): keywords[key] for key in ("AUTHOR", "DATE") if key in keywords})
    above = replace(above, channels=_channels(keywords.get("FILETAGS", "").split(":")), fields={})
    own = " ".join(keywords.get(key, "") for key in ("TODO", "SEQ_TODO", "TYP_TODO"))
    sections = list(_sections(text, above, _TODO | _CANCELLED | set(re.findall(r"[^\W\d_]+", own))))
    tables = [match.span() for match in _TABLE.finditer(text)]
    calendars = [rows for span in tables if holds_copy(rows := _cells(text, span))]
    posts = list(_openers(text, sections))
    if not posts and not calendars:
        title = Excerpt(keywords.get("TITLE", ""), 0)
        posts = [_Section(0, 0, "", title, (), above, (0, len(text)), opens=True, beside=False)]
    yield from _posts(file, posts, tables)
    for rows in calendars:
        yield from _rows(file, rows, above)


def _cells(text: str, span: tuple[int, int]) -> list[list[Excerpt]]:
    """Return the rows of a table whose first row a rule makes its headings; none of any other table."""
    lines = text[slice(*span)].splitlines()
    if len(lines) < _FEWEST_LINES or not _RULE.fullmatch(lines[1]):
        return []
    rows = rows_of(text, Block("table", *span))
    return [row for row in rows if not all(_RULE.fullmatch(f"|{cell.text}") for cell in row)]


def _sections(text: str, above: Details, words: AbstractSet[str]) -> Iterator[_Section]:
    """Yield the headlines of a text, each with what those above it hand down."""
    found = list(_HEADLINE.finditer(text))
    ends = [*(match.start() for match in found), len(text)][1:]
    opened: list[_Section] = []
    for match, end in zip(found, ends, strict=True):
        level = len(match["stars"])
        while opened and opened[-1].level >= level:
            opened.pop()
        title, keyword, own_tags = _title(text, *match.span("title"), words)
        parent = opened[-1] if opened else None
        tags = (*(parent.tags if parent else ()), *own_tags)
        heading = parse_heading(title.text)
        details, body = _details(text, match.end(), end, title.text)
        named = details.channels or _channels(own_tags) or heading.channels
        details = replace(details, channels=named, status=details.status or keyword or None)
        inherited = replace(parent.details, date="", clock="", status=None, fields={}) if parent else above
        opens = bool(keyword or details.date or named or heading.opens)
        unpublished = title.text.startswith("COMMENT ") or not _UNPUBLISHED.isdisjoint(map(str.lower, tags))
        beside = heading.beside or unpublished or (parent is not None and parent.beside)
        details = details.under(inherited)
        section = _Section(match.start(), level, keyword, title, tags, details, (body, end), opens, beside)
        opened.append(section)
        yield section


def _title(text: str, start: int, end: int, words: AbstractSet[str]) -> tuple[Excerpt, str, list[str]]:
    """Return the words of a headline, its TODO word and its tags."""
    title = Excerpt.cut(text, start, end)
    *_, last = title.text.split() or [""]
    tags = last.strip(":").split(":") if _TAGS.fullmatch(last) else []
    title = title[: -len(last)].trimmed() if tags else title
    first = title.text.split(maxsplit=1)[0] if title.text.strip() else ""
    keyword = first if first in words else ""
    title = title[len(keyword) :].trimmed()
    priority = _PRIORITY.match(title.text)
    return title[priority.end() :] if priority else title, keyword, tags


def _openers(text: str, sections: Sequence[_Section]) -> Iterator[_Section]:
    """Yield the headlines that are posts, each with the text of those below it that are not."""
    for index, section in enumerate(sections):
        if not section.opens or section.beside:
            continue
        later = (sections[number] for number in range(index + 1, len(sections)))
        following = next((each for each in later if each.opens or each.beside or each.level <= section.level), None)
        end = following.start if following else len(text)
        holds_posts = following is not None and following.level > section.level
        # What only holds posts is none itself, nor is a day or a week with an introduction.
        is_group = parse_heading(section.title.text).group or not text[section.body[0] : end].strip()
        if not (holds_posts and is_group):
            yield replace(section, body=(section.body[0], end))


def _details(text: str, start: int, end: int, title: str) -> tuple[Details, int]:
    """Return what the lines below a headline say of it, and where its text begins."""
    data: dict[str, object] = {}
    dates = {"": title}
    while match := _PLANNING.match(text, start, end) or _DRAWER.match(text, start, end):
        if match.re is _PLANNING:
            dates |= dict(_PLANNED.findall(match[0]))
        elif match["name"].upper() == "PROPERTIES":
            data |= {each["key"]: each["value"].strip() for each in _PROPERTY.finditer(match["inside"])}
        start = match.end()
    found = Details.of(data)
    stamps = (_STAMP.search(dates.get(key, "")) for key in ("SCHEDULED", "DEADLINE", ""))
    if (stamp := next(filter(None, stamps), None)) or (stamp := _STAMP.fullmatch(found.date)):
        found = replace(found, date=stamp[1], clock=stamp[2] or "")
    return found, start


def _channels(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for tag in tags for name in parse_channels(tag.replace("_", " "))))


def _posts(file: File, sections: Sequence[_Section], tables: Sequence[tuple[int, int]]) -> Iterator[Post]:
    kept = []
    for section in sections:
        if section.keyword in _CANCELLED:
            file.leave_out("cancelled posts")
            continue
        copy = _seen(file.source.text, *section.body, tables)
        if not copy.text and section.level:
            start, end = section.title.start, section.title.start + len(section.title.text)
            stamps = [match.span() for match in _STAMP.finditer(file.source.text, start, end)]
            copy = _seen(file.source.text, start, end, stamps)
        if copy.text:
            kept.append((section, copy))
    times = times_of(file, [(section.details, file.source.line_column(copy.start)[0]) for section, copy in kept])
    taken: set[str] = set()
    for number, ((section, copy), (time, whole_day)) in enumerate(zip(kept, times, strict=True), start=1):
        key = f"{file.path}:{number}"
        given = section.details.id if section.details.id and section.details.id not in taken else key
        taken.add(given)
        title = section.title.text if copy.start >= section.body[0] else ""
        yield Post(
            id=given,
            text=copy.text,
            origin=copy.origin(file.path, file.source),
            channels=section.details.channels,
            time=time,
            whole_day=whole_day,
            author=section.details.author,
            status=section.details.status,
            fields={**({"Title": title} if title else {}), **section.details.fields},
        )


def _seen(text: str, start: int, end: int, unseen: Iterable[tuple[int, int]]) -> Excerpt:
    """Return a stretch of text without some others, without comments, and of links the words alone."""
    holes = [*unseen, *(match.span() for match in _ASIDE.finditer(text, start, end))]
    for match in _LINK.finditer(text, start, end):
        first, last = match.span("words" if match["words"] else "address")
        holes += [(match.start(), first), (last, match.end())]
    return Excerpt.joined(text, without((start, end), holes))


def _rows(file: File, rows: list[list[Excerpt]], said: Details) -> Iterator[Post]:
    headings = tuple(headings_of(rows))

    def row_of(cells: list[Excerpt]) -> Row:
        def origin(index: int) -> Origin:
            return cells[index].origin(file.path, file.source, field=headings[index])

        line = file.source.line_column(cells[0].start)[0]
        return Row(f"{file.path}:{line}", [cell.text for cell in cells], origin)

    yield from posts_of(file, Table(headings, said.channels), lambda: map(row_of, rows[1:]))


format = Format(  # noqa: A001 - the name every reader has
    summary="Org files: posts as headlines with a TODO word, a date or a network, or as rows of a table",
    suffixes=(".org",),
    read=_read,
)
