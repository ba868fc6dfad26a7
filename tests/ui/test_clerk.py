"""A tireless clerk at the real window: what is on the screen is in the file, and is what the journal replays.

Keys, skips, reasons, undo and redo, people that come, move and go, other languages, leaving and coming back,
and the power that goes: whatever the order, after every step the three say the same.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import enter as entering
from desktop.actions import units, workspace
from desktop.actions.context import Workspace
from desktop.editions.model import Kind
from desktop.editions.values import Missing, Value
from desktop.errors import RasoatError
from desktop.records.model import Form, FormKey, split_path
from desktop.settings import Settings
from desktop.store import drafts
from desktop.ui.app import open_window
from desktop.ui.form.page import FormPage
from desktop.ui.form.shown import shown_text
from desktop.ui.widgets.grid_paint import CELL, Cell
from desktop.ui.window import MainWindow
from tests.ui.keying import CONTROL, ESCAPE, NONE, RETURN, SHIFT, press, write
from tests.worlds import COMMUNE, make, still_clock, uids

pytestmark = pytest.mark.gui
LONG = os.environ.get("RASOAT_LONG") == "1"
FEW, MANY, STEPS = 4, 400 if LONG else 60, 22
PLAIN = Settings(language="en", theme="light")
CARD = "001085012345|123456789|Nông Văn Thử|05091985|Nam|Xóm Trên|10/05/2021"
TYPED = {
    Kind.NAME: ["Nông Văn Thử", "Lý Thị Lê", "Lý 12", CARD, ""],
    Kind.DATE: ["05091985", "1/2/2015", "31022001", "1987", "x"],
    Kind.YEAR: ["1985", "85"],
    Kind.ID_NUMBER: ["001085012345", "12", CARD, ""],
    Kind.PHONE: ["0912 345 678", "không"],
    Kind.TEXT: ["xóm trên", "@refused", " ", "0107"],
    Kind.CODES: ["1 2", "0", "3", "99"],
    Kind.UNIT: ["2", "khuoi", "7"],
}
NUMBERS = ["1", "2", "3", "02", "120", "28,5", "-1", "xyz", ""]
REASONS = [Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F6]
Keys = tuple[Qt.Key, Qt.KeyboardModifier]
WALKS: list[Keys] = [
    *((key, NONE) for key in (RETURN, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_F8)),
    *((key, SHIFT) for key in (RETURN, Qt.Key.Key_Backtab)),
    *((key, CONTROL) for key in (Qt.Key.Key_F8, Qt.Key.Key_G)),
]
CELLS = ["Lý A\t1\t2\nLý B\t9\tNam\t1/1/2011", "1\t2\n\n3\tx", "Giới tính\tDân tộc\nnữ\ttay"]
QUESTIONS = ["6", "8", "9", "12", "13", "15", "23", "24", "26", "30", "34", "39", "42", "45", "zzz"]


class Clerk(RuleBasedStateMachine):
    """One keyer, one household after the other, one window after the other."""

    place: Path
    watch: Callable[[MainWindow], None]
    number = 0

    @initialize()
    def begin(self) -> None:
        """A workspace with villages, and a household that is begun."""
        Clerk.number += 1
        self.ws = make(self.place / f"ws{Clerk.number}")
        for name in ("Nà Pục", "Khuổi Luông"):
            units.add_village(self.ws, COMMUNE, name)
        self.language, self.failures = "en", list[RasoatError]()
        self._open()
        press(Qt.Key.Key_2, CONTROL)
        press(Qt.Key.Key_N, CONTROL)

    @rule(pick=st.integers(0, 20), done=st.booleans())
    def key(self, pick: int, *, done: bool) -> None:
        """An answer, good or bad, given or left to be given by going elsewhere."""
        at = self.form.view.at()
        if not at:
            return
        texts = TYPED.get(self.ws.edition.questions[split_path(at)[1]].kind, NUMBERS)
        write(texts[pick % len(texts)])
        if done:
            press(RETURN)

    @rule(keys=st.sampled_from(WALKS), times=st.integers(1, 4))
    def walk(self, keys: Keys, times: int) -> None:
        """Elsewhere, without an answer."""
        for _time in range(times):
            if self.form.view.at():
                press(*keys)

    @rule(question=st.sampled_from(QUESTIONS))
    def find(self, question: str) -> None:
        """To a question by its number."""
        self._start()
        press(Qt.Key.Key_F, CONTROL)
        write(question)
        for key in (RETURN, ESCAPE, ESCAPE):
            if self.form.view.finder.isVisible():
                press(key)

    @rule(key=st.sampled_from(REASONS), back=st.booleans())
    def excuse(self, key: Qt.Key, *, back: bool) -> None:
        """Why there is no answer; or that reason taken back."""
        if self.form.view.at():
            press(key, SHIFT if back else NONE)

    @rule()
    def clear(self) -> None:
        """No answer any more."""
        if self.form.view.at():
            press(Qt.Key.Key_Delete)
            press(RETURN)

    @rule(key=st.sampled_from([Qt.Key.Key_Z, Qt.Key.Key_Z, Qt.Key.Key_Y]), times=st.integers(1, 5))
    def undo(self, key: Qt.Key, times: int) -> None:
        """Back through the sitting, and again."""
        self._start()
        for _time in range(times):
            press(key, CONTROL)

    @rule(name=st.sampled_from(["Hoàng Thị Mẫu", "Nông Văn Dụ", CARD]))
    def add(self, name: str) -> None:
        """Somebody comes."""
        self._start()
        press(Qt.Key.Key_M, CONTROL)
        write(name)
        press(RETURN)

    @rule(row=st.integers(0, 3), how=st.sampled_from(["1", "2", "esc", "up", "down"]))
    def change_people(self, row: int, how: str) -> None:
        """Somebody goes, or stays, or stands elsewhere on the paper."""
        people = self._form().members
        if not people:
            return
        self._start()
        self.form.view.jumped.emit(f"members/{people[row % len(people)].uid}/sex")
        if how in ("up", "down"):
            press(Qt.Key.Key_Up if how == "up" else Qt.Key.Key_Down, CONTROL)
            return
        press(Qt.Key.Key_Delete, CONTROL)
        if how == "esc":
            press(ESCAPE)
        else:
            write(how)

    @rule(cells=st.sampled_from(CELLS))
    def paste(self, cells: str) -> None:
        """Cells of a spreadsheet."""
        self._start()
        press(Qt.Key.Key_M, CONTROL)
        QApplication.clipboard().setText(cells)
        press(Qt.Key.Key_V, CONTROL)
        press(RETURN)

    @rule(language=st.sampled_from(["vi", "en"]))
    def speak(self, language: str) -> None:
        """Another language: everything is made anew."""
        self.language = language
        preferences = self.window.session.preferences
        preferences.change(replace(preferences.now, language=language))
        self.window.rebuild()
        QApplication.processEvents()
        if self.form.controller.key() is None:  # nothing was kept of it yet
            self.window.session.go.emit("form", None)

    @rule(new=st.booleans())
    def leave(self, *, new: bool) -> None:
        """To the list: the household is sealed. Back to it, or to a new one."""
        key = self.form.controller.key()
        press(Qt.Key.Key_2, CONTROL)
        self.window.session.go.emit("form", None if new or key is None or not self._on_file(key) else key)
        QApplication.processEvents()

    @rule()
    def reopen(self) -> None:
        """The window is closed as usual, and opened again."""
        key, folder = self.form.controller.key(), self.ws.folder
        self.window.close()
        self._again(folder, key)

    @rule()
    def kill(self) -> None:
        """The power goes; what is on the disk is opened by another process's window."""
        key, folder = self.form.controller.key(), self.ws.folder
        Clerk.number += 1
        found = self.place / f"ws{Clerk.number}"
        copytree(folder, found)
        self.window.close()
        self._again(found, key)

    def teardown(self) -> None:
        """The window is closed at the end."""
        if hasattr(self, "window"):
            self.window.close()

    def check_invariants(self, *args: object, **more: object) -> None:
        """The three say the same; what is typed and not given yet is nowhere but on the screen."""
        super().check_invariants(*args, **more)  # type: ignore[arg-type]
        if hasattr(self, "window"):
            self._compare()

    def _compare(self) -> None:
        key, board = self.form.controller.key(), self.form.view.board
        assert self.failures == []
        assert key is not None
        assert board is not None
        if not self._on_file(key):
            assert board.entered.form.body().keys() <= board.entered.given.keys(), "acknowledged, not kept"
            return
        body = _present(entering.open_form(self.ws, key).form)
        assert _present(board.entered.form) == body
        assert _replayed(self.ws, key) == body
        for path in self._places():
            if path in board.typed or path == self.form.view.at():
                continue
            value = body.get(path)
            question = self.ws.edition.questions[split_path(path)[1]]
            kept = "" if value is None or isinstance(value, Missing) else shown_text(question, value)
            assert self._on_screen(path) == kept, path

    def _places(self) -> list[str]:
        members = self._form().members
        asked = self.ws.edition.questions.values()
        model = self.form.view.sheet.members.model
        fields = [path for path in self.form.view.sheet.fields if not path.startswith("card/")]
        people = [f"members/{one.uid}/{question.id}" for one in members for question in model.questions]
        assert model.rowCount() == len(members) + 1
        assert len(fields) <= len(list(asked))
        return [*fields, *people]

    def _on_screen(self, path: str) -> str:
        field = self.form.view.sheet.fields.get(path)
        if field:
            return field.editor.text()
        model = self.form.view.sheet.members.model
        place = model.place(path)
        assert place is not None
        cell = model.data(model.index(*place), CELL)
        assert isinstance(cell, Cell)
        return cell.text

    def _start(self) -> None:
        """Somewhere on the sheet."""
        if not self.form.view.at():
            self.form.view.go("address")

    def _form(self) -> Form:
        board = self.form.view.board
        assert board is not None
        return board.entered.form

    def _on_file(self, key: FormKey) -> bool:
        return bool(_replayed(self.ws, key))

    @property
    def form(self) -> FormPage:
        page = self.window.page("form")
        assert isinstance(page, FormPage)
        return page

    def _again(self, folder: Path, key: FormKey | None) -> None:
        Clerk.number += 1
        self.ws = workspace.open_workspace(
            folder, None, clock=still_clock, new_uid=uids(f"again{Clerk.number}")
        )
        self._open()
        self.window.session.go.emit("form", key if key and self._on_file(key) else None)
        QApplication.processEvents()

    def _open(self) -> None:
        self.window = open_window(self.ws, replace(PLAIN, language=self.language))
        self.window.session.failed.connect(self._failed)
        self.watch(self.window)

    def _failed(self, error: RasoatError) -> None:
        """Only this may be refused: to undo in a household of which nothing is left."""
        self.failures += [error] if error.code != "no_household" else []


def _present(form: Form) -> dict[str, Value]:
    return form.body()


def _replayed(ws: Workspace, key: FormKey) -> dict[str, Value]:
    """The journal from its first line on; every line begins where the one before it ended."""
    body: dict[str, Value] = {}
    for line in drafts.journal(ws.store, key):
        assert body.get(line.path) == line.before, line
        if line.after is None:
            body.pop(line.path, None)
        else:
            body[line.path] = line.after
    return body


def run(qtbot: QtBot, folder: Path, examples: int) -> None:
    def watch(window: MainWindow) -> None:
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()

    Clerk.place, Clerk.watch = folder, staticmethod(watch)
    run_state_machine_as_test(
        Clerk,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=examples == FEW,
            phases=[Phase.generate],  # a failure is told as it came: making it small takes minutes
        ),
    )


def test_a_tireless_clerk(qtbot: QtBot, tmp_path: Path) -> None:
    run(qtbot, tmp_path, FEW)


@pytest.mark.release
def test_a_tireless_clerk_for_long(qtbot: QtBot, tmp_path: Path) -> None:
    run(qtbot, tmp_path, MANY)
