"""Is longer than its channel takes.

What it finds
-------------
A post with more characters than the network accepts, counted as that network counts: on X a link is 23 and an emoji
two, on Mastodon a link is 23 and the server in a handle nothing.

Why it matters
--------------
The network refuses it, or the scheduling tool cuts it, and nobody sees that before it should have gone out.

How to fix it
-------------
Cut what the reader can do without, or make two posts of it. The finding begins where the channel stops.

Limits
------
Posts without a known channel are not measured, nor networks that publish no limit. Accounts with a paid plan may
write more; set the number for them. A text more than twice as long as its channel takes is a thread in one piece, or
belongs to such an account or somewhere else, and is left alone.

References
----------
X developer documentation, “Counting characters”: 280, links 23, emoji and CJK two each.
Mastodon documentation, “Posting to your profile”: 500, links 23, the server's name in a handle not counted.
Bluesky, lexicon app.bsky.feed.post: 300 graphemes. Threads API documentation: 500.
LinkedIn Help: 3,000 for a post. Instagram Platform documentation: 2,200 for a caption. Google Business Profile API,
local posts: 1,500. TikTok Content Posting API: 2,200. Telegram Bot API: 4,096.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.measures import EMOJI, LINK, MENTION
from helplint.rule import Draft, Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_LINK_COUNTS = 23  # on X and Mastodon, whatever its length
_THREAD = 2  # times the limit: nobody tries to get that much into one post
_LIGHT = (range(0x1100), range(0x2000, 0x200E), range(0x2010, 0x2020), range(0x2032, 0x2038))  # one each on X


_ADDRESSED = re.compile(rf"(?:{MENTION.pattern}\s+)+")


def _weights(text: str, channel: str) -> list[int]:
    """Return what each character counts on a channel; the first of a link or an emoji counts for the whole."""
    weights = [1] * len(text)
    if channel == "x":
        weights = [1 if any(ord(character) in light for light in _LIGHT) else 2 for character in text]
        # X itself puts everybody of a conversation in front of a reply, and does not count them.
        addressed = _ADDRESSED.match(text)
        if addressed is not None:
            weights[: addressed.end()] = [0] * addressed.end()
    wholes = [(match, 2 if channel == "x" else 1) for match in EMOJI.finditer(text)]
    if channel in ("x", "mastodon"):
        wholes += [(match, _LINK_COUNTS) for match in LINK.finditer(text)]
    for match, weight in wholes:
        weights[match.start() : match.end()] = [weight] + [0] * (match.end() - match.start() - 1)
    if channel == "mastodon":
        for match in MENTION.finditer(text):
            server = text.find("@", match.start() + 1, match.end())
            if server >= 0:
                weights[server : match.end()] = [0] * (match.end() - server)
    return weights


def _length(analysis: Analysis, options: Options) -> Measure | None:
    """Count the characters as the channel does; the span is what is beyond its limit."""
    text, channels = analysis.post.text.rstrip(), analysis.post.channels
    bound = options.value("characters", channels)
    if len(text) * 2 <= bound:
        return None
    total, beyond = 0, len(text)
    for index, weight in enumerate(_weights(text, channels[0])):
        total += weight
        if total > bound:
            beyond = min(beyond, index)
    return Measure(total, beyond, len(text)) if total <= _THREAD * bound else None


rule = Rule(
    kind=Limit(measure=_length, above="characters", each_channel=True),
    message="{value:.0f} characters, where {channel} takes {bound:.0f}, and this is what it would not take",
    fix="cut what the reader can do without, or make two posts of it",
    tags=("integration", "proofreading"),
    options={
        "characters": Option(
            999_999,
            "how many characters a post may have, as each network publishes it; elsewhere there is no limit we know of",
            channels={
                "x": 280,
                "bluesky": 300,
                "mastodon": 500,
                "threads": 500,
                "google-business": 1500,
                "instagram": 2200,
                "tiktok": 2200,
                "linkedin": 3000,
                "telegram": 4096,
            },
        )
    },
    bad=(
        Draft(f"{'The ferry is late again. ' * 11}Take ⟦the bus, or wait.⟧", channel="x"),
        Draft(f"{'The ferry is late again. ' * 11}⟦https://ferry.example/timetable⟧", channel="x"),
        Draft(f"{'The ferry is late again. ' * 12}⟦Take the bus.⟧", channel="bluesky"),
    ),
    good=(
        Draft(f"{'The ferry is late. ' * 13}https://ferry.example/{'winter-timetable-' * 8}", channel="x"),
        Draft(f"{'The ferry is late. ' * 25} @harbour@a.very.long.server.name.example", channel="mastodon"),
        Draft(f"@ann_of_leeds @bo_of_leeds {'The ferry is late. ' * 14}", channel="x"),
        Draft("👨‍👩‍👧‍👦" * 140, channel="x"),
        Draft("The ferry is late again. Take the bus. " * 20, channel="x"),
        Draft("The ferry is late again. " * 40, channel="blog"),
        "The ferry is late again. " * 20,
    ),
)
