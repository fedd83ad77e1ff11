"""Names of the networks a post can go to, as people write them."""

from __future__ import annotations

import re
from functools import cache

CHANNELS: dict[str, tuple[str, ...]] = {
    "x": ("x", "twitter", "tweet", "tweets", "x/twitter", "twitter/x"),
    "linkedin": ("linkedin", "linked in", "li"),
    "instagram": ("instagram", "insta", "ig"),
    "facebook": ("facebook", "fb", "meta", "facebook page", "fb page", "facebook groups", "fb groups"),
    "mastodon": ("mastodon", "fediverse", "toot"),
    "bluesky": ("bluesky", "bsky"),
    "threads": ("threads",),
    "tiktok": ("tiktok", "tik tok"),
    "youtube": ("youtube", "yt"),
    "pinterest": ("pinterest",),
    "google-business": (
        "google-business",
        "google business",
        "google business profile",
        "gbp",
        "gmb",
        "google my business",
    ),
    "reddit": ("reddit",),
    "forum": ("forum", "discord", "slack", "hacker news"),
    "telegram": ("telegram",),
    "whatsapp": ("whatsapp",),
    "blog": ("blog", "article", "blog post", "medium", "substack post"),
    "newsletter": ("newsletter", "substack"),
    "email": ("email", "e-mail", "mail"),
    "press-release": ("press-release", "press release", "press"),
}
"""By canonical name: the names, lower case, by which files call it."""


@cache
def _by_alias() -> dict[str, str]:
    return {alias: name for name, aliases in CHANNELS.items() for alias in aliases}


def parse_channels(text: str) -> tuple[str, ...]:
    """Return the channels that a cell, key or heading names, in its order, each once; unknown names are left out.

    Examples
    --------
    >>> parse_channels("LinkedIn, X / Twitter & FB page")
    ('linkedin', 'x', 'facebook')
    >>> parse_channels("SEO")
    ()
    """
    lowered = text.strip().lower()
    if lowered in _by_alias():
        return (_by_alias()[lowered],)
    names = [_by_alias().get(part.strip()) for part in re.split(r"[,;/|+&\n]|\band\b", lowered)]
    return tuple(dict.fromkeys(name for name in names if name))
