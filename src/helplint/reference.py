"""What each key of the configuration means: from the docstring and the defaults of `Config`, with an example each."""

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


def _attributes(docstring: str) -> Iterator[tuple[str, str]]:
    """Yield the names under “Attributes”, each with its text as one paragraph."""
    listed = docstring.partition("Attributes\n----------\n")[2]
    for match in re.finditer(r"^(?P<names>\S.*)\n(?P<text>(?:[ ]+.*\n?)+)", listed, re.MULTILINE):
        text = re.sub(r"`+(.+?)`+", "“\\1”", " ".join(match["text"].split()))
        for name in match["names"].split(", "):
            yield name, text
