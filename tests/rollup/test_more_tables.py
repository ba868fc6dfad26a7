"""R8 to R13 and the social indicators, counted again in plain Python from rows that chance made."""

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.actions.editions import load_edition
from desktop.editions.units import Level, Unit
from desktop.records.rounds import Round
from desktop.rollup.counting import table_of
from desktop.rollup.rates import Figure
from desktop.rollup.sql import overlap_sql, rows_sql
from desktop.rollup.tables import Table
from desktop.store import database, results
from desktop.store.database import Store
from tests.rollup.shipped import EDITION, files, ids, layout
from tests.store import made
from tests.store.made import KEY, NOW, ROUND

COMMUNES = ("01858", "01861")
HOME = Unit("060", "Pác Nặm", Level.DISTRICT, "Huyện", "06", "2020-01-01")
TREE = (HOME, *(Unit(code, code, Level.COMMUNE, "Xã", "060", "2020-01-01") for code in COMMUNES))
REVIEW = Round(ROUND, "vn-2022", 2026, "2026-10-01", "periodic")
One = dict[str, int | str | None]
BIT, COUNT = st.sampled_from((0, 1, None)), st.sampled_from((0, 0, 1, 2, 3, None))
FLAGS = ("lacks_labour", "has_merit", "is_policy", "female_head", "is_local_minority", "on_grid")
CLASSES = dict.fromkeys(("vn-2022", "vn-2027"), ("poor", "poor", "near_poor", "not_poor", "unknown"))
CLASSES |= {"vn-2016": ("poor_income", "poor_deprivation", "near_poor", "not_poor", "unknown")}
WATER = {"vn-2016": "d7", "vn-2022": "d9", "vn-2027": "d9"}
MOVEMENT = ("R2", "R3", "I2")
SIZES = ("children", "children_malnourished", "children_uninsured", "children_out_of_school")
PAIRS = (("insured", "uninsured"), ("trained", "untrained"))
HOUSEHOLD = st.fixed_dictionaries(
    {
        "commune": st.sampled_from(COMMUNES),
        "class": st.integers(0, 4),
        "area": st.sampled_from(("rural", "urban")),
        "persons": st.integers(1, 6),
        "head_ethnicity": st.sampled_from(("01", "02", "09", "15", "")),
        **dict.fromkeys(FLAGS, BIT),
        **{f"d{n}": BIT for n in range(1, 13)},
        **dict.fromkeys(SIZES, COUNT),
        **{name: st.integers(0, 3) for pair in PAIRS for name in pair},
        **{f"k{n}": st.sampled_from((0, 1)) for n in range(1, 9)},
    }
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("ws")
    opened = database.create(folder, KEY, now=NOW)
    results.put_tree(opened, TREE)
    yield opened
    opened.close()


def _keep(store: Store, households: list[One], edition: str = EDITION) -> None:
    for n, one in enumerate(households):
        if isinstance(place := one["class"], int):
            one["class"] = CLASSES[edition][place]
        people = one["head_ethnicity"]
        one["is_minority"] = None if not people else int(people != "01")
        row = made.household(n, unit=str(one["commune"]), class_=str(one["class"]))
        result = made.result(row)
        result.values.update(one)
        results.put(store, row, result)


def _table(store: Store, table_id: str, edition: str = EDITION) -> Table:
    plan = layout(table_id, edition)
    return table_of(plan, REVIEW, HOME, store.rows(rows_sql(files(), plan), (ROUND, HOME.code)))


def _sum(households: list[One], what: str) -> int:
    return sum(int(one[what] or 0) for one in households)


def _percent(part: int, whole: int) -> Figure:
    return (Decimal(part * 100) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else None


def _values(table: Table, unit: str, line: str | None = None) -> list[Figure]:
    (row,) = [row for row in table.rows if (row.unit, row.line) == (unit, line)]
    return [row.values[column.key] for column in table.columns]


def _here(households: list[One], unit: str, classes: tuple[str, ...]) -> list[One]:
    return [one for one in households if unit in (HOME.code, one["commune"]) and one["class"] in classes]


@pytest.mark.parametrize("edition", CLASSES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(households=st.lists(HOUSEHOLD, max_size=20))
def test_every_cell_is_what_plain_counting_gives(store: Store, edition: str, households: list[One]) -> None:
    with store.write(keep=False):
        _keep(store, households, edition)
        mine = [one for one in ids(edition) if one not in MOVEMENT]
        tables = {table_id: _table(store, table_id, edition) for table_id in mine}
        overlaps = store.rows(overlap_sql(files(), layout("R8", edition)), (ROUND, HOME.code, HOME.code))
    for unit in (HOME.code, *COMMUNES):
        poor = _here(households, unit, CLASSES[edition][:2])
        near = _here(households, unit, ("near_poor",))
        measures: dict[str, Callable[[list[One]], int]] = {
            "households": len,
            "persons": lambda some: _sum(some, "persons"),
        }
        for line, measure in measures.items():
            assert _values(tables["R8"], unit, line) == [*_groups(poor, measure), *_groups(near, measure)]
            assert _values(tables["R9"], unit, line) == [*_peoples(poor, measure), *_peoples(near, measure)]
        for line, some in {"poor": poor, "near_poor": near, "both": poor + near}.items():
            assert _values(tables["R10"], unit, line) == [_sum(some, f"k{n}") for n in range(1, 9)]
        everyone = [one for one in households if unit in (HOME.code, one["commune"])]
        if edition == EDITION:
            children = [_sum(some, name) for some in (poor, near) for name in SIZES]
            assert _values(tables["R11"], unit) == children
            assert _values(tables["R12"], unit) == _summary(everyone, poor)
            assert _values(tables["R13"], unit) == _summary(everyone, near)
        else:
            kinds = [CLASSES[edition][:1], CLASSES[edition][1:2]] if edition == "vn-2016" else []
            split = [len(_here(households, unit, kind)) for kind in kinds]
            assert _values(tables["R1"], unit) == _result(everyone, poor, near, split)
        assert _values(tables["I1"], unit) == _social(everyone, poor, near, WATER[edition])
        for names, some in ((("R4", "R5"), poor), (("R6", "R7"), near)):
            _check_deprivations(edition, [tables[name] for name in names], unit, some)
    listed = [one for one in households if one["class"] in (*CLASSES[edition][:2], "near_poor")]
    assert len(overlaps) == sum(_in_groups(one) > 1 for one in listed)


def _in_groups(one: One) -> int:
    return sum(one[name] == 1 for name in ("is_minority", "lacks_labour", "has_merit"))


def _groups(some: list[One], measure: Callable[[list[One]], int]) -> list[int]:
    """Total, three groups, and what is left when they are taken away."""
    names = ("is_minority", "lacks_labour", "has_merit")
    total, *parts = measure(some), *(measure([one for one in some if one[name] == 1]) for name in names)
    return [total, *parts, total - sum(parts)]


def _peoples(some: list[One], measure: Callable[[list[One]], int]) -> list[int]:
    """Total, Kinh, minorities, two that have a name, the others."""
    of = {code: [one for one in some if one["head_ethnicity"] == code] for code in ("01", "02", "09", "15")}
    minorities = of["02"] + of["09"] + of["15"]
    return [measure(part) for part in (some, of["01"], minorities, of["02"], of["09"], of["15"])]


def _summary(everyone: list[One], some: list[One]) -> list[Figure]:
    of = [[one for one in some if one["head_ethnicity"] == "01"]]
    of += [[one for one in some if one[name] == 1] for name in ("is_minority", "is_local_minority")]
    kinds = [_sum(some, name) for name in ("is_policy", "lacks_labour", "female_head")]
    households = [len(some), *map(len, of), *kinds]
    persons = [_sum(part, "persons") for part in (some, *of)]
    whole = [len(everyone), _sum(everyone, "persons")]
    return [*whole, *households, *persons, _percent(len(some), len(everyone))]


def _result(everyone: list[One], poor: list[One], near: list[One], split: list[int]) -> list[Figure]:
    """R1 of the standards whose form is not known."""
    whole, persons = len(everyone), _sum(everyone, "persons")
    parts = [(_sum(some, "persons"), _percent(_sum(some, "persons"), persons)) for some in (poor, near)]
    shares = [(len(some), _percent(len(some), whole)) for some in (poor, near)]
    return [whole, persons, *shares[0], *split, *shares[1], *parts[0], *parts[1]]


def _check_deprivations(edition: str, tables: list[Table], unit: str, some: list[One]) -> None:
    """Each indicator stands under its own name, once as a count and once as a rate."""
    rules = load_edition(edition).deprivations
    counts, rates = (next(row.values for row in table.rows if row.unit == unit) for table in tables)
    places = {column.title["vi"]: column.key for column in tables[0].columns}
    assert counts["households"] == rates["households"] == len(some)
    assert counts["deprivations"] == sum(_sum(some, f"d{n}") for n in range(1, len(rules) + 1))
    for n, rule in enumerate(rules, start=1):
        key = places[rule.label["vi"]] if edition != EDITION else str(n)
        assert counts[key] == _sum(some, f"d{n}")
        assert rates[key] == _percent(_sum(some, f"d{n}"), len(some))


def _social(everyone: list[One], poor: list[One], near: list[One], water: str) -> list[Figure]:
    found: list[Figure] = []
    insured = _sum(everyone, "insured"), _sum(everyone, "insured") + _sum(everyone, "uninsured")
    grid = _sum(everyone, "on_grid"), sum(one["on_grid"] is not None for one in everyone)
    known = [one for one in everyone if one[water] is not None]
    clean = [one for one in known if one[water] == 0]
    rural = [[one for one in part if one["area"] == "rural"] for part in (clean, known)]
    trained = _sum(everyone, "trained"), _sum(everyone, "trained") + _sum(everyone, "untrained")
    people = _sum(rural[0], "persons"), _sum(rural[1], "persons")
    for part, whole in (insured, grid, (len(clean), len(known)), people, trained):
        found += [whole, part, _percent(part, whole)]
    return [*found, _sum(poor, "has_merit"), _sum(near, "has_merit")]


def test_a_household_in_two_groups_is_said_beside_r8(store: Store) -> None:
    with store.write(keep=False):
        _keep(store, [_one(lacks_labour=1), _one(has_merit=1), _one()])
        r8 = _table(store, "R8")
    assert _values(r8, HOME.code, "households")[:5] == [3, 3, 1, 1, -2]
    said = {(problem.code, problem.unit, problem.slots["value"]) for problem in r8.problems}
    assert ("formula_differs", HOME.code, -2) in said


def test_a_head_of_no_people_breaks_the_sum_of_r9_and_is_said(store: Store) -> None:
    with store.write(keep=False):
        _keep(store, [_one(head_ethnicity=""), _one(head_ethnicity="01")])
        r9 = _table(store, "R9")
    assert _values(r9, HOME.code, "households")[:3] == [2, 1, 0]
    said = [p for p in r9.problems if (p.code, p.unit) == ("check_differs", HOME.code)]
    assert [problem.slots["added"] for problem in said] == [1, 4]  # households and persons


def _one(**more: int | str) -> One:
    return {"commune": "01858", "class": "poor", "head_ethnicity": "02", "persons": 4, **more}
