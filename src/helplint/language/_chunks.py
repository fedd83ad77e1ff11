"""Texts cut into tokens chunk by chunk, since most of what stands between two spaces was met before."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, islice, pairwise
from threading import Lock
from typing import TYPE_CHECKING

from helplint.language._spacy import doc_of, norm_and_stop, sentencizer, tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from helplint.features import Spelling, Text

_BATCH = 256  # large enough that setting numpy up costs little, small enough to bound memory
_MOST_WORDS = 50_000
"""Beyond so many different words, some 15 megabytes, all are forgotten before the next texts."""

_MOST_CHARACTERS = 2_000_000
"""The same for different chunks, some 30 megabytes."""

_ONE_AT_A_TIME = Lock()
"""Threads take turns at what was met."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CHUNK = re.compile(r"\S+|(?<!\S)\s+|[^\S ]\s*")
"""What spaCy looks at by itself; a space behind a word is none, and no token."""

_FAMILIAR = re.compile(
    r"""
    ([^\w\s]{0,3}?)
    ( [A-Za-z]*[a-z]{2} | [A-Za-z]+(?:-[A-Za-z]+)*-[A-Za-z]*[a-z]{2} | [A-Z]{3,}
      | @[A-Za-z_]*[a-z]{2} | [0-9]+(?:[.,:][0-9]+)* )
    ((?:['’]s)?[^\w\s]{0,4})
    | [A-Za-z]+
    | https?://(?:[a-z]+[.-])*[a-z]+\.[a-z]{2,9}(?:/[A-Za-z_-]*(?:[A-Za-z]|[0-9]+))*/?
    """,
    re.VERBOSE,
)
"""What is cut without spaCy: a word, hyphenated or not, a handle or a number, between marks; letters; a plain link.

How marks are cut off hangs on which of these stands between them, and on nothing else of it.
"""

_MARKS_AROUND = re.compile(r"^[^\w\s]+|(?:['’]s)?[^\w\s]*$")
"""What may stand around what spaCy has a special case for."""

_ANY_WORD, _ANY_IN_CAPITALS, _ANY_HANDLE, _ANY_NUMBER = _ANY = "Aaa", "AAA", "@Aaa", "00"
"""What stands for one of them between marks."""

_LIKE_EMOTICON = re.compile(r"(?=..)(?=.*[^\w'’.])", re.DOTALL)
_LEFT_TO_SPACY = (-1,)
"""Stands for the rows of a chunk with an emoticon inside."""


def analyse(texts: Iterable[str]) -> Iterator[Text]:
    """Yield each text, cut into tokens as spaCy cuts it, in order.

    Half a surrogate pair, which spaCy cannot take, is analysed as U+FFFD; offsets stay what they are.
    """
    texts = iter(texts)
    while batch := list(islice(texts, _BATCH)):
        with _ONE_AT_A_TIME:
            if _chunks().full:
                _chunks.cache_clear()
            analysed = _chunks().texts(batch)
        yield from analysed


@cache
def _chunks() -> _Chunks:
    return _Chunks()


