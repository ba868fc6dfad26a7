"""Joins the score cards of the settings to the actions: a file is read first, then taken in if wanted."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.actions import cards
from desktop.actions.context import Workspace
from desktop.i18n import _, ngettext
from desktop.ui.session import Session, What
from desktop.ui.settings.score_cards import ScoreCards
from desktop.ui.widgets.choosers import Choosers

SUGGESTED = "score-card.xlsx"


class CardController(QObject):
    """Holds which file was read."""

    def __init__(
        self, session: Session, shown: ScoreCards, choosers: Choosers, refreshed: Callable[[], object]
    ) -> None:
        super().__init__(shown)
        self._session, self._shown, self._choosers = session, shown, choosers
        self._refreshed = refreshed
        self._file: Path | None = None
        shown.read_wanted.connect(self._read)
        shown.template_wanted.connect(self._save_template)
        shown.take_wanted.connect(self._take)
        shown.leave_wanted.connect(self._leave)

    def refresh(self) -> None:
        """Draw the cards that are here."""
        form = self._session.ws.edition.card
        self._shown.setVisible(form is not None)
        if form is not None:
            self._shown.show_cards(cards.listed(self._session.ws), self._names())

    def _names(self) -> dict[str, str]:
        """The words of areas and regions."""
        ws, form = self._session.ws, self._session.ws.edition.card
        asked = (ws.edition.roles.area, form.region) if form else ()
        options = (option for name in asked for option in ws.edition.vocabulary[name].options)
        return {option.code: option.label[self._session.language] for option in options}

    def _read(self) -> None:
        file = self._choosers.file(self._shown, _("Which score card?"), _("Excel files (*.xlsx)"))
        found = self._session.do(cards.import_cards, file, dry_run=True) if file else None
        if found is not None:
            self._file = file
            self._shown.show_found(found)

    def _take(self, partly: bool) -> None:  # noqa: FBT001 - a Qt slot
        if self._file is None:
            return
        done = self._session.do(cards.import_cards, self._file, sound_only=partly)
        if done is None:
            return
        self._leave()
        self._refreshed()
        said = ngettext("{n} score card is taken in.", "{n} score cards are taken in.", done.written)
        self._shown.show_done(
            said.format(n=done.written) if done.written else _("These cards were here already.")
        )
        self._session.say(What.SETTINGS, What.HOUSEHOLDS, What.TABLES)

    def _leave(self) -> None:
        self._file = None
        self._shown.show_found(None)

    def _save_template(self) -> None:
        title = _("Where should the empty score card go?")
        to = self._choosers.place(self._shown, title, SUGGESTED, _("Excel files (*.xlsx)"))
        if to is None:
            return

        def write(ws: Workspace) -> bool:
            cards.template(ws.edition.id, to)
            return True

        if self._session.do(write):
            self._shown.show_done(_("The empty score card is in {file}.").format(file=to))
