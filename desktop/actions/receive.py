"""Receive bundles: what they bring is worked out whole first; then kept, or shown and undone again."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop.actions import (
    anew,
    audit,
    card_list,
    cards,
    caution,
    figures,
    intake,
    records,
    seal,
    standing,
    units,
)
from desktop.actions.caution import Caution, Second
from desktop.actions.context import Workspace
from desktop.actions.figures import Change
from desktop.actions.intake import Record, Taken
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.records import card_record
from desktop.records.findings import Finding, findings
from desktop.records.model import Form, FormKey
from desktop.records.revision import RevId
from desktop.records.rounds import Round
from desktop.store import backup, brought, bundles, results, revisions, shelf, states, trouble


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records a file, or all files, touched; `unfit` and `not_theirs` are lines left out."""

    new: int = 0
    households: int = 0  # of the new ones
    known: int = 0
    merged: int = 0
    clashing: int = 0
    unfit: int = 0
    not_theirs: int = 0


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What became, or would become, of one file."""

    path: Path
    accepted: bool
    error: RasoatError | None = None
    bundle_id: str = ""
    sender: str = ""
    fingerprint: tuple[str, ...] = ()
    when: str = ""
    counts: Counts = field(default_factory=Counts)
    already: bool = False


@dataclass(frozen=True, slots=True)
class PlannedClash:
    """A field that two sides wrote differently, open after these files."""

    id: str
    kind: str
    key: str
    path: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that receiving these files does: nothing of it is written yet."""

    files: tuple[FilePlan, ...]
    clashes: tuple[PlannedClash, ...]  # new ones
    figures: tuple[Change, ...]
    findings: tuple[Finding, ...]
    cautions: tuple[Caution, ...] = ()  # what to look at before agreeing

    @property
    def counts(self) -> Counts:
        """All files together."""
        each = [file.counts for file in self.files]
        names = Counts.__slots__
        return Counts(**{name: sum(getattr(one, name) for one in each) for name in names})

    @property
    def accepted(self) -> tuple[FilePlan, ...]:
        """The files that can be taken in."""
        return tuple(file for file in self.files if file.accepted)


@dataclass(frozen=True, slots=True)
class Received:
    """What was taken in, and the backup made just before."""

    plan: Plan
    backup: Path | None

    @property
    def files(self) -> tuple[FilePlan, ...]:
        """Each file with what became of it."""
        return self.plan.files

    @property
    def counts(self) -> Counts:
        """All files together."""
        return self.plan.counts


def plan(
    ws: Workspace, files: Sequence[Path], progress: Progress = no_progress, *, language: str = "vi"
) -> Plan:
    """Work out what receiving `files` would do; the working file stays as it is."""
    seal.seal_all(ws)
    return _receive(ws, files, keep=False, progress=progress, language=language).plan


def apply(
    ws: Workspace, planned: Plan, progress: Progress = no_progress, *, second: Second | None = None
) -> Received:
    """Receive the accepted files of a plan."""
    return receive(ws, [file.path for file in planned.files], progress, second=second)


def receive(
    ws: Workspace,
    files: Sequence[Path],
    progress: Progress = no_progress,
    *,
    language: str = "vi",
    second: Second | None = None,
) -> Received:
    """Back up, then take all files in, in one transaction; a refused file leaves no trace.

    Where every file is refused, or was received before, nothing is backed up and nothing counted again.
    """
    seal.seal_all(ws)
    received = _receive(ws, files, keep=True, progress=progress, language=language, second=second)
    anew.begin_if_copied(ws)
    return received


def _receive(
    ws: Workspace,
    files: Sequence[Path],
    *,
    keep: bool,
    progress: Progress,
    language: str,
    second: Second | None = None,
) -> Received:
    with ws.store.write(keep=keep):
        out_before = records.withdrawn(ws)
        taken = [(file, *_take(ws, file, progress)) for file in files]
        if all(one is None or one.already for _, one, _ in taken):
            same = tuple(_planned(file, one, error, set()) for file, one, error in taken)
            return Received(Plan(same, clashes=(), figures=(), findings=()), None)
        with _as_it_was(ws) as was:
            kept = backup.back_up(was.store, reason=shelf.RECEIVE, now=ws.clock()) if keep else None
            before, remembered = figures.now(was, language), caution.remember(was)
            clashes_before = {clash.id for clash in states.clashes(was.store)}
        brought_in = [one for _, one, _ in taken if one]
        _merge_in(ws, brought_in, out_before, progress)
        clashing = {(clash.kind, clash.key) for clash in states.clashes(ws.store)}
        plans = [_planned(file, one, error, clashing) for file, one, error in taken]
        _note(ws, taken, plans)
        made = Plan(
            files=tuple(plans),
            clashes=_opened(ws, clashes_before),
            figures=figures.changes(before, figures.now(ws, language)),
            findings=_findings(ws),
            cautions=caution.look(ws, remembered, brought_in),
        )
        if keep:
            caution.must_agree(ws, made.cautions, second)
            audit.note(ws, audit.RECEIVE, *_for_the_log(made))
    if not keep:
        units.refresh(ws)
        card_list.refresh(ws)
    return Received(made, kept)


