"""Measures of a post that the `limit` rules, shipped or a team's own, hold against a bound."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from helplint.rule import Measure, Option, headline, in_small_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from helplint.rule import Analysis, Options

HASHTAG = re.compile(r"(?<![\w&/#])[#\uff03](?=\w*[^\W\d_])\w+")
"""A hashtag needs a letter: “#1” is a number."""
_DOMAIN = "(?:com|org|net|io|co|uk|us|eu|ly|gl|me|app|dev|info|example)"
LINK = re.compile(
    rf"\bhttps?://[^\s<>]+|\bwww\.[^\s<>]+|(?<![\w@./-])(?:[a-z0-9-]+\.)+{_DOMAIN}\b(?:/[^\s<>]*)?",
    re.IGNORECASE,
)
"""A web address, with or without its scheme."""
MENTION = re.compile(r"(?<![\w@./])@\w+(?:[.-]\w+)*(?:@[\w.-]+\w)?")
"""A handle, with the server's name where it has one."""
EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*"
    "(?:\u200d[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)
"""An emoji as a reader counts it: a flag or a family is one."""

LONGEST_SENTENCE = Option(
    40,
    (
        "how many words a sentence may have: GOV.UK stops at 25, and half as many again can still be followed. Whoever "
        "reads a long text reads more slowly, and puts up with 60"
    ),
    channels={"newsletter": 60, "email": 60, "blog": 60, "press-release": 60},
)
"""Shared by `long-sentence` and `hard-to-read`, which leaves a text with a longer one to it."""

_DOMAIN_END = re.compile(rf"\.{_DOMAIN}\b", re.IGNORECASE)


@lru_cache(256)  # as in in_small_letters
def first_link(text: str) -> re.Match[str] | None:
    """Return the first `LINK` of a text, which several rules ask for."""
    if "www." in in_small_letters(text):
        return LINK.search(text)
    # Any other link has one of these, and does not begin before the word that the first of them stands in.
    domain = _DOMAIN_END.search(text)
    signs = [at for at in (text.find("://"), domain.start() if domain else -1) if at >= 0]
    if not signs:
        return None
    start = min(signs)
    while start and not text[start - 1].isspace():
        start -= 1
    return LINK.search(text, start)


def word_count(analysis: Analysis, _options: Options) -> Measure | None:
    """Count the words of a post; links, handles, hashtags and numbers are none."""
    count = analysis.text.word_count
    return Measure(count, 0, len(analysis.post.text)) if count else None


def character_count(analysis: Analysis, _options: Options) -> Measure:
    """Count the characters of a post, as Python does: an emoji may be several."""
    return Measure(len(analysis.post.text), 0, len(analysis.post.text))


def longest_sentence(analysis: Analysis, _options: Options) -> Measure | None:
    """Count the words of the longest sentence; a line end ends a sentence."""
    most = analysis.text.longest_sentence
    if not most:
        return None
    longest = next(sentence for sentence in analysis.text.sentences if len(sentence.words) == most)
    text = analysis.post.text[longest.start : longest.end]
    start = longest.start + len(text) - len(text.lstrip())
    return Measure(most, start, start + len(text.strip()))


def lix(analysis: Analysis, options: Options) -> Measure | None:
    """Compute Björnsson's LIX, words to a sentence plus the percentage of words of more than six letters.

    From about 20, very easy, to 60, very hard. Lines of one or two words, links, handles and hashtags are left out.
    """
    sentences = analysis.text.readable_sentences
    longest = longest_sentence(analysis, options)
    if not sentences or longest is None:
        return None
    import textstat  # noqa: PLC0415 - only long posts are measured

    plain = ". ".join(" ".join([word.text for word in found]) for found in sentences)
    return Measure(float(textstat.lix(f"{plain}.")), longest.start, longest.end)


def capitals(analysis: Analysis, _options: Options) -> Measure | None:
    """Compute the percentage of words of two letters or more that stand in capitals."""
    long = [token for token in analysis.text.words if len(token.text) > 1]
    if not long:
        return None
    loud = [(token.start, token.end) for token in long if token.text.isupper()]
    measure = _counted(analysis, loud)
    return Measure(100 * measure.value / len(long), measure.start, measure.end)


def _counted(analysis: Analysis, spans: Sequence[tuple[int, int]]) -> Measure:
    """Return how many spans there are, from the first to the last; on the headline where there are none."""
    if not spans:
        return Measure(0, *headline(analysis.post.text))
    return Measure(len(spans), spans[0][0], spans[-1][1])


def _count_of(pattern: re.Pattern[str], doc: str) -> Callable[[Analysis, Options], Measure]:
    def count(analysis: Analysis, _options: Options) -> Measure:
        return _counted(analysis, [match.span() for match in pattern.finditer(analysis.post.text)])

    count.__doc__ = doc
    return count


hashtags = _count_of(HASHTAG, "Count the hashtags.")
links = _count_of(LINK, "Count the links, with or without their scheme.")
mentions = _count_of(MENTION, "Count the handles spoken to or of.")
emoji = _count_of(EMOJI, "Count the emoji; a flag or a family is one.")
exclamation_marks = _count_of(re.compile("[!\uff01]"), "Count the exclamation marks.")
question_marks = _count_of(re.compile("[?\uff1f]"), "Count the question marks.")

MEASURES: Mapping[str, Callable[[Analysis, Options], Measure | None]] = {
    "capitals": capitals,
    "characters": character_count,
    "emoji": emoji,
    "exclamation-marks": exclamation_marks,
    "hashtags": hashtags,
    "links": links,
    "lix": lix,
    "longest-sentence": longest_sentence,
    "mentions": mentions,
    "question-marks": question_marks,
    "words": word_count,
}
"""By the name that a configuration uses."""
