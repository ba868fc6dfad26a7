"""The laptops that ask to be enrolled, or are: what their files say, in words a person can compare."""

from base64 import b64decode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.actions import audit, notices, office
from desktop.actions.context import Workspace
from desktop.bundle import certificate as certificates
from desktop.bundle import durable, keys, requests, troubles
from desktop.bundle import office as offices
from desktop.bundle.certificate import Certificate
from desktop.bundle.notice import Notice, Revocation
from desktop.records.fold import fold
from desktop.report import qr
from desktop.store import bundles

MOST_IN_A_CODE = 1600  # bytes: denser ones are not read from a screen
REQUEST_ENDING = ".rasoat-request"


@dataclass(frozen=True, slots=True)
class Laptop:
    """One laptop: its name, the six words to compare over the phone, and the communes it writes for."""

    file: Path
    name: str
    fingerprint: tuple[str, ...]
    communes: tuple[str, ...]  # by name
    codes: tuple[str, ...] = ()  # the same communes


@dataclass(frozen=True, slots=True)
class Enrolled:
    """One laptop that the office of this workspace enrolled, and how it stands."""

    device: str
    name: str
    fingerprint: tuple[str, ...]
    communes: tuple[str, ...]  # by name
    roles: tuple[str, ...]
    until: str  # the last day; "" = no end
    last: str  # when its last bundle was received; "" = none was
    ended: bool
    since: str = ""  # taken back: the day named then
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a laptop is enrolled for; nothing said = what it asks, as a commune's, without an end."""

    communes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    until: str = ""


def enrolled(ws: Workspace, file: Path) -> Laptop:
    """The laptop of a certificate file; raises `RasoatError` for anything else."""
    found = certificates.read(file)
    found.verify()
    return Laptop(file, found.name, office.fingerprint(found), _names(ws, found.communes), found.communes)


def asking(ws: Workspace, file: Path) -> Laptop:
    """The laptop of a request file; raises `RasoatError` for anything else."""
    found = requests.read(file)
    return Laptop(file, found.name, found.fingerprint, _names(ws, found.communes), found.communes)


def code(_ws: Workspace, file: Path) -> tuple[bytes, str]:
    """A request or certificate as a QR code (PNG; empty where it is too long for one), and as text."""
    text = file.read_text("utf-8")
    if len(text.encode()) > MOST_IN_A_CODE:
        return b"", text
    return b64decode(qr.picture(text).partition(",")[2]), text


def pasted(ws: Workspace, text: str, ending: str) -> Path:
    """The same text, come by telephone, as a file again: in the folder of the workspace."""
    file = ws.folder / f"pasted{ending}"
    durable.write(file, f"{text.strip()}\n".encode())
    return file


def communes(ws: Workspace) -> tuple[tuple[str, str], ...]:
    """Every commune of this workspace, code and name: for one of these a laptop may be enrolled."""
    return tuple((unit.code, unit.full_name) for unit in ws.units.communes(ws.home.code))


def is_locked(_ws: Workspace, folder: Path) -> bool:
    """Are the office's keys in `folder` under a passphrase? Raises `RasoatError` where there are none."""
    return office.needs_passphrase(folder)


def enrol(
    ws: Workspace, folder: Path, passphrase: str | None, laptop: Laptop, to: Path, rights: Rights = Rights()
) -> Path:
    """Vouch for a laptop whose six words were compared; what it packed before counts here at once."""
    made = office.enrol(
        folder,
        passphrase,
        laptop.file,
        communes=rights.communes,
        roles=rights.roles,
        until=rights.until,
        issued=office.today(ws),
        to=to,
    )
    own = office.own_office(ws)
    if own is not None and own.root == made.office.root:
        notices.remember(ws, [made])
    return to


def listed(ws: Workspace) -> tuple[Enrolled, ...]:
    """Every laptop the office enrolled, as far as this workspace heard of it, by name."""
    back = notices.revoked(ws, office.roots(ws))
    last: dict[str, str] = {}
    for row in bundles.rows(ws.store):  # newest first
        if row.direction == bundles.IN:
            last.setdefault(row.device, row.when)
    known = [one for one in notices.enrolled(ws).values() if one.device != ws.device.key]
    made = (_enrolled(ws, one, back.get(one.device), last.get(one.device, "")) for one in known)
    return tuple(sorted(made, key=lambda one: (one.name, one.device)))


def revoke(folder: Path, passphrase: str | None, laptop: str, *, since: str, why: str) -> Notice:
    """Take an enrolment back for good. `laptop`: six words, its certificate or request, or its key."""
    device, name = find(offices.enrolled(folder), laptop)
    return offices.revoke(folder, passphrase, Revocation(device, name, since, why))


def revoke_here(ws: Workspace, folder: Path, passphrase: str | None, laptop: Enrolled, why: str) -> Notice:
    """The same from the list of this workspace, which hears of it at once."""
    revocation = Revocation(laptop.device, laptop.name, office.today(ws), why)
    said = offices.revoke(folder, passphrase, revocation)
    notices.hear(ws, [said], office.roots(ws))
    audit.note(ws, audit.REVOKE, " ".join(keys.fingerprint(laptop.device)))
    return said


def find(known: Iterable[Certificate], laptop: str) -> tuple[str, str]:
    """The device key and the name of a laptop; raises `RasoatError("no_such_laptop", …)`."""
    wanted = fold(" ".join(laptop.split()))
    for one in known:
        if laptop == one.device or wanted == fold(" ".join(keys.fingerprint(one.device))):
            return one.device, one.name
    file = Path(laptop)
    if file.is_file():
        found = requests.read(file) if file.suffix == REQUEST_ENDING else certificates.read(file)
        return found.device, found.name
    if keys.is_public(laptop):
        return laptop, " ".join(keys.fingerprint(laptop)[:2])
    raise troubles.no_such_laptop(laptop)


def check_trusted(ws: Workspace, laptop: Certificate) -> None:
    """Raises `RasoatError` where the enrolment was taken back: nothing is packed for it any more."""
    if laptop.device in notices.revoked(ws, office.roots(ws)):
        raise troubles.taken_back(laptop.name)


def _enrolled(ws: Workspace, found: Certificate, back: Revocation | None, last: str) -> Enrolled:
    return Enrolled(
        device=found.device,
        name=found.name,
        fingerprint=keys.fingerprint(found.device),
        communes=_names(ws, found.communes),
        roles=found.roles,
        until=found.until,
        last=last,
        ended=bool(found.until) and office.today(ws) > found.until,
        since=back.since if back else "",
        why=back.why if back else "",
    )


def _names(ws: Workspace, codes: Sequence[str]) -> tuple[str, ...]:
    known = {code: ws.units.get(code) for code in codes}
    return tuple(unit.full_name if unit else code for code, unit in known.items())
