"""One JSON object: the score and every contribution to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._json import dumps
from helplint.reporters._record import rounded, score_record

if TYPE_CHECKING:
    from helplint.model import Explanation
    from helplint.post import Post
    from helplint.reporters._output import Output
    from helplint.scale import Score


def render(post: Post, score: Score, explanation: Explanation | None, output: Output) -> None:
    """Write the keys of a score with its text, then what is explained, intercept, sum and contributions, in logits."""
    record = score_record(post, score, include_text=True)
    if explanation is None:
        record |= {"of": None, "intercept": None, "sum": None, "contributions": None}
    else:
        total = explanation.intercept + sum(each.value for each in explanation.contributions)
        record |= {
            "of": explanation.of,
            "intercept": rounded(explanation.intercept),
            "sum": rounded(total),
            "contributions": [
                {"label": each.label, "value": rounded(each.value), "start": each.start, "end": each.end}
                for each in explanation.contributions
            ],
        }
    output.line(dumps(record, indent=2))
