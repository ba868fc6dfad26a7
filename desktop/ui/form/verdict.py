"""Parts of the result: the class as a word, a number on its scale, a deprivation that unfolds its reason."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.records.scale import Scale
from desktop.ui import theme
from desktop.ui.form.shown import grouped
from desktop.ui.widgets.labels import label, set_role
from desktop.ui.widgets.paint import class_sign, focus_ring

SIGN, BAR = 20, 6


class ClassWord(QWidget):
    """The class: its sign and its word in its colour, and a quiet line on how sure it is."""

    def __init__(self, *, large: bool = True) -> None:
        super().__init__()
        self._side = "unknown"
        self._large = large
        self._word, self._note = label("", wrap=large), label("", "small", wrap=True)
        self._sign = _Sign(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._word)
        words.addWidget(self._note)
        row.addLayout(words, 1)

    def show_class(self, side: str, word: str, note: str) -> None:
        """Which class, in words, and a note under it."""
        self._side = side
        self._sign.show_side(side)
        self._word.setText(word)
        set_role(self._word, f"{'class' if self._large else 'small_class'}_{side}")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(f"{word}. {note}" if note else word)

    def word(self) -> str:
        """What it says."""
        return self._word.text()

    def side(self) -> str:
        """Which side of the tables it stands on."""
        return self._side


class _Sign(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = "unknown"
        self.setFixedSize(theme.px(SIGN), theme.px(SIGN + 8))

    def show_side(self, side: str) -> None:
        self._side = side
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        class_sign(painter, self.rect().adjusted(2, 6, -2, -4), self._side)
        painter.end()


class ScaleBar(QWidget):
    """A number, large, and under it the scale it stands on with the lines of the law marked."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._scale: Scale | None = None
        self._title, self._value, self._unit = label(title, "quiet"), label("–", "title"), label("", "small")
        self._drawn = _Drawn()
        top = QHBoxLayout()
        top.setSpacing(theme.S)
        top.addWidget(self._title, 1, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._drawn)

    def show_scale(self, title: str, scale: Scale | None, unit: str, side: str) -> None:
        """The number, its unit, and the colour of the class on the mark."""
        self._title.setText(title)
        value = "–" if scale is None or scale.value is None else grouped(str(scale.value))
        if scale and scale.value is not None and scale.possible not in (None, scale.value):
            value = f"{value}–{scale.possible}"
        self._value.setText(value)
        self._unit.setText(unit)
        self._drawn.show_scale(scale, side)
        self.setAccessibleName(f"{title}: {value} {unit}")


class _Drawn(QWidget):
    """The line itself: what is certain filled, what is possible pale, the lines of the law as ticks."""

    def __init__(self) -> None:
        super().__init__()
        self._scale: Scale | None = None
        self._color = "text_quiet"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(BAR + 22))

    def show_scale(self, scale: Scale | None, side: str) -> None:
        color = theme.SIDES[side].color
        if (scale, color) != (self._scale, self._color):
            self._scale, self._color = scale, color
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, theme.px(4), self.width(), theme.px(BAR))
        self._fill(painter, bar, 1.0, theme.color("line"))
        if self._scale:
            possible, certain = self._scale.possible or 0, self._scale.value or 0
            pale = theme.color(self._color)
            pale.setAlphaF(0.35)
            self._fill(painter, bar, possible / self._scale.top, pale)
            self._fill(painter, bar, certain / self._scale.top, theme.color(self._color))
            self._ticks(painter, bar, self._scale)
        painter.end()

    def _fill(self, painter: QPainter, bar: QRectF, part: float, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        filled = QRectF(bar.left(), bar.top(), bar.width() * min(part, 1.0), bar.height())
        if filled.width() > 0:
            painter.drawRoundedRect(filled, bar.height() / 2, bar.height() / 2)

    def _ticks(self, painter: QPainter, bar: QRectF, scale: Scale) -> None:
        painter.setFont(theme.font("small"))
        for line in scale.lines:
            x = bar.left() + bar.width() * line / scale.top
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.drawLine(QPointF(x, bar.top() - 4), QPointF(x, bar.bottom() + 4))
            painter.setPen(theme.color("text_quiet"))
            words = grouped(str(line))
            wide = painter.fontMetrics().horizontalAdvance(words) + 4
            left = min(max(x - wide / 2, 0.0), self.width() - wide)
            room = QRectF(left, bar.bottom() + 2, wide, self.height() - bar.bottom() - 2)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


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
