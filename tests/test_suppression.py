"""What is suppressed is not found, and what is suppressed in vain is."""

from __future__ import annotations

from pathlib import Path

import pytest

from helplint import Config, check, read
from helplint.finding import Level

ONLY = Config(select=("hype", "false-urgency", "unused-suppression"), model="fast")


@pytest.fixture
def found(tmp_path, monkeypatch):
    """Return a function that checks a file and returns its report."""
    monkeypatch.chdir(tmp_path)

    def run(name, content, config=ONLY, **how):
        Path(name).write_text(content, encoding="utf-8")
        notices = []
        return check(read([name], config=config, notices=notices), config=config, notices=notices, **how)

    return run


def said(report):
    return [(finding.rule, finding.text) for finding in report.findings]


def test_a_suppressed_rule_is_not_reported_and_the_others_are(found):
    report = found("a.md", "Hurry, a game-changing mop. <!-- helplint: ignore=hype its name -->\n")
    assert said(report) == [("false-urgency", "Hurry")]
    assert report.suppressed == 1


def test_several_names_tags_and_all(found):
    text = "Hurry, a game-changing mop."
    for names in ("hype,false-urgency", "execution", "ALL", "pressure, wording the customer said so"):
        report = found("a.md", f"<!-- helplint: ignore={names} -->\n{text}\n")
        assert (said(report), report.suppressed, report.exit_code) == ([], 2, 0)


def test_suppressions_are_ignored_on_demand_and_then_none_is_unused(found):
    content = "Hurry! <!-- helplint: ignore=false-urgency,hype -->"
    assert said(found("a.md", content)) == [("unused-suppression", "hype")]
    assert said(found("a.md", content, ignore_suppressions=True)) == [("false-urgency", "Hurry")]


def test_a_finding_that_runs_into_a_line_is_suppressed_there(found):
    own = {"name": "leak-alarm", "kind": "pattern", "message": "m", "regex": r"leak\s+alarm"}
    config = Config(own_rules=(own,), select=("own",), model="fast")
    content = "We made the leak\nalarm for you."
    assert len(said(found("a.md", content, config))) == 1
    assert said(found("a.md", f"{content} <!-- helplint: ignore=leak-alarm its name -->", config)) == []
    assert said(found("a.md", content.replace("\n", " <!-- helplint: ignore=leak-alarm -->\n"), config)) == []


def test_a_judged_post_is_suppressed_from_the_paragraph_that_it_is_reported_on(found):
    selling = "Order the new mug today and get 20% off in our shop.\n\nBook now, sign up, hurry."
    config = Config(select=("selling-post",), model="fast")
    assert said(found("a.md", selling, config))
    assert not said(found("a.md", f"<!-- helplint: ignore=selling-post launch day -->\n{selling}", config))


def test_an_offence_of_the_calendar_is_suppressed_on_its_row(found):
    copy = "Turn the stopcock clockwise until it stops and open the lowest tap."
    config = Config(select=("repeated-copy",), model="fast")
    content = f"Date,Channel,Copy,helplint\n2026-05-01,x,{copy},\n2026-05-02,x,{copy},"
    assert said(found("a.csv", content, config)) == [("repeated-copy", copy)]
    report = found("a.csv", f"{content}ignore=repeated-copy half of them sleep by day", config)
    assert (said(report), report.suppressed) == ([], 1)


def test_an_unused_suppression_is_said_at_its_name(found):
    report = found("a.csv", "Copy,helplint\nTurn it off first.,\nBleed it first.,ignore=false-urgency a quote\n")
    [finding] = report.findings
    assert (finding.rule, finding.level, finding.text) == ("unused-suppression", Level.NOTE, "false-urgency")
    assert finding.message == "“false-urgency” is ignored here and was not found, so the next one would pass unseen"
    assert str(finding.position) == "row 3, helplint"
    assert (finding.position.line, finding.position.column) == (3, 24)
    assert finding.text == finding.context[finding.start : finding.end]
    assert report.exit_code == 0


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("hype", Config(select=("false-urgency", "unused-suppression"), model="fast")),
        ("hype", Config(select=("hype",), model="fast")),
        ("hype", Config(per_file_ignores={"*.md": ("hype",)}, model="fast")),
        ("hype", Config(per_file_ignores={"*.md": ("unused-suppression",)}, model="fast")),
        ("repeated-copy", Config(model="fast")),
        ("hype,unused-suppression", Config(model="fast")),
    ],
)
def test_nothing_is_called_unused_that_this_run_could_not_have_found(found, name, config):
    assert "unused-suppression" not in dict(said(found("a.md", f"<!-- helplint: ignore={name} -->\nFix it.", config)))


def test_a_suppression_of_a_whole_file_is_of_use_where_one_of_its_posts_needs_it(found):
    content = "<!-- helplint: ignore-file=hype -->\nFix it.\n---\nA game-changing mop.\n---\nNow."
    report = found("a.txt", content)
    assert (said(report), report.posts, report.suppressed) == ([], 3, 1)


def test_a_suppression_of_posts_that_are_not_reported_on_is_not_judged(found):
    content = "<!-- helplint: ignore-file=hype -->\nFix it.\n---\nA game-changing mop.\n"
    report = found("a.txt", content, only=lambda post: post.text == "Fix it.")
    assert (said(report), report.posts) == ([], 1)


def test_an_unknown_name_is_an_error_with_its_place(found):
    report = found("a.md", "Fix it.\n\n<!-- helplint: ignore=hpye -->\n\nBleed it.\n")
    assert [str(notice) for notice in report.notices] == [
        "error: a.md:3: unknown rule or tag “hpye” to ignore; did you mean “hype”?"
    ]
    assert report.exit_code == 2


def test_an_own_rule_can_be_suppressed(found):
    own = {"name": "no-synergy", "kind": "phrases", "message": "“{text}” says nothing", "phrases": ["synergy"]}
    config = Config(own_rules=(own,), select=("own", "unused-suppression"), model="fast")
    assert said(found("a.md", "<!-- helplint: ignore=no-synergy a quote -->\nOil has no synergy.", config)) == []
