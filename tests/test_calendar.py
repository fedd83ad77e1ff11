"""Posts in time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helplint import Post, Score
from helplint.calendar import Calendar, Entry, Summary, Terms, ledger
from helplint.calendar.days import find_day_words
from helplint.calendar.likeness import Lookup, copy_words, likeness, signature
from helplint.calendar.links import find_links
from helplint.origin import Origin, Source
from helplint.rule import InCalendar
from helplint.rules import all_rules
from helplint.ruleset import ConfiguredOptions

MAY = datetime(2025, 5, 1, 9)  # noqa: DTZ001 - naive on purpose, as most calendars are


TERMS = Terms(price=4, earnings=1, opening=4, days=28, helping=62.5, selling=0.7)
HELPS = Score.from_stance((0.0, 0.0, 0.0, 0.5, 0.5), intents={"teach": 1.0}, broadcast=0.0)
SELLS = Score.from_stance((0.5, 0.5, 0.0, 0.0, 0.0), intents={"promote": 1.0}, broadcast=0.0)


def entry(text="A post", time=None, channels=("x",), score=None, path="a.csv", **more):
    post = Post(id=text, text=text, origin=Origin(path=path, source=Source(text)), time=time, channels=channels, **more)
    return Entry.of(post, score or Score())


def alike(one, other):
    return likeness(signature(copy_words(one)), signature(copy_words(other)))


def test_an_entry_quotes_the_first_line_that_is_not_blank_and_where_it_stands():
    made = entry("\n\n  Frost tonight  \nCover the beans")
    assert made.headline.text == "Frost tonight"
    assert made.headline.start == 4
    assert (made.position.line, made.position.column) == (3, 3)


def test_a_post_of_blanks_has_an_empty_headline():
    assert entry(" \n ").headline.text == ""


def test_times_with_an_offset_are_moved_into_the_zone_of_the_calendar():
    post = Post.from_text("Hello")
    noon = Post(id="1", text="Hello", origin=post.origin, time=datetime(2025, 7, 1, 12, tzinfo=UTC))
    assert Entry.of(noon, Score(), zone=ZoneInfo("Europe/Paris")).time == datetime(2025, 7, 1, 14)  # noqa: DTZ001


def test_naive_times_stay_as_they_are():
    assert entry(time=MAY).time == MAY


def test_an_entry_remembers_whether_it_is_a_reply_and_how_many_words_it_has():
    made = entry("@kim Thanks for the photo! https://p.example #cats", reply=True)
    assert made.reply
    assert made.words == 4


@pytest.mark.parametrize(
    "copy",
    [
        "come and taste it",
        "Come, and taste it!",
        "COME AND TASTE IT https://menu.example/a?b=c",
        "@lou Come and taste it! #menu #lunch",
        "  Come\nand\ttaste it… (https://menu.example)",
    ],
)
def test_likeness_ignores_all_but_the_words(copy):
    assert alike(copy, "Come and taste it") == 1


@pytest.mark.parametrize("other", ["Come and taste", "and come taste it", "Come and taste it now", "Come and tasteit"])
def test_other_words_are_not_wholly_alike(other):
    assert alike(other, "Come and taste it") < 1


@given(st.text())
def test_a_signature_is_of_one_length_or_empty(text):
    assert len(signature(copy_words(text))) in (0, 512)
    assert (signature(copy_words(text)) == b"") == (entry(text).words == 0)


LETTERS = st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=40)


@given(LETTERS, LETTERS)
def test_likeness_is_near_the_share_of_common_pairs(one, other):
    pairs, others = set(pairwise(one)), set(pairwise(other))
    share = len(pairs & others) / len(pairs | others)
    estimate = likeness(signature(one), signature(other))
    assert estimate == likeness(signature(other), signature(one))
    if share in (0, 1):
        assert estimate == share
    else:  # far more than 128 throws ever miss by
        assert abs(estimate - share) <= 6 * (share * (1 - share) / 128) ** 0.5 + 0.05


def test_a_lookup_finds_what_is_alike_and_nothing_else():
    words = "before you tow a trailer check the tyres the lights the coupling the load and the papers".split()  # noqa: SIM905
    lookup = Lookup(28)
    lookup.add(signature(words), "trailer", MAY)
    lookup.add(signature([f"word{number}" for number in range(20)]), "other", MAY)
    changed = signature(["hitch" if word == "coupling" else word for word in words])
    assert [value for _, value in lookup.alike(changed)] == ["trailer"]
    assert lookup.alike(signature(["quite", "another", "thing"])) == []
    assert lookup.alike(b"") == []


def test_a_lookup_remembers_as_long_as_it_must_and_not_for_ever():
    lookup = Lookup(28)
    for day in range(0, 120, 2):
        lookup.add(signature(["number", str(day)]), day, MAY + timedelta(days=day))
    known = [day for day in range(0, 120, 2) if lookup.alike(signature(["number", str(day)]))]
    assert known == list(range(known[0], 120, 2))
    assert 60 <= known[0] <= 118 - 28


def test_dated_entries_come_in_the_order_of_time_and_ties_in_the_order_of_the_file():
    late, early, tie = entry("late", MAY + timedelta(days=1)), entry("early", MAY), entry("tie", MAY)
    assert [made.headline.text for _, made in Calendar([late, early, entry("never"), tie]).dated()] == [
        "early",
        "tie",
        "late",
    ]


def test_a_post_for_several_channels_stands_in_each():
    both, none = entry("both", MAY, ("x", "facebook")), entry("none", MAY, ())
    channels = Calendar([both, none, entry("undated")]).by_channel()
    assert {name: [made.headline.text for _, made in dated] for name, dated in channels.items()} == {
        "x": ["both"],
        "facebook": ["both"],
        None: ["none"],
    }


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"Status": "Draft"}, "Draft"),
        ({"Post status": "🟡 In review"}, "🟡 In review"),
        ({"Status": "Not published"}, "Not published"),
        ({"Status": "To be approved"}, "To be approved"),
        ({"draft": "true"}, "draft"),
        ({"Status": "Published"}, ""),
        ({"Status": "Approved, sent to LinkedIn"}, ""),
        ({"Draft": "no"}, ""),
        ({"Notes": "draft"}, ""),
    ],
)
def test_a_status_is_kept_where_the_post_is_still_to_come(fields, status):
    assert entry(fields=fields).status == status


@pytest.mark.parametrize("heading", ["Campaign", "utm_campaign", "Post goal", "Objective (Q3)", "KPI"])
def test_a_goal_is_what_stands_under_such_a_heading(heading):
    assert entry(fields={heading: "20 demos", "Notes": "again"}).goal == "20 demos"
    assert entry(fields={"Notes": "our goal"}).goal == ""


def test_the_name_of_an_account_is_no_author():
    assert entry(author="acme", fields={"screen_name": "acme"}).author is None
    assert entry(author="Ann", fields={"Author": "Ann", "Account": "acme"}).author == "Ann"


@pytest.mark.parametrize(
    ("address", "target", "tagged"),
    [
        ("https://www.Acme.example/duo/?utm_source=x&size=2.", "acme.example/duo?size=2", True),
        ("(http://acme.example/duo)", "acme.example/duo", False),
        ("www.acme.example", "acme.example", False),
        ("https://acme.example/?mtm_campaign=may#top", "acme.example", True),
        ("https://acme.example/a_(b)?reference=1", "acme.example/a_(b)?reference=1", False),
    ],
)
def test_a_link_leads_to_the_same_page_however_it_is_marked(address, target, tagged):
    [link] = find_links(f"Look: {address}")
    assert (link.target, link.tagged) == (target, tagged)


def test_links_stand_in_the_text_and_in_the_columns_for_them_and_a_column_marks_them():
    fields = {"Link URL": "https://acme.example/b", "Image": "https://acme.example/c.png"}
    assert [link.target for link in entry("https://acme.example/a", fields=fields).links] == [
        "acme.example/a",
        "acme.example/b",
    ]
    assert all(link.tagged for link in entry("https://acme.example/a", fields={**fields, "UTM": "source=x"}).links)


def test_what_is_no_address_is_no_link():
    assert list(find_links("http://[half https:// www.")) == []


WEDNESDAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tomorrow, Thursday 5 March", None),
        ("tomorrow (Friday)", "the day after is a Thursday"),
        ("tonight, Saturday", "that day is a Wednesday"),
        ("Yesterday was fine", None),
        ("today, March 5th", "that day is 4 March 2026"),
        ("today, 4 March 1926", None),
        ("open today, Friday and Saturday", None),
        ("See you on Fri. 6 March", None),
        ("Friday, March 5", "5 March 2026 is a Thursday"),
        ("Friday, 2 January", None),
        ("Thursday 31 December", None),
        ("sale ends 2 March", "2 March 2026 is over"),
        ("order one of them by 28 February", "28 February 2026 is over"),
        ("until 30 February", None),
        ("until 3 October", None),
        ("this Tuesday", "that Tuesday is over"),
        ("this Wednesday", None),
        ("this Friday", None),
        ("we met this Tuesday", None),
        ("Happy Wednesday", None),
        ("Happy Friday", "that is a Wednesday"),
        ("Happy Thursday Eve", None),
        ("#MondayMotivation", "that is a Wednesday"),
        ("#MondayNightFootball", None),
        ("by 3 May we had sold 900", None),
        ("It may 5 times be so", None),
    ],
)
def test_words_that_hold_on_some_days_only_are_held_against_the_day(text, why):
    reasons = [words.why_not(WEDNESDAY) for words in find_day_words(text)]
    assert next(filter(None, reasons), None) == why


@given(st.text(alphabet="todayfris 0123456789,()mchun#happy\n"), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_day_words_are_slices_of_any_text_and_never_break(text, posted):
    for words in find_day_words(f"{text} Friday 5 March {text} until 29 Feb"):
        assert 0 <= words.start < words.end <= 2 * len(text) + 32
        words.why_not(posted)


def test_an_entry_knows_where_its_day_words_stand():
    [(_, quote), *_] = entry("Doors open\nThursday, 5 March").days
    assert (quote.text, quote.start, quote.position.line) == ("Thursday, 5 March", 11, 2)


def test_the_ledger_says_after_each_post_what_is_left():
    dated = Calendar(
        [
            entry("1", MAY, score=HELPS),
            entry("2", MAY + timedelta(days=1), score=SELLS),
            entry("3", MAY + timedelta(days=2), score=SELLS),
            entry("4", MAY + timedelta(days=29), score=HELPS),
            entry("5", MAY + timedelta(days=60)),
        ]
    ).dated()
    # The opening credit ends with the first post out of reach, and then what was earned and spent before does.
    assert [statement.balance for statement in ledger(dated, TERMS)] == [5, 1, -3, -7, 0]
    assert [(each.helped, each.sold, each.credit) for each in ledger(dated, TERMS)] == [
        (1, 0, 4), (1, 1, 4), (1, 2, 4), (1, 2, 0), (0, 0, 0),
    ]  # fmt: skip


def test_a_summary_counts_posts_by_what_they_do_by_channel_and_by_week():
    entries = [
        entry("a", MAY, ("x", "facebook"), HELPS),
        entry("b", MAY + timedelta(days=1), ("x",), SELLS),
        entry("c", MAY + timedelta(days=5), ("x",), SELLS),
        entry("d", MAY + timedelta(days=5), ()),
        entry("e"),
    ]
    summary = Summary.of(Calendar(entries), lambda _: TERMS)
    assert (summary.first, summary.last) == (date(2025, 5, 1), date(2025, 5, 6))
    assert (summary.total.posts, summary.total.helping, summary.total.selling, summary.total.unscored) == (4, 1, 2, 1)
    assert dict(summary.total.intents) == {"teach": 1, "promote": 2}
    assert [(each.channel, each.tally.posts, each.earned, each.spent, each.balance) for each in summary.channels] == [
        (None, 1, 0, 0, 4),
        ("facebook", 1, 1, 0, 5),
        ("x", 3, 1, 8, -3),
    ]
    assert [(each.week.isoformat(), each.channel, each.tally.posts, each.balance) for each in summary.weeks] == [
        ("2025-04-28", "facebook", 1, 5),
        ("2025-04-28", "x", 2, 1),
        ("2025-05-05", None, 1, 4),
        ("2025-05-05", "x", 1, -3),
    ]


@given(st.permutations(range(8)))
def test_the_order_of_the_file_does_not_change_the_summary(order):
    entries = [
        entry(str(n), MAY + timedelta(days=3 * n), ("x", "blog")[: 1 + n % 2], SELLS if n % 3 else HELPS)
        for n in range(8)
    ]
    summary = Summary.of(Calendar(entries), lambda _: TERMS)
    assert Summary.of(Calendar([entries[n] for n in order]), lambda _: TERMS) == summary


def test_only_a_file_with_several_dated_posts_is_a_calendar():
    few = [entry(str(n), MAY + timedelta(days=n), path=f"{n}.md") for n in range(5)]
    assert Summary.of(Calendar([*few, entry("undated")]), lambda _: TERMS) is None
    assert Summary.of(Calendar([]), lambda _: TERMS) is None


TELLS = Score.from_stance((0.1, 0.4, 0.5, 0.0, 0.0), intents={"announce": 1.0}, broadcast=0.9)
COPY = {
    "Spring sale: 20% off every kettle, order today https://tidewell.example/sale": SELLS,
    "Spring sale: 20% off every kettle,\norder today https://tidewell.example/sale": SELLS,
    "Spring sale: 20% off every kettle and mug, order it today https://tidewell.example/sale": SELLS,
    "We are happy to announce our new mug https://tidewell.example/mug": TELLS,
    "Our new mug is out today, have a look https://tidewell.example/mug": TELLS,
    "Descale the kettle with vinegar once a month, and rinse it twice": HELPS,
    "Come in today (Tuesday) and bring a mug": Score(abstained="only a link"),
    "@kim Thanks, it is dishwasher safe": HELPS,
}
POSTS = st.builds(
    lambda text, **more: entry(text, score=COPY[text], **more),
    text=st.sampled_from(list(COPY)),
    time=st.none() | st.sampled_from([MAY + timedelta(hours=hour) for hour in (0, 0, 4, 8, 24, 168, 400, 900)]),
    channels=st.sampled_from([(), ("x",), ("linkedin",), ("x", "linkedin")]),
    author=st.sampled_from([None, "Ines", "Piet"]),
    fields=st.sampled_from([{"Campaign": ""}, {"Campaign": "Spring"}, {"Status": "draft"}]),
)


def offenders(entries):
    calendar = Calendar(entries, today=date(2025, 6, 30))
    return Counter(
        (name, offence.entry.digest)
        for name, rule in all_rules().items()
        if isinstance(rule.kind, InCalendar)
        for offence in rule.kind.function(calendar, ConfiguredOptions(rule.options))
    )


@settings(max_examples=150)
@given(entries=st.lists(POSTS, min_size=2, max_size=30), random=st.randoms(use_true_random=False))
def test_a_row_that_is_moved_changes_nothing_that_is_found(entries, random):
    assert offenders(random.sample(entries, len(entries))) == offenders(entries)
