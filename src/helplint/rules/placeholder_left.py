"""Still holds a placeholder that somebody meant to replace.

What it finds
-------------
“[your name]”, “{{first_name}}”, “TODO:”, “at TBD”, “£XX”, “<insert quote>”, “lorem ipsum dolor”, “insert link here”;
and, once the post has a date, “[link]”.

Why it matters
--------------
Nothing says more plainly that nobody read the post before it went out to its readers.

How to fix it
-------------
Put in what belongs there, or take the sentence out.

Limits
------
Merge fields that a newsletter program fills in look the same; ignore the rule for such files. Drafts say “[link]”
where the address goes in as they are scheduled, so it is reported only in posts with a date. Footnotes (“[1]”),
“[sic]”, Markdown links, task boxes, text in backquotes and bare “TBC” are left alone.

References
----------
Sun Microsystems, “Code Conventions for the Java Programming Language”, 1999, section 10.5.4 (XXX and FIXME), and Python
PEP 350, “Codetags” (TODO, XXX): where such marks come from.
"""

from helplint.rule import Draft, Pattern, Rule

_BRACKETED = (
    r"(?:your|company|first|last|full|customer|client|brand|product|event|insert|add|enter) [^\[\]\n]{1,40}"
    r"|date|time|venue|name|firstname|company|product|brand|city|location|handle|hashtag|quote|price|cta|tbc|tbd|todo"
    r"|insert|placeholder|caption|headline"
)
_MARKS = (
    rf"(?<![\w`\]])\[(?i:{_BRACKETED}|x{{2,}})\](?![(\[:`])",
    r"(?<![`$\w])\{\{ ?[A-Za-z][\w .-]{0,30}\}\}(?!`)",
    r"(?<![`=/\w])<(?i:insert|your|add) [^<>\n]{1,40}>",
    r"(?<![\w`#/])TODO(?=:)",
    r"^TODO\b(?! list| app)",
    r"(?<=\b(?:at|on) )TBD\b",
    r"(?<=: )TBD\b",
    r"[£$€]XX+\b",
    r"(?<![\w.])XX+ ?%",
    r"(?<!\w)XX/XX(?:/XX+)?(?!\w)",
    r"(?i:\binsert (?:link|url|image|photo|picture|quote|name|date|text) here\b)",
    r"(?i:\b(?:link|image|text|quote) goes here\b)",
    r"(?i:\blorem ipsum dolor\b)",
)

_SLOT = r"(?<![\w`\]])\[(?i:link|url)\](?![(\[:`])"

rule = Rule(
    kind=Pattern(
        regex="|".join(_MARKS),
        dated=_SLOT,
        needs=("[", "{{", "<", "todo", "tbd", "xx", "insert ", "goes here", "lorem ipsum"),
    ),
    message="“{text}” is a placeholder, and readers would see that nobody read the post",
    fix="put in what belongs there, or take the sentence out",
    tags=("execution", "proofreading"),
    bad=(
        Draft("Tickets are on sale from Friday: ⟦[link]⟧", time="2026-05-08T09:00"),
        "Hi ⟦{{first_name}}⟧, your boots are ready.",
        "⟦TODO⟧: add the opening hours\nSee you on Saturday!",
        "Save ⟦XX%⟧ on all paint. Offer ends ⟦XX/XX⟧.",
        "“⟦<insert quote>⟧”, says our head gardener. Doors open at ⟦TBD⟧, entry ⟦£XX⟧.",
        "⟦Insert link here⟧ and thank ⟦[company name]⟧",
    ),
    good=(
        "The study [1] found that “the tapes [sic] were lost”.",
        "The form is [here](https://council.example/form) and takes five minutes.",
        "Cut roses above an eye that looks outwards. With pictures: [link]",
        "- [ ] charge the torch\n- [x] find the matches",
        "Put `{{ page.title }}` into the head and `[name]` stays as it is.",
        "Kick-off TBC, we will know on Thursday. Love, Nan xxx",
        "We grew up with T-shirts in XXL and a to-do list on the fridge. Super Bowl XXX was the first I saw.",
    ),
)
