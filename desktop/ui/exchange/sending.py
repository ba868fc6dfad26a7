"""Joins the send panel to the actions: requests, certificates, bundles."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.actions import households, laptops, office, pack, receipts
from desktop.actions.laptops import Laptop, Rights
from desktop.actions.pack import Packed
from desktop.i18n import _
from desktop.store.results import Filter
from desktop.ui.exchange import sentences
from desktop.ui.exchange.send import SendPanel
from desktop.ui.session import Session, What
from desktop.ui.widgets.choosers import Choosers

BUNDLE, REQUEST, CERTIFICATE = ".rasoat", ".rasoat-request", ".rasoat-cert"


class SendController(QObject):
    """What the buttons of the send panel do."""

    def __init__(self, session: Session, panel: SendPanel, choose: Choosers) -> None:
        super().__init__(panel)
        self._session, self._panel, self._choose = session, panel, choose
        self._laptop: Laptop | None = None
        self._asking: Laptop | None = None
        panel.pack_wanted.connect(self._pack)
        panel.request_wanted.connect(self._request)
        panel.accept_wanted.connect(self._accept)
        panel.paste_wanted.connect(lambda: self._take_in(self._pasted(CERTIFICATE)))
        panel.enrol.paste_wanted.connect(lambda: self._show_request(self._pasted(REQUEST)))
        panel.laptop_wanted.connect(self._choose_laptop)
        panel.hand_out_wanted.connect(self._hand_out)
        panel.folder_wanted.connect(choose.show_folder)
        panel.enrol.request_wanted.connect(self._choose_request)
        panel.enrol.keyring.keys_wanted.connect(self._choose_keys)
        panel.enrol.enrol_wanted.connect(self._enrol)

    def refresh(self) -> None:
        """Who this computer is, and how much there is to send."""
        identity = self._session.do(office.identity)
        listed = self._session.do(households.page, Filter(), 0, 0)
        if identity and listed:
            self._panel.show_identity(identity, listed.total)
            self._panel.show_arrived(self._session.do(receipts.listed) or ())

    def _pack(self) -> None:
        to = self._place(_("Where to write the bundle"), self._suggested(self._home(), BUNDLE), BUNDLE)
        if to:
            self._session.do_in_background(_("Writing the bundle"), pack.pack, to, done=self._packed)

    def _hand_out(self) -> None:
        if self._laptop is None:
            return
        to = self._place(_("Where to write the bundle"), self._laptop.file.with_suffix(BUNDLE).name, BUNDLE)
        if to:
            self._session.do_in_background(
                _("Writing the bundle"),
                pack.pack,
                to,
                for_certificate=self._laptop.file,
                done=self._packed,
            )

    def _packed(self, done: Packed) -> None:
        self._session.say(What.EXCHANGE, What.HOUSEHOLDS)
        self._panel.show_note(sentences.packed(done), done.path, done.id)

    def _request(self) -> None:
        to = self._place(_("Where to write the request"), self._suggested(self._home(), REQUEST), REQUEST)
        if to and self._session.do(office.request, to):
            text = _("The request is in the file {file}. Take it to the office.").format(file=to.name)
            self._show_written(text, to)

    def _accept(self) -> None:
        self._take_in(self._file(_("The certificate that came back"), CERTIFICATE))

    def _take_in(self, file: Path | None) -> None:
        found = self._session.do(office.accept, file) if file else None
        if found:
            self._session.say(What.EXCHANGE)
            self.refresh()
            text = _("This computer is enrolled with {office} now.").format(office=found.office.name)
            self._panel.show_note(text)
            self._panel.first().setFocus()

    def _choose_laptop(self) -> None:
        file = self._file(_("The certificate of the laptop"), CERTIFICATE)
        found = self._session.do(laptops.enrolled, file) if file else None
        if found:
            self._laptop = found
            self._panel.show_note("")
            self._panel.show_laptop(found)

    def _choose_request(self) -> None:
        self._show_request(self._file(_("The request of the laptop"), REQUEST))

    def _show_request(self, file: Path | None) -> None:
        found = self._session.do(laptops.asking, file) if file else None
        if found:
            self._asking = found
            self._panel.show_note("")
            self._panel.enrol.show_laptop(found, self._session.do(laptops.communes) or ())

    def _choose_keys(self) -> None:
        folder = self._choose.folder(self._panel, _("The folder with the office's keys"))
        locked = self._session.do(laptops.is_locked, folder) if folder else None
        if folder and locked is not None:
            self._panel.enrol.keyring.show_keys(folder, locked=locked)

    def _enrol(self, keys: Path, rights: Rights, passphrase: str) -> None:
        if self._asking is None:
            return
        suggested = self._asking.file.with_suffix(CERTIFICATE).name
        to = self._place(_("Where to write the certificate"), suggested, CERTIFICATE)
        if to and self._session.do(laptops.enrol, keys, passphrase or None, self._asking, to, rights):
            text = _("{laptop} is enrolled. Take the file {file} back to it.")
            self._panel.enrol.show_laptop(None)
            self._show_written(text.format(laptop=self._asking.name, file=to.name), to)
            self._session.say(What.EXCHANGE)

    def _show_written(self, text: str, to: Path) -> None:
        """What was written, also for whoever has no stick."""
        self._panel.show_note(text, to)
        if made := self._session.do(laptops.code, to):
            self._panel.code.show_code(*made)

    def _pasted(self, ending: str) -> Path | None:
        return self._session.do(laptops.pasted, QGuiApplication.clipboard().text(), ending)

    def _home(self) -> str:
        return self._session.ws.home.code

    def _suggested(self, start: str, ending: str) -> str:
        return f"{start}-{self._session.ws.clock():%Y%m%d}{ending}"

    def _place(self, title: str, suggested: str, ending: str) -> Path | None:
        to = self._choose.place(self._panel, title, suggested, _kinds(ending))
        return to.with_name(to.name + ending) if to and not to.suffix else to

    def _file(self, title: str, ending: str) -> Path | None:
        return self._choose.file(self._panel, title, _kinds(ending))


def _kinds(ending: str) -> str:
    names = {BUNDLE: _("Bundles"), REQUEST: _("Requests"), CERTIFICATE: _("Certificates")}
    return f"{names[ending]} (*{ending});;{_('All files')} (*)"
