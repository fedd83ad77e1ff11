"""The only home of spaCy: text to Doc, and all phrases and token patterns in one pass."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager, nullcontext
from functools import cache
from importlib import import_module
from itertools import islice, pairwise
from types import ModuleType
from typing import TYPE_CHECKING

from helplint.notice import HelplintError
from helplint.rule import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from py3langid.langid import LanguageIdentifier
    from spacy.matcher import Matcher
    from spacy.pipeline import Sentencizer
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without a stub
    from spacy.tokens import Doc

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = [end * count for end in ("\n", "\r\n", "\r") for count in range(1, 9)]
_PLAIN = re.compile("[a-z]+")
_BATCH = 256  # large enough that setting numpy up costs little, small enough to bound memory
_WORDS_FOR_GOOD = 50_000
"""Some 20 megabytes."""


@cache
def _without_commands() -> None:
    """Import spaCy without its command line, which takes a third of the time: a client of HTTP, templates and more.

    It takes nothing but `spacy.info` from there, and that imports the rest once it is called.
    """
    name = "spacy.cli.info"
    if "spacy" in sys.modules:
        return
    later = ModuleType(name)

    def info(*args: object, **options: object) -> object:
        return import_module(name).info(*args, **options)

    later.info = info  # type: ignore[attr-defined]
    sys.modules[name] = later
    try:
        import spacy  # noqa: F401, PLC0415 - takes most of a second; only what analyses text pays for it
    finally:
        del sys.modules[name]


@cache
def _tokenizer() -> Tokenizer:
    """Return what `spacy.blank` tokenises English with, without the configuration that only pipelines need."""
    _without_commands()
    from spacy.lang.en import English  # noqa: PLC0415
    from spacy.language import create_tokenizer  # noqa: PLC0415
    from spacy.vocab import create_vocab  # noqa: PLC0415

    class Parts:
        Defaults = English.Defaults
        vocab = create_vocab("en", English.Defaults)

    tokenizer: Tokenizer = create_tokenizer()(Parts)  # type: ignore[arg-type]  # it looks at these two of a pipeline
    return tokenizer


@cache
def _sentencizer() -> Sentencizer:
    _without_commands()
    from spacy.pipeline import Sentencizer  # noqa: PLC0415 - see above

    # A post is broken into lines where an article has sentences, so a line end ends a sentence too.
    return Sentencizer(punct_chars=[*Sentencizer.default_punct_chars, *_LINE_ENDS])


def analyse(texts: Iterable[str]) -> Iterator[Doc]:
    """Yield the Doc of each text, tokenised and cut into sentences, in order.

    Half a surrogate pair, which spaCy cannot take, is analysed as U+FFFD; offsets stay what they are.
    """
    tokenise = _tokenizer()
    texts = iter(texts)
    while docs := [tokenise(_LONE_SURROGATE.sub("\ufffd", text)) for text in islice(texts, _BATCH)]:
        _cut(docs)
        yield from docs


@cache
def _ends() -> NDArray[np.uint64]:
    """Return spaCy's numbers of the tokens that end a sentence, ascending."""
    import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

    return np.sort(np.array([_tokenizer().vocab.strings.add(end) for end in _sentencizer().punct_chars], np.uint64))


def _cut(docs: Sequence[Doc]) -> None:
    """Cut texts into sentences where spaCy's Sentencizer does, but all at once."""
    import numpy as np  # noqa: PLC0415 - see above

    from helplint.features import MARK, tokens_of  # noqa: PLC0415 - it brings numpy

    tokens, ends = tokens_of(docs), _ends()
    [no_words] = (tokens.marks & MARK["word"] == 0).nonzero()
    spelling = tokens.words.orths[tokens.rows[no_words]]
    ending = np.zeros(len(tokens.rows), np.bool_)
    ending[no_words] = ends[ends.searchsorted(spelling) % len(ends)] == spelling
    # Other punctuation neither ends a sentence nor begins one: a quotation mark behind a full stop belongs to it.
    [telling] = (ending | (tokens.marks & MARK["punctuation"] == 0)).nonzero()
    before, behind = telling[:-1], telling[1:]
    starts = np.zeros(len(ending), np.bool_)
    starts[behind] = ending[before] & ~ending[behind] & (tokens.texts[before] == tokens.texts[behind])
    starts[tokens.first] = True
    as_list, bounds = starts.tolist(), tokens.bounds.tolist()
    _sentencizer().set_annotations(docs, [as_list[begin:end] for begin, end in pairwise(bounds)])
    for doc, (begin, end) in zip(docs, pairwise(bounds), strict=True):
        doc.user_data["starts"] = starts[begin:end]


