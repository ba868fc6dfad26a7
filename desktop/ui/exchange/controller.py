"""Joins the receive panel, the clashes and the history to the actions."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.actions import (
    audit,
    bundles,
    clashes,
    people,
    quarantine,
    queries,
    receive,
    settle,
    targets,
    withdraw,
    words,
)
from desktop.actions.bundles import BundleRow
from desktop.actions.caution import Second
from desktop.actions.clashes import ClashLine, ClashView
from desktop.actions.context import Workspace
from desktop.actions.receive import Plan, Received
from desktop.actions.targets import Choice
from desktop.actions.withdraw import Done, Effect
from desktop.i18n import _
from desktop.ui.exchange.clashes import ClashPanel
from desktop.ui.exchange.decision import Decision
from desktop.ui.exchange.history import HistoryPanel
from desktop.ui.exchange.receive import ReceivePanel
from desktop.ui.exchange.side import Class
from desktop.ui.exchange.waiting import Waiting
from desktop.ui.session import Session, What
from desktop.ui.widgets.choosers import Choosers


class ReceiveController(QObject):
    """Files, then a plan, then the same for real; both beside the window."""

    kept = Signal()  # a refused file waits in quarantine now, or waits no more

    def __init__(self, session: Session, panel: ReceivePanel, choose: Choosers) -> None:
        super().__init__(panel)
        self._session, self._panel, self._choose = session, panel, choose
        panel.files_wanted.connect(self._ask)
        panel.files_dropped.connect(self.plan)
        panel.agreed.connect(self._apply)

    def plan(self, files: Sequence[Path]) -> None:
        """Work out what these files would do."""
        if files:
            self._session.do_in_background(
                _("Reading the bundles"),
                receive.plan,
                tuple(files),
                language=self._session.language,
                done=self._planned,
            )

    def _planned(self, plan: Plan) -> None:
        ws = self._session.ws
        others = [name for name in self._session.do(people.names) or () if name != ws.person]
        self._panel.second.begin(people=others, practice=ws.practice)
        self._panel.show_plan(plan)
        if self._session.do(quarantine.keep, plan.files):
            self.kept.emit()

    def _ask(self) -> None:
        kinds = f"{_('Bundles')} (*.rasoat);;{_('All files')} (*)"
        self.plan(self._choose.files(self._panel, _("The bundles to receive"), kinds))

    def _apply(self, plan: Plan, second: Second | None) -> None:
        self._session.do_in_background(
            _("Receiving the bundles"), receive.apply, plan, second=second, done=self._received
        )

    def _received(self, received: Received) -> None:
        self._panel.show_received(received)
        self._session.do(quarantine.tidy, received.files)
        self._session.say(What.HOUSEHOLDS, What.TABLES, What.EXCHANGE)


class ClashController(QObject):
    """The open clashes, and what a decision does."""

    counted = Signal(int)
    asked = Signal()  # the commune

    def __init__(self, session: Session, panel: ClashPanel) -> None:
        super().__init__(panel)
        self._session, self._panel = session, panel
        panel.settled.connect(self._settle)
        panel.question_wanted.connect(self._ask)
        panel.numbers_seen.connect(self._log_numbers)
        panel.household_wanted.connect(lambda key: session.go.emit("form", key))

    def count(self) -> None:
        """Say how many are open."""
        self.counted.emit(self._session.do(clashes.count) or 0)

    def refresh(self) -> int:
        """Show the clashes that are open now; how many."""
        ids = self._session.do(clashes.order) or ()
        self._panel.let_ask(can_ask=bool(self._session.do(queries.can_ask)))
        self._panel.show_clashes(Waiting(ids, self._lines, self._view), self._classes())
        self.counted.emit(len(ids))
        return len(ids)

    def _ask(self, clash_id: str) -> None:
        if self._session.do(queries.ask_about_clash, clash_id, language=self._session.language):
            self._panel.show_asked()
            self.asked.emit()

    def _log_numbers(self, numbers: int) -> None:
        self._session.do(audit.note, audit.NUMBERS, "clashes", {"numbers": numbers})

    def _lines(self, ids: Sequence[str]) -> Sequence[ClashLine]:
        return self._session.do(clashes.lines, ids, self._session.language) or ()

    def _view(self, clash_id: str) -> ClashView | None:
        return self._session.do(clashes.view_of, clash_id, self._session.language)

    def _settle(self, clash_id: str, decision: Decision) -> None:
        if self._session.do(_settled, clash_id, decision):
            left = self.refresh()
            self._panel.show_settled(left)
            self._session.say(What.HOUSEHOLDS, What.TABLES, What.EXCHANGE)

    def _classes(self) -> dict[str, Class]:
        edition, language = self._session.ws.edition, self._session.language
        return {
            code: Class(words.class_label(edition, code, language), one.side)
            for code, one in edition.class_words.items()
        }


class HistoryController(QObject):
    """What came and went, and taking it out again."""

    def __init__(self, session: Session, panel: HistoryPanel) -> None:
        super().__init__(panel)
        self._session, self._panel = session, panel
        panel.chosen.connect(self._offer)
        panel.one.look_wanted.connect(self._look)
        panel.one.agreed.connect(self._do)

    def refresh(self) -> None:
        """Show all bundles."""
        self._panel.show_rows(self._session.do(bundles.history) or ())

    def _offer(self, row: BundleRow) -> None:
        came = row.direction == "in"
        found = self._session.do(targets.choices, row.id) if came else ()
        self._panel.show_choices(row, found or ())

    def _look(self, choice: Choice) -> None:
        self._session.do_in_background(
            _("Working out what it changes"),
            withdraw.plan_choice,
            choice,
            language=self._session.language,
            done=self._show,
        )

    def _show(self, effect: Effect) -> None:
        edition, language = self._session.ws.edition, self._session.language
        labels = {code: words.class_label(edition, code, language) for code in edition.class_words}
        self._panel.show_effect(effect, labels)

    def _do(self, choice: Choice, why: str) -> None:
        title = _("Bringing it back") if choice.is_out else _("Taking it out again")
        self._session.do_in_background(title, withdraw.do_choice, choice, why, done=self._done)

    def _done(self, done: Done) -> None:
        self._session.say(What.HOUSEHOLDS, What.TABLES, What.EXCHANGE)
        self._panel.show_done(done.effect)


def _settled(ws: Workspace, clash_id: str, decision: Decision) -> bool:
    """Settle, and say that it was done."""
    settle.settle(
        ws, clash_id, take=decision.take, text=decision.text, why=decision.why, whole=decision.whole
    )
    return True