def _merge_in(
    ws: Workspace, taken: Sequence[Taken], out_before: frozenset[RevId], progress: Progress
) -> None:
    touched = set[Record]().union(*(one.new | one.changed for one in taken))
    touched |= _records_of(ws, out_before ^ records.withdrawn(ws))
    _merge(ws, sorted(touched, key=_rounds_first), progress)
    if any(kind == card_record.KIND for kind, _ in touched):
        cards.score_again(ws)
    if any(kind == records.UNIT for kind, _ in touched):
        units.refresh(ws)


def _opened(ws: Workspace, before: AbstractSet[str]) -> tuple[PlannedClash, ...]:
    """The clashes that were not there before."""
    return tuple(
        PlannedClash(clash.id, clash.kind, clash.key, clash.path)
        for clash in states.clashes(ws.store)
        if clash.id not in before
    )


def _for_the_log(made: Plan) -> tuple[str, dict[str, int]]:
    fresh = [one for one in made.accepted if not one.already]
    counts = {name: getattr(made.counts, name) for name in Counts.__slots__}
    return " ".join(one.bundle_id for one in fresh), {"files": len(fresh), **counts}


@contextmanager
def _as_it_was(ws: Workspace) -> Iterator[Workspace]:
    """The workspace on a second connection, which sees nothing of what is not kept yet."""
    was = ws.reopened()
    try:
        yield was
    finally:
        was.store.close()


def _take(ws: Workspace, file: Path, progress: Progress) -> tuple[Taken | None, RasoatError | None]:
    try:
        with ws.store.savepoint():
            return intake.take(ws, file, progress), None
    except RasoatError as error:
        if error.code in trouble.CODES:
            raise  # that is our trouble, not the file's
        return None, error


def _records_of(ws: Workspace, revs: frozenset[RevId]) -> set[Record]:
    return {(revision.kind, revision.key) for revision in revisions.some(ws.store, sorted(revs))}


def _rounds_first(record: Record) -> tuple[bool, str, str]:
    """A form is judged by its round, which may have come with it."""
    kind, key = record
    return kind != records.ROUND, kind, key


def _merge(ws: Workspace, touched: Sequence[Record], progress: Progress) -> None:
    out = records.withdrawn(ws)
    rounds: Mapping[str, Round] | None = None
    with results.many(ws.store, len(touched)):
        for done, (kind, key) in enumerate(touched, start=1):
            if kind == records.FORM and rounds is None:
                rounds = standing.known(ws)  # their records are there by now
            found = revisions.record(ws.store, kind, key)
            records.project(ws, records.merged(ws, kind, key, found, out), rounds)
            if done % 100 == 0:
                progress(done, len(touched))


def _planned(file: Path, taken: Taken | None, error: RasoatError | None, clashing: set[Record]) -> FilePlan:
    if taken is None:
        return FilePlan(file, accepted=False, error=error)
    touched = taken.new | taken.changed
    counts = Counts(
        new=len(taken.new),
        households=sum(kind == records.FORM for kind, _ in taken.new),
        known=taken.known,
        merged=len(taken.changed - clashing),
        clashing=len(touched & clashing),
        unfit=len(taken.unfit),
        not_theirs=taken.not_theirs,
    )
    return FilePlan(
        file,
        accepted=True,
        bundle_id=taken.bundle_id,
        sender=taken.sender,
        fingerprint=taken.fingerprint,
        when=taken.made,
        counts=counts,
        already=taken.already,
    )


def _note(
    ws: Workspace,
    taken: Sequence[tuple[Path, Taken | None, RasoatError | None]],
    plans: Sequence[FilePlan],
) -> None:
    for (file, one, _), planned in zip(taken, plans, strict=True):
        if one is None or one.already:
            continue
        counts = {name: getattr(planned.counts, name) for name in Counts.__slots__}
        row = bundles.Row(
            id=one.bundle_id,
            direction=bundles.IN,
            name=file.name,
            when=ws.clock().isoformat(timespec="seconds"),
            device=one.device,
            who=one.sender,
            counts={
                **counts,
                "revisions": one.revisions,
                "carried": one.households,
                "size": file.stat().st_size,
            },
        )
        bundles.add(ws.store, row)
        brought.note_laptop(ws.store, brought.Laptop(one.epoch, one.device, one.sender))


def _findings(ws: Workspace) -> tuple[Finding, ...]:
    return findings(_forms(ws), ws.edition.roles, ws.round.date)


def _forms(ws: Workspace) -> Iterator[Form]:
    for key, body in states.bodies(ws.store, records.FORM):
        if body and standing.is_of_open_round(ws, key):
            yield Form.from_body(FormKey(key), body)
