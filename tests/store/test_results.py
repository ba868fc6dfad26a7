"""Lists: search without marks, filters, Vietnamese order, pages, and how fast an index answers."""

import json
from dataclasses import replace

import pytest

from desktop.editions.units import Level, Unit
from desktop.editions.values import Value
from desktop.records.model import DELETED
from desktop.records.rows import HouseholdRow, ResultRow
from desktop.store import results, schema
from desktop.store.database import Store
from desktop.store.results import Filter
from tests.store.made import ROUND, household, result

HEADS = ("Lý Thị Mẩy", "Nguyễn Văn Đức", "Đặng Xuân Nguyên", "Hoàng A Páo", "Bàn Thị An", "Ân Văn Bình")


def put(store: Store, *rows: HouseholdRow) -> None:
    """Keep list rows with result rows that belong to them."""
    for row in rows:
        results.put(store, row, result(row))


def heads(store: Store, wanted: Filter) -> list[str]:
    """The heads that a list shows; its count is checked on the way."""
    found = [row.head for row in results.page(store, wanted, 0, 100)]
    assert results.count(store, wanted) == len(found)
    return found


@pytest.fixture
def listed(store: Store) -> Store:
    """Six households with different things about them."""
    put(
        store,
        household(1, head=HEADS[0], names="Lý Thị Mẩy, Lý A Páo", phone="0912345678", unanswered=2),
        household(2, head=HEADS[1], names=HEADS[1], id_numbers="006123456789", class_="near_poor"),
        household(3, head=HEADS[2], names=HEADS[2], village="01906-02", errors=1, clashes=2),
        household(4, head=HEADS[3], names=HEADS[3], unit="01900", village="01900-01", warnings=3),
        household(5, head=HEADS[4], names=HEADS[4], code="Y-Ban/07"),
        household(6, head=HEADS[5], names=HEADS[5], live=False),
    )
    return store


def test_a_row_comes_back_as_it_was(store: Store) -> None:
    row = household(1, b1=145, clashes=1, unanswered=7, phone="+84912345678", live=True)
    put(store, row)
    assert list(results.page(store, Filter(), 0, 10)) == [row]


def test_the_order_is_vietnamese_and_deleted_households_are_out(listed: Store) -> None:
    assert heads(listed, Filter()) == [HEADS[4], HEADS[2], HEADS[3], HEADS[0], HEADS[1]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("may", [0]),
        ("MẨY", [0]),
        ("ma", [0]),
        ("ly pao", [0]),
        ("pao", [3, 0]),
        ("duc ng", [1]),
        ("nguyen", [2, 1]),
        ("đặng", [2]),
        ("dang", [2]),
        ("uyen", []),
        ("0912", [0]),
        ("0061234", [1]),
        ("HO-00002", [1]),
        ("ho-0000", [2, 3, 0, 1]),
        ("yban", [4]),
        ("ban", [4]),
        ("y-ban/0", [4]),
        ("  ", [4, 2, 3, 0, 1]),
        ('"; DROP TABLE household; --', []),
        ("*", [4, 2, 3, 0, 1]),
        ("may OR duc", []),
        ("binh", []),
    ],
)
def test_search_finds_words_by_their_beginning(listed: Store, text: str, found: list[int]) -> None:
    assert heads(listed, Filter(text=text)) == [HEADS[n] for n in found]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(village="01906-02"), [2]),
        (Filter(unit="01900"), [3]),
        (Filter(class_="near_poor"), [1]),
        (Filter(status=results.UNFINISHED), [0]),
        (Filter(status=results.FINISHED), [4, 2, 3, 1]),
        (Filter(only=results.ERRORS), [2]),
        (Filter(only=results.CLASHES), [2]),
        (Filter(only=results.WARNINGS), [3]),
        (Filter(text="nguyen", class_="poor", only=results.ERRORS, village="01906-02"), [2]),
        (Filter(text="nguyen", unit="01900"), []),
        (Filter(keys=()), []),
        (Filter(keys=(household(3).key, household(1).key, household(6).key)), [2, 0]),
        (Filter(keys=(household(5).key, household(2).key, household(6).key)), [4, 1]),
    ],
)
def test_filters_narrow_together(listed: Store, wanted: Filter, found: list[int]) -> None:
    assert heads(listed, wanted) == [HEADS[n] for n in found]


def test_a_unit_above_holds_those_of_its_communes(listed: Store) -> None:
    communes = [Unit(code, "Xã", Level.COMMUNE, "Xã", "19", "2025-07-01") for code in ("01906", "01900")]
    results.put_tree(listed, [Unit("19", "Thái Nguyên", Level.PROVINCE, "Tỉnh", "", "2025-07-01"), *communes])
    assert len(heads(listed, Filter(unit="19"))) == 5
    assert heads(listed, Filter(unit="19", text="pao")) == [HEADS[3], HEADS[0]]
    assert heads(listed, Filter(unit="01900")) == [HEADS[3]]
    assert heads(listed, Filter(unit="02")) == []


@pytest.mark.parametrize("wanted", [Filter(status="later"), Filter(only="x")])
def test_a_filter_we_do_not_know_is_our_bug(store: Store, wanted: Filter) -> None:
    with pytest.raises(KeyError):
        results.count(store, wanted)


def test_pages_follow_each_other(store: Store) -> None:
    put(store, *(household(n, head=f"Lý Thị {n:03d}") for n in range(50)))
    pages = [list(results.page(store, Filter(), offset, 20)) for offset in (0, 20, 40, 60)]
    assert [len(page) for page in pages] == [20, 20, 10, 0]
    assert [row.head for page in pages for row in page] == [f"Lý Thị {n:03d}" for n in range(50)]


