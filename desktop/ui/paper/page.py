"""Papers before they are printed: which one, its pages as they will be, and the ways out of it."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions import papers_offer
from desktop.actions.context import Workspace
from desktop.actions.papers_offer import Offer, Order, Ready
from desktop.actions.progress import Progress
from desktop.errors import Cancelled
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.paper.output import Output
from desktop.ui.paper.pages import Pages
from desktop.ui.session import Session
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.fields import chosen, combo
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.note import Note
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.words import number


class PaperPage(QWidget):
    """Fills the chosen paper beside the window, then shows its pages. Esc goes back to where one was."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._order = Order(papers_offer.offers(session.language, papers_offer.LIST))
        self._ready: Ready | None = None
        self._which = ""  # the paper whose pages are shown, by its id
        self._asked = 0  # how often pages were asked for: an answer to an earlier question is not shown
        self.choice = combo([])
        self.choice.setAccessibleName(_("Paper"))
        self.pages = Pages(_("Pages of the paper"))
        self.place = label("", "quiet")
        self.note = Note()
        self._out = Output(session, self, self.note.say)
        self._waiting = Nothing("form", _("The pages are being made."), "")
        self._stopped = Nothing(
            "form", _("No pages were made."), "", button(_("Make the pages"), self._make, "primary")
        )
        self.stack = QStackedWidget()
        self.copy = button(_("Copy as text"), self._copy)
        self.copy.setToolTip(_("The words of the page in sight, to be pasted elsewhere"))
        self.save = button(_("Save as PDF"), self._save)
        self.save.setToolTip("Ctrl+S")
        self.printing = button(_("Print (Ctrl+P)"), self._print, "primary")
        self._lay_out()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # given the keys, it hands them on; Tab passes by

    def open(self, thing: object) -> None:
        """Offer the papers of an order; None leaves what is shown."""
        if isinstance(thing, Order):
            self._order = thing
            self._ready = None
            self.choice.blockSignals(True)
            self.choice.clear()
            for one in thing.offers:
                self.choice.addItem(one.name, one.id)
            self.choice.setCurrentIndex(max(0, self.choice.findData(thing.first)))
            self.choice.blockSignals(False)

    def refresh(self) -> None:
        """Make the pages; what was entered before is sealed by now."""
        self._make()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The pages take the keys."""
        super().focusInEvent(event)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Esc is this page's before it is the window's."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, wherever the keys are."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def _make(self) -> None:
        """Beside the window: it can be stopped below."""
        offer = next((one for one in self._order.offers if one.id == chosen(self.choice)), None)
        self._ready = None
        self.note.say("")
        self._asked += 1
        self._show(self._waiting if offer else self._stopped)
        if offer:
            self._session.read_in_background(
                offer.name,
                self._prepare,
                self._asked,
                offer,
                self._order,
                done=partial(self._made, self._asked, offer.id),
                failed=partial(self._failed, self._asked),
            )

    def _prepare(self, ws: Workspace, which: int, offer: Offer, order: Order, progress: Progress) -> Ready:
        """On its own thread; what nobody waits for any more ends at its next word of progress."""

        def wanted(done: int, total: int) -> None:
            if which != self._asked:
                raise Cancelled
            progress(done, total)

        return papers_offer.prepare(ws, offer, order, wanted, language=self._session.language)

    def _made(self, asked: int, paper: str, ready: Ready) -> None:
        if asked != self._asked:
            return
        self._ready, self._which = ready, paper
        self._show(self.pages)
        self.pages.show_sheets(ready.sheets, ready.pages)
        if not self.choice.hasFocus():
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, asked: int, error: object) -> None:
        if asked == self._asked:
            self._show(self._stopped)
        self._session.failed.emit(error)

    def _worked(self, work: object) -> None:
        """Nothing runs any more: what has no pages by now was stopped."""
        if work is None and self.stack.currentWidget() is self._waiting:
            self._show(self._stopped)

    def _show(self, part: QWidget) -> None:
        self.stack.setCurrentWidget(part)
        for one in (self.copy, self.save, self.printing):
            one.setEnabled(part is self.pages)
        self._say_place()

    def _say_place(self) -> None:
        """Page x of y, how large, and whose."""
        if self._ready is None:
            self.place.setText("")
            return
        at, total = self.pages.current() + 1, self.pages.total()
        said = _("Page {page} of {pages}").format(page=number(at), pages=number(total))
        self.place.setText(f"{said}  ·  {self.pages.zoom()} %")
        title = self._ready.sheets[self.pages.sheet()].title
        self.pages.setAccessibleName(f"{title}. {said}")

    def _copy(self) -> None:
        if self._ready:
            QGuiApplication.clipboard().setText(self.pages.text())
            self.note.say(_("The words of this page were copied; paste them anywhere."))

    def _save(self) -> None:
        if self._ready:
            self._out.save(self._which, self._ready.sheets)

    def _print(self) -> None:
        if self._ready:
            self._out.print(self._which, self._ready.sheets, sum(self._ready.pages))

    def _back(self) -> None:
        self._asked += 1
        self._session.go.emit(*self._order.back)

    def _connect(self) -> None:
        self.choice.activated.connect(self._make)
        self.pages.turned.connect(self._say_place)
        self._session.working.connect(self._worked)
        for keys, then in (
            ("Ctrl+P", self.printing.click),
            ("Ctrl+S", self.save.click),
            ("Ctrl+C", self.copy.click),
            ("Ctrl++", partial(self.pages.zoom_by, 1)),
            ("Ctrl+=", partial(self.pages.zoom_by, 1)),
            ("Ctrl+-", partial(self.pages.zoom_by, -1)),
            ("Ctrl+0", partial(self.pages.zoom_by, 0)),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(then)

    def _lay_out(self) -> None:
        for part in (self.pages, self._waiting, self._stopped):
            self.stack.addWidget(part)
        top, row = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(theme.S)
        top.addWidget(label(_("Papers"), "title"), 1)
        top.addWidget(self.place)
        for text, name, step in (("−", _("Smaller (Ctrl+-)"), -1), ("+", _("Larger (Ctrl++)"), 1)):
            made = button(text, partial(self.pages.zoom_by, step), "bare")
            made.setAccessibleName(name)
            made.setToolTip(name)
            top.addWidget(made)
        top.addWidget(button(_("Back (Esc)"), self._back))
        row.setSpacing(theme.M)
        row.addWidget(self.choice, 1)
        for one in (self.copy, self.save, self.printing):
            row.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.M)
        column.addLayout(top)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.stack, 1)
