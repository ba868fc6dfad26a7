"""Send: enrolment in three steps, one button that packs, lists handed out to a laptop. By keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.actions import bundles, office
from desktop.bundle import certificate as certificates
from tests.ui.exchanging import Answers, handed_out, page_of, work_done
from tests.ui.keys import press
from tests.worlds import close, make, world

pytestmark = [pytest.mark.gui, pytest.mark.slow]
TAB, RETURN = Qt.Key.Key_Tab, Qt.Key.Key_Return


def enrol(keys: Path, request: Path, to: Path) -> None:
    office.enrol(keys, None, request, communes=(), roles=(), until="2027-12-31", issued="2026-10-05", to=to)


def test_a_new_laptop_is_led_from_request_to_bundle(qtbot: QtBot, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    office.new_office(keys, "Ban Chỉ đạo xã Ba Bể", None)
    laptop, answers = make(tmp_path / "laptop", "Máy 1"), Answers()
    with page_of(qtbot, laptop, answers) as page:
        words = office.identity(laptop).fingerprint
        assert page.send.words.words() == words
        answers.place = tmp_path / "máy 1"
        press(RETURN)
        request = tmp_path / "máy 1.rasoat-request"
        assert answers.suggested == "01906-20261005.rasoat-request"
        assert request.name in page.send.note.text()
        press(RETURN)
        assert answers.opened == [tmp_path]

        answers.file = tmp_path / "máy 1.rasoat-cert"
        enrol(keys, request, answers.file)
        press(TAB, TAB, TAB, RETURN)  # past the text of the code
        assert "Ban Chỉ đạo xã Ba Bể" in page.send.note.text()

        answers.place = tmp_path / "up.rasoat"
        with work_done(qtbot, page):
            press(RETURN)
        assert answers.place.is_file()
        assert "up.rasoat" in page.send.note.text()
        assert [row.direction for row in bundles.history(laptop)] == ["out"]
        laptop.store.close()


def test_an_office_enrols_a_laptop_and_hands_its_list_out(qtbot: QtBot, tmp_path: Path) -> None:
    made, answers = world(tmp_path, laptops=0), Answers()
    laptop = make(tmp_path / "laptop", "Máy 1")
    answers.file, answers.folder = tmp_path / "asks.rasoat-request", tmp_path / "keys"
    office.request(laptop, answers.file)
    with page_of(qtbot, made.office, answers) as page:
        page.send.enrol.choose.setFocus()
        press(RETURN)
        assert page.send.enrol.words.words() == office.identity(laptop).fingerprint
        press(RETURN)
        answers.place = tmp_path / "laptop.rasoat-cert"
        press(RETURN)
        assert answers.suggested == "asks.rasoat-cert"
        assert certificates.read(answers.place).device == laptop.device.key
        assert "laptop.rasoat-cert" in page.send.note.text()

        page.refresh()
        answers.file, answers.place = answers.place, tmp_path / "down.rasoat"
        press(RETURN)
        with work_done(qtbot, page):
            press(RETURN)
        assert answers.place.is_file()
        laptop.store.close()
        close(made)


def test_what_the_world_refuses_is_said_and_nothing_is_shown_as_done(qtbot: QtBot, tmp_path: Path) -> None:
    made, answers = handed_out(tmp_path), Answers()
    answers.file = tmp_path / "laptop1.down.rasoat"  # not a certificate
    with page_of(qtbot, made.office, answers) as page:
        with qtbot.waitSignal(page.session.failed) as failed:
            press(RETURN)
        assert failed.args[0].code == "not_a_certificate"
        assert page.send.note.text() == ""
        close(made)
