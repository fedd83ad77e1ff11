"""Speaks of its own sender as of a stranger.

What it finds
-------------
The sender's name as the subject of a claim: “Tidewell offers”, “Tidewell is proud”, “Tidewell continues to”, and “the
Company” with its capital.

Why it matters
--------------
Nobody speaks of themselves by name. It is how a newsroom sounds, and it puts the reader outside the conversation.

How to fix it
-------------
Say “we”, or better: say “you”, and what you can now do.

Limits
------
The names are those configured as `brands`; without them only “the Company” is known. Only verbs of self-praise and
of announcement count, so that “Tidewell is closed on Monday” goes through.

References
----------
Aner Sela, S. Christian Wheeler and Gülen Sarial-Abi, “We Are Not the Same as You and I: Causal Effects of Minor
Language Variations on Consumers' Attitudes toward Brands”, Journal of Consumer Research 39, 2012.
plainlanguage.gov, “Address the user”: “we” for the organisation, “you” for the reader.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from helplint.rule import Draft, Expression, Limit, Measure, Option, Rule, in_small_letters

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_CLAIMS = (
    r"(?:aims|believes|brings|commits|continues|delivers|empowers|enables|helps|leads|offers|prides itself|provides"
    r"|remains|reports|strives|supports|welcomes"
    r"|(?:is|are) (?:proud|pleased|delighted|excited|thrilled|honou?red|committed|dedicated|passionate)"
    r"|has (?:announced|been|committed|launched|joined|partnered|signed|won))\b"
)


@lru_cache(8)
def _claims_of(brands: frozenset[str]) -> Expression:
    names = "|".join(re.escape(brand) for brand in sorted(brands, key=len, reverse=True))
    subject = rf"(?i:{names})|[Tt]he Company" if names else "[Tt]he Company"
    needs = ("the company", *map(in_small_letters, brands))
    return Expression(re.compile(rf"(?<![\w@#])(?:{subject}) {_CLAIMS}"), needs)


def _claims(analysis: Analysis, _options: Options) -> Measure | None:
    """Count the claims whose subject is the sender by name; the span is the first."""
    found = list(_claims_of(analysis.brands).finditer(analysis.post.text))
    return Measure(len(found), *found[0].span()) if found else None


rule = Rule(
    kind=Limit(measure=_claims, above="claims"),
    message="“{text}” speaks of the sender as of a stranger, and the reader is outside the conversation",
    fix="say “we”, or better “you” and what you can now do",
    tags=("execution", "broadcasting", "wording"),
    accepted_on=("press-release",),
    options={
        "claims": Option(
            0, "how many claims a post may make of its sender by name: our choice; nobody speaks so of themselves"
        )
    },
    bad=(
        Draft("⟦Tidewell offers⟧ sensors for every cellar.", brands=("Tidewell",)),
        Draft(
            "Floods are up. ⟦Tidewell is committed⟧ to dry homes, and Tidewell continues to invest in them.",
            brands=("Tidewell",),
        ),
        "⟦The Company continues⟧ to see strong demand in all regions.",
    ),
    good=(
        Draft("Tidewell is closed on Monday. The emergency line answers day and night.", brands=("Tidewell",)),
        Draft("Write to Tidewell, Mill Lane, Leeds, and we will send you the seal.", brands=("Tidewell",)),
        "The company continues to ring you? Tell them to stop in writing; they must.",
        "Castlegate offers free parking after six, and so does the school.",
    ),
)
