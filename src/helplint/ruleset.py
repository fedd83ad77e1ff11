"""The rules of one run: which are on, what they weigh, and their numbers as configured."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helplint.config import suggest
from helplint.finding import Level
from helplint.measures import MEASURES
from helplint.notice import HelplintError
from helplint.rule import InCalendar, Judge, Limit, OfSuppressions, Option, Pattern, Phrases, Rule, Tokens
from helplint.rules import all_rules, lexicon
from helplint.scale import INTENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from helplint.config import Config


@dataclass(frozen=True, slots=True)
class ConfiguredOptions:
    """The numbers of one rule: its defaults, what the configuration sets, and what it sets for a channel.

    Examples
    --------
    >>> options = ConfiguredOptions({"maximum": Option(4, "…", channels={"instagram": 10})})
    >>> options.value("maximum", ["instagram"]), options.value("maximum", ["instagram", "x"])
    (10, 4)
    """

    options: Mapping[str, Option]
    configured: Mapping[str, float | str] = field(default_factory=dict)
    by_channel: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    _known: dict[tuple[str, ...], float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def value(self, name: str, channels: Sequence[str] = ()) -> float:
        """Return the number called `name`; of several channels the strictest counts."""
        # Asked for each post of a calendar, of the same few channels.
        asked = (name, *channels)
        if asked not in self._known:
            self._known[asked] = self._value(name, channels)
        return self._known[asked]

    def _value(self, name: str, channels: Sequence[str]) -> float:
        option = self.options[name]
        default = self.configured.get(name)
        values = []
        for channel in channels:
            value = self.by_channel.get(channel, {}).get(name)
            if value is None and default is None:
                value = option.channels.get(channel)
            values.append(float(default) if value is None and default is not None else value)
        known = [option.default if value is None else value for value in values] or [
            option.default if default is None else float(default)
        ]
        return min(known) if option.tightest == "lowest" else max(known)


class RuleSet:
    """The rules that a configuration selects.

    Parameters
    ----------
    config
        What is selected, ignored and set.

    Raises
    ------
    HelplintError
        The configuration names a rule, tag or option that does not exist.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        own = [own_rule(table, config.path) for table in config.own_rules]
        if twice := [name for name, times in Counter(rule.name for rule in own).items() if times > 1]:
            raise HelplintError(f"own rule “{twice[0]}”: there are two of that name", path=config.path)
        self.known: dict[str, Rule] = {**all_rules(), **{rule.name: rule for rule in own}}
        self._meant: dict[str, frozenset[str]] = {}
        self._check_names()
        selected = self._named((*config.select, *config.extend_select)) - self._named(config.ignore)
        self.rules: tuple[Rule, ...] = tuple(
            replace(rule, level=Level.parse(str(config.rules.get(name, {}).get("level", rule.level))))
            for name, rule in self.known.items()
            if name in selected
        )

    @cached_property
    def of_posts(self) -> tuple[Rule, ...]:
        """The selected rules that look at one post."""
        return tuple(rule for rule in self.rules if not isinstance(rule.kind, InCalendar | OfSuppressions))

    @cached_property
    def of_calendars(self) -> tuple[Rule, ...]:
        """The selected rules that look at a whole calendar."""
        return tuple(rule for rule in self.rules if isinstance(rule.kind, InCalendar))

    @cached_property
    def of_suppressions(self) -> tuple[Rule, ...]:
        """The selected rules that look at what is suppressed."""
        return tuple(rule for rule in self.rules if isinstance(rule.kind, OfSuppressions))

    @cached_property
    def selectors(self) -> frozenset[str]:
        """All that can be selected: rules, tags and ``ALL``."""
        return frozenset({"ALL", *self.known, *(tag for rule in self.known.values() for tag in rule.tags)})

    def meant(self, name: str) -> frozenset[str]:
        """Return the names of the rules that a rule's name, a tag or ``ALL`` means."""
        if name not in self._meant:
            self._meant[name] = frozenset(self._named([name]))
        return self._meant[name]

    @cached_property
    def _options(self) -> dict[str, ConfiguredOptions]:
        return {
            rule.name: ConfiguredOptions(
                rule.options,
                self._config.rules.get(rule.name, {}),
                {channel: rules[rule.name] for channel, rules in self._config.channels.items() if rule.name in rules},
            )
            for rule in self.known.values()
        }

    def options(self, rule: Rule) -> ConfiguredOptions:
        """Return the numbers of a rule, selected or not."""
        return self._options[rule.name]

    def ignored_in(self, path: str) -> frozenset[str]:
        """Return the names of the rules that ``per-file-ignores`` turns off for a file.

        Globs are relative to the folder of the configuration file that holds them, otherwise to the working directory.
        """
        if not self._config.per_file_ignores:
            return frozenset()
        import pathspec  # noqa: PLC0415 - few ignore rules in some files

        from_file = self._config.path and "per_file_ignores" not in self._config.overridden
        folder = Path(self._config.path or "").parent if from_file else Path()
        relative = os.path.relpath(path, folder).replace(os.sep, "/")
        ignored: set[str] = set()
        for glob, names in self._config.per_file_ignores.items():
            if pathspec.GitIgnoreSpec.from_lines([glob]).match_file(relative):
                ignored |= self._named(names)
        return frozenset(ignored)

    def _named(self, names: Iterable[str]) -> set[str]:
        """Return the rules meant by names, tags and ``ALL``."""
        meant: set[str] = set()
        for name in names:
            meant |= {rule.name for rule in self.known.values() if name in ("ALL", rule.name) or name in rule.tags}
        return meant

    def _check_names(self) -> None:
        config = self._config
        ignored_in_files = [name for names in config.per_file_ignores.values() for name in names]
        for key, names in (
            ("select", config.select),
            ("extend_select", config.extend_select),
            ("ignore", config.ignore),
            ("per_file_ignores", ignored_in_files),
        ):
            for name in names:
                if name not in self.selectors:
                    known = suggest(name, self.selectors)
                    message = f"unknown rule or tag “{name}” in {key.replace('_', '-')}; {known}"
                    raise HelplintError(message, path=None if key in config.overridden else config.path)
        for tables in (config.rules, *config.channels.values()):
            for name, table in tables.items():
                if name not in self.known:
                    given = f"rules.{name}.level" in config.overridden
                    message = f"unknown rule “{name}”{' in level' if given else ''}; {suggest(name, self.known)}"
                    raise HelplintError(message, path=None if given else config.path)
                options = {"level", *self.known[name].options}
                for option in table:
                    if option not in options:
                        raise HelplintError(
                            f"rule “{name}” has no option “{option}”; {suggest(option, options)}", path=config.path
                        )


