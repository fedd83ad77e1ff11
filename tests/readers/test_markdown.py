from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post


def read(folder: Path, content: str, name: str = "draft.md", notices: list[Notice] | None = None) -> list[Post]:
    path = folder / name
    path.write_bytes(content.encode())
    return list(helplint.read([path], notices=notices))


def texts(posts: list[Post]) -> list[str]:
    return [post.text for post in posts]


def test_a_plain_draft_is_one_post_with_its_title(tmp_path: Path) -> None:
    content = "# Descale the kettle\n\nFill it with *vinegar*.\n\n- Wait an hour\n- Rinse twice\n"
    [post] = read(tmp_path, content)
    assert post.text == content.strip()
    assert post.origin.offsets is None


@pytest.mark.parametrize(
    "front",
    [
        "---\ndate: 2026-03-01T09:00:00Z\nchannel: [x, linkedin]\nauthor: Ann\n---\n",
        '+++\ndate = 2026-03-01T09:00:00Z\nchannel = ["x", "linkedin"]\nauthor = "Ann"\n+++\n',
        '{"date": "2026-03-01T09:00:00Z", "channel": ["x", "linkedin"], "author": "Ann"}\n',
    ],
    ids=["yaml", "toml", "json"],
)
def test_front_matter_is_not_text_but_says_when_where_and_who(tmp_path: Path, front: str) -> None:
    [post] = read(tmp_path, front + "\nRinse the kettle twice.\n")
    assert (post.text, post.channels, post.author) == ("Rinse the kettle twice.", ("x", "linkedin"), "Ann")
    assert post.time == datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_windows_line_ends_before_and_in_the_body(tmp_path: Path) -> None:
    [post] = read(tmp_path, "---\r\nchannel: x\r\n---\r\n\r\nRinse it.\r\nTwice.\r\n")
    assert post.text == "Rinse it.\r\nTwice."
    assert post.origin.position(post.text, post.text.index("Twice")).line == 6


def test_a_blog_post_keeps_headings_that_name_networks(tmp_path: Path) -> None:
    [post] = read(
        tmp_path, "---\nlayout: post\ntitle: Where we write\n---\n## LinkedIn\n\nOnce a week.\n\n## X\n\nDaily.\n"
    )
    assert post.text.startswith("## LinkedIn")
    assert post.channels == ("blog",)


def test_social_text_in_the_front_matter_is_a_post_of_its_own(tmp_path: Path) -> None:
    front = (
        "---\ntitle: Kettles\ntweet: Rinse it twice, we say.\nsocial:\n  linkedin: |\n    Rinse it\n    twice.\n---\n"
    )
    tweet, linkedin, body = read(tmp_path, front + "The body.\n")
    assert (tweet.text, tweet.channels, tweet.origin.field) == ("Rinse it twice, we say.", ("x",), "tweet")
    assert (linkedin.text, linkedin.channels) == ("Rinse it\ntwice.", ("linkedin",))
    assert (body.text, body.channels) == ("The body.", ())
    assert linkedin.origin.position(linkedin.text, linkedin.text.index("twice")).line == 7


def test_a_handle_in_the_front_matter_is_no_post(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "---\ntwitter: rosekettles\n---\nThe body.\n")) == ["The body."]


def test_the_day_in_the_name_of_a_file(tmp_path: Path) -> None:
    [post] = read(tmp_path, "Rinse it.\n", "2026-03-01-kettle.md")
    assert (post.time, post.whole_day) == (datetime(2026, 3, 1), True)  # noqa: DTZ001


def test_headings_that_name_networks_open_posts(tmp_path: Path) -> None:
    content = (
        "# Drafts\n\nFor review only.\n\n## LinkedIn\n\n**Status:** Draft  \n**Link:** https://a.example\n\n"
        "Rinse the kettle.\n\nThen wait.\n\n---\n\n## Twitter/X\n\nRinse it twice.\n\n"
        "## Review checklist\n\n- Ask Ann.\n"
    )
    linkedin, x = read(tmp_path, content)
    assert (linkedin.text, linkedin.channels) == ("Rinse the kettle.\n\nThen wait.", ("linkedin",))
    assert linkedin.fields == {"Status": "Draft", "Link": "https://a.example"}
    assert (x.text, x.channels) == ("Rinse it twice.", ("x",))
    assert x.origin.position(x.text, 0).line == 18


def test_options_under_a_network_are_alternatives_of_it(tmp_path: Path) -> None:
    content = (
        "## Bluesky\n\nPick one.\n\n### Option 1 (Simple)\n\nRinse it.\n\n---\n\n### Option 2\n\nRinse it twice.\n"
    )
    posts = read(tmp_path, content)
    assert [(post.text, post.channels, post.origin.part) for post in posts] == [
        ("Rinse it.", ("bluesky",), None),
        ("Rinse it twice.", ("bluesky",), None),
    ]


def test_a_network_in_brackets_and_a_first_bold_line(tmp_path: Path) -> None:
    [post] = read(
        tmp_path, "## Post 1: The quiet leak (LinkedIn, Facebook Groups)\n\n**Nobody hears it.**\nThen it drips.\n"
    )
    assert (post.text, post.channels) == ("**Nobody hears it.**\nThen it drips.", ("linkedin", "facebook"))


