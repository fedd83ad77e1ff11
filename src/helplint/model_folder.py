"""Where a model stands, shipped or a team's own; apart from what loads it, which costs more."""

from __future__ import annotations

from pathlib import Path

from helplint.notice import HelplintError

CARD = "card.json"
"""The file that makes a folder a model's."""


def find_model(name: str) -> Path:
    """Return the folder of a model, by the name of a shipped one or by the path of its folder.

    Raises
    ------
    HelplintError
        There is no such model.

    Examples
    --------
    >>> find_model("fast").name
    'fast'
    """
    given = Path(name)
    if (given / CARD).is_file():
        return given
    # In a wheel models/ stands inside the package, in a checkout beside src/.
    inside = Path(__file__).with_name("models")
    shipped = inside if inside.is_dir() else Path(__file__).parents[2] / "models"
    if (shipped / name / CARD).is_file():
        return shipped / name
    known = sorted(path.parent.name for path in shipped.glob(f"*/{CARD}"))
    raise HelplintError(f"there is no model “{name}”; give one of {', '.join(known)}, or the path of a model's folder")
