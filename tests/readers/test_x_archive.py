from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post


def tweet(id_: int, text: str, **more: Any) -> dict[str, Any]:
    given = {
        "retweeted": False,
        "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []},
        "display_text_range": ["0", str(len(text))],
        "favorite_count": "3",
        "id_str": str(id_),
        "retweet_count": "0",
        "id": str(id_),
        "created_at": "Sun Mar 01 09:30:05 +0000 2026",
        "full_text": text,
        "lang": "en",
    }
    return {"tweet": given | more}


def archive(name: str, records: list[Any], part: int = 0) -> str:
    return f"window.YTD.{name}.part{part} = " + json.dumps(records, indent=2)


ACCOUNT = archive("account", [{"account": {"accountId": "7", "username": "tidewell", "email": "a@tidewell.example"}}])


def read(folder: Path, notices: list[Notice] | None = None, /, **files: str) -> list[Post]:
    for name, content in files.items():
        (folder / f"{name.replace('_', '-')}.js").write_text(content, encoding="utf-8")
    return list(helplint.read([folder / f"{next(iter(files)).replace('_', '-')}.js"], notices=notices))


def test_a_post_with_its_author_time_and_place(tmp_path: Path) -> None:
    content = archive("tweets", [tweet(5, "Dry the joint &amp; look \u2014 again.")])
    [post] = read(tmp_path, tweets=content, account=ACCOUNT)
    assert (post.id, post.text, post.author) == ("5", "Dry the joint & look \u2014 again.", "@tidewell")
    assert (post.channels, post.time) == (("x",), datetime(2026, 3, 1, 9, 30, 5, tzinfo=UTC))
    assert (post.fields["language"], post.fields["likes"]) == ("en", "3")
    start = post.text.index("again")
    assert post.origin.place(post.text, start, start + 5)[:2] == (content.index("again"), content.index("again") + 5)
    assert str(post.origin.position(post.text, 0)) == "record 1, full_text"


def link(short: str, long: str) -> dict[str, Any]:
    return {"urls": [{"url": f"https://t.co/{short}", "expanded_url": long, "display_url": "…"}]}


PICTURE = [{"url": "https://t.co/pic", "type": "photo", "media_url_https": "https://pbs.example/hose.jpg"}]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (
            tweet(1, "See https://t.co/ab now", entities=link("ab", "https://a.example/?x=1&copy=2")),
            "See https://a.example/?x=1&copy=2 now",
        ),
        (tweet(1, "A hose. https://t.co/pic", entities={"media": PICTURE}), "A hose."),
        (tweet(1, "A hose. https://t.co/pic", extended_entities={"media": PICTURE}), "A hose."),
        (
            tweet(1, "So true. https://t.co/q", entities=link("q", "https://twitter.com/ada/status/12")),
            "So true.",
        ),
        (tweet(1, "https://t.co/ab", entities=link("ab", "https://a.example/")), "https://a.example/"),
        (tweet(1, "Unknown https://t.co/zz stays"), "Unknown https://t.co/zz stays"),
        (tweet(1, "3 &lt; 4 &amp;lt; 5"), "3 < 4 &lt; 5"),
        ({"id_str": "1", "full_text": "From before 2020."}, "From before 2020."),
    ],
)
def test_the_text_is_what_readers_see(tmp_path: Path, given: Any, text: str) -> None:
    content = archive("tweets", [given])
    [post] = read(tmp_path, tweets=content)
    assert post.text == text
    written = post.origin.quote(0, len(text))
    assert written
    assert written in content


def test_a_picture_is_a_field(tmp_path: Path) -> None:
    [post] = read(
        tmp_path, tweets=archive("tweets", [tweet(1, "A hose. https://t.co/pic", entities={"media": PICTURE})])
    )
    assert post.fields["media"] == "https://pbs.example/hose.jpg"
    assert "alt" not in post.fields


@pytest.mark.parametrize(
    ("more", "beside", "reply"),
    [
        ({"in_reply_to_user_id_str": "9", "in_reply_to_status_id_str": "4"}, ACCOUNT, True),
        ({"in_reply_to_user_id_str": "7", "in_reply_to_status_id_str": "4"}, ACCOUNT, False),
        ({"in_reply_to_user_id_str": "9", "in_reply_to_status_id_str": "4"}, "", True),
        ({}, ACCOUNT, False),
    ],
)
def test_a_reply_answers_somebody_else(tmp_path: Path, more: dict[str, Any], beside: str, reply: bool) -> None:  # noqa: FBT001
    given = tweet(1, "@halima_k @bo Tighten the nut.", **more, display_text_range=["14", "30"])
    [post] = read(tmp_path, tweets=archive("tweets", [given]), account=beside)
    assert (post.text, post.reply, post.fields["replying to"]) == ("Tighten the nut.", reply, "@halima_k @bo")


