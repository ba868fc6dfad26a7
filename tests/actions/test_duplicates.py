"""Households that may be one: found, decided with a reason, taken back, sent, clashing, counted once."""

import json
from pathlib import Path

import pytest

from desktop.actions import clashes, duplicates, life, pack, problems, receive, settle, workspace
from desktop.actions.context import Workspace
from desktop.actions.duplicates import decide, pairs, undecide
from desktop.actions.import_ import import_households
from desktop.errors import RasoatError
from desktop.records.links import LINK, Decision
from desktop.records.model import form_key
from desktop.store import results, revisions, states
from tests.worlds import COMMUNE, World, close, household, make, run, still_clock, uids, world, write_lines

ROUND = "vn-2022/2026/periodic"
ONE, OTHER, THIRD = (form_key(uid, ROUND) for uid in ("h1", "h2", "h3"))

pytestmark = pytest.mark.slow


def lines(folder: Path) -> Path:
    """h1 and h2 are alike; h3 has the code of h1 and the ID number of somebody in it."""
    members = household("x")["members"]
    assert isinstance(members, list)
    first = [{**members[0], "id_number": "001080012345"}, members[1]]
    stranger = {**members[0], "name": "Lý A Páo", "birth_date": "1955-01-01", "id_number": "001080012345"}
    again = [{**members[0], "name": "NÔNG VĂN THƯ"}, members[1]]
    return write_lines(
        folder / "list.ndjson",
        household("0001", uid="h1", members=first),
        household("0002", uid="h2", members=again),
        household("0001", uid="h3", members=[stranger], village=f"{COMMUNE}-02"),
        household("0004", uid="h4", members=[{**stranger, "id_number": "001055000009"}]),
    )


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = make(tmp_path / "W")
    import_households(made, lines(tmp_path))
    return made


def found(ws: Workspace) -> list[tuple[str, str, str]]:
    return [(one.one.uid, one.other.uid, one.said.decision if one.said else "") for one in pairs(ws)]


def test_found_decided_and_taken_back(ws: Workspace) -> None:
    assert found(ws) == [("h1", "h2", ""), ("h1", "h3", "")]
    assert decide(ws, OTHER, ONE, Decision.DIFFERENT, " anh em họ ")
    assert found(ws) == [("h1", "h3", ""), ("h1", "h2", "different")]
    (said,) = [one.said for one in pairs(ws) if one.said]
    assert (said.who, said.why, said.clash) == ("máy", "anh em họ", "")
    assert not decide(ws, ONE, OTHER, Decision.DIFFERENT, "anh em họ"), "nothing new"
    assert undecide(ws, ONE, OTHER)
    assert found(ws) == [("h1", "h2", ""), ("h1", "h3", "")]
    workspace.close(ws)


def test_a_reason_and_two_households_are_owed(ws: Workspace) -> None:
    for other, why in ((OTHER, "  "), (ONE, "x")):
        with pytest.raises(RasoatError):
            decide(ws, ONE, other, Decision.SAME, why)
    with pytest.raises(RasoatError):
        undecide(ws, ONE, OTHER)
    assert states.count(ws.store, LINK) == 0
    workspace.close(ws)


def test_counted_once_and_back(ws: Workspace) -> None:
    decide(ws, ONE, OTHER, Decision.SAME, "ghi hai lần")
    assert found(ws)[0] == ("h1", "h2", "same"), "both still count"
    duplicates.count_once(ws, OTHER, ONE)
    assert found(ws) == [("h1", "h3", "")]
    assert results.count(ws.store, results.Filter()) == 3
    life.take_last_back(ws, OTHER)
    assert results.count(ws.store, results.Filter()) == 4
    workspace.close(ws)


def test_side_by_side(ws: Workspace) -> None:
    shown = duplicates.lines(ws, duplicates.pair(ws, OTHER, ONE), "vi")
    differing = [line for line in shown if line.differs]
    assert [(line.one, line.other) for line in differing] == [
        ("0001", "0002"),
        (
            "Nông Văn Thử · 02/05/1980 · 001080012345 · Chủ hộ",
            "NÔNG VĂN THƯ · 02/05/1980 · Chủ hộ",
        ),
    ]
    assert len(shown) > 15
    workspace.close(ws)


