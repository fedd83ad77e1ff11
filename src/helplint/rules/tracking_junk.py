"""Shares a link with marks that somebody else's tracking left on it.

What it finds
-------------
Parameters that advertising networks, mail programs and apps hang on a link for the one visit in which it was copied:
`fbclid`, `gclid`, `igshid`, `mc_eid` and their like.

Why it matters
--------------
Every reader then arrives as the one person who copied the link: their visits are counted for an old advertisement or
for another newsletter, and what was meant to be known of them is lost. Some of these marks name a person.

How to fix it
-------------
Cut them off. The page behind the link is the same.

Limits
------
`utm_source` and its like are no junk: they say which post brought a visitor. Short names that mean something on other
sites (`si`, `ref`, `s`) are left alone.

References
----------
Firefox Source Docs, “Query Parameter Stripping”: the same parameters, taken off in a browser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.finding import Edit
from helplint.rule import Draft, Pattern, Rule

if TYPE_CHECKING:
    from helplint.rule import Span

_JUNK = (
    # Clicks on advertisements: Facebook, Google, Microsoft, X, TikTok, LinkedIn, Pinterest, Yandex.
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|srsltid|msclkid|twclid|ttclid|li_fat_id|epik|yclid"
    # Whoever pressed “share” on Instagram.
    r"|igshid|igsh"
    # Whoever got the mail: Mailchimp, HubSpot, Marketo, Vero, Omeda, Drip.
    r"|mc_eid|_hsenc|_hsmi|mkt_tok|vero_id|oly_anon_id|oly_enc_id|__s"
)
_ONE = rf"(?:{_JUNK})=(?:[\w~%*+-]|\.(?=\w))*=*"
_AND = "&(?:amp;)?"


def _cut_off(text: str, junk: Span) -> Edit:
    """Cut the parameters off, with the sign that parts them from what stays."""
    following = re.compile(_AND).match(text, junk.end)
    if text[junk.start - 1] == "?" and following:
        return Edit(start=junk.start, end=following.end())
    sign = len("&amp;") if text.endswith("&amp;", 0, junk.start) else len("&")
    return Edit(start=junk.start - sign, end=junk.end)


rule = Rule(
    kind=Pattern(
        regex=rf"(?:(?<=[?&])|(?<=&amp;)){_ONE}(?:{_AND}{_ONE})*",
        needs=tuple(f"{name}=" for name in _JUNK.split("|")),
    ),
    message="“{text}” belongs to whoever copied the link, and every reader would be counted as that one",
    fix="cut it off the link; the page stays the same",
    edit=_cut_off,
    tags=("measurement", "upkeep"),
    bad=(
        "How to descale it: https://kettle.example/care?⟦fbclid=IwAR0_x1-y2⟧",
        Draft("The form is at https://town.example/bins?week=2&⟦gclid=Cj0KCQ.BwE⟧. Two minutes.", channel="linkedin"),
        "[The recipe](https://jam.example/plum?⟦mc_eid=a1b2c3&igshid=Zm9v⟧&utm_source=x) for six jars",
        "Read https://a.example/?⟦fbclid=1⟧&utm_medium=social&⟦msclkid=2⟧#top first",
    ),
    good=(
        "How to descale it: https://kettle.example/care?utm_source=linkedin&utm_campaign=care",
        "Your ticket: https://rail.example/find?s=12&ref=leeds&si=4",
        "A link with fbclid=1 in it says who copied it; cut it off.",
        "The parameter is called gclid, and https://help.example/gclid says what it does.",
    ),
)
