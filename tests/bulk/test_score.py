from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

import helplint
from helplint import HelplintError, bulk, engine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helplint import Config

    Rows = Callable[[Path], list[dict[str, object]]]

ENDINGS = [".jsonl", ".jsonl.gz", ".jsonl.zst", ".csv", ".csv.gz", ".csv.zst", ".parquet", ".db", ".sqlite"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_has_the_columns_of_the_input_and_the_scores(
    ending: str, archive: Path, config: Config, rows: Rows
) -> None:
    expected = [round(score.helpfulness, 6) for _, score in helplint.score(helplint.read([archive]), config=config)]

    outcome = bulk.score([archive], archive.with_name(f"scores{ending}"), config=config, jobs=1, part_size=5)
    found = rows(archive.with_name(f"scores{ending}"))

    assert [float(row["helpfulness"]) for row in found] == expected
    assert [str(row["id"]) for row in found] == [str(number) for number in range(23)]
    assert found[4]["position"] == "record 5, text"
    assert found[4]["text"].startswith("Hurry, last chance!")
    assert ("stance_1" in found[0]) != (".jsonl" in ending)
    assert outcome.summary.posts == 23
    assert outcome.rejects is None
    assert sorted(path.name for path in archive.parent.iterdir()) == ["archive.jsonl", f"scores{ending}"]


def test_a_folder_gets_a_part_a_file(archive: Path, config: Config, rows: Rows) -> None:
    whole, parts, existing = (archive.with_name(name) for name in ("whole.csv", "parts.csv", "existing"))
    existing.mkdir()
    bulk.score([archive], whole, config=config, jobs=1, part_size=10)
    bulk.score([archive], f"{parts}/", config=config, jobs=1, part_size=10)
    bulk.score([archive], existing, config=config, jobs=1, part_size=10)

    assert [path.name for path in sorted(parts.iterdir())] == [f"part-00000{number}.csv" for number in (1, 2, 3)]
    assert rows(parts) == rows(whole)
    assert [path.suffix for path in existing.iterdir()] == [".parquet"] * 3
    assert [row["text"] for row in rows(existing)] == [row["text"] for row in rows(whole)]


def test_two_workers_write_what_one_writes(archive: Path, config: Config) -> None:
    one, two = archive.with_name("one.jsonl"), archive.with_name("two.jsonl")
    alone = bulk.score([archive], one, config=config, jobs=1, part_size=3)
    together = bulk.score([archive], two, config=config, jobs=2, part_size=3)

    assert two.read_bytes() == one.read_bytes()
    assert together.summary == alone.summary


def test_files_with_other_columns_are_united_in_order_of_appearance(tmp_path: Path, config: Config, rows: Rows) -> None:
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    first.write_text("Nr,Copy,Selling\n7,Turn the stopcock clockwise first.,no\n", encoding="utf-8")
    second.write_text("Copy,Likes,Nr\nOrder the new Duo today and save.,12,8\n", encoding="utf-8")

    bulk.score([first, second], tmp_path / "scores.parquet", config=config, jobs=1, part_size=1)
    one, other = rows(tmp_path / "scores.parquet")

    assert [name for name in one if name in ("Nr", "Selling", "Likes")] == ["Nr", "Selling", "Likes"]
    assert (one["Selling"], one["Likes"], other["Likes"]) == ("no", None, "12")
    assert isinstance(one["helplint_selling"], float), "our own column gives way"
    assert [row["path"] for row in (one, other)] == [str(first), str(second)]


def test_types_are_those_that_hold_all_values(tmp_path: Path, config: Config, rows: Rows) -> None:
    from helplint.bulk._columns import Schema, kind_of, unite
    from helplint.bulk.formats import formats

    records = [{"n": 1, "m": 1, "f": 1, "b": True, "l": [1]}, {"n": None, "m": "two", "f": 0.5, "b": None, "l": {}}]
    columns: dict = {}
    for record in records:
        unite(columns, {name: kind_of(value) for name, value in record.items()})
    schema = Schema.of(columns, text=False, spread_out=True)
    (tmp_path / "typed.parquet").write_bytes(formats()["parquet"].encode(records, schema, True))  # noqa: FBT003

    one, two = ({name: row[name] for name in "nmfbl"} for row in rows(tmp_path / "typed.parquet"))
    assert one == {"n": 1, "m": "1", "f": 1.0, "b": True, "l": "[1]"}
    assert two == {"n": None, "m": "two", "f": 0.5, "b": None, "l": "{}"}


def test_what_cannot_be_read_or_scored_is_in_the_reject_file(
    archive: Path, config: Config, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = archive.read_text(encoding="utf-8").splitlines()
    archive.write_text("\n".join([*lines[:6], "{broken", *lines[6:]]), encoding="utf-8")
    score = engine.score

    def fail_on_nine(posts, **given):
        for post in posts:
            if "number 9" in post.text:
                raise ArithmeticError("no such number")
            yield from score([post], **given)

    monkeypatch.setattr(engine, "score", fail_on_nine)
    outcome = bulk.score([archive], archive.with_name("scores.csv"), config=config, jobs=1, part_size=4)

    broken, failed = rows(archive.with_name("scores.rejected.jsonl"))
    assert (broken["path"], broken["line"]) == (str(archive), 7)
    assert "not valid JSON" in broken["reason"]
    assert (failed["id"], failed["position"]) == ("9", "record 10, text")
    assert failed["reason"] == "it cannot be scored: ArithmeticError: no such number"
    assert "number 9" in str(failed)
    assert failed["record"]["date"] == "2023-01-12T09:00:00Z"
    assert [row["id"] for row in rows(archive.with_name("scores.csv"))] == [str(n) for n in range(23) if n != 9]
    assert (outcome.summary.posts, outcome.summary.rejected) == (22, 2)
    assert outcome.notices[-1].kind == "error"
    assert "2 records, this the first, could not be read" in outcome.notices[-1].message


def test_a_finished_output_is_kept_unless_forced(archive: Path, config: Config) -> None:
    output, folder = archive.with_name("scores.csv"), archive.with_name("drafts")
    folder.mkdir()
    (folder / "mine.md").write_text("Mine", encoding="utf-8")
    output.write_text("mine", encoding="utf-8")
    with pytest.raises(HelplintError, match="this is there already; --force replaces it"):
        bulk.score([archive], output, config=config, jobs=1)
    assert output.read_text(encoding="utf-8") == "mine"

    bulk.score([archive], output, config=config, jobs=1, force=True)
    assert output.read_text(encoding="utf-8").startswith("id,")

    with pytest.raises(HelplintError, match="this folder holds something else"):
        bulk.score([archive], folder, config=config, jobs=1, force=True)
    bulk.score([archive], f"{folder}.jsonl/", config=config, jobs=1, part_size=9)
    bulk.score([archive], f"{folder}.jsonl/", config=config, jobs=1, part_size=20, force=True)
    assert len(list(archive.with_name("drafts.jsonl").iterdir())) == 2


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("scores.txt", "the ending tells the format; give one of .csv, .csv.gz"),
        ("scores.parquet.gz", "the ending tells the format"),
        ("scores.db/", "the ending tells the format"),
        ("zz://scores.csv", "this URL cannot be opened"),
        ("memory://scores.csv", "memory:// is seen by one process alone"),
        ("memory://scores.db", "sqlite is written to a disk, not to a URL"),
    ],
)
def test_an_output_that_cannot_be_is_said_in_a_sentence(output: str, said: str, archive: Path, config: Config) -> None:
    path = output if "://" in output else f"{archive.parent}/{output}"
    with pytest.raises(HelplintError, match=said):
        bulk.score([archive], path, config=config)


