"""One part, scored and written in a process of its own; nothing here knows of the others."""

from __future__ import annotations

import gzip
import json
import platform
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from helplint import engine
from helplint.bulk._columns import Kind, Schema, kind_of, unite
from helplint.bulk._manifest import VERSION
from helplint.bulk._summary import Summary
from helplint.bulk.formats import formats
from helplint.bulk.formats._packing import pack
from helplint.config import Config
from helplint.model import model_digest, single_threaded
from helplint.notice import HelplintError
from helplint.post import Post
from helplint.reporters._record import score_values
from helplint.storage import store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from helplint.scale import Score

_ONE_AT_A_TIME = Lock()
"""spaCy's memory is not to be shared; a cluster may run threads, and they take turns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What every part is scored with.

    Attributes
    ----------
    work
        The work folder, by path or URL.
    model
        Its name or folder.
    digest
        Of the model, as the coordinator sees it.
    version
        Of helplint, as the coordinator runs it.
    limits
        From which helpfulness a post helps, and from which probability of selling it sells.
    """

    work: str
    model: str
    digest: str
    version: str
    limits: tuple[float, float]


def name_of(number: int, ending: str) -> str:
    """Return the name of a part, from 1.

    Examples
    --------
    >>> name_of(7, ".json")
    'part-000007.json'
    """
    return f"part-{number:06}{ending}"


SCORED = ".scored"
RECEIPT = ".json"


def score_part(number: int, payload: bytes, digest: str, settings: Settings) -> dict[str, Any]:
    """Score the records of a part, write them, then a receipt that says that they are there; return the receipt.

    Parameters
    ----------
    payload
        A JSON array: of each post its ``record``, ``post``, ``text`` (or ``copy``, the key of the record that holds
        it) and ``month``; of a record that could not be read ``rejected``.
    digest
        Of the payload.

    Raises
    ------
    HelplintError
        This process has another model or another helplint, or the part cannot be written.
    """
    if settings.version != VERSION:
        raise HelplintError(
            f"the worker on {platform.node()} has helplint {VERSION}, this is {settings.version}; install the same"
        )
    if model_digest(settings.model) != settings.digest:
        raise HelplintError(f"the worker on {platform.node()} has another model “{settings.model}”; install the same")
    with _ONE_AT_A_TIME, single_threaded():
        lines, receipt = _scored(json.loads(payload), settings)
    parts = store(settings.work)
    parts.write(name_of(number, SCORED), gzip.compress("\n".join(lines).encode(), 1, mtime=0))
    receipt = {"number": number, "digest": digest, **receipt}
    parts.write(name_of(number, RECEIPT), json.dumps(receipt).encode())
    return receipt


def _scored(rows: Sequence[dict[str, Any]], settings: Settings) -> tuple[list[str], dict[str, Any]]:
    summary, columns, without_text = Summary(), dict[str, Kind](), False
    rejected: list[Any] = []
    lines = []
    given = [row for row in rows if "rejected" not in row]
    outcomes = iter(_scores([_text(row) for row in given], settings))
    for row in rows:
        outcome = row if "rejected" in row else next(outcomes)
        if isinstance(outcome, dict):
            rejected.append(outcome["rejected"])
            continue
        if isinstance(outcome, str):
            place = {name: row["post"][name] for name in ("path", "position", "id")}
            own = {} if "copy" in row else {"text": row["text"]}
            rejected.append({**place, "reason": outcome, "record": row["record"], **own})
            continue
        record, post, text = row["record"], row["post"], _text(row)
        summary.add({**post, "text": text}, outcome, month=row["month"], limits=settings.limits)
        unite(columns, {name: kind_of(value) for name, value in record.items()})
        without_text = without_text or "copy" not in row
        own = post if "copy" in row else {**post, "text": text}
        lines.append(json.dumps({"record": record, "post": own, "score": score_values(outcome)}))
    summary.rejected = len(rejected)
    return lines, {"columns": columns, "text": without_text, "rejected": rejected, "summary": summary.to_json()}


def _text(row: dict[str, Any]) -> str:
    return str(row["record"][row["copy"]] if "copy" in row else row["text"])


def _scores(texts: Sequence[str], settings: Settings) -> list[Score | str]:
    """Return the score of each text, or why it cannot be scored."""
    config = Config(model=settings.model)
    posts = [Post.from_text(text) for text in texts]
    try:
        return [score for _, score in engine.score(posts, config=config)]
    except Exception:  # noqa: BLE001 - whatever it was, it is found again below
        return [_score_alone(post, config) for post in posts]


def _score_alone(post: Post, config: Config) -> Score | str:
    try:
        [(_, score)] = engine.score([post], config=config)
    except (HelplintError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - one post that cannot be scored must not keep the others
        return f"it cannot be scored: {type(error).__name__}: {error}"
    return score


def write_part(number: int, settings: Settings, schema: Schema, form: tuple[str, str, str], header: bool) -> int:  # noqa: FBT001 - sent by position
    """Write a scored part as the output has it, delete what it was made of, and return its number.

    Parameters
    ----------
    form
        The format, how it is packed, and the ending of the part's name.
    header
        Whether the part begins with a header, where the format has one.
    """
    name, packed, ending = form
    scored, parts = store(settings.work), store(settings.work).below(WRITTEN)
    try:
        data = scored.read(name_of(number, SCORED))
    except HelplintError:
        # A worker of a cluster may be lost when all is done but said; the part is then written already.
        parts.read(name_of(number, ending))
        return number
    rows = map(schema.row, _rows(data))
    parts.write(name_of(number, ending), pack(formats()[name].encode(rows, schema, header), packed))
    scored.remove(name_of(number, SCORED))
    return number


WRITTEN = "written"


def _rows(data: bytes) -> Iterator[dict[str, Any]]:
    for line in gzip.decompress(data).decode().splitlines():
        yield json.loads(line)