_OWN_KINDS: dict[str, tuple[set[str], set[str]]] = {
    # kind: (keys it needs, keys it may have)
    "phrases": ({"phrases"}, {"exceptions", "where"}),
    "tokens": ({"patterns"}, {"exceptions", "where"}),
    "pattern": ({"regex"}, set()),
    "limit": ({"measure"}, {"above", "below"}),
    "judge": ({"probability", "at-least"}, set()),
}
_PLACEHOLDERS: dict[str, dict[str, object]] = {
    # kind: what its messages may name, each with a value to try it on
    "phrases": {"text": "", "entry": ""},
    "tokens": {"text": "", "entry": ""},
    "pattern": {"text": ""},
    "limit": {"text": "", "value": 1.0, "bound": 1.0},
    "judge": {"text": "", "value": 1.0, "helpfulness": 1.0, "intent": ""},
}
_COMMON_KEYS = ({"name", "kind", "message"}, {"fix", "tags", "level", "bad", "good", "manual"})


def own_rule(table: Mapping[str, Any], path: str | None = None) -> Rule:
    """Return the rule that a table of the configuration describes.

    Raises
    ------
    HelplintError
        A key is missing, unknown or of the wrong kind.

    Examples
    --------
    >>> own_rule({"name": "no-synergy", "kind": "phrases", "message": "“{text}” says nothing",
    ...           "phrases": ["synergy"]}).kind.phrases
    ('synergy',)
    """
    name = str(table.get("name", "without a name"))

    def fail(message: str) -> HelplintError:
        return HelplintError(f"own rule “{name}”: {message}", path=path)

    kind = table.get("kind")
    if kind not in _OWN_KINDS:
        raise fail(f"“kind” must be one of {', '.join(_OWN_KINDS)}")
    needed = _COMMON_KEYS[0] | _OWN_KINDS[kind][0]
    allowed = needed | _COMMON_KEYS[1] | _OWN_KINDS[kind][1]
    for key in table:
        if key not in allowed:
            raise fail(f"unknown key “{key}”; {suggest(key, allowed)}")
    for key in sorted(needed - set(table)):
        raise fail(f"“{key}” is missing")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        raise fail("its name must be kebab-case, such as “no-synergy”")
    if name in all_rules():
        raise fail("a shipped rule has that name")
    options: dict[str, Option] = {}
    try:
        str(table["message"]).format(**_PLACEHOLDERS[kind])
    except (KeyError, IndexError, ValueError) as error:
        known = ", ".join(f"{{{name}}}" for name in _PLACEHOLDERS[kind])
        raise fail(f"its message has a placeholder that is not one of {known}: {error}") from error
    try:
        rule_kind = _own_kind(kind, table, options, fail)
        return Rule(
            kind=rule_kind,
            message=str(table["message"]),
            fix=str(table.get("fix", "see your team's own rules")),
            tags=("own", *_strings(table.get("tags", []))),
            level=Level.parse(str(table.get("level", "warning"))),
            options=options,
            bad=_strings(table.get("bad", [])),
            good=_strings(table.get("good", [])),
            name=name,
            manual=str(table.get("manual", f"{table['message']}\n\nA rule of your own configuration.")),
        )
    except (TypeError, KeyError, ValueError, re.error) as error:
        raise fail(f"a value is of the wrong kind: {error}") from error


