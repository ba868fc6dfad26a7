"""Tables with several lines a unit and columns worked out of others: what is counted, opened and refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import RasoatError
from desktop.rollup.counting import table_of
from desktop.rollup.layout import Layout, layout_of
from desktop.rollup.rates import Figure
from desktop.rollup.sql import households_sql, rows_sql
from desktop.rollup.tables import Table
from desktop.store import database, results
from desktop.store.database import Store
from tests.rollup.shipped import data, files, layout
from tests.rollup.test_figures import HOME, REVIEW, TREE
from tests.store import made
from tests.store.made import KEY, NOW, ROUND

HOUSEHOLDS, PERSONS = "households", "persons"
THREE = """
id = "R10"
template = "Mẫu 7.10"
name = { vi = "R10", en = "R10" }
title = { vi = "Nguyên nhân", en = "Causes" }
measured_in = { vi = "hộ", en = "households" }
source = { text = "Phụ lục VII", facts = "2.7", certainty = "INFERRED" }

[[line]]
id = "poor"
title = { vi = "Hộ nghèo", en = "Poor" }
where = "r.class = 'poor'"

[[line]]
id = "near_poor"
title = { vi = "Hộ cận nghèo", en = "Near-poor" }
where = "r.class = 'near_poor'"

[[line]]
id = "both"
title = { vi = "Cộng", en = "Both" }
where = "r.class IN ('poor', 'near_poor')"

[[column]]
key = "1"
title = { vi = "Thiếu đất", en = "Lacks land" }
where = "r.k1 = 1"
sum = "1"

[[column]]
key = "2"
title = { vi = "Thiếu vốn", en = "Lacks capital" }
where = "r.k2 = 1"
sum = "1"

[[column]]
key = "3"
formula = "1+2"
title = { vi = "Cộng", en = "Sum" }
where = "r.k1 = 1 OR r.k2 = 1"
sum = "1"
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("ws")
    opened = database.create(folder, KEY, now=NOW)
    results.put_tree(opened, TREE)
    yield opened
    opened.close()


def _put(store: Store, n: int, **values: int | str | None) -> None:
    row = made.household(n, unit="01858", village="")
    result = made.result(row)
    result.values.update({"k1": 0, "k2": 0, **values})
    results.put(store, row, result)


def _table(store: Store, plan: Layout) -> Table:
    return table_of(plan, REVIEW, HOME, store.rows(rows_sql(files(), plan), (ROUND, HOME.code)))


def _figures(table: Table, line: str) -> list[Figure]:
    row = table.row("01858", line)
    assert row is not None
    return [row.values[column.key] for column in table.columns]


def _opened(store: Store, plan: Layout, key: str, line: str) -> list[tuple[int, object]]:
    column = plan.find(key)
    assert column is not None
    sql = households_sql(files(), plan, column, plan.find_line(line))
    return [(int(form.split("@")[0], 16), amount) for form, amount in store.rows(sql, (ROUND, "06", "01858"))]


def test_every_unit_has_every_line(store: Store) -> None:
    table = _table(store, layout("R2"))
    assert [(row.unit, row.line) for row in table.rows[:4]] == [
        ("06", HOUSEHOLDS),
        ("06", PERSONS),
        ("060", HOUSEHOLDS),
        ("060", PERSONS),
    ]
    assert [row.number for row in table.rows[:6]] == ["", "", "1", "1", "1.1", "1.1"]
    first = table.row("060")
    assert first is not None
    assert first.line == HOUSEHOLDS


def test_a_line_counts_its_own_households(store: Store) -> None:
    plan = layout_of("R10.toml", THREE.encode())
    with store.write(keep=False):
        _put(store, 1, k1=1)
        _put(store, 2, k2=1, **{"class": "near_poor"})
        _put(store, 3, k2=1, **{"class": "not_poor"})
        table = _table(store, plan)
        opened = [_opened(store, plan, "3", line) for line in ("poor", "near_poor", "both")]
    assert [_figures(table, line) for line in ("poor", "near_poor", "both")] == [
        [1, 0, 1],
        [0, 1, 1],
        [1, 1, 2],
    ]
    assert opened == [[(1, 1)], [(2, 1)], [(1, 1), (2, 1)]]
    assert table.problems == ()


def test_a_formula_that_counts_a_household_twice_is_said(store: Store) -> None:
    plan = layout_of("R10.toml", THREE.encode())
    with store.write(keep=False):
        _put(store, 1, k1=1, k2=1)
        table = _table(store, plan)
    assert _figures(table, "poor") == [1, 1, 2]
    said = {(problem.unit, problem.slots["line"]) for problem in table.problems}
    assert said == {(unit, line) for unit in ("06", "060", "01858") for line in ("poor", "both")}
    assert table.problems[0].slots["value"] == 2
    assert table.problems[0].slots["counted"] == 1


def test_a_formula_is_printed_behind_its_number() -> None:
    closing = layout("R2").find("9")
    assert closing is not None
    assert closing.printed == "9=1-2-3-4+5+6+7+8"
    assert closing.terms[:2] == ((1, "1"), (-1, "2"))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('formula = "1+2"', 'formula = "1+9"', "9"),
        ('formula = "1+2"', 'formula = "1+3"', "3"),
        ('formula = "1+2"', 'formula = "1+2"\nshare_of = "1"', "formula and share_of"),
        ('formula = "1+2"', 'on.cats = { sum = "1" }', "cats"),
        ('where = "r.k1 = 1"\nsum', 'residents = "households"\nsum', "several lines"),
        ('sum = "1"\n\n[[column]]\nkey = "2"', '\n[[column]]\nkey = "2"', "residents, or where and sum"),
        (', en = "Both"', "", "no words"),
    ],
)
def test_a_broken_layout(before: str, after: str, said: str) -> None:
    assert before in THREE
    with pytest.raises(RasoatError, match="broken") as caught:
        layout_of("R10.toml", THREE.replace(before, after, 1).encode())
    assert said in str(caught.value)


def test_what_ships_can_be_read() -> None:
    assert layout_of("R2.toml", data("R2")).gone
