"""The manual: its pages at the left, the open one at the right, a search over all of them. Esc goes back."""

from functools import partial
from urllib.parse import urlparse

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.actions import manual
from desktop.actions.papers_offer import TOLD, Offer, Order
from desktop.i18n import _
from desktop.records.fold import fold
from desktop.report.paper import Page as Paper
from desktop.report.paper import Sheet
from desktop.ui import theme
from desktop.ui.help.reader import Reader
from desktop.ui.session import Session
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.fields import line_edit
from desktop.ui.widgets.labels import label

LIST, NAME = 248, Qt.ItemDataRole.UserRole
ON_PAPER = Paper(margins=(18, 14, 14, 14), points=11, one_page=True)
GRID = "td { padding: 2px; } code { font-weight: bold; }"


class HelpPage(QWidget):
    """Shows a page by its name; None shows what was read last."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._pages = {one.name: one for one in manual.pages(session.language)}
        self._open, self._before = "", list[str]()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Pages of the manual"))
        self.list.setWordWrap(True)
        self.reader = Reader(_("The manual"))
        self.search = line_edit(placeholder=_("Search the manual"))
        self.search.setAccessibleName(_("Search the manual"))
        self.back = button(_("Back"), self._back)
        self._lay_out()
        self._connect()
        self._show_list("")
        self._show(next(iter(self._pages)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # given the keys, it hands them on; Tab passes by

    def open(self, thing: object) -> None:
        """Show a page."""
        if thing in self._pages:
            self._show(str(thing))

    def refresh(self) -> None:
        """The manual stays as it is."""

    def shown(self) -> str:
        """The name of the open page."""
        return self._open

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list takes the keys."""
        super().focusInEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Esc is this page's while it has a page to go back to."""
        override = event.type() == QEvent.Type.ShortcutOverride and bool(self._before)
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the page before."""
        if event.key() == Qt.Key.Key_Escape and self._before:
            self._back()
        else:
            super().keyPressEvent(event)

    def _show(self, name: str) -> None:
        if name == self._open:
            return
        if self._open:
            self._before.append(self._open)
        self._read(name)

    def _read(self, name: str) -> None:
        self._open = name
        self.back.setEnabled(bool(self._before))
        self.reader.show_text(self._pages[name].text, self._pages[name].title)
        self.list.blockSignals(True)
        shown = self._listed()
        self.list.setCurrentRow(shown.index(name) if name in shown else -1)
        self.list.blockSignals(False)

    def _back(self) -> None:
        if self._before:
            self._read(self._before.pop())

    def _follow(self, url: QUrl) -> None:
        """A link to another page; there are no others."""
        name = urlparse(url.toString()).path.rpartition("/")[2].removesuffix(manual.ENDING)
        if name in self._pages:
            self._show(name)

    def _show_list(self, text: str) -> None:
        """The pages that hold what is searched for."""
        wanted = fold(text)
        found = [one for one in self._pages.values() if wanted in fold(one.text)]
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            item = QListWidgetItem(one.title.partition(":")[0])
            item.setData(NAME, one.name)
            item.setToolTip(one.title)
            self.list.addItem(item)
        self.list.blockSignals(False)
        if self._open:
            self._read(self._open)

    def _find(self) -> None:
        """Return in the search field: the next place, in another page where this one has none."""
        text = self.search.text()
        if text and not self.reader.find_next(text) and self.list.count():
            names = self._listed()
            at = names.index(self._open) + 1 if self._open in names else 0
            self._show(names[at % len(names)])
            self.reader.find_next(text)

    def _print(self) -> None:
        """The open page as a paper."""
        title = self._pages[self._open].title
        sheet = Sheet(self.reader.html(), GRID, ON_PAPER, title)
        offer = Offer(self._open, title, TOLD)
        self._session.go.emit("paper", Order((offer,), ready=(sheet,), back=("help", self._open)))

    def _listed(self) -> list[str]:
        return [str(self.list.item(n).data(NAME)) for n in range(self.list.count())]

    def _chosen(self, row: int) -> None:
        if row >= 0:
            self._show(self._listed()[row])

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._chosen)
        self.search.textChanged.connect(self._show_list)
        self.search.returnPressed.connect(self._find)
        self.reader.anchorClicked.connect(self._follow)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.M)
        top.addWidget(label(_("Help"), "title"))
        top.addStretch(1)
        top.addWidget(self.search, 1)
        top.addWidget(self.back)
        top.addWidget(button(_("Print this page"), self._print))
        keys = partial(self._session.go.emit, "help", manual.KEYS)
        left = QVBoxLayout()
        left.setSpacing(theme.S)
        left.addWidget(self.list, 1)
        left.addWidget(button(_("All keys on one page"), keys))
        side = QWidget()
        side.setFixedWidth(theme.px(LIST))
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        row = QHBoxLayout()
        row.setSpacing(theme.L)
        row.addWidget(side)
        row.addWidget(self.reader, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.M)
        column.addLayout(top)
        column.addLayout(row, 1)
