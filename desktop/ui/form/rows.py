"""Joins the rows of the member grid to the actions: a scanned card, cells from a spreadsheet, the order."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject

from desktop.actions import family, words
from desktop.actions.enter import Entered
from desktop.actions.family import Laid
from desktop.i18n import _, ngettext
from desktop.records.id_card import is_card
from desktop.records.model import member_path, split_path
from desktop.ui.form.route import NEW
from desktop.ui.form.shown import Typed
from desktop.ui.form.view import FormView
from desktop.ui.session import Session

MOST_SHOWN, YEAR = 5, 4  # cells that are named; digits of a year


class Keeps(Protocol):
    """The form that is open, as far as rows need it."""

    def entered(self) -> Entered | None:
        """The household that is open."""

    def take(self, entered: Entered | None, path: str = "", text: str = "") -> bool:
        """Show what came back."""

    def refuse(self, typed: Mapping[str, Typed]) -> None:
        """Keep these texts on the screen with their problems."""

    def jump(self, path: str) -> None:
        """Put the keyer there."""


class Rows(QObject):
    """What is done to whole rows; each is one step of undo."""

    def __init__(self, session: Session, view: FormView, form: Keeps, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._view, self._form = session, view, form
        self._laid: Laid | None = None
        view.shifted.connect(self._shift)
        view.pasted.connect(self._lay)
        view.paste.given.connect(self._keep)

    def takes(self, path: str, text: str) -> bool:
        """A card where a name or a number is asked, a year where a date is: answered here, as a whole."""
        roles, (uid, question) = self._session.ws.edition.roles, split_path(path)
        if uid and question in (roles.member_name, roles.id_number) and is_card(text):
            self._scan(path, uid, text)
            return True
        if uid and question == roles.birth_date and text.strip().isdigit() and len(text.strip()) == YEAR:
            done = self._session.do(family.born_in, self._form.entered(), uid, text.strip())
            self._form.take(done, path, text)
            return True
        return False

    def _scan(self, path: str, uid: str, text: str) -> None:
        whose = None if uid == NEW else uid
        done = self._session.do(family.scan, self._form.entered(), whose, text)
        if done is None or not self._form.take(done.entered, path):
            return
        edition, language = self._session.ws.edition, self._session.language
        said = [
            f"{edition.questions[question].label[language]}: "
            f"{words.answer(edition, member_path(done.uid, question), value, language)}"
            for question, value in done.differs.items()
        ]
        said += [f"“{text}”" for text in done.unread]
        if said:
            told = _("The card says otherwise; what stands here was left: {said}.")
            self._view.head.show_notice(told.format(said="; ".join(said)))

    def _shift(self, uid: str, step: int) -> None:
        at, entered = self._view.at(), self._form.entered()
        self._view.commit()
        if entered and self._form.take(self._session.do(family.move, self._form.entered(), uid, step), at):
            self._form.jump(at)

    def _lay(self, path: str, text: str) -> None:
        """Ask before anything is written."""
        uid, question = split_path(path)
        entered = self._form.entered()
        if entered is None:
            return
        at = (None if uid == NEW else uid, question)
        self._laid = self._session.do(family.lay, entered, at, text)
        if self._laid:
            self._view.ask_paste(self._sentence(self._laid), self._refused(self._laid))

    def _keep(self) -> None:
        laid, self._laid = self._laid, None
        if laid is None:
            return
        if self._form.take(self._session.do(family.keep, self._form.entered(), laid)):
            self._form.refuse({path: Typed(text, problem) for path, (text, problem) in laid.refused.items()})
            name = self._session.ws.edition.roles.member_name
            first = next(iter(laid.refused), "")
            uids = laid.cells.people
            self._form.jump(first or member_path(uids[0] if uids else NEW, name))

    def _sentence(self, laid: Laid) -> str:
        cells = laid.cells
        people = ngettext("{n} person", "{n} persons", len(cells.people)).format(n=len(cells.people))
        answers = ngettext("{n} answer", "{n} answers", len(cells.values)).format(n=len(cells.values))
        parts = [_("Pasted: {people}, {answers}.").format(people=people, answers=answers)]
        if cells.overwrites:
            n = cells.overwrites
            told = ngettext("{n} replaces what stands here.", "{n} replace what stands here.", n)
            parts.append(told.format(n=n))
        return " ".join(parts)

    def _refused(self, laid: Laid) -> str:
        """The cells that cannot be read: they stay on the screen; those under no question do not."""
        edition, language = self._session.ws.edition, self._session.language
        people = list(laid.cells.people)
        cells = []
        for one in laid.cells.unread[:MOST_SHOWN]:
            uid, question = split_path(one.path)
            where = edition.questions[question].label[language] if one.path else _("no question")
            row = people.index(uid) + 1 if uid in people else 0
            cells.append(f"{where} ({row}): “{one.text}”" if row else f"{where}: “{one.text}”")
        more = len(laid.cells.unread) - len(cells)
        said = "; ".join(cells) + (f"; … {more}" if more else "")
        return _("Cannot be read: {cells}.").format(cells=said) if cells else ""
