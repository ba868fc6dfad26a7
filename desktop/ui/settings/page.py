"""The settings: how the program looks, who may open the workspace, its backups, the standards it knows."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import backup, editions, people, units
from desktop.actions import round as rounds
from desktop.actions.close_round import close_round, reopen_round
from desktop.actions.context import Workspace
from desktop.actions.new_round import NewRound, communes_after, new_round
from desktop.actions.progress import Progress
from desktop.actions.purge import purge
from desktop.editions.units import Level
from desktop.errors import RasoatError
from desktop.i18n import _
from desktop.records.rounds import Round
from desktop.store import shelf
from desktop.ui import theme
from desktop.ui.session import Session, What
from desktop.ui.settings.backups import BackupCard
from desktop.ui.settings.card_control import CardController
from desktop.ui.settings.look import LookCard
from desktop.ui.settings.new_round import Choices
from desktop.ui.settings.people import PeopleCard
from desktop.ui.settings.rounds import RoundsCard
from desktop.ui.settings.score_cards import ScoreCards
from desktop.ui.settings.standards import about, standards
from desktop.ui.settings.villages import VillagesCard
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.scroll import scrolled
from desktop.ui.words import round_words

MEASURE = 760


class SettingsPage(QWidget):
    """Joins its cards to the session; each card only asks and shows."""

    def __init__(self, session: Session, choosers: Choosers | None = None) -> None:
        super().__init__()
        self._session, self._choosers = session, choosers or Choosers()
        now = session.preferences.now
        self.look, self.people = LookCard(now), PeopleCard(now.lock_minutes)
        self.villages, self.backups = VillagesCard(), BackupCard()
        self.rounds = RoundsCard(_standards(session.language))
        self.cards = ScoreCards()
        self._cards = CardController(session, self.cards, self._choosers, self.refresh)
        self._lay_out()
        self.look.wanted.connect(self._look)
        self.people.add_wanted.connect(self._add_person)
        self.people.change_wanted.connect(self._change_passphrase)
        self.people.remove_wanted.connect(self._remove_person)
        self.people.lock_after_wanted.connect(self._lock_after)
        self.people.lock_wanted.connect(session.lock_wanted)
        self.villages.add_wanted.connect(self._add_village)
        self.villages.rename_wanted.connect(self._name_village)
        self.rounds.use_wanted.connect(self._use_round)
        self.rounds.new_wanted.connect(self._new_round)
        self.rounds.close_wanted.connect(partial(self._end_round, close_round))
        self.rounds.reopen_wanted.connect(partial(self._end_round, reopen_round))
        self.rounds.look_wanted.connect(self._look_at_purge)
        self.rounds.forget_wanted.connect(self._purge)
        self.backups.make_wanted.connect(self._back_up)
        self.backups.copy_wanted.connect(self._copy)
        self.backups.folder_wanted.connect(self._show_folder)
        self.setFocusProxy(self.look.language)

    def refresh(self) -> None:
        """Draw what is true now."""
        ws = self._session.ws
        self.people.show_people(self._session.do(people.names) or (), ws.person, practice=ws.practice)
        today = ws.clock().astimezone().date()
        became = communes_after(ws, today.isoformat())
        communes = tuple((unit.code, unit.full_name) for unit in became) if len(became) > 1 else ()
        self.rounds.show_rounds(self._session.do(rounds.listed) or (), today, communes)
        self.villages.setVisible(ws.level == Level.COMMUNE)
        self.villages.show_villages(self._session.do(units.village_rows) or ())
        self._cards.refresh()
        self.backups.show_backups(self._session.do(backup.listed) or (), ws.folder / shelf.FOLDER)

    def _lay_out(self) -> None:
        known = [editions.load_edition(one) for one in editions.available()]
        column = QVBoxLayout()
        column.setSpacing(theme.L)
        column.addWidget(label(_("Settings"), "title"))
        for card in (
            self.look,
            self.people,
            self.rounds,
            self.villages,
            self.cards,
            self.backups,
            standards(known, self._session.language),
            about(partial(self._session.go.emit, "licences", None)),
        ):
            column.addWidget(card)
        column.addStretch(1)
        middle, content = QWidget(), QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(theme.px(MEASURE))
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(content)
        row.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
        row.addWidget(middle, 1)
        row.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(content))

    def _look(self, language: str, look: str, percent: int) -> None:
        now = self._session.preferences.now
        self._session.preferences.change(replace(now, language=language, theme=look, text_percent=percent))

    def _add_person(self, name: str, passphrase: str) -> None:
        def add(ws: Workspace) -> bool:
            people.add(ws, name.strip(), passphrase)
            return True

        if self._session.do(add):
            self.refresh()
            self.people.show_done(_("{person} can open this workspace now.").format(person=name.strip()))
            self._session.say(What.SETTINGS)

    def _change_passphrase(self, old: str, new: str) -> None:
        def change(ws: Workspace) -> bool:
            people.change(ws, old, new)
            return True

        if self._session.do(change):
            self.people.show_done(_("The passphrase is changed."))

    def _remove_person(self, name: str) -> None:
        def remove(ws: Workspace) -> bool:
            people.remove(ws, name)
            return True

        if self._session.do(remove):
            self.refresh()
            self.people.show_done(_("{person} cannot open this workspace any more.").format(person=name))

    def _lock_after(self, minutes: int) -> None:
        now = self._session.preferences.now
        self._session.preferences.change(replace(now, lock_minutes=minutes))

    def _add_village(self, name: str) -> None:
        if self._session.do(units.add_village, self._session.ws.home.code, name):
            self._village_named()

    def _name_village(self, code: str, name: str) -> None:
        if self._session.do(units.name_village, code, name):
            self._village_named()

    def _village_named(self) -> None:
        self.refresh()
        self._session.say(What.SETTINGS, What.TABLES, What.HOUSEHOLDS)
        self.villages.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use_round(self, key: str) -> None:
        def use(ws: Workspace) -> bool:
            rounds.switch(ws, key)
            return True

        if self._session.do(use):
            self._session.round_changed.emit()

    def _new_round(self, new: NewRound) -> None:
        self._session.do_in_background(_("Carrying the households over…"), new_round, new)

    def _end_round(self, action: Callable[[Workspace, str], object], why: str) -> None:
        if self._session.do(action, why):
            self._session.round_changed.emit()

    def _look_at_purge(self, the_round: Round) -> None:
        """A look first: nothing goes yet."""
        self._session.do_in_background(
            _("Looking what would be removed…"),
            purge,
            the_round.key,
            "",
            dry_run=True,
            done=partial(self.rounds.ask_forget, the_round),
        )

    def _purge(self, the_round: Round, why: str) -> None:
        self._session.do_in_background(
            _("Removing personal data…"), purge, the_round.key, why, done=partial(self._purged, the_round)
        )

    def _purged(self, the_round: Round, _made: object) -> None:
        self.refresh()
        done = _("The personal data of this round was removed: {round}. Its tables stay.")
        self.rounds.show_done(done.format(round=round_words(the_round)))
        self._session.say(What.HOUSEHOLDS, What.TABLES, What.EXCHANGE, What.SETTINGS)

    def _back_up(self) -> None:
        def make(ws: Workspace, *, progress: Progress) -> None:
            progress(0, 0)
            backup.back_up(ws)

        self._session.read_in_background(_("Making a backup…"), make, done=self._backed_up)

    def _backed_up(self, _made: object) -> None:
        self.refresh()
        self.backups.show_done(_("A backup was made."))

    def _copy(self) -> None:
        place = self._choosers.folder(self, _("Where should the copy go?"))
        made = self._session.do(backup.listed)
        if place is None or not made:
            return
        try:
            backup.copy_to(made[0].path, place)
        except RasoatError as error:
            self._session.failed.emit(error)
            return
        now = self._session.preferences.now
        self._session.preferences.change(replace(now, second_place=str(place)))
        self.backups.show_done(_("The newest backup was copied to {folder}.").format(folder=place))

    def _show_folder(self) -> None:
        self._choosers.show_folder(self._session.ws.folder)


def _standards(language: str) -> Choices:
    """The standards a new round may have."""
    return tuple((one, editions.load_edition(one).title[language]) for one in editions.available())
