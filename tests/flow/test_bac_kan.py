"""Bắc Kạn 2016 → 2019 as it was published, rebuilt from invented households: rates exact (facts 10).

Only rates, and the counts of poor and near-poor of the whole province, were published. 2016: totals of
78,191 to 78,214 households give both rates. 2019: 80,336 to 80,357 do; the published 80,276 gives 19.58.
How many live in the two poor districts is ours, so that their rates are those published: 40.18 and 27.55.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.actions import against, report, units, workspace
from desktop.actions import round as rounds
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.new_round import NewRound, new_round
from desktop.actions.sample import Sample, sample
from desktop.actions.workspace import NewWorkspace
from tests.worlds import still_clock, uids

EDITION, FIRST, LAST = "vn-2016", "vn-2016/2016/periodic", "vn-2016/2019/periodic"
PROVINCE, PAC_NAM, BA_BE, REST = "06", "060", "061", "064"
POOR_DISTRICTS = "06-poor-districts"


@dataclass(frozen=True)
class Year:
    """Households of the province and, by district, all, poor and near-poor; the rest lives in others."""

    year: int
    households: int
    poor: int
    near_poor: int
    pac_nam: tuple[int, int, int]
    ba_be: tuple[int, int, int]

    def parts(self) -> dict[str, tuple[int, int]]:
        """Poor and near-poor to be listed, by district."""
        two = {PAC_NAM: self.pac_nam[1:], BA_BE: self.ba_be[1:]}
        rest = [self.poor, self.near_poor]
        for poor, near in two.values():
            rest = [rest[0] - poor, rest[1] - near]
        return {**two, REST: (rest[0], rest[1])}


SMALL = (
    Year(2016, 3_912, 1_041, 506, (400, 170, 50), (573, 221, 60)),
    Year(2019, 4_017, 786, 455, (400, 130, 50), (580, 140, 60)),
)
WHOLE = (
    Year(2016, 78_200, 20_809, 10_114, (6_500, 3_100, 900), (10_000, 3_530, 1_000)),
    Year(2019, 80_345, 15_722, 9_106, (6_700, 2_300, 900), (10_300, 2_384, 1_000)),
)


def _list(ws: Workspace, year: Year, folder: Path) -> None:
    """Only poor and near-poor are surveyed; how many live there comes from the totals."""
    for district, (poor, near_poor) in year.parts().items():
        file = folder / f"{year.year}-{district}.ndjson"
        kinds = {"poor_income": poor - poor // 3, "poor_deprivation": poor // 3, "near_poor": near_poor}
        wanted = Sample(
            EDITION, district, poor + near_poor, year.year, "2020", f"{year.year}-10-01", exactly=kinds
        )
        sample(file, wanted)
        assert import_households(ws, file).faults == ()
    for unit, lived in ((PROVINCE, year.households), (PAC_NAM, year.pac_nam[0]), (BA_BE, year.ba_be[0])):
        units.set_total(ws, unit, {units.HOUSEHOLDS: lived, units.PERSONS: lived * 5})


def _made(folder: Path, years: tuple[Year, Year]) -> Workspace:
    new = NewWorkspace(EDITION, 2016, "2016-10-01", PROVINCE, units="2020")
    ws = workspace.create(folder / "ws", new, clock=still_clock, new_uid=uids("bac kan"))
    new_round(ws, NewRound(FIRST, 2019, "2019-10-01"))
    for key, year in zip((FIRST, LAST), years, strict=True):
        rounds.switch(ws, key)
        _list(ws, year, folder)
    return ws


def _rates(ws: Workspace, unit: str) -> list[str | None]:
    """Of I2: poor now, last time, points; near-poor now, last time, points."""
    row = report.table(ws, "I2").row(unit)
    assert row is not None
    return [
        None if (value := row.values[key]) is None else str(value) for key in ("3", "4", "5", "7", "8", "9")
    ]


def _check_published(ws: Workspace) -> None:
    assert _rates(ws, PROVINCE) == ["19.57", "26.61", "7.04", "11.33", "12.93", "1.60"]
    assert _rates(ws, POOR_DISTRICTS)[:3] == ["27.55", "40.18", "12.63"]
    row = report.table(ws, "R1").rows[0]
    assert (str(row.values["4"]), str(row.values["8"])) == ("19.57", "11.33")


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The province at one to twenty."""
    made = _made(tmp_path_factory.mktemp("bac-kan"), SMALL)
    yield made
    made.store.close()


@pytest.mark.slow
def test_the_published_rates_at_one_to_twenty(ws: Workspace) -> None:
    _check_published(ws)


@pytest.mark.slow
def test_the_denominator_is_named_beside_the_table(ws: Workspace) -> None:
    note = report.table(ws, "I2").layout.note["vi"]
    assert all(said in note for said in ("80.276", "19,58", "80.336", "80.357"))


@pytest.mark.slow
def test_a_target_stands_beside_what_was_reached(ws: Workspace) -> None:
    """The poor rate was to fall by 2 to 2.5 points a year, in the poor districts by 3.5 to 4."""
    with ws.store.write(keep=False):
        assert against.set_target(ws, PROVINCE, "poor_decrease", Decimal("7.50"))
        against.set_target(ws, POOR_DISTRICTS, "poor_decrease", Decimal("12.00"))
        table = report.table(ws, "I2")
        values = {row.unit: (row.values["10"], row.values["11"]) for row in table.rows}
    assert values[PROVINCE] == (Decimal("7.5"), Decimal("-0.46"))
    assert values[POOR_DISTRICTS] == (Decimal(12), Decimal("0.63"))
    assert values[PAC_NAM] == (None, None)


@pytest.mark.release
@pytest.mark.slow
def test_the_published_rates_whole(tmp_path: Path) -> None:
    made = _made(tmp_path, WHOLE)
    _check_published(made)
    made.store.close()
