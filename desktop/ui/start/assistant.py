"""The first-run assistant: four short steps, by keyboard alone, then the workspace is made."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal

from desktop.actions.workspace import NewWorkspace
from desktop.errors import RasoatError
from desktop.i18n import _
from desktop.ui import words
from desktop.ui.start.folder_step import FolderStep
from desktop.ui.start.person_step import PersonStep
from desktop.ui.start.round_step import RoundStep
from desktop.ui.start.sheet import Sheet
from desktop.ui.start.step import Step
from desktop.ui.start.unit_step import UnitStep
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.choosers import Choosers


class Assistant(Sheet):
    """Goes through the steps; at the end it says what is wanted and makes nothing itself."""

    wanted = Signal(object, object)  # folder, NewWorkspace
    left = Signal()  # back from the first step
    moved = Signal(int)  # which step is shown

    def __init__(self, language: str, today: date, place: Path, choosers: Choosers) -> None:
        super().__init__("")
        self._place = place
        self.unit, self.round = UnitStep(), RoundStep(language, today)
        self.person, self.folder = PersonStep(), FolderStep(choosers)
        self._now = 0
        self.back = button(_("Back"), self._back)
        self.next = button(_("Continue"), self._next, "primary")
        for step in self.steps:
            step.finished.connect(self._next)
            self.body.addWidget(step, 1)
            step.hide()  # what is hidden takes no room: each step is as large as itself
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        self.foot.addWidget(self.next)

    @property
    def steps(self) -> tuple[Step, ...]:
        """In their order."""
        return (self.unit, self.round, self.person, self.folder)

    def begin(self) -> None:
        """The first step."""
        self._show(0)

    def show_refused(self, error: RasoatError) -> None:
        """It could not be made: say why, at the place where it can be changed."""
        super().show_refused(error)
        self.steps[self._now].begin()

    def _show(self, place: int) -> None:
        step = self.steps[place]
        if step is self.folder:
            self._sum_up()
        self.set_title(step.title, step.about)
        self.show_error(None)
        self.steps[self._now].hide()
        self._now = place
        step.show()
        self.next.setText(_("Make the workspace") if step is self.steps[-1] else _("Continue"))
        self.next.setAccessibleName(self.next.text())
        step.begin()
        self.moved.emit(place)

    def _back(self) -> None:
        place = self._now
        if place:
            self._show(place - 1)
        else:
            self.left.emit()

    def _next(self) -> None:
        place = self._now
        if not self.steps[place].check():
            return
        if place + 1 < len(self.steps):
            self._show(place + 1)
        else:
            self.wanted.emit(self.folder.path(), self._new())

    def _new(self) -> NewWorkspace:
        unit = self.unit.unit()
        return NewWorkspace(
            edition=self.round.edition_id(),
            year=self.round.year.value(),
            date=self.round.day(),
            unit=unit.code if unit else "",
            units=self.unit.units(),
            kind=self.round.kind(),
            person=self.person.person(),
            passphrase=self.person.passphrase(),
        )

    def _sum_up(self) -> None:
        unit, new = self.unit.unit(), self._new()
        name = unit.full_name if unit else ""
        practice = new.passphrase is None
        locked = _("open to everyone: practice data") if practice else _("locked with your passphrase")
        self.folder.show_summary(
            [
                (_("Unit"), f"{name} ({new.unit})"),
                (_("Standard"), self.round.edition.currentText()),
                (_("Review"), f"{new.year}, {self._kind()}"),
                (_("Reference date"), words.day(date.fromisoformat(new.date))),
                (_("Person"), f"{new.person}, {locked}"),
            ]
        )
        self.folder.suggest(self._place, f"{name} {new.year}")

    def _kind(self) -> str:
        periodic = self.round.periodic
        return (periodic if periodic.isChecked() else self.round.regular).text().lower()
