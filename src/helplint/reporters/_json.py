"""JSON that is safe to show and safe to split into lines."""

from __future__ import annotations

import json

from helplint.reporters._terminal import UNPRINTABLE


def dumps(value: object, *, indent: int | None = None) -> str:
    r"""Return a value as JSON, readable in every script; what could act in a terminal or end a line is escaped.

    Examples
    --------
    >>> print(dumps(["né\x9b"]))
    ["né\u009b"]
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # Line feeds outside strings are the only control characters json.dumps leaves that are not content.
    return UNPRINTABLE.sub(lambda match: "\n" if match.group() == "\n" else f"\\u{ord(match.group()):04x}", text)
