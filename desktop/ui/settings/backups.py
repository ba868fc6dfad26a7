"""The backups: where they are, make one now, copy the newest to a second place."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.i18n import N_, _
from desktop.store import shelf
from desktop.store.shelf import Backup
from desktop.ui import theme, words
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.row_button import RowButton

SHOWN = 4  # the newest; the folder holds the rest
_REASONS: Mapping[str, str] = {
    shelf.MANUAL: N_("by hand"),
    shelf.HOURLY: N_("hourly"),
    shelf.DAILY: N_("daily"),
    shelf.RECEIVE: N_("before receiving"),
    shelf.WITHDRAW: N_("before taking something out"),
    shelf.MIGRATE: N_("before an update"),
    shelf.ASIDE: N_("put aside"),
}


class BackupCard(Card):
    """Says what is wanted; shows what it is told."""

    make_wanted = Signal()
    copy_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Backups"))
        about = _(
            "A copy is made by itself every hour, and before bundles are received. "
            "Copies are encrypted like the workspace."
        )
        self._where, self.done = label("", "small", wrap=True), label("", "good", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.make = button(_("Make a backup now"), self.make_wanted.emit, "", "backup")
        self.copy = button(_("Copy to a second place…"), self.copy_wanted.emit, "", "folder")
        self.open = button(_("Show the folder"), self.folder_wanted.emit, "link")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.M)
        for part in (self.make, self.copy, self.open):
            buttons.addWidget(part)
        buttons.addStretch(1)
        self.add(label(about, "quiet", wrap=True))
        self.body.addLayout(self._list)
        self.add(self._where)
        self.add(self.done)
        self.body.addSpacing(theme.S)
        self.add_layout(buttons)
        self.done.hide()

    def show_backups(self, made: Sequence[Backup], folder: Path) -> None:
        """The newest first."""
        empty(self._list)
        for one in made[:SHOWN]:
            reason = _(_REASONS.get(one.reason, one.reason))
            self._list.addWidget(RowButton(words.moment(one.when), "", sign="backup", aside=reason))
        if not made:
            self._list.addWidget(RowButton(_("No backup yet."), "", sign="warning", tint="warning"))
        self._where.setText(_("They are in {folder}").format(folder=folder))
        self.copy.setEnabled(bool(made))

    def show_done(self, text: str) -> None:
        """It worked: say so."""
        self.done.setText(text)
        self.done.setVisible(bool(text))
