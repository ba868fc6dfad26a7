"""Joins the roll-up to the actions: tables, the households behind a cell, residents, Excel files."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import report, report_files, signoff, ties, units
from desktop.actions.context import Workspace
from desktop.actions.differences import differences
from desktop.i18n import _, ngettext
from desktop.records.model import FormKey
from desktop.rollup.tables import Table
from desktop.store.results import ERRORS, Filter
from desktop.store.signed import Kept
from desktop.ui.rollup.remarks import Remark
from desktop.ui.rollup.residents import ResidentsPanel
from desktop.ui.rollup.sheet import Sheet
from desktop.ui.session import Session, What
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.words import number

MOST_PROBLEMS = 3
HASH = 12  # letters of a hash that are shown
UNKNOWN, RESIDENTS, CLASHES = "unknown", "residents", "clashes"
UNSURE = "unsure"
DIFFERENCE = "difference/"  # and the place of a tie that does not hold
LEADS: Mapping[str, str] = {  # what makes figures provisional -> where it is settled
    "clashes": CLASHES,
    "unknown_class": UNKNOWN,
    "unknown_move": UNSURE,
    "errors": ERRORS,
    "forms_only": RESIDENTS,
    signoff.OTHER: CLASHES,
}
PROBLEM_LEADS: Mapping[str, str] = dict.fromkeys(
    ("no_commune", "formula_differs", "check_differs", "overlap"), ""
)  # all others are settled at the residents
LISTS: Mapping[str, Filter] = {UNKNOWN: Filter(class_=UNKNOWN), ERRORS: Filter(only=ERRORS)}


class RollupController(QObject):
    """What the tabs, cells and buttons of the roll-up do."""

    emptied = Signal()  # there is no household to count
    written = Signal(object, str)  # the files, and a sentence
    residents_wanted = Signal()
    stood = Signal(object)  # a signoff.State: how the round stands
    signed = Signal(str)  # the tables were signed, and a sentence

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
            said = [*remarks(table, self._session.language), *disagreements(table, self._session.language)]
            self._sheet.show_table(table, said, agreements(table, self._session.language))
            self._sheet.show_stamp(
                signoff.stamp(table, self._session.language), changes(table, self._session.language)
            )

    def show_residents(self) -> None:
        """The residents as they are known now."""
        self._residents.show_rows(
            self._session.do(units.totals) or (), with_start=self._session.do(ties.last_round) is None
        )

    def ask_to_sign(self) -> None:
        """Count all tables beside the window, to say what is open and what changed."""
        self._session.read_in_background(_("Counting the tables"), signoff.state, done=self.stood.emit)

    def sign(self) -> None:
        """Freeze the tables."""
        self._session.do_in_background(_("Signing the tables"), signoff.sign, done=self._signed)

    def _signed(self, kept: Kept) -> None:
        self._session.say(What.TABLES)
        text = _("Signed, version {n}. Its hash begins with {hash}.")
        self.signed.emit(text.format(n=number(kept.version), hash=kept.hash[:HASH]))

    def follow(self, leads_to: str) -> None:
        """Open what settles a remark."""
        self._follow(leads_to)

    def write(self, parent: QWidget) -> None:
        """Write all tables into a folder that is asked for."""
        folder = self._choose.folder(parent, _("Where to write the tables"))
        ids = self._session.do(report.available) or ()
        if folder:
            self._session.read_in_background(
                _("Writing the tables"),
                report_files.write,
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
        self._show(self._session.do(report.households_of, self._shown, unit, column, line) or ())

    def _follow(self, leads_to: str) -> None:
        if leads_to.startswith(DIFFERENCE):
            self._open_differences(int(leads_to.removeprefix(DIFFERENCE)))
        elif leads_to == UNSURE:
            self._show(self._session.do(report.unsure_of, self._shown) or ())
        elif leads_to == CLASHES:
            self._session.go.emit("exchange", CLASHES)
        elif leads_to == RESIDENTS:
            self.residents_wanted.emit()
        elif leads_to in LISTS:
            self._session.go.emit("households", LISTS[leads_to])

    def _open_differences(self, place: int) -> None:
        """The households that make two figures differ: the place is that of the tie in the table."""
        table = self._session.do(report.table, self._shown)
        if table is None or place >= len(table.ties):
            return
        found = self._session.do(differences, table, table.ties[place]) or ()
        self._show([one.key for one in found])

    def _show(self, keys: Sequence[FormKey]) -> None:
        if keys:
            self._session.go.emit("households", Filter(keys=tuple(keys), gone=True))

    def _set_total(self, unit: str, counts: Mapping[str, int | None]) -> None:
        if self._session.do(_kept, unit, counts):
            self._session.say(What.TABLES, What.EXCHANGE)
        self.show_residents()


def changes(table: Table, language: str) -> tuple[str, ...]:
    """What is no longer as it was signed: the first of them."""
    said = signoff.corrections(table, language)
    more = [one.text for one in _more(len(said) - 1 - MOST_PROBLEMS)]
    return (*said[: MOST_PROBLEMS + 1], *more)


def still_open(state: signoff.State, language: str) -> tuple[Remark, ...]:
    """What keeps the tables from being signed, each with the way to it."""
    said = signoff.sentences(state.open, language)
    return tuple(Remark(text, LEADS.get(name, "")) for name, text in zip(state.open, said, strict=True))


def is_empty(table: Table) -> bool:
    """Is there nothing to count, and nothing that is waiting to be counted?"""
    total = table.rows[0] if table.rows else None
    waiting = table.provisional.unknown_class or table.provisional.unknown_move
    return not waiting and (total is None or not any(total.values.values()))


def remarks(table: Table, language: str) -> Iterator[Remark]:
    """Why the figures are not final, and what contradicts in them."""
    said = report.words().counts
    for name, count in table.provisional.counts().items():
        if count:
            yield Remark(said[name][language].format(n=number(count)), LEADS.get(name, ""))
    for problem in table.problems[:MOST_PROBLEMS]:
        yield Remark(report.problem(problem, language), PROBLEM_LEADS.get(problem.code, RESIDENTS))
    yield from _more(len(table.problems) - MOST_PROBLEMS)


def _more(more: int) -> Iterator[Remark]:
    if more > 0:
        yield Remark(ngettext("and {n} more like these", "and {n} more like these", more).format(n=more))


def disagreements(table: Table, language: str) -> Iterator[Remark]:
    """The figures that are not what another table says; each opens the households that differ."""
    wrong = [(place, found) for place, found in enumerate(table.ties) if not found.holds]
    for place, found in wrong[:MOST_PROBLEMS]:
        yield Remark(report.disagreement(table, found, language), f"{DIFFERENCE}{place}")
    yield from _more(len(wrong) - MOST_PROBLEMS)


def agreements(table: Table, language: str) -> str:
    """Where the start comes from, and what was compared and is the same."""
    wrong = {one.tie.id for one in table.ties if not one.holds}
    said = [
        (_("column {n} and {table} of the last round") if tie.last else _("column {n} and {table}")).format(
            n=tie.column, table=tie.table
        )
        for tie in table.layout.tie
        if tie.id not in wrong and any(one.tie.id == tie.id for one in table.ties)
    ]
    agreed = _("Agree: {what}").format(what=" · ".join(said)) if said else ""
    start = report.words().openings[table.opening][language] if table.opening else ""
    return "\n".join(filter(None, (start, agreed)))


def _kept(ws: Workspace, unit: str, counts: Mapping[str, int | None]) -> bool:
    """Keep the residents of a unit, and say that it was done."""
    units.set_total(ws, unit, counts)
    return True
