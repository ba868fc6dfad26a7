"""Take one bundle in, inside a transaction that the caller keeps or undoes: what fits is added, nothing more.

Refuses a whole file when its sender may not write what is in it; leaves single lines out that do not fit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop import paths
from desktop.actions import editions, notices, office, outcome, purged, receipts, records, standards
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress
from desktop.bundle import keys, opening, refusals, scope
from desktop.bundle.opening import Opened
from desktop.bundle.scope import Verdict
from desktop.editions.rules import Edition
from desktop.errors import RasoatError
from desktop.records.fits import unfit
from desktop.records.links import LINK, ends_of
from desktop.records.model import household_uid
from desktop.records.outcome import OUTCOME
from desktop.records.queries import ANSWER, form_of
from desktop.records.revision import RevId, Revision, rev_id
from desktop.store import bundles, revisions

BATCH = 500
ABOUT = (LINK, ANSWER, OUTCOME)  # judged by the forms they are about
Record = tuple[str, str]  # kind, key
Item = tuple[int, RevId, bytes, Revision]
Written = tuple[int, Revision]  # where in the file, and what


@dataclass(slots=True)
class Taken:
    """What one file brought: records new here, records that changed, records that were known."""

    bundle_id: str
    sender: str = ""
    fingerprint: tuple[str, ...] = ()
    made: str = ""
    device: str = ""
    epoch: str = ""  # under which the sender counts, where it says so
    epochs: tuple[str, ...] = ()  # whose work it carries
    log: object = None  # what it carries of the sender's log of bundles
    passed_over: set[tuple[str, int]] = field(default_factory=set)  # (epoch, counter) of lines left out
    already: bool = False  # this very file was received before
    new: set[Record] = field(default_factory=set)
    changed: set[Record] = field(default_factory=set)
    known: int = 0
    unfit: list[tuple[int, str]] = field(default_factory=list)  # lines left out, and why
    not_theirs: int = 0  # records only an office may write, left out
    revisions: int = 0  # new ones
    households: int = 0  # it says it carries


def take(ws: Workspace, file: Path, progress: Progress) -> Taken:
    """Read `file` and add its revisions. Raises the refusal as `RasoatError`; call inside `savepoint()`."""
    with opening.open_bundle(
        file,
        identities=office.identities(ws),
        trust=office.trust(ws),
        today=office.today(ws),
        progress=progress,
    ) as opened:
        taken = _begin(opened)
        if bundles.is_received(ws.store, opened.id):
            taken.already = True
            return taken
        notices.hear(ws, notices.from_manifest(opened.manifest), office.roots(ws))
        receipts.hear(ws, opened.signer, opened.certificate.name, opened.manifest)
        standards.check_bundle(ws.store, opened.manifest)
        forms: dict[RevId, Written] = {}
        about: list[Item] = []  # judged by forms, which may come behind them
        for batch in _batches(opened):
            about += [item for item in batch if item[3].kind in ABOUT]
            _add(ws, opened, taken, [item for item in batch if item[3].kind not in ABOUT], forms)
        _add(ws, opened, taken, about, forms)
        _check_history(ws, opened, forms)
    return taken


def _begin(opened: Opened) -> Taken:
    manifest = opened.manifest
    return Taken(
        opened.id,
        sender=opened.certificate.name,
        fingerprint=keys.fingerprint(opened.signer),
        made=str(manifest.get("made", "")),
        device=opened.signer,
        epoch=str(manifest.get("epoch", "")),
        epochs=tuple(counters) if isinstance(counters := manifest.get("counters"), dict) else (),
        log=manifest.get("audit"),
        households=count if isinstance(count := manifest.get("households"), int) else 0,
    )


def _batches(opened: Opened) -> Iterator[list[Item]]:
    batch: list[Item] = []
    for number, revision, line in opened.lines():
        batch.append((number, rev_id(line), line, revision))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _add(ws: Workspace, opened: Opened, taken: Taken, batch: list[Item], forms: dict[RevId, Written]) -> None:
    held = revisions.held(ws.store, [rev for _, rev, _, _ in batch])
    keep = [item for item in batch if item[1] in held or _is_welcome(ws, opened, taken, item)]
    taken.passed_over |= {(r.epoch, r.counter) for _, _, _, r in batch} - {
        (r.epoch, r.counter) for _, _, _, r in keep
    }
    known_records = revisions.held_records(ws.store, [(r.kind, r.key) for _, _, _, r in keep])
    lines = purged.stripped(ws, [(rev, line, revision) for _, rev, line, revision in keep])
    new = revisions.add(ws.store, lines, opened.id)
    taken.revisions += len(new)
    for number, rev, _, revision in keep:
        record = (revision.kind, revision.key)
        if rev not in new:
            taken.known += 1
        elif record in taken.new or record not in known_records:
            taken.new.add(record)
        else:
            taken.changed.add(record)
        if rev in new and revision.kind == records.FORM:
            forms[rev] = (number, _bare(ws, revision))


def _bare(ws: Workspace, revision: Revision) -> Revision:
    """The revision with nothing but its commune: all that is remembered of it until the file is through."""
    unit = ws.edition.roles.unit
    body = {unit: revision.body[unit]} if unit in revision.body else {}
    return replace(revision, body=body, sets=frozenset())


def _is_welcome(ws: Workspace, opened: Opened, taken: Taken, item: Item) -> bool:
    number, _, _, revision = item
    verdict = _judge(ws, opened, revision)
    if verdict is Verdict.COMMUNE:
        raise scope.reason(verdict, number, revision.kind)
    if verdict is not Verdict.INSIDE:
        taken.not_theirs += 1
        return False
    why = _unfit(ws, revision)
    if why:
        taken.unfit.append((number, why))
    return not why


def _unfit(ws: Workspace, revision: Revision) -> str:
    if revision.kind == OUTCOME:
        return outcome.unfit_here(ws, revision)
    return unfit(_edition(ws, revision), revision)


def _judge(ws: Workspace, opened: Opened, revision: Revision) -> Verdict:
    """A link is the sender's where one end is, in any round; an answer or outcome where its household is."""
    unit = ws.edition.roles.unit
    alone = scope.judge(opened.certificate, revision, None, unit)
    if revision.kind not in ABOUT or alone is Verdict.INSIDE:
        return alone
    uids = ends_of(revision.body) if revision.kind == LINK else (household_uid(form_of(revision.key)),)
    ends = (revisions.of_household(ws.store, records.FORM, uid) for uid in uids)
    bodies = (form.body for end in ends for form in end)
    inside = any(not scope.outside(opened.certificate, revision, body, unit) for body in bodies)
    return Verdict.INSIDE if inside else alone


def _edition(ws: Workspace, revision: Revision) -> Edition:
    """The edition a revision speaks; one this program does not know makes the whole bundle wait."""
    if revision.edition in ("", ws.edition.id) or revision.kind != records.FORM:
        return ws.edition
    try:
        return editions.load_edition(revision.edition)
    except RasoatError as error:
        raise refusals.unknown_edition(revision.edition, str(paths.user_editions())) from error


def _check_history(ws: Workspace, opened: Opened, forms: Mapping[RevId, Written]) -> None:
    """A form's commune before the change must be the sender's too."""
    unit = ws.edition.roles.unit
    for rev, (number, revision) in forms.items():
        for parent in revision.parents:
            before = forms[parent][1].body if parent in forms else revisions.body(ws.store, parent)
            if before is not None and scope.outside(opened.certificate, revision, before, unit):
                raise refusals.outside_scope(number, f"{revision.kind} {rev[:12]}")
