"""Where a result goes, and how it should look."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What every reporter is given beside the result; the fields are explained at the public functions."""

    file: TextIO
    errors: TextIO = field(default_factory=lambda: sys.stderr)
    width: int | None = None
    color: bool | None = None
    verbose: bool = False
    manuals: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    include_text: bool = False

    def line(self, text: str) -> None:
        """Write one line."""
        self.file.write(f"{text}\n")
