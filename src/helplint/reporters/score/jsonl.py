"""One JSON object a line, each a scored post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._json import dumps
from helplint.reporters._record import score_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helplint.post import Post
    from helplint.reporters._output import Output
    from helplint.scale import Score


def render(scored: Iterable[tuple[Post, Score]], output: Output) -> None:
    """Write each as it comes."""
    for post, score in scored:
        output.line(dumps(score_record(post, score, include_text=output.include_text)))
