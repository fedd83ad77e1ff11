"""Names a crowd of accounts.

What it finds
-------------
More accounts named in one post than anybody speaks to at once. Those at the start of a reply are not counted.

Why it matters
--------------
Each of them gets a notice for a post that is mostly not for them, and everybody else has to read past their names.
Networks treat mentions in bulk as spam.

How to fix it
-------------
Name those whom the post is about or speaks to; thank the others in messages of their own.

Limits
------
It counts handles, whoever they are. A list of credits counts like any other.

References
----------
X Help Center, “Platform manipulation and spam policy”: bulk, aggressive and unsolicited mentions.
Instagram Platform documentation, “Content Publishing”: at most 20 tags of accounts in a caption.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.measures import MENTION
from helplint.rule import Draft, Expression, Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_NAMING = Expression(MENTION, needs=("@",))
# The networks themselves put everybody of a conversation in front of a reply.
_ADDRESSED = re.compile(rf"\s*\.?(?:{MENTION.pattern}[\s,]*)*")


def _mentions(analysis: Analysis, _options: Options) -> Measure | None:
    """Count the accounts named after those that a reply is addressed to; each once."""
    text = analysis.post.text
    addressed = _ADDRESSED.match(text)
    spans = [match.span() for match in MENTION.finditer(text, addressed.end() if addressed else 0)]
    names = {text[start:end].lower() for start, end in spans}
    return Measure(len(names), spans[0][0], spans[-1][1]) if spans else None


rule = Rule(
    kind=Limit(measure=_mentions, above="maximum", only_where=_NAMING),
    message="{value:.0f} accounts are named, where {bound:.0f} are the most, and each gets a notice it did not ask for",
    fix="name those whom the post speaks to or is about",
    tags=("execution", "measurement"),
    options={
        "maximum": Option(
            5,
            (
                "how many accounts a post may name: our choice; a panel of four and its host still read as a "
                "sentence. Half of the 20 that Instagram allows; a long text has more room"
            ),
            channels={"instagram": 10, "newsletter": 10, "email": 10, "blog": 15},
        )
    },
    bad=(
        "Great day with ⟦@ann @bo @cy @di @eve @flo⟧",
        "New single is out ⟦@radioleeds @nme @pitchfork @bbc6 @kexp @mojo⟧ please play it",
        "Thanks ⟦@ann, @bo, @cy and @di! And you too @eve, @flo, @gus⟧.",
    ),
    good=(
        "@ann @bo @cy @di @eve @flo @gus The key is under the blue pot. Take the back door.",
        "On the panel tonight: @ann, @bo, @cy and @di, with @eve asking your questions.",
        "Ask @ann. If @ann is out, @ann's brother has the list, and @ann comes back at six; that is @ann for you.",
        Draft("Photos by @ann, @bo, @cy, @di, @eve and @flo; ask them before you reuse one.", channel="instagram"),
    ),
)
