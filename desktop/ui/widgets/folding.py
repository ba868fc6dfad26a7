"""Things side by side, or one under the other where room is short."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from desktop.ui import theme

ROOM = 900  # how wide both columns must be to stand side by side


class Folding(QWidget):
    """Folds below the width `at` (at the usual text size); without one, where what is in it does not fit."""

    def __init__(self, at: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = at
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def minimumSizeHint(self) -> QSize:
        """It may become as narrow as its widest part: then it folds."""
        return QSize(0, self.row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        folded = self.width() < (theme.px(self._at) or self._needs())
        directions = (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom)
        if self.row.direction() is not directions[folded]:
            self.row.setDirection(directions[folded])
            self.updateGeometry()

    def _needs(self) -> int:
        hints = [self.row.itemAt(place).sizeHint().width() for place in range(self.row.count())]
        return sum(hints) + self.row.spacing() * (len(hints) - 1)


def two_columns(left: QBoxLayout, right: QBoxLayout, shares: tuple[int, int] = (3, 2)) -> Folding:
    """A list and what is said of its row; the second folds under the first where room is short."""
    inside = Folding(ROOM)
    inside.row.setContentsMargins(0, theme.L, 0, theme.L)
    inside.row.setSpacing(theme.L)
    for column, share in zip((left, right), shares, strict=True):
        column.setSpacing(theme.M)
        inside.row.addLayout(column, share)
    return inside
