"""The form on the screen: sheet, result, the keys of the keyer. Told what to show, it says what happened."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.editions.rules import Edition
from desktop.editions.values import Missing
from desktop.i18n import _
from desktop.records.model import split_path
from desktop.ui import theme
from desktop.ui.form.beside import Beside
from desktop.ui.form.finder import FinderBar
from desktop.ui.form.foot import FootLine
from desktop.ui.form.guidance import GuidanceBar
from desktop.ui.form.head import FormHead
from desktop.ui.form.life import LifeBar
from desktop.ui.form.paste_bar import PasteBar
from desktop.ui.form.remark import RemarkBar
from desktop.ui.form.round_bar import RoundBar
from desktop.ui.form.sheet import Ground, Sheet, field_of
from desktop.ui.form.shown import Board
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.editors.contract import Editor

REASONS = {  # Qt and Windows leave these keys alone; Shift takes the reason back
    "F2": Missing.BLANK,
    "F3": Missing.REFUSED,
    "F4": Missing.UNKNOWN,
    "F6": Missing.ILLEGIBLE,
}


class FormView(QWidget):
    """One household."""

    answered = Signal(str, str)  # path, typed text
    excused = Signal(str, object)  # path, Missing or None
    moved = Signal(str, int)  # path, step
    jumped = Signal(str)  # path
    removed = Signal(str, str)  # uid, reason
    restored = Signal(str)  # uid
    undone = Signal()
    redone = Signal()
    added = Signal()
    shifted = Signal(str, int)  # uid, rows down
    pasted = Signal(str, str)  # path of the first cell, several cells as text
    left = Signal()
    new_wanted = Signal()
    problem_wanted = Signal()
    remark_wanted = Signal()  # the warning here is to be confirmed
    remarked = Signal(str)
    happened = Signal(str, object)  # what happened to the household: one of ACTS, and what it asked for
    confirmed = Signal(bool)  # what stands as in the last round is right: in the whole form, or in this block

    def __init__(self, edition: Edition, language: str) -> None:
        super().__init__()
        self.board: Board | None = None
        self._questions = edition.questions
        self._closed = ""  # the day on which the round was closed
        self._at, self._asked_at = "", ""
        self.head = FormHead(
            button(_("Undo (Ctrl+Z)"), self.undone.emit, "bare"),
            button(_("What happened (Ctrl+L)"), self.ask_life, "bare"),
            button(_("New household (Ctrl+N)"), self.new_wanted.emit, "bare"),
            button(_("Back to the list (Esc)"), self.left.emit),
        )
        self.round_bar, self.remark, self.life = RoundBar(), RemarkBar(), LifeBar()
        self.sheet = Sheet(edition, language)
        self.paste = PasteBar()
        self.finder, self.guidance = FinderBar(), GuidanceBar(language)
        self._beside = Beside(self, edition)
        self.panel, self.strip = self._beside.panel, self._beside.strip
        self.finished = button(_("Done: on to a new household"), self.new_wanted.emit)
        self._scroll, self.foot = QScrollArea(), FootLine()
        self.foot.show_text(keys_words())
        self._lay_out()
        self._connect()
        self._make_keys()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def show_board(self, board: Board) -> None:
        """Show a form and what follows from it."""
        self.board = board
        self.head.show_board(board)
        self.round_bar.show_board(board, self._closed)
        self.sheet.show_board(board)
        self._beside.show_board(board)

    def show_closed(self, day: str) -> None:
        """From that day on the forms of the round are only read; "" lets them be changed."""
        self._closed = day
        self.sheet.setEnabled(not day)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus if day else Qt.FocusPolicy.NoFocus)

    def go(self, path: str) -> None:
        """Put the keyer at a path."""
        if self._closed:
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        field = self.sheet.fields.get(path)
        if field:
            self._scroll.ensureWidgetVisible(field, 0, theme.px(64))
            field.editor.start()
        elif self.sheet.members.go(path):
            self._scroll.ensureWidgetVisible(self.sheet.members, 0, theme.S)

    def go_end(self) -> None:
        """Behind the last question: Return again begins the next household."""
        self._scroll.ensureWidgetVisible(self.finished)
        self.finished.setFocus(Qt.FocusReason.TabFocusReason)

    def at(self) -> str:
        """The path the keyer is at; "" outside the sheet."""
        return self._at or self.sheet.members.current_path()

    def is_typing(self) -> bool:
        """Is something typed that was not kept?"""
        return any(editor.is_dirty() for editor in self._editors())

    def commit(self) -> None:
        """Give what is being typed."""
        for editor in self._editors():
            editor.commit()

    def forget_typing(self) -> None:
        """Another household is coming: nothing typed in this one goes over to it."""
        for field in self.sheet.fields.values():
            field.editor.restore()
        cell = self.sheet.members.grid.editor()
        if cell:
            cell.restore()
        self.sheet.members.leave()

    def event(self, event: QEvent) -> bool:
        """Esc, F1 and the first Ctrl+F are the form's before they are the window's."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._own_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The form's own keys, when no editor had a use for them."""
        then = self._own_key(event)
        if then:
            then()
        else:
            super().keyPressEvent(event)

    def _own_key(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.key() == Qt.Key.Key_Escape:
            return self._escape
        if event.matches(QKeySequence.StandardKey.HelpContents) or event.key() == Qt.Key.Key_F1:
            return self._ask_guidance
        if event.matches(QKeySequence.StandardKey.Find) and self.finder.isHidden():
            return self._ask_question
        return None

    def _escape(self) -> None:
        """Put the reasons or the guidance away, else leave."""
        if self._beside.is_over():
            self._back_from_reasons()
        elif self.guidance.isHidden():
            self.left.emit()
        else:
            self.guidance.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel beside the sheet, or a strip below it."""
        super().resizeEvent(event)
        self._beside.fit()

    def _editors(self) -> list[Editor]:
        field, cell = self.sheet.fields.get(self._at), self.sheet.members.grid.editor()
        return [editor for editor in (field.editor if field else None, cell) if editor]

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Know where the keyer is: help under its field, and the grid put away when left."""
        if new is None or not self.isAncestorOf(new):
            return
        if not self.panel.isAncestorOf(new):
            self._beside.close()
        field = field_of(new)
        self._at = field.path if field else ""
        self.foot.show_text(field.help if field and field.help else keys_words())
        if not self.sheet.members.isAncestorOf(new):
            self.sheet.members.leave()
        self._follow()

    def _connect(self) -> None:
        self.sheet.answered.connect(self.answered)
        self.sheet.moved.connect(self.moved)
        self.sheet.members.removed.connect(self.removed)
        self.sheet.members.restored.connect(self.restored)
        self.sheet.members.added.connect(self.added)
        self.sheet.members.shifted.connect(self.shifted)
        self.sheet.members.pasted.connect(self.pasted)
        self.paste.left.connect(self._back_from_reasons)
        self.round_bar.block_wanted.connect(partial(self.confirmed.emit, False))
        self.round_bar.whole_wanted.connect(partial(self.confirmed.emit, True))
        self.life.decided.connect(self.happened)
        self.life.closed.connect(self._back_from_reasons)
        self.panel.jumped.connect(self.jumped)
        self.panel.left.connect(self._back_from_reasons)
        self.remark.given.connect(self.remarked)
        self.remark.left.connect(self._back_from_reasons)
        self.strip.jumped.connect(self.jumped)
        self.finder.found.connect(self.jumped)
        self.finder.left.connect(self._back_from_reasons)
        self.sheet.members.grid.entered.connect(lambda _row, _column: self._follow())

    def _make_keys(self) -> None:
        for key, reason in REASONS.items():
            self._key(key, partial(self._excuse, reason))
            self._key(f"Shift+{key}", partial(self._excuse, None))
        for keys, then in (
            ("Ctrl+Z", self.undone.emit),
            ("Ctrl+Y", self.redone.emit),
            ("Ctrl+Shift+Z", self.redone.emit),
            ("Ctrl+N", self.new_wanted.emit),
            ("Ctrl+M", self.added.emit),
            ("Ctrl+R", self._ask_why),
            ("Ctrl+K", self.remark_wanted.emit),
            ("Ctrl+G", self.problem_wanted.emit),
            ("Ctrl+L", self.ask_life),
            ("F8", partial(self.confirmed.emit, False)),
            ("Ctrl+F8", partial(self.confirmed.emit, True)),
            ("Ctrl+Del", self.sheet.members.ask_removal),
            ("Ctrl+Up", partial(self.sheet.members.ask_shift, -1)),
            ("Ctrl+Down", partial(self.sheet.members.ask_shift, 1)),
        ):
            self._key(keys, then)

    def _key(self, keys: str, then: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(then)

    def ask_life(self) -> None:
        """What happened to the household, over the sheet; Esc comes back to where the keyer was."""
        if self.board and not self._closed:
            self._asked_at = self.at()
            self.commit()
            self.life.ask(self.board)

    def _ask_why(self) -> None:
        """Into the reasons beside the sheet; Esc comes back to where the keyer was."""
        self._asked_at = self.at()
        self._beside.open()

    def _ask_question(self) -> None:
        """To another question; Esc comes back."""
        if self.board and not self._closed:
            self._asked_at = self.at()
            self.commit()
            self.finder.ask(self.board, self._asked_at)

    def _ask_guidance(self) -> None:
        """Say what the edition says of the question, or put that away again."""
        self.guidance.setVisible(self.guidance.isHidden())
        self._follow()

    def _follow(self) -> None:
        """The guidance is that of the question where the keyer is."""
        if not self.guidance.isHidden():
            self.guidance.show_question(self._questions.get(split_path(self.at())[1]))
            QTimer.singleShot(0, self, self._reveal)  # when the sheet knows how much room is left

    def _reveal(self) -> None:
        """What the keyer is at stays in sight over the guidance."""
        field = self.sheet.fields.get(self._at)
        if field:
            self._scroll.ensureWidgetVisible(field, 0, theme.M)

    def ask_remark(self, says: str) -> None:
        """Ask why the warning at the present place is right."""
        self._asked_at = self.at()
        self.remark.ask(says)

    def ask_paste(self, says: str, refused: str) -> None:
        """Show what cells from a spreadsheet would do before anything is written."""
        self._asked_at = self.at()
        self.paste.ask(says, refused)

    def _back_from_reasons(self) -> None:
        if self._asked_at:
            self.go(self._asked_at)
        else:
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _excuse(self, reason: Missing | None) -> None:
        path = self.at()
        if not path:
            return
        for editor in self._editors():
            editor.restore()
        self.excused.emit(path, reason)

    def _lay_out(self) -> None:
        self._scroll.setWidget(Ground(self.sheet, self.finished))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.setSpacing(0)
        above = (self.head, self.round_bar, self.remark, self.life, self.finder, self.paste)
        for part in (*above, self._scroll, self.guidance, self.foot, self.strip):
            left.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        self._beside.stand_in(row)


def keys_words() -> str:
    """What the keys do."""
    keys = (
        _("F2 blank on paper"),
        _("F3 refused"),
        _("F4 not known"),
        _("F6 illegible"),
        _("F1 guidance"),
        _("Ctrl+F to a question"),
        _("Ctrl+M add a person"),
        _("Ctrl+G next problem"),
        _("Ctrl+K it is right"),
    )
    return "     ".join(keys)
