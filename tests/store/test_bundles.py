"""The list of bundles that came and went."""

from desktop.store import bundles, revisions
from desktop.store.bundles import IN, OUT, Row
from desktop.store.database import Store
from tests.store.made import revision


def row(bundle: str, direction: str = IN, who: str = "Máy 1") -> Row:
    """A bundle."""
    return Row(bundle, direction, "thôn 1.rasoat", "2026-11-24T17:30:00+00:00", "key", who, {"new": 3})


def test_bundles_are_listed_newest_first(store: Store) -> None:
    for one in (row("b1"), row("b2", OUT), row("b3")):
        bundles.add(store, one)
    assert bundles.rows(store) == (row("b3"), row("b2", OUT), row("b1"))


def test_only_what_came_is_received(store: Store) -> None:
    bundles.add(store, row("b1", OUT))
    assert not bundles.is_received(store, "b1")
    bundles.add(store, row("b1"))
    assert bundles.is_received(store, "b1")
    assert len(bundles.rows(store)) == 2


def test_a_device_is_called_after_the_first_bundle_that_brought_its_work(store: Store) -> None:
    assert bundles.device_name(store, "e1") == ""
    revisions.add(store, [revision(counter=1)], "b1")
    revisions.add(store, [revision(counter=1), revision("other", counter=2)], "b2")
    bundles.add(store, row("b1", who="Máy 1"))
    bundles.add(store, row("b2", who="Huyện"))
    assert bundles.device_name(store, "e1") == "Máy 1"
    assert bundles.device_name(store, "e2") == ""
