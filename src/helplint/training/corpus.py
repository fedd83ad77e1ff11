"""Labelled posts: what a model is trained and judged on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helplint.channel import parse_channels
from helplint.notice import HelplintError
from helplint.scale import INTENTS, STANCES

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Labelled:
    """One post of a corpus.

    Attributes
    ----------
    id, text
        As in `helplint.post.Post`.
    brief
        What shares a sender and a subject, and must not be split; falls back on a ``group``, then on the id.
    stance
        1 to 5, and between where it is the mean of several labels.
    intent
        One of `INTENTS`; None where the labellers split.
    broadcast
        Share of the labellers who said yes, 0 to 1; None where nobody was asked.
    grades
        The stances that single labellers gave, where they are kept.
    channels
        As in `helplint.post.Post`, where the row has a ``channel``.
    """

    id: str
    text: str
    brief: str
    stance: float
    intent: str | None
    broadcast: float | None
    grades: tuple[float, ...] = ()
    channels: tuple[str, ...] = ()

    @property
    def broadcasts(self) -> bool:
        """Whether most of the labellers said that it broadcasts."""
        return (self.broadcast or 0.0) > 0.5  # noqa: PLR2004 - the majority


def read_labelled(path: Path) -> list[Labelled]:
    """Return the posts of a JSON Lines file, or of ``posts.jsonl`` in a folder.

    Raises
    ------
    HelplintError
        The file is missing, or a line is not a labelled post.
    """
    path = path / "posts.jsonl" if path.is_dir() else path
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise HelplintError(f"the labelled posts cannot be read: {error}", path=str(path)) from error
    posts = [_labelled(line, str(path), number) for number, line in enumerate(lines, start=1) if line.strip()]
    if not posts:
        raise HelplintError("there is no labelled post in it", path=str(path))
    return posts


def _labelled(line: str, path: str, number: int) -> Labelled:
    try:
        row = json.loads(line)
        stance, intent, broadcast = float(row["stance"]), row.get("intent"), row.get("broadcast")
        labelled = Labelled(
            id=str(row["id"]),
            text=row["text"],
            brief=str(row.get("brief") or row.get("group") or row["id"]),
            stance=stance,
            intent=intent,
            broadcast=None if broadcast is None else float(broadcast),
            grades=tuple(float(label[0]) for label in row.get("labels", ())),
            channels=parse_channels(str(row.get("channel") or "")),
        )
    except (ValueError, KeyError, TypeError, IndexError) as error:
        message = "a labelled post is a JSON object with id, text and stance, and intent and broadcast where known"
        raise HelplintError(f"{message} ({error})", path=path, line=number) from error
    in_range = STANCES[0] <= stance <= STANCES[-1] and (broadcast is None or 0 <= float(broadcast) <= 1)
    if not in_range or intent not in (None, *INTENTS):
        raise HelplintError("stance is 1 to 5, intent one of the seven, broadcast yes or no", path=path, line=number)
    return labelled
