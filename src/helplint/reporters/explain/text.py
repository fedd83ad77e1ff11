"""The post with the words that made its score marked, and the reasons in two short lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._pulls import STRENGTHS, pulls, runs, strength
from helplint.reporters._styles import HELPS, SELLS, bar, style_of
from helplint.reporters._terminal import coloured, lines, open_console, printable, put
from helplint.reporters._wording import percent, place, place_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console
    from rich.text import Text

    from helplint.contrast import Example
    from helplint.model import Explanation
    from helplint.post import Post
    from helplint.reporters._output import Output
    from helplint.reporters._pulls import Pull
    from helplint.scale import Score

    Mark = tuple[int, int, int, bool]  # start, end, strength, whether it helps

_GUTTER = "  | "
_NARROWEST = 20
_LISTED = 5
_BAR = 20
_GRADES = ("sells", "mostly sells", "neither, or both", "mostly helps", "helps")
_INTENSITY = ("", "", "bold", "bold reverse")
_MINUS = "\N{MINUS SIGN}"


def render(
    post: Post, score: Score, explanation: Explanation | None, output: Output, *, example: Example | None = None
) -> None:
    """Write the text, the score, what pulls each way, how likely each grade is, and how somebody else helped."""
    from rich.text import Text  # noqa: PLC0415 - only terminal output needs it

    console = open_console(output)
    position = post.origin.position(post.text, 0)
    words = place_in_words(position)
    put(console, Text.assemble((place(position), "bold"), (f" {words}" if words else "", "dim")))
    found = pulls(explanation.contributions) if explanation else []
    largest = max((abs(pull.value) for pull in found), default=0.0)
    marks = [
        (start, end, strength(value, largest), value > 0)
        for start, end, value in runs(post.text, explanation.contributions if explanation else ())
    ]
    for_it, against_it = _sides(explanation)
    _put_text(console, post.text, _joined(post.text, marks), f"towards {for_it}", against_it)
    put(console, Text())
    if score.helpfulness is None:
        put(console, Text(f"no score: {printable(score.abstained or '')}", "bold"))
    else:
        _put_score(console, score, explanation, found, largest)
    if example is not None:
        put(console, Text("\nhow a post on a near subject helped: an example to learn from", HELPS))
        put(console, Text(f"  {printable(example.sender)}", "dim"))
        _put_text(console, example.text, [], "", "")


def _put_score(
    console: Console, score: Score, explanation: Explanation | None, found: Sequence[Pull], largest: float
) -> None:
    from rich.text import Text  # noqa: PLC0415 - only terminal output needs it

    for_it, against_it = _sides(explanation)
    put(console, _headline(score))
    _put_pulls(console, f"pulls towards {for_it}", [pull for pull in found if pull.value > 0], largest, HELPS)
    _put_pulls(console, f"pulls {against_it}", [pull for pull in found if pull.value < 0], largest, SELLS)
    put(console, Text("\nhow likely each grade is"))
    for grade, (name, share) in enumerate(zip(_GRADES, score.stance, strict=True), start=1):
        put(console, Text(f"  {grade} {name:<16}  {bar(share, _BAR)}  {percent(share):>5}"))


def _sides(explanation: Explanation | None) -> tuple[str, str]:
    """Return what the contributions speak for, and how to say that they speak against it."""
    of = explanation.of if explanation else "helping"
    return of, "towards selling" if of == "helping" else "away from it"


def _joined(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks with neighbours of one look made one, also across blanks, which have none of their own."""
    joined: list[Mark] = []
    for start, end, level, helps in marks:
        look = (0, True) if not level or text[start:end].isspace() else (level, helps)
        blank = bool(joined) and text[slice(*joined[-1][:2])].isspace()
        if blank and len(joined) > 1 and joined[-2][2:] == look:
            joined.pop()
        if joined and joined[-1][2:] == look:
            joined[-1] = (joined[-1][0], end, *look)
        else:
            joined.append((start, end, *look))
    return joined


def _put_text(console: Console, text: str, marks: Sequence[Mark], for_it: str, against_it: str) -> None:
    from rich.text import Text  # noqa: PLC0415 - only terminal output needs it

    in_colour = coloured(console)
    for offset, line in lines(text):
        shown = Text()
        for start, end, level, helps in marks:
            piece = printable(line[max(start - offset, 0) : max(end - offset, 0)])
            if not piece or not level:
                shown.append(piece)
            elif in_colour:
                shown.append(piece, f"{_INTENSITY[level]} {HELPS if helps else f'underline {SELLS}'}")
            else:
                word = piece.strip()
                before, _, after = piece.partition(word)
                shown.append(f"{before}[{('+' if helps else _MINUS) * level}{word}]{after}" if word else piece)
        for row in shown.wrap(console, max(console.width, _NARROWEST) - len(_GUTTER)):
            row.rstrip()
            put(console, Text.assemble((_GUTTER if row else _GUTTER.rstrip(), "dim"), row))
    if any(level for _, _, level, _ in marks):
        legend = (
            f"green pulls {for_it}, red and underlined {against_it}; the bolder, the more"
            if in_colour
            else f"[+…] pulls {for_it}, [{_MINUS}…] {against_it}; the more signs, the more"
        )
        put(console, Text(f"  {legend}", "dim"))


def _headline(score: Score) -> Text:
    from rich.text import Text  # noqa: PLC0415 - only terminal output needs it

    helpfulness = score.helpfulness or 0.0
    intent = score.intent or ""
    return Text.assemble(
        (f"helpfulness {helpfulness:.0f} of 100", f"bold {style_of(helpfulness)}"),
        f" · {intent} ({percent(score.intents.get(intent, 0.0))}) · broadcast {percent(score.broadcast or 0.0)}",
    )


def _put_pulls(console: Console, title: str, found: Sequence[Pull], largest: float, style: str) -> None:
    from rich.text import Text  # noqa: PLC0415 - only terminal output needs it

    put(console, Text(f"\n{title}", style))
    told = [pull for pull in found if strength(pull.value, largest)][:_LISTED]
    for pull in told:
        label = f"“{printable(pull.label)}”" if pull.times else printable(pull.label)
        times = f" ({pull.times} times)" if pull.times > 1 else ""
        put(console, Text(f"  {STRENGTHS[strength(pull.value, largest)]:<8}  {label}{times}"))
    if not told:
        put(console, Text("  nothing that stands out", "dim"))
