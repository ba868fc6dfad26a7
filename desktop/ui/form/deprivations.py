"""Lines that answer “why?”: a sign and a name; unfolded, the sentence and the article. Ctrl+C copies it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.labels import label, set_role
from desktop.ui.widgets.paint import focus_ring


@dataclass(frozen=True, slots=True)
class Deprivation:
    """One deprivation as the panel shows it, or the class itself: that has no sign of its own."""

    label: str
    holds: bool | None
    word: str  # deprived, not, not known
    source: str
    to_be_checked: bool
    why: Callable[[], str] = field(compare=False)  # the sentence; asked for when it is unfolded
    is_class: bool = False


class DeprivationRow(QWidget):
    """One line with its mark; unfolded, why and by which article."""

    left = Signal()  # Esc: back to the sheet

    def __init__(self) -> None:
        super().__init__()
        self._shown: Deprivation | None = None
        self.head = _Head(self)
        self.head.toggled.connect(self._unfold)
        self.head.copied.connect(self.copy)
        self.head.left.connect(self.left)
        self._why, self._source = label("", wrap=True), label("", "small", wrap=True)
        self._folded = QWidget()
        inner = QVBoxLayout(self._folded)
        inner.setContentsMargins(theme.px(20), 0, 0, theme.S)
        inner.setSpacing(2)
        for part in (self._why, self._source):
            inner.addWidget(part)
        self._folded.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._folded)

    def show_deprivation(self, shown: Deprivation) -> None:
        """Say whether it holds, and why where that is in sight."""
        if shown != self._shown:
            self.head.show_deprivation(shown)
            self._source.setText(shown.source)
            set_role(self._source, "small_warning" if shown.to_be_checked else "small")
        self._shown = shown
        if self.head.isChecked():
            self._why.setText(shown.why())

    def unfold(self) -> None:
        """Show the reason, or put it away again."""
        self.head.toggle()

    def words(self) -> str:
        """All it says, as it is copied."""
        return f"{self._shown.why()} {self._shown.source}" if self._shown else ""

    def copy(self) -> None:
        """The sentence and its source, for a letter or a message."""
        QGuiApplication.clipboard().setText(self.words())

    def _unfold(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        if on and self._shown:
            self._why.setText(self._shown.why())
        self._folded.setVisible(on)


class _Head(QToolButton):
    copied = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: Deprivation | None = None
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_deprivation(self, shown: Deprivation) -> None:
        self._shown = shown
        self.setAccessibleName(f"{shown.label}: {shown.word}" if shown.word else shown.label)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return unfolds, up and down go from line to line, Ctrl+C copies, Esc goes back."""
        steps = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
        elif key in steps:
            self.focusNextPrevChild(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(25))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)
        if self._shown:
            self._paint_words(painter, self._shown)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def _paint_words(self, painter: QPainter, shown: Deprivation) -> None:
        rect = self.rect().adjusted(theme.px(20), 0, -2, 0)
        mark = QRect(0, 0, theme.px(16), self.height())
        if shown.is_class:
            painter.setPen(theme.color("accent"))
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, "⌄" if self.isChecked() else "›")
        else:
            deprivation_sign(painter, mark, shown.holds)
        painter.setFont(theme.font(strong=shown.holds is True))
        tint = "text" if shown.holds is not None else "text_quiet"
        painter.setPen(theme.color("accent" if shown.is_class else tint))
        words = painter.fontMetrics().elidedText(shown.label, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)


class Legend(QWidget):
    """What the three signs mean."""

    def __init__(self) -> None:
        super().__init__()
        self._meanings = ((True, _("deprived")), (False, _("not deprived")), (None, _("not known")))
        self.setFixedHeight(theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sign and word, three times."""
        super().paintEvent(event)
        painter = QPainter(self)
        left = 0
        for holds, word in self._meanings:
            deprivation_sign(painter, QRect(left, 0, theme.px(16), self.height()), holds)
            left += theme.px(20)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text_quiet"))
            wide = painter.fontMetrics().horizontalAdvance(word)
            painter.drawText(QRect(left, 0, wide, self.height()), Qt.AlignmentFlag.AlignVCenter, word)
            left += wide + theme.px(theme.L)
        painter.end()


def deprivation_sign(painter: QPainter, rect: QRect, holds: bool | None) -> None:  # noqa: FBT001 - a value
    """A full dot where deprived, a small ring where not, a question mark where not known."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, by = QRectF(rect).center(), theme.scale()
    if holds is None:
        painter.setFont(theme.font("small", strong=True))
        painter.setPen(theme.color("unknown"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "?")
        return
    painter.setPen(QPen(theme.color("poor" if holds else "edge"), 1.4))
    painter.setBrush(theme.color("poor") if holds else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, 4.5 * by, 4.5 * by)
