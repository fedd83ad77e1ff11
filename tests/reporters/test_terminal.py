from __future__ import annotations

import io
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from helplint.model import Contribution, Explanation
from helplint.notice import Notice
from helplint.report import Report
from helplint.reporters import formats, render, render_explanation, render_scores
from helplint.reporters._terminal import excerpt, fit, printable
from helplint.scale import Score

ANY_TEXT = st.text(st.characters(exclude_categories=()))
HARMFUL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    def isatty(self):
        return True


@given(ANY_TEXT)
def test_what_is_shown_is_one_harmless_line(text):
    shown = printable(text)
    assert not HARMFUL.search(shown)
    assert len(shown.splitlines()) <= 1
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(ANY_TEXT, ANY_TEXT)
def test_each_character_is_spelt_by_itself(one, other):
    assert printable(one + other) == printable(one) + printable(other)


def everything(post, finding, file, *, color):
    """Write every output there is, as to a terminal."""
    message = finding.text
    report = Report(
        findings=[finding],
        notices=[Notice("error", message, message, 1), Notice("note", message, message)],
        posts=1,
        abstained=Counter({message: 1}),
    )
    for name in formats():
        render(report, name, file=file, errors=file, width=60, color=color, manuals={finding.rule: message})
    score = Score.from_stance((0.2,) * 5, intents={"teach": 1.0}, broadcast=0.5)
    explanation = Explanation(logit=1.0, intercept=0.0, contributions=(Contribution(message, 1.0, 0, len(post.text)),))
    for name in formats("score"):
        render_scores([(post, score), (post, Score(abstained=message))], name, file=file, width=60, color=color)
    for name in formats("explain"):
        render_explanation(post, score, explanation, name, file=file, width=60, color=color)


@given(ANY_TEXT)
def test_nothing_that_acts_on_a_terminal_ever_comes_out(make, text):
    post = replace(make.draft(text, path=f"a{text.replace(chr(0), '')}"), id=f"b{text}")
    finding = replace(make.finding(post, text, start=0), message=f"“{text}”", fix=text, rule=f"r{text}")
    plain, coloured = Terminal(), Terminal()
    everything(post, finding, plain, color=False)
    everything(post, finding, coloured, color=True)
    assert not HARMFUL.search(plain.getvalue())
    assert not HARMFUL.search(COLOUR.sub("", coloured.getvalue()))


def test_markup_and_emoji_codes_of_a_post_are_left_alone(make):
    post = make.draft("[bold]SALE[/bold] :tada: [/] https://a.example")
    for color in (False, True):
        file = io.StringIO()
        render(Report(findings=[make.finding(post, "SALE", "shouting")]), file=file, width=80, color=color)
        assert "[bold]SALE[/bold] :tada: [/] https://a.example\n" in COLOUR.sub("", file.getvalue())


@given(
    before=st.text(st.sampled_from("a é\u0301日🎉\x1b\t☀\ufe0f")),
    after=st.text(st.sampled_from("a é\u0301日🎉\x1b\t☀\ufe0f")),
    width=st.integers(16, 80),
)
def test_an_excerpt_fits_and_says_where_the_span_is(before, after, width):
    line = f"{before} words {after}"
    shown, column, cells = excerpt(line, len(before) + 1, len(before) + 6, width)
    assert cell_len(shown) <= width
    assert cells == 5
    assert cell_len(shown[: shown.index("words")]) == column
    if cell_len(printable(line)) <= width and len(line) < 4 * width:
        assert shown == printable(line)


def test_a_whole_emoji_is_underlined_when_a_part_of_it_is_meant():
    assert excerpt("a 👩🏽‍💻 b", 2, 3, 40)[1:] == (2, 2)


def test_a_joiner_that_joins_nothing_takes_no_room_from_the_next_word():
    assert excerpt("👩\u200d SALE", 3, 7, 40)[1:] == (3, 4)


@given(st.text(st.sampled_from("ab日🎉☀\ufe0f")), st.integers(2, 20))
def test_a_column_has_its_width(text, width):
    assert cell_len(fit(text, width)) == width


@pytest.mark.parametrize(
    ("file", "environment", "escapes"),
    [
        (Terminal, {"TERM": "xterm"}, True),
        (Terminal, {"TERM": "dumb"}, False),
        (io.StringIO, {"TERM": "xterm"}, False),
        (io.StringIO, {"TERM": "xterm", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colour_is_for_terminals_and_those_who_force_it(report, monkeypatch, file, environment, escapes):
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for name in formats():
        out = file()
        render(report, name, file=out, errors=io.StringIO())
        assert ("\x1b" in out.getvalue()) == (escapes and name in {"full", "concise", "grouped"})


def test_no_color_leaves_marks_instead_of_colours(scored, explanation, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    render_explanation(*scored[0], explanation, file=out, width=80)
    assert "[++Friday]" in out.getvalue()
    assert not re.search(r"\x1b\[[0-9;]*3[12]", out.getvalue())


def test_listing_the_formats_does_not_load_rich():
    program = "import sys, helplint.reporters as r; r.formats(), r.formats('score'); print('rich' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "False\n"
