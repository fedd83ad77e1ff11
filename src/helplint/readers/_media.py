"""The pictures of a post, as the rules look for them among its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def media_fields(pictures: Iterable[tuple[str, str]]) -> dict[str, str]:
    r"""Return the fields ``media`` and ``alt``, a line a picture; the latter even if there is no description.

    Parameters
    ----------
    pictures
        For each its file, address or name, and how it is described.

    Examples
    --------
    >>> media_fields([("hose.jpg", "A split hose."), ("tap.jpg", "")])
    {'media': 'hose.jpg\ntap.jpg', 'alt': 'A split hose.\n'}
    >>> media_fields([])
    {}
    """
    listed = [(file or f"picture {number}", alt) for number, (file, alt) in enumerate(pictures, start=1)]
    if not listed:
        return {}
    return {
        "media": "\n".join(file for file, _ in listed),
        "alt": "\n".join(" ".join(alt.split()) for _, alt in listed),
    }
