"""Receive: choose or drop files, read the receipt, one button. Knows no action."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.caution import needs_second
from desktop.actions.receive import Plan, Received
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange import sentences
from desktop.ui.exchange.receipt import Receipt
from desktop.ui.exchange.second import SecondPerson
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.folding import Folding
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.note import Note
from desktop.ui.widgets.nothing import Nothing


class ReceivePanel(QWidget):
    """Empty, with a receipt to agree to, or with what was received."""

    files_wanted = Signal()
    files_dropped = Signal(object)  # tuple[Path, ...]
    agreed = Signal(object, object)  # Plan, Second | None
    clashes_wanted = Signal()
    minutes_wanted = Signal(str)  # the bundle that came, on paper

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._plan: Plan | None = None
        self._receipt: QWidget | None = None
        self.to_clashes = button(_("Settle the clashes"), self.clashes_wanted.emit, name="clash")
        self._bundle = ""
        self.minutes = button(_("Minutes of the hand-over"), lambda: self.minutes_wanted.emit(self._bundle))
        self.note = Note(self.minutes, self.to_clashes)
        self.empty = DropPlace()
        self.empty.choose.clicked.connect(self.files_wanted)
        self.agree = button("", self._agree, "primary")
        self.other = button(_("Choose other files…"), self.files_wanted.emit)
        self.drop_it = button(_("Receive nothing"), self.show_empty)
        self.second = SecondPerson()
        self._backup = label(_("A backup is made first."), "small")
        self._foot = self._make_foot()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.L, 0, theme.L)
        self._column.setSpacing(theme.L)
        self._column.addWidget(self.note)
        self._column.addWidget(self.empty, 1)
        self._column.addWidget(self._foot)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.files_wanted)
        self.show_empty()

    def show_empty(self) -> None:
        """Nothing is chosen."""
        self._swap(None)
        self.note.say("")
        self.empty.show()
        self._foot.hide()
        self.empty.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_plan(self, plan: Plan) -> None:
        """What the chosen files would do."""
        self._plan = plan
        self.note.say("")
        self.empty.hide()
        self._swap(Receipt(plan))
        can = any(not file.already for file in plan.accepted)
        self.agree.setText(sentences.will_receive(plan) if can else _("There is nothing to receive"))
        self.agree.setAccessibleName(self.agree.text())
        self.agree.setEnabled(can)
        self._backup.setVisible(can)
        self.second.setVisible(can and needs_second(plan.cautions))
        self._foot.show()
        asked = self.second.name if self.second.isVisibleTo(self) else self.agree
        first = asked if can else self.other
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_received(self, received: Received) -> None:
        """What was done, and what is to be decided now."""
        self.show_empty()
        clashes = len(received.plan.clashes)
        came = [file.bundle_id for file in received.plan.accepted if not file.already]
        self._bundle = came[0] if len(came) == 1 else ""  # of several: in the history, one by one
        self.minutes.setVisible(bool(self._bundle))
        self.to_clashes.setVisible(clashes > 0)
        self.note.say(sentences.received(received.plan))
        first = self.to_clashes if clashes else self.empty.choose
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        choices = (self.agree, self.to_clashes, self.empty.choose, self.other)
        return next(one for one in choices if one.isVisibleTo(self) and one.isEnabledTo(self))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere here."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The same as choosing them."""
        self.files_dropped.emit(_files(event))
        event.acceptProposedAction()

    def _swap(self, receipt: QWidget | None) -> None:
        if self._receipt is not None:
            self._column.removeWidget(self._receipt)
            self._receipt.hide()
            self._receipt.deleteLater()
        self._receipt = receipt
        if receipt is not None:
            self._column.insertWidget(1, receipt, 1)
        else:
            self._plan = None

    def _agree(self) -> None:
        second = self.second.agreed() if self.second.isVisibleTo(self) else None
        if self._plan is not None and (second or not self.second.isVisibleTo(self)):
            self.agreed.emit(self._plan, second)

    def _make_foot(self) -> QWidget:
        foot, buttons, others = QWidget(), Folding(), QHBoxLayout()
        others.setSpacing(theme.M)
        others.addStretch()
        for part in (self.other, self.drop_it):
            others.addWidget(part)
        buttons.row.setSpacing(theme.M)
        buttons.row.addWidget(self.agree)
        buttons.row.addLayout(others, 1)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(self.second)
        column.addWidget(self._backup)
        column.addWidget(buttons)
        return foot


class DropPlace(QFrame):
    """One sentence, one button, and room to drop files."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.choose = button(_("Choose files…"), None, "primary", "folder")
        hint = _("You see what comes in and what it changes before anything is written.")
        column = QVBoxLayout(self)
        column.addWidget(Nothing("bundle", _("Choose bundles, or drop them here"), hint, self.choose))


def _files(event: QDropEvent) -> tuple[Path, ...]:
    urls = event.mimeData().urls()
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
