"""The corpus keeps what its card promises."""

from __future__ import annotations

import re
import runpy
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from helplint.channel import CHANNELS
from helplint.scale import INTENTS, STANCES

FOLDER = Path(__file__).parents[1] / "corpora" / "helping-selling"
SIMILAR = 0.25
"""Share of their three-word runs that no two posts may have in common; the closest two stand at 0.22."""
BENCHMARK = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "corpus.py"))
"""The script that measures what the card says."""


@pytest.fixture(scope="module")
def posts() -> list[dict]:
    return list(BENCHMARK["posts_of"](FOLDER))


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def test_each_line_has_the_keys_of_the_card_and_values_of_the_codebook(posts: list[dict]) -> None:
    keys = ["id", "brief", "sender", "work", "channel", "text", "stance", "intent", "broadcast", "labels"]
    for post in posts:
        assert list(post) == keys
        assert post["channel"] in CHANNELS
        assert post["text"].strip() == post["text"]
        for stance, intent, broadcast in [[post["stance"], post["intent"], post["broadcast"]], *post["labels"]]:
            assert stance in STANCES
            assert intent in INTENTS
            assert isinstance(broadcast, bool)
    assert len({post["id"] for post in posts}) == len(posts)


def test_it_is_as_large_and_as_varied_as_the_card_says(posts: list[dict]) -> None:
    assert len(posts) >= 6000
    assert len({post["brief"] for post in posts}) >= 1200
    assert len({post["sender"] for post in posts}) >= 1200
    assert len({post["work"] for post in posts}) >= 500
    assert min(Counter(post["stance"] for post in posts).values()) >= 900
    assert min(Counter(post["intent"] for post in posts).values()) >= 300
    assert sum(post["text"].startswith("@") for post in posts) >= 600
    for channel in ("newsletter", "press-release", "blog"):
        assert sum(post["channel"] == channel and len(post["text"]) > 1200 for post in posts) >= 80, channel


@pytest.mark.parametrize("channel", sorted({"press-release", *CHANNELS} - {"press-release"}))
def test_each_channel_has_every_grade(posts: list[dict], channel: str) -> None:
    """Press releases that neither help nor sell, or only help, are as rare here as they are in the world."""
    counts = Counter(post["stance"] for post in posts if post["channel"] == channel)
    if counts:
        assert min(counts[stance] for stance in STANCES) >= 10


def test_posts_are_labelled_twice_and_the_labels_agree(posts: list[dict]) -> None:
    agreed = BENCHMARK["agreement"](posts)

    assert agreed["posts labelled twice"] == len(posts)
    assert agreed["stance, same grade"] >= 0.9
    assert agreed["stance, within one grade"] >= 0.99
    assert agreed["intent"] >= 0.9
    assert agreed["broadcast"] >= 0.975


def test_a_label_that_both_gave_was_kept(posts: list[dict]) -> None:
    for post in posts:
        first, second = post["labels"]
        if first == second:
            assert [post["stance"], post["intent"], post["broadcast"]] == first


def test_surface_alone_does_not_tell_helping_from_selling(posts: list[dict]) -> None:
    """On real posts it does, with an AUC of about 0.75: who answers a person helps. No model should lean on it."""
    assert max(BENCHMARK["surface_auc"](posts).values()) < 0.67


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
            assert re.search(r"(^|\.)example(\.(com|org|net))?\.?$", host.rstrip(".,;:!?*")), (post["id"], host)


@pytest.mark.parametrize("surface", ["a link", "a hashtag", "an emoji", "an exclamation mark", "a handle", "a figure"])
def test_no_surface_belongs_to_one_side(posts: list[dict], surface: str) -> None:
    """Each stands often enough on helping and on selling posts, so that it cannot be what the model learns."""
    shares = [
        sum(bool(re.search(BENCHMARK["SURFACES"][surface], post["text"])) for post in side) / len(side)
        for side in ([p for p in posts if p["stance"] >= 4], [p for p in posts if p["stance"] <= 2])
    ]

    assert min(shares) > 0.05
    assert max(shares) / min(shares) < 1.5


def test_crossed_posts_are_of_other_senders_than_the_models_learn_from() -> None:
    learnt, crossed = (BENCHMARK["posts_of"](FOLDER / name) for name in ("posts.jsonl", "crossed.jsonl"))

    assert {post["sender"] for post in learnt} & {post["sender"] for post in crossed} == set()
    assert {post["brief"] for post in learnt} & {post["brief"] for post in crossed} == set()


def test_openings_and_six_word_runs_are_seldom_shared(posts: list[dict]) -> None:
    openings = Counter(" ".join(words(post["text"])[:3]) for post in posts)
    senders = defaultdict(set)
    for post in posts:
        text = words(post["text"])
        for start in range(len(text) - 5):
            senders[" ".join(text[start : start + 6])].add(post["sender"])

    assert max(openings.values()) <= 12
    assert max(len(each) for each in senders.values()) <= 8
    assert sum(len(each) > 1 for each in senders.values()) / len(senders) < 0.002


def test_both_sides_have_long_and_short_posts(posts: list[dict]) -> None:
    for side in ([p for p in posts if p["stance"] >= 4], [p for p in posts if p["stance"] <= 2]):
        assert sum(len(post["text"]) > 600 for post in side) >= 200
        assert sum(len(post["text"]) < 140 for post in side) >= 400
