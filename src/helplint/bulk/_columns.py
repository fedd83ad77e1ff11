"""The columns of an output: those of the input, which pass through, then ours; one choice for all parts."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from helplint.reporters._record import score_values, spread
from helplint.reporters._terminal import encodable
from helplint.scale import Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Kind = Literal["null", "bool", "int", "long", "float", "text", "json"]
"""What the values of a column are; ``long`` are whole numbers that a float would not hold, ``json`` lists and
mappings."""

PLACE: dict[str, Kind] = {
    "path": "text",
    "position": "text",
    "id": "text",
    "channel": "text",
    "time": "text",
    "author": "text",
    "reply": "bool",
    "text": "text",
}
"""What we say of a post beside its score."""

_PREFIX = "helplint_"
_MORE = "more"
_MOST = 1000
"""Columns of the input that a table gets one by one; SQLite takes 2,000, and records that have more are no table."""

_FLOAT = 2**53
_LONG = 2**63
_NUMBERS = {"int", "long", "float"}


def kind_of(value: object) -> Kind:
    """Return what a value is.

    Examples
    --------
    >>> [kind_of(value) for value in (None, True, 3, 2**60, 2**70, 0.5, "a", [])]
    ['null', 'bool', 'int', 'long', 'text', 'float', 'text', 'json']
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int" if abs(value) <= _FLOAT else "long" if abs(value) < _LONG else "text"
    if isinstance(value, float):
        return "float"
    return "text" if isinstance(value, str) else "json"


def united(one: Kind, other: Kind) -> Kind:
    """Return what holds both: the narrower of two kinds of numbers that does, otherwise text.

    Examples
    --------
    >>> united("int", "float"), united("long", "float"), united("null", "bool"), united("bool", "int")
    ('float', 'text', 'bool', 'text')
    """
    if other in (one, "null"):
        return one
    if one == "null":
        return other
    if {one, other} <= _NUMBERS and {one, other} != {"long", "float"}:
        return "float" if "float" in (one, other) else "long"
    return "text"


def unite(columns: dict[str, Kind], more: Mapping[str, Kind]) -> None:
    """Add columns to others, in order of appearance."""
    for name, kind in more.items():
        columns[name] = united(columns.get(name, "null"), kind)


@dataclass(frozen=True)
class Schema:
    """What the columns of an output are called, and what is in them.

    Attributes
    ----------
    columns
        In the order of the output, with what is in each.
    own
        Name in the output by our own name.
    gathered
        Columns of the input that share the one we call ``more``, as a mapping in JSON.
    spread
        Whether stance and intents are spread over columns, as a table needs it.
    """

    columns: Mapping[str, Kind]
    own: Mapping[str, str]
    gathered: frozenset[str]
    spread: bool

    @classmethod
    def of(cls, record: Mapping[str, Kind], *, text: bool, spread_out: bool) -> Schema:
        """Return the schema of an output.

        Parameters
        ----------
        record
            The columns of the input in order of appearance.
        text
            Whether there are posts whose text is in no column of the input.
        spread_out
            Whether the output is a table.

        Examples
        --------
        >>> list(Schema.of({"ID": "int"}, text=False, spread_out=False).columns)[:4]
        ['ID', 'path', 'position', 'helplint_id']
        """
        passed = list(record)[:_MOST] if spread_out else list(record)
        gathered = frozenset(record).difference(passed)
        values = score_values(Score())
        scores = spread(values) if spread_out else values
        ours: dict[str, Kind] = {**PLACE, **{name: _kind_of_score(name) for name in scores}}
        if not text:
            del ours["text"]
        if gathered:
            ours[_MORE] = "json"
        # Neither SQLite nor most people tell “ID” from “id”.
        taken = {name.casefold() for name in record}
        own = {}
        for name in ours:
            own[name] = name
            while own[name].casefold() in taken:
                own[name] = _PREFIX + own[name]
            taken.add(own[name].casefold())
        columns = {name: record[name] for name in passed}
        return cls({**columns, **{own[name]: kind for name, kind in ours.items()}}, own, gathered, spread_out)

    def row(self, scored: Mapping[str, Any]) -> dict[str, object]:
        """Return a scored post as it stands in the output; a column that it has nothing for may be missing."""
        record, values = scored["record"], scored["score"]
        row = {name: value for name, value in record.items() if name not in self.gathered}
        ours = {**scored["post"], **(spread(values) if self.spread else values)}
        if self.gathered and (more := {name: record[name] for name in record if name in self.gathered}):
            ours[_MORE] = more
        return row | {self.own[name]: value for name, value in ours.items() if name in self.own}


def _kind_of_score(name: str) -> Kind:
    if name in ("intent", "abstained"):
        return "text"
    return "json" if name in ("stance", "intents") else "float"


def fitted(value: object, kind: Kind) -> Any:
    """Return a value as a column of a kind holds it: text where kinds are mixed, lists and mappings as JSON.

    Examples
    --------
    >>> fitted(3, "text"), fitted(3, "float"), fitted({"a": [1]}, "json"), fitted(None, "int")
    ('3', 3.0, '{"a": [1]}', None)
    """
    if value is None:
        return None
    if kind in ("text", "json"):
        return encodable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return float(value) if kind == "float" and isinstance(value, int) else value


def fit_all(rows: Iterable[Mapping[str, object]], schema: Schema) -> Iterable[list[Any]]:
    """Yield each row as a list in the order of the columns."""
    columns = list(schema.columns.items())
    for row in rows:
        yield [fitted(row.get(name), kind) for name, kind in columns]


def passing(value: object) -> Any:
    """Return a value of a record as JSON can hold it: times in ISO 8601, what has no form in JSON as text.

    Examples
    --------
    >>> from datetime import date
    >>> passing({"day": date(2026, 3, 31), "n": float("nan"), 1: ("a",)})
    {'day': '2026-03-31', 'n': None, '1': ['a']}
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): passing(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [passing(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
