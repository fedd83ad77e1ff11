"""Every rule is a manual page that a copywriter can read."""

from __future__ import annotations

import re
import string

import pytest

from helplint.manual import REALITIES
from helplint.rule import Draft, InCalendar, Judge, Limit, OfSuppressions, Phrases
from helplint.rules import all_rules

RULES = all_rules()
HEADINGS = ["What it finds", "Why it matters", "How to fix it", "Limits", "References"]
TOPICS = {"accessibility", "broadcasting", "claims", "mix", "model", "pressure", "proofreading", "upkeep", "wording"}


def sections(manual):
    parts = re.split(r"^(.+)\n-{3,}$\n", manual, flags=re.MULTILINE)
    return parts[0].strip(), dict(zip(parts[1::2], parts[2::2], strict=True))


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture(params=RULES)
def rule(request):
    return RULES[request.param]


def test_the_page_opens_with_what_the_rule_finds(rule):
    opening, _ = sections(rule.manual)
    assert re.fullmatch(r"[A-Z][a-z]+ .+\.", opening)
    assert "\n" not in opening
    assert not opening.startswith(("This ", "The ", "Checks ", "A "))


def test_the_page_has_its_headings_in_order_and_something_under_each(rule):
    _, found = sections(rule.manual)
    assert list(found) == HEADINGS
    assert all(text.strip() for text in found.values())


def test_the_name_names_the_offence(rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    # “no-replies” and “no-reader” are offences: there are none.
    known = rule.name in {"no-replies", "no-reader"}
    assert known or not rule.name.startswith(("no-", "avoid-", "use-", "check-", "disallow-"))


def test_message_and_fix_read_like_the_others(rule):
    for text in (rule.message, rule.fix):
        assert not text.endswith((".", "!", "?"))
        assert not text[0].isupper()
        assert ". " not in text
    assert "{" not in rule.fix
    assert "," in rule.message or " and " in rule.message or " without " in rule.message, (
        "a message says why it matters"
    )


def test_tags_are_known_and_name_one_of_the_five_realities(rule):
    assert set(rule.tags) <= REALITIES.keys() | TOPICS
    # What is suppressed in vain is a matter of the files, not of social media.
    assert REALITIES.keys() & set(rule.tags) or isinstance(rule.kind, OfSuppressions)


def test_no_tag_is_called_like_a_rule(rule):
    assert not set(rule.tags) & set(RULES)


def test_every_option_says_why_it_is_that_number(rule):
    for name, option in rule.options.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        assert len(option.reason.split()) >= 5
        assert not option.reason.endswith(".")


def test_the_options_that_a_kind_reads_are_there(rule):
    kind = rule.kind
    if isinstance(kind, Limit):
        assert (kind.above or kind.below) in rule.options
        assert not (kind.above and kind.below)
    if isinstance(kind, Judge | Phrases) and kind.at_least:
        assert kind.at_least in rule.options


def test_a_limit_held_to_several_channels_takes_the_stricter_one(rule):
    if isinstance(rule.kind, Limit):
        bound = rule.options[rule.kind.above or rule.kind.below]
        assert bound.tightest == ("lowest" if rule.kind.above else "highest")


def test_messages_use_only_what_their_kind_gives(rule):
    given = {"text"}
    if isinstance(rule.kind, Limit):
        given |= {"value", "bound"}
    elif isinstance(rule.kind, Judge):
        given |= {"value", "helpfulness", "intent"}
    elif isinstance(rule.kind, Phrases) and rule.kind.at_least:
        given |= {"count", "others"}
    if not isinstance(rule.kind, InCalendar | Limit):
        assert placeholders(rule.message) <= given


def test_examples_hold_no_real_links(rule):
    texts = [
        example.text if isinstance(example, Draft) else example
        for example in (*rule.bad, *rule.good)
        if not isinstance(example, tuple)
    ]
    for text in texts:
        for host in re.findall(r"(?:https?://|www\.)([^\s/)⟧]+)", text):
            assert host.endswith(".example")
