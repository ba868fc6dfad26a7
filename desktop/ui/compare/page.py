"""Who would change class by another standard: groups with counts; each opens its households."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import compare, editions
from desktop.actions.compare import Comparison, Group
from desktop.i18n import _, ngettext
from desktop.store.results import Filter
from desktop.ui import theme
from desktop.ui.session import Session, What
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import chosen, combo
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.widgets.row_button import RowButton
from desktop.ui.widgets.scroll import scrolled
from desktop.ui.words import number


class ComparePage(QWidget):
    """Compares beside the window when it is shown, and again when households changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._looking, self._again = session, False, False
        known = session.do(compare.others) or ()
        names = [(one, editions.load_edition(one).title[session.language]) for one in known]
        self.other = combo(names)
        self.other.setAccessibleName(_("The other standard"))
        self.other.currentIndexChanged.connect(self._look)
        self.count = label("", "quiet", wrap=True)
        self.content = QWidget()
        self._column = QVBoxLayout(self.content)
        self._column.setSpacing(theme.M)
        self._column.setContentsMargins(0, 0, theme.S, 0)
        self._lay_out()
        session.changed.connect(self._hear)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # given the keys, it hands them on; Tab passes by

    def refresh(self) -> None:
        """Compare again: answers may have changed since."""
        self._look()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The choice takes the keys."""
        super().focusInEvent(event)
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_comparison(self, found: Comparison) -> None:
        """How many change, then how and why."""
        empty(self._column)
        said = ngettext(
            "{n} of {total} households would be in another class.",
            "{n} of {total} households would be in another class.",
            found.changing,
        )
        self.count.setText(said.format(n=number(found.changing), total=number(found.households)))
        if found.groups:
            card = Card(_("From which class to which, and through which rule"))
            for group in found.groups:
                card.body.addWidget(self._row(group))
            self._column.addWidget(card)
        else:
            self._column.addWidget(
                Nothing("saved", _("No household would change its class."), "", tint="good")
            )
        self._column.addStretch(1)

    def _row(self, group: Group) -> RowButton:
        count = ngettext("{n} household", "{n} households", len(group.keys))
        title = f"{group.before} → {group.after}: {count.format(n=number(len(group.keys)))}"
        return RowButton(title, "", partial(self._open, group), sign="households", below=group.why)

    def _open(self, group: Group) -> None:
        self._session.go.emit("households", Filter(keys=group.keys))

    def _look(self) -> None:
        """One comparison at a time; what changes meanwhile is compared afterwards."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        self._session.read_in_background(
            _("Comparing two standards"),
            compare.compare_round,
            chosen(self.other),
            self._session.language,
            done=self._found,
            failed=self._failed,
        )

    def _found(self, found: Comparison) -> None:
        self._looking = False
        if self._again:
            self._again = False
            self._look()
        else:
            self.show_comparison(found)

    def _failed(self, error: object) -> None:
        self._looking = False
        self._session.failed.emit(error)

    def _hear(self, what: frozenset[What]) -> None:
        if self.isVisible() and What.HOUSEHOLDS in what:
            self._look()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.L)
        top.addWidget(label(_("Compare with another standard"), "title"), 1)
        top.addWidget(button(_("Back to the roll-up"), partial(self._session.go.emit, "rollup", None)))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.M)
        column.addLayout(top)
        column.addWidget(self.other)
        column.addWidget(self.count)
        column.addWidget(scrolled(self.content), 1)
