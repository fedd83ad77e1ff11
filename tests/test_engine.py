from __future__ import annotations

import gc
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import helplint
from helplint import Config, HelplintError, Post
from helplint.origin import Origin, line_starts
from helplint.rule import Draft, InCalendar
from helplint.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from helplint.finding import Finding

DRAFTS = [
    "Turn the stopcock clockwise until it stops, then open the lowest tap to drain the pipe.",
    "Hurry! Don't miss out on the new mugs. Order today and get 20% off.",
    "Bonjour à tous, nous serons fermés demain toute la journée",
    "https://a.example",
    "How old is the hose behind your washing machine?",
]


def test_scores_come_in_order_with_their_posts() -> None:
    scored = list(helplint.score(DRAFTS))

    assert [post.text for post, _ in scored] == DRAFTS
    assert [score.abstained for _, score in scored] == [None, None, "not English", "only a link", None]


def test_a_post_of_hashtags_that_name_the_sender_is_checked() -> None:
    config = Config(model="fast", select=("ALL",), brands=("Acme",))

    assert "no-reader" not in {each.rule for each in helplint.check(["#acme #mugs #tea #sale"], config=config).findings}


def test_scoring_streams() -> None:
    taken = 0

    def posts():
        nonlocal taken
        for _ in range(10_000):
            taken += 1
            yield "Turn it off first."

    next(helplint.score(posts()))

    assert taken < 1000


def test_half_a_surrogate_pair_is_a_character_like_any_other() -> None:
    [finding] = helplint.check(["Hurry \ud83d up"], config=Config(select=("false-urgency",))).findings

    assert finding.text == "Hurry"


def test_nothing_to_score_is_nothing() -> None:
    assert list(helplint.score([])) == []
    assert helplint.check([]).exit_code == 0


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(DRAFTS) | st.text(max_size=80), max_size=6), st.randoms())
def test_a_score_does_not_depend_on_what_else_is_in_the_run(texts: list[str], random) -> None:
    alone = {text: next(score for _, score in helplint.score([text])) for text in texts}
    random.shuffle(texts)

    assert all(alone[post.text] == score for post, score in helplint.score(texts))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(DRAFTS) | st.text(max_size=80), max_size=4))
def test_every_finding_quotes_its_post(texts: list[str]) -> None:
    posts = [Post.from_text(text, id=str(number)) for number, text in enumerate(texts)]
    by_id = {post.id: post for post in posts}

    for finding in helplint.check(posts).findings:
        text = by_id[finding.id].text
        assert finding.text == text[finding.start : finding.end]
        context = text[finding.context_start : finding.context_start + len(finding.context)]
        assert finding.context == context


OFFENCES = [
    *DRAFTS,
    "Wow!!! The VERY BEST MUG EVER MADE IS HERE, for a limited time only",
    "We are thrilled to announce our revolutionary kettle.  Like and share! #tea #mug #kettle #cup #pot #milk",
    "Hurry 🪴 “植物”; see https://a.example/p?fbclid=Iw_1\nand don't\nmiss it",
]


