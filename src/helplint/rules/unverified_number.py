"""Claims a figure in the sender's favour and names no source.

What it finds
-------------
“97% of our customers”, “3x faster”, “trusted by 5,000 teams”, “saves you 10 hours a week”, “studies show”, in a post
that names no source and links to none.

Why it matters
--------------
A figure sounds like proof. Without where it comes from it is none, and advertising standards ask for the evidence
before the claim.

How to fix it
-------------
Say who counted, what and when (“of 312 orders in May, 9 came late”), or leave the figure out.

Limits
------
It does not know whether the figure is right. A link, a footnote or “according to” anywhere in the post counts as a
source. Facts of nature, prices, ratings and doses are left alone.

References
----------
UK CAP Code, rule 3.7: documentary evidence for objective claims.
US Federal Trade Commission, “Policy Statement Regarding Advertising Substantiation”, 1984.
Joel Best, “Damned Lies and Statistics”, University of California Press, 2001.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.measures import first_link
from helplint.rule import Expression, Limit, Measure, Option, Rule

if TYPE_CHECKING:
    from helplint.rule import Analysis, Options

_PEOPLE = (
    r"(?:businesses|brands|clients|companies|creators|customers|dentists|doctors|families|homeowners|marketers|members"
    r"|owners|people|professionals|readers|shoppers|subscribers|teams|users|women)"
)
_COUNT = r"\d[\d,.]*(?:\+|k\+?| ?million\+?| ?thousand)?"
_CLAIM = Expression(
    re.compile(
        rf"\d+ ?% of (?:our|all our) {_PEOPLE}"
        rf"|\b(?:9|nine) (?:out of|in) (?:10|ten) (?:of our )?{_PEOPLE}"
        rf"|\b(?:trusted|loved|used|chosen|recommended) by (?:over |more than )?{_COUNT} (?:\w+ ){{0,2}}{_PEOPLE}"
        rf"|\bjoin (?:over |more than |the )?{_COUNT} (?:\w+ ){{0,2}}{_PEOPLE}"
        rf"|\b(?:over |more than )?{_COUNT} (?:happy|satisfied|delighted) {_PEOPLE}"
        r"|\b\d+(?:\.\d+)? ?(?:x|×|times) (?:faster|more|better|cheaper|stronger|longer|higher)\b"
        r"|\b(?:save|saves|saving) (?:you )?(?:up to |over )?\d+\+? (?:hours?|hrs?)"
        r"(?: (?:a|per|every) (?:day|week|month))?"
        r"|\b(?:boost|cut|grow|improve|increase|reduce)s? (?:your |their )?(?:\w+ ){1,2}by (?:up to |over )?\d+ ?%"
        r"|\b\d+ ?%\+? (?:roi|uptime|satisfaction guaranteed|effective|success rate)\b"
        r"|\b(?:studies|research|experts|science) (?:show|shows|prove|proves|agree|say|says)\b",
        re.IGNORECASE,
    ),
    needs=(
        *("% of our", "% of all our", "out of", " in 10", " in ten"),
        *("trusted by", "loved by", "used by", "chosen by", "recommended by"),
        *("join ", "happy", "satisfied", "delighted", "x faster", "x more", "x better", "x cheaper", "x stronger"),
        *("x longer", "x higher", "× ", "save ", "saves ", "saving "),
        *(f"times {more}" for more in ("faster", "more", "better", "cheaper", "stronger", "longer", "higher")),
        *(f"{count} {of}" for count in ("%", "%+") for of in ("roi", "uptime", "satisf", "effective", "success")),
        *("studies", "research", "experts", "science"),
    ),
    pairs=((" by ", "%"),),
)
_COUNTS = re.compile(r"\d|\b(?:nine|studies|research|experts|science)\b", re.IGNORECASE)
_SOURCE = re.compile(
    r"\b(?:according to|source:|sources:|survey|surveyed|study by|report by|data from|published in|measured|tested"
    r"|we counted|our figures|journal|university)\b|\[\d+\]|\b[Nn] ?= ?\d",
    re.IGNORECASE,
)


def _claims(analysis: Analysis, _options: Options) -> Measure | None:
    """Count the claimed figures of a post without a source; the span is the first."""
    text = analysis.post.text
    if not _COUNTS.search(text):
        return None
    claims = list(_CLAIM.pattern.finditer(text))
    if not claims or _SOURCE.search(text) or first_link(text):
        return None
    return Measure(len(claims), *claims[0].span())


rule = Rule(
    kind=Limit(measure=_claims, above="claims", only_where=_CLAIM),
    message="“{text}” has no source, and a figure without one is no proof",
    fix="say who counted, what and when, or leave the figure out",
    tags=("execution", "claims"),
    options={
        "claims": Option(0, "how many figures without a source a post may claim: none, by the rules of advertising")
    },
    bad=(
        "⟦97% of our customers⟧ would buy the Duo again.",
        "Plan ⟦3x faster⟧ with Plannerly.",
        "The planner ⟦saves you 10 hours a week⟧. Try it!",
        "⟦Join 5,000+ happy customers⟧ and sleep well",
        "⟦9 out of 10 customers⟧ recommend us.",
        "⟦Studies show⟧ that our pillow helps.",
    ),
    good=(
        "Of 312 orders in May, 9 came late. We rang all nine.",
        "97% of our customers would buy again, say 1,204 we surveyed in May.",
        "Studies show that cold water takes out blood better than warm: https://lab.example/blood",
        "Boil it for half as much longer again at 2,000 metres, water is cooler up there.",
        "Turn the tank down to 60 °C: it saves about 8% and still kills the germs.",
    ),
)
