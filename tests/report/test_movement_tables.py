"""R2 and R3 counted again in plain Python from two rounds, with what they must agree with."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.actions import differences, export, look_back, report, report_files, script, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.import_totals import import_totals
from desktop.actions.life import die_out
from desktop.actions.new_round import NewRound, new_round
from desktop.actions.round import switch
from desktop.records.model import form_key
from desktop.rollup.tables import Table
from desktop.store import results
from tests.report import recount
from tests.report.histories import FIRST, SECOND, two_rounds
from tests.worlds import household, make, run, write_lines

HOUSEHOLDS, PERSONS = "households", "persons"
LISTS = {"R2": ("poor", "near_poor"), "R3": ("near_poor", "poor")}


@pytest.fixture(scope="module", params=(1, 2, 3))
def ws(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = two_rounds(tmp_path_factory.mktemp("rounds"), int(request.param))
    yield made
    workspace.close(made)


def _lines(ws: Workspace, the_round: str, file: Path) -> dict[str, dict[str, Any]]:
    """Each household of a round by its uid, as a file shows it."""
    switch(ws, the_round)
    export.export(ws, file)
    switch(ws, SECOND)
    lines = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return {line["uid"]: line for line in lines}


def _values(table: Table, line: str) -> dict[str, int]:
    row = table.row("01906", line)
    assert row is not None
    return {key: value for key, value in row.values.items() if isinstance(value, int)}


@pytest.mark.parametrize("table_id", LISTS)
def test_every_cell_is_what_plain_counting_gives(ws: Workspace, tmp_path: Path, table_id: str) -> None:
    before, now = (_lines(ws, one, tmp_path / "lines.ndjson") for one in (FIRST, SECOND))
    moved = {key.split("@")[0] for (key,) in ws.store.rows(NEW_HERE)}
    expected = recount.movement(before, now, *LISTS[table_id], came=moved)
    table = report.table(ws, table_id)
    for line in (HOUSEHOLDS, PERSONS):
        assert _values(table, line) == expected[line]


NEW_HERE = (
    "SELECT key FROM state WHERE kind = 'form' AND (body LIKE '%split_from%' OR body LIKE '%moved_in%')"
)


@pytest.mark.parametrize("table_id", LISTS)
def test_every_cell_opens_households_that_add_up_to_it(ws: Workspace, table_id: str) -> None:
    table = report.table(ws, table_id)
    for row in table.rows:
        line = table.layout.find_line(row.line)
        for column in table.columns:
            found = report.amounts_of(ws, table.layout, line, column.key, row.unit, ws.round)
            assert sum(found.values()) == row.values[column.key]
            assert all(found.values())
            assert report.households_of(ws, table_id, row.unit, column.key, row.line) == tuple(found)
            shown = results.page(ws.store, results.Filter(keys=tuple(found), gone=True), 0, 99)
            assert {one.key for one in shown} == set(found), "those who are gone can be looked at too"


def test_the_two_lists_agree_with_each_other_and_with_the_results(ws: Workspace) -> None:
    for table_id in LISTS:
        found = [one for one in report.table(ws, table_id).ties if not one.tie.last]
        assert len(found) == 6
        assert all(one.holds for one in found)


def test_an_opening_that_differs_names_its_households(ws: Workspace) -> None:
    """The household that nobody visited yet was on a list last time, or on none."""
    visited_last = results.standing_of(ws.store, form_key("h14", FIRST))
    assert visited_last is not None
    for table_id, (mine, _) in LISTS.items():
        table = report.table(ws, table_id)
        openings = [one for one in table.ties if one.tie.last and one.unit == "01906"]
        assert len(openings) == 2
        for one in openings:
            named = differences.differences(ws, table, one)
            assert one.holds == (visited_last.class_ != mine)
            assert {difference.key for difference in named} == (
                set() if one.holds else {form_key("h14", SECOND)}
            )
            assert sum(difference.other - difference.value for difference in named) == one.other - one.value
        assert table.provisional.unknown_move == table.provisional.unknown_class > 0


def _begun(folder: Path, *lines: dict[str, object]) -> Workspace:
    ws = make(folder / "W")
    import_households(ws, write_lines(folder / "list.ndjson", *lines))
    return ws


def test_in_the_first_round_nobody_moves_silently(tmp_path: Path) -> None:
    ws = _begun(tmp_path, household("1", uid="h1"), household("2", uid="h2", class_before="near_poor"))
    table = report.table(ws, "R2")
    assert _values(table, HOUSEHOLDS) == dict.fromkeys("12346789", 0) | {"5": 1, "9": 1}
    assert table.provisional.unknown_move == 1
    closing = [one for one in table.ties if one.tie.id == "closing"]
    assert [(one.value, one.other, one.holds) for one in closing] == [(1, 2, False), (2, 4, False)]
    named = differences.differences(ws, table, closing[0])
    assert [(one.key, one.value, one.other) for one in named] == [(form_key("h1", FIRST), 0, 1)]
    assert not [one for one in table.ties if one.tie.last]
    workspace.close(ws)


def test_an_opening_that_was_given_stands_where_there_is_no_last_round(tmp_path: Path) -> None:
    ws = _begun(tmp_path, household("1", uid="h1", class_before="poor"))
    made = report.table(ws, "R2")
    assert (made.opening, _values(made, HOUSEHOLDS)["1"], made.problems) == ("forms", 1, ())
    listed = "Mã đơn vị,Hộ nghèo đầu kỳ,Nhân khẩu nghèo đầu kỳ\n01906,3,9\n"
    units.set_total(ws, "01906", {"households": 90, "persons": 400})
    (tmp_path / "start.csv").write_text(listed, "utf-8")
    assert import_totals(ws, tmp_path / "start.csv").faults == ()
    assert units.total(ws, "01906").households == 90, "the residents stay"
    made = report.table(ws, "R2")
    assert made.opening == "residents"
    assert [_values(made, line)["1"] for line in (HOUSEHOLDS, PERSONS)] == [3, 9]
    assert [_values(made, line)["9"] for line in (HOUSEHOLDS, PERSONS)] == [3, 9]
    assert {(one.code, one.slots["value"], one.slots["counted"]) for one in made.problems} == {
        ("opening_differs", 3, 1),
        ("opening_differs", 9, 2),
    }
    assert report.table(ws, "R3").opening == "forms"
    closing = [one for one in made.ties if one.tie.id == "closing"]
    assert [(one.value, one.other) for one in closing] == [(3, 1), (9, 2)]
    new_round(ws, NewRound(FIRST, 2027, "2027-10-01"))
    made = report.table(ws, "R2")
    assert (made.opening, made.problems) == ("last_round", ())
    workspace.close(ws)


def test_a_household_in_no_round_before_and_one_that_is_gone(tmp_path: Path) -> None:
    ws = _begun(tmp_path, household("1", uid="h1"))
    new_round(ws, NewRound(FIRST, 2027, "2027-10-01"))
    die_out(ws, form_key("h1", SECOND))
    import_households(ws, write_lines(tmp_path / "more.ndjson", household("2", uid="h2")))
    figures = _values(report.table(ws, "R2"), HOUSEHOLDS)
    assert figures == {"1": 1, "2": 0, "3": 0, "4": 1, "5": 0, "6": 0, "7": 1, "8": 0, "9": 1}
    assert report.households_of(ws, "R2", "01906", "4", HOUSEHOLDS) == (form_key("h1", SECOND),)
    assert all(one.holds for one in report.table(ws, "R2").ties)
    workspace.close(ws)


@pytest.mark.parametrize(("years", "fell_back"), [(0, 1), (1, 0), (2, 1)])
def test_how_far_fell_back_looks(tmp_path: Path, years: int, fell_back: int) -> None:
    """Poor in 2026, not in 2027, poor in 2028."""
    ws = _begun(tmp_path, household("1", uid="h1"))
    points = "income_basis=points"
    new_round(ws, NewRound(FIRST, 2027, "2027-10-01"))
    script.enter_all(ws, "h1", [points, "b1_points=300"])
    new_round(ws, NewRound(SECOND, 2028, "2028-10-01"))
    look_back.set_look_back(ws, years)
    script.enter_all(ws, "h1", [points, "b1_points=120", "floor_area_m2=15"])
    figures = _values(report.table(ws, "R2"), HOUSEHOLDS)
    assert (figures["6"], figures["7"]) == (fell_back, 1 - fell_back)
    workspace.close(ws)


def test_the_recount_is_not_blind(ws: Workspace, tmp_path: Path) -> None:
    """The negative control: one household counted in another class is seen."""
    before, now = (_lines(ws, one, tmp_path / "lines.ndjson") for one in (FIRST, SECOND))
    uid = next(uid for uid, line in before.items() if line["result"]["class"] == "poor" and uid in now)
    before[uid]["result"]["class"] = "not_poor"
    expected = recount.movement(before, now, "poor", "near_poor", came=set())
    assert _values(report.table(ws, "R2"), HOUSEHOLDS) != expected[HOUSEHOLDS]


def test_the_sheet_prints_what_it_must_agree_with(ws: Workspace, tmp_path: Path) -> None:
    report_files.write(ws, tmp_path, ("R2",))
    sheet = openpyxl.load_workbook(tmp_path / "R2.xlsx")["R2"]
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert {"A11:A12", "B11:B12", "C8:C9", "E8:G8", "H8:K8"} <= merged
    assert [sheet.cell(at, 3).value for at in (11, 12)] == ["Hộ", "Nhân khẩu"]
    texts = [str(line[0].value) for line in sheet.iter_rows() if line[0].value]
    closing = _values(report.table(ws, "R2"), HOUSEHOLDS)["9"]
    start = "Đối chiếu: Cuối kỳ bằng số hộ nghèo ở biểu R1: Hộ"
    assert any(text.startswith(f"{start} {closing} = {closing}; Nhân khẩu") for text in texts)


def test_two_rounds_by_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A round, a list, the next round, what happened, and the tables as files: the cells tie."""
    ws, out = tmp_path / "W", tmp_path / "out"
    lines = [household(f"{n}", uid=f"h{n}") for n in (1, 2, 3)]
    file = write_lines(tmp_path / "list.ndjson", *lines)
    place = ("--unit", "01906", "--edition", "vn-2022", "--no-passphrase")
    assert run("new", ws, *place, "--year", 2026, "--date", "2026-10-01") == 0
    assert run("import", ws, file) == 0
    assert run("round", "new", ws, "--from", FIRST, "--year", 2027, "--date", "2027-10-01") == 0
    points = ("income_basis=points", "floor_area_m2=60")
    assert run("enter", ws, "h1", *points, "b1_points=120", "wall=durable") == 0
    assert run("enter", ws, "h2", *points, "b1_points=300") == 0
    assert run("move", ws, "h3", "--out") == 0
    assert run("report", ws, "--out", out, "--tables", "R2,R3", "--format", "json,csv,xlsx") == 0
    capsys.readouterr()
    found = json.loads((out / "R2.json").read_text("utf-8"))
    rows = {row["line"]: row["values"] for row in found["rows"]}
    assert (rows[HOUSEHOLDS]["1"], rows[PERSONS]["1"]) == (3, 6)
    assert (rows[HOUSEHOLDS]["3"], rows[HOUSEHOLDS]["4"], rows[PERSONS]["4"]) == (1, 1, 2)
    assert rows[HOUSEHOLDS]["9"] == 1
    checks = {(one["check"], one["line"]): one for one in found["checks"]}
    assert len(checks) == 8
    assert all(one["holds"] for one in checks.values())
    assert checks["opening", PERSONS] | {"title": ""} == {
        "check": "opening",
        "title": "",
        "unit": "01906",
        "line": PERSONS,
        "column": "1",
        "value": 6,
        "table": "R1",
        "round": FIRST,
        "other_column": "9",
        "other": 6,
        "holds": True,
    }
