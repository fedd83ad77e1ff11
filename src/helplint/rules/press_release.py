"""Reads like a paragraph of a press release.

What it finds
-------------
A post that tells the sender's news in the register of a newsroom: an announcing verb, titles and names, figures in
the sender's favour, a quote by an executive, spoken to nobody in particular.

Why it matters
--------------
A feed is a telephone to answer, not a wire to send a 140-character press release down every four hours.

How to fix it
-------------
Tell it as you would to one customer on the telephone: what is different for them from today, and what to do.

Limits
------
The model judges the register. News in which the reader is spoken to is left alone, even where it is the sender's. On
the channel press-release the rule is nearly silent: there it is the form.

References
----------
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: execution.
Tom Foremski, “Die! Press release! Die! Die! Die!”, Silicon Valley Watcher, 27 February 2006.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.rule import Limit, Measure, Option, Rule, headline

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options


def _newsroom(analysis: Analysis, options: Options) -> Measure | None:
    """Return how likely a post broadcasts and does not help; news that protects its reader may sound alike."""
    score = analysis.score
    if score.selling is None or score.broadcast is None:
        return None
    probability = min(score.broadcast, score.selling)
    # Most posts are far from it, and need no span.
    if probability <= options.value("probability", analysis.post.channels):
        return None
    return Measure(probability, *headline(analysis.post.text))


rule = Rule(
    kind=Limit(measure=_newsroom, above="probability"),
    message="this reads like a press release ({value:.0%} likely): it is about the sender and spoken to nobody",
    fix="tell it to one reader: what is different for them, and what to do",
    tags=("execution", "broadcasting", "model"),
    options={
        "probability": Option(
            0.75,
            (
                "how sure the model must be that it broadcasts and that it is no help. On 514 real posts that nobody "
                "here wrote, 95 % of what it then reports are broadcasts, and it finds 61 % of them. A press release "
                "is meant to be one"
            ),
            channels={"press-release": 1},
        )
    },
    bad=(
        "⟦Harlow & Finch today announced the appointment of Priya Raman as Chief Operating Officer, effective 1 June.⟧",
        (
            "⟦We are proud to announce that Northbank Logistics has been named Employer of the Year at the "
            "Regional Business Awards.⟧"
        ),
        "⟦Castlemere Group reports record half-year revenue of £48 million, up 17% on the previous year.⟧",
        (
            "⟦“This partnership marks a significant milestone in our growth strategy,” said Martin Hale, CEO "
            "of Brightwell Energy.⟧"
        ),
        "⟦Delighted to announce our strategic partnership with Orbis Analytics to accelerate digital transformation.⟧",
        (
            "⟦Fernhill Foods has been recognised as a Leader in the 2024 Sustainable Packaging Index for the "
            "third year running.⟧"
        ),
    ),
    good=(
        "Your old card stops working on 3 May. The new one is in the post; sign the back before you use it.",
        "Thanks for shouting, Tom! The milk should be on your step before seven tomorrow.",
        "To reset the thermostat, hold both arrows until the screen blinks twice.",
        "What are you all baking this weekend? We have far too many plums.",
        "50% off garden chairs until Sunday.",
        "From Monday your bin goes out on Tuesdays. Stick this on the fridge.",
    ),
)
