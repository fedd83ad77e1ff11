"""The corpus keeps what its card promises."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from helplint.channel import CHANNELS
from helplint.scale import INTENTS, STANCES

FOLDER = Path(__file__).parents[1] / "corpora" / "helping-selling"
SIMILAR = 0.25
"""Share of their three-word runs that no two posts may have in common; the closest two stand at 0.22."""


@pytest.fixture(scope="module")
def posts() -> list[dict]:
    return [json.loads(line) for line in (FOLDER / "posts.jsonl").read_text(encoding="utf-8").splitlines()]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def test_each_line_has_the_keys_of_the_card_and_values_of_the_codebook(posts: list[dict]) -> None:
    for post in posts:
        assert list(post) == ["id", "brief", "sender", "work", "channel", "text", "stance", "intent", "broadcast"]
        assert post["channel"] in CHANNELS
        assert post["stance"] in STANCES
        assert post["intent"] in INTENTS
        assert isinstance(post["broadcast"], bool)
        assert post["text"].strip() == post["text"]
    assert len({post["id"] for post in posts}) == len(posts)


def test_it_is_as_large_and_as_varied_as_the_card_says(posts: list[dict]) -> None:
    assert len(posts) >= 2900
    assert len({post["brief"] for post in posts}) >= 590
    assert len({post["sender"] for post in posts}) >= 590
    assert len({post["work"] for post in posts}) >= 100
    assert min(Counter(post["stance"] for post in posts).values()) >= 300
    assert min(Counter(post["intent"] for post in posts).values()) >= 140
    assert {"x", "linkedin", "instagram", "facebook", "mastodon", "blog", "newsletter"} <= {p["channel"] for p in posts}
    assert sum(post["text"].startswith("@") for post in posts) >= 150


def test_a_split_by_brief_is_a_split_by_sender(posts: list[dict]) -> None:
    briefs = defaultdict(set)
    for post in posts:
        briefs[post["sender"]].add(post["brief"])

    assert {sender: b for sender, b in briefs.items() if len(b) > 1} == {}


def test_briefs_are_contrast_sets(posts: list[dict]) -> None:
    stances = defaultdict(set)
    for post in posts:
        stances[post["brief"]].add(post["stance"])

    contrasting = sum(max(grades) - min(grades) >= 2 for grades in stances.values())
    assert contrasting / len(stances) > 0.7


def test_no_two_posts_are_near_duplicates(posts: list[dict]) -> None:
    shingles = []
    holders = defaultdict(list)
    for number, post in enumerate(posts):
        text = words(post["text"])
        runs = {" ".join(text[i : i + 3]) for i in range(len(text) - 2)}
        shingles.append(runs)
        for run in runs:
            holders[run].append(number)
    close = []
    for number, runs in enumerate(shingles):
        shared = Counter(other for run in runs for other in holders[run] if other > number)
        for other, count in shared.items():
            if count / len(runs | shingles[other]) > SIMILAR:
                close.append((posts[number]["id"], posts[other]["id"]))

    assert close == []


def test_links_lead_nowhere_real(posts: list[dict]) -> None:
    for post in posts:
        for host in re.findall(r"https?://([^/\s)\]]+)", post["text"].lower()):
            assert re.search(r"(^|\.)example(\.(com|org|net))?\.?$", host.rstrip(".,;:!?")), (post["id"], host)


@pytest.mark.parametrize(
    ("surface", "pattern"),
    [
        ("a link", r"https?://|\.example\b"),
        ("a hashtag", r"#\w"),
        ("an emoji", r"[\U0001F300-\U0001FAFF☀-➿]"),
        ("an exclamation mark", "!"),
    ],
)
def test_no_surface_belongs_to_one_side(posts: list[dict], surface: str, pattern: str) -> None:
    """Each stands often enough on helping and on selling posts, so that it cannot be what the model learns."""
    helping = [bool(re.search(pattern, post["text"])) for post in posts if post["stance"] >= 4]
    selling = [bool(re.search(pattern, post["text"])) for post in posts if post["stance"] <= 2]

    shares = sum(helping) / len(helping), sum(selling) / len(selling)
    assert min(shares) > 0.1, surface
    assert max(shares) / min(shares) < 4, surface


def test_both_sides_have_long_and_short_posts(posts: list[dict]) -> None:
    for side in ([p for p in posts if p["stance"] >= 4], [p for p in posts if p["stance"] <= 2]):
        assert sum(len(post["text"]) > 600 for post in side) >= 50
        assert sum(len(post["text"]) < 140 for post in side) >= 100
