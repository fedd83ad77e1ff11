"""Opens with the price instead of the use.

What it finds
-------------
“50% off”, “Save £20 on”, “Half price”, “Black Friday sale”, “Buy one get one free”, in the first sentence.

Why it matters
--------------
Whoever does not want to buy stops here, and those who stay learn to wait for the next price. A discount is an argument
for somebody who already knows what the thing would do for them.

How to fix it
-------------
Begin with what the reader can do with it; say the price where it belongs, after that.

Limits
------
Only the first sentence is looked at. A saving that costs nothing (“save 15 % on your gas bill: bleed the radiators”)
and other people's prices are left alone.

References
----------
Carl Mela, Sunil Gupta and Donald Lehmann, “The Long-Term Impact of Promotion and Advertising on Consumer Brand Choice”,
Journal of Marketing Research 34, 1997: frequent promotions make buyers look at the price.
Jay Baer, “The 5 Dangerous Realities of Social Media for Business”, Convince & Convert: selling before helping.
"""

from helplint.rule import Rule, Tokens

_MONEY: list[dict[str, object]] = [{"TEXT": {"IN": ["£", "$", "€"]}}, {"LIKE_NUM": True}]
_PERCENT: list[dict[str, object]] = [{"LIKE_NUM": True}, {"TEXT": "%"}]
_OFFER = ["bonanza", "bundle", "deal", "deals", "discount", "discounts", "offer", "offers", "price", "sale", "special"]
_GOODS = {"LOWER": {"IN": ["all", "any", "every", "our", "selected", "your"]}}

rule = Rule(
    kind=Tokens(
        where="opening",
        patterns=(
            [*_PERCENT, {"LOWER": {"IN": ["off", "discount"]}}],
            [*_MONEY, {"LOWER": "off"}],
            [{"LOWER": "save"}, *_MONEY, {"LOWER": "on"}, _GOODS],
            [
                {"LOWER": "save"},
                *_PERCENT,
                {"LOWER": "on"},
                {"LOWER": {"IN": ["all", "any", "every", "our", "selected"]}},
            ],
            [{"LOWER": "half"}, {"TEXT": "-", "OP": "?"}, {"LOWER": "price"}],
            [{"LOWER": "bogo"}],
            [
                {"LOWER": "buy"},
                {"LOWER": "one"},
                {"TEXT": ",", "OP": "?"},
                {"LOWER": "get"},
                {"LOWER": {"IN": ["one", "the"]}},
            ],
            [{"LOWER": {"IN": ["black", "cyber"]}}, {"LOWER": {"IN": ["friday", "monday"]}}, {"LOWER": {"IN": _OFFER}}],
            [
                {
                    "LOWER": {
                        "IN": ["flash", "clearance", "spring", "summer", "autumn", "winter", "january", "christmas"]
                    }
                },
                {"LOWER": "sale"},
            ],
            [
                {"LOWER": "early"},
                {"TEXT": "-", "OP": "?"},
                {"LOWER": {"IN": ["bird", "birds"]}},
                {"LOWER": {"IN": [*_OFFER, "rate", "rates", "tickets"]}},
            ],
            [
                {"LOWER": {"IN": ["special", "exclusive", "introductory"]}},
                {"LOWER": {"IN": ["discount", "offer", "price"]}},
            ],
            [{"LOWER": "sale"}, {"LOWER": {"IN": ["now", "is"]}}, {"LOWER": "on"}],
        ),
        exceptions=(
            # A place that was half price once is a memory, and a warning is help.
            [
                {"LOWER": {"IN": ["fake", "scam", "bogus"]}},
                {"IS_ALPHA": True, "OP": "{0,2}"},
                {"LOWER": {"IN": _OFFER}},
            ],
            [
                {"LOWER": {"IN": ["no", "not", "never"]}},
                {"LOWER": {"IN": ["a", "our"]}, "OP": "?"},
                {"IS_ALPHA": True},
                {"LOWER": "sale"},
            ],
        ),
    ),
    message="“{text}” comes before any use, so whoever does not want to buy stops here",
    fix="begin with what the reader can do with it, and say the price after that",
    tags=("execution", "strategy"),
    bad=(
        "⟦50% off⟧ all sofas until Sunday!",
        "🔥 ⟦BLACK FRIDAY SPECIAL⟧ 🔥\nSave on everything",
        "⟦Buy one, get one⟧ free on bulbs",
        "⟦Save £20 on your⟧ first box. Candles for every room",
        "Our ⟦spring sale⟧ starts today",
    ),
    good=(
        "Save 15% on your gas bill: bleed the radiators before you turn the boiler up.",
        "A kettle furred up? Vinegar and an hour. New ones are 20% off this week.",
        "Battery at 50%? Off with the screen light, it doubles the time you have left.",
        "Got a text about an exclusive voucher? It is a fake offer; forward it to 7726.",
        "Bus fares are half of what they were until June, under-12s go free.",
    ),
)
