"""Each rule finds what its manual page says it finds, and leaves alone what it says it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from math import floor

import pytest

from helplint import Config, Post, Score, check, read
from helplint.calendar import Calendar, Entry
from helplint.origin import Origin, Source, line_starts
from helplint.rule import Draft, InCalendar, Judge, OfSuppressions, headline
from helplint.rules import all_rules
from helplint.ruleset import ConfiguredOptions

RULES = all_rules()
TODAY = date(2026, 6, 1)
DRAFTS = [name for name, rule in RULES.items() if not isinstance(rule.kind, InCalendar | OfSuppressions)]
SUPPRESSIONS = [name for name, rule in RULES.items() if isinstance(rule.kind, OfSuppressions)]
CALENDARS = [name for name, rule in RULES.items() if isinstance(rule.kind, InCalendar)]


def cases(names, examples):
    return [
        pytest.param(name, example, id=f"{name}-{number}")
        for name in names
        for number, example in enumerate(getattr(RULES[name], examples), start=1)
    ]


def as_draft(example):
    return example if isinstance(example, Draft) else Draft(example)


def findings(name, draft, text):
    time = datetime.fromisoformat(draft.time) if draft.time else None
    post = replace(Post.from_text(text, channel=draft.channel), time=time, fields=draft.fields)
    return check([post], config=Config(select=(name,), brands=draft.brands)).findings


def stance_of(helpfulness):
    """Probabilities of two neighbouring grades whose expected value gives `helpfulness`."""
    lower = min(floor(helpfulness / 25), 3)
    upper = helpfulness / 25 - lower
    return tuple({lower: 1 - upper, lower + 1: upper}.get(grade, 0.0) for grade in range(5))


def entry_of(planned, line):
    usual = "promote" if planned.helpfulness < 25 else "announce" if planned.helpfulness < 50 else "teach"
    intent = planned.intent or usual
    post = Post(
        id=str(line),
        text=planned.text,
        origin=Origin(path="calendar.csv", source=Source(planned.text, first_line=line)),
        channels=(planned.channel,) if planned.channel else (),
        time=datetime.fromisoformat(planned.time) if planned.time else None,
        whole_day="T" not in planned.time,
        author=planned.author,
        reply=planned.reply,
        fields=planned.fields,
    )
    return Entry.of(post, Score.from_stance(stance_of(planned.helpfulness), intents={intent: 1.0}, broadcast=0.0))


def offences(name, example, order=iter):
    """The lines (1-based) that the rule finds, with their messages."""
    entries = order([entry_of(planned, line) for line, planned in enumerate(example, start=1)])
    rule = RULES[name]
    found = rule.kind.function(Calendar(entries, today=TODAY), ConfiguredOptions(rule.options))
    return sorted(
        (
            int(offence.entry.id),
            rule.message.format(text=(offence.quote or offence.entry.headline).text, **offence.words),
        )
        for offence in found
    )


@pytest.mark.parametrize(("name", "example"), cases(DRAFTS, "bad"))
def test_a_bad_draft_is_found_on_its_marked_spans(name, example):
    draft = as_draft(example)
    text, marked = draft.unmarked()
    if isinstance(RULES[name].kind, Judge):
        marked = [headline(text)]
    found = findings(name, draft, text)
    assert [text[finding.start : finding.end] for finding in found] == [text[start:end] for start, end in marked]
    assert [(finding.start, finding.end) for finding in found] == marked
    for finding in found:
        assert "{" not in finding.message.replace(finding.text, "")


@pytest.mark.parametrize(("name", "example"), cases(DRAFTS, "good"))
def test_a_good_draft_is_left_alone(name, example):
    draft = as_draft(example)
    assert [finding.message for finding in findings(name, draft, draft.text)] == []


@pytest.mark.parametrize(("name", "example"), cases(CALENDARS, "bad"))
def test_a_calendar_may_stand_in_its_file_in_any_order(name, example):
    assert offences(name, example, reversed) == offences(name, example)


def unused(name, example, folder):
    """The spans of a file that the rule finds, and those that are marked."""
    text, marked = Draft(example).unmarked()
    path = folder / "draft.md"
    path.write_text(text, encoding="utf-8")
    found = [finding for finding in check(read([path])).findings if finding.rule == name]
    starts = [line_starts(text)[each.position.line - 1] + each.position.column - 1 for each in found]
    spans = [(start, start + len(each.text)) for start, each in zip(starts, found, strict=True)]
    assert [text[start:end] for start, end in spans] == [each.text for each in found]
    return spans, marked


@pytest.mark.parametrize(("name", "example"), cases(SUPPRESSIONS, "bad"))
def test_a_suppression_in_vain_is_found_on_its_marked_names(name, example, tmp_path):
    spans, marked = unused(name, example, tmp_path)
    assert spans == marked
    assert marked


@pytest.mark.parametrize(("name", "example"), cases(SUPPRESSIONS, "good"))
def test_a_suppression_of_use_is_left_alone(name, example, tmp_path):
    assert unused(name, example, tmp_path)[0] == []


@pytest.mark.parametrize(("name", "example"), cases(CALENDARS, "bad"))
def test_a_bad_calendar_is_found_on_its_marked_posts(name, example):
    found = offences(name, example)
    assert [line for line, _ in found] == [line for line, planned in enumerate(example, start=1) if planned.offends]
    assert not any("{" in message for _, message in found)


@pytest.mark.parametrize(("name", "example"), cases(CALENDARS, "good"))
def test_a_good_calendar_is_left_alone(name, example):
    assert offences(name, example) == []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_enough_examples(name):
    assert len(RULES[name].bad) >= 3
    assert len(RULES[name].good) >= 4


@pytest.mark.parametrize("name", DRAFTS)
def test_examples_are_not_given_twice(name):
    texts = [as_draft(example).unmarked()[0] for example in (*RULES[name].bad, *RULES[name].good)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("name", "example", "message"),
    [
        (
            "promotion-not-earned",
            RULES["promotion-not-earned"].bad[0],
            (
                "on x, the opening credit and 1 helping post in 28 days pay for 1 promotion, and this is number 2, "
                "so it is not earned yet"
            ),
        ),
        (
            "promotion-not-earned",
            RULES["promotion-not-earned"].bad[2],
            "on x, no helping posts in 28 days pay for no promotion, and this is number 1, so it is not earned yet",
        ),
        (
            "selling-streak",
            RULES["selling-streak"].bad[0],
            "4 selling posts in a row on x since 5 May 2025, so whoever comes by finds nothing to use",
        ),
        (
            "repeated-copy",
            RULES["repeated-copy"].bad[0],
            "these words are already in calendar.csv, line 1 (2 June 2025), and who has read them once learns nothing",
        ),
        (
            "repeated-copy",
            RULES["repeated-copy"].bad[1],
            "these words are pasted from calendar.csv, line 1 (2 June 2025), and who has read them once learns nothing",
        ),
        (
            "robotic-cadence",
            RULES["robotic-cadence"].bad[0],
            "9 posts in a row on x are exactly 4 hours apart, which reads as a machine that nobody answers for",
        ),
        (
            "repeated-copy",
            RULES["repeated-copy"].bad[2],
            (
                "81 % of these words or so are already in calendar.csv, line 1 (2 June 2025), and who has read them "
                "once learns nothing"
            ),
        ),
        (
            "announced-again",
            RULES["announced-again"].bad[0],
            ("this has been announced 2 times on x since 1 April 2025, and news that comes again is an advertisement"),
        ),
        (
            "clash",
            RULES["clash"].bad[0],
            "on x, 3 November 2025 at 09:00 is taken by calendar.csv, line 1, and one of the two will not be seen",
        ),
        (
            "crowded-slot",
            RULES["crowded-slot"].bad[0],
            (
                "4 posts on facebook within an hour on 3 February 2025 push each other down, and nobody can answer "
                "what comes back"
            ),
        ),
        (
            "empty-stretch",
            RULES["empty-stretch"].bad[2],
            (
                "nothing on x for 28 days before this, since 10 February 2025 (and 1 time before), and a silent "
                "channel looks deserted"
            ),
        ),
        (
            "goal-missing",
            RULES["goal-missing"].bad[0],
            (
                "this promotes without a campaign or goal, which 1 of 2 promotions here have, so nobody can say "
                "whether it worked"
            ),
        ),
        (
            "help-share",
            RULES["help-share"].bad[2],
            (
                "on x, the week of 29 September 2025 has no helping and 3 selling posts, which is too little for "
                "readers to stay"
            ),
        ),
        (
            "no-replies",
            RULES["no-replies"].bad[0],
            "30 posts on x and not one reply, so it is a loudspeaker and not a telephone",
        ),
        (
            "one-note",
            RULES["one-note"].bad[1],
            "9 of 10 posts on instagram make an offer, and hardly one teaches, answers or does anything else",
        ),
        (
            "one-voice",
            RULES["one-voice"].bad[1],
            "Ann writes 24 of 25 posts, and one person cannot hear and answer everything",
        ),
        (
            "past-date",
            RULES["past-date"].bad[1],
            (
                "this is “Needs approval” and its day, 4 February 2020, is over, as is one before it, so the day is "
                "wrong or the post was missed"
            ),
        ),
        (
            "stale-date-words",
            RULES["stale-date-words"].bad[0],
            (
                "“tomorrow (Friday)” is wrong on Tuesday, 6 May 2025, when this goes out: the day after is a "
                "Wednesday, and readers come on the wrong day"
            ),
        ),
        (
            "untagged-link",
            RULES["untagged-link"].bad[0],
            (
                "the link to loom.example is not marked as others are for attribution, so nobody can say which post "
                "brought a visitor"
            ),
        ),
        (
            "untagged-link",
            RULES["untagged-link"].bad[2],
            (
                "not one of 5 posts with news or offers marks its link to loom.example for attribution, so nobody "
                "can say which post brought a visitor"
            ),
        ),
    ],
)
def test_a_calendar_message_says_what_was_found(name, example, message):
    assert [said for _, said in offences(name, example)] == [message]
