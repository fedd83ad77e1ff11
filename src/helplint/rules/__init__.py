"""The rules: one file each, discovered by their file names."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING

from helplint.notice import HelplintError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helplint.rule import Rule


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return the shipped rules by name, in the order of their names.

    Examples
    --------
    >>> all_rules()["false-urgency"].name
    'false-urgency'
    """
    rules = {}
    for info in pkgutil.iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        name = info.name.replace("_", "-")
        rules[name] = replace(module.rule, name=name, manual=(module.__doc__ or "").strip())
    return dict(sorted(rules.items()))


@cache
def lexicon(name: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return a word list: its phrases, then its exceptions, each with the reason for it.

    A line of ``lexicons/NAME.txt`` is ``phrase | reason``, or ``! phrase | reason`` for an exception; ``# `` begins
    a comment line.

    Raises
    ------
    HelplintError
        A line has no reason.
    """
    phrases: dict[str, str] = {}
    exceptions: dict[str, str] = {}
    text = (files("helplint") / "lexicons" / f"{name}.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("# "):
            continue
        entry, bar, reason = line.partition(" | ")
        if not bar or not reason.strip():
            raise HelplintError("a lexicon line is “phrase | reason”", path=f"lexicons/{name}.txt", line=number)
        if entry.startswith("! "):
            exceptions[entry.removeprefix("! ").strip()] = reason.strip()
        else:
            phrases[entry.strip()] = reason.strip()
    return phrases, exceptions
