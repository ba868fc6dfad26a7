"""The form as a screen of the window: a household that is open, or how to open one."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.actions import papers_offer
from desktop.actions.papers_asked import Asked
from desktop.actions.papers_offer import Order
from desktop.i18n import _
from desktop.records.model import FormKey
from desktop.ui import theme
from desktop.ui.form.controller import FormController
from desktop.ui.form.view import FormView
from desktop.ui.session import Session
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label

LEFT = "form_left"  # the household that was left open, as a property of the session


class FormPage(QWidget):
    """Shows one household; leaving the screen seals it, coming back opens it again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.view = FormView(session.ws.edition, session.language)
        self.controller = FormController(session, self.view, self)
        self._empty = _nothing_open(session)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self._empty)
        self._layout.addWidget(self.view)
        session.round_changed.connect(self._forget)
        self._print_key = QShortcut(QKeySequence("Ctrl+P"), self)
        self._print_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._print_key.activated.connect(self._print)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # given the keys, it hands them on; Tab passes by

    def open(self, thing: object) -> None:
        """Open the household of a key, or of (key, path) at that path; None begins a new one."""
        self._session.setProperty(LEFT, None)
        if thing is None:
            self.controller.new()
        elif isinstance(thing, tuple):
            self.controller.open(*thing)
        else:
            self.controller.open(cast("FormKey", thing))
        self._show()

    def refresh(self) -> None:
        """Open again what was left, also by a page before this one, in another language."""
        left = self._session.property(LEFT)
        if left and self.controller.key() is None:
            self.controller.open(FormKey(left))
        self._session.setProperty(LEFT, None)
        self._show()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyer starts where something is left to answer."""
        super().focusInEvent(event)
        if self.controller.key():
            self.controller.start()
        else:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen was opened: what was entered is sealed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._session.setProperty(LEFT, self.controller.leave())

    def _print(self) -> None:
        """The papers of this household; back from them one is where one was."""
        key, at = self.controller.key(), self.view.at()
        if key:
            offers = papers_offer.offers(self._session.language, papers_offer.HOUSEHOLD)
            order = Order(offers, Asked(keys=(key,)), back=("form", (key, at)))
            self._session.go.emit("paper", order)

    def _forget(self) -> None:
        """What was left open belongs to the round before."""
        self._session.setProperty(LEFT, None)

    def _show(self) -> None:
        self._layout.setCurrentWidget(self.view if self.controller.key() else self._empty)


def _nothing_open(session: Session) -> QWidget:
    """What to do when no household is open."""
    made = QWidget()
    begin = button(_("New household"), lambda: session.go.emit("form", None), "primary", "add")
    listed = button(_("Open the list of households"), lambda: session.go.emit("households", None))
    made.setFocusProxy(begin)
    column = QVBoxLayout(made)
    column.setSpacing(theme.M)
    column.addStretch(2)
    for part in (label(_("No household is open."), "heading"), begin, listed):
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(3)
    return made
