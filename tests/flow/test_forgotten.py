"""A forgotten passphrase: the office opens the workspace again, for the right person and for nobody else."""

from pathlib import Path

import pytest

from desktop.actions import office, workspace
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.script import enter_all
from desktop.actions.workspace import NewWorkspace
from desktop.bundle import documents, envelope, unlocking
from desktop.errors import RasoatError
from desktop.store import keys
from tests.worlds import COMMUNE, DATE, EDITION, YEAR, enrol, run, still_clock, uids

OLD, NEW = "một hai ba bốn năm", "sáu bảy tám chín mười"


def make(folder: Path, passphrase: str = OLD) -> Workspace:
    new = NewWorkspace(EDITION, YEAR, DATE, COMMUNE, person="Ma Thị Thử", passphrase=passphrase)
    return workspace.create(folder, new, clock=still_clock, new_uid=uids(folder.name))


def opened(folder: Path, passphrase: str) -> Workspace:
    return workspace.open_workspace(folder, passphrase, clock=still_clock, new_uid=uids("again"))


def code_of(passphrase: str, *words: object) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASOAT_PASSPHRASE", passphrase)
        return run(*words)


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    """An enrolled laptop with a household; its office's keys lie in `keys`."""
    office.new_office(tmp_path / "keys", "Ban Chỉ đạo xã Ba Bể", None)
    ws = make(tmp_path / "laptop")
    enter_all(ws, "new", ["household_code=0001", f"unit={COMMUNE}"])
    enrol(ws, tmp_path / "keys", tmp_path / "laptop")
    (tmp_path / "digest").write_text(digest(ws), "utf-8")
    workspace.close(ws)
    return tmp_path / "laptop"


def test_the_office_opens_it_again(laptop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked, given = tmp_path / "asked", tmp_path / "given"
    assert code_of(NEW, "office", "forgot", laptop, "--to", asked) == 0
    words = capsys.readouterr().out.split()
    assert len(words) == 6
    secret = (laptop / "keys.json").read_text("utf-8") + asked.read_text("utf-8")
    assert "AGE-SECRET" not in secret
    assert run("office", "unlock", tmp_path / "keys", asked, "--to", given) == 0
    assert capsys.readouterr().out.startswith(" ".join(words))
    assert code_of("another one entirely", "office", "reopen", laptop, given) == 2
    assert code_of(NEW, "office", "reopen", laptop, given) == 0
    ws = opened(laptop, NEW)
    assert digest(ws) == (tmp_path / "digest").read_text("utf-8")
    assert ws.person == "Ma Thị Thử"
    workspace.close(ws)
    assert keys.people(laptop) == ("Ma Thị Thử",)
    with pytest.raises(RasoatError):
        opened(laptop, OLD)
    assert code_of(NEW, "office", "reopen", laptop, given) == 2  # once


def test_nobody_else_can(laptop: Path, tmp_path: Path) -> None:
    asked, given = tmp_path / "asked", tmp_path / "given"
    office.new_office(tmp_path / "stranger", "Ban khác", None)
    assert code_of(NEW, "office", "forgot", laptop, "--to", asked) == 0
    assert run("office", "unlock", tmp_path / "stranger", asked, "--to", given) == 2
    assert not given.exists()
    other = make(tmp_path / "other")
    enrol(other, tmp_path / "keys", tmp_path / "other")
    workspace.close(other)
    theirs, answer = tmp_path / "theirs", tmp_path / "answer"
    assert code_of(NEW, "office", "forgot", tmp_path / "other", "--to", theirs) == 0
    assert run("office", "unlock", tmp_path / "keys", theirs, "--to", answer) == 0
    assert code_of(NEW, "office", "reopen", laptop, answer) == 2  # the answer to another request
    once, _ = keys.open_waiting(laptop, NEW)
    key, _ = keys.open_slot(tmp_path / "other", OLD)
    sealed = unlocking.seal(key, envelope.recipient_of(once))
    documents.write(answer, unlocking.ANSWER, {"once": "x", "sealed": sealed})
    assert code_of(NEW, "office", "reopen", laptop, answer) == 2  # the key of another workspace
    assert code_of(NEW, "office", "unlock", tmp_path / "keys", tmp_path / "laptop.cert", "--to", given) == 2
    workspace.close(opened(laptop, OLD))  # all this changed nothing


def test_who_was_never_enrolled_is_told(tmp_path: Path, laptop: Path) -> None:
    workspace.close(make(tmp_path / "alone"))
    asked = tmp_path / "asked"
    assert code_of(NEW, "office", "forgot", tmp_path / "alone", "--to", asked) == 2
    assert code_of(NEW, "office", "forgot", laptop, "--person", "Ai đó", "--to", asked) == 2
    assert not asked.exists()


def test_the_slot_is_for_the_recovery_key_of_the_office_above(laptop: Path) -> None:
    ws = opened(laptop, OLD)
    (one,) = keys.recoveries(laptop)
    above = office.certificate_above(ws)
    assert above is not None
    assert (one.office, one.recipient) == (above.office.name, above.office.recovery)
    workspace.close(ws)
