"""Every cell of every table, counted again in plain Python from rows that chance made."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.editions.units import Level, Unit
from desktop.records.rounds import Round
from desktop.rollup.counting import table_of
from desktop.rollup.rates import Figure
from desktop.rollup.residents import Basis
from desktop.rollup.sql import households_sql, rows_sql
from desktop.rollup.tables import Table
from desktop.store import database, results
from desktop.store.database import Store
from tests.rollup.shipped import IDS, files, layout
from tests.store import made
from tests.store.made import KEY, NOW, ROUND

OTHER_ROUND = "vn-2022/2025/periodic"
SINCE = "2020-01-01"
HOME = Unit("06", "Bắc Kạn", Level.PROVINCE, "Tỉnh", "", SINCE)
TREE = (
    HOME,
    Unit("060", "Pác Nặm", Level.DISTRICT, "Huyện", "06", SINCE),
    Unit("01858", "Bằng Thành", Level.COMMUNE, "Xã", "060", SINCE),
    Unit("01858-01", "Nà Lại", Level.VILLAGE, "Thôn", "01858", SINCE),
    Unit("01858-02", "Khuổi Mạn", Level.VILLAGE, "Thôn", "01858", SINCE),
    Unit("01861", "Nhạn Môn", Level.COMMUNE, "Xã", "060", SINCE),
    Unit("061", "Ba Bể", Level.DISTRICT, "Huyện", "06", SINCE),
    Unit("01888", "Chợ Rã", Level.COMMUNE, "Thị trấn", "061", SINCE),
)
NAMES = {unit.code: unit for unit in TREE}
REVIEW = Round(ROUND, "vn-2022", 2026, "2026-10-01", "periodic")
CLASSES = ("poor", "near_poor", "medium", "not_poor", "unknown")
BIT = st.sampled_from((0, 1, None))


@dataclass(frozen=True)
class One:
    """A household as chance made it."""

    commune: str
    village: str
    class_: str
    persons: int
    bits: tuple[int | None, ...]
    live: bool
    round: str
    provisional: int
    illustrative: int
    errors: int

    @property
    def counts(self) -> bool:
        return self.live and self.round == ROUND and not self.illustrative

    def inside(self, unit: str) -> bool:
        """Is it counted in this unit? A household of a commune that nobody knows counts in the whole only."""
        if unit == HOME.code:
            return True
        if NAMES[unit].level is Level.VILLAGE:
            return self.village == unit and self.commune == NAMES[unit].parent
        above = self.commune
        while above in NAMES:
            if above == unit:
                return True
            above = NAMES[above].parent
        return False


HOUSEHOLD = st.builds(
    One,
    commune=st.sampled_from(("01858", "01858", "01861", "01888", "99999", "")),
    village=st.sampled_from(("01858-01", "01858-02", "01861-09", "")),
    class_=st.sampled_from(CLASSES),
    persons=st.integers(0, 6),
    bits=st.tuples(*[BIT] * 12),
    live=st.sampled_from((True, True, True, False)),
    round=st.sampled_from((ROUND, ROUND, ROUND, OTHER_ROUND)),
    provisional=st.sampled_from((0, 0, 1)),
    illustrative=st.sampled_from((0, 0, 0, 1)),
    errors=st.sampled_from((0, 0, 1)),
)
Totals = dict[str, tuple[int | None, int | None]]
COUNT = st.none() | st.integers(0, 40)
TOTALS = st.dictionaries(st.sampled_from([unit.code for unit in TREE]), st.tuples(COUNT, COUNT), max_size=8)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("ws")
    opened = database.create(folder, KEY, now=NOW)
    results.put_tree(opened, TREE)
    yield opened
    opened.close()


def _keep(store: Store, households: list[One], totals: Totals) -> None:
    for n, one in enumerate(households):
        row = made.household(n, unit=one.commune, village=one.village, class_=one.class_, live=one.live)
        result = made.result(row)
        result.values.update(
            {
                "persons": one.persons,
                "round": one.round,
                "provisional": one.provisional,
                "illustrative": one.illustrative,
                "errors": one.errors,
                **{f"d{place}": bit for place, bit in enumerate(one.bits, start=1)},
            }
        )
        results.put(store, row, result)
    for unit, (lived, persons) in totals.items():
        body = {"households": lived, "persons": persons, "source": "typed"}
        results.put_unit_total(
            store, f"{ROUND}/{unit}", {name: value for name, value in body.items() if value is not None}
        )


def _table(store: Store, table_id: str) -> Table:
    found = store.rows(rows_sql(files(), layout(table_id)), (ROUND, HOME.code))
    return table_of(layout(table_id), REVIEW, HOME, found)


def _percent(part: int, whole: int) -> Decimal | None:
    return None if whole == 0 else Decimal(part * 100) / whole


def _same(shown: Figure, exact: Decimal | None) -> bool:
    if exact is None or shown is None:
        return exact is None and shown is None
    return shown == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(households=st.lists(HOUSEHOLD, max_size=25), totals=TOTALS)
def test_every_cell_is_what_plain_counting_gives(store: Store, households: list[One], totals: Totals) -> None:
    with store.write(keep=False):
        _keep(store, households, totals)
        tables = {table_id: _table(store, table_id) for table_id in IDS}
    for unit in NAMES:
        here = [one for one in households if one.counts and one.inside(unit)]
        lived = [_lived(unit, households, totals, measure)[0] for measure in (0, 1)]
        _r1(tables["R1"], unit, here, lived)
        for class_, (counts, rates) in {"poor": ("R4", "R5"), "near_poor": ("R6", "R7")}.items():
            _deprivations(tables[counts], tables[rates], unit, [one for one in here if one.class_ == class_])
    live = [one for one in households if one.live and one.round == ROUND]
    counted = [one for one in live if not one.illustrative]
    said = tables["R4"].provisional
    assert said.clashes == sum(one.provisional for one in counted)
    assert said.unknown_class == sum(one.class_ == "unknown" for one in counted)
    assert said.errors == sum(one.errors for one in counted)
    assert said.illustrative == len(live) - len(counted)


def _lived(unit: str, households: list[One], totals: Totals, measure: int) -> tuple[int, bool | None]:
    """How many live in a unit, and is that known: wholly (True), partly (None), from forms (False)."""
    own = totals.get(unit, (None, None))[measure]
    if own is not None:
        return own, True
    below = [one.code for one in TREE if one.parent == unit]
    parts = [_lived(part, households, totals, measure) for part in below]
    here = [one for one in households if one.counts and one.inside(unit)]
    loose = [one for one in here if not any(one.inside(part) for part in below)]
    size = len(loose) if measure == 0 else sum(one.persons for one in loose)
    known = [certain for _, certain in parts]
    number = sum(count for count, _ in parts)
    if parts and all(known):
        return number, True
    return number + size, False if not parts or set(known) == {False} else None


def _r1(table: Table, unit: str, here: list[One], lived: list[int]) -> None:
    row = table.row(unit)
    assert row is not None
    values = row.values
    whole, persons = lived
    assert (values["1"], values["2"]) == (whole, persons)
    for place, class_ in enumerate(("poor", "near_poor", "medium")):
        of_class = [one for one in here if one.class_ == class_]
        count, rate = str(3 + 2 * place), str(4 + 2 * place)
        assert values[count] == len(of_class)
        assert _same(values[rate], _percent(len(of_class), whole))
        count, rate = str(9 + 2 * place), str(10 + 2 * place)
        people = sum(one.persons for one in of_class)
        assert values[count] == people
        assert _same(values[rate], _percent(people, persons))


def _deprivations(counts: Table, rates: Table, unit: str, poor: list[One]) -> None:
    row, shares = counts.row(unit), rates.row(unit)
    assert row is not None
    assert shares is not None
    assert row.values["households"] == shares.values["households"] == len(poor)
    assert row.values["deprivations"] == sum(bit or 0 for one in poor for bit in one.bits)
    for place in range(12):
        deprived = sum(one.bits[place] == 1 for one in poor)
        assert row.values[str(place + 1)] == deprived
        assert _same(shares.values[str(place + 1)], _percent(deprived, len(poor)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(households=st.lists(HOUSEHOLD, max_size=25))
def test_every_cell_opens_the_households_it_counts(store: Store, households: list[One]) -> None:
    with store.write(keep=False):
        _keep(store, households, {})
        for table_id in IDS:
            plan = layout(table_id)
            for row in _table(store, table_id).rows:
                for column in plan.column:
                    sql = households_sql(files(), plan, column, plan.find_line(row.line))
                    found = store.rows(sql, (ROUND, HOME.code, row.unit))
                    opened = [households[int(key.split("@")[0], 16)] for key, _ in found]
                    assert all((one.counts or plan.gone) and one.inside(row.unit) for one in opened)
                    if column.residents:
                        here = [one for one in households if one.counts and one.inside(row.unit)]
                        assert len(opened) == len(here)
                    elif not column.has_decimals and not column.formula:
                        assert sum(amount for _, amount in found) == row.values[column.key]


def test_an_empty_round_gives_every_row_and_no_rate(store: Store) -> None:
    for table_id in IDS:
        table = _table(store, table_id)
        first = table.rows[:: len(table.layout.lines)]
        assert [row.unit for row in first] == [unit.code for unit in TREE]
        for row in table.rows:
            assert all(row.values[c.key] is None for c in table.columns if c.has_decimals)
            assert all(row.values[c.key] == 0 for c in table.columns if not c.has_decimals)
        assert table.problems == ()


def test_rows_stand_in_tree_order_and_are_numbered(store: Store) -> None:
    rows = _table(store, "R1").rows
    assert [row.number for row in rows] == ["", "1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1"]
    assert [row.name for row in rows[:3]] == ["Tỉnh Bắc Kạn", "Huyện Pác Nặm", "Xã Bằng Thành"]


def _poor(commune: str = "01858", persons: int = 4) -> One:
    bits, flags = (1,) * 12, {"provisional": 0, "illustrative": 0, "errors": 0}
    return One(commune, "", "poor", persons, bits, live=True, round=ROUND, **flags)


def test_fewer_residents_than_forms_is_said(store: Store) -> None:
    with store.write(keep=False):
        _keep(store, [_poor(), _poor(), _poor()], {"01858": (2, 9)})
        table = _table(store, "R1")
    said = {(problem.code, problem.unit) for problem in table.problems}
    assert {("fewer_households", "01858"), ("fewer_persons", "01858")} <= said
    (first,) = [p for p in table.problems if (p.code, p.unit) == ("fewer_households", "01858")]
    assert first.slots == {"name": "Xã Bằng Thành", "residents": 2, "forms": 3}


def test_a_total_that_differs_from_its_parts_is_said(store: Store) -> None:
    with store.write(keep=False):
        _keep(store, [], {"060": (100, 400), "01858": (60, 200), "01861": (39, 200)})
        table = _table(store, "R1")
    (problem,) = table.problems
    assert (problem.code, problem.unit) == ("households_differ", "060")


def test_a_household_of_no_commune_is_counted_once_and_said(store: Store) -> None:
    with store.write(keep=False):
        _keep(store, [_poor("99999"), _poor()], {})
        table = _table(store, "R1")
    counts = {row.unit: row.values["3"] for row in table.rows}
    assert (counts["06"], counts["060"], counts["01858"]) == (2, 1, 1)
    (problem,) = table.problems
    assert (problem.code, problem.unit, problem.slots["forms"]) == ("no_commune", "06", 1)


def test_how_many_rows_rest_on_forms(store: Store) -> None:
    with store.write(keep=False):
        _keep(store, [_poor()], {"01858": (10, 40)})
        r1, r4 = _table(store, "R1"), _table(store, "R4")
    bases = {row.unit: row.basis for row in r1.rows}
    assert (bases["06"], bases["060"], bases["01858"], bases["01861"]) == (
        Basis.MIXED,
        Basis.MIXED,
        Basis.RESIDENTS,
        Basis.FORMS,
    )
    assert r1.provisional.forms_only == sum(basis is not Basis.RESIDENTS for basis in bases.values())
    assert r4.provisional.forms_only == 0
