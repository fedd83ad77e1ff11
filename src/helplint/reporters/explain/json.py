"""One JSON object: the score and every contribution to it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from helplint.reporters._json import dumps
from helplint.reporters._record import rounded, score_record

if TYPE_CHECKING:
    from helplint.contrast import Example
    from helplint.model import Explanation
    from helplint.post import Post
    from helplint.reporters._output import Output
    from helplint.scale import Score


def render(
    post: Post, score: Score, explanation: Explanation | None, output: Output, *, example: Example | None = None
) -> None:
    """Write the keys of a score with its text, then what is explained, its logit, intercept and contributions."""
    record = score_record(post, score, include_text=True)
    if explanation is None:
        record |= {"of": None, "logit": None, "intercept": None, "contributions": None}
    else:
        record |= {
            "of": explanation.of,
            "logit": rounded(explanation.logit),
            "intercept": None if explanation.intercept is None else rounded(explanation.intercept),
            "contributions": [
                {"label": each.label, "value": rounded(each.value), "start": each.start, "end": each.end}
                for each in explanation.contributions
            ],
        }
    if example is not None:
        record["example"] = asdict(example) | {"similarity": rounded(example.similarity)}
    output.line(dumps(record, indent=2))
