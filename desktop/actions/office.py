"""Who may send to whom: the keys of an office, and the enrolment of laptops."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.actions import forgotten, notices
from desktop.actions.context import Workspace
from desktop.bundle import certificate as certificates
from desktop.bundle import keys, requests
from desktop.bundle import office as offices
from desktop.bundle.certificate import (
    Certificate,
    OfficePublic,
    certificate_from_json,
    certificate_to_json,
)
from desktop.bundle.office import office_from_json, office_to_json
from desktop.bundle.requests import Request
from desktop.bundle.trust import Trust
from desktop.errors import RasoatError
from desktop.i18n import N_

OWN, ABOVE, ALLOWED = "office", "certificate", "allowed"  # names of settings in the working file
OFFICE_ROLE, COMMUNE_ROLE = "office", "commune"
DAILY, OLDER = "daily_identity", "older_identities"
DEVICE = "device"
OWN_CERTIFICATE, OLDER_DEVICE = "own_certificate", "older_device"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this workspace is to others."""

    device: str
    fingerprint: tuple[str, ...]  # six words to read over the phone
    certificate: Certificate | None  # what the office above, or our own, vouches for
    office_name: str  # the office above; "" = not enrolled
    receives: bool  # does it hold the daily key of an office?


def new_office(folder: Path, name: str, passphrase: str | None) -> OfficePublic:
    """Make the keys of a receiving office in `folder`; its sub-folder `offline` is to be moved away."""
    return offices.new_office(folder, name or folder.name, passphrase)


def receive_for(ws: Workspace, folder: Path, passphrase: str | None) -> None:
    """This workspace receives for the office in `folder`: it takes the daily key and trusts the root.

    Where the root key is at hand, the workspace's own device is enrolled too, so that it can hand lists out.
    """
    public = offices.read_public(folder)
    daily = offices.open_daily(folder, passphrase)
    with ws.store.write():
        ws.store.put(OWN, {**office_to_json(public), DAILY: daily, OLDER: _older(ws, daily)})
        hear_folder(ws, folder)
        if offices.has_root(folder) and own_certificate(ws) is None:
            asked = requests.make_request(ws.device, ws.home.full_name, _communes(ws))
            made = offices.enrol(
                folder,
                passphrase,
                asked,
                communes=asked.communes,
                roles=(OFFICE_ROLE, COMMUNE_ROLE),
                issued=today(ws),
            )
            ws.store.put(OWN_CERTIFICATE, certificate_to_json(made))
    forgotten.make_recoverable(ws, public)


def hear_folder(ws: Workspace, folder: Path) -> None:
    """What the office in `folder` said and whom it enrolled; call it inside `write()`."""
    said = offices.last_notice(folder)
    notices.hear(ws, [said] if said else [], roots(ws))
    notices.remember(ws, offices.enrolled(folder))


def _older(ws: Workspace, daily: str) -> list[str]:
    """The daily keys before this one: bundles that were on their way still open."""
    own = ws.store.get(OWN)
    if own is None:
        return []
    older: list[str] = own.get(OLDER, [])
    return older if own[DAILY] == daily else [*older, own[DAILY]]


def request(ws: Workspace, to: Path) -> Request:
    """Write the request of this laptop to be enrolled; its fingerprint is read over the phone."""
    made = requests.make_request(ws.device, _called(ws), _communes(ws))
    requests.write(made, to)
    return made


def enrol(
    folder: Path,
    passphrase: str | None,
    file: Path,
    *,
    communes: Sequence[str],
    roles: Sequence[str],
    until: str,
    issued: str,
    to: Path,
) -> Certificate:
    """Vouch for a laptop: write its certificate. Needs the office's root key."""
    asked = requests.read(file)
    made = offices.enrol(
        folder,
        passphrase,
        asked,
        communes=tuple(communes) or asked.communes,
        roles=tuple(roles) or (COMMUNE_ROLE,),
        until=until,
        issued=issued,
    )
    certificates.write(made, to)
    return made


