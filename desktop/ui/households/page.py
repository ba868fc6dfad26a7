"""The list of households: search, filters, one fast table; Return opens, Ctrl+N begins a new one."""

from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions import away, households, movement, papers_offer
from desktop.actions.households import Page
from desktop.actions.papers_asked import Asked
from desktop.actions.papers_offer import Order
from desktop.editions.units import Level
from desktop.i18n import _, ngettext
from desktop.records.lineage import LIFE
from desktop.report.paper import Kind
from desktop.store.results import Filter
from desktop.ui import theme
from desktop.ui.households.filters import AWAY, Choices, Filters
from desktop.ui.households.model import HouseholdModel
from desktop.ui.households.says import Says
from desktop.ui.households.table import HouseholdTable
from desktop.ui.session import Session, What
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label
from desktop.ui.words import number

LARGE = 1.25  # of the text: from here on the search has a line of its own


class HouseholdsPage(QWidget):
    """Reads its rows when they are looked at; reads anew when households changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._stale = session, True
        ws, language = session.ws, session.language
        says = Says(ws, language)
        classes = [(code, said.label[language]) for code, said in ws.edition.class_words.items()]
        used = {rule.id for rule in ws.edition.classes} | {"unknown"}
        moves = list(movement.told(language))
        self.filters = Filters(_villages(session), [one for one in classes if one[0] in used], moves)
        self.model, self.table = HouseholdModel(says, self, says.spoken), HouseholdTable(says)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Households"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.stack = QStackedWidget()
        self._none_yet = _nothing(
            _("There is no household yet."),
            _("Enter the first one, take in a list from Excel, or receive a bundle that holds yours."),
            button(_("New household"), self._new, "primary", "add"),
            button(_("Take in last year's list"), self._lists),
            button(_("Send and receive"), lambda: session.go.emit("exchange", None)),
        )
        self._no_match = _nothing(
            _("No household fits."),
            _("Search for less, or show all of them."),
            button(_("Show all households"), lambda: self.filters.show_filter(Filter())),
        )
        for page in (self.table, self._none_yet, self._no_match):
            self.stack.addWidget(page)
        self.take_in = button(_("List from Excel (Ctrl+I)"), self._lists)
        self.visits = button(_("List for visits"), self._write_near)
        self.visits.setToolTip(
            _("An Excel file: who to visit again, and which answers would change the class")
        )
        self._lay_out()
        self._offer_visits(offered=False)
        self._connect()

    def open(self, thing: object) -> None:
        """Show the households of a filter; None leaves the list as it was."""
        if isinstance(thing, Filter):
            self.filters.show_filter(thing)

    def refresh(self) -> None:
        """Read the list again if something changed since."""
        self.filters.show_villages(_villages(self._session))
        if self._stale:
            self._read()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list takes the keys; an empty one leaves them to its button."""
        super().focusInEvent(event)
        shown = self.stack.currentWidget()
        target = shown if shown is self.table else self.filters.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_for_near(self, wanted: Filter) -> None:
        """Beside the window: which of the households are one answer away from another class."""
        self._session.read_in_background(
            _("Looking for households one answer away"),
            away.near_keys,
            done=lambda keys: self._show_near(replace(wanted, only="", keys=keys)),
        )

    def _show_near(self, wanted: Filter) -> None:
        self.filters.show_filter(wanted, _("Show all"))
        self._offer_visits(offered=True)

    def _offer_visits(self, *, offered: bool) -> None:
        """The list for visits, in the place of the lists that are taken in."""
        self.visits.setVisible(offered)
        self.take_in.setVisible(not offered)

    def _write_near(self) -> None:
        """The same households as a list to take along; where to is asked for."""
        title, kinds = _("Where to write the list"), f"{_('Excel workbook')} (*{away.ENDING})"
        name = f"{_('visits')}-{self._session.ws.round.date}{away.ENDING}"
        to = self._session.choose.place(self, title, name, kinds)
        if to:
            self._session.read_in_background(
                _("Writing the list for visits"),
                away.write,
                to,
                self._session.language,
                village=self.filters.filter().village,
                done=lambda _n: self.filters.count.setText(_("Written: {file}").format(file=to.name)),
            )

    def _read(self) -> None:
        """Show the list anew; the household under the cursor stays under it where it can."""
        wanted = self.filters.filter()
        if wanted.only == AWAY:
            self._look_for_near(wanted)
            return
        before = (
            self.model.household(self.table.currentIndex().row())
            if self.table.currentIndex().isValid()
            else None
        )
        self.table.painter.set_sought(wanted.text)
        self.model.show_list(partial(self._page, wanted))
        self._stale = False
        row = self.model.row_of(before.key) if before else None
        self.table.setCurrentIndex(self.model.index(row or 0, 0))
        self._show_count(wanted)

    def _page(self, wanted: Filter, offset: int, limit: int) -> Page:
        return self._session.do(households.page, wanted, offset, limit) or Page((), 0)

    def _show_count(self, wanted: Filter) -> None:
        total = self.model.rowCount()
        if wanted.keys is None:
            self._offer_visits(offered=False)
        words = ngettext("{n} household", "{n} households", total).format(n=number(total))
        self.filters.count.setText(words)
        narrowed = wanted != Filter()
        empty = self._no_match if narrowed else self._none_yet
        self.stack.setCurrentWidget(self.table if total else empty)
        for part in (self.filters, self.filters.search):
            part.setVisible(bool(total) or narrowed)

    def _open_row(self, row: int) -> None:
        household = self.model.household(row)
        if household:
            self._session.go.emit("form", household.key)

    def _happened(self) -> None:
        """What happened to the household under the cursor is asked over its form."""
        index = self.table.currentIndex()
        household = self.model.household(index.row()) if index.isValid() else None
        if household:
            self._session.go.emit("form", (household.key, LIFE))

    def _print(self) -> None:
        """Papers of the households that are listed."""
        if self.model.rowCount():
            kinds = papers_offer.LIST, papers_offer.HOUSEHOLD
            self._go_to_papers(Asked(listed=self.filters.filter()), *kinds)

    def _print_one(self) -> None:
        index = self.table.currentIndex()
        household = self.model.household(index.row()) if index.isValid() else None
        if household:
            self._go_to_papers(Asked(keys=(household.key,)), papers_offer.HOUSEHOLD)

    def _go_to_papers(self, asked: Asked, *kinds: Kind) -> None:
        offers = papers_offer.offers(self._session.language, *kinds)
        self._session.go.emit("paper", Order(offers, asked, back=("households", None)))

    def _twice(self) -> None:
        self._session.go.emit("duplicates", None)

    def _new(self) -> None:
        self._session.go.emit("form", None)

    def _lists(self) -> None:
        self._session.go.emit("lists", None)

    def _search_down(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search_open(self) -> None:
        if self.model.rowCount():
            self._open_row(max(0, self.table.currentIndex().row()))

    def _hear(self, what: object) -> None:
        if not cast("frozenset[What]", what) & {What.HOUSEHOLDS, What.SETTINGS}:
            return
        self._stale = True
        if self.isVisible():
            self._read()

    def _connect(self) -> None:
        self.filters.changed.connect(self._read)
        self.filters.search.down.connect(self._search_down)
        self.filters.search.returnPressed.connect(self._search_open)
        self.table.opened.connect(self._open_row)
        self._session.changed.connect(self._hear)
        for words, act in (
            (_("Open"), self._search_open),
            (_("What happened (Ctrl+L)"), self._happened),
            (_("Papers of this household"), self._print_one),
            (_("Papers of all that are listed (Ctrl+P)"), self._print),
        ):
            self.table.addAction(words).triggered.connect(act)
        for keys, then in (("Ctrl+N", self._new), ("Ctrl+L", self._happened), ("Ctrl+P", self._print)):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(then)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.L)
        top.addWidget(label(_("Households"), "title"))
        top.addStretch()
        if theme.scale() < LARGE:
            top.insertWidget(1, self.filters.search, 1)
        top.addWidget(button(_("Suspected twice"), self._twice))
        top.addWidget(self.take_in)
        top.addWidget(self.visits)
        top.addWidget(button(_("New household (Ctrl+N)"), self._new, "primary", "add"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.M)
        column.addLayout(top)
        if theme.scale() >= LARGE:
            column.addWidget(self.filters.search)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # given the keys, it hands them on; Tab passes by


def _villages(session: Session) -> Choices:
    """Every village of the workspace, by commune."""
    inside = session.ws.units.descendants(session.ws.home.code)
    return [(unit.code, unit.full_name) for unit in inside if unit.level is Level.VILLAGE]


def _nothing(title: str, hint: str, *buttons: QWidget) -> QWidget:
    """An empty list: one sentence, what to do, the button that does it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setSpacing(theme.S)
    column.addStretch(2)
    column.addWidget(label(title, "heading"), 0, Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(label(hint, "quiet"), 0, Qt.AlignmentFlag.AlignHCenter)
    column.addSpacing(theme.S)
    row = QHBoxLayout()
    row.addStretch(1)
    for one in buttons:
        row.addWidget(one)
    row.addStretch(1)
    column.addLayout(row)
    column.addStretch(3)
    return made
