from __future__ import annotations

import io
from collections import Counter

from helplint.bulk import Mention, Outcome, Summary, render_summary


def mention(value: float, number: int) -> Mention:
    return Mention(value=value, id=f"post-{number}", path="a.csv", position=f"row {number}, Copy", text="Shut it off…")


def test_a_summary_reads_as_people_read(golden) -> None:
    summary = Summary(
        posts=1200,
        rejected=2,
        abstained=Counter({"not English": 40, "only a link": 3}),
        intents={
            ("2025", "x"): Counter(teach=30, promote=10),
            (None, None): Counter(announce=1),
            ("2024", "blog"): Counter(inform=1117),
        },
        months={None: Counter(posts=44, unscored=43), "2025-03": Counter(posts=40, helping=30, selling=10)},
        most_helpful=[mention(98.2, 4), mention(7.0, 9)],
        most_selling=[mention(0.97, 8)],
    )
    outcome = Outcome(output="scores.db", rejects="scores.rejected.jsonl", summary=summary, notices=())
    render_summary(outcome, file := io.StringIO())

    golden("score-summary.txt", file.getvalue())
    assert Summary.from_json(summary.to_json()) == summary


def test_of_many_years_only_years_are_shown() -> None:
    months = {
        f"{year}-{month:02}": Counter(posts=2, helping=1) for year in (2022, 2023, 2024) for month in range(1, 13)
    }
    outcome = Outcome(output="a.csv", rejects=None, summary=Summary(posts=72, months=months), notices=())
    render_summary(outcome, file := io.StringIO())

    rows = [line.split() for line in file.getvalue().splitlines() if line.startswith("20")]
    assert rows == [[year, "24", "50", "%", "0", "%"] for year in ("2022", "2023", "2024")]


def test_parts_add_up_in_their_order() -> None:
    whole, first, second = Summary(), Summary(posts=1, most_helpful=[mention(90, 1)]), Summary(posts=2)
    second.most_helpful = [mention(95, 2), mention(90, 3)]
    for part in (first, second):
        whole.merge(part)

    assert whole.posts == 3
    assert [each.id for each in whole.most_helpful] == ["post-2", "post-1", "post-3"], "of equals the first comes first"
