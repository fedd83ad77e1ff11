"""Carries the standing paragraph of a press release.

What it finds
-------------
“About Acme” over a paragraph about Acme, “Media contact:”, “Notes to editors”, “For more information about Acme, visit
…”, “forward-looking statements”, “-ends-”.

Why it matters
--------------
It is written for an editor who has never heard of the firm. A reader who follows it has, and scrolls past the same
paragraph under every post.

How to fix it
-------------
Cut it. Who wants to know who you are finds it in your profile.

Limits
------
A heading “About …” is found where the paragraph under it begins with the same name or with the firm. “About the
author” is left alone, and so is a way to get in touch.

References
----------
Tom Foremski, “Die! Press release! Die! Die! Die!”, Silicon Valley Watcher, 27 February 2006.
US Private Securities Litigation Reform Act of 1995, section 21E(c): where “forward-looking statements” come from.
"""

from helplint.rule import Draft, Pattern, Rule

_FIRM = r"[A-Z][\w&.’'-]{1,30}(?: [A-Z&][\w&.’'-]{0,30}){0,4}"
_MARKS = (
    (
        rf"^(?:[^\w\n]|_){{0,6}}(About (?P<firm>{_FIRM}))[:*]*"
        r"(?=[^\S\n]*\n[\s*]{0,6}(?:The )?(?:(?P=firm)|[Tt]he company))"
    ),
    r"((?i:(?:media|press) (?:contacts?|enquiries|inquiries)):)",
    r"((?i:notes? (?:to|for) editors?))\b",
    r"((?i:for (?:more|further) information (?:about|on) )[A-Z][\w&.’' -]{1,40}, (?:please )?visit)",
    r"((?i:forward-looking statements?|safe harbou?r statement))",
    r"^[^\w\n]{0,3}?(-(?i:ends)-|(?i:ends)-|# ?# ?#)$",
)

rule = Rule(
    kind=Pattern(
        regex="|".join(_MARKS),
        needs=(
            *("about ", "contact", "quiries", "editor", "information", "forward-looking", "safe harb", "ends-", "##"),
            "# #",
        ),
    ),
    message="“{text}” is the standing paragraph of a press release, and tells a follower what they know",
    fix="cut it; your profile says who you are",
    tags=("execution", "broadcasting"),
    accepted_on=("press-release",),
    bad=(
        "Our library app now reads aloud.\n\n⟦About Plannerly⟧\nPlannerly is a maker of planning software in Leeds.",
        "⟦Media contact:⟧ Jo Marsh, press@harlow.example",
        "⟦For more information about Harlow & Finch, visit⟧ harlow.example",
        "This post holds ⟦forward-looking statements⟧.\n\n⟦-ends-⟧",
    ),
    good=(
        "About Leeds\nIt rains. Bring a coat with a hood and shoes that you can dry.",
        "About the author\nJo mends clocks and writes about it on Sundays.",
        "For more information about the strike, visit the timetable page before you set out.",
        "The road ends\nat the ferry, so fill up before Mallaig.",
        "How a story ends: leave the last question open.",
        Draft("About Plannerly\nPlannerly is a maker of planning software.", channel="press-release"),
    ),
)
