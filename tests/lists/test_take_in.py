"""Taking a list in: the same everywhere, never twice, whole or not at all, on to the form and the bundle."""

import json
from pathlib import Path

import pytest

from desktop.actions import enter, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.import_totals import import_totals
from desktop.actions.lists.look import look
from desktop.actions.lists.take_in import TakenIn, preview, read_mapping, take_in
from desktop.actions.pack import pack
from desktop.actions.receive import receive
from desktop.cli.import_ import MOST
from desktop.errors import Cancelled
from desktop.records.lists.mapping import to_toml
from desktop.records.model import FormKey
from desktop.store.results import Filter, count, page
from tests.lists.books import FAMILIES, FOOT, HOUSES, R14, TITLE, Row, troubles, xls, xlsx
from tests.worlds import COMMUNE, close, make, run, world

pytestmark = pytest.mark.slow
LIST: tuple[Row, ...] = (*TITLE, *R14, *FAMILIES, *FOOT)


def taken(ws: Workspace, file: Path) -> TakenIn:
    return take_in(ws, look(ws, file))


def test_the_same_list_on_two_machines_is_the_same_state_and_again_adds_none(tmp_path: Path) -> None:
    file = xlsx(tmp_path / "a.xlsx", *LIST)
    one, two = make(tmp_path / "1", "a"), make(tmp_path / "2", "b")
    for ws in (one, two):
        assert taken(ws, file).new == 3
        again = taken(ws, file)
        assert (again.new, again.plan.new, again.plan.other_mapping, troubles(again.plan)) == (
            0,
            0,
            False,
            [],
        )
    assert digest(one) == digest(two)
    workspace.close(one)
    workspace.close(two)


def test_a_preview_says_the_same_and_writes_nothing(ws: Workspace, tmp_path: Path) -> None:
    file, before = xlsx(tmp_path / "a.xlsx", *LIST), digest(ws)
    plan = preview(ws, look(ws, file))
    assert digest(ws) == before
    assert ws.store.get("list_layouts") is None
    assert take_in(ws, look(ws, file)).plan == plan


def test_a_list_that_is_stopped_leaves_nothing_behind(ws: Workspace, tmp_path: Path) -> None:
    file, before = xlsx(tmp_path / "a.xlsx", *LIST), digest(ws)

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        take_in(ws, look(ws, file), stop)
    assert digest(ws) == before
    assert units.villages(ws, COMMUNE) == ()


def test_another_way_to_read_it_says_so_and_keeps_the_households(ws: Workspace, tmp_path: Path) -> None:
    seen = look(ws, xlsx(tmp_path / "a.xlsx", *HOUSES))
    without = {one.place: "" for one in seen.mapping.columns if one.field == "ethnicity"}
    take_in(ws, seen.with_fields(without, seen.mapping.rows))
    again = take_in(ws, seen)
    assert again.plan.other_mapping
    assert count(ws.store, Filter()) == 2
    (first, _) = again.plan.households
    form = enter.open_form(ws, FormKey(first.key))
    assert form.form.members[0].answers["ethnicity"] == "02"
    assert form.clashing == frozenset()


def test_households_that_are_here_already_are_named_and_left_out(ws: Workspace, tmp_path: Path) -> None:
    taken(ws, xlsx(tmp_path / "codes.xlsx", *HOUSES))
    first = taken(ws, xlsx(tmp_path / "names.xlsx", *LIST))
    assert troubles(first.plan) == [("already_here", 7, "")]  # the same name, village and year of birth
    assert count(ws.store, Filter()) == 4
    more: Row = [3, "H3", "Ma Thế Hữu", "1970", "Nam", "Tày", "Nà Mèo", None, None]
    second = taken(ws, xlsx(tmp_path / "codes2.xlsx", *HOUSES, more))
    assert (second.new, troubles(second.plan)) == (1, [("already_here", 2, ""), ("already_here", 3, "")])
    third = taken(ws, xlsx(tmp_path / "names2.xlsx", ["Xã Ba Bể"], *LIST))
    assert (third.new, [code for code, _, _ in troubles(third.plan)]) == (0, ["already_here"] * 3)
    assert count(ws.store, Filter()) == 5


def test_known_villages_are_found_whatever_they_are_called(ws: Workspace, tmp_path: Path) -> None:
    known = units.add_village(ws, COMMUNE, "Nà Mèo", "Bản")
    plan = preview(ws, look(ws, xlsx(tmp_path / "a.xlsx", *LIST)))
    assert plan.households[0].body["village"] == known.code
    assert [one.body["name"] for one in plan.villages] == ["Pác Ngòi"]


