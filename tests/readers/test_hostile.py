"""Files made to be slow or deep: each is read, or refused in one sentence, within two seconds."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

import helplint

if TYPE_CHECKING:
    from pathlib import Path

_COPY = "Oil the chain and wipe it dry before the first ride."
_MAIL = "From: {sender}\nDate: {date}\nSubject: {subject}\nContent-Type: {kind}\n\n" + _COPY + "\n"
_PLAIN = {
    "sender": "robin@mail.example",
    "date": "3 Nov 2026 09:00:00 +0000",
    "kind": "text/plain",
    "subject": "Chains",
}


def mail(**parts: str) -> str:
    return _MAIL.format(**{**_PLAIN, **parts})


FILES = {
    "a heading of brackets.csv": f"text,publish {'(' * 100_000}\n{_COPY},9\n",
    "a cell of marks.md": f"| Date | Copy |\n| --- | --- |\n| 2026-11-03 | {'*-' * 50_000}x |\n"
    + 2 * f"| 2026-11-04 | {_COPY} |\n",
    "a sender of quotes.eml": mail(sender='"' * 100_000),
    "a date of brackets.eml": mail(date="(" * 100_000),
    "a kind of quotes.eml": mail(kind="text/plain; a=" + '"' * 20_000),
}


@pytest.mark.parametrize("name", FILES)
def test_a_slow_file_is_read_in_time(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")
    began = time.process_time()
    posts = list(helplint.read([path], notices=[]))
    assert time.process_time() - began < 2
    assert any(_COPY in post.text for post in posts)


def test_a_mail_of_brackets_in_brackets_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.eml"
    path.write_text(mail(kind="text/plain; a=" + "(" * 900), encoding="utf-8")
    notices: list[helplint.Notice] = []
    assert list(helplint.read([path], notices=notices)) == []
    [notice] = notices
    assert (notice.kind, notice.path) == ("error", str(path))
    assert "too many brackets in one another" in notice.message


def test_posts_without_words_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": _COPY}) + "\n" + json.dumps({"text": " \n "}) + "\n", encoding="utf-8")
    notices: list[helplint.Notice] = []
    assert [post.text for post in helplint.read([path], notices=notices)] == [_COPY]
    assert [notice.message for notice in notices] == ["left out: posts without words (1)"]
