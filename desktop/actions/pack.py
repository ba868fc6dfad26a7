"""Pack one bundle: everything this workspace knows, for the office above or for a laptop below."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop import __version__
from desktop.actions import audit, laptops, notices, office, purged, records, seal, standards
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.bundle import certificate as certificates
from desktop.bundle import office as offices
from desktop.bundle import writing
from desktop.bundle.certificate import Certificate
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.carry import EPOCH
from desktop.records.links import LINK, ends_of
from desktop.records.model import FormKey, household_uid
from desktop.records.outcome import OUTCOME
from desktop.records.queries import ANSWER, QUERY, form_of
from desktop.store import bundles, revisions, states


@dataclass(frozen=True, slots=True)
class Packed:
    """A bundle that is on the disk, verified."""

    path: Path
    id: str
    records: int
    households: int
    size: int
    to: str  # who can read it


@dataclass(frozen=True, slots=True)
class _Address:
    """Who signs for what, and who can read it."""

    certificate: Certificate | None
    recipients: tuple[str, ...]
    name: str
    communes: frozenset[str] | None  # None: everything


def pack(
    ws: Workspace,
    to: Path,
    *,
    for_certificate: Path | None = None,
    for_office: Path | None = None,
    parity: bool = False,
    progress: Progress = no_progress,
) -> Packed:
    """Write one signed, encrypted file. Open drafts are sealed first; nothing half written stays.

    For the office above that enrolled this workspace; with `for_certificate`, for that laptop below; with
    `for_office`, the public file of an office that has not enrolled it yet: there it waits until it is. With
    `parity` the file carries what repairs it after damage, and is about 15 % larger.
    """
    address = _address(ws, for_certificate, for_office)
    seal.seal_all(ws)
    with ws.store.snapshot():  # manifest and lines are of one moment
        left_out = _elsewhere(ws, address.communes)
        here = states.keys_of_round(ws.store, records.FORM, ws.round.key)
        households = sum(key not in left_out for key in here)
        made = writing.pack(
            to,
            device=ws.device,
            certificate=address.certificate,
            recipients=address.recipients,
            manifest={
                **_manifest(ws, address.name, households),
                **_said(ws, address),
                **audit.for_manifest(ws),
            },
            lines=_lines(ws, left_out),
            program=__version__,
            progress=progress,
            total=revisions.line_count(ws.store),
            parity=parity,
        )
    packed = Packed(to, made.id, made.records, households, made.size, address.name)
    _note(ws, packed)
    return packed


def _note(ws: Workspace, packed: Packed) -> None:
    """Remember what went out."""
    row = bundles.Row(
        id=packed.id,
        direction=bundles.OUT,
        name=packed.path.name,
        when=ws.clock().isoformat(timespec="seconds"),
        device=ws.device.key,
        who=packed.to,
        counts={"records": packed.records, "households": packed.households, "size": packed.size},
    )
    with ws.store.write():
        bundles.add(ws.store, row)


def _address(ws: Workspace, laptop: Path | None, public: Path | None) -> _Address:
    if laptop:
        return _down(ws, laptop)
    return _not_yet_enrolled(ws, public) if public else _up(ws)


def _up(ws: Workspace) -> _Address:
    above = office.certificate_above(ws)
    if above is None:
        raise office.not_enrolled()
    now = notices.current(ws, above.office)
    return _Address(above, (now.daily, now.recovery), now.name, None)


def _not_yet_enrolled(ws: Workspace, file: Path) -> _Address:
    public = notices.current(ws, offices.read_public(file))
    return _Address(None, (public.daily, public.recovery), public.name, None)


def _down(ws: Workspace, file: Path) -> _Address:
    public, own = office.own_office(ws), office.own_certificate(ws)
    if public is None or own is None:
        raise RasoatError(
            "no_office_here",
            N_("This workspace does not receive for an office, so it cannot hand lists out."),
            N_("Make the workspace with the office's folder, or enrol it with the role “office”."),
        )
    laptop = certificates.read(file)
    laptop.verify()
    if laptop.office.root != public.root:
        raise RasoatError(
            "other_office_enrolled",
            N_("That computer is enrolled with another office: {office}."),
            N_("Enrol it here first."),
            office=laptop.office.name,
        )
    laptops.check_trusted(ws, laptop)
    speaks_for_all = office.OFFICE_ROLE in laptop.roles and not laptop.communes
    communes = None if speaks_for_all else frozenset(laptop.communes)
    return _Address(own, (laptop.age, public.recovery), laptop.name, communes)


def _said(ws: Workspace, address: _Address) -> Mapping[str, object]:
    """What our office said to those who trust it: new keys, whom it took back."""
    return notices.for_manifest(ws, address.certificate.office.root) if address.certificate else {}


def _elsewhere(ws: Workspace, communes: frozenset[str] | None) -> frozenset[str]:
    """The forms of other communes, which a laptop below does not get."""
    if communes is None:
        return frozenset()
    unit = ws.edition.roles.unit
    return frozenset(
        key for key, body in states.bodies(ws.store, records.FORM) if body.get(unit) not in communes
    )


def _lines(ws: Workspace, left_out: frozenset[str]) -> Iterator[bytes]:
    without = dict(purged.keys(ws))
    if left_out:
        forms = without.get(records.FORM, frozenset()) | left_out
        without |= {records.FORM: forms, LINK: _links_elsewhere(ws, left_out)}
    for kind in (QUERY, ANSWER, OUTCOME):  # they go where their household goes
        asked = (key for key, _body in states.bodies(ws.store, kind))
        if gone := frozenset(key for key in asked if form_of(key) in without.get(records.FORM, ())):
            without[kind] = gone
    return revisions.lines_without(ws.store, without) if without else revisions.lines(ws.store)


def _links_elsewhere(ws: Workspace, left_out: frozenset[str]) -> frozenset[str]:
    """Decisions about households of which neither goes out."""
    here = {
        household_uid(FormKey(key))
        for key, _body in states.bodies(ws.store, records.FORM)
        if key not in left_out
    }
    return frozenset(key for key, body in states.bodies(ws.store, LINK) if here.isdisjoint(ends_of(body)))


def _manifest(ws: Workspace, to: str, households: int) -> Mapping[str, object]:
    spans = ((epoch, spans) for epoch, spans in revisions.spans(ws.store) if not epoch.startswith(EPOCH))
    return {
        "counters": {epoch: [list(span) for span in found] for epoch, found in spans},
        "epoch": ws.epoch,
        "edition": standards.of_manifest(ws.edition),
        "from": ws.home.full_name,
        "households": households,
        "level": ws.level,
        "made": ws.clock().isoformat(timespec="seconds"),
        "round": ws.round.key,
        "to": to,
        "unit": ws.home.code,
    }