def test_sections_beside_a_post_are_not_its_text(tmp_path: Path) -> None:
    content = "## Instagram\n\nRinse it.\n\n### Alt text\n\nA kettle.\n\n### Hashtags\n\n#tea\n\n## Notes\n\nAsk Ann.\n"
    assert texts(read(tmp_path, content)) == ["Rinse it."]


def test_a_caption_is_the_text_and_the_brief_beside_it_is_not(tmp_path: Path) -> None:
    content = "## Instagram\n\n**Status:** Draft\n\n### Caption\n\nRinse it.\n\n### Carousel brief\n\n1. A kettle\n"
    [post] = read(tmp_path, content)
    assert (post.text, post.channels, post.fields) == ("Rinse it.", ("instagram",), {"Status": "Draft"})


def test_labels_give_date_channel_and_copy(tmp_path: Path) -> None:
    content = (
        "## Post 1\n\n- **Date:** 2026-03-01\n- **Platform:** LinkedIn\n\n**Copy:** Rinse the kettle.\nTwice.\n\n"
        "**Image:** a kettle\n"
    )
    [post] = read(tmp_path, content)
    assert (post.text, post.channels, post.whole_day) == ("Rinse the kettle.\nTwice.", ("linkedin",), True)
    assert post.fields["Image"] == "a kettle"


def test_a_bold_beginning_of_the_copy_is_no_label(tmp_path: Path) -> None:
    content = "## LinkedIn\n\n**The trick:** fill the kettle with vinegar, wait an hour, and rinse it twice.\n"
    [post] = read(tmp_path, content)
    assert post.text.startswith("**The trick:**")


def test_the_copy_in_a_quote_or_fence_is_taken_out(tmp_path: Path) -> None:
    content = (
        "## LinkedIn\n\n> Rinse it.\n>\n> Twice.\n\n"
        "## X\n\nCopy this:\n\n```text\nRinse it\ntwice.\n```\n\nPosted by Ann.\n"
    )
    linkedin, x = read(tmp_path, content)
    assert (linkedin.text, x.text) == ("Rinse it.\n\nTwice.", "Rinse it\ntwice.")
    position = linkedin.origin.position(linkedin.text, linkedin.text.index("Twice"))
    assert (position.line, position.column) == (5, 3)


def test_a_thread_under_one_heading(tmp_path: Path) -> None:
    posts = read(tmp_path, "## X thread\n\nRinse it.\n\n---\n\nWait.\n\n---\n")
    assert [(post.text, post.channels, post.origin.part) for post in posts] == [
        ("Rinse it.", ("x",), 1),
        ("Wait.", ("x",), 2),
    ]


def test_days_and_weeks_group_posts(tmp_path: Path) -> None:
    content = "# Week 1\n\nTheme: water\n\n## Day 1 - LinkedIn\n\nRinse it.\n\n## 2026-03-02: X\n\nWait.\n"
    first, second = read(tmp_path, content)
    assert (first.text, first.channels, first.time) == ("Rinse it.", ("linkedin",), None)
    assert (second.text, second.channels) == ("Wait.", ("x",))
    assert second.time == datetime(2026, 3, 2)  # noqa: DTZ001


def test_an_article_that_names_a_network_once_stays_whole(tmp_path: Path) -> None:
    prose = "Scale is lime that the water leaves behind, and it costs you a minute every morning. " * 5
    content = f"# Kettles\n\n{prose}\n\n## Newsletter\n\nRead on there.\n\n## The rest\n\n{prose}\n"
    assert texts(read(tmp_path, content)) == [content.strip()]


@pytest.mark.parametrize(
    "title", ["Why we post daily", "Post ideas", "Version history", "Optional parts", "How to tweet"]
)
def test_headings_that_only_sound_like_posts(tmp_path: Path, title: str) -> None:
    content = f"# Kettles\n\nScale is lime.\n\n## {title}\n\nRinse it."
    assert texts(read(tmp_path, content)) == [content]


def test_a_table_with_a_column_of_copy_is_a_calendar(tmp_path: Path) -> None:
    content = (
        "# March\n\n| Date | Channel | Copy |\n|---|---|---|\n"
        "| 2026-03-01 | LinkedIn | Rinse the kettle first.<br>Then wait \\| an hour. |\n"
        "| 2026-03-02 | X | Rinse the kettle twice, always. |\n| 2026-03-03 | X | |\n"
    )
    first, second = read(tmp_path, content)
    assert (first.text, first.channels) == ("Rinse the kettle first.\nThen wait | an hour.", ("linkedin",))
    assert (second.text, second.whole_day) == ("Rinse the kettle twice, always.", True)
    start = first.text.index("an hour")
    position = first.origin.position(first.text, start)
    assert position.line == 5
    assert position.column == content.splitlines()[4].index("an hour") + 1
    assert first.origin.quote(start - 2, start) == "\\| "


