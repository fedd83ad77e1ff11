from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from helplint.origin import Source, line_starts, utf8_length


@given(
    st.lists(st.sampled_from(["a" * 999, "é" * 501, "🚲" * 700, "\n", "\ud83d", "x"]), max_size=30).map("".join),
    st.integers(0, 30_000),
)
def test_a_column_in_bytes_counts_from_the_start_of_its_line(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    start = max(each for each in line_starts(text) if each <= offset)
    assert Source(text).byte_column(offset) == utf8_length(text[start:offset]) + 1