def test_a_changed_household_is_found_by_its_new_words_only(listed: Store) -> None:
    put(listed, household(1, head="Triệu Thị Lai", names="Triệu Thị Lai"))
    assert heads(listed, Filter(text="may")) == []
    assert heads(listed, Filter(text="lai")) == ["Triệu Thị Lai"]
    assert heads(listed, Filter(text="pao")) == [HEADS[3]]


def test_a_broad_search_walks_the_list_and_finds_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, *(household(n, head=f"{HEADS[n % 5]} {n:03d}", class_=f"c{n % 3}") for n in range(100)))
    wanted = Filter(text="nguyen", class_="c1")
    sorted_hits = heads(store, wanted)
    monkeypatch.setattr(results, "MANY", 10)
    assert heads(store, wanted) == sorted_hits
    assert len(sorted_hits) == 14


def test_lists_are_answered_from_an_index(listed: Store) -> None:
    for wanted in (
        Filter(),
        Filter(village="01906-01"),
        Filter(unit="01906"),
        Filter(class_="poor"),
        Filter(status=results.UNFINISHED, only=results.ERRORS),
    ):
        where, values = results._where(listed, wanted)
        sql = f"EXPLAIN QUERY PLAN SELECT id FROM household WHERE {where} ORDER BY sort, key LIMIT 9"
        plan = json.dumps(listed.rows(sql, values))
        assert "USING COVERING INDEX" in plan
        assert "TEMP B-TREE" not in plan


def test_forms_are_found_by_key_and_code(listed: Store) -> None:
    assert results.holds(listed, household(1).key)
    assert results.holds(listed, household(6).key)
    assert not results.holds(listed, household(7).key)
    assert results.keys_of_code(listed, "Y-Ban/07") == (household(5).key,)
    assert results.keys_of_code(listed, "HO-00006") == ()


def test_a_result_row_has_exactly_the_columns_of_the_table(store: Store) -> None:
    row = household(1)
    for wrong in (
        ResultRow({**result(row).values, "d13": 1}),
        ResultRow({name: value for name, value in result(row).values.items() if name != "d1"}),
    ):
        with pytest.raises(ValueError, match="'d1"):
            results.put(store, row, wrong)
    assert results.count(store, Filter()) == 0
    columns = store.rows("SELECT name FROM pragma_table_info('result')")
    assert {name for (name,) in columns} == set(schema.RESULT)


def test_a_result_row_replaces_the_one_before(store: Store) -> None:
    put(store, household(1, class_="poor"))
    put(store, household(1, class_="near_poor"))
    assert store.rows('SELECT "class", live FROM result') == [("near_poor", 1)]


def test_residents_of_a_unit(store: Store) -> None:
    columns = "round, unit, households, persons, minority_households, minority_persons, source"
    everything = f"SELECT {columns} FROM unit_total ORDER BY unit"
    body: dict[str, Value] = {"households": 120, "persons": 500, "minority_persons": 480, "source": "typed"}
    results.put_unit_total(store, f"{ROUND}/01906", body)
    results.put_unit_total(store, f"{ROUND}/01900", {"households": 7, "source": "sent"})
    assert store.rows(everything) == [
        (ROUND, "01900", 7, None, None, None, "sent"),
        (ROUND, "01906", 120, 500, None, 480, "typed"),
    ]
    results.put_unit_total(store, f"{ROUND}/01906", {**body, DELETED: "error"})
    results.put_unit_total(store, f"{ROUND}/01900", {"households": True, "source": "typed"})
    assert store.rows(everything) == [(ROUND, "01900", None, None, None, None, "typed")]


def test_everything_derived_can_be_dropped_and_is_the_same_again(listed: Store) -> None:
    rows = list(results.page(listed, Filter(), 0, 100))
    counted = listed.rows("SELECT * FROM result ORDER BY form_key")
    results.forget(listed)
    assert results.count(listed, Filter()) == 0
    assert heads(listed, Filter(text="may")) == []
    put(listed, *rows, household(6, live=False))
    assert list(results.page(listed, Filter(), 0, 100)) == rows
    assert listed.rows("SELECT * FROM result ORDER BY form_key") == counted
    assert heads(listed, Filter(text="may")) == [HEADS[0]]


def test_a_row_of_another_kind_is_refused_whole(store: Store) -> None:
    with pytest.raises(Exception, match="cannot store TEXT value in INTEGER column"):
        put(store, replace(household(1), members="many"))  # type: ignore[arg-type]
    assert results.count(store, Filter()) == 0


def test_a_great_many_are_listed_as_if_one_by_one(store: Store) -> None:
    rows = [household(n, head=HEADS[n % len(HEADS)]) for n in range(1, results.A_GREAT_MANY + 1)]
    indexes = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name"
    before = store.rows(indexes)
    with results.many(store, len(rows)):
        put(store, *rows)
    assert store.rows(indexes) == before
    assert results.count(store, Filter(text="duc")) == sum(row.head == HEADS[1] for row in rows)
    assert [row.head for row in results.page(store, Filter(), 0, 3)] == [HEADS[5]] * 3


def test_what_goes_wrong_among_a_great_many_leaves_the_indexes(store: Store) -> None:
    indexes = "SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name"
    before = store.rows(indexes)

    def half_done() -> None:
        with results.many(store, results.A_GREAT_MANY):
            put(store, household(1))
            raise KeyError

    with pytest.raises(KeyError):
        half_done()
    assert store.rows(indexes) == before
    assert results.count(store, Filter()) == 0
