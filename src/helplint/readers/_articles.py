"""Long posts as blogs and newsletters export them: a title above a body, an id, a time that a program wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.readers._dates import parse_dates
from helplint.readers._excerpt import Excerpt
from helplint.readers._html import places_of

if TYPE_CHECKING:
    from datetime import datetime

    from helplint.readers._file import File

_ZONES = {
    "UT": "+0000",
    "EST": "-0500",
    "EDT": "-0400",
    "CST": "-0600",
    "CDT": "-0500",
    "MST": "-0700",
    "MDT": "-0600",
    "PST": "-0800",
    "PDT": "-0700",
}
"""The letters that RFC 822 gives a meaning."""

_MADE_TITLE = 5
"""Words with which a body begins only where the title was made of it, or it repeats its title."""

_LETTERS = re.compile(rf"(?<=\d )({'|'.join(_ZONES)})$")


def under_title(title: Excerpt, body: Excerpt) -> Excerpt:
    r"""Return what a reader sees: a title, an empty line, the body.

    The body alone where its first line, or its first words, are the title, or where that stands behind it in the file.

    Examples
    --------
    >>> under_title(Excerpt("Salt and ice", 7), Excerpt("Wait.", 30)).text
    'Salt and ice\n\nWait.'
    """
    if not body.text:
        return title
    places = places_of(title)
    if not title.text or _repeats(body.text, title.text) or places[-1] > body.start:
        return body
    places = [*places[:-1], body.start, body.start, *places_of(body)]
    return Excerpt.mapped(f"{title.text}\n\n{body.text}", places)


def _repeats(body: str, title: str) -> bool:
    first_line = " ".join(body.partition("\n")[0].split()).casefold()
    # Of a post without a title some programs make one of its first words; a short one may begin a sentence by chance.
    is_made = title.endswith(("…", "...")) or len(title.split()) >= _MADE_TITLE
    return first_line == " ".join(title.split()).casefold() or (is_made and begins_with(body, title))


def begins_with(body: str, title: str) -> bool:
    r"""Return whether a body begins with the words of a title, which may be cut off.

    Examples
    --------
    >>> begins_with("Salt the step, then\nwait.", "Salt the step, then wa…")
    True
    """
    begun, wanted = (" ".join(text.split()).casefold() for text in (body[: 2 * len(title) + 100], title))
    cut = wanted.rstrip("…").rstrip(".") if wanted.endswith(("…", "...")) else wanted
    return bool(cut) and begun.startswith(cut)


class Archive:
    """What the posts of one archive share: no id is given twice, and of bad dates only the first is told.

    Parameters
    ----------
    file
        Gets what there is to say.
    """

    def __init__(self, file: File) -> None:
        self._file = file
        self._taken: set[str] = set()
        self._warned = False

    def id(self, given: str, key: str) -> str:
        """Return the id of a post: the one the archive gives it, or else a key made from its place."""
        unique = given if given and given not in self._taken else f"{given} ({key})" if given else key
        self._taken.add(unique)
        return unique

    def time(self, text: str, line: int) -> tuple[datetime | None, bool]:
        """Return the time that a text gives, and whether it is a whole day; ``(None, False)`` where it gives none.

        Parameters
        ----------
        line
            Where it stands.
        """
        text = _LETTERS.sub(lambda match: _ZONES[match[1]], text.strip())
        dates = parse_dates([text], order=self._file.date_order)
        for _, message in dates.warnings([text]):
            if not self._warned:
                self._file.warn(message, line)
            self._warned = True
        return dates.times[0]
