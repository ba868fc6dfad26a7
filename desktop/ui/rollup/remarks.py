"""Why the figures are not final yet, each with a way to what settles it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.rollup.table_view import hatch
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label
from desktop.ui.words import number

SWATCH = (28, 20)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is said of the figures; `leads_to` names what opens, "" = nothing."""

    text: str
    leads_to: str = ""


class Remarks(QFrame):
    """All of them, or the first and how many more where room is short."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "warning")
        self._remarks: tuple[Remark, ...] = ()
        self._folded = False
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        row.setSpacing(theme.M)
        for part in (Swatch(), label(_("Provisional"), "strong")):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        row.addLayout(self._lines, 1)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Say these; away where there is nothing to say."""
        self._remarks = tuple(remarks)
        self.setAccessibleName(". ".join(remark.text for remark in remarks))
        self.setVisible(bool(remarks))
        self._show()

    def fold(self, *, folded: bool) -> None:
        """Is room short?"""
        if folded != self._folded:
            self._folded = folded
            self._show()

    def _show(self) -> None:
        while self._lines.count():
            widget = self._lines.takeAt(0).widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()
        shown = self._remarks[:1] if self._folded else self._remarks
        for remark in shown:
            self._lines.addWidget(self._line(remark))
        if more := len(self._remarks) - len(shown):
            text = ngettext("and {n} more", "and {n} more", more).format(n=number(more))
            self._lines.addWidget(button(text, self._unfold, "remark"))

    def _unfold(self) -> None:
        self.fold(folded=False)

    def _line(self, remark: Remark) -> QWidget:
        if not remark.leads_to:
            words = label(remark.text, wrap=True)
            words.setContentsMargins(theme.XS, 0, 0, 0)  # where the words of the buttons begin
            return words
        return button(remark.text, lambda: self.followed.emit(remark.leads_to), "remark")


class Swatch(QWidget):
    """The hatch that provisional figures stand on, beside the word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(theme.px(SWATCH[0]), theme.px(SWATCH[1]))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """The same hatch as in the table, with a line round it."""
        painter = QPainter(self)
        hatch(painter, self.rect())
        painter.setPen(theme.color("warning"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
