"""One side of a clash as a large button: the value, who wrote it, and what the household becomes with it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.actions.clashes import Side
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange import sentences
from desktop.ui.widgets.labels import label, line
from desktop.ui.widgets.paint import class_sign
from desktop.ui.words import moment_of

LONG = 16  # letters; a longer value is written a size smaller
SIGN = 14


@dataclass(frozen=True, slots=True)
class Class:
    """A class as screens show it: its words, and the side of the tables it stands on."""

    words: str
    side: str


class SideCard(QAbstractButton):
    """Choose it with a click, with Space, or with its number."""

    def __init__(self, side: Side, becomes: Class | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.XS)
        column.addWidget(_through(label(_("Side {n} – key {n}").format(n=side.n), "small")))
        column.addWidget(_through(value_label(side.text)))
        column.addSpacing(theme.S)
        column.addWidget(_through(label(sentences.said_by(side), wrap=True)))
        for text in (side.device, moment_of(side.when)):
            column.addWidget(_through(label(text, "small", wrap=True)))
        column.addStretch()
        if becomes is not None:
            column.addSpacing(theme.S)
            column.addWidget(line())
            column.addSpacing(theme.XS)
            column.addWidget(_through(Effect(becomes, side)))
        self.setAccessibleName(_accessible(side, becomes))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """A sheet; with the accent round it when chosen, with the ring when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self.hasFocus()
        fill = "accent_soft" if self.isChecked() else "hover" if self.underMouse() else "surface"
        painter.setBrush(theme.color(fill))
        painter.setPen(QPen(theme.color("accent" if strong else "edge"), 2 if strong else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.end()


class Ancestor(QFrame):
    """What both sides knew before they differed; it cannot be chosen."""

    def __init__(self, text: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S, theme.M, theme.S, theme.L)
        column.setSpacing(theme.XS)
        heading = label(_("Before, on both sides"), "small", wrap=True)
        value = label(text if text is not None else _("not known"), "heading" if text else "quiet", wrap=True)
        for part in (heading, value):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addStretch()
        self.setAccessibleName(f"{heading.text()}: {value.text()}")


class Effect(QWidget):
    """The class in its colour with its mark, B1 and B2 under it."""

    def __init__(self, becomes: Class, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._class = becomes
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(SIGN) + theme.S, 0, 0, 0)
        column.setSpacing(0)
        words = label(becomes.words, "heading", wrap=True)
        words.setProperty("side", becomes.side)
        column.addWidget(words)
        if points := _points(side):
            column.addWidget(label(points, "quiet", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the words paint themselves
        """The mark of the class, beside its first line."""
        painter = QPainter(self)
        size = theme.px(SIGN)
        high = self.fontMetrics().height()
        box = self.rect().adjusted(0, max(0, (high - size) // 2) + 2, 0, 0)
        box.setSize(QSize(size, size))
        class_sign(painter, box, self._class.side)
        painter.end()


def value_label(text: str) -> QLabel:
    """A value, as large as its length allows."""
    return label(text, "display" if len(text) <= LONG else "title", wrap=True)


def _through(widget: QWidget) -> QWidget:
    """The mouse goes through to the card."""
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return widget


def _points(side: Side) -> str:
    """What the household comes to: B1 where it is known by points, B2."""
    b1 = "" if side.b1 is None else _("B1: {n} points").format(n=side.b1)
    b2 = "" if side.b2 is None else _("B2: {n} points").format(n=side.b2)
    return " · ".join(part for part in (b1, b2) if part)


def _accessible(side: Side, becomes: Class | None) -> str:
    parts = [_("Side {n}: {value}").format(n=side.n, value=side.text), sentences.said_by(side)]
    parts += [side.device, moment_of(side.when)]
    if becomes is not None:
        parts.append(", ".join(part for part in (becomes.words, _points(side)) if part))
    return ". ".join(parts)
