"""What cannot be scored, and why."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from py3langid.langid import LanguageIdentifier

    from helplint.features import Text

_MIN_WORDS = 3
# English prose has 40 to 60 % function words, headlines some 20 %, other languages a few by chance: above this share
# nobody needs to be asked.
_ENGLISH_SHARE = 0.15
# Short headlines full of names are taken for all sorts of languages; a wrong abstention is worse than a weak score.
_CERTAIN = 0.95


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second, and rarely needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def abstentions(texts: Sequence[Text]) -> list[str | None]:
    """Return why each text cannot be scored, or None where it can.

    Examples
    --------
    >>> from helplint.language import analyse
    >>> abstentions([*analyse(["https://a.example", "Nice one!", "Wir haben heute leider geschlossen."])])
    ['only a link', 'fewer than three words', 'not English']
    """
    from helplint.features import tokens_of  # noqa: PLC0415 - it brings numpy

    tokens = tokens_of(texts)
    counts = (tokens.count(mark).tolist() for mark in ("word", "Latin", "stop word", "like a link"))
    return [_abstention(text, *each) for text, *each in zip(texts, *counts, strict=True)]


def _abstention(text: Text, words: int, latin: int, stop_words: int, links: int) -> str | None:
    if words < _MIN_WORDS:
        return "only a link" if links and not words else "fewer than three words"
    if latin < words / 2:
        return "not English"
    if stop_words >= _ENGLISH_SHARE * words:
        return None
    every, is_alpha = text.tokens, text.have("word").tolist()
    words_of = (token.text for token, alpha in zip(every, is_alpha, strict=True) if alpha)
    language, probability = _identifier().classify(" ".join(words_of))
    return "not English" if language != "en" and probability >= _CERTAIN else None