def test_what_is_not_of_their_own_is_counted(tmp_path: Path) -> None:
    notices: list[Notice] = []
    edit = {"edit_info": {"initial": {"editTweetIds": ["1", "2"]}}}
    records = [
        tweet(1, "Tighten teh nut.", **edit),
        tweet(2, "Tighten the nut.", **edit),
        tweet(3, "RT @ada: Oil the chain."),
        tweet(4, "https://t.co/pic", entities={"media": PICTURE}),
    ]
    assert [post.id for post in read(tmp_path, notices, tweets=archive("tweets", records))] == ["2"]
    assert [notice.message for notice in notices] == [
        "left out: earlier versions of edited posts (1), posts without words (1), reposts (1)"
    ]


def note(id_: str, text: str, second: str = "05") -> dict[str, Any]:
    created = f"2026-03-01T09:30:{second}.000Z"
    core = {"text": text, "urls": [{"shortUrl": "https://t.co/ab", "expandedUrl": "https://a.example/"}]}
    return {"noteTweet": {"noteTweetId": id_, "createdAt": created, "core": core}}


LONG = "Six things to look at before the frost comes, &amp; why: one, the stopcock. https://t.co/ab two"
CUT = "Six things to look at before the frost comes, &amp; why: one… https://t.co/self"


@pytest.mark.parametrize("id_", ["5", "99"])
def test_a_long_post_is_read_once_and_whole(tmp_path: Path, id_: str) -> None:
    tweets, notes = archive("tweets", [tweet(4, "Short."), tweet(5, CUT)]), archive("note_tweet", [note(id_, LONG)])
    short, long = read(tmp_path, tweets=tweets, note_tweet=notes)
    assert long.text == "Six things to look at before the frost comes, & why: one, the stopcock. https://a.example/ two"
    assert (short.id, long.id, long.origin.path) == ("4", "5", str(tmp_path / "note-tweet.js"))
    start = long.text.index("stopcock")
    assert long.origin.place(long.text, start, start + 8)[:2] == (notes.index("stopcock"), notes.index("stopcock") + 8)
    assert read(tmp_path, note_tweet=notes) == []


def test_a_long_post_without_its_cut_version_is_a_post(tmp_path: Path) -> None:
    [post] = read(tmp_path, note_tweet=archive("note_tweet", [note("8", LONG, "06")]), tweets=archive("tweets", []))
    assert (post.id, post.text[:10]) == ("8", "Six things")


@pytest.mark.parametrize("content", ["window.TWEETS = [{}]", "export const tweets = [{id: 1}]", "", "import x"])
def test_what_only_looks_like_it_is_refused(tmp_path: Path, content: str) -> None:
    notices: list[Notice] = []
    assert read(tmp_path, notices, tweets=content) == []
    [notice] = notices
    assert notice.kind == "error"
    assert "window.YTD.tweets.part0" in notice.message
    notices.clear()
    assert list(helplint.read([tmp_path], notices=notices)) == []
    assert [notice.kind for notice in notices] == ["note"]


def test_a_broken_record_keeps_none_of_the_others_back(tmp_path: Path) -> None:
    notices: list[Notice] = []
    records = [tweet(1, "Oil it."), 3, tweet(2, "x", full_text=["a"]), tweet(3, "Wipe it.", created_at="soon")]
    posts = read(
        tmp_path, notices, tweets=archive("tweets", records), note_tweet=archive("note_tweet", [{"noteTweet": 1}])
    )
    assert [(post.id, post.time is None) for post in posts] == [("1", False), ("3", True)]
    assert [(notice.kind, notice.message) for notice in notices] == [
        ("error", "record 2 cannot be read: it is no object with keys"),
        ("error", "record 3 cannot be read: “full_text” is no text"),
        ("warning", "“soon” is no time that can be read, so it is left out"),
    ]


def test_of_an_archive_only_posts_are_read(tmp_path: Path) -> None:
    message = archive("direct_messages", [{"dmConversation": {"messages": [{"messageCreate": {"text": "A secret."}}]}}])
    with ZipFile(tmp_path / "archive.zip", "w") as packed:
        packed.writestr("Your archive.html", "<p>Open me.</p>")
        packed.writestr("data/account.js", ACCOUNT)
        packed.writestr("data/manifest.js", "window.__THAR_CONFIG = {}")
        packed.writestr("data/direct-messages.js", message)
        packed.writestr("data/deleted-tweets.js", archive("deleted_tweets", [tweet(9, "Gone.")]))
        packed.writestr("data/tweets.js", archive("tweets", [tweet(1, "Oil it."), tweet(2, CUT)]))
        packed.writestr("data/tweets-part1.js", archive("tweets", [tweet(3, "Wipe it.")], part=1) + ";\n")
        packed.writestr("data/note-tweet.js", archive("note_tweet", [note("2", LONG)]))
        packed.writestr("data/notes.txt", "Not a post.")
        packed.extractall(tmp_path / "unpacked")
    for path in (tmp_path / "archive.zip", tmp_path / "unpacked", tmp_path / "unpacked" / "data"):
        notices: list[Notice] = []
        posts = list(helplint.read([path], notices=notices))
        assert sorted(post.id for post in posts) == ["1", "2", "3"]
        assert {post.author for post in posts} == {"@tidewell"}
        assert [notice.message for notice in notices] == ["left out: long posts that are read with tweets.js (1)"]
