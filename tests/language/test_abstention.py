from __future__ import annotations

import pytest

from helplint.language import abstentions, analyse


def reason(text: str) -> str | None:
    [reason] = abstentions([next(analyse([text]))])
    return reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/guide", "only a link"),
        ("Nice one!", "fewer than three words"),
        ("🎉🎉🎉", "fewer than three words"),
        ("", "fewer than three words"),
        ("Wir haben heute leider wegen Krankheit geschlossen, morgen sind wir wieder da.", "not English"),
        ("Nous fermons plus tôt ce soir à cause de la neige", "not English"),
        ("本日は臨時休業とさせていただきます", "fewer than three words"),
        ("Сегодня мы закрыты из-за ремонта", "not English"),
    ],
)
def test_what_cannot_be_scored_says_why(text: str, expected: str) -> None:
    assert reason(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Turn it off first.",
        "Harrowgate Foods names new chief executive",
        "Grain prices rise 4% https://a.example #wheat",
        "@lena thx, sorted!! cheers",
        "Released: ferrule 2.1 fixes parser crash",
    ],
)
def test_english_is_scored_however_plain(text: str) -> None:
    assert reason(text) is None
