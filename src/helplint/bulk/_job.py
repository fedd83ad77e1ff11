"""A job from its input to its output: parts are scored, then written, then joined; each step can be gone on with."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helplint.bulk._columns import Kind, Schema, unite
from helplint.bulk._manifest import COMPLETE, FINISHING, MANIFEST, VERSION, begin, changed, manifest_of
from helplint.bulk._parts import Meter, Notes, parts_of
from helplint.bulk._scoring import RECEIPT, SCORED, WRITTEN, Settings, name_of, score_part, write_part
from helplint.bulk._summary import Summary
from helplint.bulk._workers import work
from helplint.bulk.formats import format_of, formats
from helplint.model import model_digest
from helplint.model_folder import find_model
from helplint.notice import HelplintError, Notice
from helplint.readers import read
from helplint.reporters._json import dumps
from helplint.ruleset import RuleSet
from helplint.storage import LocalStore, plain, publishing, scheme_of, store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from helplint.bulk._parts import Part
    from helplint.config import Config
    from helplint.post import Post
    from helplint.storage import Store

_IN_ONE_PROCESS = "memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a job is.

    Attributes
    ----------
    step
        ``scoring``, ``writing`` or ``joining``.
    posts
        Posts that this step is done with.
    earlier
        How many of them an earlier run had done.
    share
        Of the step, from 0 to 1; None where it cannot be told.
    earlier_share
        How much of it an earlier run had done.
    """

    step: str
    posts: int = 0
    earlier: int = 0
    share: float | None = None
    earlier_share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a job.

    Attributes
    ----------
    output
        The file or folder that was written, by path or URL.
    rejects
        The file of what could not be read or scored; None where all could.
    summary
        What the posts are made of.
    notices
        What reading had to say short of an error, summed up; where something was rejected, the error that says so
        is the last.
    earlier
        How many of the posts an earlier run had scored.
    """

    output: str
    rejects: str | None
    summary: Summary
    notices: Sequence[Notice]
    earlier: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where an output goes.

    Attributes
    ----------
    path
        Absolute, or a URL; without a slash at its end.
    is_folder
        Whether it is a folder of parts.
    format, packed
        See `helplint.bulk.formats.format_of`.
    """

    path: str
    is_folder: bool
    format: str
    packed: str

    @classmethod
    def of(cls, output: str) -> Target:
        """Return the target that an output names.

        Raises
        ------
        HelplintError
            Its ending is of no format, or it cannot be written there.
        """
        remote, given = scheme_of(output), plain(output)
        is_folder = given.endswith(("/", "\\")) or (not remote and Path(given).is_dir())
        path = given.rstrip("/\\") if remote else str(Path(given).absolute())
        name = path.rpartition("/")[2] if remote else Path(path).name
        if not name:
            raise HelplintError("this names no file and no folder of its own", path=output)
        form, packed = format_of(name, folder=is_folder)
        if remote and not formats()[form].streams:
            raise HelplintError(f"{form} is written to a disk, not to a URL", path=output)
        return cls(path=path, is_folder=is_folder, format=form, packed=packed)

    @property
    def ending(self) -> str:
        """Of the names of its parts."""
        return formats()[self.format].suffixes[0] + self.packed

    @property
    def work(self) -> str:
        """The work folder beside it."""
        return f"{self.path}.parts"

    @property
    def rejects(self) -> str:
        """The reject file beside it."""
        folder, slash, name = self.path.replace("\\", "/").rpartition("/")
        for ending in (self.packed, *formats()[self.format].suffixes):
            name = name.removesuffix(ending)
        return f"{folder}{slash}{name}.rejected.jsonl"

    def refuse_existing(self, *, force: bool) -> None:
        """Make sure that nothing is lost.

        Raises
        ------
        HelplintError
            It is there, and is not to be replaced; or it is a folder that holds something else.
        """
        if self.is_folder:
            names = store(self.path).names()
            other = next((name for name in names if not name.startswith("part-")), None)
            if other is not None:
                message = f"this folder holds something else (“{other}”); give a new folder for the parts"
                raise HelplintError(message, path=self.path)
            exists = bool(names)
        else:
            folder, _, name = self.path.replace("\\", "/").rpartition("/")
            exists = name in store(folder or "/").names()
        if exists and not force:
            raise HelplintError("this is there already; --force replaces it", path=self.path)


