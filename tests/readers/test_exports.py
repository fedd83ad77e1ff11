"""Tables as schedulers take them and as services export them."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

import helplint
from helplint.readers import formats
from helplint.readers._exports import public_files

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice, Post

_COPY = "Oil the chain, then wipe it dry."


def write(folder: Path, headings: str, *rows: list[str], name: str = "posts.csv") -> Path:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([*([headings.split(",")] if headings else []), *rows])
    path = folder / name
    path.write_text(file.getvalue(), encoding="utf-8", newline="")
    return path


def read(path: Path, notices: list[Notice] | None = None) -> list[Post]:
    return list(helplint.read([path], notices=notices))


@pytest.mark.parametrize(
    ("headings", "row", "channels", "time"),
    [
        ("", ["25/03/2026 09:30", _COPY, "https://tidewell.example/a-long-way-down"], (), "2026-03-25 09:30"),
        ("", ["03/25/2026 09:30", _COPY, ""], (), "2026-03-25 09:30"),
        (
            "Date,Time,Platform,Message,Link,Image URL",
            ["2026-03-25", "09:30", "LinkedIn", _COPY, "", ""],
            ("linkedin",),
            "2026-03-25 09:30",
        ),
        ("Text,Image URL,Tags,Posting Time", [_COPY, "", "tips", "2026-03-25 09:30"], (), "2026-03-25 09:30"),
        ("Text,Image URL,Tags,Posting Time", [_COPY, "", "", "3/25/26 17:30"], (), "2026-03-25 17:30"),
        (
            "Date,Text,Link(s),Media URL(s),Title,Label(s),Alt text(s),Comment(s),Board/Album",
            ["2026/03/25 09:30", _COPY, "", "", "Chains", "", "", "", ""],
            (),
            "2026-03-25 09:30",
        ),
        (
            "Text,Date,Time,Draft,Facebook,Twitter/X,LinkedIn,GBP,Instagram,First Comment Text,Brand name",
            [_COPY, "2026-03-25", "09:30:00", "false", "true", "true", "false", "true", "false", "#bike", "Tidewell"],
            ("facebook", "x", "google-business"),
            "2026-03-25 09:30",
        ),
        ("date,time_24hr,message_text", ["03/25/2026", "13:10", _COPY], (), "2026-03-25 13:10"),
        (
            "postAtSpecificTime (yyyy-MM-dd HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls",
            ["2026-03-25 09:30:00", _COPY, "", "", "", ""],
            (),
            "2026-03-25 09:30",
        ),
        ("postAtSpecificTime (dd/MM/yyyy HH:mm),content", ["04/03/2026 09:30", _COPY], (), "2026-03-04 09:30"),
        ("postAtSpecificTime (MM/dd/yyyy HH:mm),content", ["04/03/2026 09:30", _COPY], (), "2026-04-03 09:30"),
        ("text,link,imageUrls,gifUrls,videoUrls,postAtSpecificTime", [_COPY, "", "", "", "", ""], (), None),
        ("Date and Time,Message,Image URL,Link", ["25/03/2026 09:30", _COPY, "", ""], (), "2026-03-25 09:30"),
        (
            "Network,Message,LinkUrl,LinkTitle,ImageUrl,Description,Picture",
            ["Twitter", _COPY, "https://tidewell.example", "Chains", "", "All of it", ""],
            ("x",),
            None,
        ),
        (
            "post,platforms,mediaUrls,scheduleDate",
            [_COPY, "twitter, linkedin", "", "2026-03-25T09:30:00"],
            ("x", "linkedin"),
            "2026-03-25 09:30",
        ),
        (
            "scheduled_at,account_id,content,media_urls,first_comment",
            ["2026-03-25T09:30:00", "12", _COPY, "", "More on the blog"],
            (),
            "2026-03-25 09:30",
        ),
        (
            "content,platforms,platformIds,scheduledAt",
            [_COPY, "bluesky", "7", "2026-03-25 09:30"],
            ("bluesky",),
            "2026-03-25 09:30",
        ),
        ("content,image_url,scheduled_time,comments", [_COPY, "", "2026-03-25 09:30", "fine"], (), "2026-03-25 09:30"),
        (
            "channel,caption,media_url,scheduled_at,placement",
            ["instagram", _COPY, "", "2026-03-25 09:30", "feed"],
            ("instagram",),
            "2026-03-25 09:30",
        ),
    ],
)
def test_tables_for_schedulers(
    tmp_path: Path, headings: str, row: list[str], channels: tuple[str, ...], time: str | None
) -> None:
    [post] = read(write(tmp_path, headings, row))
    assert (post.text, post.channels) == (_COPY, channels)
    assert (post.time and f"{post.time:%Y-%m-%d %H:%M}") == time


def test_a_workbook_for_a_scheduler(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["postAtSpecificTime (dd/MM/yyyy HH:mm)", "content", "imageUrls"])
    workbook.active.append(["04/03/2026 09:30", _COPY, ""])
    workbook.save(tmp_path / "posts.xlsx")
    [post] = read(tmp_path / "posts.xlsx")
    assert post.text == _COPY
    assert post.time is not None
    assert post.time.month == 3


def test_shares_of_linkedin_without_words_are_re_shares(tmp_path: Path) -> None:
    notices: list[Notice] = []
    path = write(
        tmp_path,
        "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
        ["2026-07-01 14:33:22", "https://l.example/1", _COPY, "", "", "MEMBER_NETWORK"],
        ["2026-07-02 14:33:22", "https://l.example/2", "", "https://a.example", "", "MEMBER_NETWORK"],
        ["2026-07-03 14:33:22", "https://l.example/3", "", "https://a.example", "", "MEMBER_NETWORK"],
    )
    [post] = read(path, notices)
    assert (post.text, post.channels) == (_COPY, ("linkedin",))
    assert [notice.message for notice in notices] == ["left out: re-shares (2)"]


def test_an_overview_of_x_has_no_posts_and_says_what_to_export(tmp_path: Path) -> None:
    notices: list[Notice] = []
    headings = "Date,Impressions,Likes,Engagements,Bookmarks,Shares,Profile visits,Create Post,Video views"
    assert read(write(tmp_path, headings, ["Tue, Feb 10, 2026", *"90300010"]), notices) == []
    assert [notice.kind for notice in notices] == ["note"]
    assert "content analytics" in notices[0].message


_REDDIT = "id,permalink,date,ip,subreddit,gildings,title,url,body"


def test_posts_of_reddit_without_the_address_they_came_from(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        _REDDIT,
        ["q1", "/r/bikes/q1", "2026-03-25 09:30:00 UTC", "203.0.113.7", "bikes", "0", "Chains", "", _COPY],
        ["q2", "/r/bikes/q2", "2026-03-26 09:30:00 UTC", "203.0.113.7", "bikes", "0", "How to oil it", "a.example", ""],
    )
    first, second = read(path)
    assert (first.id, first.text, first.channels, first.reply) == ("q1", _COPY, ("reddit",), False)
    assert first.fields["title"] == "Chains"
    assert (second.text, second.origin.field) == ("How to oil it", "title")
    assert second.origin.quote(0, 3) == "How"
    assert first.time is not None
    assert first.time.tzinfo is not None
    assert not any("203.0.113.7" in str(post) for post in (first, second))
    assert "ip" not in first.record


def test_comments_of_reddit_are_replies(tmp_path: Path) -> None:
    headings = "id,permalink,date,IP,subreddit,gildings,link,parent,body,media"
    row = ["c1", "/c1", "2026-03-25 09:30:00 UTC", "203.0.113.7", "bikes", "0", "/q1", "t1_c0", _COPY, ""]
    [post] = read(write(tmp_path, headings, row, name="comments.csv"))
    assert (post.text, post.reply) == (_COPY, True)
    assert "203.0.113.7" not in str(post)


def test_videos_that_are_public(tmp_path: Path) -> None:
    notices: list[Notice] = []
    path = write(
        tmp_path,
        "Video ID,Approx Duration (ms),Video Description (Original),Channel ID,Video Title (Original),Privacy,"
        "Video State,Video Create Timestamp,Video Publish Timestamp",
        ["v1", "9", _COPY, "UC1", "Chains", "Public", "Processed", "2026-03-24T09:30Z", "2026-03-25T09:30Z"],
        ["v2", "9", "", "UC1", "How to oil a chain", "Public", "Processed", "", "2026-03-26T09:30Z"],
        ["v3", "9", "For my aunt.", "UC1", "Birthday", "Private", "Processed", "", ""],
        ["v4", "9", "For my club.", "UC1", "Race", "Unlisted", "Processed", "", ""],
        name="videos.csv",
    )
    first, second = read(path, notices)
    assert (first.id, first.text, first.channels) == ("v1", _COPY, ("youtube",))
    assert first.time is not None
    assert first.time.day == 25
    assert second.text == "How to oil a chain"
    assert [notice.message for notice in notices] == ["left out: private items (2)"]


def test_tweets_as_twarc_writes_them_into_a_table(tmp_path: Path) -> None:
    notices: list[Notice] = []
    path = write(
        tmp_path,
        "id,conversation_id,referenced_tweets.replied_to.id,referenced_tweets.retweeted.id,author_id,"
        "in_reply_to_user_id,created_at,text,lang,author.username,author.description,__twarc.version",
        ["1", "1", "", "", "7", "", "2026-03-25T09:30:00Z", "Oil &amp; wipe it.", "en", "ann", "I ride", "2.1"],
        ["2", "9", "9", "", "7", "8", "2026-03-25T09:31:00Z", "Right.", "en", "ann", "I ride", "2.1"],
        ["3", "1", "1", "", "7", "7", "2026-03-25T09:32:00Z", "Then ride.", "en", "ann", "I ride", "2.1"],
        ["4", "4", "", "5", "7", "", "2026-03-25T09:33:00Z", "RT @bo: Look.", "en", "ann", "I ride", "2.1"],
    )
    posts = read(path, notices)
    assert [(post.id, post.text, post.reply) for post in posts] == [
        ("1", "Oil & wipe it.", False),
        ("2", "Right.", True),
        ("3", "Then ride.", False),
    ]
    assert posts[0].channels == ("x",)
    assert posts[0].time is not None
    assert [notice.message for notice in notices] == ["left out: reposts (1)"]


@pytest.mark.parametrize("heading", ["", "tweet_id"])
def test_ids_alone_are_passed_over_with_a_note(tmp_path: Path, heading: str) -> None:
    notices: list[Notice] = []
    ids = [["1850000000000000001"], ["1850000000000000002"]]
    assert read(write(tmp_path, heading, *ids), notices) == []
    assert [(notice.kind, notice.message) for notice in notices] == [
        ("note", "passed over: its lines hold ids and no text")
    ]


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (["Connections.csv", "Rich_Media.csv", "Shares_123.csv", "messages.csv"], ["Shares_123.csv"]),
        (["comments.csv", "ip_logs.csv", "messages.csv", "posts.csv"], ["posts.csv", "comments.csv"]),
        (
            [
                "Takeout/YouTube and YouTube Music/comments/comments.csv",
                "Takeout/YouTube and YouTube Music/history/watch-history.html",
                "Takeout/YouTube and YouTube Music/video metadata/videos(1).csv",
                "Takeout/YouTube and YouTube Music/video metadata/videos.csv",
            ],
            [
                "Takeout/YouTube and YouTube Music/video metadata/videos(1).csv",
                "Takeout/YouTube and YouTube Music/video metadata/videos.csv",
            ],
        ),
        (["comments.csv", "posts.csv"], None),
        (["Shares.csv"], None),
        (["plan.csv", "videos.csv"], None),
    ],
)
def test_of_a_whole_export_only_the_posts_are_read(names: list[str], chosen: list[str] | None) -> None:
    found = public_files(names)
    assert (None if found is None else sorted(found)) == (None if chosen is None else sorted(chosen))


def test_a_zip_file_of_a_whole_export(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("messages.csv", "date,body\n2026-03-25,This is private.\n")
        archive.writestr("ip_logs.csv", "date,ip\n2026-03-25,203.0.113.7\n")
        archive.writestr("comments.csv", "id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n")
        archive.writestr("posts.csv", f"{_REDDIT}\nq1,/q1,2026-03-25 09:30:00 UTC,,bikes,0,Chains,,Oil it.\n")
    notices: list[Notice] = []
    assert [post.text for post in read(path, notices)] == ["Oil it."]
    assert {notice.path for notice in notices} <= {f"{path}/comments.csv"}


def test_the_list_of_formats_names_each_tool() -> None:
    assert {"Buffer", "Metricool", "twarc-csv", "YouTube Takeout videos.csv"} <= formats()["csv"].dialects.keys()
