"""People who leave the household: why, asked in place, and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import words
from desktop.editions.rules import Edition
from desktop.i18n import _
from desktop.records.model import REMOVED
from desktop.ui import theme
from desktop.ui.form.shown import Board
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.editors.chips import ChipsEditor
from desktop.ui.widgets.editors.choices import Choice
from desktop.ui.widgets.labels import label


class Going(QFrame):
    """Asks in place why a person leaves; a number answers, Esc leaves everything as it is."""

    decided = Signal(str, str)  # uid, reason; "" = stays

    def __init__(self, language: str) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._uid = ""
        self._asked = label("", "strong", wrap=True)
        reasons = enumerate(words.REMOVAL_WORDS.items(), start=1)
        choices = [Choice(code, said[language].capitalize(), str(n)) for n, (code, said) in reasons]
        self._reasons = ChipsEditor(choices)
        self._reasons.committed.connect(self._close)
        row = QVBoxLayout(self)
        row.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        row.addWidget(self._asked)
        row.addWidget(self._reasons)
        self.hide()

    def ask(self, uid: str, name: str) -> None:
        """Why does this person leave?"""
        self._uid = uid
        words_asked = _("Why is {name} no longer in the household? Choose a number, or Esc to leave it.")
        self._asked.setText(words_asked.format(name=name))
        self._reasons.set_value("")
        self._reasons.describe(self._asked.text())
        self.show()
        self._reasons.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc changes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self._close("")
        else:
            super().keyPressEvent(event)

    def _close(self, reason: str) -> None:
        self.hide()
        self.decided.emit(self._uid, reason)


class Gone(QWidget):
    """Those who left, each with the reason, and the way back."""

    restored = Signal(str)  # uid

    def __init__(self, edition: Edition, language: str) -> None:
        super().__init__()
        self._name, self._language = edition.roles.member_name, language
        self._shown: list[tuple[str, str]] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(theme.S, 0, 0, 0)
        self._rows.setSpacing(0)
        self.hide()

    def show_board(self, board: Board) -> None:
        """One quiet line each."""
        gone = [member for member in board.entered.form.everyone if member.is_removed]
        shown = [(m.uid, self._sentence(m.answers.get(self._name), m.answers[REMOVED])) for m in gone]
        if shown == self._shown:
            return
        self._shown = shown
        while self._rows.count():
            self._rows.takeAt(0).widget().deleteLater()
        for uid, sentence in shown:
            self._rows.addWidget(self._row(uid, sentence))
        self.setVisible(bool(shown))

    def _sentence(self, name: object, reason: object) -> str:
        why = words.REMOVAL_WORDS.get(str(reason), {}).get(self._language, str(reason))
        return _("{name} is no longer counted: {why}").format(name=name or "—", why=why)

    def _row(self, uid: str, sentence: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(sentence, "quiet"))
        row.addWidget(button(_("Take back in"), lambda: self.restored.emit(uid), "link"))
        row.addStretch(1)
        return made
