"""YAML: a list of records, or a mapping that holds one, in one document or several.

Keys mean what the columns of a table of that name mean: ``text``, ``date``, ``channel``, ``id`` … Every character of a
scalar knows its place, whether it is plain, quoted, literal (``|``) or folded (``>``). A comment such as ``# helplint:
ignore=hype reason`` is about the record, or the key, below it, or about the value that it stands behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.readers._file import Format
from helplint.readers._record_search import records_of
from helplint.readers._records import copy_keys, posts_of_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helplint.post import Post
    from helplint.readers._file import File
    from helplint.readers._records import Record
    from helplint.readers._yaml_nodes import YamlValue


def read(file: File) -> Iterator[Post]:
    """Yield the posts of a YAML file, and warn of text that YAML takes for a comment.

    Raises
    ------
    HelplintError
        It is not valid YAML, has a key twice in a record, or more aliases than any calendar.
    """
    yield from posts_of_records(file, _records(file))


def _records(file: File) -> Iterator[Record[YamlValue]]:
    from helplint.readers._yaml_nodes import (  # noqa: PLC0415 - ruamel.yaml costs 40 ms
        suppress_in_comments,
        yaml_documents,
    )

    documents = yaml_documents(file)
    suppress_in_comments(file, documents, 0, len(file.source.text))
    for record in records_of(file, documents):
        _warn_of_comments(file, record)
        yield record


def _warn_of_comments(file: File, record: Record[YamlValue]) -> None:
    data = record.value.data
    copies = copy_keys(data, record.chosen)
    for key, comment, offset in record.value.comments_for_text():
        if key in copies:
            empty = isinstance(data, dict) and data[key] is None
            lost = f"the text of “{key}” is empty" if empty else f"“{comment}” is left out of “{key}”"
            line = file.source.line_column(offset)[0]
            file.warn(f"{lost}, because YAML takes what follows a “#” for a comment; put the text in quotes", line)


format = Format(  # noqa: A001 - what every reader calls it
    summary="YAML: a list of records",
    suffixes=(".yaml", ".yml"),
    read=read,
)
