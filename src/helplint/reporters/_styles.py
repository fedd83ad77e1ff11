"""The colours, by what they mean."""

from __future__ import annotations

LEVELS = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
"""Of findings and of notices alike."""

HELPS, SELLS, BETWEEN = "green", "red", "yellow"

_MIDDLE = (40, 60)


def style_of(helpfulness: float) -> str:
    """Return the colour of a helpfulness of 0 to 100."""
    if helpfulness < _MIDDLE[0]:
        return SELLS
    return HELPS if helpfulness > _MIDDLE[1] else BETWEEN


def bar(share: float, width: int) -> str:
    """Return a bar of `width` cells, filled to a share.

    Examples
    --------
    >>> bar(0.5, 6)
    '███░░░'
    """
    filled = round(share * width)
    return "█" * filled + "░" * (width - filled)
