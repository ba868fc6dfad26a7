"""The top of the form: whose household this is, and a line on what needs a second look before leaving."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import words
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.form.shown import Board
from desktop.ui.widgets.labels import label

NARROWEST = 80  # of the title; a longer name takes two lines, so that no button is cut


class FormHead(QWidget):
    """Title, what stands under it, and the buttons it is given."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self._title, self._under = label("", "title", wrap=True), label("", "quiet", wrap=True)
        self._title.setMinimumWidth(theme.px(NARROWEST))
        self._notice = label("", "strong", wrap=True)
        self._bar = QFrame()
        self._bar.setProperty("role", "warning")
        self._bar.hide()
        QHBoxLayout(self._bar).addWidget(self._notice)
        top = QHBoxLayout()
        top.setSpacing(theme.S)
        words_column = QVBoxLayout()
        words_column.setSpacing(0)
        words_column.addWidget(self._title)
        words_column.addWidget(self._under)
        top.addLayout(words_column, 1)
        for made in buttons:
            top.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        column.setSpacing(theme.S)
        column.addLayout(top)
        column.addWidget(self._bar)

    def show_board(self, board: Board) -> None:
        """Whose household this is."""
        form, roles = board.entered.form, board.edition.roles
        self._title.setText(words.title(board.edition, form) or _("New household"))
        code, people = form.household.get(roles.code), len(form.members)
        counted = ngettext("{n} person", "{n} persons", people).format(n=people)
        parts = (code, counted, _last_class(board), board.moved)
        self._under.setText("  ·  ".join(part for part in parts if isinstance(part, str) and part))

    def title(self) -> str:
        """Whose household it says this is."""
        return self._title.text()

    def show_notice(self, text: str) -> None:
        """Say something that the keyer should see before going on; "" puts it away."""
        self._notice.setText(text)
        self._bar.setVisible(bool(text))

    def notice(self) -> str:
        """What it says now."""
        return "" if self._bar.isHidden() else self._notice.text()


def _last_class(board: Board) -> str:
    """What the household was in the round before."""
    if board.last is None:
        return ""
    said = words.class_label(board.last.edition, board.last.class_, board.language)
    return _("Last round: {answer}").format(answer=said)