@dataclass(slots=True, kw_only=True)
class Job:
    """One call of `helplint.bulk.score`; the attributes are its parameters, checked."""

    paths: Sequence[str]
    target: Target
    config: Config
    jobs: int | None
    part_size: int
    scheduler: str | None
    only: Callable[[Post], bool] | None
    stdin_filename: str | None
    summary: str | None
    progress: Callable[[Progress], None]
    _store: Store = field(init=False)
    _settings: Settings = field(init=False)
    _earlier: int = 0

    def run(self, *, restart: bool, force: bool) -> Outcome:
        """Do all that is not done yet.

        Raises
        ------
        HelplintError
            Something is not as it was when the job was begun, is in the way, or cannot be read or written.
        """
        for path in self.paths:
            if path != "-" and not scheme_of(path) and not Path(plain(path)).exists():
                raise HelplintError("there is no such file or folder", path=path)
        if scheme_of(self.target.path) == _IN_ONE_PROCESS and (self.scheduler or self.jobs != 1):
            raise HelplintError("memory:// is seen by one process alone; give --jobs 1", path=self.target.path)
        config, digest = self.config, model_digest(self.config.model)
        self._store = store(self.target.work)
        form = self.target.format, self.target.packed, self.target.ending
        manifest = manifest_of(self.paths, config, digest=digest, part_size=self.part_size, form=form)
        if restart or not {MANIFEST, FINISHING} <= set(self._store.names()):
            self.target.refuse_existing(force=force)
        begin(self._store, manifest, restart=restart)
        self._settings = Settings(
            work=self._store.path if scheme_of(self._store.path) else str(Path(self._store.path).absolute()),
            model=_shared_name(config.model),
            digest=digest,
            version=VERSION,
            limits=_limits(config),
        )
        notices = self._score()
        summary, schema = self._add_up()
        notices += self._told_rejects(summary.rejected)
        if not self._is_finished():
            self._write(schema)
            self._finish(schema, summary)
        if self.summary is not None:
            with publishing(self.summary, by_way_of=f"{self.summary}.partial") as file:
                file.write(f"{dumps(summary.to_json(), indent=2)}\n".encode())
        # Up to here the job would go on; what is left of the folder then is of no use.
        self._store.remove(MANIFEST)
        self._store.clear()
        return Outcome(
            output=self.target.path,
            rejects=self.target.rejects if summary.rejected else None,
            summary=summary,
            notices=notices,
            earlier=self._earlier,
        )

    def _is_finished(self) -> bool:
        """Whether a run before this was ended after its last step: a folder of parts was moved where it belongs."""
        gone = self.target.is_folder and not self._store.below(WRITTEN).names()
        return gone and FINISHING in self._store.names()

    # Scoring

    def _score(self) -> list[Notice]:
        """Score the parts that are not scored yet; return what reading had to say."""
        names = set(self._store.names())
        # What a function chooses cannot be told from what it chose before, so the input is read once more.
        if COMPLETE in names and self.only is None:
            return [Notice(**_notice(each)) for each in json.loads(self._store.read(COMPLETE))["notices"]]
        done = {name for name in names if name.startswith("part-") and name.endswith(RECEIPT)}
        notices: list[Notice] = []
        notes, meter = Notes(), Meter(self.paths)
        posts = read(self.paths, config=self.config, notices=notices, stdin_filename=self.stdin_filename)
        chosen = posts if self.only is None else filter(self.only, posts)
        parts = parts_of(chosen, notices, notes, meter, size=self.part_size, zone=self.config.zone)
        scoring = _Scoring(self, done, meter.total)
        for receipt in work(score_part, scoring.tasks(parts), jobs=self.jobs, scheduler=self.scheduler):
            scoring.tell(receipt["number"])
        if done:  # more parts than there are now
            raise changed(self._store, "the input")
        said = notes.notices()
        kept = [{"kind": each.kind, "message": each.message, "path": each.path, "line": each.line} for each in said]
        self._store.write(COMPLETE, json.dumps({"notices": kept}).encode())
        return said

    def _add_up(self) -> tuple[Summary, Schema]:
        """Add up what the parts say of themselves, in their order, whoever scored them and when."""
        summary, columns, text = Summary(), dict[str, Kind](), False
        for receipt in self._receipts():
            summary.merge(Summary.from_json(receipt["summary"]))
            unite(columns, receipt["columns"])
            text = text or receipt["text"]
        return summary, Schema.of(columns, text=text, spread_out=formats()[self.target.format].table)

    def _told_rejects(self, number: int) -> Iterator[Notice]:
        """Yield the error that says what was rejected, if anything was."""
        if not number:
            return
        first = next(each for receipt in self._receipts() for each in receipt["rejected"])
        records = "this record" if number == 1 else f"{number:,} records, this the first,"
        message = f"{records} could not be read or scored: {first['reason']} (see {Path(self.target.rejects).name})"
        yield Notice("error", message, first["path"], first.get("line"))

    def _receipts(self) -> Iterator[dict[str, Any]]:
        for number in self._numbers():
            yield json.loads(self._store.read(name_of(number, RECEIPT)))

    def _numbers(self) -> range:
        """Return the numbers of the parts, once all are scored."""
        names = set(self._store.names())
        return range(1, next(number for number in count(1) if name_of(number, RECEIPT) not in names))

    # Writing

    def _write(self, schema: Schema) -> None:
        """Write the parts that are not written yet as the output has them."""
        target, numbers = self.target, self._numbers()
        form = target.format, target.packed, target.ending
        scored = set(self._store.names())
        left = [number for number in numbers if name_of(number, SCORED) in scored]
        tasks = ((number, self._settings, schema, form, target.is_folder or number == 1) for number in left)
        for done, _ in enumerate(work(write_part, tasks, jobs=self.jobs, scheduler=self.scheduler), start=1):
            self.progress(Progress(step="writing", share=(len(numbers) - len(left) + done) / len(numbers)))

    def _finish(self, schema: Schema, summary: Summary) -> None:
        """Put the output, and what was rejected, where they belong."""
        target, written = self.target, self._store.below(WRITTEN)
        self._store.write(FINISHING, b"")
        # The output comes last: where it is, all is.
        if summary.rejected:
            with publishing(target.rejects, by_way_of=self._beside("rejected")) as file:
                self._write_rejects(file)
        else:
            folder, slash, name = target.rejects.rpartition("/")
            store(folder + slash).remove(name)
        if not target.is_folder:
            numbers = self._numbers()
            parts = (written.read(name_of(number, target.ending)) for number in numbers)
            with publishing(target.path, by_way_of=self._beside("joined")) as file:
                formats()[target.format].join(self._told(parts, len(numbers)), schema, file)
            return
        if store(target.path).names():
            store(target.path).move(self._beside("replaced"))
        written.move(target.path)

    def _told(self, parts: Iterable[bytes], total: int) -> Iterator[bytes]:
        for done, part in enumerate(parts, start=1):
            yield part
            self.progress(Progress(step="joining", share=done / total))

    def _write_rejects(self, file: BinaryIO) -> None:
        for receipt in self._receipts():
            file.writelines(f"{dumps(rejected)}\n".encode() for rejected in receipt["rejected"])

    def _beside(self, name: str) -> str:
        work = self._store
        return str(Path(work.path, name)) if isinstance(work, LocalStore) else f"{work.path}/{name}"


