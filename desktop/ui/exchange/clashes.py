"""Clashes: the list at the left, the sides of one beside each other, the decision. Knows no action."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.clashes import ClashView
from desktop.i18n import _
from desktop.records.sides import group_paths
from desktop.ui import theme
from desktop.ui.exchange import sentences
from desktop.ui.exchange.decision import Decision, DecisionForm
from desktop.ui.exchange.side import Ancestor, Class, SideCard
from desktop.ui.exchange.waiting import Waiting, WaitingLines, WaitingModel
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.note import Note
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.widgets.numbers import NumbersButton
from desktop.ui.widgets.scroll import scrolled

MOST_SIDES = 9  # that have a key of their own
NONE = Waiting((), lambda _ids: (), lambda _id: None)
SIDE_STRETCH, MIDDLE_STRETCH = 4, 3
LIST_WIDTH, LIST_PART = 280, 4  # as wide, but never more than a part of the panel


class ClashPanel(QWidget):
    """One clash after the other; those that change a class come first."""

    settled = Signal(str, object)  # clash id, Decision
    household_wanted = Signal(object)  # FormKey
    numbers_seen = Signal(int)  # ID numbers and phones that were asked for
    question_wanted = Signal(str)  # clash id: the commune is to say which side is right

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ClashView | None = None
        self._classes: Mapping[str, Class] = {}
        self.model = WaitingModel(self)
        self.list = self._make_list()
        self.note = Note()
        self.cards: list[SideCard] = []
        self.decision = DecisionForm()
        self.decision.decided.connect(self._decided)
        self.decision.typed.connect(self._take_none)
        self.open = button(_("Open the household's form"), self._open, name="form")
        self.ask = button(_("Ask the commune"), self._ask, name="help")
        self.numbers = NumbersButton()
        self.numbers.seen.connect(self.numbers_seen)
        self.numbers.asked.connect(self._show_again)
        self._can_ask = False
        self._place, self._whose = label("", "title", wrap=True), label("", wrap=True)
        self._effect = label("", "quiet", wrap=True)
        self._sides = QWidget()
        self._sides_row = QHBoxLayout(self._sides)
        self._lay_out()
        for n in range(1, MOST_SIDES + 1):
            self._key(str(n), lambda n=n: self.take(n))
        self._key("0", self._type)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._see_focus)
        self.show_clashes(NONE, {})

    def show_clashes(self, waiting: Waiting, classes: Mapping[str, Class]) -> None:
        """Show the open clashes; the one that was open stays open if it is still there."""
        kept = self._view.clash.id if self._view else ""
        self._classes = classes
        self.model.show_waiting(waiting)
        self._pages.setCurrentIndex(1 if waiting.ids else 0)
        self._view = None
        if waiting.ids:
            self.list.setCurrentIndex(self.model.index(self.model.row(kept)))

    def show_settled(self, left: int) -> None:
        """A decision was written; the next clash is shown."""
        more = _("{clashes} left").format(clashes=sentences.clashes(left)) if left else _("none is left")
        self.note.say(_("The decision is written; {more}.").format(more=more))
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def let_ask(self, *, can_ask: bool) -> None:
        """Only an office asks the commune."""
        self._can_ask = can_ask

    def show_asked(self) -> None:
        """A question was written; the clash stays open until somebody decides."""
        self.note.say(_("The question goes to the commune with the next bundle; the clash stays open."))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.list if self.model.rowCount() else self

    def take(self, n: int) -> None:
        """Take side `n`, as its key does."""
        if 1 <= n <= len(self.cards):
            self.cards[n - 1].setChecked(True)
            self.decision.take(self.cards[n - 1].side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list leaves the room to the sides."""
        super().resizeEvent(event)
        self.list.setFixedWidth(min(theme.px(LIST_WIDTH), self.width() // LIST_PART))

    def hideEvent(self, event: QHideEvent) -> None:
        """Who comes back asks for the numbers again."""
        super().hideEvent(event)
        if self.numbers.shut() and self._view is not None:
            self._show_sides(self._view)

    def _see_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """What gets the focus is seen, also where the text is large."""
        inside = self._area.widget()
        if now is not None and inside.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)

    def _show(self) -> None:
        row = self.list.currentIndex().row()
        if self._view is not None and self._view.clash.id == self.model.id(row):
            return
        view = self.model.view(row)
        if view is None:
            return
        self._view = view
        self._place.setText(view.place)
        self._whose.setText(sentences.whose(view))
        self._effect.setText(_effect(view))
        self.open.setVisible(bool(view.household))
        self.ask.setVisible(bool(view.household) and self._can_ask)
        self._show_sides(view)

    def _show_again(self) -> None:
        """With the numbers, from now on."""
        if self._view is not None:
            self._show_sides(self._view)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sides(self, view: ClashView) -> None:
        """Numbers masked unless they were asked for; nothing is chosen yet."""
        empty(self._sides_row)
        seen = view if self.numbers.look(view.clash.id, view.numbers) else _masked(view)
        self.cards = [SideCard(side, self._classes.get(side.class_code)) for side in seen.sides]
        for card in self.cards:
            card.clicked.connect(lambda _checked=False, n=card.side.n: self.take(n))
            self._sides_row.addWidget(card, SIDE_STRETCH)
        self._sides_row.insertWidget(1, Ancestor(seen.ancestor), MIDDLE_STRETCH)
        self.decision.begin(can_type=_can_type(view), others=view.others)

    def _decided(self, decision: Decision) -> None:
        if self._view is not None:
            self.settled.emit(self._view.clash.id, decision)

    def _take_none(self) -> None:
        for card in self.cards:
            card.setAutoExclusive(False)
            card.setChecked(False)
            card.setAutoExclusive(True)

    def _type(self) -> None:
        if self.decision.value.isVisibleTo(self):
            self.decision.value.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask(self) -> None:
        if self._view is not None:
            self.question_wanted.emit(self._view.clash.id)

    def _open(self) -> None:
        if self._view is not None:
            self.household_wanted.emit(self._view.clash.key)

    def _key(self, key: str, then: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(then)

    def _make_list(self) -> QListView:
        made = QListView()
        made.setModel(self.model)
        made.setItemDelegate(WaitingLines(made))
        made.setAccessibleName(_("Open clashes"))
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setUniformItemSizes(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.selectionModel().currentChanged.connect(self._show)
        return made

    def _lay_out(self) -> None:
        self._sides_row.setContentsMargins(0, 0, 0, 0)
        self._sides_row.setSpacing(theme.S)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self._place, self._whose, self._effect):
            words.addWidget(part)
        head.addLayout(words, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(theme.S)
        buttons.addWidget(self.open)
        buttons.addWidget(self.ask)
        buttons.addWidget(self.numbers)
        head.addLayout(buttons)
        inside = QWidget()
        detail = QVBoxLayout(inside)
        detail.setContentsMargins(theme.XS, 0, 0, theme.S)
        detail.setSpacing(theme.M)
        detail.addLayout(head)
        detail.addWidget(self._sides)
        detail.addWidget(self.decision)
        detail.addStretch()
        one = QWidget()
        row = QHBoxLayout(one)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.L)
        row.addWidget(self.list)
        self._area = scrolled(inside)
        row.addWidget(self._area, 1)
        self._pages = QStackedWidget()  # a layout without a parent would flash its first page as a window
        self._pages.addWidget(_nothing())
        self._pages.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.L, 0, theme.L)
        column.setSpacing(theme.M)
        column.addWidget(self.note)
        column.addWidget(self._pages, 1)


def _masked(view: ClashView) -> ClashView:
    """The same without ID numbers and phones."""
    sides = tuple(
        replace(side, text=side.text if side.masked is None else side.masked) for side in view.sides
    )
    before = view.ancestor if view.masked_ancestor is None else view.masked_ancestor
    return replace(view, sides=sides, ancestor=before)


def _can_type(view: ClashView) -> bool:
    """Only an answer that stands alone can be typed."""
    return bool(view.household) and len(group_paths(view.clash)) == 1


def _effect(view: ClashView) -> str:
    if not view.household:
        return ""
    return (
        _("The class of the household hangs on this.")
        if view.flips
        else _("The class of the household stays the same with either side.")
    )


def _nothing() -> QWidget:
    hint = _("Where two laptops wrote the same answer differently, you decide here.")
    return Nothing("saved", _("No clash is open"), hint, tint="good")
