"""A local standard whose files change, or are not there: opening and receiving say so, and judge nothing."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import bundles, editions, new_round, pack, receive, workspace
from desktop.actions import round as rounds
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.new_round import NewRound
from desktop.actions.workspace import NewWorkspace
from desktop.errors import RasoatError
from tests.rules.sources import ROOT
from tests.worlds import COMMUNE, DATE, YEAR, enrol, household, make, still_clock, uids, world, write_lines

pytestmark = pytest.mark.slow
LOCAL = "vn-2022-example"
EXAMPLE = ROOT / "tests" / "data" / "editions" / LOCAL
Change = Callable[[], None]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's folder of local standards, with the example in it."""
    folder = tmp_path / "data" / "editions"
    monkeypatch.setattr(paths, "user_editions", lambda: folder)
    shutil.copytree(EXAMPLE, folder / LOCAL)
    editions.load_edition.cache_clear()
    yield folder
    editions.load_edition.cache_clear()


def change(folder: Path) -> None:
    """Another line, as somebody with an editor writes it; the program is started anew."""
    rules = folder / LOCAL / "rules.toml"
    text = rules.read_text("utf-8")
    assert "1800000" in text
    rules.write_text(text.replace("1800000", "1900000"), "utf-8")
    editions.load_edition.cache_clear()


def put_back(folder: Path) -> None:
    shutil.copytree(EXAMPLE, folder / LOCAL, dirs_exist_ok=True)
    editions.load_edition.cache_clear()


def take_away(folder: Path) -> None:
    shutil.rmtree(folder / LOCAL)
    editions.load_edition.cache_clear()


def made(at: Path, name: str = "máy", office: Path | None = None) -> Workspace:
    new = NewWorkspace(LOCAL, YEAR, DATE, COMMUNE, person=name, office=office)
    return workspace.create(at, new, clock=still_clock, new_uid=uids(name))


def opened(at: Path) -> Workspace:
    return workspace.open_workspace(at, None, clock=still_clock, new_uid=uids("again"))


def refused(at: Path) -> RasoatError:
    with pytest.raises(RasoatError) as caught:
        opened(at)
    return caught.value


def test_a_changed_standard_is_told_at_opening_and_the_old_files_open_again(
    folder: Path, tmp_path: Path
) -> None:
    workspace.close(made(tmp_path / "ws"))
    change(folder)
    told = refused(tmp_path / "ws")
    assert told.code == "standard_changed"
    assert "“vn-2022-example”" in str(told)
    assert f"into {folder}" in str(told)
    put_back(folder)
    workspace.close(opened(tmp_path / "ws"))


def test_a_standard_that_is_gone_is_told_at_opening(folder: Path, tmp_path: Path) -> None:
    workspace.close(made(tmp_path / "ws"))
    take_away(folder)
    assert refused(tmp_path / "ws").code == "standard_gone"


def test_the_standard_of_another_round_may_be_gone_but_not_changed(folder: Path, tmp_path: Path) -> None:
    ws = made(tmp_path / "ws")
    new_round.new_round(ws, NewRound(ws.round.key, 2027, "2027-10-01", edition="vn-2027"))
    workspace.close(ws)
    change(folder)
    assert refused(tmp_path / "ws").code == "standard_changed"
    take_away(folder)
    workspace.close(opened(tmp_path / "ws"))


def test_a_new_round_and_a_round_that_is_changed_to_note_their_standard(folder: Path, tmp_path: Path) -> None:
    ws = make(tmp_path / "ws")
    began = ws.round.key
    new_round.new_round(ws, NewRound(began, 2027, "2027-10-01", edition=LOCAL))
    rounds.switch(ws, began)
    workspace.close(ws)
    change(folder)
    assert refused(tmp_path / "ws").code == "standard_changed"


@pytest.mark.parametrize(
    ("happens", "code", "said"),
    [
        (change, "bundle_other_standard", "differ from those"),
        (take_away, "bundle_unknown_edition", "not on this computer"),
    ],
)
def test_a_bundle_waits_until_both_sides_have_the_same_standard(
    folder: Path, tmp_path: Path, happens: Callable[[Path], None], code: str, said: str
) -> None:
    here = world(tmp_path / "world", laptops=0)
    laptop = made(tmp_path / "laptop", "Máy")
    enrol(laptop, here.folder / "keys", tmp_path / "laptop-keys")
    import_households(laptop, write_lines(tmp_path / "list.ndjson", household("0001", uid="h1")))
    bundle = tmp_path / "up.rasoat"
    pack.pack(laptop, bundle)
    workspace.close(laptop)
    happens(folder)
    (file,) = receive.receive(here.office, [bundle]).files
    assert file.error is not None
    assert (file.accepted, file.error.code) == (False, code)
    assert said in str(file.error)
    put_back(folder)
    (file,) = receive.receive(here.office, [bundle]).files
    assert (file.accepted, file.counts.households) == (True, 1)
    assert len(bundles.history(here.office)) == 1
    workspace.close(here.office)
    change(folder)
    assert refused(here.office.folder).code == "standard_changed"