@settings(max_examples=20)
@given(texts=st.permutations(OFFENCES), size=st.integers(1, 9))
def test_the_order_of_posts_and_the_size_of_a_batch_change_no_finding(texts, size):
    def found(texts):
        posts = [Post.from_text(text, id=str(OFFENCES.index(text))) for text in texts]
        return sorted(
            helplint.check(posts, config=Config(model="fast")).findings, key=lambda f: (f.id, f.start, f.rule)
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("helplint.engine._BATCH", size)
        assert found(texts) == found(OFFENCES)


def as_file(name, texts):
    if name == "a.csv":
        return "Channel,Copy\n" + "".join(f'x,"{text}"\n' for text in texts)
    if name in {"a.json", "a.jsonl"}:
        records = [json.dumps({"channel": "x", "text": text}, ensure_ascii=False) for text in texts]
        return "\n".join(records) if name == "a.jsonl" else f"[{', '.join(records)}]"
    if name == "a.yaml":
        return "".join(f"- channel: x\n  text: |\n    {text.replace(chr(10), chr(10) + 4 * ' ')}\n" for text in texts)
    if name == "a.md":
        return "---\nchannel: x\n---\n" + "".join(f"\n## LinkedIn\n\n{text}\n" for text in texts)
    return "\n---\n".join(texts)


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.jsonl", "a.yaml", "a.md", "a.txt", "a.tweet"])
@settings(max_examples=10)
@given(
    texts=st.lists(st.sampled_from(OFFENCES[5:]), min_size=1, max_size=4),
    line_end=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_a_finding_quotes_what_stands_in_the_file_where_it_says(tmp_path_factory, name, texts, line_end, mark):
    content = as_file(name, texts).replace("\n", line_end)
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes((mark + content).encode())
    posts = list(helplint.read([path]))
    by_id = {post.id: post for post in posts}
    starts = line_starts(content)
    findings = helplint.check(posts, config=Config(model="fast")).findings
    assert {"hype", "false-urgency", "exclamation-run", "hashtag-wall"} & {finding.rule for finding in findings}
    for finding in findings:
        post = by_id[finding.id]
        assert finding.text == post.text[finding.start : finding.end]
        assert finding.text == finding.context[finding.start - finding.context_start :][: len(finding.text)]
        start = starts[finding.position.line - 1] + finding.position.column - 1
        if finding.end_position is not None:
            end = starts[finding.end_position.line - 1] + finding.end_position.column - 1
            quoted = content[start:end] if name not in {"a.json", "a.jsonl"} else json.loads(f'"{content[start:end]}"')
            assert quoted.split() == finding.text.split()
        else:
            assert content.startswith(finding.text.split()[0], start)


def test_findings_stand_in_the_order_of_the_input_and_of_the_text() -> None:
    report = helplint.check(
        [
            Post.from_text(text, id=str(n))
            for n, text in enumerate(["Hurry, last chance to order!", "Calm.", "Hurry up!"])
        ],
        config=Config(select=("false-urgency",)),
    )

    assert [(finding.id, finding.start) for finding in report.findings] == [("0", 0), ("0", 7), ("2", 0)]


def test_levels_and_numbers_come_from_the_configuration() -> None:
    tags = "Oil your chain after rain #bikes #rain #chain #oil"
    strict = Config(select=("hashtag-wall",), rules={"hashtag-wall": {"maximum": 2, "level": "note"}})
    per_channel = Config(select=("hashtag-wall",), channels={"instagram": {"hashtag-wall": {"maximum": 2}}})

    [finding] = helplint.check([tags], config=strict).findings
    assert str(finding.level) == "note"
    assert helplint.check([tags], config=strict).exit_code == 0
    assert not helplint.check([Post.from_text(tags, channel="linkedin")], config=per_channel).findings
    assert helplint.check([Post.from_text(tags, channel="instagram")], config=per_channel).exit_code == 1


def test_own_rules_are_checked_beside_the_shipped_ones() -> None:
    own = {"name": "no-synergy", "kind": "phrases", "message": "“{text}” says nothing", "phrases": ["synergy"]}

    [finding] = helplint.check(
        ["Oil and water have no Synergy."], config=Config(own_rules=(own,), select=("own",))
    ).findings

    assert finding.message == "“Synergy” says nothing"


def test_of_many_posts_each_has_the_findings_that_it_has_alone() -> None:
    examples = [each for rule in all_rules().values() for each in rule.bad if isinstance(each, str)]
    posts = [Draft(example).unmarked()[0] for example in examples]
    of_calendars = tuple(rule.name for rule in all_rules().values() if isinstance(rule.kind, InCalendar))
    config = Config(model="fast", ignore=of_calendars)

    def said(findings: Sequence[Finding]) -> list[tuple[str, str]]:
        return [(finding.rule, finding.message) for finding in findings]

    together: dict[str, list[Finding]] = {}
    every = [Post.from_text(post, id=str(number)) for number, post in enumerate(posts)]
    for finding in helplint.check(every, config=config).findings:
        together.setdefault(finding.id, []).append(finding)

    assert [said(together.get(str(number), [])) for number in range(len(posts))] == [
        said(helplint.check([post], config=config).findings) for post in posts
    ]


def test_times_with_an_offset_are_moved_into_the_configured_zone() -> None:
    same = "Order the new mug today, 20% off in our shop."
    posts = [
        Post(id=str(hour), text=f"{same} No. {hour}", origin=Origin(path="a.json"), channels=("x",), time=time)
        for hour, time in enumerate([datetime(2026, 7, 1, 12, tzinfo=UTC), datetime(2026, 7, 1, 12, 30)])  # noqa: DTZ001 - naive on purpose
    ]
    # In Tokyo the first is at 21:00, after the naive 12:30 of the second, so the second is the older of the two.
    config = Config(select=("repeated-copy",), timezone="Asia/Tokyo")

    [finding] = helplint.check(
        [posts[0], Post(id="2", text=posts[0].text, origin=Origin(path="b.json"), channels=("x",), time=posts[1].time)],
        config=config,
    ).findings

    assert finding.id == "0"


def test_the_report_counts_posts_and_abstentions() -> None:
    report = helplint.check(DRAFTS)

    assert report.posts == 5
    assert report.abstained == {"not English": 1, "only a link": 1}


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (Config(select=("hpye",)), "unknown rule or tag “hpye” in select; did you mean “hype”?"),
        (Config(rules={"hype": {"maximun": 1}}), "rule “hype” has no option “maximun”"),
        (Config(model="nope"), "there is no model “nope”"),
    ],
)
def test_what_the_configuration_names_must_exist(config: Config, message: str) -> None:
    with pytest.raises(HelplintError, match=message):
        helplint.check(["Turn it off first."], config=config)


def test_a_calendar_rule_quotes_the_words_that_offend_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "calendar.csv"
    path.write_text('Date,Copy\n2026-05-05,"Doors open soon:\ncome on Friday, 7 May"\n', encoding="utf-8")
    [finding] = helplint.check(helplint.read([path]), config=Config(select=("stale-date-words",))).findings

    assert (finding.text, finding.position.line, finding.position.column) == ("Friday, 7 May", 3, 9)
    assert finding.message.startswith(
        "“Friday, 7 May” is wrong on Tuesday, 5 May 2026, when this goes out: 7 May 2026 is"
    )


def test_what_a_calendar_is_made_of_is_part_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "calendar.csv"
    rows = "".join(f'2026-05-{day:02},X,"Open the lowest tap first, then drain the pipe."\n' for day in (4, 5, 11))
    path.write_text(f"Date,Channel,Copy\n{rows}", encoding="utf-8")
    report = helplint.check(helplint.read([path]), config=Config(select=("hype",)))

    assert report.calendar is not None
    assert [week.tally.posts for week in report.calendar.weeks] == [2, 1]
    assert helplint.check(["Open the lowest tap first."]).calendar is None


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(enabled: bool) -> None:  # noqa: FBT001 - a case
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        helplint.check(["Fix the tap before you call anybody."])
        after = gc.isenabled()
    finally:
        (gc.enable if before else gc.disable)()

    assert after is enabled
