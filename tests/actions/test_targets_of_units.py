"""Targets of units: typed, imported, shown beside what was reached; what is odd is said and left out."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.actions import against, report, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.import_targets import import_targets
from desktop.actions.script import enter_all
from desktop.errors import RasoatError
from desktop.rollup.compared import indicators_of
from tests.worlds import COMMUNE, household, make, run, write_lines

LIST = "unit,poor_decrease,insured\n{commune},2.25,96\n{commune},,\n99999,1,1\n{commune},a lot,\n"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A commune of eight households, one of them poor."""
    made = make(tmp_path / "ws")
    import_households(made, write_lines(tmp_path / "list.ndjson", household("0001", uid="h1")))
    units.set_total(made, COMMUNE, {units.HOUSEHOLDS: 8, units.PERSONS: 30})
    yield made
    workspace.close(made)


def test_a_target_stands_in_the_table_and_is_cleared(ws: Workspace) -> None:
    assert against.set_target(ws, COMMUNE, "poor_decrease", Decimal("2.5"))
    assert not against.set_target(ws, COMMUNE, "poor_decrease", Decimal("2.50"))
    values = report.table(ws, "I2").rows[0].values
    assert (values["2"], values["3"], values["10"]) == (1, Decimal("12.50"), Decimal("2.5"))
    assert (values["4"], values["5"], values["11"]) == (None, None, None), "there was no round before"
    assert against.set_target(ws, COMMUNE, "poor_decrease", None)
    assert report.table(ws, "I2").rows[0].values["10"] is None
    assert report.households_of(ws, "I2", COMMUNE, "10") == ()
    assert len(report.households_of(ws, "I2", COMMUNE, "3")) == 1


@pytest.mark.parametrize(("unit", "indicator"), [("99999", "insured"), (COMMUNE, "happiness")])
def test_what_nobody_knows_is_refused(ws: Workspace, unit: str, indicator: str) -> None:
    with pytest.raises(RasoatError, match="There is no"):
        against.set_target(ws, unit, indicator, Decimal(1))


def test_a_list_of_targets(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "targets.csv"
    file.write_text(LIST.format(commune=COMMUNE), "utf-8")
    done = import_targets(ws, file)
    assert [fault.line for fault in done.faults] == [4, 5]
    assert "accepted is 0 to 100" in done.faults[1].why
    found = against.targets(ws, ws.round)
    assert found == {(COMMUNE, "poor_decrease"): Decimal("2.25"), (COMMUNE, "insured"): Decimal(96)}
    assert import_targets(ws, file).new == 0


def test_a_list_without_indicators_is_refused(ws: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "targets.csv"
    for text in ("unit,households\n1,2\n", ""):
        file.write_text(text, "utf-8")
        with pytest.raises(RasoatError, match="no header"):
            import_targets(ws, file)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.close(make(tmp_path / "ws"))
    file = tmp_path / "targets.csv"
    file.write_text(f"unit,insured\n{COMMUNE},96\n", "utf-8")
    assert run("import", tmp_path / "ws", file, "--targets") == 0
    assert "1 units read, 1 are new" in capsys.readouterr().out


def test_indicators_have_words() -> None:
    known = indicators_of(b'[[indicator]]\nid = "x"\ntitle = { vi = "a", en = "b" }\n')
    assert [one.id for one in known] == ["x"]
    assert all(one.title["vi"] and one.title["en"] for one in against.indicators())


def test_households_in_two_groups_are_named_first(ws: Workspace) -> None:
    """R8 takes groups for disjoint: who is in two of them is counted in both, and said by code."""
    enter_all(ws, "h1", ["no_labour_capacity=yes", "merit=yes"])
    first = report.table(ws, "R8").problems[0]
    assert (first.code, first.slots["codes"]) == ("overlap", "0001")
    assert "hai nhóm trở lên" in report.problem(first, "vi")
