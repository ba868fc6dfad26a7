"""The licences: what the program is made of at the left, the text of the chosen part at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.actions import licences
from desktop.actions.context import Workspace
from desktop.actions.licences import Part
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.session import Session
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.choice_list import ChoiceList
from desktop.ui.widgets.labels import label
from desktop.ui.words import number

WIDTH = 300  # of the list


class LicencesPage(QWidget):
    """Opened from the settings; the arrow keys go from part to part, Alt+Left goes back."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._parts: tuple[Part, ...] = ()
        self.back = button(_("Back to the settings"), self._leave)
        self.count = label("", "quiet")
        self.list = ChoiceList(_("Parts"))
        self.list.setFixedWidth(theme.px(WIDTH))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Licence"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.list.currentRowChanged.connect(self._show)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # given the keys, it hands them on; Tab passes by
        self._lay_out()
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._leave)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list takes the keys."""
        super().focusInEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read them, once."""
        if self._parts:
            return
        self._parts = self._session.do(_parts) or ()
        for row, part in enumerate(self._parts):
            self.list.add(str(row), part.name, part.licence or _("see its text"))
        count = len(self._parts)
        self.count.setText(ngettext("{n} part", "{n} parts", count).format(n=number(count)))
        self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._parts):
            text = self._parts[row].text
            self.text.setPlainText(text or _("Its text comes with the installed program."))

    def _leave(self) -> None:
        self._session.go.emit("settings", None)

    def _lay_out(self) -> None:
        top, below, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.setSpacing(theme.L)
        top.addWidget(label(_("Licences"), "title"))
        top.addWidget(self.count, 1)
        top.addWidget(self.back)
        about = _("The program is made of these parts, each under its own licence. Qt may be replaced.")
        below.setSpacing(theme.L)
        below.addWidget(self.list)
        below.addWidget(self.text, 1)
        column.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
        column.setSpacing(theme.M)
        column.addLayout(top)
        column.addWidget(label(about, "quiet", wrap=True))
        column.addLayout(below, 1)


def _parts(_ws: Workspace) -> tuple[Part, ...]:
    return licences.parts()