class _Scoring:
    """The first step of a job: which parts are left, and how far it is."""

    def __init__(self, job: Job, done: set[str], total: int | None) -> None:
        self._job = job
        self._done = done
        self._total = total
        self._left: dict[int, Part] = {}
        self._posts = 0
        self._read = self._earlier_read = 0

    def tasks(self, parts: Iterable[Part]) -> Iterator[tuple[Any, ...]]:
        """Yield what `score_part` takes, for each part that is not scored yet."""
        job = self._job
        for part in parts:
            name, digest = name_of(part.number, RECEIPT), part.digest
            if name not in self._done:
                # The payload goes to the worker; the rest is kept until it is done.
                self._left[part.number] = type(part)(part.number, b"", part.posts, part.read)
                yield part.number, part.payload, digest, job._settings  # noqa: SLF001 - a job and its step
                continue
            self._done.remove(name)
            if json.loads(job._store.read(name))["digest"] != digest:  # noqa: SLF001 - see above
                raise changed(job._store, "the input, or what is chosen of it,")  # noqa: SLF001 - see above
            job._earlier += part.posts  # noqa: SLF001 - see above
            self._posts += part.posts
            self._earlier_read = self._read = max(self._read, part.read)

    def tell(self, number: int) -> None:
        """Say that a part is done."""
        part, total = self._left.pop(number), self._total
        self._posts += part.posts
        self._read = max(self._read, part.read)
        self._job.progress(
            Progress(
                step="scoring",
                posts=self._posts,
                earlier=self._job._earlier,  # noqa: SLF001 - a job and its step
                share=self._read / total if total else None,
                earlier_share=self._earlier_read / total if total else 0.0,
            )
        )


def _notice(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in ("kind", "message", "path", "line")}


def _shared_name(model: str) -> str:
    """Return a name of the model that means the same in another folder: a shipped one's name, or the whole path."""
    folder = find_model(model)
    return str(folder.resolve()) if Path(model).resolve() == folder.resolve() else model


def _limits(config: Config) -> tuple[float, float]:
    """Return from where a post helps, and sells: as in the ledger of a calendar."""
    rules = RuleSet(config)
    options = rules.options(rules.known["promotion-not-earned"])
    return options.value("helping", ()), options.value("selling", ())
