"""The configuration: found, read, validated; passed along, never global."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from helplint.channel import CHANNELS, parse_channels
from helplint.finding import Level
from helplint.notice import HelplintError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from zoneinfo import ZoneInfo

_NOT_KEYS = {"path", "overridden"}
_DATE_ORDERS = ("day-first", "month-first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a team has settled; every field has a default, so that no file is needed.

    Attributes
    ----------
    select
        Rules to check, by name or tag; ``ALL`` is every rule.
    extend_select
        Rules or tags to check beside those in ``select``.
    ignore
        Rules or tags not to check, though they are selected.
    per_file_ignores
        Rules or tags not to check in some files, by globs in the language of gitignore; in a configuration file
        relative to its folder.
    exclude
        Globs of files that a folder walk leaves out, beside what git ignores.
    timezone
        Zone in which times without an offset are meant, by its IANA name; where not set, they are left as they stand.
    date_order
        How to read dates such as 03/04/2026 where the file does not tell: ``day-first`` or ``month-first``; where not
        set, such dates are left out with a warning.
    text_column
        The column, or key of a record, that holds the posts, where its name does not tell; ``data.text`` is the key
        ``text`` in the record under ``data``. A file you name must have it, and in others names tell.
    id_column
        The column, or key, that holds the ids of posts, likewise.
    channel_column
        The column, or key, that says where a post goes, likewise.
    date_column
        The column, or key, that says when a post goes out, likewise.
    table
        The table of a database that holds the posts, where several may.
    today
        The day to count as today; where not set, the day it is.
    brands
        Names of the sender, for the rules that ask who is spoken of.
    model
        Name of a shipped model, or path of a model folder.
    fail_on
        The lowest level that makes a check fail.
    rules
        Numbers of the rules, by rule and option, and the ``level`` of their findings.
    channels
        Numbers of the rules on one channel, by channel, rule and option.
    own_rules
        Rules of your own, as tables.
    baseline
        File of findings that are known and not reported; in a configuration file relative to its folder.
    cache_dir
        Folder in which results are kept for the next run; in a configuration file relative to its folder. Where not
        set, ``.helplint_cache`` beside the configuration file, or in the working directory.
    no_cache
        Keep no results, and use none that are kept.
    path
        The file all this was read from; None for the defaults.
    overridden
        Names of the fields that the command line has set over the file; ``rules.NAME.level`` for the level of a rule.
    """

    select: tuple[str, ...] = ("ALL",)
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    timezone: str | None = None
    date_order: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    channel_column: str | None = None
    date_column: str | None = None
    table: str | None = None
    today: date | None = None
    brands: tuple[str, ...] = ()
    model: str = "careful"
    fail_on: Level = Level.WARNING
    rules: Mapping[str, Mapping[str, float | str]] = field(default_factory=dict)
    channels: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)
    own_rules: tuple[Mapping[str, Any], ...] = ()
    baseline: str | None = None
    cache_dir: str | None = None
    no_cache: bool = False
    path: str | None = None
    overridden: frozenset[str] = frozenset()

    @property
    def zone(self) -> ZoneInfo | None:
        """The zone that `timezone` names."""
        if not self.timezone:
            return None
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - every command starts with this module, and few have a zone

        return ZoneInfo(self.timezone)


