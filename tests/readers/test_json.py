from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post


def read(folder: Path, content: object, name: str = "posts.json", notices: list[Notice] | None = None) -> list[Post]:
    path = folder / name
    path.write_bytes((content if isinstance(content, str) else json.dumps(content)).encode())
    return list(helplint.read([path], notices=notices))


def test_a_list_of_records_passes_ids_and_channels_through(tmp_path: Path) -> None:
    records = [
        {"id": "g1", "channel": "x", "text": "Oil the chain.", "date": None},
        {"id": 2, "channel": "press-release", "text": 'Oil it "dry".', "date": "2026-03-01T09:00:00Z"},
        {"id": "g3", "channel": "blog", "text": "Wipe it."},
    ]
    posts = read(tmp_path, records)
    assert [(post.id, post.channels, post.text) for post in posts] == [
        ("g1", ("x",), "Oil the chain."),
        ("2", ("press-release",), 'Oil it "dry".'),
        ("g3", ("blog",), "Wipe it."),
    ]
    assert [post.time for post in posts] == [None, datetime(2026, 3, 1, 9, tzinfo=UTC), None]


def test_a_list_inside_an_object_and_the_last_of_two_equal_keys(tmp_path: Path) -> None:
    assert [post.text for post in read(tmp_path, '{"posts": [], "posts": [{"text": "Oil it."}]}')] == ["Oil it."]


def test_strings_in_a_list_are_posts(tmp_path: Path) -> None:
    posts = read(tmp_path, {"title": "March", "posts": ["Oil the chain.", "Wipe it."]})
    assert [(post.text, post.origin.record) for post in posts] == [("Oil the chain.", 1), ("Wipe it.", 2)]
    assert [post.text for post in read(tmp_path, ["Oil the chain.", "Wipe it."])] == ["Oil the chain.", "Wipe it."]


def test_lists_by_network_give_the_channel(tmp_path: Path) -> None:
    posts = read(tmp_path, {"linkedin": [{"text": "Oil it."}], "x": ["Wipe it dry."]})
    assert [(post.text, post.channels) for post in posts] == [("Oil it.", ("linkedin",)), ("Wipe it dry.", ("x",))]


def test_a_text_for_each_network(tmp_path: Path) -> None:
    posts = read(tmp_path, [{"date": "2026-03-01", "linkedin": "Oil the chain first.", "x": "Oil it first."}])
    assert [(post.channels, post.text) for post in posts] == [
        (("linkedin",), "Oil the chain first."),
        (("x",), "Oil it first."),
    ]
    assert len({post.id for post in posts}) == 2


def test_one_object_is_one_post(tmp_path: Path) -> None:
    [post] = read(tmp_path, {"channel": ["x", "linkedin"], "text": "Oil it."})
    assert (post.text, post.channels) == ("Oil it.", ("x", "linkedin"))


def test_what_stands_between_the_records_is_counted(tmp_path: Path) -> None:
    [post] = read(tmp_path, [{"version": 2}, {"text": "Oil it."}])
    assert str(post.origin.position(post.text, 0)) == "record 2, text"


@pytest.mark.parametrize(
    "settings",
    [
        {
            "name": "shop",
            "version": "1.0.0",
            "description": "A shop for bikes",
            "keywords": ["bike shop"],
            "author": "Ann",
        },
        {"$schema": "http://json-schema.org/schema#", "title": "Bike", "properties": {"text": {"type": "string"}}},
        {"editor.fontSize": 12, "files.exclude": {"**/.git": True}, "channels": ["x", "linkedin"]},
        {"twitter": "@bikes", "linkedin": "https://a.example/bikes", "date": "2026-03-01"},
        [["a", 1], ["b", 2]],
        {},
        [],
        3,
    ],
)
def test_what_holds_no_posts_is_passed_over_with_a_note(tmp_path: Path, settings: object) -> None:
    notices: list[Notice] = []
    assert read(tmp_path, settings, notices=notices) == []
    assert [(notice.kind, notice.message) for notice in notices] == [("note", "no post found in it")]


def test_escapes_are_undone_and_their_places_known(tmp_path: Path) -> None:
    content = r'[{"text": "A \ud83d\udeb2 \u00e9\n\t\"chain\" \/ oil"}]'
    [post] = read(tmp_path, content)
    assert post.text == 'A 🚲 é\n\t"chain" / oil'
    start = post.text.index("oil")
    assert post.origin.quote(start, start + 3) == "oil"
    assert post.origin.quote(2, 3) == r"\ud83d\udeb2"
    position = post.origin.position(post.text, start)
    assert (position.line, position.column, position.field_line) == (1, content.index("oil") + 1, 2)


def test_half_a_surrogate_pair_does_no_harm(tmp_path: Path) -> None:
    [post] = read(tmp_path, r'[{"text": "broken \ud83d emoji"}]')
    assert post.text == "broken \ufffd emoji"
    post.text.encode()


