"""Bluesky: the whole repository of an account as a CAR file, which ``com.atproto.sync.getRepo`` gives.

Only posts are read; likes, follows, blocks and the rest are not looked at. The text has no lines to point at: a finding
names the number of the post. Needs libipld, of ``helplint[archives]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helplint.origin import Origin
from helplint.post import Post
from helplint.readers._bluesky import POST, answers, fields_of
from helplint.readers._file import Format
from helplint.readers._json_document import BrokenRecordError, iso_time, text_at, word_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from helplint.readers._file import File


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a repository, in the order of the file.

    Raises
    ------
    HelplintError
        libipld is not installed, or this is no CAR file.
    """
    try:
        import libipld  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise file.error("reading .car needs libipld; install helplint[archives]") from error
    try:
        _, blocks = libipld.decode_car(file.data)
    except ValueError as error:
        raise file.error("this is no CAR file, or a damaged one; download it again") from error
    records = [(key, block) for key, block in blocks.items() if isinstance(block, dict)]
    author = next((str(block["did"]) for _, block in records if "did" in block and "rev" in block), "")
    posts = ((key, block) for key, block in records if block.get("$type") == POST)
    for number, (key, block) in enumerate(posts, start=1):
        try:
            yield from _posts_of(file, number, libipld.encode_cid(key), block, author)
        except BrokenRecordError as error:
            file.notices.append(file.error(f"record {number} cannot be read: {error}").notice)


def _posts_of(file: File, number: int, key: str, record: Mapping[str, Any], author: str) -> Iterator[Post]:
    text = text_at(record, "text")
    if not text.strip():
        file.leave_out("posts without words")
        return
    yield Post(
        id=key,
        text=text,
        origin=Origin(path=file.path, record=number, field="text"),
        channels=("bluesky",),
        time=iso_time(word_at(record, "createdAt")),
        author=author or None,
        reply=answers(record, author),
        fields=fields_of(record),
    )


format = Format(  # noqa: A001 - the name every reader has
    summary="Bluesky's whole repository of an account (needs helplint[archives])",
    suffixes=(".car",),
    read=read,
)