def test_from_the_list_to_the_form_to_the_office(tmp_path: Path) -> None:
    made = world(tmp_path, laptops=1)
    (laptop,) = made.laptops
    taken(laptop, xlsx(tmp_path / "a.xlsx", *LIST))
    (row,) = page(laptop.store, Filter(text="nong van thu"), 0, 9)
    opened = enter.open_form(laptop, row.key)
    assert [member.answers["name"] for member in opened.form.members] == ["Nông Văn Thử", "Hoàng Thị Mẫu"]
    entered = enter.enter(laptop, opened, f"members/{opened.form.members[0].uid}/insured", "1")
    assert entered.rejected is None
    pack(laptop, tmp_path / "up.rasoat")
    receive(made.office, (tmp_path / "up.rasoat",))
    assert count(made.office.store, Filter()) == 3
    close(made)


def test_the_command_prints_how_it_reads_and_names_every_odd_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.close(make(tmp_path / "W"))
    bad: Row = [3, 1, "Ma Thế Hữu", "5/3/85", None, "Tày", "Chủ hộ", None, None, None, None]
    file = xlsx(tmp_path / "a.xlsx", *LIST[: len(TITLE) + 2 + 4], bad, *FAMILIES[4:])
    assert run("import", tmp_path / "W", file, "--dry-run") == 1
    said = capsys.readouterr()
    assert 'field = "birth_male"' in said.out
    assert "4 households, 5 persons read, 4 households would be new" in said.out
    assert "D10: “5/3/85” has a year of two digits" in said.err
    assert "column H “Nghèo mới”: left out" in said.err
    (tmp_path / "m.toml").write_text(said.out.rpartition("\n\n")[0], "utf-8")
    assert run("import", tmp_path / "W", file, "--map", tmp_path / "m.toml", "--json") == 1
    done = json.loads(capsys.readouterr().out)
    assert (done["households"], done["new"], done["other_mapping"]) == (4, 4, False)
    assert [one["column"] for one in done["troubles"]] == ["D"]
    assert run("import", tmp_path / "W", file) == 1
    assert "0 households are new" in capsys.readouterr().out


def test_the_command_ends_well_where_nothing_is_odd(tmp_path: Path) -> None:
    workspace.close(make(tmp_path / "W"))
    assert run("import", tmp_path / "W", xlsx(tmp_path / "a.xlsx", *HOUSES)) == 0
    (tmp_path / "b.csv").write_text("a,b\n1,2\n", "utf-8")
    assert run("import", tmp_path / "W", tmp_path / "b.csv") == 2


def test_residents_come_from_old_excel_too(ws: Workspace, tmp_path: Path) -> None:
    file = xls(tmp_path / "t.xls", ["Mã xã", "Số hộ", "Nhân khẩu"], [COMMUNE, 1200.0, "5.100"])
    done = import_totals(ws, file)
    assert (done.households, done.new, done.faults) == (1, 1, ())


def test_the_villages_of_a_mapping_are_those_that_count(ws: Workspace, tmp_path: Path) -> None:
    other = units.add_village(ws, COMMUNE, "Cốc Lót")
    file = xlsx(tmp_path / "a.xlsx", *HOUSES)
    seen = look(ws, file)
    text = to_toml(seen.mapping) + f'\n[villages]\n"Nà Mèo" = "{other.code}"\n'
    (tmp_path / "m.toml").write_text(text, "utf-8")
    plan = preview(ws, look(ws, file, read_mapping(tmp_path / "m.toml")))
    assert plan.households[0].body["village"] == other.code
    assert [one.body["name"] for one in plan.villages] == ["Pác Ngòi"]


def test_a_list_where_everything_is_odd_does_not_drown_who_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.close(make(tmp_path / "W"))
    lines = "\n".join(f"{n};Lý A Ba {n};5/3/85" for n in range(1, 101))
    (tmp_path / "a.csv").write_text(f"Mã hộ;Họ tên chủ hộ;Ngày sinh\n{lines}\n", "utf-8")
    assert run("import", tmp_path / "W", tmp_path / "a.csv", "--dry-run", "--json") == 1
    troubles = json.loads(capsys.readouterr().out)["troubles"]
    assert run("import", tmp_path / "W", tmp_path / "a.csv", "--dry-run") == 1
    said = capsys.readouterr().err.splitlines()
    assert len(troubles) >= 100
    assert sum("two digits" in line for line in said) == MOST
    assert f"{len(troubles) - MOST} more cells or rows are odd; --json names all" in said
