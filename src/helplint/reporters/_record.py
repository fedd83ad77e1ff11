"""Findings and scores as plain records, the same for every format that programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.scale import INTENTS, STANCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from helplint.calendar import Account, Summary, Tally
    from helplint.finding import Edit, Finding
    from helplint.post import Post
    from helplint.scale import Score

_DIGITS = 6


def finding_record(finding: Finding) -> dict[str, object]:
    """Return a finding as a record; `line` and `column` are 1-based, `start` and `end` offsets into the post."""
    return {
        "rule": finding.rule,
        "level": str(finding.level),
        "message": finding.message,
        "id": finding.id,
        "path": finding.position.path,
        "position": str(finding.position),
        "start": finding.start,
        "end": finding.end,
        "line": finding.position.line,
        "column": finding.position.column,
        "text": finding.text,
        "fix": finding.fix,
        "edit": _edit_record(finding.edit),
    }


def _edit_record(edit: Edit | None) -> dict[str, object] | None:
    """Return an edit as a record; None where there is none, or it cannot be made in the file."""
    if edit is None or edit.place is None:
        return None
    return {
        "applicability": applicability(edit),
        "content": edit.text,
        "line": edit.place.position.line,
        "column": edit.place.position.column,
        "end_line": edit.place.end_position.line,
        "end_column": edit.place.end_position.column,
    }


def applicability(edit: Edit) -> str:
    """Return with which care an edit may be made, in the words of other linters."""
    return "safe" if edit.safe else "unsafe"


def summary_record(summary: Summary) -> dict[str, object]:
    """Return the summary of a calendar as a record."""
    terms = summary.terms
    return {
        "first": summary.first.isoformat(),
        "last": summary.last.isoformat(),
        **_tally(summary.total),
        "channels": [{"channel": account.channel, **_account(account)} for account in summary.channels],
        "weeks": [
            {"week": account.week and account.week.isoformat(), "channel": account.channel, **_account(account)}
            for account in summary.weeks
        ],
        "ledger": {
            "price": terms.price,
            "earnings": terms.earnings,
            "opening": terms.opening,
            "days": terms.days,
            "helping": terms.helping,
            "selling": terms.selling,
        },
    }


def _tally(tally: Tally) -> dict[str, object]:
    return {
        "posts": tally.posts,
        "helping": tally.helping,
        "selling": tally.selling,
        "unscored": tally.unscored,
        "intents": dict(tally.intents),
    }


def _account(account: Account) -> dict[str, object]:
    ledger = {"earned": account.earned, "spent": account.spent, "balance": account.balance}
    return {**_tally(account.tally), **ledger}


def score_record(post: Post, score: Score, *, include_text: bool = False) -> dict[str, object]:
    """Return a scored post as a record; everything the model did not say is None."""
    record: dict[str, object] = {
        "id": post.id,
        "path": post.origin.path,
        "position": post.origin.beginning,
        **score_values(score),
    }
    return {**record, "text": post.text} if include_text else record


def score_values(score: Score) -> dict[str, object]:
    """Return what a record says of a score; everything the model did not say is None."""
    return {
        "helpfulness": rounded(score.helpfulness),
        "stance": [rounded(p) for p in score.stance] if score.stance else None,
        "selling": rounded(score.selling),
        # A word, not null: whoever counts intents needs a name for this too.
        "intent": score.intent or "none",
        "intents": {intent: rounded(p) for intent, p in score.intents.items()} if score.intents else None,
        "broadcast": rounded(score.broadcast),
        "abstained": score.abstained,
    }


def spread(record: Mapping[str, object]) -> dict[str, object]:
    """Return a record for a table: stance and intents are spread over ``stance_1`` … and ``intent_answer`` ….

    Examples
    --------
    >>> [name for name in spread({"stance": [0.1, 0.1, 0.2, 0.2, 0.4], "intent": "teach"})]
    ['stance_1', 'stance_2', 'stance_3', 'stance_4', 'stance_5', 'intent']
    """
    row: dict[str, object] = {}
    for key, value in record.items():
        if key == "stance":
            shares = value if isinstance(value, list) else [None] * len(STANCES)
            row |= {f"stance_{grade}": share for grade, share in zip(STANCES, shares, strict=True)}
        elif key == "intents":
            row |= {f"intent_{name}": value.get(name) if isinstance(value, dict) else None for name in INTENTS}
        else:
            row[key] = value
    return row


def rounded(number: float | None) -> float | None:
    """Return a number as it is written: to six digits after the point."""
    return None if number is None else round(float(number), _DIGITS)


def posts_of(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    """Return the posts that findings are on, each as its path and id."""
    return {(finding.position.path, finding.id) for finding in findings}
