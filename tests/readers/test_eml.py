from __future__ import annotations

import email.policy
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helplint
from helplint.readers._file import File
from helplint.readers.eml import read

if TYPE_CHECKING:
    from pathlib import Path


def message(plain: str | None = None, html: str | None = None, cte: str | None = None, **headers: str) -> EmailMessage:
    mail = EmailMessage(policy=email.policy.SMTP)
    usual = {"From": '"Mara Voss, Tidewell" <mara@tidewell.example>', "To": "list@tidewell.example", "Subject": "Salt"}
    for name, value in {**usual, **headers}.items():
        mail[name.replace("_", "-")] = value
    if plain is not None:
        mail.set_content(plain, cte=cte)
    if html is not None and plain is None:
        mail.set_content(html, subtype="html", cte=cte)
    elif html is not None:
        mail.add_alternative(html, subtype="html", cte=cte)
    return mail


def post_of(mail: EmailMessage | str) -> tuple[str, helplint.Post]:
    data = mail.encode() if isinstance(mail, str) else bytes(mail)
    file = File.of("a.eml", data, name="a.eml")
    [post] = read(file)
    assert file.notices == []
    return file.source.text, post


def test_a_mail_is_its_subject_above_its_plain_text() -> None:
    date = "Tue, 03 Mar 2026 09:00:00 +0100"
    _, post = post_of(message("Salt the step.\n", "<p>Otherwise</p>", Date=date, Message_ID="<1@tidewell.example>"))
    assert post.text == "Salt\n\nSalt the step."
    assert (post.channels, post.author, post.reply, post.status) == (
        ("newsletter",),
        "Mara Voss, Tidewell",
        False,
        None,
    )
    assert post.time == datetime(2026, 3, 3, 9, tzinfo=timezone(timedelta(hours=1)))
    assert "example" not in f"{post.id}{post.author}{post.fields}{post.record}"


def test_html_is_read_where_there_is_no_plain_text() -> None:
    html = '<html><body><div style="display:none">Look!</div><p>Salt &amp; ice</p></body></html>'
    for cte in ("7bit", "quoted-printable", "base64"):
        assert post_of(message(html=html, cte=cte))[1].text == "Salt\n\nSalt & ice"


def test_attachments_are_not_read() -> None:
    mail = message(html="<p>Seen</p>")
    mail.add_attachment("A private list", filename="list.txt")
    assert post_of(mail)[1].text == "Salt\n\nSeen"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"X_Unsent": "1"}, ("draft", False)),
        ({"In_Reply_To": "<1@tidewell.example>"}, (None, True)),
        ({"From": "mara@tidewell.example"}, (None, False)),
    ],
)
def test_headers_say_what_it_is(headers: dict[str, str], expected: tuple[str | None, bool]) -> None:
    _, post = post_of(message("Rinse it.", **headers))
    assert (post.status, post.reply) == expected
    assert post.author in {None, "Mara Voss, Tidewell"}


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("=?utf-8?q?Caf=C3=A9_news?=", "Café news"),
        ("=?utf-8?B?Q2Fmw6k=?= news", "Café news"),
        ("=?utf-8?q?Caf?=\r\n =?utf-8?q?=C3=A9?= news", "Café news"),
        ("=?iso-8859-1?q?Caf=E9?= =?utf-8?q?_news?=", "Café news"),
        ("A long one\r\n folded", "A long one folded"),
        ("=?unknown-1?q?Salt?=", "Salt"),
        ("Fish & chips =?= ?", "Fish & chips =?= ?"),
    ],
)
def test_subjects_are_decoded(written: str, subject: str) -> None:
    _, post = post_of(f"Subject: {written}\r\n\r\nRinse it.")
    assert post.text == f"{subject}\n\nRinse it."


def test_parts_may_be_nested_and_bare() -> None:
    mail = (
        'Subject: Salt\nContent-Type: multipart/mixed; boundary="a b"\n\nNot for anybody.\n\n--a b\n'
        "Content-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/html\n\n<p>No</p>\n--c\n"
        "\nYes\n--c--\n\n--a b--\nNor this.\n"
    )
    assert post_of(mail)[1].text == "Salt\n\nYes"


def test_base64_that_is_damaged_is_read_as_far_as_it_goes() -> None:
    _, post = post_of("Subject: Salt\nContent-Transfer-Encoding: base64\n\nUmluc2UgaXQu!\nA")
    assert post.text == "Salt\n\nRinse it."


@pytest.mark.parametrize("mail", ["", "Subject: Salt", "\r\n\r\n", "Content-Type: multipart/mixed; boundary=a\n\n--a"])
def test_what_is_cut_off_is_read_as_far_as_it_goes(mail: str) -> None:
    assert post_of(mail)[1].text in {"", "Salt"}


def test_a_mail_in_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "march.eml").write_bytes(bytes(message("Rinse it.")))
    [post] = helplint.read([tmp_path])
    assert post.text == "Salt\n\nRinse it."


_COPY = st.text(st.sampled_from("abc é🚲=?_.&\n"), min_size=1, max_size=90).map(lambda text: f"Start {text} end")


@given(subject=_COPY, copy=_COPY, cte=st.sampled_from(["8bit", "quoted-printable", "base64"]))
def test_every_word_is_found_again(subject: str, copy: str, cte: str) -> None:
    subject = " ".join(subject.split())
    source, post = post_of(message(copy, cte=cte, Subject=subject))
    assert post.text.replace("\r\n", "\n") in {f"{subject}\n\n{copy}", copy}
    offsets = [post.origin.source_offset(index) for index in range(len(post.text) + 1)]
    assert offsets == sorted(offsets)
    start = post.text.rindex("Start")
    if cte != "base64":
        place = post.origin.place(post.text, start, start + 5)
        assert place is not None
        assert source[slice(*place[:2])] == "Start"
    assert offsets[start] > source.index("\r\n\r\n")
