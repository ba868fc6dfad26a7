"""Charts of the official tables: which one, of which unit, and the way to a picture."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions import charts
from desktop.actions.charts import Chart, Ground
from desktop.errors import RasoatError
from desktop.i18n import N_, _
from desktop.ui import theme
from desktop.ui.charts import pictures
from desktop.ui.charts.view import ChartView
from desktop.ui.session import Session, What
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.fields import chosen, combo
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.note import Note
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.widgets.scroll import scrolled

FORBIDDEN = '<>:"/\\|?*'  # in names of files


class ChartsPage(QWidget):
    """Counts beside the window when it is shown, and again when households changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._ground = session, Ground(None, None, None)
        self._made: tuple[Chart, ...] = ()
        self.which, self.unit = combo([]), combo([])
        self.which.setAccessibleName(_("Which chart"))
        self.unit.setAccessibleName(_("Which unit"))
        self.save = button(_("Save as a picture (Ctrl+S)"), self._save, "primary")
        self.back = button(_("Back (Esc)"), partial(session.go.emit, "rollup", None))
        self.note, self.view, self.stack = Note(), ChartView(), QStackedWidget()
        enter = button(_("Enter a household"), partial(session.go.emit, "form", None), name="form")
        self.empty = Nothing("rollup", _("There is nothing to draw yet"), "", enter)
        self._lay_out()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # given the keys, it hands them on; Tab passes by

    def refresh(self) -> None:
        """Count again: answers may have changed since."""
        self.note.say("")
        self._count()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The choice of the chart takes the keys; where there is none, the way back."""
        super().focusInEvent(event)
        first = self.which if self.which.isEnabled() else self.back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Esc is this page's before it is the window's."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, wherever the keys are."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.click()
        else:
            super().keyPressEvent(event)

    def _count(self) -> None:
        self._session.read_in_background(_("Counting the tables"), charts.ground, done=self._counted)

    def _counted(self, found: Ground) -> None:
        self._ground = found
        before, names = chosen(self.unit), [(row.unit, row.name) for row in found.units]
        self.unit.blockSignals(True)
        self.unit.clear()
        for code, name in dict(names).items():
            self.unit.addItem(name, code)
        self.unit.setCurrentIndex(max(self.unit.findData(before), 0))
        self.unit.blockSignals(False)
        self._show()

    def _show(self) -> None:
        """The chosen chart of the chosen unit."""
        unit, at = chosen(self.unit), max(self.which.currentIndex(), 0)
        self._made = charts.charts(self._ground, unit, self._session.language) if unit else ()
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItems([one.title for one in self._made])
        self.which.setCurrentIndex(min(at, len(self._made) - 1))
        self.which.blockSignals(False)
        parts = [part for one in self._made for bar in one.bars for part in bar.parts]
        has = any(part.count or part.rate is not None for part in parts)  # nobody poor is worth a chart too
        self.stack.setCurrentIndex(0 if has else 1)
        self.save.setEnabled(has)
        if has:
            self.view.show_chart(self._made[self.which.currentIndex()])

    def _save(self) -> None:
        """Ask where to, and write the picture."""
        chart = self.view.chart()
        if chart is None:
            return
        name = "".join("-" if one in FORBIDDEN else one for one in f"{chart.title} {chart.place}")
        kinds = f"PNG (*{pictures.PNG});;SVG (*{pictures.SVG})"
        title = _("Where to write the picture")
        to = self._session.choose.place(self, title, name + pictures.PNG, kinds)
        if to:
            try:
                self.note.say(_("Written: {file}").format(file=pictures.written(chart, to).name))
            except OSError as error:
                self._session.failed.emit(not_written(to.name, error))

    def _hear(self, what: frozenset[What]) -> None:
        if self.isVisible() and what & {What.HOUSEHOLDS, What.TABLES}:
            self._count()

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(self._show)
        self.unit.currentIndexChanged.connect(self._show)
        self._session.changed.connect(self._hear)
        saving = QShortcut(QKeySequence("Ctrl+S"), self)
        saving.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        saving.activated.connect(self.save.click)

    def _lay_out(self) -> None:
        self.stack.addWidget(scrolled(self.view))
        self.stack.addWidget(self.empty)
        top, row = QHBoxLayout(), QHBoxLayout()
        top.addWidget(label(_("Charts"), "title"), 1)
        top.setSpacing(theme.S)
        top.addWidget(self.back)
        top.addWidget(self.save)
        row.setSpacing(theme.M)
        row.addWidget(self.which, 1)
        row.addWidget(self.unit, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.M)
        column.addLayout(top)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.stack, 1)


def not_written(name: str, error: OSError) -> RasoatError:
    """The system did not take the file."""
    return RasoatError(
        "not_written",
        N_("The file “{name}” could not be written: {why}."),
        N_("Choose another place, or close the program that has it open."),
        name=name,
        why=error.strerror or str(error),
    )
