"""Lets an executive be quoted instead of speaking.

What it finds
-------------
A quotation with a name and an executive's title: “…,” said Jo Marsh, CEO; — Ken Adair, Managing Director; our CEO: “…”.

Why it matters
--------------
Nobody talks to a friend by quoting themselves with their title. Such a sentence is written in an office for a
newspaper, and readers of a feed take it for what it is.

How to fix it
-------------
Let the person speak in the first person, or say the thought and leave the title out.

Limits
------
The name and the title must stand beside the quotation. Customers, doctors and neighbours are left alone. It cannot
tell your executive from somebody else's: news that quotes another firm's is reported too.

References
----------
Tom Foremski, “Die! Press release! Die! Die! Die!”, Silicon Valley Watcher, 27 February 2006: canned quotes by
executives.
Rick Levine, Christopher Locke, Doc Searls and David Weinberger, “The Cluetrain Manifesto”, Perseus, 2000: markets are
conversations, and the human voice is typically open, natural, uncontrived.
"""

from helplint.rule import Draft, Pattern, Rule

_TITLE = (
    r"(?:(?:[Ff]ounder(?: and|,| &)? )?(?:C[EFOTMI]O|[Cc]hief (?:\w+ ){1,3}[Oo]fficer|[Cc]hief [Ee]xecutive)"
    r"|(?:[Ee]xecutive |[Ss]enior )?[Vv]ice [Pp]resident|[SE]?VP|[Pp]resident|[Mm]anaging (?:[Dd]irector|[Pp]artner)"
    r"|(?:[Cc]o-)?[Ff]ounder|[Cc]hair(?:man|woman)?|[Ee]xecutive [Dd]irector|[Gg]eneral [Mm]anager)\b"
)
_NAME = r"[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,2}"
_SAID = "(?:said|says|added|adds|commented|comments|explained|explains|noted|notes|stated|states)"
_CLOSED = r"[”\"]"
_MARKS = (
    rf"(?<={_CLOSED}) ?,? ?({_SAID} {_NAME},? (?:(?:the|our|its|[A-Z][\w’&]+(?:'s|’s)?) )?{_TITLE})",
    rf"(?<={_CLOSED})\s*(?:–|—|--?|~)\s*({_NAME},? (?:(?:the|our|its) )?{_TITLE})",
    rf"({_NAME}, (?:(?:the|our|its) )?{_TITLE}[^.\n”“\"]{{0,60}}, {_SAID})\b",
    # A president without a firm is one of a country, hence the shorter list.
    rf"((?<![#\w])[#\w]{{1,30}} (?:C[EFOT]O|[Ff]ounder|[Mm]anaging [Dd]irector)(?: {_NAME})?)(?=:? ?[“\"])",
    rf"(?<={_CLOSED}) ?,? ?({_SAID} (?:our )?(?:C[EFOT]O|[Mm]anaging [Dd]irector|founder) {_NAME})",
)

rule = Rule(
    kind=Pattern(
        regex="|".join(_MARKS),
        needs=(
            *("ceo", "cfo", "cio", "cmo", "coo", "cto", "vp", "chief", "president", "managing", "founder", "chair"),
            *("executive", "general manager"),
        ),
    ),
    message="“{text}” puts a title before the thought, and readers hear an office instead of a person",
    fix="let the person speak in the first person, or say the thought without the title",
    tags=("execution", "broadcasting", "wording"),
    accepted_on=("press-release",),
    bad=(
        "“We are just getting started,” ⟦said Priya Raman, our Chief Operating Officer⟧.",
        "“Quality is in everything we do.” – ⟦Ken R. Adair, Managing Director⟧",
        "⟦Our CEO⟧: “Bakers deserve better mixers.”",
        "“A milestone for Harlow,” ⟦says founder Martin Hale⟧. Read on.",
        "⟦Jo Marsh, CEO of Brightwell, said⟧: “It was a strong year.”",
    ),
    good=(
        "“It fits both Labradors,” said Jo Marsh, who drives one to Whitby.",
        "“Let the dough rest,” says Dr Amina Khan, a food chemist at Leeds.",
        "Our CEO answers the telephone on Fridays. Ring 0113 from nine.",
        "“I have a dream”: who said it, and where? The quiz starts at eight.",
        "I founded this bakery and I still burn the first tray. Here is how I save the second.",
        Draft("“We are growing,” said Priya Raman, CEO of Harlow.", channel="press-release"),
    ),
)
