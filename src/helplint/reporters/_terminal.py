"""What a terminal shows: safe characters, display columns, colour."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from helplint.reporters._output import Output

# Control characters can drive a terminal, bidirectional overrides can make a line read as something else, and lone
# surrogates cannot be encoded.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_END = re.compile("\r\n|\r|\n")
_TWO_DIGITS = 0x100
_NAMED = {"\t": "    ", "\n": r"\n", "\r": r"\r"}


def printable(text: str) -> str:
    r"""Return a text as one line that cannot harm a terminal: what would act instead of show is spelt out.

    Each character is spelt by itself, so that ``len(printable(text[:n]))`` is where character `n` ends up. A tab
    becomes four spaces.

    Examples
    --------
    >>> print(printable("\x1b[31mred\n"))
    \x1b[31mred\n
    """
    return UNPRINTABLE.sub(_spelt, text)


def _spelt(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _NAMED.get(character) or (f"\\x{code:02x}" if code < _TWO_DIGITS else f"\\u{code:04x}")


def lines(text: str) -> list[tuple[int, str]]:
    r"""Return the lines of a text without their ends, each with its offset.

    Examples
    --------
    >>> lines("a\r\nb")
    [(0, 'a'), (3, 'b')]
    """
    found, start = [], 0
    for end in _LINE_END.finditer(text):
        found.append((start, text[start : end.start()]))
        start = end.end()
    return [*found, (start, text[start:])]


def printable_lines(text: str) -> str:
    """Return a text that cannot harm a terminal, its line ends kept as line feeds."""
    return "\n".join(printable(line) for _, line in lines(text))


def excerpt(line: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """Return what to show of a line around a span, and where the span is in it.

    Parameters
    ----------
    line
        Without its end.
    start, end
        The span, in characters of the line.
    width
        Cells there are; what does not fit is cut, with an ellipsis in its place.

    Returns
    -------
    tuple
        The printable text, then the column of the span and its width, both in cells; an emoji that the span touches
        counts as a whole, and the width is at least 1.

    Examples
    --------
    >>> excerpt("A long line in which you must hurry because of nothing", 30, 35, 24)
    ('…must hurry because of …', 6, 5)
    >>> excerpt("🎉 hurry", 2, 7, 24)
    ('🎉 hurry', 3, 5)
    """
    # A line may be a whole archive: what can never be in view is not measured.
    slack = 4 * width
    first, last = max(0, start - slack), min(len(line), min(end, start + slack) + slack)
    shown = printable(line[first:last])
    span_start, span_end = (len(printable(line[first : max(first, min(offset, last))])) for offset in (start, end))
    signs, cells = _signs(shown)
    ends = list(accumulate(map(len, signs)))
    low = bisect_right(ends, span_start)
    high = max(low, bisect_left(ends, span_end) + 1 if span_end > 0 else 0)
    left, right = 0, len(cells)
    if sum(cells) > width or first or last < len(line):
        left, right = _window(cells, low, high, width - 2)
    before = "…" if first or left else ""
    after = "…" if last < len(line) or right < len(cells) else ""
    return (
        f"{before}{''.join(signs[left:right])}{after}",
        len(before) + sum(cells[left:low]),
        max(1, sum(cells[low : min(high, right)])),
    )


def _signs(text: str) -> tuple[list[str], list[int]]:
    """Return what a reader sees as single signs, an emoji with all that is joined to it being one; and their cells."""
    from rich.cells import cell_len  # noqa: PLC0415 - only terminal output needs it

    signs: list[str] = []
    for character in text:
        cells = cell_len(character)
        # A joiner joins emoji; rich alone would have it swallow a space too.
        if signs and (not cells or (cells > 1 and signs[-1].endswith("\N{ZERO WIDTH JOINER}"))):
            signs[-1] += character
        else:
            signs.append(character)
    return signs, [cell_len(sign) for sign in signs]


def _window(cells: list[int], low: int, high: int, width: int) -> tuple[int, int]:
    """Return the stretch of signs to show: the span, a third of the rest before it, what fits after it."""
    left = right = low
    room = width
    while right < high and cells[right] <= room:
        room -= cells[right]
        right += 1
    if right < high:
        return left, right
    for share in (room - room // 3, 0):
        while left > 0 and room - cells[left - 1] >= share:
            left -= 1
            room -= cells[left]
        while right < len(cells) and cells[right] <= room:
            room -= cells[right]
            right += 1
    return left, right


def fit(text: str, width: int) -> str:
    """Return a printable text in exactly `width` cells: filled with spaces, or cut with an ellipsis."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 - only terminal output needs it

    if cell_len(text) <= width:
        return str(set_cell_size(text, width))
    return f"{set_cell_size(text, width - 1)}…"


def open_console(output: Output) -> Console:
    """Return the console that stands for an output, with nothing in a post ever read as markup."""
    from rich.console import Console  # noqa: PLC0415 - only terminal output needs it

    # The sixteen colours of the terminal's own theme, so that they fit its background.
    forced = {
        None: {},
        True: {"force_terminal": True, "color_system": "standard", "no_color": False},
        False: {"color_system": None, "no_color": True},
    }
    return Console(
        file=output.file,
        width=output.width,
        markup=False,
        emoji=False,
        highlight=False,
        force_jupyter=False,
        **forced[output.color],  # type: ignore[arg-type]  # each value is of the type its key asks for
    )


def coloured(console: Console) -> bool:
    """Whether colours reach the reader, so that they may carry meaning."""
    return console.color_system is not None and not console.no_color


def put(console: Console, text: Text) -> None:
    """Write a text and end the line; nothing is wrapped or cut."""
    if console.color_system is None:
        console.file.write(f"{text.plain}\n")
    else:
        console.print(text, soft_wrap=True)


def encodable(text: str) -> str:
    """Return a text that can be written as UTF-8: lone surrogates are spelt out, all else is left."""
    return re.sub(r"[\ud800-\udfff]", _spelt, text)
