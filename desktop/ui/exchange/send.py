"""Send: who it goes to, and one button that says what it does. Knows no action."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions.laptops import Laptop
from desktop.actions.office import Identity
from desktop.actions.receipts import Receipt
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange import sentences
from desktop.ui.exchange.code import CodeCard
from desktop.ui.exchange.enrol import EnrolCard
from desktop.ui.exchange.pieces import Fingerprint, Step
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.folding import Folding
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.note import Note
from desktop.ui.widgets.scroll import scrolled

WIDE, NARROW, ROOM = 3, 2, 900  # the two columns, and how wide both must be to stand side by side


class SendPanel(QWidget):
    """What goes up, what goes down to a laptop, and the six words of this computer."""

    pack_wanted = Signal()
    request_wanted = Signal()
    accept_wanted = Signal()
    paste_wanted = Signal()  # the certificate as text
    laptop_wanted = Signal()
    hand_out_wanted = Signal()
    folder_wanted = Signal(object)  # Path
    minutes_wanted = Signal(str)  # the bundle that was written, on paper

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._written: Path | None = None
        self._bundle = ""
        self.open_folder = button(_("Open the folder"), self._open_folder, name="folder")
        self.minutes = button(_("Minutes of the hand-over"), lambda: self.minutes_wanted.emit(self._bundle))
        self.note = Note(self.minutes, self.open_folder)
        self.words = Fingerprint()
        self.up = UpCard()
        self.up.pack.clicked.connect(self.pack_wanted)
        self._steps = StepsCard()
        self._steps.request.clicked.connect(self.request_wanted)
        self._steps.accept.clicked.connect(self.accept_wanted)
        self._steps.paste.clicked.connect(self.paste_wanted)
        self.code = CodeCard()
        self.enrol = EnrolCard()
        self._down = DownCard()
        self._down.choose.clicked.connect(self.laptop_wanted)
        self._down.write.clicked.connect(self.hand_out_wanted)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(self._laid_out()))

    def _laid_out(self) -> QWidget:
        left, right = QVBoxLayout(), QVBoxLayout()
        for part in (self.note, self.code, self._down, self.up, self._steps):
            left.addWidget(part)
        left.addStretch()
        mine = Card(_("The six words of this computer"))
        mine.body.setSpacing(theme.S)
        mine.add(self.words)
        mine.add(
            label(
                _("Read them over the phone when an office asks who you are."),
                "quiet",
                wrap=True,
            )
        )
        right.addWidget(mine)
        right.addWidget(self.enrol)
        right.addStretch()
        inside = Folding(ROOM)
        inside.row.setContentsMargins(0, theme.L, 0, theme.L)
        inside.row.setSpacing(theme.L)
        for column, stretch in ((left, WIDE), (right, NARROW)):
            column.setSpacing(theme.L)
            inside.row.addLayout(column, stretch)
        return inside

    def show_identity(self, identity: Identity, households: int) -> None:
        """Who this computer is to others, and how many households there are to send."""
        self.words.show_words(identity.fingerprint)
        enrolled = bool(identity.office_name)
        self._down.setVisible(identity.receives)
        self.enrol.setVisible(identity.receives)
        self.up.setVisible(enrolled)
        self._steps.setVisible(not enrolled)
        self._steps.show_own_office(receives=identity.receives)
        if enrolled:
            self.up.show_office(identity, households)

    def show_arrived(self, found: Sequence[Receipt]) -> None:
        """What of our work is known to have arrived."""
        self.up.arrived.setText("\n".join(sentences.arrived(one) for one in found))
        self.up.arrived.setVisible(bool(found))

    def show_laptop(self, laptop: Laptop | None) -> None:
        """For which laptop a list is handed out."""
        self._down.show_laptop(laptop)

    def show_note(self, text: str, written: Path | None = None, bundle: str = "") -> None:
        """What was done; the folder of a file that was written can be opened, a bundle has minutes."""
        self._written, self._bundle = written, bundle
        self.minutes.setVisible(bool(bundle))
        self.open_folder.setVisible(written is not None)
        self.note.say(text)
        self.code.show_code(b"", "")
        if text and written:
            self.open_folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        choices = (self._down.choose, self.up.pack, self._steps.request)
        return next(one for one in choices if one.isVisibleTo(self))

    def _open_folder(self) -> None:
        if self._written:
            self.folder_wanted.emit(self._written.parent)


class UpCard(Card):
    """Pack for the office above."""

    def __init__(self) -> None:
        super().__init__(_("Send to the office"))
        self.body.setSpacing(theme.S)
        self._name = label("", "title", wrap=True)
        self._until = label("", "quiet", wrap=True)
        self.arrived = label("", "quiet", wrap=True)
        self.pack = button("", None, "primary", "exchange")
        self.add(self._name)
        self.add(self._until)
        self.add(self.arrived)
        self.add(self.pack, Qt.AlignmentFlag.AlignLeft)
        self.add(
            label(
                _("Only this office can open the file. Copy it to a stick and take it there."),
                "quiet",
                wrap=True,
            )
        )

    def show_office(self, identity: Identity, households: int) -> None:
        """Who gets it, and how much it is."""
        self._name.setText(identity.office_name)
        self._until.setText(sentences.enrolled_until(identity))
        text = _("Write a bundle of {households}").format(households=sentences.households(households))
        self.pack.setText(text)
        self.pack.setAccessibleName(f"{text}, {identity.office_name}")


class StepsCard(Card):
    """Not enrolled yet: three steps."""

    def __init__(self) -> None:
        super().__init__(_("This computer is not enrolled with an office above yet"))
        self.body.setSpacing(theme.M)
        self.request = button(_("Write the request file…"))
        self.accept = button(_("Accept the certificate file…"))
        self.paste = button(_("Paste its text"), None, "link")
        self._own = label(
            _("An office that sends nothing further up needs none of this."), "quiet", wrap=True
        )
        self.add(self._own)
        self.add(Step(1, _("Write a request file and copy it to a stick."), self.request))
        self.add(
            Step(
                2,
                _("Take it to the office. They compare the six words and write a certificate."),
            )
        )
        self.add(Step(3, _("Bring the certificate file back and accept it here."), self.accept, self.paste))

    def show_own_office(self, *, receives: bool) -> None:
        """An office may well have nobody above it."""
        self._own.setVisible(receives)


class DownCard(Card):
    """Hand households out to a laptop that this office enrolled."""

    def __init__(self) -> None:
        super().__init__(_("Hand households out to a laptop"))
        self.body.setSpacing(theme.S)
        self._laptop = label("", "title", wrap=True)
        self._text = label("", "quiet", wrap=True)
        self.choose = button(_("Choose the laptop's certificate…"))
        self.write = button("", None, "primary", "exchange")
        buttons = Folding()
        buttons.row.setSpacing(theme.M)
        buttons.row.addWidget(self.write)
        buttons.row.addWidget(self.choose)
        buttons.row.addStretch()
        self.add(self._laptop)
        self.add(self._text)
        self.add(buttons)
        self.show_laptop(None)

    def show_laptop(self, laptop: Laptop | None) -> None:
        """Who gets the list; nobody yet."""
        for part in (self._laptop, self.write):
            part.setVisible(laptop is not None)
        if laptop is None:
            self._text.setText(_("Laptops that start from the same bundle can be brought together later."))
            return
        self._laptop.setText(laptop.name)
        words = " ".join(laptop.fingerprint)
        self._text.setText(_("Its six words: {words}").format(words=words))
        text = _("Write a bundle for this laptop")
        self.write.setText(text)
        self.write.setAccessibleName(f"{text}: {laptop.name}")
        self.write.setFocus(Qt.FocusReason.OtherFocusReason)
