"""The same cells on SQLite, DuckDB over an extract, and below the country; Spark in a release check."""

import json
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from desktop.actions import country, deliver, engines, report, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.import_totals import import_totals
from desktop.actions.sample import Sample, sample
from desktop.actions.workspace import NewWorkspace
from desktop.engine.extract import FILE
from desktop.engine.extras import need
from desktop.errors import RasoatError
from desktop.rollup.tables import Table
from tests.engine.cells import cells
from tests.report.histories import two_rounds
from tests.worlds import run, still_clock, uids

HOUSEHOLDS, REFUSED = 240, 2
ENGINES = (engines.DUCKDB, pytest.param(engines.SPARK, marks=pytest.mark.release))


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Invented households of a whole province, and residents of one commune."""
    folder = tmp_path_factory.mktemp("province")
    new = NewWorkspace("vn-2022", 2026, "2026-10-01", "19")
    made = workspace.create(folder / "W", new, clock=still_clock, new_uid=uids("engine"))
    sample(folder / "list.ndjson", Sample("vn-2022", "19", HOUSEHOLDS, 5))
    import_households(made, folder / "list.ndjson")
    totals = folder / "totals.csv"
    totals.write_text("unit,households,persons\n01906,900,3600\n", "utf-8")
    import_totals(made, totals)
    yield made
    workspace.close(made)


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Two rounds of a commune with everything that moves a household."""
    made = two_rounds(tmp_path_factory.mktemp("rounds"), 2)
    yield made
    workspace.close(made)


def _counted(ws: Workspace, engine: str) -> tuple[Table, ...]:
    with engines.counting_on(ws, engine) as counting:
        return report.tables(counting, report.available(ws))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("office", ["province", "commune"])
def test_every_engine_counts_every_cell_alike(
    office: str, engine: str, request: pytest.FixtureRequest
) -> None:
    ws: Workspace = request.getfixturevalue(office)
    assert _counted(ws, engine) == _counted(ws, engines.SQLITE)


