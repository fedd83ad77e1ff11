"""The links of a post, and whether a visit through them can be told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_AFTER = ".,;:!?'\"’”)]}*_…"
_TAGS = re.compile(
    # Google Analytics, Matomo and its elder name, Piano, HubSpot's ads
    r"(?:utm|mtm|matomo|pk|piwik|at|hsa)_\w+"
    # Adobe, Webtrends, Mailchimp, and what people make up for themselves
    r"|cid|cmp|cmpid|mc_cid|s_cid|sc_cid|wt\.mc_id|campaign|campaign_?id|ref|src|source|medium",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a post.

    Attributes
    ----------
    site
        Its host, lower case, without ``www.``.
    target
        Where it leads: the host, the path, and what of the query is not there for tracking.
    tagged
        Whether it carries a parameter that says where a visitor came from.
    """

    site: str
    target: str
    tagged: bool

    @property
    def home(self) -> bool:
        """Whether it leads to the front page of its site, which is no subject of its own."""
        return self.target == self.site


def find_links(text: str) -> Iterator[Link]:
    """Yield the links of a text that are written out with ``https://`` or ``www.``.

    Examples
    --------
    >>> list(find_links("See https://www.Acme.example/duo/?utm_source=x&size=2."))
    [Link(site='acme.example', target='acme.example/duo?size=2', tagged=True)]
    """
    if "://" not in text and "www." not in text.lower():
        return
    for match in _LINK.finditer(text):
        address = match.group().rstrip(_AFTER)
        try:
            parts = urlsplit(address if "://" in address else f"https://{address}")
            site = (parts.hostname or "").removeprefix("www.")
        except ValueError:  # a bracket that opens an address of six parts and never closes
            continue
        if not site:
            continue
        query = parse_qsl(parts.query, keep_blank_values=True)
        kept = [(name, value) for name, value in query if not _TAGS.fullmatch(name)]
        path = parts.path.rstrip("/")
        yield Link(site, f"{site}{path}{'?' if kept else ''}{urlencode(kept)}", tagged=len(kept) < len(query))
