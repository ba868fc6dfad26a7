"""From a file of households to the official tables, and each cell back to its households."""

import json
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from desktop.actions import export as exporting
from desktop.actions import import_, report, report_files, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.sample import Sample, sample
from desktop.actions.workspace import NewWorkspace
from desktop.editions.units import Level, Unit
from desktop.errors import RasoatError
from tests.report import recount
from tests.rollup.shipped import IDS
from tests.worlds import run, still_clock, uids

EDITION, DATE, DISTRICT = "vn-2022", "2026-10-01", "060"
HOUSEHOLDS = 160
Lines = list[dict[str, Any]]


def _made(folder: Path, unit: str) -> Workspace:
    new = NewWorkspace(EDITION, 2026, DATE, unit, units="2020")
    return workspace.create(folder, new, clock=still_clock, new_uid=uids("report"))


def _odd(chance: Random, line: dict[str, Any]) -> dict[str, Any]:
    """Sometimes an answer is missing, a village is unknown, a member is gone, or the whole household is."""
    for question in ("b1_points", "income_per_head", "latrine", "floor_area_m2", "village"):
        if chance.random() < 0.06:
            line.pop(question, None)
    if chance.random() < 0.06:
        line["village"] = f"{line['unit']}-99"
    if chance.random() < 0.06:
        line["members"][-1]["removed"] = "moved"
    if chance.random() < 0.06:
        line["deleted"] = "error"
    return line


