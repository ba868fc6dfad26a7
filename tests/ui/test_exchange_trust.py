"""Whom to trust: rights of an enrolment, laptops taken back, bundles that wait, who forgot. By keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import forgotten, laptops, office, pack, quarantine, renewal, workspace
from desktop.actions.context import Workspace
from desktop.actions.script import enter_all
from desktop.bundle import certificate as certificates
from desktop.store.results import Filter, count
from desktop.ui import theme
from desktop.ui.theme import Theme
from tests.ui.exchanging import Answers, page_of, work_done
from tests.ui.keys import focused, press, tab_to, type_in
from tests.ui.look import cut, nameless
from tests.worlds import COMMUNE, World, close, make, world

pytestmark = [pytest.mark.gui, pytest.mark.slow]
TAB, RETURN, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space
HOUSEHOLD = ["household_code=0001", f"unit={COMMUNE}", "members/+1/name=Lý Thị Thử"]


def asking(laptop: Workspace, to: Path) -> Path:
    office.request(laptop, to)
    return to


def waiting(made: World, laptop: Workspace) -> Path:
    """A bundle for the office by a laptop that it does not know."""
    enter_all(laptop, "new", HOUSEHOLD)
    to = made.folder / "sớm.rasoat"
    pack.pack(laptop, to, for_office=made.folder / "keys" / "office.pub")
    return to


def test_communes_role_and_end_are_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    made, answers = world(tmp_path, laptops=0), Answers()
    laptop = make(tmp_path / "laptop", "Máy 1")
    answers.file = asking(laptop, tmp_path / "asks.rasoat-request")
    answers.folder, answers.place = tmp_path / "keys", tmp_path / "made.rasoat-cert"
    with page_of(qtbot, made.office, answers, "en") as page:
        enrol = page.send.enrol
        enrol.choose.setFocus()
        press(RETURN)
        enrol.communes.setFocus()
        press(SPACE)  # the only commune is off now
        tab_to("Who works there?")
        press(Qt.Key.Key_Down)
        tab_to("Enrolled until")
        type_in("31/02/2027")
        enrol.keyring.choose.setFocus()
        press(RETURN, RETURN)
        assert enrol._communes.problem()
        assert enrol._until.problem()
        assert focused() is enrol.communes
        press(SPACE)
        tab_to("Enrolled until")
        press(Qt.Key.Key_A, control=True)
        type_in("31122027")
        tab_to("Write its certificate…")
        press(RETURN)
        found = certificates.read(answers.place)
        assert (found.communes, found.roles, found.until) == (
            (COMMUNE,),
            ("commune", "office"),
            "2027-12-31",
        )
        assert [one.until for one in laptops.listed(made.office)] == ["2027-12-31"]
    workspace.close(laptop)
    close(made)


def test_request_and_certificate_travel_as_text(qtbot: QtBot, tmp_path: Path) -> None:
    made, answers = world(tmp_path, laptops=0), Answers()
    laptop, clipboard = make(tmp_path / "laptop", "Máy 1"), QGuiApplication.clipboard()
    answers.folder = tmp_path / "keys"
    with page_of(qtbot, laptop, answers, "en") as page:
        answers.place = tmp_path / "asks.rasoat-request"
        press(RETURN)
        assert not page.send.code._picture.pixmap().isNull()
        tab_to("Copy its text")
        press(RETURN)
    clipboard.setText(clipboard.text().strip())  # as telephones do
    with page_of(qtbot, made.office, answers, "en") as page:
        page.send.enrol.paste.setFocus()
        press(RETURN)
        assert page.send.enrol.words.words() == office.identity(laptop).fingerprint
        answers.place = tmp_path / "made.rasoat-cert"
        press(RETURN, RETURN)
        tab_to("Copy its text")
        press(RETURN)
    with page_of(qtbot, laptop, answers, "en") as page:
        tab_to("Paste its text")
        press(RETURN)
        assert office.identity(laptop).office_name == "Ban Chỉ đạo xã Ba Bể"
        clipboard.setText("nothing of ours")
        with qtbot.waitSignal(page.session.failed) as failed:
            page.send.paste_wanted.emit()
        assert failed.args[0].code == "not_a_certificate"
    workspace.close(laptop)
    close(made)


def test_a_bundle_waits_until_its_sender_is_enrolled(qtbot: QtBot, tmp_path: Path) -> None:
    made, answers = world(tmp_path, laptops=0), Answers()
    laptop = make(tmp_path / "laptop", "Máy 1")
    answers.files = (waiting(made, laptop),)
    with page_of(qtbot, made.office, answers, "en") as page:
        page.open("receive")
        with work_done(qtbot, page):
            press(RETURN)
        assert page.tabs.tabText(4) == "Waiting (1)"
        page.open("quarantine")
        assert page.quarantine.one.words.words() == office.identity(laptop).fingerprint
        assert not page.quarantine.one.look.isVisible()
        laptops.enrol(
            made.office,
            tmp_path / "keys",
            None,
            laptops.asking(made.office, asking(laptop, tmp_path / "asks")),
            tmp_path / "cert",
        )
        page.refresh()
        tab_to("See what it brings")
        with work_done(qtbot, page):
            press(RETURN)
        with work_done(qtbot, page):
            press(RETURN)
        assert count(made.office.store, Filter()) == 1
        assert quarantine.listed(made.office) == ()
        assert page.tabs.tabText(4) == "Waiting"
    workspace.close(laptop)
    close(made)


def test_a_laptop_is_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    made, answers = world(tmp_path, laptops=1), Answers()
    answers.file, answers.folder = made.certificates[0], tmp_path / "keys"
    with page_of(qtbot, made.office, answers, "en") as page:
        page.open("laptops")
        page.laptops.hear.setFocus()
        press(RETURN)  # a certificate made with the command line
        assert page.laptops.model.rowCount() == 1
        page.laptops.one.keyring.choose.setFocus()
        press(RETURN, RETURN)
        assert page.laptops.one._why.problem()
        type_in("Mất máy")
        tab_to("Take its enrolment back for good")
        press(RETURN)
        assert "is enrolled no more" in page.laptops.note.text()
        assert laptops.listed(made.office)[0].why == "Mất máy"
    close(made)


def test_one_bundle_of_it_is_thrown_away_and_one_let_in(qtbot: QtBot, tmp_path: Path) -> None:
    made = world(tmp_path, laptops=1)
    (laptop,) = made.laptops
    laptops.revoke(tmp_path / "keys", None, laptop.device.key, since="2026-10-01", why="Mất máy")
    renewal.update(made.office, tmp_path / "keys")
    enter_all(laptop, "new", HOUSEHOLD)
    files = tmp_path / "a.rasoat", tmp_path / "b.rasoat"
    for file in files:
        pack.pack(laptop, file)
    with page_of(qtbot, made.office, Answers(), "en") as page:
        with work_done(qtbot, page):
            page.open(files)
        page.open("quarantine")
        tab_to("Throw this bundle away")
        press(RETURN)
        assert page.quarantine.model.rowCount() == 1
        tab_to("Let it in all the same")
        press(RETURN)
        assert page.quarantine.one._reason.problem()
        type_in("Trao tận tay")
        tab_to("Let it in all the same")
        with work_done(qtbot, page):
            press(RETURN)
        with work_done(qtbot, page):
            press(RETURN)
        assert count(made.office.store, Filter()) == 1
    close(made)


def test_the_office_answers_who_forgot(qtbot: QtBot, tmp_path: Path) -> None:
    made, answers = world(tmp_path, laptops=1), Answers()
    workspace.close(made.laptops[0])
    folder, asked = tmp_path / "laptop1", tmp_path / "asks.rasoat-forgot"
    request = forgotten.ask(folder, "Máy 1", "sáu bảy tám chín mười", asked)
    answers.file, answers.folder, answers.place = asked, tmp_path / "keys", tmp_path / "a.rasoat-answer"
    with page_of(qtbot, made.office, answers, "en") as page:
        page.open("laptops")
        page.laptops.help.choose.setFocus()
        press(RETURN)
        assert page.laptops.help.words.words() == request.fingerprint
        press(RETURN, RETURN)
        assert answers.suggested == "asks.rasoat-answer"
        assert forgotten.finish(folder, answers.place, "sáu bảy tám chín mười") == "Máy 1"
        assert "a.rasoat-answer" in page.laptops.note.text()
    workspace.close(made.office)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_filled_lists_fit_with_large_text(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    made, answers = world(tmp_path, laptops=1), Answers()
    laptop = make(tmp_path / "laptop", "Máy 1")
    keys = tmp_path / "keys"
    office.accept(made.office, made.certificates[0])
    asked = forgotten.ask(tmp_path / "laptop1", "Máy 1", "sáu bảy tám chín mười", tmp_path / "forgot")
    with page_of(qtbot, made.office, answers, language) as page:
        theme.wear(Theme.DARK, 150)
        page.resize(1136, 660)
        with work_done(qtbot, page):
            page.open((waiting(made, laptop),))
        page.send.enrol.show_laptop(
            laptops.asking(made.office, asking(laptop, tmp_path / "asks")), laptops.communes(made.office)
        )
        page.laptops.help.show_request(tmp_path / "forgot", "Máy 1", asked.fingerprint)
        for keyring in (page.send.enrol.keyring, page.laptops.one.keyring, page.laptops.help.keyring):
            keyring.show_keys(keys, locked=True)
        for part in ("send", "quarantine", "laptops"):
            page.open(part)
            QApplication.processEvents()
            qtbot.waitUntil(lambda: not cut(page))
            assert nameless(page) == []
        theme.wear(Theme.LIGHT)
    workspace.close(laptop)
    close(made)
