"""Down and up again through files: questions, answers, decisions, villages, receipts, in any order."""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from shutil import copytree

import pytest

from desktop.actions import (
    against,
    assignments,
    cards,
    clashes,
    pack,
    queries,
    receipts,
    receive,
    report,
    settle,
    units,
)
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.receipts import gaps, united
from desktop.actions.script import enter_all
from desktop.actions.workspace import open_workspace
from desktop.errors import RasoatError
from desktop.records.model import form_key
from desktop.records.queries import Status
from desktop.store import states
from tests.carding import sound
from tests.ui.exchanging import handed_out, packed
from tests.worlds import COMMUNE, VILLAGE, World, close, run, still_clock, uids

pytestmark = pytest.mark.slow


@pytest.fixture
def made(tmp_path: Path) -> Iterator[World]:
    """An office that took in what two laptops wrote differently."""
    made = handed_out(tmp_path)
    receive.receive(made.office, packed(made))
    yield made
    close(made)


def _down(made: World, n: int, name: str) -> Path:
    to = made.folder / f"{name}.down.rasoat"
    pack.pack(made.office, to, for_certificate=made.certificates[n])
    return to


def _up(laptop: Workspace, to: Path) -> Path:
    pack.pack(laptop, to)
    return to


def _statuses(ws: Workspace) -> list[tuple[Status, str]]:
    return [(one.status, one.answer) for one in queries.listed(ws)]


def test_asked_answered_and_decided(made: World, tmp_path: Path) -> None:
    office, one = made.office, made.laptops[0]
    first = clashes.list_clashes(office)[0]
    asked = queries.ask_about_clash(office, first.clash.id)
    assert queries.ask_about_clash(office, first.clash.id) == asked  # the same question is asked once
    assignments.deal(office, VILLAGE, "Nông Thị Thử", made.certificates[0].as_posix())
    receive.receive(one, [_down(made, 0, "a")])
    (question,) = queries.listed(one)
    assert (question.path, question.clash, question.status) == ("b1_points", True, Status.ASKED)
    assert "150" in question.text
    assert [(v.code, v.who) for v in assignments.mine(one)] == [(VILLAGE, "Nông Thị Thử")]
    queries.answer(one, asked, "Đã đến nhà xem lại: 150 điểm")
    done = receive.receive(office, [_up(one, tmp_path / "b.rasoat")])
    assert (done.files[0].accepted, done.counts.not_theirs) == (True, 0)
    assert _statuses(office) == [(Status.ANSWERED, "Đã đến nhà xem lại: 150 điểm")]
    take = next(side.n for side in first.sides if side.b1 == 150)
    settle.settle(office, first.clash.id, take=take, why="xã trả lời", whole=True)
    queries.close(office, asked)
    receive.receive(one, [_down(made, 0, "c")])
    assert _statuses(one)[0][0] is Status.CLOSED
    assert [view.household for view in clashes.list_clashes(one)] == ["h2"]
    (receipt,) = receipts.listed(one)
    assert (receipt.arrived, receipt.missing) == (receipt.written, ())
    enter_all(one, "h3", ["remarks=Sau đó"])
    (later,) = receipts.listed(one)
    assert (later.written - later.arrived, len(later.missing)) == (1, 1)


def test_in_any_order(tmp_path: Path) -> None:
    made = handed_out(tmp_path)
    receive.receive(made.office, packed(made))
    office, (one, two) = made.office, made.laptops
    asked = queries.ask(office, form_key("h3", office.round.key), "Hộ còn ở đây không?")
    assert len(states.keys_of_round(office.store, "query", office.round.key)) == 1  # goes when the round goes
    receive.receive(one, [_down(made, 0, "a")])
    queries.answer(one, asked, "Còn")
    files = [_up(one, tmp_path / "x.rasoat")]
    queries.answer(one, asked, "Còn, nhưng chỉ có bà ở nhà")
    files.append(_up(one, tmp_path / "y.rasoat"))
    enter_all(two, "h3", ["remarks=Bà ở một mình"])
    files.append(_up(two, tmp_path / "z.rasoat"))
    close(made)
    digests = set()
    for n, order in enumerate(permutations(files)):
        copy = tmp_path / f"copy{n}"
        ws = open_workspace(
            Path(copytree(office.folder, copy)), None, clock=still_clock, new_uid=uids("copy")
        )
        for file in order:
            receive.receive(ws, [file])
        digests.add(digest(ws))
        assert _statuses(ws) == [(Status.ANSWERED, "Còn, nhưng chỉ có bà ở nhà")]
        ws.store.close()
    assert len(digests) == 1


def test_what_an_office_lays_down_reaches_a_laptop(made: World) -> None:
    """Villages, residents, targets, cards, who reviews what: the same records, and at work."""
    office, one = made.office, made.laptops[0]
    units.name_village(office, VILLAGE, "Nà Mơ")
    units.set_total(office, COMMUNE, {units.HOUSEHOLDS: 8, units.PERSONS: 30})
    against.set_target(office, COMMUNE, "poor_decrease", Decimal("2.5"))
    cards.import_cards(office, sound(made.folder / "card.xlsx"))
    assignments.deal(office, VILLAGE, "Nông Thị Thử", one.device.key)
    (file,) = receive.receive(one, [_down(made, 0, "laid")]).files
    assert file.accepted
    for kind in ("unit", "unit_total", "target", "card", "assignment"):
        laid_down = dict(states.bodies(office.store, kind))
        assert laid_down, kind
        assert dict(states.bodies(one.store, kind)) == laid_down, kind
    assert [unit.full_name for unit in units.villages(one, COMMUNE)] == ["Thôn Nà Mơ"]
    assert units.total(one, COMMUNE).households == 8
    assert report.table(one, "I2").rows[0].values["10"] == Decimal("2.5")
    assert [card.illustrative for card in one.edition.cards] == [False, False]
    assert [(v.name, v.who) for v in assignments.mine(one)] == [("Thôn Nà Mơ", "Nông Thị Thử")]


def test_only_an_office_asks_and_deals(made: World) -> None:
    laptop = made.laptops[0]
    for attempt in (
        lambda: queries.ask(laptop, form_key("h1", laptop.round.key), "?"),
        lambda: assignments.deal(laptop, VILLAGE, "Nông Thị Thử"),
    ):
        with pytest.raises(RasoatError):
            attempt()


def test_the_commands_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = handed_out(tmp_path)
    office = made.office.folder
    close(made)
    assert run("query", office, "--household", "h2", "--text", "Giếng khoan hay máy?") == 0
    asked = capsys.readouterr().out.strip()
    assert run("queries", office, "--paper", tmp_path / "q.pdf") == 0
    assert run("query", office, "--answer", asked, "--text", "Giếng khoan") == 0
    assert run("query", office, "--close", asked) == 0
    assert run("deal", office, VILLAGE, "--who", "Nông Thị Thử") == 0
    capsys.readouterr()
    assert run("queries", office, "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["id"], found["status"], found["answer"]) == (asked, "closed", "Giếng khoan")
    assert run("villages", office, "--json") == 0
    assert VILLAGE in {one["code"] for one in json.loads(capsys.readouterr().out) if one["who"]}
    assert run("receipts", office, "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_numbers_that_did_not_arrive() -> None:
    assert united([(5, 6), (1, 2), (3, 3), (9, 9)]) == [(1, 3), (5, 6), (9, 9)]
    assert gaps([(1, 10)], [(2, 3), (5, 6)]) == ((1, 1), (4, 4), (7, 10))
    assert gaps([(1, 3)], [(1, 9)]) == ()
    assert gaps([(1, 3)], []) == ((1, 3),)
