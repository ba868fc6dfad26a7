"""Bundles of unknown computers wait until somebody enrols the sender, lets them in, or throws them away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.actions import office, receive
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.actions.receive import FilePlan, Plan, Received
from desktop.bundle import quarantine, troubles
from desktop.bundle.quarantine import Waiting
from desktop.errors import RasoatError

FOLDER = "quarantine"  # in the folder of the workspace
WAIT = frozenset(
    {
        "bundle_unknown_device",
        "bundle_other_office",
        "bundle_revoked_device",
        "bundle_certificate_ended",
        "bundle_unknown_edition",
    }
)  # refusals that a person can answer
BY_HAND = frozenset({"bundle_revoked_device", "bundle_certificate_ended"})  # with a reason


@dataclass(frozen=True, slots=True)
class Guest:
    """One bundle in quarantine, as lists show it."""

    id: str
    name: str  # of the file
    fingerprint: tuple[str, ...]  # six words to compare over the phone
    sender: str  # as its certificate calls it; "" without one. Nobody here checked it
    size: int
    since: str  # ISO 8601
    path: Path
    error: RasoatError | None  # why it may not come in; None: it may now

    @property
    def by_hand(self) -> bool:
        """Can a person let it in with a reason, though its sender has no right any more?"""
        return self.error is not None and self.error.code in BY_HAND


def keep(ws: Workspace, files: Iterable[FilePlan]) -> int:
    """Keep a copy of the refused files that can wait; how many wait now of these."""
    waiting = [file.path for file in files if file.error is not None and file.error.code in WAIT]
    return sum(bool(quarantine.put(_folder(ws), path)) for path in waiting)


def listed(ws: Workspace) -> tuple[Guest, ...]:
    """All that wait, those that came first first."""
    return tuple(_guest(ws, one) for one in quarantine.waiting(_folder(ws)))


def plan(ws: Workspace, bundle: str, progress: Progress = no_progress, *, language: str = "vi") -> Plan:
    """What receiving it would do."""
    return receive.plan(ws, [quarantine.find(_folder(ws), bundle).path], progress, language=language)


def release(
    ws: Workspace, bundle: str, progress: Progress = no_progress, *, language: str = "vi"
) -> Received:
    """Receive it as any other; where it comes in, it waits no more."""
    one = quarantine.find(_folder(ws), bundle)
    received = receive.receive(ws, [one.path], progress, language=language)
    if received.plan.accepted:
        quarantine.remove(one)
    return received


def allow(ws: Workspace, bundle: str, why: str) -> None:
    """Let this very file in, though its sender's enrolment was taken back or has ended; needs a reason."""
    quarantine.find(_folder(ws), bundle)
    if not why.strip():
        raise troubles.reason_missing()
    allowed = dict(ws.store.get(office.ALLOWED) or {})
    ws.store.put(office.ALLOWED, {**allowed, bundle: {"why": why.strip(), "who": ws.person}})


def discard(ws: Workspace, bundle: str) -> None:
    """Throw it away."""
    quarantine.remove(quarantine.find(_folder(ws), bundle))


def tidy(ws: Workspace, files: Iterable[FilePlan]) -> None:
    """What came in some other way waits no more."""
    come = {file.bundle_id for file in files if file.accepted}
    for one in quarantine.waiting(_folder(ws)):
        if one.signed.id in come:
            quarantine.remove(one)


def _guest(ws: Workspace, one: Waiting) -> Guest:
    header = one.signed.header
    error: RasoatError | None = None
    try:
        office.trust(ws).vouch(header, office.today(ws), one.signed.id)
    except RasoatError as reason:
        error = reason
    return Guest(
        id=one.signed.id,
        name=one.path.name,
        fingerprint=one.signed.fingerprint,
        sender=header.certificate.name if header.certificate else "",
        size=one.size,
        since=datetime.fromtimestamp(one.path.stat().st_mtime, UTC).isoformat(timespec="seconds"),
        path=one.path,
        error=error,
    )


def _folder(ws: Workspace) -> Path:
    return ws.folder / FOLDER
