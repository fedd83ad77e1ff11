"""What a job was begun with, so that it goes on with the same or not at all."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helplint import __version__
from helplint.notice import HelplintError
from helplint.readers import may_hold_posts
from helplint.storage import open_url, plain, scheme_of, size_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helplint.config import Config
    from helplint.storage import Store

VERSION = __version__
"""Of helplint: that of the workers must be the same."""

MANIFEST = "manifest.json"
_HEAD = 1 << 16


def manifest_of(
    paths: Sequence[str], config: Config, *, digest: str, part_size: int, form: Sequence[str]
) -> dict[str, Any]:
    """Return what a job is begun with, by what it is called in a sentence."""
    return {
        "helplint's version": VERSION,
        "the model": {"name": config.model, "digest": digest},
        "the size of parts": part_size,
        "the format of the output": list(form),
        "the timezone": config.timezone,
        "the date order": config.date_order,
        "what is excluded": list(config.exclude),
        "the input": [_fingerprint(path) for path in paths],
    }


def _fingerprint(path: str) -> list[Any]:
    """Return what tells an input from another: its name, its size and how it begins; of a folder, what is in it."""
    local = plain(path)
    if path == "-":
        return [path]
    if Path(local).is_dir():
        found = sorted(each for each in Path(local).rglob("*") if may_hold_posts(each.name) and each.is_file())
        listing = "\n".join(f"{each.relative_to(local).as_posix()}\t{size_of(str(each))}" for each in found)
        return [path, len(found), sha256(listing.encode("utf-8", "surrogateescape")).hexdigest()]
    try:
        with open_url(path) if scheme_of(path) else Path(local).open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return [path, None, None]  # reading it will say what is wrong
    return [path, size_of(path), sha256(head).hexdigest()]


def begin(work: Store, manifest: dict[str, Any], *, restart: bool) -> bool:
    """Make sure that a work folder is there for this job; return whether it holds a job that goes on.

    Raises
    ------
    HelplintError
        The folder holds a job that was begun with something else, or what is nobody's job.
    """
    names = work.names()
    if MANIFEST in names and not restart:
        _compare(work, json.loads(work.read(MANIFEST)), manifest)
        return True
    strangers = [name for name in names if not name.startswith("part-") and name not in OWN]
    if strangers:
        raise HelplintError(f"“{strangers[0]}” stands where the parts would go; give another output", path=work.path)
    work.clear()
    work.write(MANIFEST, json.dumps(manifest, indent=2).encode())
    return False


COMPLETE, FINISHING = "complete.json", "finishing"
OWN = {MANIFEST, COMPLETE, FINISHING, "written", "replaced", "joined", "rejected"}
"""Names in a work folder, beside those of parts."""


def _compare(work: Store, before: dict[str, Any], now: dict[str, Any]) -> None:
    for what, value in now.items():
        if before.get(what) != value:
            raise changed(work, what, *_told(what, before.get(what), value))


def _told(what: str, before: Any, now: Any) -> tuple[str, ...]:
    if what == "the input":
        names = [each[0] for each in before], [each[0] for each in now]
        return () if names[0] == names[1] else tuple(", ".join(each) for each in names)
    if what == "the model":
        return () if before["name"] == now["name"] else (before["name"], now["name"])
    return tuple(", ".join(filter(None, each)) if isinstance(each, list) else str(each) for each in (before, now))


def changed(work: Store, what: str, before: str = "", now: str = "") -> HelplintError:
    """Return the error that says that a job cannot go on as it was begun, to be raised."""
    was = f" ({before or 'none'} then, {now or 'none'} now)" if before or now else ""
    return HelplintError(
        f"{what} is not what it was when the unfinished job in this folder began{was}; give the same to go on, or"
        " --restart to begin anew",
        path=work.path,
    )
