"""Where the workspace is kept, and what it will be: the last look before it is made."""

from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.start.step import Step
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.widgets.fields import Field, line_edit
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty

FORBIDDEN = '<>:"/\\|?*'


class FolderStep(Step):
    """The folder, suggested; it can be a folder on a USB stick."""

    def __init__(self, choosers: Choosers) -> None:
        about = _("One folder holds everything: the file, its keys, its backups.")
        super().__init__(_("Folder"), _("Where is it kept?"), about)
        self._choosers = choosers
        self.folder = line_edit()
        self._field = Field(_("New folder"), self.folder)
        row = QHBoxLayout()
        row.setSpacing(theme.S)
        row.addWidget(self._field, 1)
        self._suggested = Path()
        choose = button(_("Choose another place…"), self._choose)
        self._summary = QGridLayout()
        self._summary.setHorizontalSpacing(theme.XL)
        self._summary.setVerticalSpacing(theme.S)
        self.column.addLayout(row)
        line = QHBoxLayout()
        line.addWidget(choose)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addSpacing(theme.M)
        self.column.addWidget(label(_("This will be made"), "heading"))
        self.column.addLayout(self._summary)
        self.column.addStretch(1)
        self.folder.returnPressed.connect(self._take)

    def begin(self) -> None:
        """Return makes it where it is suggested."""
        self.folder.setFocus()

    def suggest(self, place: Path, name: str) -> None:
        """A folder that is not there yet, in `place`, called after the unit and the year."""
        if self.folder.text() not in ("", str(self._suggested)):
            return
        self._suggested = free(place / "".join(" " if letter in FORBIDDEN else letter for letter in name))
        self.folder.setText(str(self._suggested))

    def show_summary(self, rows: list[tuple[str, str]]) -> None:
        """What the steps before say."""
        empty(self._summary)
        for place, (name, value) in enumerate(rows):
            self._summary.addWidget(label(name, "quiet"), place, 0)
            self._summary.addWidget(label(value, wrap=True), place, 1)
        self._summary.setColumnStretch(1, 1)

    def path(self) -> Path:
        """The folder that will be made."""
        return Path(self.folder.text().strip())

    def check(self) -> bool:
        """A whole path."""
        good = bool(self.folder.text().strip()) and self.path().is_absolute()
        self.show_problem("" if good else _("Write the whole path of a new folder."))
        return good

    def show_problem(self, text: str) -> None:
        """What is wrong with this place."""
        self._field.set_problem(text)
        if text:
            self.folder.setFocus()

    def _choose(self) -> None:
        place = self._choosers.folder(self, _("In which folder?"))
        if place is not None:
            self._suggested = free(place / self.path().name)
            self.folder.setText(str(self._suggested))

    def _take(self) -> None:
        if self.check():
            self.finished.emit()


def free(folder: Path) -> Path:
    """The folder, or one beside it with a number, that is not there yet."""
    n, found = 2, folder
    while found.exists():
        found, n = folder.with_name(f"{folder.name} ({n})"), n + 1
    return found