@pytest.fixture(scope="module", params=(1, 2))
def ws(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A district with villages in one commune and odd households everywhere."""
    folder = tmp_path_factory.mktemp("district")
    file, seed = folder / "a.ndjson", int(request.param)
    sample(file, Sample(EDITION, DISTRICT, HOUSEHOLDS, seed, units="2020"))
    chance = Random(seed)  # noqa: S311 - a test
    lines = [_odd(chance, json.loads(line)) for line in file.read_text("utf-8").splitlines()]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    opened = _made(folder / "ws", DISTRICT)
    for n in (1, 2):
        units.put_village(
            opened, Unit(f"01858-0{n}", f"Nà {n}", Level.VILLAGE, "Thôn", "01858", "2026-10-01")
        )
    assert import_.import_households(opened, file).faults == ()
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def lines(ws: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Lines:
    """The households as they are counted: `export` leaves out those that are deleted."""
    file = tmp_path_factory.mktemp("export") / "out.ndjson"
    exporting.export(ws, file)
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _figures(ws: Workspace, table_id: str) -> recount.Figures:
    made = report.table(ws, table_id)
    return {row.unit: {key: recount_plain(value) for key, value in row.values.items()} for row in made.rows}


def recount_plain(value: object) -> int | str | None:
    return value if isinstance(value, int) or value is None else str(value)


def test_r1_is_what_the_lines_add_up_to(ws: Workspace, lines: Lines) -> None:
    expected = recount.r1(lines, ws.units, DISTRICT)
    shown = _figures(ws, "R1")
    assert 0 < len(lines) < HOUSEHOLDS
    assert {unit for unit in shown if shown[unit]["1"]} == set(expected)
    assert {unit: shown[unit] for unit in expected} == expected
    assert {"01858-01", "01858-02"} <= set(expected)


def test_r4_and_r5_are_what_the_lines_add_up_to(ws: Workspace, lines: Lines) -> None:
    order = tuple(rule.id for rule in ws.edition.deprivations)
    expected = recount.r4(lines, ws.units, DISTRICT, order)
    counts, rates = _figures(ws, "R4"), _figures(ws, "R5")
    for unit, found in expected.items():
        assert counts[unit] == {**dict.fromkeys(counts[unit], 0), **found}
        households = found["households"]
        assert isinstance(households, int)
        for n in range(1, 13):
            deprived = found.get(str(n), 0)
            assert isinstance(deprived, int)
            assert rates[unit][str(n)] == recount.percent(deprived, households)


def test_tables_that_are_counted_together_are_what_each_is_by_itself(ws: Workspace) -> None:
    ids = report.available(ws)
    assert report.tables(ws, ids) == tuple(report.table(ws, one) for one in ids)


def test_a_class_that_is_not_known_counts_among_all_only(ws: Workspace, lines: Lines) -> None:
    unknown = sum(line["result"]["class"] == "unknown" for line in lines)
    made = report.table(ws, "R1")
    assert made.provisional.unknown_class == unknown > 0
    classes = sum(line["result"]["class"] in recount.CLASSES for line in lines)
    total = made.rows[0].values
    assert sum(int(total[key] or 0) for key in ("3", "5", "7")) == classes


def test_every_cell_opens_its_households(ws: Workspace, lines: Lines) -> None:
    poor = {line["uid"] for line in lines if line["result"]["class"] == "poor" and line["unit"] == "01858"}
    opened = report.households_of(ws, "R1", "01858", "3")
    assert {key.split("@")[0] for key in opened} == poor
    assert report.households_of(ws, "R1", "01858", "4") == opened
    assert len(report.households_of(ws, "R1", DISTRICT, "1")) == len(lines)
    assert report.households_of(ws, "R1", DISTRICT, "no such column") == ()


def test_residents_stand_in_place_of_forms(ws: Workspace) -> None:
    with ws.store.write(keep=False):
        units.set_total(ws, DISTRICT, {"households": 7000, "persons": 32000})
        made = report.table(ws, "R1")
        assert (made.rows[0].values["1"], made.rows[0].values["2"]) == (7000, 32000)
        assert made.rows[0].values["4"] != report.table(ws, "R5").rows[0].values["1"]
        assert made.provisional.forms_only == len(made.rows) - 1
        units.set_total(ws, DISTRICT, {"households": 3, "persons": 32000})
        (problem,) = report.table(ws, "R1").problems
        assert report.problem(problem, "vi").startswith("Huyện Pác Nặm: tổng số hộ (3) ít hơn số phiếu")


def test_notes_say_why_figures_are_provisional(ws: Workspace) -> None:
    made = report.table(ws, "R1")
    assert len(report.notes(made, "vi")) == sum(n > 0 for n in made.provisional.counts().values())


def test_files_hold_what_the_tables_show(ws: Workspace, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    written = report_files.write(
        ws, tmp_path / "new" / "out", ("R1", "R4"), report_files.FORMATS, lambda *at: seen.append(at)
    )
    assert [file.name for file in written] == [
        f"{table}.{kind}" for table in ("R1", "R4") for kind in report_files.FORMATS
    ]
    assert seen[-1] == (8, 8)
    found = json.loads((tmp_path / "new" / "out" / "R1.json").read_text("utf-8"))
    shown = _figures(ws, "R1")
    assert {row["unit"]: row["values"] for row in found["rows"]} == shown
    sheet = openpyxl.load_workbook(tmp_path / "new" / "out" / "R1.xlsx")["R1"]
    assert [sheet.cell(11, place).value for place in (3, 5)] == [shown[DISTRICT][key] for key in ("1", "3")]
    again = report_files.write(ws, tmp_path / "again", ("R1",), ("xlsx",))
    assert again[0].read_bytes() == written[0].read_bytes()


@pytest.mark.parametrize(
    ("ids", "formats", "code"),
    [(("R99",), ("xlsx",), "no_table"), (("R1",), ("docx",), "no_such_table_format")],
)
def test_what_is_not_there_is_refused(
    ws: Workspace, tmp_path: Path, ids: tuple[str, ...], formats: tuple[str, ...], code: str
) -> None:
    with pytest.raises(RasoatError) as caught:
        report_files.write(ws, tmp_path / "out", ids, formats)
    assert caught.value.code == code
    assert not (tmp_path / "out").exists()


def _published(folder: Path, households: int, poor: int, near_poor: int) -> dict[str, Any]:
    """Sample -> new -> import -> report, through the command line: the province's own row of R1."""
    file, ws, out = folder / "a.ndjson", folder / "ws", folder / "out"
    place = ("--unit", "06", "--units", "2020", "--edition", EDITION, "--date", DATE)
    counts = ("--households", households, "--poor", poor, "--near-poor", near_poor)
    assert run("sample", *place, *counts, "--seed", 2022, "--out", file) == 0
    assert run("new", ws, *place, "--year", 2026, "--no-passphrase") == 0
    assert run("import", ws, file) == 0
    assert run("report", ws, "--out", out, "--tables", "R1", "--format", "json") == 0
    first: dict[str, Any] = json.loads((out / "R1.json").read_text("utf-8"))["rows"][0]
    assert first["unit"] == "06"
    found: dict[str, Any] = first["values"]
    return found


@pytest.mark.slow
def test_the_published_counts_of_bac_kan_at_one_to_twenty(tmp_path: Path) -> None:
    """2022 (facts 10): 20,281 poor and 7,385 near-poor of 82,056 households."""
    values = _published(tmp_path, 4_103, 1_014, 369)
    assert (values["1"], values["3"], values["5"]) == (4_103, 1_014, 369)
    assert (values["4"], values["6"]) == ("24.71", "8.99")


@pytest.mark.release
@pytest.mark.slow
def test_the_published_counts_of_bac_kan_whole(tmp_path: Path) -> None:
    values = _published(tmp_path, 82_056, 20_281, 7_385)
    assert (values["1"], values["3"], values["5"]) == (82_056, 20_281, 7_385)
    assert (values["4"], values["6"]) == ("24.72", "9.00")


def test_the_command_names_files_and_says_what_contradicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ws = tmp_path / "ws"
    opened = _made(ws, "01858")
    workspace.close(opened)
    assert run("report", ws, "--out", tmp_path / "out", "--tables", "R1,R5", "--format", "csv") == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / "out" / f"{name}.csv") for name in ("R1", "R5")]
    assert run("report", ws, "--out", tmp_path / "out", "--tables", "R99") == 2
    assert ", ".join(IDS) in capsys.readouterr().err