class _Chunks:
    """The tokens of all chunks met so far, as rows of a table.

    spaCy's tokeniser takes chunk by chunk as well, but looks for emoticons in the whole text once more, across spaces.
    A text with a chunk that has one inside is left to it.
    """

    def __init__(self) -> None:
        from helplint.features import Words  # noqa: PLC0415 - it brings numpy, for which `import helplint` must not pay

        self._words = Words(ends=frozenset(sentencizer().punct_chars))
        self._rows_of: dict[str, tuple[int, ...]] = {}
        self._row_of: dict[tuple[int, int], int] = {}  # by spaCy's numbers of a spelling and its norm
        self._characters = 0
        rules, strings = tokenizer().rules, tokenizer().vocab.strings
        self._special = {_MARKS_AROUND.sub("", rule) for rule in rules}
        self._emoticons = [strings[rule] for rule in filter(_LIKE_EMOTICON.match, rules)]

    @property
    def full(self) -> bool:
        """Whether they take as much memory as they may."""
        return len(self._words) > _MOST_WORDS or self._characters > _MOST_CHARACTERS

    def texts(self, strings: Sequence[str]) -> list[Text]:
        """Return texts cut into tokens."""
        import numpy as np  # noqa: PLC0415 - see above

        from helplint.features import Text, Tokens, bounds_of  # noqa: PLC0415 - see above

        strings = [each if each.isascii() else _LONE_SURROGATE.sub("\ufffd", each) for each in strings]
        chunks = [*map(_CHUNK.findall, strings)]
        self._learn(set[str]().union(*chunks).difference(self._rows_of))
        found = [*map(self._rows_of.__getitem__, chain.from_iterable(chunks))]
        rows = np.fromiter(chain.from_iterable(found), np.intp)
        bounds = bounds_of([*map(len, found)])[bounds_of([*map(len, chunks)])]
        if (rows < 0).any():
            by_text = [rows[begin:end] for begin, end in pairwise(bounds.tolist())]
            by_text = [
                np.array(self._rows(tokenizer()(string)), np.intp) if (each < 0).any() else each
                for string, each in zip(strings, by_text, strict=True)
            ]
            rows, bounds = np.concatenate(by_text), bounds_of([*map(len, by_text)])
        batch = Tokens(self._words, rows, bounds)
        return [Text(string, batch, number, _doc) for number, string in enumerate(strings)]

    def _rows(self, doc: Doc) -> list[int]:
        known = self._row_of
        tokens = [*zip(doc.to_array("ORTH").tolist(), doc.to_array("NORM").tolist(), strict=True)]
        new = [*{token for token in tokens if token not in known}]
        known.update(zip(new, self._words.rows([_spelling(doc.vocab, *token) for token in new]), strict=True))
        return [known[token] for token in tokens]

    def _learn(self, new: set[str]) -> None:
        known = self._rows_of
        parts = {chunk: found for chunk in new if (found := self._parts(chunk))}
        self._learn_cores({core for core, _, _ in parts.values()}.union(_ANY).difference(known))
        self._learn_others({between for _, _, between in parts.values() if between}.difference(known))
        for chunk, (core, any_core, between) in parts.items():
            if between and (any_row := known[any_core][0]) in (rows := known[between]):
                at = rows.index(any_row)
                known[chunk] = (*rows[:at], *known[core], *rows[at + 1 :])
        self._learn_others(new.difference(known))
        self._characters += sum(map(len, new))

    def _parts(self, chunk: str) -> tuple[str, str, str] | None:
        """Return what stands between marks, what stands for it, and the chunk with that instead, cut as it is."""
        found = _FAMILIAR.fullmatch(chunk)
        if found is None:
            return None
        before, core, behind = found[1] or "", found[2] or chunk, found[3] or ""
        if not self._special.isdisjoint(core.split("-")):
            return None
        any_core = _any_like(core)
        return core, any_core, f"{before}{any_core}{behind}" if before or behind else ""

    def _learn_cores(self, cores: set[str]) -> None:
        known = self._rows_of
        hyphenated = {core for core in cores if "-" in core and ":" not in core}
        whole = cores.difference(hyphenated).union(*(core.split("-") for core in hyphenated)).difference(known)
        known.update(zip(whole, ((row,) for row in self._words.rows(_spellings(whole))), strict=True))
        if hyphenated:
            self._learn_others({"-"}.difference(known))
        for core in hyphenated:
            first, *rest = (known[word] for word in core.split("-"))
            known[core] = (*first, *chain.from_iterable((*known["-"], *rows) for rows in rest))

    def _learn_others(self, chunks: Iterable[str]) -> None:
        import numpy as np  # noqa: PLC0415 - see above

        white: list[str] = []
        black: list[str] = []
        for chunk in chunks:
            (white if chunk.isspace() else black).append(chunk)
        for chunk in white:
            self._rows_of[chunk] = tuple(self._rows(tokenizer()(chunk)))
        if not black:
            return
        # A line end is a token, and stands in none of them.
        doc = tokenizer()("\n".join(black))
        rows, spelling = self._rows(doc), doc.to_array("ORTH")
        [ends] = (spelling == doc.vocab.strings["\n"]).nonzero()
        emoticons = np.isin(spelling, self._emoticons)
        for chunk, (before, end) in zip(black, pairwise([-1, *ends.tolist(), len(rows)]), strict=True):
            begin = before + 1
            hidden = end - begin > 1 and emoticons[begin:end].any()
            self._rows_of[chunk] = _LEFT_TO_SPACY if hidden else tuple(rows[begin:end])


def _any_like(core: str) -> str:
    if core[0] == "@":
        return _ANY_HANDLE
    if core[0].isdigit():
        return _ANY_NUMBER
    return _ANY_WORD if core[-1].islower() else _ANY_IN_CAPITALS


def _spellings(cores: Iterable[str]) -> list[Spelling]:
    """Return what spaCy would say of words, handles, numbers and links, each one token."""
    from helplint.features import Spelling  # noqa: PLC0415 - see above

    norm, stop = norm_and_stop()
    return [
        Spelling(core, norm(core), is_alpha=True, is_stop=stop(core))
        if core.isalpha()
        else Spelling(
            core,
            norm(core),
            is_alpha=False,
            is_stop=False,
            like_url=core[0] == "h",
            like_num=core[0].isdigit() and ":" not in core,
        )
        for core in cores
    ]


def _spelling(vocab: Vocab, orth: int, norm: int) -> Spelling:
    from helplint.features import Spelling  # noqa: PLC0415 - see above

    word, strings = vocab[orth], vocab.strings
    return Spelling(
        strings[orth],
        strings[norm],
        is_alpha=word.is_alpha,
        is_stop=word.is_stop,
        is_space=word.is_space,
        is_punct=word.is_punct,
        like_url=word.like_url,
        like_email=word.like_email,
        like_num=word.like_num,
    )


def _doc(text: Text) -> Doc:
    return doc_of(text, tokenizer().vocab)
