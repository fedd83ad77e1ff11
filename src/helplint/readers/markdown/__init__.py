"""Markdown: a draft, posts under headings, or a calendar as a table.

A heading that names a network (“LinkedIn”, “Post 2 (X)”) or says “post”, “tweet”, “thread”, “caption”, “option 1”,
“day 3” and the like opens a post, which runs to the next heading of its level or above. Lines such as
``**Status:** draft`` at its head are fields; sections such as “Link”, “Notes” or “Alt text” are not text; a fence or
quote that holds the copy is taken out of its marks. A table with a column of copy makes a post a row.

Without such headings or tables the whole body is one post, with its headings, which its reader reads too. A plan, all
tables and checklists, makes none. Of the front matter only what stands under ``social`` or the name of a network is a
post of its own; ``title``, ``description`` and ``excerpt`` stay fields, for they mostly say again what the text says.
Where the front matter lists ``media``, as in galaxy-social, two blank lines part a thread, and its mentions and
hashtags follow the last part, as they will when it goes out; of several channels the longest of them.

``<!-- helplint: ignore=hype reason -->`` is about its line, or, alone on its line, about the block below it; above a
heading, about all that stands under it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.channel import parse_channels
from helplint.post import Post
from helplint.readers._columns import Table
from helplint.readers._excerpt import Excerpt
from helplint.readers._file import Format
from helplint.readers._front_matter import Details, any_front_matter, helplint_key, times_of
from helplint.readers._html_comments import suppress_in_comments
from helplint.readers._rows import Row, posts_of
from helplint.readers.markdown._blocks import below, blocks_of, comments_of, unseen
from helplint.readers.markdown._drafts import Body, Draft
from helplint.readers.markdown._tables import headings_of, holds_copy, is_schedule, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from helplint.origin import Origin
    from helplint.readers._file import File
    from helplint.readers._front_matter import FrontMatter
    from helplint.readers._html_comments import Span
    from helplint.readers._records import Value

_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|<img\b[^>]*>", re.IGNORECASE)
_THREAD_BREAK = re.compile(r"^(?:[ \t]*\r?\n){2,}", re.MULTILINE)
_RETRY = re.compile(r"retry-\d+-", re.IGNORECASE)
_BLOG_KEYS = frozenset({"layout", "permalink", "slug", "categories", "category", "pubdate", "heroimage"})


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a Markdown file.

    Raises
    ------
    HelplintError
        The front matter is not valid.
    """
    front = any_front_matter(file)
    data: Mapping[str, object] = front.data if front else {}
    keys = {key.casefold() for key in data}
    is_blog = bool(keys & _BLOG_KEYS) or "/_posts/" in file.path or "/_drafts/" in file.path
    yield from posts_below(file, front, is_blog=is_blog)


def posts_below(
    file: File, front: FrontMatter | None, *, is_blog: bool = False, left_out: Iterable[Span] = ()
) -> Iterator[Post]:
    """Yield the posts in a file's front matter and in the Markdown below it.

    Parameters
    ----------
    is_blog
        Whether the whole body is one article.
    left_out
        Stretches of the body that are not text.
    """
    text = file.source.text
    data: Mapping[str, object] = front.data if front else {}
    start = front.end if front else 0
    said = Details.of(data)
    blocks = blocks_of(text, start)
    mdx = file.name.lower().endswith(".mdx")
    body = Body(text, start, blocks, [*unseen(text, start, blocks, mdx=mdx), *left_out])
    if key := helplint_key(file, front):
        file.suppress(*key)
    suppress_in_comments(file, comments_of(text, start, blocks, mdx=mdx), lambda span: below(text, blocks, span))
    drafts = _social(front, said)
    if _is_galaxy_social(data):
        if _RETRY.match(file.name) and not file.named:
            file.note("passed over: it was posted before, and is posted here again where that failed")
            return
        yield from _posts(file, [*drafts, *_thread(body, data, said)])
        return
    tables = [] if is_blog else _tables(body)
    sections = [] if is_blog else body.drafts(said)
    if not tables and not sections:
        if _is_plan(body):
            file.note("passed over: a plan of tables and checklists, without copy")
        else:
            channels = said.channels or (("blog",) if is_blog else ())
            drafts.append(Draft(body.excerpt(start, len(text)), Details(channels=channels).under(said)))
    yield from _posts(file, [*drafts, *sections])
    for rows in tables:
        yield from _rows(file, rows, said)


