"""How many live in a unit: own total, sum of the parts, or forms, and it says which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rollup.residents import Basis, Counted, residents, weaker

FORMS, MIXED, RESIDENTS = Basis.FORMS, Basis.MIXED, Basis.RESIDENTS


def _shown(own: int | None, one: int | None, two: int | None, loose: int = 0) -> tuple[int, Basis]:
    """A district of two communes with 10 and 20 forms, and `loose` forms of neither."""
    rows = [
        Counted("060", "06", own, 30 + loose),
        Counted("01858", "060", one, 10),
        Counted("01861", "060", two, 20),
    ]
    found = residents(rows)["060"]
    return found.number, found.basis


@pytest.mark.parametrize(
    ("own", "one", "two", "loose", "number", "basis"),
    [
        (None, None, None, 0, 30, FORMS),
        (None, None, None, 4, 34, FORMS),
        (100, None, None, 0, 100, RESIDENTS),
        (100, 40, 50, 0, 100, RESIDENTS),  # its own total stands, and the difference is a problem
        (None, 40, 50, 0, 90, RESIDENTS),
        (None, 40, 50, 4, 90, RESIDENTS),  # whoever is of no part lives there too
        (None, 40, None, 0, 60, MIXED),
        (None, 40, None, 4, 64, MIXED),
        (None, 0, 0, 0, 0, RESIDENTS),
        (0, None, None, 0, 0, RESIDENTS),
    ],
)
def test_a_unit_above(
    own: int | None, one: int | None, two: int | None, loose: int, number: int, basis: Basis
) -> None:
    assert _shown(own, one, two, loose) == (number, basis)


def test_mixed_goes_all_the_way_up() -> None:
    rows = [
        Counted("06", "", None, 30),
        Counted("060", "06", None, 30),
        Counted("01858", "060", 40, 10),
        Counted("01861", "060", None, 20),
    ]
    assert {unit: shown.basis for unit, shown in residents(rows).items()} == {
        "06": MIXED,
        "060": MIXED,
        "01858": RESIDENTS,
        "01861": FORMS,
    }


def test_the_less_certain_of_two() -> None:
    assert weaker(RESIDENTS, FORMS) is FORMS
    assert weaker(MIXED, RESIDENTS) is MIXED
    assert weaker(RESIDENTS, RESIDENTS) is RESIDENTS


@given(st.lists(st.tuples(st.none() | st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=6))
def test_rows_add_up_when_the_whole_has_no_total_of_its_own(parts: list[tuple[int | None, int]]) -> None:
    rows = [Counted("060", "", None, sum(forms for _, forms in parts))]
    rows += [Counted(f"0{n}", "060", total, forms) for n, (total, forms) in enumerate(parts)]
    shown = residents(rows)
    assert shown["060"].number == sum(shown[row.unit].number for row in rows[1:])
