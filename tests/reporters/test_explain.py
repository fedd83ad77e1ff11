from __future__ import annotations

import io
import json

import pytest

from helplint.model import Contribution, Explanation
from helplint.reporters import render_explanation
from helplint.reporters._terminal import printable_lines

MINUS = "\N{MINUS SIGN}"


def written(post, score, explanation, name="text", *, color=False):
    file = io.StringIO()
    render_explanation(post, score, explanation, name, file=file, width=70, color=color)
    return file.getvalue()


@pytest.mark.parametrize(
    ("golden_name", "name", "color"),
    [("explain-text", "text", False), ("explain-text-coloured", "text", True), ("explain-json", "json", False)],
)
def test_each_format_looks_as_agreed(scored, explanation, golden, golden_name, name, color):
    text = written(*scored[0], explanation, name, color=color)
    golden(f"{golden_name}.txt", printable_lines(text))


def explained(*contributions):
    return Explanation(logit=sum(each.value for each in contributions), intercept=0.0, contributions=contributions)


def test_without_colour_marks_tell_what_helps_and_what_sells(make):
    post = make.draft("Check the valve, then buy ours")
    explanation = explained(Contribution("valve", 0.9, 10, 15), Contribution("buy ours", -0.4, 22, 30))
    text = written(post, make.score(0.2, 0.2, 0.2, 0.2, 0.2), explanation)
    assert f"  | Check the [+++valve], then [{MINUS * 2}buy ours]\n" in text


def test_the_same_word_twice_is_one_reason(make):
    post = make.draft("buy and buy")
    explanation = explained(Contribution("buy", -0.4, 0, 3), Contribution("buy", -0.5, 8, 11))
    assert "“buy” (2 times)" in written(post, make.score(1.0, 0.0, 0.0, 0.0, 0.0), explanation)


def test_overlapping_contributions_are_summed_where_they_overlap(make):
    post = make.draft("how to mend")
    explanation = explained(Contribution("how to", 0.6, 0, 6), Contribution("to mend", -0.6, 4, 11))
    text = written(post, make.score(0.2, 0.2, 0.2, 0.2, 0.2), explanation)
    assert f"  | [+++how] to [{MINUS * 3}mend]\n" in text


def test_neighbours_that_weigh_alike_share_one_mark(make):
    post = make.draft("Call now, then read")
    explanation = explained(Contribution("call", -0.6, 0, 4), Contribution("now", -0.5, 5, 8))
    text = written(post, make.score(0.2, 0.2, 0.2, 0.2, 0.2), explanation)
    assert f"  | [{MINUS * 3}Call now], then read\n" in text


def test_where_nothing_weighs_nothing_is_marked(make):
    post = make.draft("a plain text")
    text = written(post, make.score(0.2, 0.2, 0.2, 0.2, 0.2), explained(Contribution("plain", 0.01, 2, 7)))
    assert "  | a plain text\n\nhelpfulness 50 of 100" in text
    assert text.count("nothing that stands out") == 2


def test_json_adds_up(scored, explanation):
    record = json.loads(written(*scored[0], explanation, "json"))
    total = record["intercept"] + sum(each["value"] for each in record["contributions"])
    assert record["logit"] == pytest.approx(total)
    for each in record["contributions"]:
        if each["start"] is not None:
            assert record["text"][each["start"] : each["end"]].lower() == each["label"]


def test_an_abstention_is_said(scored):
    post, score = scored[-1]
    assert written(post, score, None).endswith("no score: only a link\n")
    assert json.loads(written(post, score, None, "json"))["contributions"] is None
