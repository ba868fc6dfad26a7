"""The score card on the sheet: its items as rows, the points of each at the right, the running total."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.editions.model import Block
from desktop.ui import theme
from desktop.ui.form.card_lines import CardShown
from desktop.ui.form.field import Field
from desktop.ui.form.heading import Heading
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.editors.chips import ChipsEditor
from desktop.ui.widgets.editors.listed import ListEditor
from desktop.ui.widgets.labels import label

POINTS_WIDTH = 128


class CardBlock(QWidget):
    """Away while a household is not scored by card; then one row for each item that it is asked."""

    recheck_wanted = Signal()

    def __init__(self, block: Block, fields: Mapping[str, Field], language: str) -> None:
        super().__init__()
        self._fields, self._shown = dict(fields), CardShown()
        self._rows: list[Field] = []
        self._heading = Heading(block, language)
        self.points = {path: label("", "strong") for path in self._fields}
        self._warning, self.total = label("", "problem", wrap=True), label("", "heading")
        self.source = label("", "small", wrap=True)
        self.recheck = button("", self.recheck_wanted.emit, "link")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.M)
        self._grid.setVerticalSpacing(theme.XS)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        for part in (self._heading, self._warning):
            column.addWidget(part)
        column.addLayout(self._grid)
        foot = QHBoxLayout()
        foot.addWidget(self.source, 1)
        foot.addWidget(self.total, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(foot)
        column.addWidget(self.recheck, 0, Qt.AlignmentFlag.AlignLeft)
        for field in self._fields.values():
            field.setParent(self)
            field.hide()
        for mark in self.points.values():
            mark.setParent(self)
            mark.setFixedWidth(theme.px(POINTS_WIDTH))
            mark.hide()
        self._say(CardShown())

    def arrange(self, columns: int) -> None:
        """Items are rows, however wide the sheet is."""

    def show_card(self, shown: CardShown) -> None:
        """Show the rows of this household; only what changed is laid out anew."""
        for path, choices in shown.choices.items():
            editor = self._fields[path].editor
            if isinstance(editor, ListEditor | ChipsEditor) and editor.choices != choices:
                editor.set_choices(choices)
        for path, said in shown.points.items():
            self.points[path].setText(said)
            self.points[path].setToolTip(shown.sources[path])
        if shown.asked != self._shown.asked:
            self._lay_out(shown)
        if shown != self._shown:
            self._say(shown)
        self._shown = shown

    def show_problems(self) -> None:
        """Count them in the heading."""
        self._heading.show_problems(sum(bool(field.problem()) for field in self._rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long questions get the height they need."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self, shown: CardShown) -> None:
        for path, field in self._fields.items():
            self._grid.removeWidget(field)
            self._grid.removeWidget(self.points[path])
            field.setVisible(path in shown.asked)
            self.points[path].setVisible(path in shown.points)
        self._rows = [self._fields[path] for path in shown.asked]
        for row, path in enumerate(shown.asked):
            self._grid.addWidget(self._fields[path], row, 0)
            beside: QLabel = self.points[path]
            self._grid.addWidget(beside, row, 1, Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def _fit(self) -> None:
        for field in self._rows:
            field.set_label_height(field.label_height())

    def _say(self, shown: CardShown) -> None:
        self._warning.setText(shown.illustrative)
        self._warning.setVisible(bool(shown.illustrative))
        self.total.setText(shown.total)
        self.source.setText(shown.source)
        self.recheck.setText(shown.recheck)
        self.recheck.setVisible(bool(shown.recheck))
        self.recheck.setAccessibleName(shown.recheck)
        for part in (self._heading, self.total, self.source):
            part.setVisible(bool(shown.asked))
        self.setVisible(bool(shown.asked or shown.recheck))
