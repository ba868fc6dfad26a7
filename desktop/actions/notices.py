"""What offices said last, as this workspace heard it: their keys now, whom they took back.

It comes with the office's folder, as a file, or inside a bundle of the office; the same from everywhere.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.actions.context import Workspace
from desktop.bundle import notice
from desktop.bundle.certificate import Certificate, OfficePublic, certificate_from_json, certificate_to_json
from desktop.bundle.notice import Notice, Revocation

NOTICES, ENROLLED = "notices", "enrolled"  # names of settings in the working file
IN_MANIFEST = "notices"


def held(ws: Workspace) -> tuple[Notice, ...]:
    """Every notice that still says something, newest first."""
    return tuple(notice.from_json(one) for one in (ws.store.get(NOTICES) or {}).get("held", ()))


def hear(ws: Workspace, said: Iterable[Notice], roots: frozenset[str]) -> None:
    """Keep what the offices with these root keys said; call it inside `write()`, or alone."""
    before = held(ws)
    after = notice.kept((*before, *(one for one in said if one.office.root in roots)))
    if after != before:
        ws.store.put(NOTICES, {"held": [notice.to_json(one) for one in after]})


def from_manifest(manifest: Mapping[str, Any]) -> tuple[Notice, ...]:
    """What came along inside a bundle; what is no sound notice is passed over."""
    listed = manifest.get(IN_MANIFEST)
    return tuple(filter(None, map(_read, listed if isinstance(listed, list) else ())))


def for_manifest(ws: Workspace, root: str) -> dict[str, object]:
    """What goes along in a bundle of the office with this root key: nothing while it never said anything."""
    said = [notice.to_json(one) for one in held(ws) if one.office.root == root]
    return {IN_MANIFEST: said} if said else {}


def revoked(ws: Workspace, roots: frozenset[str]) -> dict[str, Revocation]:
    """Whom the offices with these root keys took back, by device key."""
    return {one.device: one for said in held(ws) if said.office.root in roots for one in said.revoked}


def current(ws: Workspace, office: OfficePublic) -> OfficePublic:
    """The keys of an office by the newest notice that was heard here."""
    return notice.newest(held(ws), office)


def enrolled(ws: Workspace) -> dict[str, Certificate]:
    """Whom the office of this workspace enrolled, by device key."""
    return {device: certificate_from_json(one) for device, one in (ws.store.get(ENROLLED) or {}).items()}


def remember(ws: Workspace, certificates: Iterable[Certificate]) -> None:
    """These computers are enrolled here; of two certificates of one computer the later stays."""
    known = enrolled(ws)
    for one in certificates:
        before = known.get(one.device)
        if before is None or before.issued <= one.issued:
            known[one.device] = one
    ws.store.put(ENROLLED, {device: certificate_to_json(one) for device, one in known.items()})


def _read(thing: object) -> Notice | None:
    try:
        return notice.from_json(thing) if isinstance(thing, dict) else None
    except ValueError:
        return None