def test_an_input_that_is_not_there_begins_nothing(tmp_path: Path, config: Config) -> None:
    with pytest.raises(HelplintError, match="there is no such file or folder"):
        bulk.score([tmp_path / "none.csv"], tmp_path / "scores.csv", config=config)
    assert list(tmp_path.iterdir()) == []


def test_an_input_without_posts_makes_an_output_without_rows(tmp_path: Path, config: Config, rows: Rows) -> None:
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    outcome = bulk.score([tmp_path / "empty.jsonl"], tmp_path / "scores.csv", config=config)

    assert (tmp_path / "scores.csv").read_text(encoding="utf-8").startswith("path,position,id,")
    assert rows(tmp_path / "scores.csv") == []
    assert outcome.summary.posts == 0


def test_only_some_posts_are_scored(archive: Path, config: Config, rows: Rows) -> None:
    from helplint.selection import Selection

    chosen = Selection(since=date(2024, 1, 1), until=date(2024, 12, 31))
    bulk.score([archive], archive.with_name("scores.jsonl"), config=config, jobs=1, only=chosen)
    assert {row["time"][:4] for row in rows(archive.with_name("scores.jsonl"))} == {"2024"}


def test_urls_are_read_and_written(archive: Path, config: Config) -> None:
    import fsspec

    files = fsspec.filesystem("memory")
    files.pipe("/in/archive.jsonl", archive.read_bytes())
    bulk.score(["memory://in/archive.jsonl"], "memory://out/scores.csv", config=config, jobs=1, part_size=9)
    bulk.score([archive], "memory://out/parts/", config=config, jobs=1, part_size=9)
    bulk.score([archive], archive.with_name("scores.csv").as_uri(), config=config, jobs=1, part_size=9)

    local = archive.with_name("scores.csv").read_text(encoding="utf-8")
    assert files.cat("/out/scores.csv").decode() == local.replace(str(archive), "memory://in/archive.jsonl")
    assert sorted(files.ls("/out", detail=False)) == ["/out/parts", "/out/scores.csv"]
    assert len(files.ls("/out/parts")) == 3


def test_the_summary_adds_up(archive: Path, config: Config) -> None:
    outcome = bulk.score([archive], archive.with_name("scores.csv"), config=config, jobs=1, part_size=4)
    summary = outcome.summary
    scored = list(helplint.score(helplint.read([archive]), config=config))

    assert sum(counts.total() for counts in summary.intents.values()) == 23
    assert {year for year, _ in summary.intents} == {"2023", "2024", "2025"}
    assert sum(counts["posts"] for counts in summary.months.values()) == 23
    most = sorted((-score.helpfulness, int(post.id)) for post, score in scored)[:5]
    assert [int(mention.id) for mention in summary.most_helpful] == [number for _, number in most]
    assert [mention.text[:5] for mention in summary.most_selling] == ["Hurry"] * 5
    assert json.loads(json.dumps(summary.to_json()))["posts"] == 23
