from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from helplint.baseline import digest, fingerprint
from helplint.calendar import Calendar, Entry, Summary, Terms
from helplint.finding import Edit, Finding, Level
from helplint.model import Contribution, Explanation
from helplint.notice import Notice
from helplint.origin import Origin, Source
from helplint.post import Post
from helplint.report import Report
from helplint.scale import INTENTS, Score

MESSAGES = {
    "false-urgency": (
        "“{text}” hurries the reader without a reason they could check",
        "say the real deadline and why there is one, or leave the hurry out",
    ),
    "shouting": ("“{text}” is shouted, and shouting is read past", "write it as you would say it"),
    "wall-of-tags": ("tags stand where the reader looks for the point", "keep the one or two that somebody follows"),
}


@dataclass
class Make:
    """Makes the values that reporters are given."""

    @staticmethod
    def finding(post, quoted, rule="false-urgency", level=Level.WARNING, start=None, edit=None):
        start = post.text.index(quoted) if start is None else start
        end = start + len(quoted)
        context_start = post.text.rfind("\n", 0, start) + 1
        context_end = post.text.find("\n", max(start, end - 1))
        message, fix = MESSAGES[rule]
        return Finding(
            rule=rule,
            level=level,
            message=message.format(text=quoted),
            fix=fix,
            id=post.id,
            position=post.origin.position(post.text, start),
            start=start,
            end=end,
            text=quoted,
            context=post.text[context_start : context_end if context_end >= 0 else None],
            context_start=context_start,
            fingerprint=fingerprint(rule, digest(post.text)),
            end_position=post.origin.position(post.text, end),
            edit=edit and replace(edit, place=post.origin.place(post.text, edit.start, edit.end)),
        )

    @staticmethod
    def draft(text, path="draft.md", before=""):
        source = Source(before + text)
        return Post(id=path, text=text, origin=Origin(path=path, source=source, start=len(before)))

    @staticmethod
    def summary(weeks):
        """Return the summary of a calendar with an offer and a tip a week, by turns on two channels."""
        terms = Terms(price=4, earnings=1, opening=4, days=28, helping=62.5, selling=0.7)
        posts = [
            Post(
                id=str(number),
                text="A post",
                origin=Origin(path="calendar.csv"),
                channels=(("linkedin", "instagram"), ("instagram",))[number % 2],
                time=datetime(2031, 3, 31, 9) + timedelta(days=3.5 * number),  # noqa: DTZ001 - as in most calendars
            )
            for number in range(2 * weeks)
        ]
        scores = [Make.score(0.42, 0.4, 0.1, 0.05, 0.03, intent="promote"), Make.score(0.01, 0.03, 0.06, 0.3, 0.6)]
        entries = [Entry.of(post, scores[number % 2]) for number, post in enumerate(posts)]
        entries.append(Entry.of(replace(posts[-1], channels=()), Score(abstained="only a link")))
        return Summary.of(Calendar(entries), lambda _: terms)

    @staticmethod
    def score(*stance, intent="teach", broadcast=0.1):
        rest = 0.28 / (len(INTENTS) - 1)
        return Score.from_stance(
            stance, intents={name: 0.72 if name == intent else rest for name in INTENTS}, broadcast=broadcast
        )


@pytest.fixture(scope="session")
def make():
    return Make


@pytest.fixture(scope="session")
def row():
    """A post in a calendar: its second line is the fourth of the file."""
    head = 'Date,Caption\n2031-04-02,"'
    text = "🪴 植物 Hurry, the seedlings go on Friday\nDON'T WAIT and do not miss it"
    source = Source(f'{head}{text}"\n')
    origin = Origin(path="spring/calendar.csv", source=source, start=len(head), row=2, field="Caption")
    return Post(id="seedlings", text=text, origin=origin, channels=("instagram",))


@pytest.fixture(scope="session")
def cell():
    """A post in a workbook."""
    origin = Origin(path="plan 100%.xlsx", row=7, field="Copy", sheet="May, week 1", cell="C7")
    return Post(
        id="plan 100%.xlsx#7", text="Order today: " + "so much to say, " * 12 + "last chance to order", origin=origin
    )


@pytest.fixture(scope="session")
def tags():
    text = "Compost in four steps:\n#soil\n\n#garden\n#worms\n#spring"
    return Make.draft(text, before="# Draft\n\n")


@pytest.fixture(scope="session")
def report(make, row, cell, tags):
    return Report(
        findings=[
            make.finding(row, "Hurry"),
            make.finding(
                row, "DON'T WAIT", "shouting", Level.NOTE, edit=Edit(start=39, end=49, text="Don't wait", safe=False)
            ),
            make.finding(cell, "last chance"),
            make.finding(tags, "#soil\n\n#garden\n#worms\n#spring", "wall-of-tags", Level.ERROR),
        ],
        notices=[
            Notice("note", "passed over: not a format helplint reads", "spring/logo.png"),
            Notice("warning", "03/04 can be read as 3 April or March 4; set date-order", "spring/calendar.csv", 2),
            Notice("note", "no post found in it", "notes.md"),
            Notice("error", "the quote that opens here is never closed", "old, broken.csv", 3),
        ],
        posts=9,
        abstained=Counter({"not English": 2, "only a link": 1}),
        calendar=make.summary(weeks=8),
    )


@pytest.fixture(scope="session")
def scored(row, cell, tags):
    return [
        (row, Make.score(0.42, 0.3, 0.18, 0.07, 0.03, intent="promote", broadcast=0.12)),
        (cell, Make.score(0.1, 0.2, 0.4, 0.2, 0.1, intent="announce", broadcast=0.81)),
        (tags, Make.score(0.01, 0.03, 0.06, 0.3, 0.6)),
        (Make.draft("https://garden.example/a", path="link.txt"), Score(abstained="only a link")),
    ]


@pytest.fixture(scope="session")
def explanation(row):
    spans = [("hurry", -1.2), ("seedlings", 0.35), ("friday", 0.5), ("DON'T WAIT", -0.7), ("miss", -0.2)]
    words = [
        Contribution(label.lower(), value, start, start + len(label))
        for label, value in spans
        for start in [row.text.lower().index(label.lower())]
    ]
    measures = [Contribution("a day is named", 0.6), Contribution("no “you” in the first line", -0.3)]
    contributions = (*words, *measures)
    logit = 0.1 + sum(each.value for each in contributions)
    return Explanation(logit=logit, intercept=0.1, contributions=contributions)
