"""The careful model: a small transformer in ONNX beside a linear one; explains itself by masking spans."""

from __future__ import annotations

from bisect import bisect_right
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from helplint.model import linear
from helplint.model._threads import threads
from helplint.model.explanation import Contribution, Explanation
from helplint.model.heads import direction_of, scores_of_logits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from spacy.tokens import Doc, Token
    from tokenizers import Tokenizer

    from helplint.features import Text
    from helplint.model.linear import LinearModel
    from helplint.scale import Score

ENCODER, HEADS, TOKENIZER, LICENCE = "encoder.onnx", "heads.npz", "tokenizer.json", "LICENSE"

WINDOW = 160
"""Word pieces that the encoder reads at a time, its two marks included; a longer post is read in several windows of
equal length. The encoder was trained on windows of this length."""

_MASKS = {"<link>": "http", "<email>": "email", "<handle>": "@user"}
"""What the encoder reads for what stands for names in the table of spellings."""

_UNITS = 120
"""Spans that an explanation masks at the most; in longer posts a span is several phrases."""

_LONGEST_PHRASE = 4
"""Words."""

_PHRASE_STARTS = frozenset(
    "a an the this that these those every some any no my your our their his her its i we you he she it they"  # noqa: SIM905 - words
    " is are was were be been has have had will would can could should must may might do does did"
    " and or but so because if when while as than which who what how why where of in on at by for from with about into"
    " over under off to before after without until during through between against".split()
)
"""Function words: a phrase begins with one, and seldom ends with one."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A post as the encoder reads it.

    Attributes
    ----------
    ids
        Of its word pieces, without the marks at either end; shape ``(pieces,)``.
    tokens
        The index of the spaCy token that each piece is from; shape ``(pieces,)``, ascending.
    """

    ids: tuple[int, ...]
    tokens: tuple[int, ...]


def pieces_of(text: Text, tokenizer: Tokenizer) -> Pieces:
    """Return the word pieces of an analysed text; what names a page or a person is masked.

    Raises
    ------
    ValueError
        The tokenizer does not give offsets into its input.
    """
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    plain = [text.table.plain[row] for row in text.rows.tolist()]
    for spelling, stands, spaced in zip(text.spellings, plain, text.spaced, strict=True):
        # One word stands for any link, handle or address: they name who speaks, not what is done.
        part = _MASKS.get(stands, spelling) + " " * spaced
        starts.append(length)
        parts.append(part)
        length += len(part)
    encoding = tokenizer.encode("".join(parts), add_special_tokens=False)
    return Pieces(
        ids=tuple(encoding.ids),
        tokens=tuple(bisect_right(starts, start) - 1 for start, _ in encoding.offsets),
    )


