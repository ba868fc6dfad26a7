"""Enrol a laptop: its request file, its six words, what it may, the keys of the office. Knows no action."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.actions.laptops import Laptop, Rights
from desktop.editions.values import read_date
from desktop.i18n import N_, _
from desktop.ui import theme
from desktop.ui.exchange.keyring import Keyring
from desktop.ui.exchange.pieces import Fingerprint
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import Field, chosen, combo, line_edit
from desktop.ui.widgets.labels import label

COMMUNE, OFFICE = "commune", "commune office"
ROLES = ((COMMUNE, N_("Surveyors of a commune")), (OFFICE, N_("An office below: its units count too")))
MOST_LINES = 6


class EnrolCard(Card):
    """First the request, then the comparison, then what it may, then the keys: only what is next is shown."""

    request_wanted = Signal()
    paste_wanted = Signal()  # the request as text
    enrol_wanted = Signal(object, object, str)  # Path of the keys, Rights, passphrase

    def __init__(self) -> None:
        super().__init__(_("Enrol a laptop"))
        self.body.setSpacing(theme.S)
        self.choose = button(_("Choose its request file…"), self.request_wanted.emit)
        self.paste = button(_("Paste its text"), self.paste_wanted.emit, "link")
        self.words = Fingerprint("title", 3)
        self._name = label("", "strong", wrap=True)
        self._compare = label(
            _("Ask for the six words of that laptop. Go on only when all six agree."), wrap=True
        )
        self.communes = QListWidget()
        self._communes = Field(_("Communes it writes for"), self.communes)
        self.role = combo([(code, _(word)) for code, word in ROLES])
        self.until = line_edit(placeholder=_("no end date"))
        self._until = Field(_("Enrolled until"), self.until, _("Day, month, year; empty: no end date."))
        self.keyring = Keyring(_("The words agree: choose the office's keys…"), _("Write its certificate…"))
        self.keyring.used.connect(self._enrol)
        self._part = QWidget()
        self._lay_out()
        self.show_laptop(None)

    def show_laptop(self, laptop: Laptop | None, communes: Sequence[tuple[str, str]] = ()) -> None:
        """Who asks to be enrolled, and all communes (code, name) it may be enrolled for; nobody yet."""
        self._part.setVisible(laptop is not None)
        self.keyring.forget()
        self.until.clear()
        self._until.set_problem("")
        self._communes.set_problem("")
        if laptop is None:
            return
        self._name.setText(laptop.name)
        self.words.show_words(laptop.fingerprint)
        self.communes.clear()
        named = dict(communes) | dict(zip(laptop.codes, laptop.communes, strict=False))
        for code, name in named.items():
            self.communes.addItem(_commune(code, name, wanted=code in laptop.codes))
        lines = min(len(named), MOST_LINES)
        self.communes.setFixedHeight(theme.px(theme.ROW) * lines + theme.S)
        self.communes.setCurrentRow(0)
        self.keyring.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def rights(self) -> Rights | None:
        """What was chosen; None where something is wrong, which is said."""
        items = [self.communes.item(row) for row in range(self.communes.count())]
        codes = [item.data(Qt.ItemDataRole.UserRole) for item in items if _is_on(item)]
        typed = self.until.text().strip()
        until = read_date(typed) if typed else ""
        self._communes.set_problem("" if codes else _("Something is missing here."))
        self._until.set_problem(
            "" if isinstance(until, str) else _("This is no day: write day, month, year.")
        )
        if not codes or not isinstance(until, str):
            (self._until if codes else self._communes).setFocus()
            return None
        return Rights(tuple(codes), tuple(chosen(self.role).split()), until)

    def _enrol(self, keys: object, passphrase: str) -> None:
        rights = self.rights()
        if rights is not None:
            self.enrol_wanted.emit(keys, rights, passphrase)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        role = Field(_("Who works there?"), self.role)
        for part in (self._name, self.words, self._compare, self._communes, role, self._until, self.keyring):
            column.addWidget(part)
        self.add(self.choose, Qt.AlignmentFlag.AlignLeft)
        self.add(self.paste, Qt.AlignmentFlag.AlignLeft)
        self.add(self._part)


def _commune(code: str, name: str, *, wanted: bool) -> QListWidgetItem:
    item = QListWidgetItem(name)
    item.setData(Qt.ItemDataRole.UserRole, code)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
    return item


def _is_on(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
