from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint import Config, Post, check, read, score
from helplint import cache as cache_module
from helplint.cache import Cache, clean, open_cache
from helplint.engine import _checker as checker_module
from helplint.rule import Draft, Planned
from helplint.rules import all_rules
from helplint.ruleset import RuleSet

ROOT = Path(__file__).parents[1]
FAST = Config(model="fast")
TEXTS = [
    "Turn the stopcock clockwise until it stops, then open the lowest tap to drain the pipe.",
    "Hurry! Don't miss out on the new mugs!!! Order today and get 20% off. #mug #sale #tea #new #cup #shop",
    "Bonjour à tous, nous serons fermés demain toute la journée",
    "We are thrilled to announce our game-changing kettle  🎉🎉🎉🎉🎉🎉",
    "Only a half \ud83d of it",
]


@pytest.fixture
def cache(tmp_path):
    kept = Cache(tmp_path / "kept")
    yield kept
    kept.close()


def drafts() -> list[Post]:
    """Return the examples of all rules of posts."""
    made = []
    for rule in all_rules().values():
        for example in (*rule.bad, *rule.good):
            if isinstance(example, Draft):
                text, _ = example.unmarked()
                time = datetime.fromisoformat(example.time) if example.time else None
                post = Post.from_text(text, id=str(len(made)), channel=example.channel)
                made.append(replace(post, time=time, fields=example.fields))
    return made


def planned() -> list[Post]:
    """Return the examples of all rules of calendars as one calendar, with what its posts link to and say of days."""
    examples = [
        each
        for rule in all_rules().values()
        for example in (*rule.bad, *rule.good)
        if isinstance(example, tuple)
        for each in example
        if isinstance(each, Planned)
    ]
    return [
        replace(
            Post.from_text(each.text, id=str(number), channel=each.channel),
            time=datetime.fromisoformat(each.time) if each.time else None,
            author=each.author,
            reply=each.reply,
            fields=each.fields,
        )
        for number, each in enumerate(examples)
    ]


def found(posts, config=FAST, cache=None):
    return check(posts, config=config, cache=cache)


def test_what_is_kept_is_found_again_and_nothing_else(cache: Cache) -> None:
    cache.put({b"one": b"1", b"two": b""})
    cache.close()

    assert Cache(cache.folder).get([b"one", b"two", b"three"]) == {b"one": b"1", b"two": b""}


