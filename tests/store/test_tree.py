"""The tree of units: order, everything above, villages that come later."""

import pytest

from desktop.editions.units import Level, Unit
from desktop.records.model import DELETED
from desktop.store import results
from desktop.store.database import Store

SINCE = "2025-07-01"


def unit(code: str, level: Level, parent: str = "") -> Unit:
    """A unit named after its code."""
    return Unit(code, f"tên {code}", level, "Đơn vị", parent, SINCE)


TREE = (
    unit("19", Level.PROVINCE),
    unit("01906", Level.COMMUNE, "19"),
    unit("01900", Level.COMMUNE, "19"),
    unit("01906-01", Level.VILLAGE, "01906"),
    unit("01906-03", Level.VILLAGE, "01906"),
)


def codes(store: Store) -> list[str]:
    """All units in their order."""
    return [code for (code,) in store.rows("SELECT code FROM unit ORDER BY place")]


def above(store: Store, code: str) -> set[str]:
    """The unit and everything above it."""
    return {found for (found,) in store.rows("SELECT above FROM within WHERE unit = ?", (code,))}


@pytest.fixture
def laid(store: Store) -> Store:
    """A store that knows the tree."""
    results.put_tree(store, TREE)
    return store


def test_parents_come_before_children(laid: Store) -> None:
    assert codes(laid) == ["19", "01906", "01906-01", "01906-03", "01900"]
    assert above(laid, "01906-03") == {"01906-03", "01906", "19"}
    assert above(laid, "19") == {"19"}
    assert laid.rows("SELECT name, full_name, level, parent FROM unit WHERE code = '01900'") == [
        ("tên 01900", "Đơn vị tên 01900", "commune", "19")
    ]


def test_what_is_above_the_workspace_is_not_in_it(store: Store) -> None:
    results.put_tree(store, TREE[1:])
    assert above(store, "01906-01") == {"01906-01", "01906"}
    assert codes(store) == ["01906", "01906-01", "01906-03", "01900"]


def test_the_same_tree_again_writes_nothing(laid: Store) -> None:
    before = laid.rows("PRAGMA data_version"), laid.run("SELECT total_changes()").fetchall()
    results.put_tree(laid, TREE)
    assert (laid.rows("PRAGMA data_version"), laid.run("SELECT total_changes()").fetchall()) == before


def test_a_village_comes_between_its_neighbours(laid: Store) -> None:
    village = {"name": "Nà Lìn", "kind": "Thôn", "parent": "01906", "level": "village"}
    results.put_unit(laid, f"01906-02@{SINCE}", village)
    assert codes(laid) == ["19", "01906", "01906-01", "01906-02", "01906-03", "01900"]
    assert above(laid, "01906-02") == {"01906-02", "01906", "19"}
    assert laid.rows("SELECT full_name FROM unit WHERE code = '01906-02'") == [("Thôn Nà Lìn",)]


def test_the_later_of_two_records_stands(laid: Store) -> None:
    for since, name in (("2026-01-01", "Mới"), (SINCE, "Cũ")):
        results.put_unit(laid, f"01906-01@{since}", {"name": name, "kind": "Thôn", "parent": "01906"})
    assert laid.rows("SELECT name FROM unit WHERE code = '01906-01'") == [("Mới",)]


def test_a_deleted_village_is_gone(laid: Store) -> None:
    body = {"name": "Nà Lìn", "kind": "Thôn", "parent": "01906"}
    results.put_unit(laid, f"01906-01@{SINCE}", {**body, DELETED: "error"})
    results.put_unit(laid, f"01906-03@{SINCE}", {})
    assert codes(laid) == ["19", "01906", "01900"]
    assert above(laid, "01906-01") == set()


def test_a_village_of_another_office_has_no_place(laid: Store) -> None:
    results.put_unit(laid, f"99999-01@{SINCE}", {"name": "Xa", "kind": "Thôn", "parent": "99999"})
    assert len(codes(laid)) == len(TREE)
    assert above(laid, "99999-01") == set()
