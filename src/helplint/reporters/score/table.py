"""A table for people: who helps, what each post does, and how it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helplint.reporters._styles import bar, style_of
from helplint.reporters._terminal import fit, open_console, printable, put
from helplint.reporters._wording import percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helplint.post import Post
    from helplint.reporters._output import Output
    from helplint.scale import Score

# Cells: the columns are fixed so that each row can be written as soon as its post is scored.
_HELPFULNESS, _INTENT, _BROADCAST, _LEAST_TEXT = 11, 8, 9, 10
_NO_SCORE = _HELPFULNESS + _INTENT + _BROADCAST + 2 * 2
_BAR = _HELPFULNESS - len("100 ")


def render(scored: Iterable[tuple[Post, Score]], output: Output) -> None:
    """Write each as it comes, the path whenever it changes."""
    from rich.text import Text  # noqa: PLC0415 - only terminal output needs it

    console = open_console(output)
    name_width = min(max(console.width // 5, 12), 30)
    text_width = console.width - name_width - _HELPFULNESS - _INTENT - _BROADCAST - 4 * 2
    columns = [fit("post", name_width), "helpfulness", fit("intent", _INTENT), "broadcast"]
    if text_width >= _LEAST_TEXT:
        columns.append("text")
    path = None
    for post, score in scored:
        if path is None:
            put(console, Text("  ".join(columns), "dim"))
        if post.origin.path != path:
            path = post.origin.path
            put(console, Text(printable(path), "bold"))
        row = Text(fit(_name(post), name_width)).append("  ")
        if score.helpfulness is None:
            row.append(fit(f"no score: {printable(score.abstained or '')}", _NO_SCORE), "dim")
        else:
            row.append(f"{score.helpfulness:3.0f} {bar(score.helpfulness / 100, _BAR)}", style_of(score.helpfulness))
            row.append(f"  {fit(score.intent or '', _INTENT)}  {percent(score.broadcast or 0):>{_BROADCAST}}")
        if text_width >= _LEAST_TEXT:
            # Far more than a row can show, and never a whole newsletter.
            beginning = printable(" ".join(post.text[: 8 * text_width].split()))
            row.append("  ").append(fit(beginning, text_width), "dim")
        row.rstrip()
        put(console, row)
    if path is None:
        put(console, Text("No posts to score."))


def _name(post: Post) -> str:
    """Return the id the file gives, or else the place."""
    made_up = post.id.startswith(post.origin.path)
    return printable(post.origin.beginning if made_up else post.id)