def _posts(file: File, drafts: list[Draft]) -> Iterator[Post]:
    drafts = [draft for draft in drafts if draft.excerpt.text]
    lines = [file.source.line_column(draft.excerpt.start)[0] for draft in drafts]
    times = times_of(file, [(draft.details, line) for draft, line in zip(drafts, lines, strict=True)])
    taken: set[str] = set()
    for number, (draft, (time, whole_day)) in enumerate(zip(drafts, times, strict=True), start=1):
        key = f"{file.path}:{number}"
        given = draft.details.id
        taken_by = given if given and given not in taken else key
        taken.add(taken_by)
        yield Post(
            id=taken_by,
            text=draft.excerpt.text,
            origin=draft.excerpt.origin(file.path, file.source, field=draft.field, part=draft.part),
            channels=draft.details.channels,
            time=time,
            whole_day=whole_day,
            author=draft.details.author,
            status=draft.details.status,
            fields=draft.details.fields,
        )


def _social(front: FrontMatter | None, said: Details) -> list[Draft]:
    """Return the posts in a front matter: what stands under “social” or the name of a network."""
    drafts: list[Draft] = []
    for key, value in front.members.items() if front else ():
        if key.casefold() in {"social", "socials", "social_posts"}:
            members = dict(value.members()) if isinstance(value.data, dict) else {key: value}
        else:
            members = {key: value} if parse_channels(key) else {}
        drafts += [
            Draft(each.excerpt(), Details(channels=parse_channels(name)).under(said), field=name)
            for name, each in members.items()
            if _is_copy(each)
        ]
    return drafts


def _is_copy(value: Value) -> bool:
    # One word is an account or an address.
    return isinstance(value.data, str) and len(value.data.split()) > 1


def _is_galaxy_social(data: Mapping[str, object]) -> bool:
    media = data.get("media")
    return isinstance(media, list) and bool(media) and all(isinstance(each, str) for each in media)


def _thread(body: Body, data: Mapping[str, object], said: Details) -> Iterator[Draft]:
    media = data["media"]
    accounts = media if isinstance(media, list) else []
    channels = tuple(dict.fromkeys(name for each in accounts for name in parse_channels(str(each).partition("-")[0])))
    details = Details(channels=channels).under(said)
    body.unseen += [match.span() for match in _IMAGE.finditer(body.text, body.start)]
    parts: list[Excerpt] = []
    start = body.start
    breaks = [match.span() for match in _THREAD_BREAK.finditer(body.text, body.start)]
    for end, following in [*breaks, (len(body.text), 0)]:
        parts.append(body.excerpt(start, end))
        start = following
    parts = [part for part in parts if part.text]
    if parts and (ending := max((_ending(data, str(account)) for account in accounts), key=len)):
        parts[-1] = _followed(parts[-1], ending)
    for number, part in enumerate(parts, start=1):
        yield Draft(part, details, part=number if len(parts) > 1 else None)


def _ending(data: Mapping[str, object], account: str) -> str:
    """Return what is put below the text where it goes out: whom it mentions there, and its hashtags."""
    lines = []
    for key, sign in (("mentions", "@"), ("hashtags", "#")):
        by_account = data.get(key)
        names = by_account.get(account) if isinstance(by_account, dict) else None
        lines.append(" ".join(f"{sign}{name}" for name in names if name) if isinstance(names, list) else "")
    return "\n".join(filter(None, lines))


def _followed(part: Excerpt, ending: str) -> Excerpt:
    """Return a text with something below it, which stands elsewhere in the file and so has no place of its own."""
    offsets = part.offsets or range(part.start, part.start + len(part.text) + 1)
    return Excerpt.mapped(f"{part.text}\n{ending}", [*offsets, *[offsets[-1]] * (len(ending) + 1)])


def _tables(body: Body) -> list[list[list[Excerpt]]]:
    tables = [rows_of(body.text, block, body.unseen) for block in body.blocks if block.kind == "table"]
    return [rows for rows in tables if holds_copy(rows)]


def _rows(file: File, rows: list[list[Excerpt]], said: Details) -> Iterator[Post]:
    headings = tuple(headings_of(rows))

    def row_of(cells: list[Excerpt]) -> Row:
        def origin(index: int) -> Origin:
            return cells[index].origin(file.path, file.source, field=headings[index])

        line = file.source.line_column(cells[0].start)[0]
        return Row(f"{file.path}:{line}", [cell.text for cell in cells], origin)

    yield from posts_of(file, Table(headings, said.channels), lambda: map(row_of, rows[1:]))


def _is_plan(body: Body) -> bool:
    """Return whether a text says what to do rather than what to publish."""
    tables = [rows_of(body.text, block) for block in body.blocks if block.kind == "table"]
    if not any(is_schedule(rows) for rows in tables) and all(block.kind != "checklist" for block in body.blocks):
        return False
    words = {"prose": 0, "rest": 0}
    for block in body.blocks:
        kind = "prose" if block.kind in {"paragraph", "quote", "fence", "code"} else "rest"
        words[kind] += len(body.text[block.start : block.end].split())
    return words["prose"] < words["rest"]


format = Format(  # noqa: A001 - the name every reader has
    summary="Markdown: a draft, posts under headings, or a calendar as a table",
    suffixes=(".md", ".markdown", ".mdx"),
    read=read,
)
