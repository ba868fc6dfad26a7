"""Joins the screen of lists to the actions: a file, a plan, the same for real; all beside the window."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.actions.lists import take_in as lists
from desktop.actions.lists.plan import Plan
from desktop.actions.lists.take_in import TakenIn
from desktop.i18n import _, ngettext
from desktop.ui.lists.view import ListsView
from desktop.ui.session import Session, What
from desktop.ui.words import number

KINDS = "*.xlsx *.xlsm *.xls *.xlsb *.csv"


class ListsController(QObject):
    """One list at a time. Columns that change while a plan is made wait for it."""

    def __init__(self, session: Session, view: ListsView) -> None:
        super().__init__(view)
        self._session, self._view = session, view
        self._plan: Plan | None = None
        self._running = self._stale = False
        view.file_wanted.connect(self._ask)
        view.file_dropped.connect(self.look_at)
        view.columns_changed.connect(self._change)
        view.agreed.connect(self._take_in)
        view.households_wanted.connect(lambda: session.go.emit("households", None))
        session.working.connect(self._hear)

    def look_at(self, file: Path | None) -> None:
        """Read this file and show how it would be taken in."""
        if file is not None:
            self._session.read_in_background(_("Reading the list"), lists.open_list, file, done=self._looked)

    def _ask(self) -> None:
        kinds = f"{_('Lists')} ({KINDS});;{_('All files')} (*)"
        self.look_at(self._session.choose.file(self._view, _("Last year's list"), kinds))

    def _looked(self, plan: Plan) -> None:
        self._plan = plan
        self._show(anew=True)
        self._view.first().setFocus()

    def _show(self, *, anew: bool) -> None:
        if self._plan is not None:
            edition, language = self._session.ws.edition, self._session.language
            self._view.show_plan(self._plan, edition, language, anew=anew)

    def _change(self) -> None:
        """Other columns were chosen: plan anew."""
        self._view.show_waiting()
        if self._running:
            self._stale = True
        elif self._plan is not None:
            self._running = True
            panel = self._view.columns
            seen = self._plan.look.with_fields(panel.fields(), panel.rows_are(), panel.always())
            self._session.read_in_background(
                _("Reading the list"), lists.preview, seen, done=self._changed, failed=self._refused
            )

    def _changed(self, plan: Plan) -> None:
        self._running, self._plan = False, plan
        if self._stale:
            self._stale = False
            self._change()
        else:
            self._show(anew=False)

    def _hear(self, work: object) -> None:
        """All work is over: a plan that was stopped will not come."""
        if work is None:
            self._running = False

    def _refused(self, error: object) -> None:
        self._running = False
        self._session.failed.emit(error)

    def _take_in(self) -> None:
        if self._plan is not None and not self._running:
            self._session.do_in_background(
                _("Taking the list in"), lists.take_in, self._plan.look, done=self._taken_in
            )

    def _taken_in(self, taken: TakenIn) -> None:
        self._plan = None
        words = ngettext("{n} household is new here.", "{n} households are new here.", taken.new)
        self._view.show_taken_in(words.format(n=number(taken.new)))
        self._session.say(What.HOUSEHOLDS, What.TABLES, What.EXCHANGE, What.SETTINGS)