def test_a_cache_leaves_itself_out_of_git(cache: Cache) -> None:
    cache.put({b"key": b"value"})

    assert (cache.folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_checking_says_the_same_with_a_cache_without_one_and_again(cache: Cache) -> None:
    posts = drafts()
    config = replace(FAST, brands=("Acme",))
    plain = found(posts, config)

    assert found(posts, config, cache) == plain
    assert found(posts, config, cache) == plain
    assert list(score(posts, config=config, cache=cache)) == list(score(posts, config=config))


def test_a_calendar_says_the_same_with_a_cache_without_one_and_again(cache: Cache) -> None:
    posts = planned()
    config = replace(FAST, select=("ALL",), today=date(2025, 6, 10))
    plain = found(posts, config)
    said = {finding.rule for finding in plain.findings}

    assert {"stale-date-words", "untagged-link", "repeated-copy", "announced-again", "promotion-not-earned"} <= said
    assert found(posts, config, cache) == plain
    assert found(posts, config, cache) == plain
    # One post changed, the others known.
    posts[3] = replace(posts[3], text="Open until Friday, 3 May: https://a.example/x?utm_source=y")
    assert found(posts, config, cache) == found(posts, config)


def test_what_is_known_needs_no_analysis(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = [Post.from_text(text, id=str(number)) for number, text in enumerate(TEXTS)]
    before = found(posts, cache=cache)
    monkeypatch.setattr("helplint.engine._checker.analyse", lambda texts: pytest.fail(f"analysed: {texts}"))
    monkeypatch.setattr("helplint.calendar.facts.find_day_words", lambda text: pytest.fail(f"looked at: {text}"))

    assert found(posts, cache=cache) == before
    assert len(list(score(posts, config=FAST, cache=cache))) == len(posts)


def test_other_rules_need_no_new_score(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    found(TEXTS, replace(FAST, select=("hype",)), cache)
    monkeypatch.setattr("helplint.model.linear.LinearModel.score", lambda _, docs: pytest.fail(f"scored: {docs}"))
    config = replace(FAST, select=("shouting", "selling-post", "exclamation-run"))

    assert {finding.rule for finding in found(TEXTS, config, cache).findings} >= {"selling-post", "exclamation-run"}


@given(
    texts=st.lists(st.sampled_from(TEXTS) | st.text(max_size=60), max_size=4),
    channels=st.sampled_from([(), ("x",), ("linkedin", "instagram")]),
    config=st.sampled_from([FAST, replace(FAST, select=("hype", "hashtag-wall")), replace(FAST, brands=("Mug",))]),
)
def test_a_cache_never_changes_a_result(texts, channels, config, tmp_path_factory) -> None:
    folder = tmp_path_factory.getbasetemp() / "shared"
    posts = [replace(Post.from_text(text, id=str(n)), channels=channels) for n, text in enumerate(texts)]
    kept = Cache(folder)

    assert found(posts, config, kept) == found(posts, config)
    kept.close()


def test_another_model_other_rules_and_other_code_know_nothing_of_it(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(TEXTS, FAST, cache)
    shutil.copytree(ROOT / "models" / "fast", tmp_path / "mine")
    card = json.loads((tmp_path / "mine" / "card.json").read_text(encoding="utf-8"))
    (tmp_path / "mine" / "card.json").write_text(json.dumps(card | {"note": "another"}), encoding="utf-8")
    analysed: list[str] = []
    analyse = checker_module.analyse
    monkeypatch.setattr(checker_module, "analyse", lambda texts: analyse([analysed.append(t) or t for t in texts]))

    for config in (replace(FAST, model=str(tmp_path / "mine")), replace(FAST, select=("hype",))):
        analysed.clear()
        found(TEXTS, config, cache)
        assert analysed == TEXTS
    monkeypatch.setattr("helplint.cache._surroundings", lambda: ("another version",))
    analysed.clear()
    found(TEXTS, FAST, cache)
    assert analysed == TEXTS


def test_a_rule_of_posts_sees_nothing_of_a_post_that_is_no_part_of_its_key() -> None:
    keyed = {"text", "channels", "time", "reply", "fields"}
    seen = set()

    class Watched(Post):
        def __getattribute__(self, name):
            if name in Post.__dataclass_fields__:
                seen.add(name)
            return super().__getattribute__(name)

    from helplint.engine._checker import Checker

    posts = [Watched(**{name: getattr(post, name) for name in Post.__dataclass_fields__}) for post in drafts()]
    # Limit makes copies of posts, which looks at every field.
    config = replace(FAST, ignore=tuple(name for name, rule in all_rules().items() if "each_channel=True" in str(rule)))
    Checker(RuleSet(config), config).verdicts(posts)

    assert seen <= keyed


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:100],
        lambda _: b"",
        lambda _: b"no database at all" * 500,
        lambda data: random.Random(1).randbytes(len(data)),  # noqa: S311 - no secret
        lambda data: data[:4096] + random.Random(2).randbytes(len(data) - 4096),  # noqa: S311
        lambda data: data.replace(b"exclamation-run", b"exclamation-fun"),
        # What SQLite says of it is no text.
        lambda data: data.replace(b"tableentriesentries", b"table\x80ntriesentries"),
        # The version, in the header of SQLite.
        lambda data: data[:60] + (99).to_bytes(4, "big") + data[64:],
    ],
)
def test_a_damaged_cache_is_an_empty_one(cache: Cache, harm) -> None:
    plain = found(TEXTS, cache=cache)
    cache.close()
    file = cache.folder / "cache.db"
    file.write_bytes(harm(file.read_bytes()))

    for _ in range(3):
        again = Cache(cache.folder)
        assert found(TEXTS, cache=again) == plain
        again.close()
    assert Cache(cache.folder).get([]) == {}
    assert file.stat().st_size > 4096


@given(data=st.data())
def test_no_byte_of_a_cache_can_do_harm(data, tmp_path_factory) -> None:
    folder = tmp_path_factory.mktemp("kept")
    cache = Cache(folder)
    cache.put({bytes([number]): b"value" * 40 for number in range(20)})
    cache.close()
    content = bytearray((folder / "cache.db").read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    (folder / "cache.db").write_bytes(content)

    damaged = Cache(folder)
    known = damaged.get([bytes([number]) for number in range(20)])
    damaged.put({b"new": b"value"})
    damaged.close()

    assert set(known.values()) <= {b"value" * 40}


def test_the_oldest_goes_where_there_is_no_more_room(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST_BYTES", 100_000)
    for number in range(200):
        cache.put({str(number).encode(): bytes(5000)})
    cache.close()

    assert (cache.folder / "cache.db").stat().st_size < 200_000
    known = Cache(cache.folder).get([str(number).encode() for number in range(200)])
    assert b"199" in known
    assert b"0" not in known


def test_a_folder_that_cannot_be_used_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = Cache(tmp_path / "file")

    assert found(TEXTS, cache=cache) == found(TEXTS)


def test_several_processes_share_a_cache(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\nfrom helplint.cache import Cache\ncache = Cache(pathlib.Path(sys.argv[1]))\n"
        "for number in range(100):\n"
        "    key = f'{number % 40}'.encode()\n"
        "    assert cache.get([key]).get(key, key) == key\n"
        "    cache.put({key: key, f'{sys.argv[2]} {number}'.encode(): bytes(2000)})\n"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "kept"), str(number)], stderr=subprocess.PIPE)
        for number in range(4)
    ]
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors

    cache = Cache(tmp_path / "kept")
    assert len(cache.get([f"{process} {number}".encode() for process in range(4) for number in range(100)])) == 400


