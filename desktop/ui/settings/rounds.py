"""The rounds of the workspace: work in another, begin, close, open again, forget the people of one."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.purge import Purged
from desktop.actions.round import RoundRow
from desktop.i18n import _, ngettext
from desktop.records.rounds import Round
from desktop.ui import theme, words
from desktop.ui.settings.forget import ForgetSheet
from desktop.ui.settings.new_round import Choices, NewRoundSheet
from desktop.ui.settings.reason import ReasonSheet
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.row_button import RowButton
from desktop.ui.words import closed_words, round_words

SIGN = 18  # width of the sign before a row


class RoundsCard(Card):
    """Shows the rounds it is told; says what is wanted."""

    use_wanted = Signal(str)  # the key of a round
    new_wanted = Signal(object)  # NewRound
    close_wanted = Signal(str)  # why
    reopen_wanted = Signal(str)  # why
    look_wanted = Signal(object)  # Round: what would go if its people were forgotten
    forget_wanted = Signal(object, str)  # Round, why

    def __init__(self, standards: Choices) -> None:
        super().__init__(_("Rounds"))
        self._standards: Choices = standards
        self._communes: Choices = ()
        self._today = date.min
        self._open: Round | None = None
        self._list, self._place = QVBoxLayout(), QVBoxLayout()
        self._list.setSpacing(0)
        self.done = label("", "good", wrap=True)
        self.done.hide()
        self.new = button(_("New round from this one…"), self._ask_new, "", "add")
        self.close_it = button(_("Close this round…"), partial(self._ask_why, self.close_wanted), "", "lock")
        self.reopen = button(_("Open this round again…"), partial(self._ask_why, self.reopen_wanted))
        self.sheet: NewRoundSheet | ReasonSheet | ForgetSheet | None = None
        self._lay_out()

    def show_rounds(self, rows: Sequence[RoundRow], today: date, communes: Choices) -> None:
        """The newest first; the one that is worked in cannot be pressed."""
        empty(self._list)
        self._communes, self._today = communes, today
        chain: list[QWidget] = [self.new]
        for row in reversed(rows):
            line = self._line(row)
            self._list.addWidget(line)
            chain += [] if row.is_open else [line]
            if row.may_purge:
                chain.append(self._add_forget(row.round))
            if row.is_open:
                self._open = row.round
                self.close_it.setVisible(not row.round.closed)
                self.reopen.setVisible(bool(row.round.closed))
        for one, after in pairwise((*chain, self.close_it, self.reopen)):
            QWidget.setTabOrder(one, after)

    def ask_forget(self, the_round: Round, would: Purged) -> None:
        """Say what would go, and ask whether it shall."""
        sheet = ForgetSheet(the_round, would)
        sheet.given.connect(partial(self.forget_wanted.emit, the_round))
        self._show(sheet)

    def show_done(self, text: str) -> None:
        """It worked: say so, and put the questions away."""
        self._put_away()
        self.done.setText(text)
        self.done.setVisible(bool(text))

    def _line(self, row: RoundRow) -> RowButton:
        day = words.day(date.fromisoformat(row.round.date))
        counted = ngettext("{n} household", "{n} households", row.households)
        gone = _("personal data removed") if row.purged else ""
        parts = (day, gone, row.round.edition, closed_words(row.round), row.round.why)
        below = " · ".join(filter(None, parts))
        return RowButton(
            round_words(row.round),
            counted.format(n=words.number(row.households)),
            None if row.is_open else partial(self.use_wanted.emit, row.round.key),
            sign="saved" if row.is_open else "calendar",
            tint="accent" if row.is_open else "text_quiet",
            aside=_("worked in now") if row.is_open else _("work in this one"),
            below=below,
        )

    def _add_forget(self, the_round: Round) -> QWidget:
        made = button(
            _("Remove the personal data of this round…"), partial(self.look_wanted.emit, the_round), "link"
        )
        about = _("Remove the personal data of this round: {round}").format(round=round_words(the_round))
        made.setAccessibleName(about)
        under = QHBoxLayout()  # below the words of its round
        under.addSpacing(theme.px(SIGN) + theme.M)
        under.addWidget(made)
        under.addStretch(1)
        self._list.addLayout(under)
        return made

    def _ask_new(self) -> None:
        if self._open is not None:
            sheet = NewRoundSheet(self._open, self._today, self._standards, self._communes)
            sheet.given.connect(self.new_wanted)
            self._show(sheet)

    def _ask_why(self, then: SignalInstance) -> None:
        sheet = ReasonSheet()
        sheet.given.connect(then)
        self._show(sheet)

    def _show(self, sheet: NewRoundSheet | ReasonSheet | ForgetSheet) -> None:
        self.show_done("")
        self.sheet = sheet
        sheet.left.connect(self._put_away)
        self._place.addWidget(sheet)
        sheet.show()
        sheet.setFocus()

    def _put_away(self) -> None:
        if self.sheet is not None:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sheet = None
        empty(self._place)

    def _lay_out(self) -> None:
        about = _(
            "A new round begins with the households of the last one. "
            "Their answers are marked until somebody confirms them."
        )
        self.add(label(about, "quiet", wrap=True))
        self.body.addLayout(self._list)
        self.add(self.done)
        self.body.addSpacing(theme.S)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.M)
        for part in (self.new, self.close_it, self.reopen):
            buttons.addWidget(part)
        buttons.addStretch(1)
        self.add_layout(buttons)
        self.body.addLayout(self._place)
