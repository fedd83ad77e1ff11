"""Whatever a file holds, it is read in bounded time and memory, or refused in a sentence.

A new format adds one line to `SEEDS`. Longer runs, steered by coverage: ``python benchmarks/fuzz.py FORMAT``.
"""

from __future__ import annotations

import gzip
import io
import resource
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
from helplint.readers import formats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SECONDS = 2.0
_MEMORY = 1 << 30
"""Bytes by which the process may grow."""

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


_HEADING = '<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>LinkedIn</w:t></w:r></w:p>'
_PARAGRAPH = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Status:</w:t></w:r><w:r><w:t> draft</w:t></w:r></w:p>"
_TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Copy</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"

SEEDS: dict[str, dict[str, str | bytes]] = {
    # By format: names of small valid files, each with at least one post, and what they hold; an export is a zip file.
    "csv": {"plan.csv": 'Date,Channel,Copy\n03/04/2026,x,"Rinse it, ""twice""\nthen wait."\n'},
    "docx": {"draft.docx": _docx(_HEADING + _PARAGRAPH + "<w:p><w:r><w:t>Rinse it.</w:t></w:r></w:p>" + _TABLE)},
    "ics": {
        "a.ics": "BEGIN:VEVENT\nDTSTART;TZID=Europe/Oslo:20260601T090000\nDESCRIPTION:Rinse\\, wa\n it.\nEND:VEVENT"
    },
    "json": {
        "a.json": '{"posts": [{"text": "Rinse \\u00e9", "date": "2026-03-01"}]}',
        "a.jsonl": '{"text": "Rinse it."}\n{"text": "Wait."}\n',
    },
    "markdown": {
        "a.md": "---\nchannel: x\n---\n## LinkedIn\n\n**Status:** no\n\n> Rinse.\n\n| Day | Copy |\n|-|-|\n| 1 | b |\n",
        "a.mdx": 'import A from "a"\n\n+++\nRinse <A b={1}>it</A>. {/* no */}\n',
    },
    "notion": {
        f"Kettle {_HEX}.md": "# Kettle\n\nStatus: draft\nDate: December 4, 2026 8:45 AM\n\nRinse it.\n",
        f"Posts {_HEX}_all.csv": '\ufeffName,Copy\r\nKettle,"Rinse it."\r\n',
    },
    "org": {
        "a.org": "* TODO Kettle :x:\nSCHEDULED: <2026-03-01>\n:P:\n:ID: a\n:END:\n[[a][It]].\n| Copy |\n|--|\n| a |\n"
    },
    "text": {"2026-03-01.txt": "Rinse it. <!-- helplint: ignore=hype why -->\n---\nWait.\n"},
    "toml": {"a.toml": '[[post]]\ndate = 2026-03-01\ntext = """\nRinse \\u00e9 it."""\n'},
    "toot": {"a.toot": "Which first?\n\n[ ] File\n[] Stone\n"},
    "tweet": {"a.tweet": "---\nmedia:\n- file: a.png\n---\nRinse it.\n\n---\n\nWait.\n( ) a\n( ) b\n"},
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


@pytest.mark.parametrize(("name", "content"), [pair for seeds in SEEDS.values() for pair in seeds.items()])
def test_a_seed_is_valid(name: str, content: str | bytes) -> None:
    posts, notices = read(name, data_of(content))
    assert posts
    assert [notice for notice in notices if notice.kind == "error"] == []


_CHUNKS = [
    b"\0", b"\0" * 5000, b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1f\x8b", b"PK\x03\x04", b"\r",
    b"\r\n" * 9000, b"9" * 5000, b"-1e999999",
    b"1" + b"0" * 400 + b"-13-99T99:99", b"9999-12-31T23:59:59+14:00", b"0001-01-01 00:00",
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
@pytest.mark.parametrize("name", sorted(SEEDS))
def test_whatever_a_file_holds_reading_it_ends_well(name: str) -> None:
    @seed(20261126)
    @settings(
        max_examples=300,
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