def _own_kind(
    kind: str, table: Mapping[str, Any], options: dict[str, Option], fail: Any
) -> Phrases | Tokens | Pattern | Limit | Judge:
    where = table.get("where", "anywhere")
    if where not in ("anywhere", "opening"):
        raise fail("“where” must be “anywhere” or “opening”")
    if kind == "phrases":
        if not any(phrase.strip() for phrase in _strings(table["phrases"])):
            raise fail("“phrases” holds no phrase")
        return Phrases(
            phrases=_strings(table["phrases"]), exceptions=_strings(table.get("exceptions", [])), where=where
        )
    if kind == "tokens":
        return Tokens(
            patterns=tuple(map(tuple, table["patterns"])),
            exceptions=tuple(map(tuple, table.get("exceptions", []))),
            where=where,
        )
    if kind == "pattern":
        re.compile(table["regex"])
        return Pattern(regex=table["regex"])
    if kind == "judge":
        options["at-least"] = Option(float(table["at-least"]), "set where the rule is configured")
        probability = table["probability"]
        if probability not in ("selling", "broadcast", *INTENTS):
            known = ("selling", "broadcast", *INTENTS)
            raise fail(f"unknown probability “{probability}”; {suggest(probability, known)}")
        return Judge(probability=probability, at_least="at-least")
    measure = table["measure"]
    if measure not in MEASURES:
        raise fail(f"unknown measure “{measure}”; {suggest(measure, MEASURES)}")
    bounds = [bound for bound in ("above", "below") if bound in table]
    if len(bounds) != 1:
        raise fail("give one of “above” and “below”")
    bound = bounds[0]
    options[bound] = Option(
        float(table[bound]),
        "set where the rule is configured",
        tightest="lowest" if bound == "above" else "highest",
    )
    return Limit(
        measure=MEASURES[measure], above=bound if bound == "above" else None, below=bound if bound == "below" else None
    )


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"{value!r} is not a list of strings")
    return tuple(value)


def phrases_of(rule: Rule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the phrases and exceptions of a `Phrases` rule, from its lexicon or its own lists."""
    kind = rule.kind
    if not isinstance(kind, Phrases):
        return (), ()
    if kind.phrases:
        return kind.phrases, kind.exceptions
    phrases, exceptions = lexicon(kind.lexicon)
    return tuple(phrases), tuple(exceptions)