def test_problems_across_households(ws: Workspace) -> None:
    groups = {group.code: group for group in problems.open_problems(ws, "vi")}
    twice = groups["code_in_two_households"].problems
    assert [(one.key, one.other) for one in twice] == [(ONE, THIRD), (THIRD, ONE)]
    assert twice[0].title == "Mã hộ 0001 cũng là mã của hộ Lý A Páo (0001)"
    number = groups["id_in_two_households"].problems
    assert [one.found.path.rpartition("/")[2] for one in number] == ["id_number"] * 2
    there = problems.open_problems(ws, "vi", f"{COMMUNE}-02")
    assert {one.key for group in there for one in group.problems if one.other} == {THIRD}
    life.die_out(ws, THIRD)
    left = {group.code for group in problems.open_problems(ws, "vi")}
    assert "code_in_two_households" not in left
    workspace.close(ws)


def handed_out(made: World, folder: Path) -> None:
    import_households(made.office, lines(folder))
    for n, laptop in enumerate(made.laptops):
        down = folder / f"down{n}.rasoat"
        pack.pack(made.office, down, for_certificate=made.certificates[n])
        receive.receive(laptop, [down])


def sent(laptop: Workspace, file: Path) -> Path:
    pack.pack(laptop, file)
    return file


def test_decisions_travel_and_two_that_differ_clash(tmp_path: Path) -> None:
    made = world(tmp_path, laptops=2)
    handed_out(made, tmp_path)
    first, second = made.laptops
    decide(first, ONE, OTHER, Decision.SAME, "ghi hai lần")
    receive.receive(made.office, [sent(first, tmp_path / "1.rasoat")])
    assert found(made.office)[0] == ("h1", "h2", "same")
    decide(second, ONE, OTHER, Decision.DIFFERENT, "hai anh em")
    receive.receive(made.office, [sent(second, tmp_path / "2.rasoat")])
    (clash,) = clashes.list_clashes(made.office)
    assert clash.title == "Nông Văn Thử (0001) ↔ NÔNG VĂN THƯ (0002)"
    assert {side.text for side in clash.sides} == {"cùng một hộ", "hai hộ khác nhau"}
    (pair,) = [one for one in pairs(made.office) if one.said]
    assert pair.said is not None
    assert pair.said.clash == clash.clash.id
    n = next(side.n for side in clash.sides if side.text == "hai hộ khác nhau")
    settle.settle(made.office, clash.clash.id, take=n, why="đã hỏi trưởng thôn")
    assert clashes.list_clashes(made.office) == ()
    (pair,) = [one for one in pairs(made.office) if one.said]
    assert pair.said is not None
    assert (pair.said.decision, pair.said.why) == (Decision.DIFFERENT, "đã hỏi trưởng thôn")
    close(made)


def test_who_has_neither_household_may_not_decide(tmp_path: Path) -> None:
    """A decision about nobody the receiver or the file knows is refused with its file."""
    made = world(tmp_path, laptops=1)
    handed_out(made, tmp_path)
    (laptop,) = made.laptops
    decide(laptop, form_key("nobody", ROUND), form_key("nowhere", ROUND), Decision.SAME, "x")
    plan = receive.receive(made.office, [sent(laptop, tmp_path / "1.rasoat")]).plan
    (file,) = plan.files
    assert not file.accepted
    assert states.count(made.office.store, LINK) == 0
    close(made)


def test_by_command(ws: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ws.folder
    workspace.close(ws)
    assert run("duplicates", folder, "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["uid"] for one in listed[0]["households"]] == ["h1", "h2"]
    assert [one["sign"] for one in listed[0]["persons"]] == ["same_day", "same_day"]
    assert listed[0]["decision"] is None
    assert (
        run("duplicates", folder, "h1", "0002", "--same", "--drop", "--why", "ghi hai lần", "--by", "Lan")
        == 0
    )
    assert run("duplicates", folder, "h1", "h3", "--different", "--why", "ghi nhầm số") == 0
    capsys.readouterr()
    assert run("duplicates", folder) == 0
    said = capsys.readouterr()
    assert said.out.strip().split("\t")[-2:] == ["same_id", "different: ghi nhầm số"]
    assert said.err.strip() == "0 pairs to decide"
    assert run("duplicates", folder, "h1", "h3", "--undo") == 0
    assert run("duplicates", folder, "h1", "--same", "--why", "x") == 2
    assert run("duplicates", folder, "--drop") == 2
    again = workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("again"))
    held = [one for _, found_ in revisions.records(again.store, LINK) for one in found_.values()]
    assert {one.author for one in held} == {"Lan", "máy"}
    workspace.close(again)
