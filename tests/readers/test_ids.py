from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from helplint.readers._ids import Ids


@given(st.lists(st.text(max_size=2), max_size=300))
def test_a_text_is_new_once(texts: list[str]) -> None:
    ids, seen = Ids(), set[str]()
    for text in texts:
        assert ids.add(text) is (text not in seen)
        seen.add(text)


def test_many_texts_take_little_room() -> None:
    ids = Ids()
    assert all(ids.add(str(number)) for number in range(10_000))
    assert not any(ids.add(str(number)) for number in range(10_000))
    assert len(ids._places) * ids._places.itemsize < 40 * 10_000  # noqa: SLF001 - what it is for
