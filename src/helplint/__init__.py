"""helplint says whether a post helps its reader or sells to them, before it goes out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helplint.config import Config, read_config
    from helplint.engine import check, explain, score
    from helplint.notice import HelplintError, Notice
    from helplint.post import Post
    from helplint.readers import read
    from helplint.scale import Score
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

_HOMES = {
    "Config": "config",
    "HelplintError": "notice",
    "Notice": "notice",
    "Post": "post",
    "Score": "scale",
    "check": "engine",
    "check_rules": "trial",
    "explain": "engine",
    "read": "readers",
    "read_config": "config",
    "score": "engine",
}


def __getattr__(name: str) -> object:
    # The engine brings all rules, the readers all formats; `import helplint` alone must cost next to nothing.
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
