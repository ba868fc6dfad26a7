"""Outcomes: written by the commune, carried by bundles, merged, and never a change of the class."""

import json
from pathlib import Path

import pytest

from desktop.actions import clashes, enter, outcome, pack, receive
from desktop.actions.digest import digest
from desktop.actions.import_ import import_households
from desktop.errors import RasoatError
from desktop.records.model import form_key
from desktop.records.outcome import Stage, stage, unfit_outcome
from desktop.records.revision import Revision
from tests.worlds import World, close, household, make, run, world, write_lines

KEY = form_key("h1", "vn-2022/2026/periodic")
VOTED = ["meeting/present=30", "meeting/for=15", "meeting/against=15"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, Stage.PROPOSED),
        ({"meeting/present": 30, "meeting/for": 15}, Stage.VOTED),
        ({"meeting/present": 30, "meeting/for": 14}, Stage.REPEAT),
        ({"meeting/present": 0, "meeting/for": 0}, Stage.PROPOSED),
        ({"meeting/present": 2, "meeting/for": 2, "posting/from": "2026-10-12"}, Stage.POSTED),
        ({"posting/from": "2026-10-12", "complaint/date": "2026-10-13"}, Stage.COMPLAINT),
        (
            {"posting/from": "2026-10-12", "complaint/date": "2026-10-13", "recheck/date": "2026-10-14"},
            Stage.POSTED,
        ),
        ({"recognition/class": "poor"}, Stage.RECOGNISED),
    ],
)
def test_how_far_a_household_is(tmp_path: Path, body: dict[str, int | str], expected: Stage) -> None:
    ws = make(tmp_path / "w")
    assert stage(outcome.table(ws), body) is expected
    ws.store.close()


@pytest.fixture
def made(tmp_path: Path) -> World:
    made = world(tmp_path, laptops=2)
    lines = write_lines(tmp_path / "list.ndjson", household("0001", uid="h1"))
    for ws in (made.office, *made.laptops):
        import_households(ws, lines)
    return made


def test_two_laptops_agree_in_any_order_and_a_difference_is_a_clash(made: World) -> None:
    one, two = made.laptops
    before = enter.open_form(made.office, KEY).result
    outcome.write(one, "0001", [*VOTED, "meeting/date=10102026"])
    outcome.write(two, "0001", ["meeting/place=Nhà văn hóa thôn", "meeting/present=31"])
    files = []
    for number, ws in enumerate(made.laptops):
        pack.pack(ws, made.folder / f"{number}.rasoat")
        files.append(made.folder / f"{number}.rasoat")
    for file in reversed(files):
        receive.receive(made.office, [file])
    (found,) = outcome.listed(made.office)
    assert found.clash
    assert found.said["meeting/place"] == "Nhà văn hóa thôn"
    assert found.said["meeting/date"] == "2026-10-10"
    assert enter.open_form(made.office, KEY).result == before
    assert [view.place for view in clashes.list_clashes(made.office)] == ["số người dự họp"]
    close(made)


def test_words_that_cannot_be_read_write_nothing(tmp_path: Path) -> None:
    ws = make(tmp_path / "w")
    import_households(ws, write_lines(tmp_path / "list.ndjson", household("0001", uid="h1")))
    clean = digest(ws)
    for wrong in ("meeting/present=many", "meeting/unknown=1", "recognition/class=rich", "meeting/for"):
        with pytest.raises(RasoatError, match="nothing was written"):
            outcome.write(ws, "0001", ["meeting/place=ở đây", wrong])
    assert digest(ws) == clean
    line = Revision("outcome", KEY, {"meeting/for": "15"}, frozenset({"meeting/for"}), ())
    assert unfit_outcome(outcome.table(ws), line)
    ws.store.close()


def test_the_commands_write_clear_and_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ws = make(tmp_path / "w")
    import_households(ws, write_lines(tmp_path / "list.ndjson", household("0001", uid="h1")))
    ws.store.close()
    assert run("outcome", tmp_path / "w", "0001", *VOTED, "meeting/remark=x") == 0
    assert run("outcome", tmp_path / "w", "0001", "meeting/remark=") == 0
    capsys.readouterr()
    assert run("outcomes", tmp_path / "w", "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["stage"] == "voted"
    assert found["said"] == {"meeting/present": 30, "meeting/for": 15, "meeting/against": 15}
    assert found["household"].startswith("Nông Văn Thử")
