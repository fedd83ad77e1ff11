"""Which rules run, what they weigh, and their numbers."""

from __future__ import annotations

import pytest

from helplint import Config, HelplintError, Post, check
from helplint.config import parse_config
from helplint.finding import Level
from helplint.origin import Origin, Source
from helplint.rule import Option
from helplint.rules import all_rules
from helplint.ruleset import ConfiguredOptions, RuleSet, own_rule

SYNERGY = {"name": "no-synergy", "kind": "phrases", "message": "“{text}” says nothing", "phrases": ["synergy"]}


def names(**settings):
    return {rule.name for rule in RuleSet(Config(**settings)).rules}


def found(text, *, channel=None, path="drafts/a.md", **settings):
    post = Post(
        id="1", text=text, origin=Origin(path=path, source=Source(text)), channels=(channel,) if channel else ()
    )
    return [(finding.rule, finding.text) for finding in check([post], config=Config(**settings)).findings]


def tagged(*tags):
    return {name for name, rule in all_rules().items() if set(tags) & set(rule.tags)}


def test_all_rules_are_on_unless_told_otherwise():
    assert names() == set(all_rules())


def test_rules_are_selected_by_name_and_by_tag():
    assert names(select=("hype",)) == {"hype"}
    assert names(select=("measurement",)) == tagged("measurement")
    assert names(select=("hype",), extend_select=("accessibility",)) == {"hype"} | tagged("accessibility")


def test_ignoring_wins_over_selecting():
    assert names(select=("hype", "shouting"), extend_select=("hype",), ignore=("hype",)) == {"shouting"}
    assert names(ignore=("ALL",)) == set()


def test_rules_of_posts_and_of_calendars_are_kept_apart():
    rules = RuleSet(Config(select=("hype", "selling-streak")))
    assert [rule.name for rule in rules.of_posts] == ["hype"]
    assert [rule.name for rule in rules.of_calendars] == ["selling-streak"]


@pytest.mark.parametrize("key", ["select", "extend_select", "ignore"])
def test_an_unknown_rule_is_an_error_that_names_the_nearest(key):
    with pytest.raises(HelplintError, match=f"“hpye” in {key.replace('_', '-')}; did you mean “hype”"):
        RuleSet(Config(**{key: ("hpye",)}))


def test_an_unknown_rule_in_per_file_ignores_is_an_error():
    with pytest.raises(HelplintError, match="“shoutin” in per-file-ignores; did you mean “shouting”"):
        RuleSet(Config(per_file_ignores={"*.md": ("shoutin",)}))


def test_options_of_an_unknown_rule_are_an_error():
    with pytest.raises(HelplintError, match="unknown rule “hashtag-wal”; did you mean “hashtag-wall”"):
        RuleSet(Config(rules={"hashtag-wal": {"maximum": 1}}))
    with pytest.raises(HelplintError, match="unknown rule “hashtag-wal”"):
        RuleSet(Config(channels={"x": {"hashtag-wal": {"maximum": 1}}}))


def test_an_unknown_option_is_an_error_that_names_the_nearest():
    with pytest.raises(HelplintError, match="rule “hashtag-wall” has no option “maximun”; did you mean “maximum”"):
        RuleSet(Config(rules={"hashtag-wall": {"maximun": 1}}))


def test_an_error_names_the_configuration_file():
    with pytest.raises(HelplintError) as error:
        RuleSet(Config(ignore=("hpye",), path="helplint.toml"))
    assert error.value.notice.path == "helplint.toml"


def test_the_level_of_a_rule_is_configured():
    report = check(["Hurry"], config=Config(select=("false-urgency",), rules={"false-urgency": {"level": "note"}}))
    assert [finding.level for finding in report.findings] == [Level.NOTE]
    assert report.exit_code == 0


def test_an_option_is_configured_for_all_channels_and_for_one():
    tags = "Jam day #jam #plums #kitchen"
    only = {"select": ("hashtag-wall",)}
    assert found(tags, channel="instagram", **only) == []
    assert found(tags, channel="instagram", rules={"hashtag-wall": {"maximum": 2}}, **only) != []
    assert found(tags, channel="instagram", channels={"instagram": {"hashtag-wall": {"maximum": 2}}}, **only) != []
    assert found(tags, channel="facebook", channels={"instagram": {"hashtag-wall": {"maximum": 2}}}, **only) == []


OPTION = Option(5, "for the test", channels={"x": 3, "instagram": 10})


@pytest.mark.parametrize(
    ("channels", "expected"),
    [((), 5), (("x",), 3), (("instagram",), 10), (("blog",), 5), (("instagram", "x"), 3), (("instagram", "blog"), 5)],
)
def test_of_several_channels_the_strictest_number_counts(channels, expected):
    assert ConfiguredOptions({"maximum": OPTION}).value("maximum", channels) == expected


def test_the_strictest_number_may_be_the_highest():
    option = Option(4, "for the test", channels={"x": 2, "blog": 9}, tightest="highest")
    assert ConfiguredOptions({"words": option}).value("words", ("x", "blog")) == 9


def test_what_is_configured_for_all_channels_replaces_the_shipped_numbers_of_each():
    options = ConfiguredOptions({"maximum": OPTION}, {"maximum": 1}, {"x": {"maximum": 2}})
    assert options.value("maximum", ("instagram",)) == 1
    assert options.value("maximum", ("x",)) == 2


def test_rules_are_turned_off_for_the_files_of_a_glob():
    settings = {"select": ("hype",), "per_file_ignores": {"archive/**": ("hype",)}}
    assert found("A game-changing mop", path="archive/2019/may.md", **settings) == []
    assert found("A game-changing mop", path="drafts/may.md", **settings) == [("hype", "game-changing")]


