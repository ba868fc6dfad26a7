"""A forgotten passphrase, through the office: a request, its answer, a new passphrase. Nothing is lost."""

from pathlib import Path

from desktop.actions.context import Workspace
from desktop.bundle import office as offices
from desktop.bundle import strict, unlocking
from desktop.bundle.certificate import OfficePublic
from desktop.bundle.unlocking import Box, UnlockRequest
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store import keys
from desktop.store.keys import Recovery


def make_recoverable(ws: Workspace, office: OfficePublic) -> None:
    """From now on this office can help somebody here who forgets the passphrase."""
    box = unlocking.seal(ws.store.key, office.recovery)
    keys.put_recovery(ws.folder, Recovery(office.name, office.recovery, box))


def helpers(folder: Path) -> tuple[str, ...]:
    """The offices that can help, by name; none where the workspace was never enrolled."""
    return tuple(one.office for one in keys.recoveries(folder))


def people(folder: Path) -> tuple[str, ...]:
    """Who may have forgotten."""
    return keys.people(folder)


def has_asked(folder: Path) -> bool:
    """Is an answer of the office awaited?"""
    return keys.is_waiting(folder)


def ask(folder: Path, person: str, passphrase: str, to: Path) -> UnlockRequest:
    """Write the request to the office. `passphrase` is the new one: the answer opens only with it."""
    found = keys.recoveries(folder)
    if not found:
        raise RasoatError(
            "nobody_can_help",
            N_("This workspace was never enrolled with an office, so no office can open it."),
            N_("Ask the other people who work here; somebody may still know a passphrase that opens it."),
        )
    if person not in keys.people(folder):
        raise RasoatError(
            "no_such_person",
            N_("{person} has no passphrase in this workspace."),
            N_("Write the name as it stands in the list of people."),
            person=person,
        )
    secret, once = unlocking.new_once()
    boxes = tuple(Box(one.recipient, one.box) for one in found)
    request = UnlockRequest(strict.shown(folder.name), strict.shown(person), once, boxes)
    keys.put_waiting(folder, person, secret, passphrase)
    unlocking.write_request(request, to)
    return request


def read(file: Path) -> UnlockRequest:
    """Who asks, with the six words to compare first."""
    return unlocking.read_request(file)


def answer(recovery: Path, passphrase: str | None, file: Path, to: Path) -> UnlockRequest:
    """At the office, after the six words were compared: `recovery` is its folder or its recovery key."""
    return unlocking.answer(file, offices.open_recovery(recovery, passphrase), to)


def finish(folder: Path, file: Path, passphrase: str) -> str:
    """Take the answer in: the new passphrase opens the workspace from now on. Returns whose it is."""
    secret, person = keys.open_waiting(folder, passphrase)
    key = unlocking.read_answer(file, secret)
    if not keys.fits(folder, key):
        raise RasoatError(
            "answer_does_not_fit",
            N_("The answer is for another workspace."),
            N_("Choose the answer that the office wrote to the request of this one."),
        )
    keys.add_passphrase_slot(folder, key, person, passphrase)
    keys.nobody_waits(folder)
    return person
