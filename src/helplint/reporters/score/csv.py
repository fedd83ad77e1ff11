"""CSV with a header, one record a post.

Ids and texts are written as they are, also where they begin with ``=``, ``+``, ``-`` or ``@``: half of all replies
begin with ``@name``, and an apostrophe before it would break every join with the file the posts came from. Where posts
of strangers are scored, import the file into a spreadsheet program with its columns as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._record import score_record, score_values, spread
from helplint.reporters._rows import row_writer
from helplint.reporters._terminal import encodable, printable_lines
from helplint.scale import Score

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helplint.post import Post
    from helplint.reporters._output import Output


def render(scored: Iterable[tuple[Post, Score]], output: Output) -> None:
    """Write each as it comes; stance and intents are spread over ``stance_1`` … and ``intent_answer`` …."""
    # CSV has no escapes for control characters: a file gets them as they are, a terminal must not.
    safe = printable_lines if output.file.isatty() else encodable
    header = ["id", "path", "position", *spread(score_values(Score()))]
    if output.include_text:
        header.append("text")
    writer = row_writer(output.file.write)
    writer.writerow(header)
    for post, score in scored:
        record = spread(score_record(post, score, include_text=output.include_text))
        values = (record.get(key) for key in header)
        writer.writerow([safe(value) if isinstance(value, str) else value for value in values])
