"""Who wrote what, by which bundle it came, and what was decided."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.actions import clashes, pack, receive, settle, targets, trail, withdraw
from desktop.actions.import_ import import_households
from desktop.actions.script import enter_all
from desktop.errors import RasoatError
from desktop.records.model import form_key
from tests.worlds import World, close, household, run, world, write_lines

pytestmark = pytest.mark.slow
KEY = form_key("h1", "vn-2022/2026/periodic")


@dataclass(frozen=True)
class Told:
    """An office, and the bundles that two laptops sent it."""

    made: World
    sent: list[str]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    made = world(tmp_path, laptops=2)
    import_households(made.office, write_lines(tmp_path / "list.ndjson", household(uid="h1")))
    sent = []
    for number, laptop in enumerate(made.laptops):
        down = tmp_path / "down.rasoat"
        pack.pack(made.office, down, for_certificate=made.certificates[number])
        receive.receive(laptop, [down])
        enter_all(laptop, "h1", [f"address=máy {number}"])
        sent.append(pack.pack(laptop, tmp_path / f"{number}.rasoat").id)
    receive.receive(made.office, [tmp_path / f"{number}.rasoat" for number in range(2)])
    (clash,) = clashes.list_clashes(made.office)
    settle.settle(made.office, clash.clash.id, take=1, why="đã hỏi xã")
    return Told(made, sent)


def test_a_household_tells_its_history(told: Told) -> None:
    made, sent = told.made, told.sent
    first, *middle, last = trail.of_household(made.office, KEY)
    assert (first.who, first.bundles, first.device) == ("", tuple(sent), "")
    assert {(step.who, step.bundles) for step in middle} == {
        ("Máy 1", (sent[0],)),
        ("Máy 2", (sent[1],)),
    }
    assert [one.after for step in middle for one in step.wrote if step.who == "Máy 1"] == ["máy 0"]
    assert all(step.device.startswith("Xã Ba Bể (") for step in middle)
    assert (last.who, last.why, last.bundles) == ("Văn phòng", "đã hỏi xã", ())

    close(made)


def test_what_a_bundle_brought_and_that_it_is_out(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    made, sent = told.made, told.sent
    assert [one.revisions for one in trail.of_bundle(made.office, sent[0])] == [1]
    with pytest.raises(RasoatError, match="No bundle"):
        trail.of_bundle(made.office, "0" * 12)
    withdraw.withdraw(made.office, targets.bundle(made.office, sent[1]), "nhầm")
    gone = [step.who for step in trail.of_household(made.office, KEY) if step.withdrawn]
    assert gone == ["Máy 2"]

    folder = made.office.folder
    close(made)
    capsys.readouterr()
    assert run("history", folder, "0001", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 4
    assert run("history", folder, "h1") == 0
    assert "because: đã hỏi xã" in capsys.readouterr().out
    assert run("bundles", folder, "--of", sent[0]) == 0
    assert "1 revisions" in capsys.readouterr().out
