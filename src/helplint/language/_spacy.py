"""The only import of spaCy, and what it does for English."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.matcher import Matcher
    from spacy.pipeline import Sentencizer
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without a stub
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from helplint.features import Text

_LINE_ENDS = [end * count for end in ("\n", "\r\n", "\r") for count in range(1, 9)]
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
def tokenizer() -> Tokenizer:
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


def special_cases() -> list[list[str]]:
    """Return the tokens of what the tokeniser cuts otherwise than its expressions say, such as “cannot”."""
    cases = tokenizer().rules.values()
    from spacy.attrs import ORTH  # type: ignore[import-not-found]  # noqa: PLC0415 - compiled; see above

    return [[token[ORTH] for token in case] for case in cases]


@cache
def sentencizer() -> Sentencizer:
    """Return what says where sentences end."""
    _without_commands()
    from spacy.pipeline import Sentencizer  # noqa: PLC0415 - see above

    # A post is broken into lines where an article has sentences, so a line end ends a sentence too.
    return Sentencizer(punct_chars=[*Sentencizer.default_punct_chars, *_LINE_ENDS])


def doc_of(text: Text, vocab: Vocab) -> Doc:
    """Return an analysed text as spaCy has it."""
    from spacy.tokens import Doc  # noqa: PLC0415 - see above

    doc = Doc(vocab, text.spellings, text.spaced)
    for token, row in zip(doc, text.rows.tolist(), strict=True):
        # That of a special case is not that of the word.
        if token.norm_ != (norm := text.table.norms[row]):
            token.norm_ = norm
    sentencizer().set_annotations([doc], [text.starts.tolist()])
    return doc


def vocab_with(attributes: Iterable[str]) -> Vocab:
    """Return a vocabulary that knows nothing of its words but some attributes; all take twenty times as long to find.

    Parameters
    ----------
    attributes
        As patterns name them; what is none of a word by itself is left out.
    """
    known = tokenizer().vocab.lex_attr_getters
    from spacy.attrs import IDS  # noqa: PLC0415 - see above
    from spacy.vocab import Vocab  # noqa: PLC0415 - see above

    wanted = {IDS.get(name.upper()) for name in attributes}
    return Vocab(lex_attr_getters={number: find for number, find in known.items() if number in wanted})


def empty_matcher(vocab: Vocab) -> Matcher:
    """Return a matcher of token patterns."""
    from spacy.matcher import Matcher  # noqa: PLC0415 - see above

    return Matcher(vocab)


@cache
def norm_and_stop() -> tuple[Callable[[str], str], Callable[[str], bool]]:
    """Return what spaCy finds the norm of a plain word by, and whether it is a stop word."""
    from spacy.attrs import IS_STOP, NORM  # noqa: PLC0415 - see above

    attributes = tokenizer().vocab.lex_attr_getters
    return attributes[NORM], attributes[IS_STOP]


@contextmanager
def bounded_memory(vocab: Vocab | None = None) -> Iterator[None]:
    """Let spaCy forget afterwards the words it meets inside; no Doc made inside may outlive it.

    It remembers the first ones for good: most words of the posts to come are among them.

    Parameters
    ----------
    vocab
        The tokeniser's where None.
    """
    vocab = tokenizer().vocab if vocab is None else vocab
    with nullcontext() if len(vocab) < _WORDS_FOR_GOOD else vocab.memory_zone():
        yield