def test_what_the_code_and_the_model_hold_decides_and_not_when_it_was_written(cache: Cache, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "weights").write_bytes(b"1")
    before = cache.digest_of(folder)
    os.utime(folder / "weights", (1, 1))
    touched = cache.digest_of(folder)
    (folder / "weights").write_bytes(b"2")

    assert touched == before
    assert cache.digest_of(folder) != before


def test_cleaning_deletes_what_is_kept_and_nothing_else(cache: Cache) -> None:
    cache.put({b"key": b"value"})
    cache.close()
    (cache.folder / "mine.txt").write_text("mine", encoding="utf-8")

    assert clean(cache.folder)
    assert [path.name for path in cache.folder.iterdir()] == ["mine.txt"]
    assert not clean(cache.folder)


def test_the_configuration_says_where_and_whether(tmp_path: Path) -> None:
    with open_cache(Config(path=str(tmp_path / "helplint.toml"))) as cache:
        assert cache is not None
        assert cache.folder == tmp_path / ".helplint_cache"
    with open_cache(Config(cache_dir="elsewhere")) as cache:
        assert cache is not None
        assert cache.folder == Path("elsewhere")
    with open_cache(Config(no_cache=True)) as cache:
        assert cache is None


def test_posts_of_files_keep_their_places(cache: Cache, tmp_path: Path) -> None:
    path = tmp_path / "calendar.csv"
    rows = "".join(f'2026-05-{day:02},X,"Hurry, ""last chance"" No. {day}!!!"\n' for day in range(1, 9))
    path.write_text(f"Date,Channel,Copy\n{rows}", encoding="utf-8")
    before = found(list(read([path])), cache=cache)
    path.write_text(f"Date,Channel,Copy\n2026-04-30,X,A new first row.\n{rows}", encoding="utf-8")

    moved = found(list(read([path])), cache=cache)
    assert moved == found(list(read([path])))
    assert [f.position.row for f in moved.findings] == [(f.position.row or 0) + 1 for f in before.findings]
