"""The quiet line above every screen: which unit, which round, who, and that everything is saved."""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.labels import label, sign

HEIGHT = 44


class TopLine(QFrame):
    """Shows where we are; takes no focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self._unit, self._round = label("", "strong"), label("", "quiet")
        self._saved, self._person = label("", "quiet"), label("", "quiet")
        self._tick = sign("saved", "good", size=16)
        self._tick.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.XL, 0, theme.XL, 0)
        row.setSpacing(theme.M)
        row.addWidget(self._unit)
        row.addWidget(self._round)
        row.addStretch(1)
        row.addWidget(self._tick)
        row.addWidget(self._saved)
        row.addSpacing(theme.L)
        row.addWidget(sign("person", "text_quiet", size=16))
        row.addWidget(self._person)
        self.setFixedHeight(theme.px(HEIGHT))

    def show_where(self, unit: str, the_round: str, person: str) -> None:
        """Unit, round, person."""
        self._unit.setText(unit)
        self._round.setText(the_round)
        self._person.setText(person)

    def words(self) -> tuple[str, str, str, str]:
        """Unit, round, person, and when something was saved last."""
        unit, the_round, person, saved = self._unit, self._round, self._person, self._saved
        return unit.text(), the_round.text(), person.text(), saved.text()

    def show_saved(self, when: datetime) -> None:
        """What was entered is on the disk."""
        self._tick.show()
        self._saved.setText(_("Saved at {time}").format(time=when.astimezone().strftime("%H:%M")))
