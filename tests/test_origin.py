from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint.origin import Origin, Source, line_starts, utf8_length


@given(
    st.lists(st.sampled_from(["a" * 999, "é" * 501, "🚲" * 700, "\n", "\ud83d", "x"]), max_size=30).map("".join),
    st.integers(0, 30_000),
)
def test_a_column_in_bytes_counts_from_the_start_of_its_line(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    start = max(each for each in line_starts(text) if each <= offset)
    assert Source(text).byte_column(offset) == utf8_length(text[start:offset]) + 1


@pytest.mark.parametrize(
    "named",
    [
        {},
        {"field": ""},
        {"field": "text"},
        {"record": 7, "field": "text", "part": 2},
        {"row": 3, "field": "Caption"},
        {"sheet": "May", "cell": "C7"},
        {"paragraphs": [(0, 4, 1)]},
    ],
    ids=str,
)
@pytest.mark.parametrize("source", [None, Source("one\ntwo\nthree\n")])
def test_the_beginning_is_told_as_the_position_of_the_first_character(named: Any, source: Source | None) -> None:
    origin = Origin(path="a", source=source, start=4 if source else 0, **named)

    assert origin.beginning == str(origin.position("two", 0))
