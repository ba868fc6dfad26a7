"""Taking a bundle, or a laptop's work from a day on, out again: what, why, to what end. Knows no action."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from desktop.actions.bundles import BundleRow
from desktop.actions.targets import Choice
from desktop.actions.withdraw import Effect, Moved
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.exchange.figures import figure_table
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import Field, combo, line_edit
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.words import day, number

MOST = 12  # households by name


class TakeOutCard(Card):
    """The chosen bundle. First the button that shows, then, with a reason, the one that does."""

    changed = Signal()
    look_wanted = Signal(object)  # Choice
    agreed = Signal(object, str)  # Choice, reason

    def __init__(self) -> None:
        super().__init__(_("The chosen bundle"))
        self.body.setSpacing(theme.S)
        self._choices: tuple[Choice, ...] = ()
        self._name, self._from = label("", "strong", wrap=True), label("", "quiet", wrap=True)
        self._none = label("", wrap=True)
        self.what = Field(_("What is taken out, or brought back"), combo([]))
        self.look = button(_("See what it changes"), self._look)
        self.why = Field(_("Why?"), line_edit(placeholder=_("Sent by mistake, the laptop was copied, …")))
        self.do = button("", self._do, "danger")
        for part in (self._name, self._from, self._none, self.what, self.look, self.why, self.do):
            self.add(part)
        self._box().currentIndexChanged.connect(self.forget)
        self._box().currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.why.line().returnPressed.connect(self._do)

    def show_bundle(self, row: BundleRow, choices: Sequence[Choice]) -> None:
        """Whose it is and what can be done; nothing for bundles that went out."""
        self._choices = tuple(choices)
        self._name.setText(row.name)
        self._from.setText(row.who)
        self._none.setText("" if choices else _("It was sent from here; the receiver can take it out."))
        self._none.setVisible(not choices)
        box = self._box()
        box.blockSignals(True)
        box.clear()
        for one in choices:
            box.addItem(words_of(one))
        box.blockSignals(False)
        for part in (self.what, self.look):
            part.setVisible(bool(choices))
        self.forget()

    def show_effect(self, effect: Effect) -> None:
        """It was shown: now it can be done."""
        text = _("Take this out") if effect.out else _("Bring this back")
        self.do.setText(text)
        self.do.setAccessibleName(text)
        for part in (self.why, self.do):
            part.show()
        self.why.setFocus()

    def forget(self) -> None:
        """Something else is chosen: it has to be looked at first."""
        self.why.line().clear()
        self.why.set_problem("")
        for part in (self.why, self.do):
            part.hide()

    def choice(self) -> Choice | None:
        """What is chosen now."""
        at = self._box().currentIndex()
        return self._choices[at] if 0 <= at < len(self._choices) else None

    def _box(self) -> QComboBox:
        box = self.what.editor
        if not isinstance(box, QComboBox):
            raise TypeError("this field holds no list")
        return box

    def _look(self) -> None:
        if chosen := self.choice():
            self.look_wanted.emit(chosen)

    def _do(self) -> None:
        text, chosen = self.why.line().text().strip(), self.choice()
        self.why.set_problem("" if text else _("Something is missing here."))
        if not text:
            self.why.setFocus()
        elif chosen:
            self.agreed.emit(chosen, text)


def words_of(choice: Choice) -> str:
    """One line of the list."""
    if not choice.first:
        return _("Bring this bundle back") if choice.is_out else _("Take this bundle out again")
    slots = {"day": day(date.fromisoformat(choice.day)) if choice.day else "–", "n": number(choice.first)}
    if choice.is_out:
        return _("Bring this laptop's work back, from {day} on (number {n})").format(**slots)
    return _("Take this laptop's work out, from {day} on (number {n})").format(**slots)


class EffectCard(Card):
    """What taking out, or bringing back, changes: sentences, households counted otherwise, figures."""

    def __init__(self) -> None:
        super().__init__(_("What it changes"))
        self._inside = QVBoxLayout()
        self._inside.setSpacing(theme.S)
        self.add_layout(self._inside)

    def show_effect(self, effect: Effect, classes: Mapping[str, str]) -> None:
        """Show it in place of what was shown before."""
        empty(self._inside)
        for text in sentences_of(effect):
            self._inside.addWidget(label(text, wrap=True))
        for one in effect.moved[:MOST]:
            self._inside.addWidget(label(_moved(one, classes), wrap=True))
        if len(effect.moved) > MOST:
            more = _("… and {n} more.").format(n=number(len(effect.moved) - MOST))
            self._inside.addWidget(label(more, "quiet"))
        if effect.figures:
            self._inside.addWidget(label(_("What it does to the official figures"), "heading"))
            self._inside.addWidget(figure_table(effect.figures))
        else:
            self._inside.addWidget(label(_("The official figures stay as they are."), "quiet"))


def sentences_of(effect: Effect) -> list[str]:
    """How much is touched, what was built on it, and what becomes of clashes."""
    touched = ngettext("{n} household is touched", "{n} households are touched", effect.households)
    moved = ngettext("{n} is counted otherwise", "{n} are counted otherwise", len(effect.moved))
    said = [f"{touched.format(n=number(effect.households))}, {moved.format(n=number(len(effect.moved)))}."]
    if effect.others:
        others = ngettext("{n} other record too.", "{n} other records too.", effect.others)
        said.append(others.format(n=number(effect.others)))
    if effect.later:
        later = ngettext(
            "{n} later change was made knowing this. It stays.",
            "{n} later changes were made knowing this. They stay.",
            len(effect.later),
        )
        said.append(later.format(n=number(len(effect.later))))
    if effect.clashes > 0:
        said.append(_("Clashes that open: {n}.").format(n=number(effect.clashes)))
    elif effect.clashes < 0:
        said.append(_("Clashes that go: {n}.").format(n=number(-effect.clashes)))
    if not effect.goes_up:
        said.append(
            _("The office above does not take this over: it did not enrol this computer as an office.")
        )
    return said


def _moved(one: Moved, classes: Mapping[str, str]) -> str:
    before, after = (classes.get(code, "") or _("not counted") for code in (one.before, one.after))
    return _("{household}: {before} → {after}").format(household=one.title or "–", before=before, after=after)
