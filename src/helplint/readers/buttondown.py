"""An export of Buttondown: ``emails.csv`` or ``emails.json`` says what there is, and ``emails`` holds the bodies.

The text is the body, without the comment that names its editor; HTML is read as its reader sees it. The subject stands
in another file than the body, so it is a field, as in a front matter. A body alone is read if it names its editor.
"""

from __future__ import annotations

import re
from json import loads
from typing import TYPE_CHECKING, NamedTuple

from helplint.post import Post
from helplint.readers._articles import Archive
from helplint.readers._excerpt import Excerpt
from helplint.readers._export_rows import has_headings, rows_of
from helplint.readers._file import Format
from helplint.readers._html import text_of_html
from helplint.readers._html_comments import hole, without
from helplint.readers._records import as_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from helplint.readers._file import File

_HEADINGS = frozenset({"subject", "publish_date", "slug"})
_KEYS = re.compile(r'\s*\[\s*\{(?=[^{}]*"subject"\s*:)(?=[^{}]*"publish_date"\s*:)(?=[^{}]*"slug"\s*:)')
_BODY = re.compile(r"emails/[^/]+\.(?:md|html)")
_EDITOR = re.compile(r"\s*<!--\s*buttondown-editor-mode:\s*(?P<mode>\w+)\s*-->")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def export(names: Sequence[str]) -> Sequence[str] | None:
    """Return the list of e-mails where the names are those of a whole export."""
    lists = [name for name in ("emails.csv", "emails.json") if name in names]
    # Other folders beside it are a project that keeps its e-mails so.
    is_alone = all(name.partition("/")[0] == "emails" for name in names if "/" in name)
    return lists[:1] if lists and is_alone and any(map(_BODY.fullmatch, names)) else None


def recognise(file: File) -> bool:
    """Return whether a file lists e-mails as Buttondown does."""
    if file.name.lower().endswith(".json"):
        return _KEYS.match(file.head) is not None
    if file.name.lower().endswith(".md"):
        return _EDITOR.match(file.head) is not None
    return has_headings(file.head, _HEADINGS)


class _Listed(NamedTuple):
    """One e-mail as the list has it."""

    line: int
    key: str
    record: Mapping[str, object]

    def text(self, name: str) -> str:
        return as_text(self.record.get(name)).strip()


def read(file: File) -> Iterator[Post]:
    """Yield the e-mails whose bodies stand beside their list.

    Raises
    ------
    HelplintError
        The list cannot be read.
    """
    archive = Archive(file)
    if file.name.lower().endswith(".md"):
        yield _post(archive, _Listed(1, f"{file.path}:1", {}), file)
        return
    missing = 0
    for listed in _listed(file):
        slug = listed.text("slug")
        found = (file.beside(f"emails/{slug}{suffix}") for suffix in (".md", ".html")) if slug else iter(())
        body = next(filter(None, found), None)
        if body is None:
            missing += 1
        else:
            yield _post(archive, listed, body)
    if missing:
        file.warn(f"no file in the folder “emails” beside it for {missing:,} of the e-mails listed here; not read")


def _listed(file: File) -> Iterator[_Listed]:
    if not file.name.lower().endswith(".json"):
        for row in rows_of(file, _HEADINGS):
            yield _Listed(row.line, row.key, row.record)
        return
    try:
        records = loads(file.source.text)
    except (ValueError, RecursionError) as error:
        raise file.error(f"this is not valid JSON: {error}") from error
    for number, record in enumerate(records if isinstance(records, list) else (), start=1):
        if isinstance(record, dict):
            yield _Listed(1, f"{file.path}:{number}", record)


def _post(archive: Archive, listed: _Listed, body: File) -> Post:
    excerpt = _shown(body.source.text)
    time, whole_day = archive.time(listed.text("publish_date"), listed.line)
    fields = {name: listed.text(name) for name in ("subject", "description", "slug", "source", "email_type")}
    return Post(
        id=archive.id(listed.text("id"), listed.key),
        text=excerpt.text,
        origin=excerpt.origin(body.path, body.source),
        channels=("newsletter",),
        time=time,
        whole_day=whole_day,
        status=listed.text("status") or ("draft" if listed.record and not listed.text("publish_date") else None),
        fields={name: value for name, value in fields.items() if value},
        record=listed.record,
    )


def _shown(text: str) -> Excerpt:
    editor = _EDITOR.match(text)
    start = editor.end() if editor else 0
    if editor and editor["mode"] == "fancy":
        return text_of_html(Excerpt(text[start:], start))
    holes = [hole(text, match.span()) for match in _COMMENT.finditer(text, start)]
    return Excerpt.joined(text, without((start, len(text)), holes)) if holes else Excerpt.cut(text, start, len(text))


format = Format(  # noqa: A001 - what every reader calls it
    summary="exports of Buttondown: emails.csv or emails.json, and the folder emails beside it",
    suffixes=(".md",),
    globs=("emails.csv", "emails.json"),
    read=read,
    recognise=recognise,
    marks="a list names subject, publish_date and slug; a body begins with a comment that says buttondown-editor-mode",
    export=export,
)