def test_a_tag_can_be_turned_off_for_a_file():
    settings = {"select": ("hype", "shouting"), "per_file_ignores": {"*.csv": ("wording",)}}
    assert found("A game-changing mop", path="a.csv", **settings) == []


@pytest.mark.parametrize(
    ("table", "text", "span"),
    [
        (SYNERGY, "We love Synergy here", "Synergy"),
        ({**SYNERGY, "exceptions": ["muscle synergy"]}, "The muscle synergy, the synergy", "synergy"),
        ({**SYNERGY, "where": "opening"}, "Synergy first. Then synergy", "Synergy"),
        (
            {"name": "our-tokens", "kind": "tokens", "message": "m", "patterns": [[{"LOWER": "asap"}]]},
            "Come ASAP please",
            "ASAP",
        ),
        ({"name": "our-pattern", "kind": "pattern", "message": "m", "regex": r"ref\.? (\d+)"}, "See ref. 12", "12"),
        (
            {"name": "too-many-emoji", "kind": "limit", "message": "{value:.0f}", "measure": "emoji", "above": 1},
            "Jam 🍓 and 🍑!",
            "🍓 and 🍑",
        ),
        (
            {"name": "too-short", "kind": "limit", "message": "{value:.0f}", "measure": "words", "below": 3},
            "Hello there",
            "Hello there",
        ),
        (
            {"name": "any-selling", "kind": "judge", "message": "m", "probability": "selling", "at-least": 0.0},
            "Come in and see us\nsoon",
            "Come in and see us",
        ),
    ],
    ids=["phrases", "exceptions", "opening", "tokens", "pattern", "limit-above", "limit-below", "judge"],
)
def test_an_own_rule_finds_what_its_table_says(table, text, span):
    assert found(text, select=(table["name"],), own_rules=(table,)) == [(table["name"], span)]


def test_an_own_rule_is_selected_by_the_tag_own_and_by_its_own_tags():
    table = {**SYNERGY, "tags": ["office"]}
    assert names(select=("own",), own_rules=(table,)) == {"no-synergy"}
    assert names(select=("office",), own_rules=(table,)) == {"no-synergy"}


def test_the_bound_of_an_own_limit_is_an_option_for_each_channel():
    table = {"name": "few-words", "kind": "limit", "message": "m", "measure": "words", "above": 3}
    config = parse_config({"own-rules": [table], "channels": {"blog": {"few-words": {"above": 10}}}, "select": ["own"]})
    posts = [Post.from_text("one two three four", channel=channel) for channel in ("blog", "x")]
    assert len(check(posts, config=config).findings) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "phrase"}, "“kind” must be one of phrases, tokens, pattern, limit, judge"),
        ({"phrase": []}, "unknown key “phrase”; did you mean “phrases”"),
        ({"phrases": "synergy"}, "a value is of the wrong kind"),
        ({"name": "No Synergy"}, "its name must be kebab-case"),
        ({"name": "hype"}, "a shipped rule has that name"),
        ({"phrases": [""]}, "“phrases” holds no phrase"),
        ({"message": "{value}"}, "its message has a placeholder that is not one of {text}, {entry}"),
        ({"where": "end"}, "“where” must be “anywhere” or “opening”"),
        ({"level": "bad"}, "a value is of the wrong kind"),
    ],
)
def test_a_wrong_own_rule_is_an_error_that_says_what(change, message):
    with pytest.raises(HelplintError, match=message):
        own_rule({**SYNERGY, **change})


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"kind": "phrases", "message": "m"}, "“name” is missing"),
        ({"name": "a-b", "kind": "phrases", "message": "m"}, "“phrases” is missing"),
        ({"name": "a-b", "kind": "pattern", "message": "m", "regex": "("}, "a value is of the wrong kind"),
        (
            {"name": "a-b", "kind": "limit", "message": "m", "measure": "emojis", "above": 1},
            "unknown measure “emojis”; did you mean “emoji”",
        ),
        ({"name": "a-b", "kind": "limit", "message": "m", "measure": "words"}, "give one of “above” and “below”"),
        (
            {"name": "a-b", "kind": "limit", "message": "m", "measure": "words", "above": 1, "below": 0},
            "give one of “above” and “below”",
        ),
        (
            {"name": "a-b", "kind": "judge", "message": "m", "probability": "seling", "at-least": 0.5},
            "unknown probability “seling”; did you mean “selling”",
        ),
    ],
)
def test_what_an_own_rule_lacks_is_named(table, message):
    with pytest.raises(HelplintError, match=message):
        own_rule(table)


def test_an_error_in_an_own_rule_names_the_rule_and_the_file():
    with pytest.raises(HelplintError, match=r"helplint\.toml: own rule “no-synergy”"):
        RuleSet(Config(own_rules=({**SYNERGY, "kind": "word"},), path="helplint.toml"))


@pytest.mark.parametrize("select", [{}, {"select": ["own"]}], ids=str)
@pytest.mark.parametrize(
    "patterns",
    [
        *([[{"LOWERCASE": "x"}]], [[{"LOWER": {"REGEX": "("}}]], [["x"]], [[]], [[1]]),
        *([[{"POS": "NOUN"}]], [[{"_": {"ours": 1}}]]),
    ],
)
def test_wrong_token_patterns_are_an_error_in_one_line_that_names_the_rule(patterns, select):
    table = {"name": "team-name", "kind": "tokens", "message": "m", "patterns": patterns}
    with pytest.raises(
        HelplintError, match="rule “team-name”: its token patterns are not those of spaCy's Matcher"
    ) as caught:
        check(["Turn it off first."], config=parse_config({"own-rules": [table], **select}))

    assert "\n" not in caught.value.notice.message
