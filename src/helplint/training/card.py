"""The card of a model: where it came from, how well it does, and what it must not be used for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helplint.model import save_model

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from helplint.model import Model

CARD_PAGE = "card.md"

_MADE_OF = {
    "linear": """A linear model of three heads, the stance of a post (five grades), its intent (seven) and whether it
broadcasts, over single words, pairs of words, first words of sentences, and measures of style. Weights are plain
arrays; each contribution of a word or a measure to a score can be read off exactly.""",
    "transformer": """A small transformer with three linear heads over the mean of its last states: the stance of a post
(five grades), its intent (seven) and whether it broadcasts; beside it a linear model over the same posts, like `fast`,
whose logits are added to its own. Int8 ONNX; a long post is read in windows of equal length, whole. What a word does
for a score is measured by masking it.

The encoder began as `sentence-transformers/all-MiniLM-L6-v2` (Apache License 2.0, see LICENSE beside this card), which
was made from Microsoft's MiniLM. Its layers were fine-tuned and quantised, its vocabulary left as it was.""",
}
_HELD_OUT = {
    "linear": "“Briefs held out” is cross-validation in which a sender's subject is never in both parts.",
    "transformer": "“Briefs held out” is one brief in ten, which the model was not trained on.",
}
_WEAKEST = {
    "linear": """Long articles and press releases are read as a bag of words, and it is weakest there;
plain headlines of brands, where only the content tells news of the firm from news for the reader, come next.""",
    "transformer": """It is weakest on whole articles, where a pitch in one paragraph is averaged away, and on
replies that only brush off.""",
}

_NAMES = {
    "spearman": "rank correlation of helpfulness with stance (Spearman)",
    "qwk": "agreement on the grade (quadratic kappa)",
    "auc_help_sell": "helps (stance ≥ 3.5) against sells (≤ 2.5), AUC",
    "auc_sells": "sells outright (stance < 1.75) against the rest, AUC",
    "intent_macro_f1": "intent, macro F1",
    "intent_accuracy": "intent, share right",
    "broadcast_ap": "broadcast, average precision",
    "broadcast_ece": "broadcast, calibration error (0 is best)",
    "selling_ece": "selling, calibration error (0 is best)",
}


def save(model: Model, folder: Path) -> None:
    """Write the weights, the card and its page into a folder."""
    save_model(model, folder)
    (folder / CARD_PAGE).write_text(page(model.card, name=folder.name), encoding="utf-8")


def page(card: Mapping[str, Any], *, name: str) -> str:
    """Return the card as a page of Markdown."""
    corpus, tests = card["corpus"], card["tests"]
    rows = [
        f"| {_NAMES[measure]} | {value:.3f} |"
        + "".join(f" {_interval(test['measures'].get(measure))} |" for test in tests.values())
        for measure, value in card["held_out"].items()
    ]
    settings = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in card["settings"].items())
    head = "| measure | briefs held out |" + "".join(f" {test} |" for test in tests)
    line = "| --- | ---: |" + " ---: |" * len(tests)
    stances = ", ".join(f"{count} of {grade}" for grade, count in corpus["stances"].items())
    intents = ", ".join(f"{count} {intent}" for intent, count in corpus["intents"].items())
    tested = "".join(
        f"\n`{test}`: {of['posts']:,} posts of {of['groups']:,} senders that the model was not trained on."
        for test, of in tests.items()
    )
    if tested:
        tested += (
            " 95 % intervals come from drawing senders, 1,000 times. Posts that are too short or not English count as "
            "50.\n"
        )
    return f"""# Model card: {name}

{_MADE_OF[card["kind"]]}

## Trained on
`{corpus["name"]}`: {corpus["posts"]:,} posts in {corpus["briefs"]:,} briefs, {corpus["left_out"]} left out as too short
to score. Stance: {stances}. Intent: {intents}. Broadcast: {corpus["broadcast"]}. SHA-256 of ids and texts:
`{corpus["sha256"][:16]}…`

## How well it does
{head}
{line}
{chr(10).join(rows)}

{_HELD_OUT[card["kind"]]} It is on posts written for the corpus and flatters the model: expect the figures of posts
that nobody wrote for it.
{tested}{_adapted(card.get("adapted"))}
## Settings
{settings}. Each head's logits are divided by a temperature that was fitted on posts it was not trained on.

## What it must not be used for
It judges what a post does for its reader, not whether its sender is honest, its facts are true, or its cause is good.
It knows English only. It is not made to rank people, to moderate what others may say, or to decide about pay: a score
is a reason to read a draft again. {_WEAKEST[card["kind"]]}
"""


def _adapted(adapted: Mapping[str, Any] | None) -> str:
    if adapted is None:
        return ""
    rows = [
        f"| {_NAMES.get(n, n)} | {value:.3f} | {adapted['after'][n]:.3f} |" for n, value in adapted["before"].items()
    ]
    return "\n".join(
        [
            "\n## Adapted",
            f"From `{adapted['from']}` to `{adapted['to']}`, {adapted['posts']} posts of {adapted['groups']} senders.",
            "Each was judged by a model that had not seen its sender.\n",
            "| measure | as it was | adapted |",
            "| --- | ---: | ---: |",
            *rows,
            "",
        ]
    )


def _interval(row: list[float] | None) -> str:
    return "–" if row is None else f"{row[0]:.3f} [{row[1]:.3f}, {row[2]:.3f}]"


def describe(card: Mapping[str, Any]) -> str:
    """Return the figures of a card as a few lines for the terminal."""
    corpus = card["corpus"]
    lines = [f"Trained on {corpus['posts']:,} posts in {corpus['briefs']:,} briefs. With briefs held out:"]
    lines += [f"  {name:16} {value:6.3f}" for name, value in card["held_out"].items()]
    for test_name, test in card["tests"].items():
        lines.append(f"On {test_name}, {test['posts']:,} posts that it was not trained on:")
        lines += [
            f"  {name:16} {row[0]:6.3f}   95 % [{row[1]:.3f}, {row[2]:.3f}]" for name, row in test["measures"].items()
        ]
    return "\n".join(lines)