def test_seconds_since_1970_are_a_time(tmp_path: Path) -> None:
    [post] = read(tmp_path, [{"text": "Oil it.", "timestamp": 1767258000}])
    assert post.time == datetime(2026, 1, 1, 9, tzinfo=UTC)


def test_a_date_with_two_readings_is_said_once(tmp_path: Path) -> None:
    notices: list[Notice] = []
    records = [{"text": "Oil it.", "date": "03/04/2026"}, {"text": "Wipe it.", "date": "05/04/2026"}]
    assert [post.time for post in read(tmp_path, records, notices=notices)] == [None, None]
    assert [notice.kind for notice in notices] == ["warning"]


def test_an_id_given_twice_is_made_unique(tmp_path: Path) -> None:
    first, second = read(tmp_path, [{"id": 1, "text": "Oil it."}, {"id": 1, "text": "Wipe it."}])
    assert first.id == "1"
    assert second.id != "1"


def test_an_answer_is_a_reply(tmp_path: Path) -> None:
    first, second = read(
        tmp_path, [{"text": "Oil it.", "in_reply_to_id": "7"}, {"text": "No.", "in_reply_to_id": None}]
    )
    assert (first.reply, second.reply) == (True, False)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('[\n{"text": "a b"}\n{"text": "c"}]', 3, "a comma is missing"),
        ('[{"text": "a b",}]', 1, "a comma too many"),
        ('[{"text": "a\nb"}]', 1, "a line break or tab stands in a string"),
        ('[{"text": "a"}', 1, "it ends too early"),
        ('[{"id": ' + "1" * 5000 + "}]", 1, "too long"),
        ("[" * 100_000, 1, "nested too deep"),
    ],
)
def test_broken_json_is_an_error_with_its_line(tmp_path: Path, content: str, line: int, words: str) -> None:
    with pytest.raises(helplint.HelplintError) as caught:
        read(tmp_path, content)
    assert caught.value.notice.line == line
    assert words in caught.value.notice.message


def test_json_lines(tmp_path: Path) -> None:
    content = '{"id": "a", "text": "Oil it."}\r\n\r\n{"id": "b", "text": "Wipe\\nit."}\r\n'
    first, second = read(tmp_path, content, "posts.jsonl")
    assert (first.id, second.id) == ("a", "b")
    position = second.origin.position(second.text, 5)
    assert (position.record, position.line, position.column) == (2, 3, 28)


def test_one_json_line_holds_a_record_with_weak_keys_too(tmp_path: Path) -> None:
    [post] = read(tmp_path, '{"date": "2026-03-01", "description": "Oil the chain."}\n', "posts.ndjson")
    assert post.text == "Oil the chain."


def test_a_broken_line_is_an_error_and_the_others_are_read(tmp_path: Path) -> None:
    notices: list[Notice] = []
    content = '{"text": "Oil it."}\n{"text": "broken"\n{"text": "Wipe it."}\n'
    posts = read(tmp_path, content, "posts.jsonl", notices)
    assert [post.text for post in posts] == ["Oil it.", "Wipe it."]
    assert [(notice.kind, notice.line) for notice in notices] == [("error", 2)]


def test_a_broken_first_line_keeps_nothing_from_being_read(tmp_path: Path) -> None:
    notices: list[Notice] = []
    posts = read(tmp_path, '{"text": "broken\n{"text": "Wipe it."}\n', "posts.jsonl", notices)
    assert [post.text for post in posts] == ["Wipe it."]
    assert [(notice.kind, notice.line) for notice in notices] == [("error", 1)]


def test_many_broken_lines_are_summed_up(tmp_path: Path) -> None:
    notices: list[Notice] = []
    content = '{"text": "Oil it."}\n' + '{"text"\n' * 50
    assert len(read(tmp_path, content, "posts.jsonl", notices)) == 1
    assert len(notices) == 11
    assert notices[-1].message == "40 more lines are not valid JSON"


def test_names_of_the_two_notations_may_be_mixed_up(tmp_path: Path) -> None:
    lines = '{"text": "Oil it."}\n{"text": "Wipe it."}\n'
    assert len(read(tmp_path, lines, "posts.json")) == 2
    document = json.dumps([{"text": "Oil it."}, {"text": "Wipe it."}], indent=1)
    assert len(read(tmp_path, document, "posts.jsonl")) == 2


def test_pages_of_an_archive(tmp_path: Path) -> None:
    page = {"data": [{"id": "1", "text": "Oil it."}, {"id": "2", "text": "Wipe it."}], "meta": {"result_count": 2}}
    posts = read(tmp_path, json.dumps(page) + "\n" + json.dumps({"data": [{"id": "3", "text": "Ride."}]}), "a.jsonl")
    assert [(post.id, post.origin.record) for post in posts] == [("1", 1), ("2", 2), ("3", 3)]


def test_lines_of_ids_hold_no_text_and_say_so(tmp_path: Path) -> None:
    notices: list[Notice] = []
    assert read(tmp_path, "1234567890\n1234567891\n", "ids.jsonl", notices) == []
    assert [notice.message for notice in notices] == ["2 lines hold an id and no text"]
