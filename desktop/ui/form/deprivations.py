"""The deprivations one by one: a sign and a name; unfolded, why and by which article."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.labels import label, set_role
from desktop.ui.widgets.paint import focus_ring


@dataclass(frozen=True, slots=True)
class Deprivation:
    """One deprivation as the panel shows it."""

    label: str
    holds: bool | None
    word: str  # deprived, not, not known
    source: str
    to_be_checked: bool
    why: Callable[[], str] = field(compare=False)  # what it rests on; asked for when it is unfolded


class DeprivationRow(QWidget):
    """One line with its mark; unfolded, why and by which article."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Deprivation | None = None
        self._head = _Head(self)
        self._head.toggled.connect(self._unfold)
        self._why, self._source, self._check = label("", wrap=True), label("", "small", wrap=True), _Check()
        self._folded = QWidget()
        inner = QVBoxLayout(self._folded)
        inner.setContentsMargins(theme.px(20), 0, 0, theme.S)
        inner.setSpacing(2)
        for part in (self._why, self._source, self._check):
            inner.addWidget(part)
        self._folded.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._folded)

    def show_deprivation(self, shown: Deprivation) -> None:
        """Say whether it holds, and why where that is in sight."""
        if shown != self._shown:
            self._head.show_deprivation(shown)
            self._source.setText(shown.source)
            self._check.setVisible(shown.to_be_checked)
        self._shown = shown
        if self._head.isChecked():
            self._why.setText(shown.why())

    def unfold(self) -> None:
        """Show the reason, or put it away again."""
        self._head.toggle()

    def words(self) -> str:
        """All it says, for tests and screen readers."""
        shown = self._shown
        return f"{shown.label}: {shown.word}. {shown.why()}. {shown.source}" if shown else ""

    def _unfold(self, on: bool) -> None:  # noqa: FBT001 - a Qt slot
        if on and self._shown:
            self._why.setText(self._shown.why())
        self._folded.setVisible(on)


class _Check(QLabel):
    """The small mark of a rule whose source still has to be compared."""

    def __init__(self) -> None:
        super().__init__(_("to be checked"))
        set_role(self, "small_warning")


class _Head(QToolButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: Deprivation | None = None
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_deprivation(self, shown: Deprivation) -> None:
        self._shown = shown
        self.setAccessibleName(f"{shown.label}: {shown.word}")
        self.update()

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
        deprivation_sign(painter, QRect(0, 0, theme.px(16), self.height()), shown.holds)
        painter.setFont(theme.font(strong=shown.holds is True))
        painter.setPen(theme.color("text" if shown.holds is not None else "text_quiet"))
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
