"""All phrases and token patterns of rules in one pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from helplint.language._spacy import bounded_memory, doc_of, empty_matcher, tokenizer, vocab_with
from helplint.notice import HelplintError
from helplint.rule import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from spacy.matcher import Matcher
    from spacy.vocab import Vocab

    from helplint.features import Text, Tokens, Words

    Patterns = Sequence[Sequence[Mapping[str, object]]]

_PLAIN = re.compile("[a-z]+")
_ALONE, _FIRST, _SECOND = 1, 2, 4
"""Bits of a norm: whether it is a phrase, whether a longer one begins with it, and whether it is the next in one."""

_FLAGS = 3
"""How many those are. The bits above are of sets of words, of each of which a text must have one for some pattern."""

_BITS = 64


class _Spot(NamedTuple):
    """Tokens that a rule found: from the first to before the last, in its text."""

    first: int
    end: int
    rule: str
    excluded: bool
    entry: str


class Finder:
    """Finds the phrases and token patterns of many rules in one pass over texts.

    Parameters
    ----------
    phrases, patterns
        By rule name. Phrases match whatever their capitals, contractions and apostrophes (spaCy's ``NORM``).
    phrase_exceptions, pattern_exceptions
        By rule name; a match that overlaps one of them is dropped.

    Examples
    --------
    >>> from helplint.language import analyse
    >>> finder = Finder(phrases={"hurry": ["do not wait"]})
    >>> [found] = finder([*analyse(["Don’t wait."])])
    >>> [match.entry for match in found["hurry"]]
    ['do not wait']
    """

    def __init__(
        self,
        *,
        phrases: Mapping[str, Iterable[str]] | None = None,
        phrase_exceptions: Mapping[str, Iterable[str]] | None = None,
        patterns: Mapping[str, Patterns] | None = None,
        pattern_exceptions: Mapping[str, Patterns] | None = None,
    ) -> None:
        from helplint.features import Column  # noqa: PLC0415 - it brings numpy, for which `import helplint` must not pay

        # By the norm of the first word, then by that of the second, which is None for a word alone.
        self._phrases: dict[str, dict[str | None, list[tuple[tuple[str, ...], str, bool, str]]]] = {}
        self._flags: dict[str, int] = {}
        self._sets: dict[frozenset[str], int] = {}
        self._matchers: list[tuple[Matcher, str, bool]] = []
        self._patterns: list[tuple[int, list[int]]] = []  # of which matcher each is, and what its tokens need
        for excluded, phrases_by_rule in ((False, phrases), (True, phrase_exceptions)):
            for rule, entries in (phrases_by_rule or {}).items():
                of_rule = {norms: entry for entry in reversed([*entries]) for norms in _norms(entry)}
                for norms, entry in of_rule.items():
                    self._add_phrase(norms, rule, entry, excluded=excluded)
        by_rule = [*(patterns or {}).items(), *(pattern_exceptions or {}).items()]
        every = [row for _, rows in by_rule for row in rows]
        # What is no mapping is refused below, rule by rule.
        attributes = {str(name) for row in every for token in row if isinstance(token, Mapping) for name in token}
        self._vocab = vocab_with(attributes) if every else None
        for excluded, patterns_by_rule in ((False, patterns), (True, pattern_exceptions)):
            for rule, rows in (patterns_by_rule or {}).items():
                if rows and self._vocab is not None:
                    self._matchers.append((_matcher(self._vocab, rule, rows), rule, excluded))
                    bits = [[self._bit_of(words) if words else 0 for words in _needed(row)] for row in rows]
                    self._patterns += [(len(self._matchers) - 1, of_pattern) for of_pattern in bits]
        self._width = -(-(_FLAGS + len(self._sets)) // _BITS)
        self._needed: dict[str, int] = {}
        for words, bit in self._sets.items():
            for word in words:
                self._needed[word] = self._needed.get(word, 0) | bit
        self._needed_by_patterns = self._as_columns(sum({*of_pattern}) for _, of_pattern in self._patterns)
        self._bits = Column(self._bits_of)

    def _add_phrase(self, norms: tuple[str, ...], rule: str, entry: str, *, excluded: bool) -> None:
        if norms:
            by_second = self._phrases.setdefault(norms[0], {})
            by_second.setdefault(norms[1] if norms[1:] else None, []).append((norms, rule, excluded, entry))
        for norm, flag in zip(norms, (_ALONE,) if len(norms) == 1 else (_FIRST, _SECOND), strict=False):
            self._flags[norm] = self._flags.get(norm, 0) | flag

    def _bit_of(self, words: frozenset[str]) -> int:
        return self._sets.setdefault(words, 1 << _FLAGS + len(self._sets))

    def _bits_of(self, words: Words, rows: Sequence[int]) -> NDArray[np.uint64]:
        return self._as_columns(
            self._flags.get(words.norms[row], 0) | self._needed.get(words.texts[row].lower(), 0) for row in rows
        )

    def _as_columns(self, bits: Iterable[int]) -> NDArray[np.uint64]:
        """Return numbers of more bits than numpy's; shape ``(numbers, columns)``."""
        import numpy as np  # noqa: PLC0415 - see above

        size = self._width * _BITS // 8
        return np.frombuffer(b"".join(each.to_bytes(size, "little") for each in bits), "<u8").reshape(-1, self._width)

    @staticmethod
    def _as_numbers(columns: NDArray[np.uint64]) -> list[int]:
        return [sum(bits << _BITS * place for place, bits in enumerate(row)) for row in columns.tolist()]

    def __call__(self, texts: Sequence[Text]) -> list[dict[str, list[Match]]]:
        """Return what each rule matched in each text, in its order; of overlapping matches the longest is kept."""
        from helplint.features import tokens_of  # noqa: PLC0415 - see above

        tokens = tokens_of(texts)
        spots: list[list[_Spot]] = [[] for _ in texts]
        bits = self._bits.of(tokens.table)[tokens.rows]
        for number, spot in self._spot_phrases(tokens, bits[:, 0]):
            spots[number].append(spot)
        for number, spot in self._spot_patterns(texts, bits, tokens):
            spots[number].append(spot)
        return [_matches(text, each) if each else {} for text, each in zip(texts, spots, strict=True)]

    def _spot_phrases(self, tokens: Tokens, flags: NDArray[np.uint64]) -> Iterator[tuple[int, _Spot]]:
        import numpy as np  # noqa: PLC0415 - see above

        begins = flags & np.uint64(_ALONE)
        begins[:-1] |= flags[:-1] & (flags[1:] >> np.uint64(1)) & np.uint64(_FIRST)
        [candidates] = begins.nonzero()
        if not len(candidates):
            return
        rows, bounds, norms = tokens.rows.tolist(), tokens.bounds.tolist(), tokens.table.norms
        for at, number in zip(candidates.tolist(), tokens.texts[candidates].tolist(), strict=True):
            begin, end = bounds[number], bounds[number + 1]
            by_second = self._phrases[norms[rows[at]]]
            of_two = by_second.get(norms[rows[at + 1]], ()) if at + 1 < end else ()
            for phrase, rule, excluded, entry in (*by_second.get(None, ()), *of_two):
                behind = at + len(phrase)
                if behind <= end and phrase == tuple([norms[row] for row in rows[at:behind]]):
                    yield number, _Spot(at - begin, behind - begin, rule, excluded, entry)

    def _spot_patterns(
        self, texts: Sequence[Text], bits: NDArray[np.uint64], tokens: Tokens
    ) -> Iterator[tuple[int, _Spot]]:
        """Try the patterns on the texts that have the words they need, for few texts have, and only those take time."""
        import numpy as np  # noqa: PLC0415 - see above

        from helplint.features import over  # noqa: PLC0415 - see above

        of_texts = over(np.bitwise_or, bits, tokens.bounds)[:, None, :]
        possible = ((of_texts & self._needed_by_patterns) == self._needed_by_patterns).all(axis=2).nonzero()
        likely: set[tuple[int, int]] = set()
        of_tokens: dict[int, list[int]] = {}
        for number, pattern in zip(*(each.tolist() for each in possible), strict=True):
            if number not in of_tokens:
                of_tokens[number] = self._as_numbers(bits[tokens.bounds[number] : tokens.bounds[number + 1]])
            place, needed = self._patterns[pattern]
            if (place, number) not in likely and _stand_side_by_side(of_tokens[number], needed):
                likely.add((place, number))
        if not likely or self._vocab is None:
            return
        with bounded_memory(self._vocab):
            docs = {number: doc_of(texts[number], self._vocab) for number in {number for _, number in likely}}
            for place, number in sorted(likely):
                matcher, rule, excluded = self._matchers[place]
                for _, first, end in matcher(docs[number]):
                    yield number, _Spot(first, end, rule, excluded, "")


def _stand_side_by_side(tokens: Sequence[int], needed: Sequence[int]) -> bool:
    """Return whether words that a pattern needs next to each other are so anywhere, by the bits of tokens."""
    return all(
        any(one & first and other & second for one, other in pairwise(tokens))
        for first, second in pairwise(needed)
        if first and second
    )


def _matcher(vocab: Vocab, rule: str, rows: Patterns) -> Matcher:
    matcher = empty_matcher(vocab)
    try:
        matcher.add(rule, [[dict(token) for token in row] for row in rows], greedy="LONGEST")
        # On a word, spaCy says what it would have to be trained for.
        matcher(tokenizer()("a"))
    except (ValueError, TypeError, AttributeError, re.error) as error:
        said = " ".join(str(error).split())
        message = f"rule “{rule}”: its token patterns are not those of spaCy's Matcher: {said}"
        raise HelplintError(message) from error
    return matcher


def _matches(text: Text, spots: Sequence[_Spot]) -> dict[str, list[Match]]:
    opening_end = _end_of_opening(text)
    by_rule: dict[str, list[_Spot]] = {}
    for spot in spots:
        by_rule.setdefault(spot.rule, []).append(spot)
    matches: dict[str, list[Match]] = {}
    for rule, found in by_rule.items():
        taken: list[_Spot] = []
        # Exceptions go first among equals, so that a phrase inside one never comes through.
        for spot in sorted(found, key=lambda s: (not s.excluded, s.first - s.end, s.first)):
            if any(spot.first < other.end and other.first < spot.end for other in taken):
                continue
            taken.append(spot)
            if not spot.excluded:
                start, end = text.tokens[spot.first].start, text.tokens[spot.end - 1].end
                entry = spot.entry or text.string[start:end].lower()
                matches.setdefault(rule, []).append(Match(start, end, entry, spot.first < opening_end))
    for of_rule in matches.values():
        of_rule.sort(key=lambda match: match.start)
    return matches


def _end_of_opening(text: Text) -> int:
    """Return where the first sentence that has words ends, in tokens."""
    [words] = text.have("word").nonzero()
    first = int(words[0]) if len(words) else len(text)
    [behind] = text.starts[first + 1 :].nonzero()
    return first + 1 + int(behind[0]) if len(behind) else len(text)


def _norms(phrase: str) -> set[tuple[str, ...]]:
    """Return what spaCy makes of the words of a phrase, in small letters and in capitals.

    It knows contractions in small letters only: “DON'T” is another pair of tokens than “don't”.
    """
    cut = tokenizer()
    words = phrase.split(" ")
    if all(map(_PLAIN.fullmatch, words)) and cut.rules.keys().isdisjoint([*words, *phrase.upper().split(" ")]):
        # Most are words that spaCy has nothing to cut off from, and need not be cut.
        return {tuple(words)}
    return {tuple(token.norm_ for token in cut(form)) for form in (phrase, phrase.upper())}


def _needed(row: Sequence[Mapping[str, object]]) -> Iterator[frozenset[str]]:
    """Yield the words, in small letters, of which each token of a pattern is one; none where it may be any, or none."""
    for token in row:
        value = token.get("LOWER", token.get("TEXT"))
        words = value.get("IN") if isinstance(value, dict) else [value] if isinstance(value, str) else None
        once = re.fullmatch(r"1|\+|\{[1-9].*", str(token.get("OP", "1")))
        yield frozenset(str(word).lower() for word in words or () if once)
