"""When keys change: an office's new daily key, its revocations, a laptop's new keys, a key that is lent."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.actions import notices, office
from desktop.actions.context import Workspace
from desktop.bundle import keys, notice, secrets
from desktop.bundle import office as offices
from desktop.bundle.certificate import OfficePublic
from desktop.bundle.notice import Notice
from desktop.errors import RasoatError
from desktop.i18n import N_


def update(ws: Workspace, source: Path, passphrase: str | None = None) -> str:
    """Take in what an office decided since; returns its name.

    `source` is the folder of the office this workspace receives for, a notice, or a certificate.
    """
    if source.is_dir():
        return _update_from_folder(ws, source, passphrase)
    if notice.is_one(source):
        said = notice.read(source)
        if said.office.root not in office.roots(ws):
            raise _other_office(said.office)
        notices.hear(ws, [said], office.roots(ws))
        return said.office.name
    return office.accept(ws, source).office.name


def _update_from_folder(ws: Workspace, folder: Path, passphrase: str | None) -> str:
    public, own = offices.read_public(folder), office.own_office(ws)
    if own is not None and own.root != public.root:
        raise _other_office(public)
    if own == public:
        with ws.store.write():
            office.hear_folder(ws, folder)
    else:
        office.receive_for(ws, folder, passphrase)
    return public.name


def needs_key(ws: Workspace, source: Path) -> bool:
    """Must the office's daily key be opened to `update` from here? Only where it is new and locked."""
    if not source.is_dir() or office.own_office(ws) == offices.read_public(source):
        return False
    return offices.needs_passphrase(source)


def with_key(ws: Workspace, file: Path, passphrase: str | None) -> Workspace:
    """The same workspace with a recovery key lent to it: it is used, and never kept."""
    return replace(ws, lent=(*ws.lent, offices.open_recovery(file, passphrase)))


def is_locked(key: Path) -> bool:
    """Is the key in this file under a passphrase?"""
    return secrets.is_locked(key)


def recover(folder: Path, passphrase: str | None) -> Notice:
    """A new daily key for one that is lost; `update` and bundles down carry it on. Needs the root key."""
    return offices.renew_daily(folder, passphrase)


def new_keys(ws: Workspace) -> None:
    """New keys for this workspace, whose enrolment was taken back: it must be enrolled anew.

    What was packed for the old keys still opens here; what was entered stays as it is.
    """
    before: dict[str, Any] = dict(ws.store.get(office.DEVICE) or {})
    older = (ws.store.get(office.OLDER_DEVICE) or {}).get(office.OLDER, [])
    made, epoch = keys.new_device(), ws.new_uid()
    with ws.store.write():
        ws.store.put(office.OLDER_DEVICE, {office.OLDER: [*older, ws.device.age_identity]})
        ws.store.put(office.DEVICE, {**before, **keys.device_to_json(made), "epoch": epoch})
        ws.store.drop(office.ABOVE)
        ws.store.drop(office.OWN_CERTIFICATE)
    ws.device, ws.epoch = made, epoch


def _other_office(office: OfficePublic) -> RasoatError:
    return RasoatError(
        "notice_of_other_office",
        N_("This comes from an office that has nothing to do with this workspace: {office}."),
        N_("Choose the folder or the file of the office that this workspace receives for or sends to."),
        office=office.name,
    )
