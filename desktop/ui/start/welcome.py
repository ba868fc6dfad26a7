"""The first page: the workspaces opened last, or the two ways to begin."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from desktop.i18n import _
from desktop.ui.start.sheet import Sheet
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.choice_list import CODE, ChoiceList
from desktop.ui.widgets.labels import label

MOST = 6  # rows of the list before it scrolls


class Welcome(Sheet):
    """Says which workspace is wanted; knows nothing of what is in it."""

    new_wanted = Signal()
    other_wanted = Signal()
    chosen = Signal(str)  # the folder of a workspace

    def __init__(self, recent: Sequence[str]) -> None:
        about = _("Nothing is sent anywhere: all you enter stays on this computer.")
        super().__init__(_("Welcome"), about, low=False)
        self.list = ChoiceList(_("Workspaces opened last"))
        self.list.itemActivated.connect(lambda item: self.chosen.emit(item.data(CODE)))
        self.new = button(_("Make a new workspace"), self.new_wanted.emit, "" if recent else "primary", "add")
        self.other = button(_("Open a workspace…"), self.other_wanted.emit, "", "folder")
        if recent:
            self._show_recent(recent)
        else:
            self._explain()
        self.foot.addWidget(self.new)
        self.foot.addWidget(self.other)
        self.foot.addStretch(1)
        self.setFocusProxy(self.list if recent else self.new)

    def _show_recent(self, recent: Sequence[str]) -> None:
        self.body.addWidget(label(_("Opened last"), "heading"))
        for name in recent:
            folder = Path(name)
            self.list.add(name, folder.name, str(folder.parent))
        self.list.setCurrentRow(0)
        self.list.fit(MOST)
        self.body.addWidget(self.list)

    def _explain(self) -> None:
        self.list.setParent(self)
        self.list.hide()
        for sentence in (
            _("A workspace holds the households of one unit in one review, locked with your passphrase."),
            _("Make a new one for your commune; it takes two minutes."),
            _("If you were given a folder or a USB stick with a workspace, open it."),
        ):
            self.body.addWidget(label(sentence, wrap=True))