@pytest.mark.parametrize("office", ["province", "commune"])
def test_an_extract_reports_what_its_workspace_does(
    office: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    ws: Workspace = request.getfixturevalue(office)
    deliver.deliver(ws, tmp_path / "x.parquet", de_identify=True)
    with country.opened(tmp_path / "x.parquet", engines.DUCKDB) as extracts:
        found = country.tables(extracts, country.available(extracts))
    assert [cells(one) for one in found] == [cells(one) for one in _counted(ws, engines.SQLITE)]


def test_nothing_in_an_extract_says_which_household_it_was(commune: Workspace, tmp_path: Path) -> None:
    import duckdb

    deliver.deliver(commune, tmp_path / "x.parquet", de_identify=True)
    raw = b"".join(file.read_bytes() for file in sorted((tmp_path / "x.parquet").iterdir()))
    result = f"'{tmp_path}/x.parquet/result.parquet'"
    columns = duckdb.execute(f"DESCRIBE SELECT * FROM {result}").fetchall()
    keys = duckdb.execute(f"SELECT form_key FROM {result}").fetchall()
    here = {key for (key,) in commune.store.rows("SELECT form_key FROM result")}
    names = {name for (name,) in commune.store.rows("SELECT head FROM household WHERE head <> ''")}
    assert len(keys) == len(here)
    assert names
    assert not {key for (key,) in keys} & here
    assert not any(name.encode() in raw for name in names)
    assert "uid" not in {name for name, *_ in columns}


def test_two_extracts_of_one_moment_have_no_key_in_common(commune: Workspace, tmp_path: Path) -> None:
    import duckdb

    keys: list[set[str]] = []
    for name in ("a.parquet", "b.parquet"):
        deliver.deliver(commune, tmp_path / name, de_identify=True)
        found = duckdb.execute(f"SELECT form_key FROM '{tmp_path}/{name}/result.parquet'").fetchall()
        keys.append({key for (key,) in found})
    assert not keys[0] & keys[1]


def test_what_is_there_is_not_written_over(commune: Workspace, tmp_path: Path) -> None:
    (tmp_path / "x.parquet").mkdir()
    with pytest.raises(RasoatError) as caught:
        deliver.deliver(commune, tmp_path / "x.parquet", de_identify=True)
    assert caught.value.code == "already_there"


def _copy(extract: Path, to: Path, unit: str, name: str) -> None:
    """The extract of another province, with the same households in units of other codes."""
    import duckdb

    shutil.copytree(extract, to)
    page = json.loads((to / FILE).read_text("utf-8")) | {"unit": unit, "name": name}
    (to / FILE).write_text(json.dumps(page), "utf-8")
    for table, columns in CODED.items():
        changed = ", ".join(f"'z' || {column} AS {column}" for column in columns)
        file = to / f"{table}.parquet"
        rows = f"SELECT * REPLACE ({changed}) FROM '{extract / file.name}' ORDER BY 1"
        duckdb.execute(f"COPY ({rows}) TO '{file}'")


CODED = {
    "result": ("commune", "village"),
    "unit": ("code", "parent"),
    "within": ("unit", "above"),
    "unit_total": ("unit",),
}


def test_two_provinces_stand_below_the_country(province: Workspace, tmp_path: Path) -> None:
    deliver.deliver(province, tmp_path / "all" / "19.parquet", de_identify=True)
    _copy(tmp_path / "all" / "19.parquet", tmp_path / "all" / "z19.parquet", "z19", "Tỉnh Thử")
    assert run("report", tmp_path / "all", "--out", tmp_path / "out", "--format", "json") in (0, 1)
    one = {table.id: table for table in _counted(province, engines.SQLITE)}
    for table_id in ("R1", "R4", "R8"):
        rows = json.loads((tmp_path / "out" / f"{table_id}.json").read_text("utf-8"))["rows"]
        whole, own = rows[0], one[table_id].rows[0].values
        assert (whole["level"], whole["unit"]) == ("country", "VN")
        for key, value in own.items():
            if isinstance(value, int):
                assert whole["values"][key] == 2 * value, (table_id, key)
        lines = len(one[table_id].layout.lines)
        assert len(rows) == lines + 2 * len(one[table_id].rows)
        assert rows[lines]["values"] == rows[lines + len(one[table_id].rows)]["values"]


def test_a_unit_that_is_delivered_twice_is_refused(
    province: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deliver.deliver(province, tmp_path / "all" / "19.parquet", de_identify=True)
    shutil.copytree(tmp_path / "all" / "19.parquet", tmp_path / "all" / "again.parquet")
    assert run("report", tmp_path / "all", "--out", tmp_path / "out") == REFUSED
    assert "is in two extracts" in capsys.readouterr().err


def test_extracts_of_communes_are_no_country(
    commune: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.parquet", "b.parquet"):
        deliver.deliver(commune, tmp_path / "all" / name, de_identify=True)
    assert run("report", tmp_path / "all", "--out", tmp_path / "out") == REFUSED
    assert "not of provinces" in capsys.readouterr().err


@pytest.mark.parametrize("page", ["", "[]", "{}", '{"format": 9}'])
def test_a_broken_extract_is_refused(page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / FILE).write_text(page, "utf-8")
    assert run("report", tmp_path, "--out", tmp_path / "out") == REFUSED
    assert "cannot be read" in capsys.readouterr().err


def test_extracts_are_not_for_sqlite(
    commune: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deliver.deliver(commune, tmp_path / "x.parquet", de_identify=True)
    assert run("report", tmp_path / "x.parquet", "--out", tmp_path / "out", "--engine", "sqlite") == REFUSED
    assert "duckdb or spark" in capsys.readouterr().err


def test_a_library_that_is_not_installed_is_named() -> None:
    with pytest.raises(RasoatError) as caught:
        need("pyspark" if find_spec("pyspark") is None else "no_such_library")
    assert caught.value.code == "no_extra"