def test_a_plan_without_copy_makes_no_post_and_says_so(tmp_path: Path) -> None:
    notices: list[Notice] = []
    content = (
        "# Launch week\n\nCopy lives elsewhere.\n\n| Day | Action | Where | Post |\n|---|---|---|---|\n"
        "| **Mon** | Announce the launch | X, LinkedIn | Post 1 (The quiet leak) |\n"
        "| Tue | Answer five questions | FB groups | — |\n| Wed | Show the kettle | IG | Post 2 |\n"
        "\n## Rules\n\n1. No links in groups.\n2. Answer within an hour, and never with a pitch.\n"
    )
    assert read(tmp_path, content, notices=notices) == []
    assert [(notice.kind, notice.message) for notice in notices] == [
        ("note", "passed over: a plan of tables and checklists, without copy")
    ]


def test_a_checklist_makes_no_post(tmp_path: Path) -> None:
    assert read(tmp_path, "# Before launch\n\n- [ ] Ask Ann for the picture\n- [x] Book the room\n") == []


def test_an_article_with_a_table_is_read(tmp_path: Path) -> None:
    prose = "Scale is lime that the water leaves behind, and vinegar takes it off within an hour of waiting."
    content = f"{prose}\n\n| Date | Status |\n|---|---|\n| 2026 | hard |\n\n{prose}"
    assert texts(read(tmp_path, content)) == [content]


def test_comments_are_not_text(tmp_path: Path) -> None:
    [post] = read(tmp_path, "Rinse it.\n<!-- ask Ann\n-->\nTwice<!-- or thrice -->.\n\n```\n<!-- shown -->\n```\n")
    assert post.text == "Rinse it.\nTwice.\n\n```\n<!-- shown -->\n```"
    assert post.origin.position(post.text, post.text.index("Twice")).line == 4


def test_imports_and_components_of_mdx_are_not_text(tmp_path: Path) -> None:
    content = (
        "import Chart from './chart'\nexport const year = 2026\n\n# Kettles\n\n<Chart\n  data={() => 1}\n/>\n\n"
        'Rinse <Hint kind="x">it</Hint> twice.\n\n{/* ask Ann */}\n'
    )
    [post] = read(tmp_path, content, "draft.mdx")
    assert post.text.split() == ["#", "Kettles", "Rinse", "it", "twice."]
    assert post.origin.position(post.text, post.text.index("twice")).line == 10


def test_import_as_a_word_is_text(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "import your old tea list first.", "draft.mdx")) == ["import your old tea list first."]


def test_two_blank_lines_part_a_thread_where_media_are_listed(tmp_path: Path) -> None:
    content = (
        "---\nmedia:\n - mastodon-ourteam\n - bluesky-ourteam\n - matrix-x\n---\nRinse it.\n\n![a](b.png)\n\n\nWait.\n"
    )
    posts = read(tmp_path, content, "2026-03-01-kettle.md")
    assert [(post.text, post.channels, post.origin.part) for post in posts] == [
        ("Rinse it.", ("mastodon", "bluesky"), 1),
        ("Wait.", ("mastodon", "bluesky"), 2),
    ]


def test_mentions_and_hashtags_follow_as_they_will_when_it_goes_out(tmp_path: Path) -> None:
    content = (
        "---\nmedia:\n- mastodon-tools\n- bluesky-tools\nmentions:\n  bluesky-tools: [ida.web.example]\n"
        "hashtags:\n  mastodon-tools: [Tea]\n  bluesky-tools:\n  - Tea\n---\nRinse it.\n\n\nWait.\n"
    )
    first, last = read(tmp_path, content)
    assert (first.text, last.text) == ("Rinse it.", "Wait.\n@ida.web.example\n#Tea")
    assert last.origin.quote(0, 5) == "Wait."
    assert last.origin.place(last.text, 8, 12) is None


def test_of_a_second_try_only_what_is_named_is_read(tmp_path: Path) -> None:
    content = "---\nmedia: [mastodon-tools]\n---\nRinse it.\n"
    for name in ("kettle.md", "retry-1-kettle.md"):
        (tmp_path / name).write_text(content, encoding="utf-8")
    notices: list[helplint.Notice] = []
    assert len(list(helplint.read([tmp_path], notices=notices))) == 1
    assert "posted before" in notices[0].message
    assert len(list(helplint.read([tmp_path / "retry-1-kettle.md"]))) == 1


def test_two_dates_settle_which_number_is_the_day(tmp_path: Path) -> None:
    content = "## Post 1\n\n**Date:** 03/04/2026\n\nRinse it.\n\n## Post 2\n\n**Date:** 25/04/2026\n\nWait.\n"
    first, _ = read(tmp_path, content)
    assert first.time == datetime(2026, 4, 3)  # noqa: DTZ001


def test_broken_front_matter_is_an_error_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(helplint.HelplintError, match="colon") as caught:
        read(tmp_path, "---\nchannel: x\ntitle: Kettles: a love story\n---\nRinse it.\n")
    assert caught.value.notice.line == 3


def test_a_rule_between_dashes_is_no_front_matter(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "---\nRinse it.\n---\nTwice.")) == ["---\nRinse it.\n---\nTwice."]
