"""Sells more than it helps.

What it finds
-------------
A post whose main work, taken as a whole, is to be bought, booked, followed or admired, as the model reads it: its
intent is to promote. News of the sender is the business of press-release and announcing-opener.

Why it matters
--------------
Helping and selling differ by two letters and by everything else. The right to promote is earned by being helpful
first; a post that only sells spends it.

How to fix it
-------------
Ask what a reader who never buys would take away, and begin with that. Or keep the promotion, and earn it: see
promotion-not-earned.

Limits
------
The model judges words, not facts: it does not open links or see pictures. It gives no judgement on texts of fewer
than three words or in other languages than English.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: execution.
Jay Baer, “Youtility: Why Smart Marketing Is About Help Not Hype”, Portfolio, 2013.
"""

from helplint.rule import Judge, Option, Rule

rule = Rule(
    kind=Judge(probability="promote", at_least="probability"),
    message="this post sells ({value:.0%} likely), so a reader who does not buy takes nothing away",
    fix="begin with something that is of use to a reader who never buys",
    tags=("execution", "model"),
    options={
        "probability": Option(
            0.6,
            (
                "how sure the model must be that the post promotes: more likely than not. On 514 real posts it then "
                "reports 2 % of those that help and 81 % of those that sell outright; 0.4 would report 7 % and 87 %"
            ),
        )
    },
    bad=(
        "50% off all sofas this weekend! Shop now at sofas.example",
        "Book your free demo today and see why 2,000 teams love Plannerly. plannerly.example/demo",
        "Get 20% off your first box with code GLOW. Order by Friday for free delivery! candles.example",
        "Our award-winning accountants save you time and money. Call us today for a free quote!",
        "The AquaPro shower head is £49 this week. Order yours online today, delivery is free.",
        "Our Spring Gala tickets are on sale now from £25. Book today at gala.example!",
    ),
    good=(
        (
            "Pipes frozen? Turn the water off at the stopcock, open the nearest tap and warm the pipe with a "
            "towel, never a flame."
        ),
        (
            "@dana_k Sorry about that. Hold the power button for ten seconds, then plug it in for an hour. If "
            "it still won't start, send us the serial number."
        ),
        "The 42 bus is not running past the hospital this morning. Take the 17 from Church Street instead.",
        "A free parking tip for Saturday's market: the school car park on Elm Road is open to everyone until six.",
        "Sale of goods law in one line: if it breaks in the first six months, the shop has to prove it was not faulty.",
        "Before you buy a second-hand bike, look at the chainstays for cracks and ask for the receipt.",
    ),
)