def windows_of(ids: Sequence[int], window: int = WINDOW) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the windows that a post is read in, of equal length as far as can be; at least one.

    Examples
    --------
    >>> list(windows_of(range(10), window=6))
    [(0, 4), (4, 8), (8, 10)]
    """
    room = window - 2
    count = max(1, -(-len(ids) // room))
    step = max(1, -(-len(ids) // count))
    for start in range(0, max(len(ids), 1), step):
        yield start, min(start + step, len(ids))


@dataclass(frozen=True, slots=True, eq=False)
class TransformerModel:
    """A transformer that reads a post and a linear model that weighs its words; their logits are added.

    The two err on different posts, so that together they do better than either.

    Attributes
    ----------
    encoder
        The ONNX file, int8: ``ids`` of shape ``(1, pieces)`` in, their mean state of shape ``(1, states)`` out.
    session
        onnxruntime's, of `encoder`.
    tokenizer
        Text to word pieces.
    coefficients
        Of the heads over the encoder's states; shape ``(states, 13)``: five stances, seven intents, broadcast.
        Temperatures are folded in.
    intercepts
        Shape ``(13,)``.
    words
        The linear model, its weight in the sum folded in.
    licence
        Of the encoder, which is somebody else's, fine-tuned: it goes where the model goes.
    card
        Where it came from and how well it does.
    """

    encoder: bytes
    session: InferenceSession
    tokenizer: Tokenizer
    coefficients: NDArray[np.float64]
    intercepts: NDArray[np.float64]
    words: LinearModel
    licence: str
    card: Mapping[str, Any]

    def score(self, texts: Sequence[Text]) -> list[Score]:
        """Return the score of each analysed text; a text's score never depends on the others."""
        return scores_of_logits(self.logits(texts))

    def logits(self, texts: Sequence[Text]) -> NDArray[np.float64]:
        """Return the calibrated logits of each analysed text; shape ``(texts, 13)``."""
        import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

        # Row by row: a product of all rows at once adds in another order, and the last bit would tell of the others.
        read = np.array([state @ self.coefficients for state in self.inputs(texts)])
        return read.reshape(len(texts), len(self.intercepts)) + self.intercepts + self.words.logits(texts)

    def inputs(self, texts: Sequence[Text]) -> NDArray[np.float64]:
        """Return what the encoder makes of each analysed text; shape ``(texts, states)``."""
        import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

        # One post a call, so that nothing depends on what else is in the run: int8 takes its scale from all that it is
        # given at once. The calls run side by side instead, outside the interpreter's lock.
        with ThreadPoolExecutor(threads()) as pool:
            states = list(pool.map(self._state, [pieces_of(text, self.tokenizer).ids for text in texts]))
        return np.array(states).reshape(len(texts), len(self.coefficients))

    def _state(self, ids: Sequence[int]) -> NDArray[np.float64]:
        return _mean([self._window(ids[start:end]) for start, end in windows_of(ids)])

    def _window(self, ids: Sequence[int]) -> tuple[NDArray[np.float64], int]:
        """Return the mean state of a window, and of how many pieces it is the mean."""
        import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

        marked = np.array([[*self._mark("[CLS]"), *ids, *self._mark("[SEP]")]], dtype=np.int64)
        [mean] = self.session.run(None, {"ids": marked})
        return mean[0].astype(np.float64), marked.shape[1]

    def _mark(self, name: str) -> tuple[int]:
        number = self.tokenizer.token_to_id(name)
        if number is None:
            raise KeyError(name)
        return (number,)

    def with_heads(
        self, coefficients: NDArray[np.float64], intercepts: NDArray[np.float64], card: Mapping[str, Any]
    ) -> TransformerModel:
        """Return the model with other heads over the same inputs."""
        return replace(self, coefficients=coefficients, intercepts=intercepts, card=card)

    def explain(self, text: Text, of: str = "helping") -> Explanation:
        """Return what a logit of an analysed text loses when each of its spans is masked.

        A span is a phrase, or in a long post some phrases of one sentence. What the transformer loses is measured, by
        reading the post again; what the linear model loses are the terms that touch the span. Words work together, so
        the losses do not add up to the logit.

        Raises
        ------
        HelplintError
            `of` is not one of `EXPLAINED`.
        """
        direction = direction_of(of)
        weights = self.coefficients @ direction
        pieces = pieces_of(text, self.tokenizer)
        windows = list(windows_of(pieces.ids))
        read = [self._window(pieces.ids[start:end]) for start, end in windows]
        state = float(_mean(read) @ weights)
        terms, _ = self.words.contributions(text, direction)
        [mask] = self._mark("[MASK]")

        def loss(span: tuple[int, int]) -> float:
            ids = [
                mask if span[0] <= token < span[1] else piece
                for piece, token in zip(pieces.ids, pieces.tokens, strict=True)
            ]
            # Only the windows that hold the span are read again.
            changed = [
                self._window(ids[start:end]) if tuple(ids[start:end]) != pieces.ids[start:end] else before
                for (start, end), before in zip(windows, read, strict=True)
            ]
            return state - float(_mean(changed) @ weights)

        doc = text.doc
        spans = list(_spans(doc))
        with ThreadPoolExecutor(threads()) as pool:
            losses = list(pool.map(loss, spans))
        contributions = []
        for (first, last), value in zip(spans, losses, strict=True):
            span = doc[first:last]
            start, end = span.start_char, span.end_char
            of_words = sum(each for (begin, stop), each in terms.items() if begin < end and start < stop)
            contributions.append(Contribution(span.text, value + of_words, start, end))
        return Explanation(
            logit=float(self.logits([text])[0] @ direction),
            intercept=None,
            contributions=tuple(each for each in contributions if each.value),
            of=of,
        )


def _mean(windows: Sequence[tuple[NDArray[np.float64], int]]) -> NDArray[np.float64]:
    """Return the mean state over all pieces of all windows."""
    total = sum(count for _, count in windows)
    mean = windows[0][0] * (windows[0][1] / total)
    for state, count in windows[1:]:
        mean = mean + state * (count / total)
    return mean


