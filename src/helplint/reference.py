"""What there is to look up, from the code: each key of the configuration, and each format that is read."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from helplint.config import Config, key_names, shown
from helplint.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from helplint.readers._file import Format

_EXAMPLES = {
    "select": 'select = ["execution", "repeated-copy"]',
    "extend-select": 'extend-select = ["own"]',
    "ignore": 'ignore = ["shouting", "accessibility"]',
    "per-file-ignores": '[per-file-ignores]\n"archive/*.csv" = ["promotion-not-earned"]',
    "exclude": 'exclude = ["old/", "*.export.csv"]',
    "timezone": 'timezone = "Europe/London"',
    "date-order": 'date-order = "day-first"',
    "text-column": 'text-column = "Final wording"',
    "id-column": 'id-column = "Ticket"',
    "channel-column": 'channel-column = "Where"',
    "date-column": 'date-column = "Goes out"',
    "table": 'table = "posts"',
    "today": "today = 2026-04-20",
    "brands": 'brands = ["Tidewell", "@tidewell"]',
    "model": 'model = "fast"',
    "fail-on": 'fail-on = "error"',
    "rules": '[rules.hashtag-wall]\nmaximum = 4\nlevel = "note"',
    "channels": "[channels.linkedin.hashtag-wall]\nmaximum = 3",
    "own-rules": (
        '[[own-rules]]\nname = "no-synergy"\nkind = "phrases"\nmessage = "“{text}” says nothing to a reader"\n'
        'phrases = ["synergy"]'
    ),
    "baseline": 'baseline = "helplint.baseline"',
    "cache-dir": 'cache-dir = "build/helplint"',
    "no-cache": "no-cache = true",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the configuration.

    Attributes
    ----------
    name
        As it is written there.
    meaning
        What it says, in one paragraph.
    default
        Its value where it is not set, as it would be written.
    example
        Lines of a ``helplint.toml``.
    """

    name: str
    meaning: str
    default: str
    example: str

    @property
    def summary(self) -> str:
        """The first sentence of its meaning."""
        return re.split(r"(?<=\.)\s|;", self.meaning, maxsplit=1)[0].rstrip(".")

    def __str__(self) -> str:
        """Return its page."""
        example = "\n".join(f"    {line}" for line in self.example.splitlines())
        return f"{self.name}\n\n{self.meaning}\n\nDefault: {self.default}\n\n{example}"


@cache
def keys() -> Mapping[str, Key]:
    """Return the keys by name, in their order.

    Examples
    --------
    >>> print(keys()["fail-on"])
    fail-on
    <BLANKLINE>
    The lowest level that makes a check fail.
    <BLANKLINE>
    Default: warning
    <BLANKLINE>
        fail-on = "error"
    """
    meanings = dict(_attributes(inspect.getdoc(Config) or ""))
    defaults = Config()
    return {
        name: Key(name, meanings.get(attribute, ""), shown(getattr(defaults, attribute)), _EXAMPLES.get(name, ""))
        for name, attribute in key_names().items()
    }


def reference_page(chosen: Iterable[Key]) -> str:
    """Return a page of Markdown with some keys; with all of them, as it stands in ``docs/reference.md``."""
    lines = [
        "# Configuration reference",
        "",
        "Keys of `helplint.toml`, and of `[tool.helplint]` in `pyproject.toml`, where the tables of the examples are",
        "`[tool.helplint.rules.hashtag-wall]` and so on. `helplint config KEY` shows the same in the terminal.",
        "[Configuration](configuration.md) says how the file is found and what overrides what.",
    ]
    for key in chosen:
        lines += ["", f"## {key.name}", "", escape(key.meaning), "", f"Default: `{key.default}`"]
        lines += ["", "```toml", key.example, "```"]
    return "\n".join(lines)


def format_tables(known: Mapping[str, Format]) -> dict[str, str]:
    """Return tables in Markdown by name: ``formats``, and ``dialects of NAME`` for each format that has some.

    Parameters
    ----------
    known
        By name; the page where the tables stand must have a section of each name.

    Examples
    --------
    >>> from helplint.readers import formats
    >>> print(format_tables({"toot": formats()["toot"]})["formats"].splitlines()[-1])
    | [`toot`](#toot) | `.toot` | toots as files, with polls (toot-together) | |
    """
    lines = ["| format | files | what it is | told by |", "| --- | --- | --- | --- |"]
    for name, each in sorted(known.items()):
        files = " ".join(f"`{ending}`" for ending in (*each.suffixes, *each.globs))
        marks = f" {escape(each.marks)}" if each.marks else ""
        lines.append(f"| [`{name}`](#{name}) | {files} | {escape(each.summary)} |{marks} |")
    tables = {"formats": "\n".join(lines)}
    for name, each in known.items():
        dialects = [f"| {escape(dialect)} | {escape(marks)} |" for dialect, marks in each.dialects.items()]
        if dialects:
            tables[f"dialects of {name}"] = "\n".join(["| dialect | told by |", "| --- | --- |", *dialects])
    return tables


def with_tables(page: str, tables: Mapping[str, str]) -> str:
    """Return a page with each table between the comment of its name and the one that ends it.

    Raises
    ------
    ValueError
        The page has no such place for one of them.

    Examples
    --------
    >>> print(with_tables("<!-- names -->old<!-- end of names -->", {"names": "new"}))
    <!-- names -->
    <BLANKLINE>
    new
    <BLANKLINE>
    <!-- end of names -->
    """
    for name, table in tables.items():
        before, begin, rest = page.partition(f"<!-- {name} -->")
        _, end, after = rest.partition(f"<!-- end of {name} -->")
        if not end:
            message = f"the page has no place for the table “{name}”"
            raise ValueError(message)
        page = f"{before}{begin}\n\n{table}\n\n{end}{after}"
    return page


def _attributes(docstring: str) -> Iterator[tuple[str, str]]:
    """Yield the names under “Attributes”, each with its text as one paragraph."""
    listed = docstring.partition("Attributes\n----------\n")[2]
    for match in re.finditer(r"^(?P<names>\S.*)\n(?P<text>(?:[ ]+.*\n?)+)", listed, re.MULTILINE):
        text = re.sub(r"`+(.+?)`+", "“\\1”", " ".join(match["text"].split()))
        for name in match["names"].split(", "):
            yield name, text
