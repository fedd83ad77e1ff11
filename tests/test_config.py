from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from helplint.config import Config, find_config, parse_config, read_config, settings_lines
from helplint.finding import Level
from helplint.notice import HelplintError

if TYPE_CHECKING:
    from pathlib import Path


def test_every_key_is_read() -> None:
    config = parse_config(
        {
            "select": ["hype"],
            "extend-select": ["pressure"],
            "ignore": ["shouting"],
            "per-file-ignores": {"archive/*.csv": ["hype"]},
            "exclude": ["old/"],
            "timezone": "Europe/London",
            "date-order": "day-first",
            "today": date(2026, 3, 31),
            "brands": ["Tidewell"],
            "model": "helpfulness",
            "fail-on": "error",
            "rules": {"hashtag-wall": {"maximum": 2, "level": "note"}},
            "channels": {"Twitter": {"hashtag-wall": {"maximum": 1}}},
            "own-rules": [{"name": "no-synergy"}],
            "baseline": "known.txt",
        }
    )

    assert config == Config(
        select=("hype",),
        extend_select=("pressure",),
        ignore=("shouting",),
        per_file_ignores={"archive/*.csv": ("hype",)},
        exclude=("old/",),
        timezone="Europe/London",
        today=date(2026, 3, 31),
        date_order="day-first",
        brands=("Tidewell",),
        model="helpfulness",
        fail_on=Level.ERROR,
        rules={"hashtag-wall": {"maximum": 2, "level": "note"}},
        channels={"x": {"hashtag-wall": {"maximum": 1}}},
        own_rules=({"name": "no-synergy"},),
        baseline="known.txt",
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"selct": ["hype"]}, "unknown key “selct”; did you mean “select”?"),
        ({"select": "hype"}, "“select” must be a list of strings"),
        ({"brands": [1]}, "“brands” must be a list of strings"),
        ({"timezone": "Mars/Olympus"}, "unknown timezone “Mars/Olympus”"),
        ({"timezone": "../etc/passwd"}, "unknown timezone"),
        ({"timezone": 1}, "“timezone” must be a string"),
        ({"date-order": "us"}, "“date-order” must be “day-first” or “month-first”"),
        ({"today": "2026-03-31"}, "“today” must be a date, such as 2026-03-31, without quotes"),
        ({"today": datetime(2026, 3, 31, tzinfo=UTC)}, "“today” must be a date"),
        ({"fail-on": "fatal"}, "“fail-on” must be one of note, warning, error"),
        ({"rules": {"hype": {"maximum": "3"}}}, "“rules.hype.maximum” must be a number"),
        ({"rules": {"hype": {"level": "bad"}}}, "“rules.hype.level” must be one of"),
        ({"rules": {"hype": 3}}, "“rules.hype” must be a table"),
        ({"channels": {"linkdin": {}}}, "unknown channel “linkdin”; did you mean “linkedin”?"),
        ({"channels": {"x": {"hype": {"maximum": True}}}}, "“channels.x.hype.maximum” must be a number"),
        ({"own-rules": {"name": "a"}}, "“own-rules” must be an array of tables"),
        ({"per-file-ignores": {"*.csv": "hype"}}, "“per-file-ignores.*.csv” must be a list of strings"),
    ],
)
def test_what_is_unknown_or_of_the_wrong_kind_is_an_error_with_its_file(table: dict[str, object], message: str) -> None:
    with pytest.raises(HelplintError) as caught:
        parse_config(table, path="helplint.toml")

    assert message in caught.value.notice.message
    assert caught.value.notice.path == "helplint.toml"


def test_the_closest_file_wins_and_helplint_toml_beside_pyproject(tmp_path: Path) -> None:
    deep = tmp_path / "social" / "march"
    deep.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.helplint]\nignore = ["hype"]\n', encoding="utf-8")
    assert find_config(deep) == tmp_path / "pyproject.toml"

    (tmp_path / "social" / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert find_config(deep) == tmp_path / "pyproject.toml"

    (tmp_path / "helplint.toml").write_text("", encoding="utf-8")
    assert find_config(deep) == tmp_path / "helplint.toml"

    (deep / "helplint.toml").write_text("", encoding="utf-8")
    assert find_config(deep) == deep / "helplint.toml"


def test_pyproject_holds_the_table_under_tool(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.helplint]\nbrands = ["Tidewell"]\n', encoding="utf-8")

    assert read_config(path).brands == ("Tidewell",)


@pytest.mark.parametrize("content", [b"select = [", b"brands = [\xff]"])
def test_a_file_that_is_no_toml_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "helplint.toml"
    path.write_bytes(content)

    with pytest.raises(HelplintError, match=r"helplint\.toml"):
        read_config(path)


def test_settings_are_shown_as_they_would_be_written() -> None:
    lines = settings_lines(Config(brands=("Tidewell",), fail_on=Level.ERROR))

    assert 'brands = ["Tidewell"]' in lines
    assert "fail-on = error" in lines
    assert "timezone = (not set)" in lines