def suggest(name: str, known: Iterable[str]) -> str:
    """Return a closing half-sentence that names the nearest known word, or lists what is known.

    Examples
    --------
    >>> suggest("hpye", ["hype", "shouting"])
    'did you mean “hype”?'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only who is wrong pays for it

    known = sorted(known)
    close = get_close_matches(name, known, n=1)
    return f"did you mean “{close[0]}”?" if close else f"known are {', '.join(known)}"


def find_config(start: Path) -> Path | None:
    """Return the closest ``helplint.toml`` or ``pyproject.toml`` with ``[tool.helplint]`` at or above a folder.

    In one folder ``helplint.toml`` wins.
    """
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        own = candidate / "helplint.toml"
        if own.is_file():
            return own
        shared = candidate / "pyproject.toml"
        if shared.is_file() and "helplint" in _load(shared).get("tool", {}):
            return shared
    return None


def read_config(path: Path) -> Config:
    """Return the configuration in a file.

    Raises
    ------
    HelplintError
        The file cannot be read, or holds an unknown key or a value of the wrong kind.
    """
    data = _load(path)
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("helplint", {})
    return parse_config(data, path=str(path))


def _load(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - only who has a configuration pays for it

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise HelplintError(f"this is not valid TOML: {error}", path=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise HelplintError(f"the configuration cannot be read: {error}", path=str(path)) from error


def parse_config(data: Mapping[str, Any], *, path: str | None = None) -> Config:
    """Return the configuration that a ``[tool.helplint]`` table spells out; its keys are kebab-case.

    Raises
    ------
    HelplintError
        A key is unknown or a value is of the wrong kind.

    Examples
    --------
    >>> parse_config({"ignore": ["hype"], "channels": {"x": {"hashtag-wall": {"maximum": 2}}}}).ignore
    ('hype',)
    """
    return _Parser(path).parse(data)


class _Parser:
    def __init__(self, path: str | None) -> None:
        self.path = path

    def parse(self, data: Mapping[str, Any]) -> Config:
        known = key_names()
        values: dict[str, Any] = {"path": self.path}
        for key, value in data.items():
            if key not in known:
                self.fail(f"unknown key “{key}”; {suggest(key, known)}")
            values[known[key]] = getattr(self, f"_{known[key]}", self._strings)(key, value)
        return Config(**values)

    def fail(self, message: str) -> None:
        raise HelplintError(message, path=self.path)

    def _strings(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fail(f"“{key}” must be a list of strings")
        return tuple(value)

    def _string(self, key: str, value: Any) -> str:
        if not isinstance(value, str):
            self.fail(f"“{key}” must be a string")
        return str(value)

    def _mapping(self, key: str, value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self.fail(f"“{key}” must be a table")
        return dict(value)

    def _model(self, key: str, value: Any) -> str:
        return self._string(key, value)

    def _baseline(self, key: str, value: Any) -> str:
        return str(Path(self.path or "").parent / self._string(key, value))

    def _cache_dir(self, key: str, value: Any) -> str:
        return str(Path(self.path or "").parent / self._string(key, value))

    def _no_cache(self, key: str, value: Any) -> bool:
        if not isinstance(value, bool):
            self.fail(f"“{key}” must be true or false")
        return bool(value)

    def _timezone(self, key: str, value: Any) -> str:
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - see Config.zone

        name = self._string(key, value)
        try:
            ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            self.fail(f"unknown timezone “{name}”; use an IANA name such as “Europe/London”")
        return name

    def _date_order(self, key: str, value: Any) -> str:
        if value not in _DATE_ORDERS:
            self.fail(f"“{key}” must be “day-first” or “month-first”")
        return str(value)

    _text_column = _id_column = _channel_column = _date_column = _table = _string

    def _today(self, key: str, value: Any) -> date:
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fail(f"“{key}” must be a date, such as 2026-03-31, without quotes")
        return cast("date", value)

    def _fail_on(self, key: str, value: Any) -> Level:
        return self._level(key, value)

    def _level(self, key: str, value: Any) -> Level:
        names = [str(level) for level in Level]
        if value not in names:
            self.fail(f"“{key}” must be one of {', '.join(names)}")
        return Level.parse(value)

    def _per_file_ignores(self, key: str, value: Any) -> dict[str, tuple[str, ...]]:
        return {glob: self._strings(f"{key}.{glob}", names) for glob, names in self._mapping(key, value).items()}

    def _rules(self, key: str, value: Any) -> dict[str, Mapping[str, float | str]]:
        return {
            rule: self._numbers(f"{key}.{rule}", table, level_too=True)
            for rule, table in self._mapping(key, value).items()
        }

    def _channels(self, key: str, value: Any) -> dict[str, Mapping[str, Mapping[str, float]]]:
        tables = self._mapping(key, value)
        return {
            self._channel(channel): {
                rule: self._numbers(f"{key}.{channel}.{rule}", table)
                for rule, table in self._mapping(f"{key}.{channel}", rules).items()
            }
            for channel, rules in tables.items()
        }

    def _channel(self, name: str) -> str:
        found = parse_channels(name)
        if len(found) != 1:
            self.fail(f"unknown channel “{name}”; {suggest(name, CHANNELS)}")
        return found[0]

    def _numbers(self, key: str, value: Any, *, level_too: bool = False) -> Mapping[str, Any]:
        for name, number in self._mapping(key, value).items():
            if level_too and name == "level":
                self._level(f"{key}.level", number)
            elif isinstance(number, bool) or not isinstance(number, int | float):
                self.fail(f"“{key}.{name}” must be a number")
        return dict(value)

    def _own_rules(self, key: str, value: Any) -> tuple[Mapping[str, Any], ...]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fail(f"“{key}” must be an array of tables: [[tool.helplint.{key}]]")
        return tuple(value)


def key_names() -> dict[str, str]:
    """Return the keys of a configuration file, each with the name of its field."""
    return {f.name.replace("_", "-"): f.name for f in fields(Config) if f.name not in _NOT_KEYS}


def settings_lines(config: Config) -> Sequence[str]:
    """Return the configuration as lines of ``key = value``, for ``--show-settings``."""
    return [f"{key} = {shown(getattr(config, name))}" for key, name in key_names().items()]


def shown(value: object) -> str:
    """Return a value of the configuration as it would be written, about."""
    if value is None:
        return "(not set)"
    if isinstance(value, Level):
        return str(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(shown, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {shown(item)}" for key, item in value.items()) + "}"
    return f'"{value}"' if isinstance(value, str) else str(value)
