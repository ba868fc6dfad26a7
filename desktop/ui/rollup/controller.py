"""Joins the roll-up to the actions: tables, the households behind a cell, residents, Excel files."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import report, units
from desktop.actions.context import Workspace
from desktop.i18n import _, ngettext
from desktop.rollup.tables import Table
from desktop.store.results import ERRORS, Filter
from desktop.ui.rollup.remarks import Remark
from desktop.ui.rollup.residents import ResidentsPanel
from desktop.ui.rollup.sheet import Sheet
from desktop.ui.session import Session, What
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.words import number

MOST_PROBLEMS = 3
UNKNOWN, RESIDENTS, CLASHES = "unknown", "residents", "clashes"
LEADS: Mapping[str, str] = {  # what makes figures provisional -> where it is settled
    "clashes": CLASHES,
    "unknown_class": UNKNOWN,
    "errors": ERRORS,
    "forms_only": RESIDENTS,
}
PROBLEM_LEADS: Mapping[str, str] = {"no_commune": ""}  # all others are settled at the residents
LISTS: Mapping[str, Filter] = {UNKNOWN: Filter(class_=UNKNOWN), ERRORS: Filter(only=ERRORS)}


class RollupController(QObject):
    """What the tabs, cells and buttons of the roll-up do."""

    emptied = Signal()  # there is no household to count
    written = Signal(object, str)  # the files, and a sentence
    residents_wanted = Signal()

    def __init__(self, session: Session, sheet: Sheet, residents: ResidentsPanel, choose: Choosers) -> None:
        super().__init__(sheet)
        self._session, self._sheet, self._residents, self._choose = session, sheet, residents, choose
        self._shown = ""
        sheet.opened.connect(self._open)
        sheet.followed.connect(self._follow)
        residents.model.typed.connect(self._set_total)

    def names(self) -> list[tuple[str, str]]:
        """The tables there are, by id and name."""
        ids = self._session.do(report.available) or ()
        layouts = [self._session.do(report.layout, one) for one in ids]
        return [(one.id, one.name[self._session.language]) for one in layouts if one]

    def show_table(self, table_id: str) -> None:
        """Count one table now."""
        table = self._session.do(report.table, table_id)
        if table is None:
            return
        self._shown = table_id
        if is_empty(table):
            self.emptied.emit()
        else:
            self._sheet.show_table(table, tuple(remarks(table, self._session.language)))

    def show_residents(self) -> None:
        """The residents as they are known now."""
        self._residents.show_rows(self._session.do(units.totals) or ())

    def write(self, parent: QWidget) -> None:
        """Write all tables into a folder that is asked for."""
        folder = self._choose.folder(parent, _("Where to write the tables"))
        ids = self._session.do(report.available) or ()
        if folder:
            self._session.read_in_background(
                _("Writing the tables"),
                report.write,
                folder,
                ids,
                language=self._session.language,
                done=self._written,
            )

    def open_folder(self, folder: Path) -> None:
        """Show a folder outside the program."""
        self._choose.show_folder(folder)

    def _written(self, files: Sequence[Path]) -> None:
        text = ngettext(
            "{n} table written: {files}, in {folder}", "{n} tables written: {files}, in {folder}", len(files)
        ).format(n=number(len(files)), files=", ".join(file.name for file in files), folder=files[0].parent)
        self.written.emit(tuple(files), text)

    def _open(self, unit: str, column: str, line: str) -> None:
        keys = self._session.do(report.households_of, self._shown, unit, column, line)
        if keys:
            self._session.go.emit("households", Filter(keys=keys, gone=True))

    def _follow(self, leads_to: str) -> None:
        if leads_to == CLASHES:
            self._session.go.emit("exchange", CLASHES)
        elif leads_to == RESIDENTS:
            self.residents_wanted.emit()
        elif leads_to in LISTS:
            self._session.go.emit("households", LISTS[leads_to])

    def _set_total(self, unit: str, counts: Mapping[str, int | None]) -> None:
        if self._session.do(_kept, unit, counts):
            self._session.say(What.TABLES, What.EXCHANGE)
        self.show_residents()


def is_empty(table: Table) -> bool:
    """Is there nothing to count, and nothing that is waiting to be counted?"""
    total = table.rows[0] if table.rows else None
    return not table.provisional.unknown_class and (total is None or not any(total.values.values()))


def remarks(table: Table, language: str) -> Iterator[Remark]:
    """Why the figures are not final, and what contradicts in them."""
    said = report.words().counts
    for name, count in table.provisional.counts().items():
        if count:
            yield Remark(said[name][language].format(n=number(count)), LEADS.get(name, ""))
    for problem in table.problems[:MOST_PROBLEMS]:
        yield Remark(report.problem(problem, language), PROBLEM_LEADS.get(problem.code, RESIDENTS))
    more = len(table.problems) - MOST_PROBLEMS
    if more > 0:
        yield Remark(ngettext("and {n} more like these", "and {n} more like these", more).format(n=more))


def _kept(ws: Workspace, unit: str, counts: Mapping[str, int | None]) -> bool:
    """Keep the residents of a unit, and say that it was done."""
    units.set_total(ws, unit, counts)
    return True
