"""Asks its reader for several different things at once.

What it finds
-------------
Three or more different asks in one post, such as “book now”, “follow us” and “share this”. Two ways to get in touch
are one ask.

Why it matters
--------------
Every further choice makes it less likely that any is taken, and nobody can tell afterwards which ask did the work.

How to fix it
-------------
Keep the one thing that you would want most, and give each of the others a post of its own, or none.

Limits
------
It knows the usual wordings of an ask; a link to read on, or in the bio, is none. A newsletter has room for more, hence
its higher number.

References
----------
W. E. Hick, “On the Rate of Gain of Information”, Quarterly Journal of Experimental Psychology 4, 1952.
Sheena Iyengar and Mark Lepper, “When Choice is Demotivating”, Journal of Personality and Social Psychology 79, 2000.
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: attribution.
"""

from helplint.rule import Draft, Option, Phrases, Rule
from helplint.rules import lexicon

_LEXICON = "stacked-calls-to-action"

rule = Rule(
    kind=Phrases(lexicon=_LEXICON, at_least="asks", groups=lexicon(_LEXICON)[0]),
    message=(
        "“{text}” is ask number {count} in one post, beside {others}, so that none of them is likely to be followed"
    ),
    fix="keep the one ask that matters most",
    tags=("measurement", "execution", "pressure"),
    options={
        "asks": Option(
            3,
            (
                "how many different asks are too many: our choice; one ask with a link to read on is usual and "
                "clear, a third makes the reader choose. Long texts, which have sections, may have twice as many"
            ),
            channels={"newsletter": 6, "email": 6, "blog": 6},
        )
    },
    bad=(
        "New term starts Monday. Book now, follow us and ⟦tell a friend⟧!",
        "Sign up for the webinar, download our white paper and ⟦visit our⟧ stand in Hall 4",
        "Call us or email us today. Order online, and don't forget to ⟦leave a review⟧.",
    ),
    good=(
        "Stuck? Call us, email us or send us a message, whichever is easiest for you.",
        "Book now or call us if the site plays up.",
        "How to unsubscribe: open the last mail, scroll to the foot, press the grey line.",
        "No need to book and no need to sign up. Bring a mug and visit us any Tuesday.",
        Draft(
            (
                "The allotment letter. Read more about blight below. Seed swap: book your table by Friday. The "
                "shed fund is open, donate at the gate."
            ),
            channel="newsletter",
        ),
    ),
)
