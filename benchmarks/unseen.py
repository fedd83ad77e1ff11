"""Posts that nobody has seen: sentences of different posts of the corpus joined, with other numbers and names.

What reads posts keeps what it has met, words above all; on such posts no memory of that kind helps more than it does on
a stranger's posts.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path(__file__).resolve().parents[1] / "corpora" / "helping-selling" / "posts.jsonl"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_SYLLABLES = "bal cor den fen gil har jun kel lor mer nar ost pel quin rus sel tam ul ver wen yar zan".split()  # noqa: SIM905
_SENTENCES = (1, 4)


def unseen_posts(count: int, seed: int) -> list[str]:
    """Return posts of one to four sentences; another seed gives other ones."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    by_post = [[each for each in _SENTENCE_END.split(json.loads(line)["text"]) if each.strip()] for line in lines]

    def sentences() -> Iterator[str]:
        for post in chance.sample(by_post, chance.randint(*_SENTENCES)):
            yield _changed(chance.choice(post), chance)

    return [" ".join(sentences()) for _ in range(count)]


def _changed(sentence: str, chance: random.Random) -> str:
    """Return a sentence with each number and each name inside it made another."""
    sentence = _NAME.sub(lambda _: "".join(chance.choices(_SYLLABLES, k=3)).capitalize(), sentence)
    return re.sub(r"\d", lambda _: chance.choice("123456789"), sentence)
