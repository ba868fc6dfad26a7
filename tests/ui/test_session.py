"""Actions for screens: what fails is said, slow work runs beside the window and can be stopped."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.actions import people, workspace
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress
from desktop.errors import RasoatError
from desktop.ui.session import Session, What
from desktop.ui.work import Work
from tests.ui.keys import wait
from tests.worlds import make

pytestmark = pytest.mark.gui


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    ws = make(tmp_path / "ws")
    made = Session(ws, "vi")
    yield made
    made.close()
    workspace.close(ws)


def refuse(_ws: Workspace, *, progress: Progress | None = None) -> None:
    raise RasoatError("no", "It cannot be.", "Do something else.", progress=progress)


def kept(ws: Workspace, name: str, *, progress: Progress) -> int:
    """Write something into the workspace, on the connection of the worker."""
    progress(0, 1)
    ws.store.put(name, {"thread": threading.get_ident()})
    progress(1, 1)
    return threading.get_ident()


class Counting:
    """An action that says progress until it is told to end, or is stopped."""

    def __init__(self) -> None:
        self.began, self.stopped, self.may_end = threading.Event(), threading.Event(), threading.Event()

    def __call__(self, ws: Workspace, *, progress: Progress) -> str:
        with ws.store.write():
            ws.store.put("half", {"done": True})
            self.began.set()
            done = 0
            while not self.may_end.is_set():
                done += 1
                try:
                    progress(done, 0)
                except BaseException:
                    self.stopped.set()
                    raise
        return "whole"


def test_an_action_gets_the_workspace_and_its_value_comes_back(session: Session) -> None:
    assert session.do(people.names) == ("máy",)


def test_what_the_world_refuses_is_said_not_raised(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.failed) as said:
        assert session.do(refuse) is None
    assert said.args[0].code == "no"


def test_a_bug_is_raised(session: Session) -> None:
    with pytest.raises(ZeroDivisionError):
        session.do(lambda _ws: 1 / 0)


def test_what_changed_is_one_set(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.changed) as said:
        session.say(What.HOUSEHOLDS, What.TABLES)
    assert said.args[0] == frozenset({What.HOUSEHOLDS, What.TABLES})


def test_slow_work_has_its_own_thread_and_connection(session: Session, qtbot: QtBot) -> None:
    values: list[int] = []
    session.do_in_background("Working", kept, "mine", done=values.append)
    wait(qtbot, lambda: values)
    assert values[0] != threading.get_ident()
    assert session.ws.store.get("mine") == {"thread": values[0]}
    assert not session.busy


def test_the_window_hears_of_begin_progress_and_end(session: Session, qtbot: QtBot) -> None:
    works: list[Work | None] = []
    steps: list[tuple[int, int]] = []
    session.working.connect(works.append)
    session.progressed.connect(lambda done, total: steps.append((done, total)))
    session.do_in_background("Working", kept, "mine")
    wait(qtbot, lambda: None in works)
    assert works[0] is not None
    assert (works[0].title, works[0].writes) == ("Working", True)
    assert steps[-1] == (1, 1)


def test_what_only_reads_says_so(session: Session, qtbot: QtBot) -> None:
    works: list[Work | None] = []
    session.working.connect(works.append)
    session.read_in_background("Reading", kept, "mine")
    wait(qtbot, lambda: None in works)
    assert works[0] is not None
    assert not works[0].writes


def test_cancelled_work_leaves_nothing_half_done(session: Session, qtbot: QtBot) -> None:
    counting, values, errors = Counting(), list[object](), list[object]()
    session.failed.connect(errors.append)
    session.do_in_background("Counting", counting, done=values.append)
    wait(qtbot, counting.began.is_set)
    session.cancel()
    wait(qtbot, lambda: not session.busy)
    assert counting.stopped.is_set()
    assert session.ws.store.get("half") is None
    assert not values
    assert not errors


def test_work_that_fails_is_said_by_the_window_or_by_whom_began_it(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.failed) as said:
        session.do_in_background("Working", refuse)
    assert said.args[0].code == "no"
    caught: list[RasoatError] = []
    with qtbot.assertNotEmitted(session.failed):
        session.do_in_background("Working", refuse, failed=caught.append)
        wait(qtbot, lambda: caught)
    assert caught[0].code == "no"


def test_works_come_one_after_the_other(session: Session, qtbot: QtBot) -> None:
    counting, order = Counting(), list[object]()
    session.do_in_background("First", counting, done=order.append)
    session.do_in_background("Second", kept, "second", done=lambda _thread: order.append("second"))
    wait(qtbot, counting.began.is_set)
    assert session.ws.store.get("second") is None
    counting.may_end.set()
    wait(qtbot, lambda: not session.busy)
    assert order == ["whole", "second"]


def test_closing_stops_what_runs_and_what_waits(session: Session, qtbot: QtBot) -> None:
    counting, values = Counting(), list[object]()
    session.do_in_background("First", counting, done=values.append)
    session.do_in_background("Second", kept, "second", done=values.append)
    wait(qtbot, counting.began.is_set)
    session.close()
    assert counting.stopped.is_set()
    assert session.ws.store.get("second") is None
    assert not session.busy
    assert not values


def test_a_bug_in_slow_work_is_raised_where_a_window_can_show_it(session: Session, qtbot: QtBot) -> None:
    def broken(_ws: Workspace, *, progress: Progress) -> None:
        progress(0, 1)
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        session.do_in_background("Working", broken)
        wait(qtbot, lambda: raised)
    assert raised[0][0] is ZeroDivisionError
    assert not session.busy
