from __future__ import annotations

import io
import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from helplint.markdown import escape
from helplint.report import Report
from helplint.reporters import render

ACTIVE = [*"ab1 *_`[]()<>&|#@!~$\\{}", "://", "www.", "GH-", "@jo", "#12", "![x](y)", "<b>", "\n"]


def comment(*findings, **options):
    file = io.StringIO()
    render(Report(findings=findings, posts=len(findings)), "markdown", file=file, **options)
    return file.getvalue()


def cells(text):
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    return [unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", html)]


@given(signs=st.lists(st.sampled_from(ACTIVE), min_size=1).map("".join))
def test_what_a_post_says_is_shown_and_does_nothing(make, signs):
    words = f"x{signs}x"
    text = comment(make.finding(make.draft(words), words, start=0))
    where, found, _ = cells(text)
    assert where == "draft.md:1:1"
    plain = found.replace("\N{WORD JOINER}", "")
    shown = f"“{words}” hurries".replace("\n", r"\n")
    if len(words) < 50 and "\n" not in words:
        assert plain == f"<strong>warning</strong> false-urgency: {shown} the reader without a reason they could check"
    assert not re.search(r"@\w|#\d|GH-\d|!\d", found)


def test_long_results_are_cut_and_it_is_said(make):
    findings = [make.finding(make.draft("SALE", path=f"{n}.md"), "SALE", "shouting") for n in range(103)]
    text = comment(*findings)
    assert len(cells(text)) == 300
    assert text.endswith("\nNot shown here: 3 more findings.\n")
    assert len(text) < 65_536


def test_a_clean_report_is_one_line():
    assert comment() == "**helplint:** No posts to check.\n"


@given(signs=st.lists(st.sampled_from([*"ab1 *_`[]()<>&|#\\{}"]), min_size=1).map("".join))
def test_escaped_text_is_shown_as_it_stands(signs):
    html = MarkdownIt("commonmark").render(f"x{escape(signs)}x")
    assert unescape(html) == f"<p>x{signs}x</p>\n"
