"""All phrases and token patterns of rules in one pass."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helplint.language._spacy import tokenizer, without_commands
from helplint.notice import HelplintError
from helplint.rule import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.matcher import Matcher
    from spacy.tokens import Doc

    from helplint.features import Text

_PLAIN = re.compile("[a-z]+")


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
        vocab = tokenizer().vocab
        from spacy.matcher import Matcher, PhraseMatcher  # noqa: PLC0415 - see without_commands

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
        self._rules[tokenizer().vocab.strings.add(key)] = (rule, excluded)
        return key

    @staticmethod
    def _add_patterns(matcher: Matcher, rule: str, key: str, rows: Sequence[Sequence[Mapping[str, object]]]) -> None:
        try:
            matcher.add(key, [[dict(token) for token in row] for row in rows], greedy="LONGEST")
        except (ValueError, TypeError, re.error) as error:
            said = " ".join(str(error).split())
            message = f"rule “{rule}”: its token patterns are not those of spaCy's Matcher: {said}"
            raise HelplintError(message) from error

    def __call__(self, text: Text) -> dict[str, list[Match]]:
        """Return what each rule matched, in the order of the text; of overlapping matches the longest is kept."""
        doc = text.doc
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
    cut = tokenizer()
    words = phrase.split(" ")
    if all(map(_PLAIN.fullmatch, words)) and cut.rules.keys().isdisjoint([*words, *phrase.upper().split(" ")]):
        # Most are words that spaCy has nothing to cut off from, and need not be cut.
        return {tuple(map(cut.vocab.strings.add, words))}
    return {tuple(token.norm for token in cut(form)) for form in (phrase, phrase.upper())}


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
