"""A short list of places to jump to; it keeps its buttons, so that nothing blinks when it changes."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.i18n import ngettext
from desktop.ui import theme
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.paint import focus_ring

LEFT = 18  # room for the arrow
Link = tuple[str, str, str]  # path, words, colour by name


class Links(QWidget):
    """A heading with how many there are, the first few as links, and how many more."""

    jumped = Signal(str)  # path

    def __init__(self, title: str, most: int) -> None:
        super().__init__()
        self._title, self._most = title, most
        self._heading, self._more = label(title, "strong"), label("", "small")
        self._links = [JumpLink() for _place in range(most)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        for link in self._links:
            link.clicked.connect(lambda _on=False, link=link: self.jumped.emit(link.path))
            column.addWidget(link)
        column.addWidget(self._more)
        self.show_links([], 0)

    def show_links(self, links: Sequence[Link], number: int) -> None:
        """The first places, in order, of so many; none hides the list."""
        self.setVisible(bool(links))
        self._heading.setText(f"{self._title} ({number})")
        for place, link in enumerate(self._links):
            link.setVisible(place < len(links))
            if place < len(links):
                link.show_link(*links[place])
        rest = number - self._most
        self._more.setVisible(rest > 0)
        self._more.setText(ngettext("and {n} more", "and {n} more", rest).format(n=rest))

    def links(self) -> list["JumpLink"]:
        """Those that are in sight."""
        return [link for link in self._links if not link.isHidden()]


class JumpLink(QToolButton):
    """One place; its words wrap when they must."""

    def __init__(self) -> None:
        super().__init__()
        self.path, self._words, self._color = "", "", "accent"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_link(self, path: str, words: str, color: str) -> None:
        """Where it goes and what it says."""
        self.path = path
        if (words, color) == (self._words, self._color):
            return
        self._words, self._color = words, color
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What it says."""
        return self._words

    def hasHeightForWidth(self) -> bool:
        """Taller when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as the words take."""
        room = QRect(0, 0, max(1, width - theme.px(LEFT)), theme.px(1000))
        wrap = Qt.TextFlag.TextWordWrap
        return QFontMetrics(theme.font()).boundingRect(room, wrap, self._words).height() + theme.px(6)

    def sizeHint(self) -> QSize:
        """As wide as the panel lets it."""
        return QSize(theme.px(200), self.heightForWidth(self.width() or theme.px(280)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """An arrow and the words, underlined under the mouse."""
        painter = QPainter(self)
        painter.setPen(theme.color(self._color))
        font = theme.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        words = self.rect().adjusted(theme.px(LEFT), theme.px(3), 0, 0)
        painter.drawText(words, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, self._words)
        painter.setFont(theme.font())
        painter.drawText(self.rect().adjusted(2, theme.px(3), 0, 0), Qt.AlignmentFlag.AlignTop, "›")
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()
