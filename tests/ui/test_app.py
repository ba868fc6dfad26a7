"""Starting the program: without a display, with a workspace, in a language; and how a bug shows."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import settings
from desktop.actions import workspace
from desktop.actions.digest import digest
from desktop.settings import Settings
from desktop.ui import bugs, theme
from desktop.ui.app import Program, dress, needs_offscreen, new_uid
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.preferences import Preferences
from desktop.ui.start.window import Surroundings
from desktop.ui.widgets.choosers import Choosers
from tests.ui.exchanging import handed_out, packed
from tests.ui.keys import wait
from tests.worlds import close, make, still_clock, uids

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("environment", "platform", "needed"),
    [
        ({}, "linux", True),
        ({"DISPLAY": ""}, "linux", True),
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({}, "win32", False),
    ],
)
def test_without_a_display_it_draws_into_memory(
    environment: dict[str, str],
    platform: str,
    needed: bool,  # noqa: FBT001 - a row of the table
) -> None:
    assert needs_offscreen(environment, platform) is needed


def test_ids_are_128_bits_and_never_the_same() -> None:
    made = {new_uid() for _ in range(100)}
    assert len(made) == 100
    assert all(len(uid) == 32 and int(uid, 16) >= 0 for uid in made)


@pytest.mark.slow
def test_the_program_starts_on_a_machine_without_a_display(tmp_path: Path) -> None:
    code = (
        "from PySide6.QtCore import QTimer; from desktop.ui import app\n"
        "QTimer.singleShot(0, lambda: None)\n"
        "made = app.build_application(); QTimer.singleShot(200, made.quit)\n"
        "raise SystemExit(app.main([]))"
    )
    clean = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=clean, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


class Running:
    """The program on invented surroundings."""

    def __init__(self, qapp: QApplication, folder: Path, start: Settings) -> None:
        self.file = folder / "settings.toml"
        self.preferences = Preferences(start, lambda now: settings.save(now, self.file))
        around = Surroundings(still_clock, uids("run"), folder, Choosers())
        self.program = Program(self.preferences, around, qapp)

    def close(self) -> None:
        for window in (self.program.before, self.program.window):
            if window is not None:
                window.close()
                window.deleteLater()
        self.program.deleteLater()


@pytest.mark.gui
def test_it_opens_on_the_start_screen(qapp: QApplication, tmp_path: Path) -> None:
    running = Running(qapp, tmp_path, Settings())
    running.program.start()
    assert running.program.before is not None
    assert running.program.before.isVisible()
    running.close()


@pytest.mark.gui
def test_the_workspace_opened_last_opens_by_itself_and_is_remembered(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace.close(make(tmp_path / "one"))
    workspace.close(make(tmp_path / "two"))
    running = Running(qapp, tmp_path, Settings(recent=(str(tmp_path / "one"),)))
    running.program.start(tmp_path / "two")
    wait(qtbot, lambda: running.program.window)
    assert running.program.before is None
    assert running.program.window is not None
    assert running.program.window.shown() == "overview"
    assert settings.load(running.file).recent == (str(tmp_path / "two"), str(tmp_path / "one"))
    running.close()


@pytest.mark.gui
@pytest.mark.slow
def test_a_double_clicked_bundle_shows_what_receiving_it_would_do(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    made = handed_out(tmp_path)
    bundle, _other = packed(made)
    before = digest(made.office)
    close(made)
    running = Running(qapp, tmp_path, Settings(recent=(str(made.office.folder),)))
    running.program.start(bundle=bundle)
    wait(qtbot, lambda: running.program.window)
    window = running.program.window
    assert window is not None
    page = window.page("exchange")
    assert isinstance(page, ExchangePage)
    wait(qtbot, page.receive.agree.hasFocus)
    assert page.receive.agree.text() == "Nhận 1 gói: 2 mục có sửa"
    assert digest(window.session.ws) == before
    running.close()


@pytest.mark.gui
def test_a_double_clicked_bundle_waits_for_a_workspace(qapp: QApplication, tmp_path: Path) -> None:
    running = Running(qapp, tmp_path, Settings())
    running.program.start(bundle=tmp_path / "Ba Bể.rasoat")
    before = running.program.before
    assert before is not None
    [said] = [one.text() for one in before.page().findChildren(QLabel) if "Ba Bể.rasoat" in one.text()]
    assert said.startswith("Tệp Ba Bể.rasoat sẽ được xem ngay khi mở một nơi làm việc")
    running.close()


@pytest.mark.gui
def test_a_double_click_while_the_workspace_is_open_says_where_to_go(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    ws = make(tmp_path / "one")
    running = Running(qapp, tmp_path, Settings(recent=(str(ws.folder),)))
    running.program.start(bundle=tmp_path / "Ba Bể.rasoat")
    before = running.program.before
    assert before is not None
    wait(qtbot, lambda: before.page().trouble())
    assert before.page().trouble() == "Nơi làm việc này đang mở ở một cửa sổ khác."
    running.close()
    workspace.close(ws)


@pytest.mark.gui
def test_another_language_and_size_reach_every_window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace.close(make(tmp_path / "one"))
    running = Running(qapp, tmp_path, Settings(language="en", theme="light"))
    running.program.start(tmp_path / "one")
    wait(qtbot, lambda: running.program.window)
    window = running.program.window
    assert window is not None
    assert window.rail.words()[0] == "Overview"
    running.preferences.change(Settings(language="vi", theme="dark", text_percent=150))
    assert window.rail.words()[0] == "Tổng quan"
    assert (theme.worn(), theme.scale()) == (theme.Theme.DARK, 1.5)
    running.close()


@pytest.mark.gui
def test_qt_speaks_vietnamese_and_leaves_what_it_does_not_know(qapp: QApplication) -> None:
    dress(qapp, Settings(language="vi"))
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Thôi"
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "Tìm trong:"
    assert QCoreApplication.translate("QNothing", "no such text") == "no such text"
    dress(qapp, Settings(language="en"))
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.gui
def test_the_menu_of_a_field_is_vietnamese(qapp: QApplication, qtbot: QtBot) -> None:
    dress(qapp, Settings(language="vi"))
    field = QLineEdit("Nông Văn Thử")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert words == ["&Hoàn tác", "&Làm lại", "&Cắt", "&Sao chép", "&Dán", "Xóa", "Chọn tất cả"]


def broken(name: str) -> None:
    raise ValueError(f"{name} is odd")


def caught() -> BaseException:
    try:
        broken("Nông Văn Thử")
    except ValueError as error:
        return error
    raise AssertionError


def test_the_details_of_a_bug_hold_no_words_of_the_error() -> None:
    text = bugs.details(caught())
    assert "ValueError" in text
    assert "test_app.py" in text
    assert "broken" in text
    assert "Nông" not in text


def test_a_bug_is_noted_in_the_log(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "rasoat.log"
    bugs.note("one", log)
    bugs.note("two", log)
    assert [line.split()[-1] for line in log.read_text(encoding="utf-8").splitlines()] == ["one", "two"]


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    bugs.note("one", tmp_path / "file" / "rasoat.log")
    assert (tmp_path / "file").read_text(encoding="utf-8") == ""


@pytest.mark.gui
def test_the_box_copies_the_details_and_stays_open(qtbot: QtBot) -> None:
    box = bugs.box("line 1\nline 2")
    qtbot.addWidget(box)
    box.show()
    copy = next(button for button in box.buttons() if button.text() == "Copy details")
    copy.click()
    assert QGuiApplication.clipboard().text() == "line 1\nline 2"
    assert box.isVisible()
