"""Households that may be one: the pairs at the left, both forms side by side, the decision below."""

from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import audit, duplicates, words
from desktop.actions.duplicates import Pair
from desktop.i18n import N_, _, ngettext
from desktop.records.alike import Sign
from desktop.records.links import Decision
from desktop.records.model import FormKey
from desktop.ui import theme
from desktop.ui.duplicates.decision import DecisionPanel
from desktop.ui.duplicates.sides import Sides
from desktop.ui.session import Session, What
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.fields import chosen, combo
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.widgets.row_button import RowButton
from desktop.ui.widgets.scroll import scrolled
from desktop.ui.words import number

MOST, LIST_WIDTH, WIDEST = 60, 360, 400  # large text takes no room from the two sides
OPEN, ALL = "", "all"
SIGNS = {
    Sign.SAME_ID: N_("the same ID number"),
    Sign.SAME_DAY: N_("alike in name and day of birth"),
    Sign.SAME_YEAR: N_("the same name and year of birth"),
}


class DuplicatesPage(QWidget):
    """Looks the round through beside the window when it is shown, and again when households changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._looking, self._again = session, False, False
        self._pairs: tuple[Pair, ...] = ()
        self._asked: tuple[FormKey, FormKey] | None = None  # the pair that another screen asked for
        self._shown: Pair | None = None
        self.which = combo([(OPEN, _("Those to decide")), (ALL, _("Decided ones too"))])
        self.which.setAccessibleName(_("Which pairs"))
        self.which.currentIndexChanged.connect(self._show_list)
        self.count = label("", "quiet")
        self.list, self.right = QWidget(), QWidget()
        self._rows = QVBoxLayout(self.list)
        self._rows.setContentsMargins(0, 0, theme.S, 0)
        self._rows.setSpacing(theme.XS)
        self._shelf = scrolled(self.list)
        self.sides, self.decision = Sides(), DecisionPanel(session.language)
        self.nothing = Nothing("saved", _("Nobody seems to stand here twice."), "", tint="good")
        self._lay_out()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # given the keys, it hands them on; Tab passes by

    def open(self, thing: object) -> None:
        """Show two households, by their keys; None shows the list."""
        keys = cast("tuple[FormKey, FormKey]", thing)
        self._asked = (min(keys), max(keys)) if isinstance(thing, tuple) else None

    def refresh(self) -> None:
        """Look again: something may have been corrected since."""
        if self._asked:
            self._show(self._session.do(duplicates.pair, *self._asked))
        self._look()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first pair takes the keys; one that was asked for, its decision."""
        super().focusInEvent(event)
        if self._shown and self._asked:
            self.decision.start()
        else:
            (self._first() or self.which).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_pairs(self, pairs: tuple[Pair, ...]) -> None:
        """List these; the one that is open stays open, as it is now."""
        self._pairs = pairs
        self._show_list()
        here = self._shown and next((one for one in pairs if _keys(one) == _keys(self._shown)), None)
        if self._shown and not here and self._asked != _keys(self._shown):
            self._show(None)
        elif here:
            self._show(here)

    def _show_list(self) -> None:
        empty(self._rows)
        still_open = sum(pair.is_open for pair in self._pairs)
        said = ngettext("{n} pair to decide", "{n} pairs to decide", still_open)
        self.count.setText(said.format(n=number(still_open)))
        wanted = [pair for pair in self._pairs if pair.is_open or chosen(self.which) == ALL]
        for pair in wanted[:MOST]:
            self._rows.addWidget(self._row(pair))
        rest = len(wanted) - MOST
        if rest > 0:
            more = ngettext("and {n} more", "and {n} more", rest).format(n=number(rest))
            self._rows.addWidget(label(more, "small"))
        self._rows.addStretch(1)
        self.nothing.setVisible(not wanted and self._shown is None)
        self._shelf.setVisible(bool(wanted))

    def _row(self, pair: Pair) -> RowButton:
        signs = [_(SIGNS[sign]) for sign in sorted({one.sign for one in pair.twins}, reverse=True)]
        said = [words.LINK_WORDS[pair.said.decision][self._session.language]] if pair.said else []
        sign, tint = ("warning", "warning") if pair.is_open else ("saved", "good")
        below = " · ".join([f"↔ {pair.other.title}", *said, *signs])
        opens = partial(self._choose, pair)
        return RowButton(pair.one.title, "", opens, sign=sign, tint=tint, below=below)

    def _first(self) -> QWidget | None:
        return next(iter(self.list.findChildren(RowButton)), None)

    def _choose(self, pair: Pair) -> None:
        self._asked = _keys(pair)
        self._show(pair)
        self.decision.start()

    def _show(self, pair: Pair | None) -> None:
        self._shown = pair
        self.right.setVisible(pair is not None)
        if pair is not None:
            self.nothing.hide()
            lines = self._session.do(duplicates.lines, pair, self._session.language) or ()
            self.sides.show_pair(pair, lines)
            self.decision.show_pair(pair)

    def _decide(self, decision: str, why: str) -> None:
        if self._shown:
            self._session.do(duplicates.decide, *_keys(self._shown), Decision(decision), why)
            self._changed()

    def _undo(self) -> None:
        if self._shown:
            self._session.do(duplicates.undecide, *_keys(self._shown))
            self._changed()

    def _drop(self, drop: str, keep: str) -> None:
        if self._session.do(duplicates.count_once, FormKey(drop), FormKey(keep)):
            self._asked = None
            self._show(None)
            self._session.say(What.HOUSEHOLDS, What.TABLES, What.EXCHANGE)
            self.which.setFocus()

    def _changed(self) -> None:
        """The open pair as it is now, at once; the list when it was looked through again."""
        if self._shown:
            self._asked = _keys(self._shown)
            self._show(self._session.do(duplicates.pair, *_keys(self._shown)))
            self.decision.start()
        self._session.say(What.HOUSEHOLDS, What.EXCHANGE)

    def _look(self) -> None:
        """One look at a time; what changes meanwhile is looked at afterwards."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        title = _("Looking for households that stand here twice")
        self._session.read_in_background(title, duplicates.pairs, done=self._found, failed=self._failed)

    def _found(self, pairs: tuple[Pair, ...]) -> None:
        self._looking = False
        if self._again:
            self._again = False
            self._look()
        else:
            self.show_pairs(pairs)

    def _failed(self, error: object) -> None:
        self._looking = False
        self._session.failed.emit(error)

    def _hear(self, what: frozenset[What]) -> None:
        if self.isVisible() and What.HOUSEHOLDS in what:
            self._look()

    def _log_numbers(self, numbers: int) -> None:
        self._session.do(audit.note, audit.NUMBERS, "duplicates", {"numbers": numbers})

    def _open(self, key: str) -> None:
        self._session.go.emit("form", FormKey(key))

    def _connect(self) -> None:
        self._session.changed.connect(self._hear)
        self.sides.opened.connect(self._open)
        self.sides.numbers_seen.connect(self._log_numbers)
        self.sides.numbers.asked.connect(self.decision.start)
        self.decision.decided.connect(self._decide)
        self.decision.undone.connect(self._undo)
        self.decision.dropped.connect(self._drop)
        self.decision.clash_wanted.connect(lambda: self._session.go.emit("exchange", None))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.L)
        top.addWidget(label(_("Households that may be one"), "title"))
        top.addWidget(self.count, 1)
        top.addWidget(self.which)
        top.addWidget(button(_("Back to the households"), lambda: self._session.go.emit("households", None)))
        beside = QVBoxLayout(self.right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.M)
        beside.addWidget(scrolled(self.sides), 1)
        beside.addWidget(self.decision)
        self.right.hide()
        self._shelf.setFixedWidth(min(theme.px(LIST_WIDTH), WIDEST))
        row = QHBoxLayout()
        row.setSpacing(theme.L)
        for part, share in ((self._shelf, 0), (self.right, 1), (self.nothing, 1)):
            row.addWidget(part, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.M)
        column.addLayout(top)
        column.addLayout(row, 1)


def _keys(pair: Pair) -> tuple[FormKey, FormKey]:
    return pair.one.key, pair.other.key
