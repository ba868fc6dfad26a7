"""Joins the questions of the office to the actions."""

from PySide6.QtCore import QObject, Signal

from desktop.actions import queries
from desktop.i18n import _
from desktop.ui.exchange.questions import QuestionsPanel
from desktop.ui.session import Session, What
from desktop.ui.widgets.choosers import Choosers

PDF = ".pdf"


class QuestionsController(QObject):
    """Show them, write answers, close them, print them."""

    counted = Signal(int)  # that wait: for the commune's answer below, to be read above

    def __init__(self, session: Session, panel: QuestionsPanel, choose: Choosers) -> None:
        super().__init__(panel)
        self._session, self._panel, self._choose = session, panel, choose
        panel.answer_wanted.connect(self._answer)
        panel.close_wanted.connect(self._close)
        panel.print_wanted.connect(self._print)
        panel.place_wanted.connect(lambda form, path: session.go.emit("form", (form, path) if path else form))

    def count(self) -> None:
        """Say how many wait for an answer."""
        self.counted.emit(self._session.do(queries.waiting) or 0)

    def refresh(self) -> None:
        """Show them all."""
        found = self._session.do(queries.listed, self._session.language) or ()
        can_close = bool(self._session.do(queries.can_ask))
        self._panel.show_questions(found, can_close=can_close)

    def _answer(self, question: str, words: str) -> None:
        if self._session.do(queries.answer, question, words) is not None:
            self._written(_("The answer is written; it goes up with the next bundle."))

    def _close(self, question: str, closed: bool) -> None:  # noqa: FBT001 - a Qt slot
        if self._session.do(queries.close, question, closed=closed) is not None:
            self._written(_("Written; the commune hears of it with the next bundle."))

    def _written(self, text: str) -> None:
        self.count()
        self.refresh()
        self._panel.show_done(text)
        self._session.say(What.EXCHANGE)

    def _print(self) -> None:
        suggested = f"{_('questions')}-{self._session.ws.home.code}{PDF}"
        to = self._choose.place(self._panel, _("Where should the paper go?"), suggested, f"PDF (*{PDF})")
        made = self._session.do(queries.print_list, to) if to else None
        if made:
            self._panel.show_done(_("The questions are in the file {file}.").format(file=made.path.name))
