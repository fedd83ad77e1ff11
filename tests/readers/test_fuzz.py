"""Whatever a file holds, it is read in bounded time and memory, or refused in a sentence.

A new format adds its seeds to `SEEDS`. A longer run of one of them:
``FUZZ_EXAMPLES=5000 pytest -m slow -k "ends_well and FORMAT" tests/readers/test_fuzz.py``.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import resource
import sqlite3
import tempfile
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import helplint
from helplint.readers import _format_of, formats
from helplint.readers._file import File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

libipld = pytest.importorskip("libipld")
pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

_SECONDS = 2.0
_MEMORY = 1 << 30
"""Bytes by which the process may grow."""

_EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "150"))
_LARGEST = 1 << 20
_HEX = "0123456789abcdef" * 2


def zip_of(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _docx(body: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    styles = f'<w:styles {space}><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>'
    document = f"<w:document {space}><w:body>{body}</w:body></w:document>"
    return zip_of({"word/document.xml": document, "word/styles.xml": styles})


def _xlsx(*rows: list[str]) -> bytes:
    from openpyxl import Workbook

    workbook, buffer = Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append(row)
    workbook.save(buffer)
    return buffer.getvalue()


def _database(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(script)
    return connection.serialize()


def _parquet(*rows: dict[str, object]) -> bytes:
    buffer = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows), buffer)
    return buffer.getvalue()


def _car(record: dict[str, object]) -> bytes:
    data = libipld.encode_dag_cbor(record)
    block = b"\x01\x71\x12\x20" + hashlib.sha256(data).digest() + data
    header = b"\xa2\x65roots\x81\xd8\x2a\x58\x25\x00" + block[:36] + b"\x67version\x01"
    # Lengths above 127 take two bytes, the lower bits first.
    lengths = [bytes([length & 127 | 128, length >> 7]) for length in map(len, (header, block))]
    return lengths[0] + header + lengths[1] + block


_HEADING = '<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>LinkedIn</w:t></w:r></w:p>'
_PARAGRAPH = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Status:</w:t></w:r><w:r><w:t> draft</w:t></w:r></w:p>"
_TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Copy</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"

SEEDS: dict[str, dict[str, str | bytes]] = {
    # By format: names of small valid files, each with at least one post, and what they hold; an export is a zip file.
    "beehiiv": {
        "posts.csv": "id,web_title,status,web_subtitle,email_subject_line,email_preview_text,content_html,created_at\n"
        'b-1,Salt,draft,,Salt &amp; ice,Soon,"<p>Salt the ""step"".</p>",2026-03-03 08:00:00\n',
    },
    "bluesky": {
        "a.json": '{"feed": [{"post": {"uri": "at://did:plc:a/app.bsky.feed.post/1", "author": {"handle": "a.example"}'
        ', "record": {"$type": "app.bsky.feed.post", "createdAt": "2026-03-01T09:30:05Z", "text": "Rinse \\u00e9", '
        '"facets": [{"index": {"byteStart": 0, "byteEnd": 3}, "features": [{"uri": "https://a.example"}]}]}}}]}',
    },
    "bluesky_car": {
        "a.car": _car({"$type": "app.bsky.feed.post", "createdAt": "2026-03-01T09:30:05Z", "text": "Rinse it, " * 9})
    },
    "buttondown": {
        "csv.zip": zip_of(
            {
                "emails.csv": "id,subject,publish_date,slug\na-1,Salt,2026-03-03 08:00:00+00:00,salt\n",
                "emails/salt.md": "<!-- buttondown-editor-mode: fancy --><p>Salt <em>it</em> &amp; wait.</p>\n",
            }
        ),
        "json.zip": zip_of(
            {
                "emails.json": '[{"id": "a", "subject": "Ice", "publish_date": "", "slug": "ice"}]',
                "emails/ice.md": "<!-- buttondown-editor-mode: plaintext -->\n\nWait <!-- no --> a day.\n",
            }
        ),
    },
    "csv": {"plan.csv": 'Date,Channel,Copy\n03/04/2026,x,"Rinse it, ""twice""\nthen wait."\n'},
    "docx": {"draft.docx": _docx(_HEADING + _PARAGRAPH + "<w:p><w:r><w:t>Rinse it.</w:t></w:r></w:p>" + _TABLE)},
    "eml": {
        "a.eml": "From: =?utf-8?q?J=C3=B8rn?= <j@a.example>\r\nSubject: Salt\r\nDate: Tue, 03 Mar 2026 09:00:00 +0100"
        '\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Salt &amp; caf=C3=A9, =\r\nwait.</p>\r\n--b--\r\n",
    },
    "facebook": {
        "your_posts_1.json": '[{"timestamp": 1772357405, "data": [{"post": "Caf\\u00c3\\u00a9"}], "title": "A wrote."}'
        ', {"attachments": [{"data": [{"media": {"uri": "a.jpg", "description": "A hose."}}]}]}]',
    },
    "feed": {
        "a.xml": '<?xml version="1.0"?><rss version="2.0"><channel><item><title>Salt &amp; ice</title><guid>1</guid>'
        "<pubDate>Tue, 03 Mar 2026 09:00:00 +0100</pubDate><description><![CDATA[<p>Salt it.</p>]]></description>"
        "</item></channel></rss>",
        "a.atom": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><updated>2026-03-05T10:00:00Z</updated>'
        '<title type="html">Salt &amp;amp; ice</title><content type="xhtml"><div>Salt <b>it</b>.</div></content>'
        "</entry></feed>",
    },
    "ghost": {
        "a.json": '{"db": [{"meta": {"version": "5"}, "data": {"posts": [{"id": "p", "title": "Salt", "type": "post", '
        '"status": "published", "lexical": "{\\"root\\": {\\"children\\": [{\\"type\\": \\"paragraph\\", '
        '\\"children\\": [{\\"type\\": \\"text\\", \\"text\\": \\"Wait.\\"}]}]}}"}, {"id": "q", "title": "", '
        '"mobiledoc": "{\\"cards\\": [], \\"sections\\": [[1, \\"p\\", [[0, [], 0, \\"Ice.\\"]]]]}"}, '
        '{"id": "r", "html": "<p>Salt &amp; ice</p>"}], "users": [{"id": "u", "name": "A"}]}}]}',
    },
    "html": {
        "2026-03-03.html": "<!doctype html><title>March &amp; salt</title><!-- helplint: ignore=hype why -->\n"
        '<body><div style="display:none">Open</div><ul><li>Salt<li>Wait</ul><pre>a\n b</pre><script>x()</script>',
    },
    "ics": {
        "a.ics": "BEGIN:VEVENT\nDTSTART;TZID=Europe/Oslo:20260601T090000\nDESCRIPTION:Rinse\\, wa\n it.\nEND:VEVENT"
    },
    "instagram": {
        "posts_1.json": '[{"media": [{"uri": "media/a.jpg", "creation_timestamp": 1772357405, '
        '"title": "Caf\\u00c3\\u00a9"}]}, '
        '{"media": [{"uri": "a"}, {"uri": "b"}], "title": "Both.", "creation_timestamp": 1772357405}]',
    },
    "json": {
        "a.json": '{"posts": [{"text": "Rinse \\u00e9", "date": "2026-03-01"}]}',
        "a.jsonl": '{"text": "Rinse it."}\n{"text": "Wait."}\n',
    },
    "json_feed": {
        "feed.json": '{"version": "https://jsonfeed.org/version/1.1", "title": "A", "author": {"name": "A"}, "items": ['
        '{"id": "1", "title": "Salt", "content_html": "<p>Salt &amp; it.</p>", "date_published": "2026-03-01T10:30Z"}, '
        '{"id": "2", "content_text": "Wait \\u00e9."}]}',
    },
    "markdown": {
        "a.md": "---\nchannel: x\n---\n## LinkedIn\n\n**Status:** no\n\n> Rinse.\n\n| Day | Copy |\n|-|-|\n| 1 | b |\n",
        "a.mdx": 'import A from "a"\n\n+++\nRinse <A b={1}>it</A>. {/* no */}\n',
    },
    "mastodon": {
        "outbox.json": '{"type": "OrderedCollection", "orderedItems": [], "orderedItems": [{"type": "Create", '
        '"to": ["https://www.w3.org/ns/activitystreams#Public"], "object": {"id": "https://a.example/users/a/7", '
        '"type": "Note", "published": "2026-03-01T09:30:05Z", "summary": null, "contentMap": {"en": "a"}, '
        '"content": "<p>Salt <span class=\\"invisible\\">https://</span>a.example</p>"}}]}',
    },
    "medium": {
        "2026-03-03_Salt-0a1b2c3d4e5f.html": '<body><article class="h-entry"><h1 class="p-name">Salt</h1>'
        '<section data-field="subtitle" class="p-summary">In short</section><section '
        'data-field="body" class="e-content"><p>Salt &amp; ice.</p></section>'
        '<footer><p><a class="p-author h-card">Mara</a> on <time class="dt-published" '
        'datetime="2026-03-03T08:00:00.123Z">March</time></p><p>Exported from <a href="https://medium.com">Medium</a>'
        "</p></footer></article>",
    },
    "notion": {
        f"Kettle {_HEX}.md": "# Kettle\n\nStatus: draft\nDate: December 4, 2026 8:45 AM\n\nRinse it.\n",
        f"Posts {_HEX}_all.csv": '\ufeffName,Copy\r\nKettle,"Rinse it."\r\n',
    },
    "org": {
        "a.org": "* TODO Kettle :x:\nSCHEDULED: <2026-03-01>\n:P:\n:ID: a\n:END:\n[[a][It]].\n| Copy |\n|--|\n| a |\n"
    },
    "parquet": {
        "a.parquet": _parquet({"id": 1, "text": "Rinse it.", "channels": ["x"]}, {"id": 2, "text": "Wait \u00e9."}),
    },
    "sqlite": {
        "a.db": _database(
            "CREATE TABLE posts (id INTEGER, text TEXT, date); INSERT INTO posts VALUES (1, 'Wait.', '2026-03-01')"
        )
    },
    "substack": {
        "a.zip": zip_of(
            {
                "posts.csv": "post_id,post_date,is_published,type,audience,title,subtitle\n"
                "101.salt,2026-03-03T08:00:00.123Z,TRUE,newsletter,everyone,Salt,&#x201C;Ice&#x201D;\n",
                "posts/101.salt.html": "<p>Salt the <em>step</em> &amp; wait.</p>",
            }
        ),
    },
    "telegram": {
        "result.json": '{"name": "A", "type": "public_channel", "id": 12, "messages": [{"id": 2, "type": "message", '
        '"date": "2026-03-01T10:30:05", "date_unixtime": "1772357405", "text": ["Look ", '
        '{"type": "bold", "text": "up"}]}]}',
    },
    "text": {"2026-03-01.txt": "Rinse it. <!-- helplint: ignore=hype why -->\n---\nWait.\n"},
    "threads": {
        "threads_and_replies.json": '{"text_post_app_text_posts": [{"media": [{"uri": "", '
        '"creation_timestamp": 1772357405, "title": "Rinse it\\u00e2\\u0080\\u00a6", '
        '"text_app_post": {"is_reply": true}}]}]}',
    },
    "toml": {"a.toml": '[[post]]\ndate = 2026-03-01\ntext = """\nRinse \\u00e9 it."""\n'},
    "toot": {"a.toot": "Which first?\n\n[ ] File\n[] Stone\n"},
    "trello": {
        "a.json": '{"id": "b", "name": "Plan", "descData": null, "idOrganization": null, "labelNames": {}, '
        '"actions": [], "cards": [{"id": "c", "closed": false, "desc": "Rinse it.", '
        '"due": "2026-03-01T09:30:00.000Z", "idList": "l"'
        ', "labels": [{"name": "X"}], "name": "Kettle"}], "members": [], "lists": [{"id": "l", "name": "Ready"}]}',
    },
    "tweet": {"a.tweet": "---\nmedia:\n- file: a.png\n---\nRinse it.\n\n---\n\nWait.\n( ) a\n( ) b\n"},
    "wix": {
        "posts.csv": "Title,ID,Plain Content,Published Date,Rich Content,Post Page URL,Internal ID\n"
        "Salt,w-1,Salt the step.,2026-03-03T08:00:00Z,,/post/salt,1\nIce,w-2,,,"
        '"{""nodes"": [{""type"": ""PARAGRAPH"", ""nodes"": [{""type"": ""TEXT"", ""textData"": {""text"": ""I""}}]}]}'
        '",,2\n',
    },
    "wxr": {
        "a.xml": '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item>'
        "<title>Salt &amp;amp; ice</title><content:encoded><![CDATA[<!-- wp:a -->Salt <b>it</b>.\n\n[x y=1]Wait[/x]]]>"
        "</content:encoded><wp:post_date_gmt>2026-03-03 08:00:00</wp:post_date_gmt><wp:status>publish</wp:status>"
        "<wp:post_type>post</wp:post_type></item></channel></rss>",
    },
    "x_archive": {
        "tweets.js": 'window.YTD.tweets.part0 = [{"tweet": {"id_str": "5", "full_text": "A &amp; b https://t.co/ab", '
        '"display_text_range": ["0", "9"], "created_at": "Sun Mar 01 09:30:05 +0000 2026", '
        '"entities": {"urls": [{"url": "https://t.co/ab", "expanded_url": "https://a.example/?x=1&copy=2"}]}}}]',
        "a.zip": zip_of(
            {
                "data/account.js": 'window.YTD.account.part0 = [{"account": {"accountId": "7", "username": "a"}}]',
                "data/tweets.js": 'window.YTD.tweets.part0 = [{"tweet": {"id_str": "5", "full_text": "Dry it."}}]',
            }
        ),
    },
    "xlsx": {"a.xlsx": _xlsx(["Date", "Platform", "Caption"], ["2026-03-01", "X", "Rinse it."])},
    "yaml": {
        "a.yaml": '# helplint: ignore=hype\n- text: >-\n    Rinse\n    it.\n  date: 2026-03-01\n- {text: "W\\u00e9"}\n'
    },
}


def data_of(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def read(name: str, data: bytes) -> tuple[list[helplint.Post], list[helplint.Notice]]:
    """Read a file as the command does, and use of its posts what the command uses."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        notices: list[helplint.Notice] = []
        posts = list(helplint.read([path], notices=notices))
        for post in posts:
            str(post.origin.position(post.text, len(post.text) // 2))
            post.origin.quote(0, len(post.text))
            post.origin.place(post.text, 0, len(post.text))
    return posts, notices


@contextmanager
def bounded(what: str) -> Iterator[None]:
    """Fail where reading takes more than it may; too much memory is a `MemoryError`."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + _MEMORY, hard))
    start = time.process_time()
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    assert time.process_time() - start < _SECONDS, what


def assert_said_in_a_sentence(notices: list[helplint.Notice]) -> None:
    for notice in notices:
        assert notice.message.strip()
        assert "\n" not in notice.message
        assert "Traceback" not in notice.message
        assert len(notice.message) < 1000


def test_every_format_has_a_seed() -> None:
    assert sorted(SEEDS) == sorted(formats())


@pytest.mark.parametrize(("format_", "name"), [(format_, name) for format_ in SEEDS for name in SEEDS[format_]])
def test_a_seed_is_valid(format_: str, name: str) -> None:
    data = data_of(SEEDS[format_][name])
    posts, notices = read(name, data)
    assert posts
    assert name.endswith(".zip") or _format_of(File.of(name, data, name=name)) is formats()[format_]
    assert [notice for notice in notices if notice.kind == "error"] == []


_CHUNKS = [
    b"\0", b"\0" * 5000, b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1f\x8b", b"PK\x03\x04", b"\r",
    b"\r\n" * 9000, b"9" * 5000, b"-1e999999", b"1" + b"0" * 400 + b"-13-99T99:99",
    b"9999-12-31T23:59:59+14:00", b"0001-01-01 00:00",
    b"[" * 20000, b"{" * 20000, b'{"a":' * 20000, b"<div>" * 20000, b"<" * 20000, b"<!--" * 9000, b"- " * 20000,
    b"> " * 9000, b"(" * 20000, b"*" * 30000, b"_a_" * 9000, b"`" * 30000, b"| " * 20000, b'"' * 20000, b"'" * 20000,
    b"\\" * 20000, b"#" * 20000, b"# a\n" * 5000, b"---\n" * 9000, b"a: " * 9000, b"&a [*a, *a]\n", b"&" * 20000,
    b"&#99999999;" * 999, b"=1+1", b"@", b" " * 100_000, b"\t" * 50_000, b"\n" * 100_000, b"a" * 200_000,
    b"a " * 50_000, b"a@b." * 9000, b"https://" * 9000, b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<w:p>" * 20000,
    b"BEGIN:VEVENT\n" * 5000, b"* TODO a\n" * 2000, b"\xf0\x9f\xab\x96" * 20000, "\u2028\u202e\u0130".encode() * 999,
    b"{{{{{{{{" * 999, b"]]>", b"![](" * 9000, b"[a](" * 9000, b"[[a][" * 9000, b"a,b;c\t" * 9000, b"%0" * 9000,
]  # fmt: skip
_PLACE = st.integers(0, 1 << 20)


def _cut(data: bytes, place: int, _: bytes) -> bytes:
    return data[: place % (len(data) + 1)]


def _insert(data: bytes, place: int, chunk: bytes) -> bytes:
    at = place % (len(data) + 1)
    return data[:at] + chunk + data[at:]


def _flip(data: bytes, place: int, chunk: bytes) -> bytes:
    at = place % (len(data) + 1)
    return data[:at] + bytes(byte ^ chunk[0] for byte in data[at : at + 1 + place % 3]) + data[at + 1 + place % 3 :]


def _swap(data: bytes, place: int, chunk: bytes) -> bytes:
    first, second = sorted((place % (len(data) + 1), (place * 31 + len(chunk)) % (len(data) + 1)))
    return data[second:] + data[first:second] + data[:first]


def _drop(data: bytes, place: int, chunk: bytes) -> bytes:
    at = place % (len(data) + 1)
    return data[:at] + data[at + len(chunk) % 50 + 1 :]


def _repeat(data: bytes, place: int, chunk: bytes) -> bytes:
    at, length = place % (len(data) + 1), len(chunk) % 60 + 1
    return data[:at] + data[at : at + length] * (1 + place % 3000) + data[at + length :]


_MUTATIONS: list[Callable[[bytes, int, bytes], bytes]] = [_cut, _insert, _insert, _flip, _swap, _drop, _repeat]
_STEPS = st.lists(st.tuples(st.sampled_from(_MUTATIONS), _PLACE, st.sampled_from(_CHUNKS)), min_size=1, max_size=4)


def mutated(data: bytes, steps: list[tuple[Callable[[bytes, int, bytes], bytes], int, bytes]], member: int) -> bytes:
    """Return a file with some changes; of a zip file mostly inside one of its members."""
    if data.startswith(b"PK") and member % 4:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        # What holds the texts is the last or among the first.
        name = sorted(members)[member % len(members)]
        members[name] = mutated(data_of(members[name]), steps, 0)
        return zip_of(members)
    for mutate, place, chunk in steps:
        data = mutate(data, place, chunk)[:_LARGEST]
    return data


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize("name", sorted(SEEDS))
def test_whatever_a_file_holds_reading_it_ends_well(name: str) -> None:
    @seed(20261126)
    @settings(
        max_examples=_EXAMPLES,
        # What fails is a crash or a hang: it is not made smaller, as that would try it a thousand times more.
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(file=st.sampled_from(sorted(SEEDS[name].items())), steps=_STEPS, member=st.integers(0, 40))
    def attempt(file, steps, member):
        data = mutated(data_of(file[1]), steps, member)
        with bounded(f"{file[0]} takes longer"):
            _, notices = read(file[0], data)
        assert_said_in_a_sentence(notices)

    attempt()


def _nested_zips() -> bytes:
    data = zip_of({"a.csv": b"0" * (100 << 20)})
    for _ in range(5):
        data = zip_of({f"{number}.zip": data for number in range(3)})
    return data


def _laughs(entity: str) -> str:
    """Return definitions of which each holds ten of the one before."""
    return "".join(
        entity.format(after, ",".join([f"&{before};" if "ENTITY" in entity else f"*{before}"] * 10))
        for before, after in zip("abcdefghi", "bcdefghij", strict=True)
    )


BOMBS: dict[str, Callable[[], str | bytes]] = {
    "nothing.csv.gz": lambda: b"\x1f\x8b\x08",
    "bomb.csv.gz": lambda: gzip.compress(b"0" * (200 << 20), 9),
    "bomb.zip": lambda: zip_of({"a.csv": b"0" * (200 << 20)}),
    "nested.zip": _nested_zips,
    "many.zip": lambda: zip_of({f"{number}.txt": "Rinse it." for number in range(1500)}),
    "same.zip": lambda: zip_of({"../../a.md": "Rinse it.", "/etc/b.md": "Wait.", "c:\\d.md": "Long."}),
    "bomb.docx": lambda: _docx("<w:p><w:r><w:t>" + "a" * (70 << 20)),
    "laughs.docx": lambda: zip_of(
        {"word/document.xml": f"<!DOCTYPE w [<!ENTITY a 'a'>{_laughs('<!ENTITY {} {!r}>')}]><w>&j;</w>"}
    ),
    "laughs.yaml": lambda: "a: &a [x]\n" + _laughs("{0}: &{0} [{1}]\n"),
    "deep.json": lambda: "[" * 500_000,
    "deep.toml": lambda: "a = " + "[" * 500_000,
    "dots.toml": lambda: ".".join(["a"] * 20_000) + " = 1",
    "number.toml": lambda: "a = " + "1" * 500_000,
    "number.json": lambda: '{"posts": [{"text": "a b", "id": ' + "1" * 500_000 + "}]}",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_no_harm(name: str) -> None:
    data = data_of(BOMBS[name]())
    with bounded(name):
        _, notices = read(name, data)
    assert_said_in_a_sentence(notices)
