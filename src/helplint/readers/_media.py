"""The pictures of a post, as the rules look for them among its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def media_fields(pictures: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    r"""Return the fields ``media`` and ``alt``, a line a picture; the latter wherever there is a place for it.

    Parameters
    ----------
    pictures
        For each its file, address or name, and how it is described; None where the format has no place for that.

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
    fields = {"media": "\n".join(file for file, _ in listed)}
    if any(alt is not None for _, alt in listed):
        fields["alt"] = "\n".join(" ".join((alt or "").split()) for _, alt in listed)
    return fields
