"""All open problems of the village or commune, grouped by kind; each opens its field."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import problems
from desktop.actions.problems import Group, OpenProblem
from desktop.editions.units import Level
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.problems.group import GroupCard
from desktop.ui.session import Session, What
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.fields import chosen, combo
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.widgets.scroll import scrolled
from desktop.ui.words import number


class ProblemsPage(QWidget):
    """Looks them up beside the window when it is shown, and again when households changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._looking, self._again = session, False, False
        self.village = combo([("", _("All villages")), *_villages(session)])
        self.village.setAccessibleName(_("Village"))
        self.village.currentIndexChanged.connect(self._look)
        self.count = label("", "quiet")
        self.content = QWidget()
        self._column = QVBoxLayout(self.content)
        self._column.setSpacing(theme.L)
        self._column.setContentsMargins(0, 0, theme.S, 0)
        self._lay_out()
        session.changed.connect(self._hear)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # given the keys, it hands them on; Tab passes by

    def refresh(self) -> None:
        """Look again: something may have been corrected since."""
        self._look()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first problem takes the keys."""
        super().focusInEvent(event)
        self.village.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show these; none is said in one sentence."""
        empty(self._column)
        total = sum(len(group.problems) for group in groups)
        self.count.setText(ngettext("{n} problem", "{n} problems", total).format(n=number(total)))
        for group in groups:
            card = GroupCard(group, self._village_name)
            card.opened.connect(self._open)
            card.confirmed.connect(self._confirm)
            card.compared.connect(self._compare)
            self._column.addWidget(card)
        if not groups:
            self._column.addWidget(Nothing("saved", _("No open problem."), "", tint="good"), 1)
            return
        self._column.addStretch(1)

    def _look(self) -> None:
        """One look at a time; what changes meanwhile is looked at afterwards."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        self._session.read_in_background(
            _("Looking for problems"),
            problems.open_problems,
            self._session.language,
            chosen(self.village),
            done=self._found,
            failed=self._failed,
        )

    def _found(self, groups: tuple[Group, ...]) -> None:
        self._looking = False
        self.show_groups(groups)
        if self._again:
            self._again = False
            self._look()

    def _failed(self, error: object) -> None:
        self._looking = False
        self._session.failed.emit(error)

    def _open(self, one: OpenProblem) -> None:
        self._session.go.emit("form", (one.key, one.found.path))

    def _compare(self, one: OpenProblem) -> None:
        self._session.go.emit("duplicates", (one.key, one.other))

    def _confirm(self, one: OpenProblem, remark: str) -> None:
        self._session.do(problems.confirm, one.key, one.found, remark)
        self._session.say(What.HOUSEHOLDS)

    def _hear(self, what: frozenset[What]) -> None:
        if self.isVisible() and What.HOUSEHOLDS in what:
            self._look()

    def _village_name(self, code: str) -> str:
        unit = self._session.ws.units.get(code)
        return unit.short_name if unit else code

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.L)
        top.addWidget(label(_("Open problems"), "title"))
        top.addWidget(self.count, 1)
        top.addWidget(self.village)
        twice = partial(self._session.go.emit, "duplicates", None)
        top.addWidget(button(_("Households that may be one (Ctrl+Shift+D)"), twice))
        top.addWidget(button(_("Look again"), self._look))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.M)
        column.addLayout(top)
        column.addWidget(scrolled(self.content), 1)


def _villages(session: Session) -> list[tuple[str, str]]:
    inside = session.ws.units.descendants(session.ws.home.code)
    return [(unit.code, unit.full_name) for unit in inside if unit.level is Level.VILLAGE]