def _spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the spans that are masked one after another, in tokens: phrases, or several of a sentence in a long post.

    Phrases rather than words: what an “of” costs is chance, and tells a writer nothing.
    """
    sentences = [list(_phrases(doc, sentence)) for sentence in doc.sents]
    size = max(1, -(-sum(map(len, sentences)) // _UNITS))
    for phrases in sentences:
        for first in range(0, len(phrases), size):
            group = phrases[first : first + size]
            yield group[0][0], group[-1][1]


def _phrases(doc: Doc, sentence: Iterable[Token]) -> Iterator[tuple[int, int]]:
    """Yield what belongs together as far as a list of function words tells: “with the owners”, “of old boats”.

    A phrase ends before a function word that follows another word, at punctuation, at a line end, and behind four
    words; a link, a hashtag and a name with @ stand alone.
    """
    phrase: list[tuple[int, int]] = []
    for word in _words(sentence):
        first, last = doc[word[0]], doc[word[1] - 1]
        if phrase:
            before = doc[phrase[-1][0] : phrase[-1][1]]
            parted = phrase[-1][1] != word[0] or before.end_char + 1 < first.idx
            content = not all(doc[index].lower_ in _PHRASE_STARTS for index in range(phrase[0][0], phrase[-1][1]))
            # Not between “an” and “offer”.
            full = len(phrase) >= _LONGEST_PHRASE and before[-1].lower_ not in _PHRASE_STARTS
            if (
                parted
                or full
                or (first.lower_ in _PHRASE_STARTS and content)
                or _stands_alone(first)
                or _stands_alone(before[0])
            ):
                yield phrase[0][0], phrase[-1][1]
                phrase = []
        phrase.append((first.i, last.i + 1))
    if phrase:
        yield phrase[0][0], phrase[-1][1]


def _stands_alone(token: Token) -> bool:
    return bool(token.like_url) or token.text[0] in "#@"


def _words(sentence: Iterable[Token]) -> Iterator[tuple[int, int]]:
    word: list[Token] = []
    for token in sentence:
        if not token.is_space:
            word.append(token)
        if token.is_space or token.whitespace_:
            yield from _trimmed(word)
            word = []
    yield from _trimmed(word)


def _trimmed(word: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield a word without the punctuation around it, if anything is left; a hashtag keeps its mark."""
    plain = [index for index, token in enumerate(word) if not token.is_punct or token.text == "%"]
    if plain:
        first = plain[0] - (plain[0] > 0 and word[plain[0] - 1].text == "#")
        yield word[first].i, word[plain[-1]].i + 1


def session_of(encoder: bytes) -> InferenceSession:
    """Return onnxruntime's session of an ONNX model.

    Raises
    ------
    ValueError
        It is no ONNX model.
    """
    import onnxruntime  # noqa: PLC0415 - only this model pays for it

    options = onnxruntime.SessionOptions()
    # Posts are read side by side; a post alone gains little from a second thread, and sums stay in one order.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(encoder, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors have no common class below Exception
        raise ValueError(f"{ENCODER}: {error}") from error


def load(folder: Path, card: Mapping[str, Any]) -> TransformerModel:
    """Return the model whose files are in a folder.

    Raises
    ------
    ValueError
        A file is not what it should be.
    """
    import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it
    from tokenizers import Tokenizer  # noqa: PLC0415 - only this model pays for it

    encoder = (folder / ENCODER).read_bytes()
    try:
        tokenizer = Tokenizer.from_str((folder / TOKENIZER).read_text(encoding="utf-8"))
    except Exception as error:  # tokenizers raises bare Exceptions
        raise ValueError(f"{TOKENIZER}: {error}") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    with np.load(BytesIO((folder / HEADS).read_bytes()), allow_pickle=False) as heads:
        return TransformerModel(
            encoder=encoder,
            session=session_of(encoder),
            tokenizer=tokenizer,
            coefficients=heads["coefficients"].astype(np.float64),
            intercepts=heads["intercepts"].astype(np.float64),
            words=linear.load(folder, card),
            licence=(folder / LICENCE).read_text(encoding="utf-8"),
            card=card,
        )


def save(model: TransformerModel, folder: Path) -> None:
    """Write the files of a model into a folder that exists."""
    import numpy as np  # noqa: PLC0415 - `import helplint` must not pay for it

    (folder / ENCODER).write_bytes(model.encoder)
    (folder / TOKENIZER).write_text(model.tokenizer.to_str(), encoding="utf-8")
    np.savez_compressed(folder / HEADS, coefficients=model.coefficients, intercepts=model.intercepts)
    # Beside the encoder the time is little, and a package must carry it.
    linear.save(model.words, folder, compressed=True)
    (folder / LICENCE).write_text(model.licence, encoding="utf-8")