@contextmanager
def bounded_memory() -> Iterator[None]:
    """Let spaCy forget afterwards the words it meets inside; no Doc made inside may outlive it.

    It remembers the first ones for good: most words of the posts to come are among them.
    """
    vocab = _tokenizer().vocab
    with nullcontext() if len(vocab) < _WORDS_FOR_GOOD else vocab.memory_zone():
        yield


class Finder:
    """Finds the phrases and token patterns of many rules in one pass over a Doc.

    Parameters
    ----------
    phrases, patterns
        By rule name. Phrases match whatever their capitals, contractions and apostrophes (spaCy's ``NORM``).
    phrase_exceptions, pattern_exceptions
        By rule name; a match that overlaps one of them is dropped.

    Examples
    --------
    >>> finder = Finder(phrases={"hurry": ["do not wait"]})
    >>> [match.entry for match in finder(next(analyse(["Don’t wait."])))["hurry"]]
    ['do not wait']
    """

    def __init__(
        self,
        *,
        phrases: Mapping[str, Iterable[str]] | None = None,
        phrase_exceptions: Mapping[str, Iterable[str]] | None = None,
        patterns: Mapping[str, Sequence[Sequence[Mapping[str, object]]]] | None = None,
        pattern_exceptions: Mapping[str, Sequence[Sequence[Mapping[str, object]]]] | None = None,
    ) -> None:
        vocab = _tokenizer().vocab
        from spacy.matcher import Matcher, PhraseMatcher  # noqa: PLC0415 - see _without_commands

        self._phrases = PhraseMatcher(vocab, attr="NORM")
        self._matchers: list[tuple[Matcher, list[list[frozenset[int]]]]] = []
        self._rules: dict[int, tuple[str, bool]] = {}
        self._entries: dict[tuple[int, tuple[int, ...]], str] = {}
        for excluded, by_rule in ((False, phrases), (True, phrase_exceptions)):
            for rule, entries in (by_rule or {}).items():
                key = self._key(rule, "phrases", excluded=excluded)
                of_rule = {norms: entry for entry in reversed([*entries]) for norms in _norms(entry)}
                # As the norms themselves, which spaCy would make of each entry anew; it takes both.
                self._phrases.add(key, [*of_rule])  # type: ignore[list-item]  # see above
                self._entries |= {(vocab.strings[key], norms): entry for norms, entry in of_rule.items()}
        for excluded, patterns_by_rule in ((False, patterns), (True, pattern_exceptions)):
            for rule, rows in (patterns_by_rule or {}).items():
                if rows:
                    matcher = Matcher(vocab)
                    self._add_patterns(matcher, rule, self._key(rule, "tokens", excluded=excluded), rows)
                    needed = [[frozenset(map(vocab.strings.add, each)) for each in _needed(row)] for row in rows]
                    self._matchers.append((matcher, needed))

    def _key(self, rule: str, what: str, *, excluded: bool) -> str:
        key = f"{rule} {what}{' except' if excluded else ''}"
        self._rules[_tokenizer().vocab.strings.add(key)] = (rule, excluded)
        return key

    @staticmethod
    def _add_patterns(matcher: Matcher, rule: str, key: str, rows: Sequence[Sequence[Mapping[str, object]]]) -> None:
        try:
            matcher.add(key, [[dict(token) for token in row] for row in rows], greedy="LONGEST")
        except (ValueError, TypeError, re.error) as error:
            said = " ".join(str(error).split())
            message = f"rule “{rule}”: its token patterns are not those of spaCy's Matcher: {said}"
            raise HelplintError(message) from error

    def __call__(self, doc: Doc) -> dict[str, list[Match]]:
        """Return what each rule matched, in the order of the text; of overlapping matches the longest is kept."""
        found: dict[str, list[tuple[int, int, str, bool]]] = {}
        spotted = [*self._phrases(doc), *self._by_pattern(doc)]
        if not spotted:
            return {}
        norms = doc.to_array("NORM").tolist()
        for key, start, end in spotted:
            rule, excluded = self._rules[key]
            entry = self._entries.get((key, tuple(norms[start:end])), "")
            found.setdefault(rule, []).append((start, end, entry, excluded))
        opening_end = next((sentence.end for sentence in doc.sents if _has_words(sentence)), len(doc))
        matches: dict[str, list[Match]] = {}
        for rule, spans in found.items():
            taken: list[tuple[int, int]] = []
            # Exceptions go first among equals, so that a phrase inside one never comes through.
            for start, end, entry, excluded in sorted(spans, key=lambda s: (not s[3], s[0] - s[1], s[0])):
                if any(start < other_end and other_start < end for other_start, other_end in taken):
                    continue
                taken.append((start, end))
                if not excluded:
                    span = doc[start:end]
                    matches.setdefault(rule, []).append(
                        Match(span.start_char, span.end_char, entry or span.text.lower(), start < opening_end)
                    )
        for rule_matches in matches.values():
            rule_matches.sort(key=lambda match: match.start)
        return matches

    def _by_pattern(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        # To look for the words that a pattern needs takes a hundredth of the time that it takes to try it.
        absent_in = frozenset(doc.to_array("LOWER").tolist()).isdisjoint
        for matcher, rows in self._matchers:
            if not all(any(map(absent_in, row)) for row in rows):
                yield from matcher(doc)


def _norms(phrase: str) -> set[tuple[int, ...]]:
    """Return what spaCy makes of the words of a phrase, in small letters and in capitals.

    It knows contractions in small letters only: “DON'T” is another pair of tokens than “don't”.
    """
    tokenizer = _tokenizer()
    words = phrase.split(" ")
    if all(map(_PLAIN.fullmatch, words)) and tokenizer.rules.keys().isdisjoint([*words, *phrase.upper().split(" ")]):
        # Most are words that spaCy has nothing to cut off from, and need not be cut.
        return {tuple(map(tokenizer.vocab.strings.add, words))}
    return {tuple(token.norm for token in tokenizer(form)) for form in (phrase, phrase.upper())}


def _needed(row: Sequence[Mapping[str, object]]) -> Iterator[set[str]]:
    """Yield, for each token that a pattern cannot do without, the words in small letters of which it is one."""
    for token in row:
        if re.fullmatch(r"1|\+|\{[1-9].*", str(token.get("OP", "1"))):
            for value in (token.get("LOWER"), token.get("TEXT")):
                words = value.get("IN") if isinstance(value, dict) else [value] if isinstance(value, str) else None
                if words:
                    yield {str(word).lower() for word in words}


def _has_words(sentence: Iterable[object]) -> bool:
    return any(token.is_alpha for token in sentence)  # type: ignore[attr-defined]  # spaCy's Token, not named at run time


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


def abstentions(docs: Sequence[Doc]) -> list[str | None]:
    """Return why each text cannot be scored, or None where it can.

    Examples
    --------
    >>> abstentions([*analyse(["https://a.example", "Nice one!", "Wir haben heute leider geschlossen."])])
    ['only a link', 'fewer than three words', 'not English']
    """
    from helplint.features import tokens_of  # noqa: PLC0415 - it brings numpy

    tokens = tokens_of(docs)
    counts = (tokens.count(mark).tolist() for mark in ("word", "Latin", "stop word", "like a link"))
    return [_abstention(doc, *each) for doc, *each in zip(docs, *counts, strict=True)]


def _abstention(doc: Doc, words: int, latin: int, stop_words: int, links: int) -> str | None:
    if words < _MIN_WORDS:
        return "only a link" if links and not words else "fewer than three words"
    if latin < words / 2:
        return "not English"
    if stop_words >= _ENGLISH_SHARE * words:
        return None
    language, probability = _identifier().classify(" ".join(token.text for token in doc if token.is_alpha))
    return "not English" if language != "en" and probability >= _CERTAIN else None
