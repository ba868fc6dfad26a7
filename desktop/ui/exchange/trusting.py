"""Joins the laptops, the help for who forgot, and the quarantine to the actions."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.actions import forgotten, laptops, quarantine, renewal
from desktop.actions.context import Workspace
from desktop.actions.laptops import Enrolled
from desktop.actions.quarantine import Guest
from desktop.bundle.unlocking import UnlockRequest
from desktop.i18n import _
from desktop.ui.exchange.keyring import Keyring
from desktop.ui.exchange.laptops import LaptopsPanel
from desktop.ui.exchange.quarantine import QuarantinePanel
from desktop.ui.session import Session, What
from desktop.ui.widgets.choosers import Choosers

ASKED, ANSWERED = ".rasoat-forgot", ".rasoat-answer"


class LaptopsController(QObject):
    """Whom the office enrolled; taking one back; helping who forgot."""

    def __init__(self, session: Session, panel: LaptopsPanel, choose: Choosers) -> None:
        super().__init__(panel)
        self._session, self._panel, self._choose = session, panel, choose
        panel.update_wanted.connect(self._update)
        panel.revoke_wanted.connect(self._revoke)
        panel.help.request_wanted.connect(self._choose_request)
        panel.help.answer_wanted.connect(self._answer)
        for keyring in (panel.one.keyring, panel.help.keyring):
            keyring.keys_wanted.connect(lambda keyring=keyring: self._choose_keys(keyring))

    def refresh(self) -> None:
        """Show them all."""
        self._panel.show_laptops(self._session.do(laptops.listed) or ())

    def _choose_keys(self, keyring: Keyring) -> None:
        folder = self._choose.folder(self._panel, _("The folder with the office's keys"))
        locked = self._session.do(laptops.is_locked, folder) if folder else None
        if folder and locked is not None:
            keyring.show_keys(folder, locked=locked)

    def _revoke(self, laptop: Enrolled, keys: Path, passphrase: str, why: str) -> None:
        if self._session.do(laptops.revoke_here, keys, passphrase or None, laptop, why):
            self.refresh()
            text = _("{laptop} is enrolled no more. Every bundle you hand out says so to the others.")
            self._panel.note.say(text.format(laptop=laptop.name))
            self._session.say(What.EXCHANGE)

    def _update(self) -> None:
        file = self._choose.file(self._panel, _("A file of the office"), f"{_('All files')} (*)")
        name = self._session.do(renewal.update, file) if file else None
        if name:
            self.refresh()
            self._panel.note.say(_("What {office} said is known here now.").format(office=name))
            self._session.say(What.EXCHANGE)

    def _choose_request(self) -> None:
        kinds = f"{_('Requests')} (*{ASKED});;{_('All files')} (*)"
        file = self._choose.file(self._panel, _("The request of the person who forgot"), kinds)
        found = self._session.do(_read, file) if file else None
        if file and found:
            who = f"{found.person} · {found.workspace}"
            self._panel.help.show_request(file, who, found.fingerprint)

    def _answer(self, file: Path, keys: Path, passphrase: str) -> None:
        kinds = f"{_('Answers')} (*{ANSWERED});;{_('All files')} (*)"
        suggested = file.with_suffix(ANSWERED).name
        to = self._choose.place(self._panel, _("Where to write the answer"), suggested, kinds)
        if to and self._session.do(_answered, keys, passphrase or None, file, to):
            self._panel.help.show_nobody()
            self._panel.note.say(_("Take the file {file} to the computer that asked.").format(file=to.name))


class QuarantineController(QObject):
    """Bundles that wait."""

    counted = Signal(int)
    plan_wanted = Signal(object)  # Path

    def __init__(self, session: Session, panel: QuarantinePanel) -> None:
        super().__init__(panel)
        self._session, self._panel = session, panel
        panel.look_wanted.connect(lambda guest: self.plan_wanted.emit(guest.path))
        panel.allow_wanted.connect(self._allow)
        panel.discard_wanted.connect(self._discard)

    def refresh(self) -> None:
        """Show them all."""
        guests = self._session.do(quarantine.listed) or ()
        self._panel.show_guests(guests)
        self.counted.emit(len(guests))

    def _allow(self, guest: Guest, why: str) -> None:
        if self._session.do(_allowed, guest.id, why):
            self.plan_wanted.emit(guest.path)

    def _discard(self, guest: Guest) -> None:
        self._session.do(quarantine.discard, guest.id)
        self.refresh()
        self._panel.first().setFocus()


def _allowed(ws: Workspace, bundle: str, why: str) -> bool:
    quarantine.allow(ws, bundle, why)
    return True


def _read(_ws: Workspace, file: Path) -> UnlockRequest:
    return forgotten.read(file)


def _answered(_ws: Workspace, keys: Path, passphrase: str | None, file: Path, to: Path) -> UnlockRequest:
    return forgotten.answer(keys, passphrase, file, to)
