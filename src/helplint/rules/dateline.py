"""Opens like agency copy, with a city and a date or a wire service.

What it finds
-------------
“LEEDS, 5 May 2026 –”, “Austin, Texas, June 3, 2026 --”, “/PRNewswire/”, “(BUSINESS WIRE)”, “For immediate release”.

Why it matters
--------------
A dateline tells an editor where the copy was filed. A reader on a network sees the day beside the post, and here the
first words of it are spent on the sender's city.

How to fix it
-------------
Cut it, and begin with what changes for the reader.

Limits
------
It knows the usual forms in English. An agency's own mark, “BRUSSELS (Reuters) –”, belongs to somebody else's news and
is left alone; so is the place and day of an event.

References
----------
The Associated Press Stylebook, “datelines”: the form, and what it is for.
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: a feed is no wire.
"""

from helplint.rule import Draft, Pattern, Rule

_MONTH = (
    "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?"
    "|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})"
_WIRES = (
    "PR ?Newswire|BUSINESS WIRE|Business Wire|GLOBE NEWSWIRE|GlobeNewswire|PRWEB|ACCESSWIRE|EIN ?Presswire"
    "|24-7PressRelease|NewMediaWire|NewsUSA|News Direct|Newsworthy\\.ai"
)
_MARKS = (
    # The city in capitals needs no year; one in small letters might be an event without it.
    rf"^[A-Z]{{2}}[A-Z .'’-]{{1,28}}(?:, [A-Z][\w. ]{{1,20}})?,? ?\(?{_DAY}(?:,? \d{{4}})?\)? ?(?:[–—-]|/|\()",
    rf"^[A-Z][\w.'’ -]{{2,28}}(?:, [A-Z][\w. ]{{1,20}}){{0,2}}, {_DAY},? \d{{4}} ?(?:–|—|--|-(?= )|/)",
    rf"[/(-]{{1,2}}(?:{_WIRES})(?:[/)]|--)",
    r"^[^\w\n]{0,6}(?i:for immediate release)\b",
)

rule = Rule(
    kind=Pattern(
        regex="|".join(_MARKS),
        needs=(
            *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
            *("newswire", "business wire", "prweb", "accesswire", "presswire", "pressrelease", "newmediawire"),
            *("newsusa", "news direct", "newsworthy.ai", "immediate release"),
        ),
    ),
    message="“{text}” is agency copy, and spends the first words on the sender's city instead of the reader",
    fix="cut it, and begin with what changes for the reader",
    tags=("execution", "broadcasting"),
    accepted_on=("press-release",),
    bad=(
        "⟦LEEDS, 5 May 2026 –⟧ Harlow & Finch opens its third branch.",
        "⟦Austin, Texas, June 3, 2026 --⟧ Plannerly has closed its second round.",
        "⟦FOR IMMEDIATE RELEASE⟧\nA new home for the old clock",
        "Brightwell reports a record year ⟦(BUSINESS WIRE)⟧",
    ),
    good=(
        "Leeds, 5 May 2026, doors at six: bring a chair.",
        "BRUSSELS (Reuters) – Roaming charges end in June; your contract changes by itself.",
        "MAY 5 – the water is off in Elm Road from nine till noon.",
        "Press release day again. We wrote you a letter instead.",
        Draft("HULL, 6 May 2026 – Harlow & Finch opens its fourth branch.", channel="press-release"),
    ),
)
