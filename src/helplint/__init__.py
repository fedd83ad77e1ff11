"""helplint says whether a post helps its reader or sells to them, before it goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.config import Config, read_config
from helplint.notice import HelplintError, Notice
from helplint.post import Post
from helplint.readers import read
from helplint.scale import Score

if TYPE_CHECKING:
    from helplint.engine import check, explain, score
    from helplint.trial import check_rules

__all__ = [
    "Config",
    "HelplintError",
    "Notice",
    "Post",
    "Score",
    "check",
    "check_rules",
    "explain",
    "read",
    "read_config",
    "score",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # The engine brings numpy and all rules; `import helplint` alone must cost next to nothing.
    if name in {"check", "explain", "score"}:
        from helplint import engine  # noqa: PLC0415 - see above

        return getattr(engine, name)
    if name == "check_rules":
        from helplint.trial import check_rules  # noqa: PLC0415 - see above

        return check_rules
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