def accept(ws: Workspace, file: Path) -> Certificate:
    """Take a certificate in: this laptop may now pack for that office, and reads what it sends down.

    One that our own office made for another laptop is remembered: its bundles count here.
    """
    found = certificates.read(file)
    found.verify()
    own = own_office(ws)
    if found.device != ws.device.key:
        if own is not None and own.root == found.office.root:
            notices.remember(ws, [found])
            return found
        raise RasoatError(
            "other_laptop",
            N_("This certificate is for another computer ({fingerprint})."),
            N_("Ask the office for the certificate made from this computer's own request."),
            fingerprint=" ".join(keys.fingerprint(found.device)),
        )
    with ws.store.write():
        mine = own is not None and own.root == found.office.root
        ws.store.put(OWN_CERTIFICATE if mine else ABOVE, certificate_to_json(found))
    forgotten.make_recoverable(ws, found.office)
    return found


def identity(ws: Workspace) -> Identity:
    """Who this workspace is to others."""
    above = certificate_above(ws)
    return Identity(
        device=ws.device.key,
        fingerprint=keys.fingerprint(ws.device.key),
        certificate=above or own_certificate(ws),
        office_name=above.office.name if above else "",
        receives=ws.store.get(OWN) is not None,
    )


def fingerprint(certificate: Certificate) -> tuple[str, ...]:
    """The six words of the laptop that a certificate is for."""
    return keys.fingerprint(certificate.device)


def needs_passphrase(folder: Path) -> bool:
    """Are the keys of the office in `folder` under a passphrase?"""
    return offices.needs_passphrase(folder)


def certificate_above(ws: Workspace) -> Certificate | None:
    """What the office above gave this workspace."""
    found = ws.store.get(ABOVE)
    return certificate_from_json(found) if found else None


def own_certificate(ws: Workspace) -> Certificate | None:
    """What our own office gave its own device, to hand lists out."""
    found = ws.store.get(OWN_CERTIFICATE)
    return certificate_from_json(found) if found else None


def own_office(ws: Workspace) -> OfficePublic | None:
    """The office this workspace receives for."""
    found = ws.store.get(OWN)
    return office_from_json(found) if found else None


def identities(ws: Workspace) -> tuple[str, ...]:
    """The age identities that open what comes here: this device's, its office's daily keys, what was lent."""
    own: dict[str, Any] = ws.store.get(OWN) or {}
    daily = (own[DAILY], *own.get(OLDER, ())) if own else ()
    older = (ws.store.get(OLDER_DEVICE) or {}).get(OLDER, ())
    return (ws.device.age_identity, *older, *daily, *ws.lent)


def roots(ws: Workspace) -> frozenset[str]:
    """The root keys that count here: our own office's, and that of the office above."""
    own, above = own_office(ws), certificate_above(ws)
    return frozenset(office.root for office in (own, above.office if above else None) if office)


def trust(ws: Workspace) -> Trust:
    """Whose certificates count here, and who was taken back."""
    its = roots(ws)
    back = {device: one.since for device, one in notices.revoked(ws, its).items()}
    return Trust(
        roots=its,
        revoked=back,
        known=notices.enrolled(ws),
        allowed=frozenset(ws.store.get(ALLOWED) or {}),
    )


def today(ws: Workspace) -> str:
    """The day, for the dates of certificates."""
    return ws.clock().date().isoformat()


def not_enrolled() -> RasoatError:
    """Nobody to pack for yet."""
    return RasoatError(
        "not_enrolled",
        N_("This computer is not enrolled with an office yet."),
        N_("Make a request, take it to the office, and accept the certificate that comes back."),
    )


def _communes(ws: Workspace) -> tuple[str, ...]:
    return tuple(unit.code for unit in ws.units.communes(ws.home.code))


def _called(ws: Workspace) -> str:
    """What people call this laptop: its place, and the first two of its six words. It travels unencrypted."""
    return f"{ws.home.full_name} ({' '.join(keys.fingerprint(ws.device.key)[:2])})"
